"""Numbers in the names of firms and ships, which are written in figures, in Roman numerals and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from normalize.lexicon.ordinals import write_roman
from normalize.lexicon.vocabulary import vocabulary
from normalize.text import key
from normalize.tsv import read_cells

_LARGEST = 39  # number that is looked for in Roman numerals
_TEN = "0"  # what the figures of twenty end in
_LETTERS = 2  # of a Roman numeral: one alone is a letter
_ONES = {"i": "1", "v": "5", "x": "10"}
_NAMES = frozenset({"xi", "vi"})  # that open the names of people: Xi Jinping


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
    number = "" if first in _NAMES else _romans().get(first, "")
    if first in _ONES and rest:
        kind, _ = next(vocabulary("organisation").scan(rest.split()))
        number = _ONES[first] if kind else ""
    return f"{number} {rest}" if number and rest else exact


def _find(words: Sequence[str], at: int) -> str:
    """Return the figures of a number in words, or in Roman numerals behind a word: Xi Jinping has none."""
    return _read().get(words[at], "") or (_romans().get(words[at], "") if at else "")


@cache
def _romans() -> Mapping[str, str]:
    return {roman: str(n) for n in range(1, _LARGEST + 1) if len(roman := write_roman(n)) >= _LETTERS}


@cache
def _read() -> Mapping[str, str]:
    """Return the numbers by the words for them."""
    rows = read_cells(Path(__file__).with_name("cardinals.tsv"))[1:]
    return {key(form): number for _, number, forms in rows for form in forms.split(",")}
