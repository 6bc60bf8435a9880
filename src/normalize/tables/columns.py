"""The columns of a table: those that are read, and room for those that are added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from normalize.errors import InputError, WrongOptionError, check_text, suggest
from normalize.match.setting import Point, check_point

ADDED = ("id", "label", "status", "probability", "margin", "why")
CANDIDATES = "candidates"
NUMBERS = ("probability", "margin")
_SHOWN = 30

Held = TypeVar("Held")  # a column of some kind of table


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What a table's columns mean; a value for all rows and a column of values exclude each other."""

    column: str
    type: str | None = None
    type_column: str | None = None
    country: str | None = None
    country_column: str | None = None
    lang: str | None = None
    lang_column: str | None = None
    near: Point | None = None
    lat_column: str | None = None
    lon_column: str | None = None
    when: str | None = None
    date_column: str | None = None
    group_column: str | None = None
    candidates: int | None = None
    prefix: str = "normalize_"

    def __post_init__(self) -> None:
        for what in ("type", "country", "lang"):
            if getattr(self, what) is not None and getattr(self, f"{what}_column") is not None:
                raise WrongOptionError(f"--{what} and --{what}-column exclude each other; give one of them")
        if (self.lat_column is None) != (self.lon_column is None):
            raise WrongOptionError("--lat-column and --lon-column go together; give both")
        if self.near is not None and self.lat_column is not None:
            raise WrongOptionError("--near and --lat-column exclude each other; give one of them")
        if self.when is not None and self.date_column is not None:
            raise WrongOptionError("--when and --date-column exclude each other; give one of them")

    @property
    def wanted(self) -> list[str]:
        """The columns that the table has to have."""
        return [self.column, *(column for column, _ in self.told if column is not None)]

    @property
    def told(self) -> list[tuple[str | None, str | None]]:
        """For type, country, language, latitude, longitude, date and group: the column, and the value for all rows."""
        lat, lon = split_point(self.near)
        return [
            (self.type_column, self.type),
            (self.country_column, self.country),
            (self.lang_column, self.lang),
            (self.lat_column, lat),
            (self.lon_column, lon),
            (self.date_column, self.when),
            (self.group_column, None),
        ]


def split_point(
    near: Sequence[float] | tuple[Held, Held] | None, column: type[Held] | tuple[type[Held], ...] = ()
) -> tuple[str | Held | None, str | Held | None]:
    """Return latitude and longitude of a point: two columns as they are, two numbers as cells would give them.

    Raises `InputError` for what is neither.

    >>> split_point((53.9, 27.57))
    ('53.9', '27.57')
    """
    if near is None:
        return None, None
    columns = [part for part in near if isinstance(part, column)]
    if len(columns) == len(near) == 2:
        return columns[0], columns[1]
    lat, lon = check_point([part for part in near if not isinstance(part, column)])
    return repr(lat), repr(lon)


def find_column(header: Sequence[str], wanted: str, table: str) -> int:
    """Return the position of a column by its name; spaces around the name in the header do not count.

    Raises `WrongOptionError` when it is missing, `InputError` when it stands twice or no name is given.

    >>> find_column(["id", "name"], "name", "people.csv")
    1
    """
    check_text("the name of the column", wanted)
    places = [i for i, cell in enumerate(header) if cell == wanted]
    places = places or [i for i, cell in enumerate(header) if cell.strip() == wanted.strip()]
    if len(places) > 1:
        raise InputError(f'column "{wanted}" stands {len(places)} times in {table}; rename all but one')
    if not places:
        known = [cell.strip() for cell in header]
        shown = ", ".join(known[:_SHOWN]) + (f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else "")
        raise WrongOptionError(f'column "{wanted}" is not in {table}; columns are: {shown}.{suggest(wanted, known)}')
    return places[0]


def added_columns(header: Sequence[str], prefix: str, candidates: bool, table: str) -> list[str]:
    """Return the names of the columns that are added; raises `WrongOptionError` when the table has one already."""
    check_text("prefix", prefix)
    added = [prefix + part for part in (*ADDED, *([CANDIDATES] if candidates else []))]
    taken = [column for column in added if column in {cell.strip() for cell in header}]
    if taken:
        raise WrongOptionError(
            f"{table} has {'columns' if len(taken) > 1 else 'a column'} {', '.join(taken)} already; "
            "nothing is overwritten: name the new columns otherwise, with another prefix"
        )
    return added
