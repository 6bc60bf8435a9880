"""The columns of a table: those that are read, and room for those that are added."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.errors import InputError, suggest

ADDED = ("id", "label", "status", "probability", "margin", "why")
CANDIDATES = "candidates"
_SHOWN = 30


class WrongOptionError(InputError):
    """An option that cannot be meant, or does not fit the table: wrong usage rather than bad data."""


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
            "nothing is overwritten: name the new columns otherwise with --prefix"
        )
    return added
