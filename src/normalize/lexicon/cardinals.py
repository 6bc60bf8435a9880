"""Numbers in the names of firms and ships, which are written in figures, in Roman numerals and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from normalize.lexicon.ordinals import write_roman
from normalize.text import key
from normalize.tsv import read_cells

_LARGEST = 39  # number that is looked for in Roman numerals
_LETTERS = 2  # of a Roman numeral: one alone is a letter


def has_number(words: Sequence[str]) -> bool:
    """Return whether one of several words, exact keys, is a number that is not in figures.

    >>> has_number(["tankers", "xii"]), has_number(["tankers", "12"]), has_number(["seven"])
    (True, False, False)
    """
    return len(words) > 1 and not _read().keys().isdisjoint(words)


def write_figures(exact: str) -> str:
    """Return an exact key with its numbers in figures.

    >>> write_figures("ocean tankers xii"), write_figures("семь морей"), write_figures("strela v")
    ('ocean tankers 12', '7 морей', 'strela v')
    """
    return " ".join(_read().get(word, word) for word in exact.split())


@cache
def _read() -> Mapping[str, str]:
    """Return the numbers by how they are written otherwise than in figures."""
    found = {roman: str(n) for n in range(1, _LARGEST + 1) if len(roman := write_roman(n)) >= _LETTERS}
    for _, number, forms in read_cells(Path(__file__).with_name("cardinals.tsv"))[1:]:
        found |= {key(form): number for form in forms.split(",")}
    return found
