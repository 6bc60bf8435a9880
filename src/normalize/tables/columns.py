"""The columns of a table: those that are read, and room for those that are added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalize.errors import InputError, suggest

ADDED = ("id", "label", "status", "probability", "margin", "why")
CANDIDATES = "candidates"
NUMBERS = ("probability", "margin")
_SHOWN = 30


class WrongOptionError(InputError):
    """An option that cannot be meant, or does not fit the table: wrong usage rather than bad data."""


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
    group_column: str | None = None
    candidates: int | None = None
    prefix: str = "normalize_"

    def __post_init__(self) -> None:
        for what in ("type", "country", "lang"):
            if getattr(self, what) is not None and getattr(self, f"{what}_column") is not None:
                raise WrongOptionError(f"--{what} and --{what}-column exclude each other; give one of them")

    @property
    def wanted(self) -> list[str]:
        """The columns that the table has to have."""
        named = (self.column, self.type_column, self.country_column, self.lang_column, self.group_column)
        return [column for column in named if column is not None]

    @property
    def told(self) -> list[tuple[str | None, str | None]]:
        """For type, country, language and group: the column, and the value for all rows."""
        given = ((self.type_column, self.type), (self.country_column, self.country), (self.lang_column, self.lang))
        return [*given, (self.group_column, None)]


def find_column(header: Sequence[str], wanted: str, table: str) -> int:
    """Return the position of a column by its name; spaces around the name in the header do not count.

    Raises `WrongOptionError` when it is missing, `InputError` when it stands twice.

    >>> find_column(["id", "name"], "name", "people.csv")
    1
    """
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
    added = [prefix + part for part in (*ADDED, *([CANDIDATES] if candidates else []))]
    taken = [column for column in added if column in {cell.strip() for cell in header}]
    if taken:
        raise WrongOptionError(
            f"{table} has {'columns' if len(taken) > 1 else 'a column'} {', '.join(taken)} already; "
            "nothing is overwritten: name the new columns otherwise, with another prefix (--prefix)"
        )
    return added
