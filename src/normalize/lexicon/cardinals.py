"""Numbers in the names of firms and ships, which are written in figures, in Roman numerals and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from normalize.lexicon.ordinals import NAMES, roman_numerals
from normalize.lexicon.vocabulary import vocabulary
from normalize.text import key
from normalize.tsv import read_cells

_TEN = "0"  # what the figures of twenty end in
_LETTERS = 2  # of a Roman numeral: one alone is a letter


def has_number(words: Sequence[str]) -> bool:
    """Return whether one of several words, exact keys, is a number that is not in figures.

    >>> has_number(["tankers", "xii"]), has_number(["tankers", "12"]), has_number(["seven"])
    (True, False, False)
    """
    return len(words) > 1 and any(_find(words, at) for at in range(len(words)))


def write_figures(exact: str) -> str:
    """Return an exact key with its numbers in figures.

    >>> write_figures("ocean tankers xii"), write_figures("семь морей"), write_figures("strela v")
    ('ocean tankers 12', '7 морей', 'strela v')
    >>> write_figures("twenty one capital"), write_figures("xi jinping foundation")
    ('21 capital', 'xi jinping foundation')
    """
    words, found = exact.split(), list[str]()
    for at, word in enumerate(words):
        number = _find(words, at)
        before = _find(words, at - 1) if at and words[at - 1] in _read() else ""
        if before.endswith(_TEN) and len(number) == 1 and word in _read():
            found[-1] = before[:-1] + number
        else:
            found.append(number or word)
    return " ".join(found)


def write_first(exact: str) -> str:
    """Return an exact key with the Roman numeral that it opens with in figures; one letter is one before a kind.

    >>> [write_first(name) for name in ("iii armia", "v szkoła ogrodnicza", "v sakiewicz", "xi jinping foundation")]
    ['3 armia', '5 szkoła ogrodnicza', 'v sakiewicz', 'xi jinping foundation']
    """
    first, _, rest = exact.partition(" ")
    number = roman_numerals().get(first, "")
    if not (number and rest) or first in NAMES:
        return exact
    if len(first) < _LETTERS and not next(vocabulary("organisation").scan(rest.split()))[0]:
        return exact
    return f"{number} {rest}"


def _find(words: Sequence[str], at: int) -> str:
    """Return the figures of a number in words, or in Roman numerals behind a word: Xi Jinping has none."""
    roman = at > 0 and len(words[at]) >= _LETTERS
    return _read().get(words[at], "") or (roman_numerals().get(words[at], "") if roman else "")


@cache
def _read() -> Mapping[str, str]:
    """Return the numbers by the words for them."""
    rows = read_cells(Path(__file__).with_name("cardinals.tsv"))[1:]
    return {key(form): number for _, number, forms in rows for form in forms.split(",")}
