"""Names with all their numbers in figures, cardinals and ordinals: Sector Five is Sector 5, and the 4th the Fourth."""

from __future__ import annotations

import re

from normalize.lexicon.cardinals import write_figures, write_first
from normalize.lexicon.ordinals import list_behind_figures, replace_ordinals

_FIGURES = re.compile(r"(\d+)([^\W\d_]*)\Z")


def write_numbers(exact: str) -> str:
    """Return an exact key with the numbers in figures that it has in words, in Roman numerals or with an ending.

    >>> [write_numbers(name) for name in ("sector five", "4th rifle brigade", "fourth rifle brigade")]
    ['sector 5', '4 rifle brigade', '4 rifle brigade']
    >>> write_numbers("iii liceum"), write_numbers("5 й мехзавод"), write_numbers("block 3 a")
    ('3 liceum', '5 мехзавод', 'block 3 a')
    """
    return write_figures(write_first(_drop_endings(replace_ordinals(exact))))


def _drop_endings(exact: str) -> str:
    """Return an exact key without what makes ordinals of figures."""
    found: list[str] = []
    for at, word in enumerate(exact.split()):
        number = _FIGURES.match(word)
        if number and number[2] in list_behind_figures("any" if at else "first"):
            found.append(number[1])
        elif not (found and found[-1].isdigit() and word in list_behind_figures("after")):
            found.append(word)
    return " ".join(found)
