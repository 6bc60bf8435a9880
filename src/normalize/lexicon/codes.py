"""Capitals in brackets beside an organisation's name: the code of a country (HK, UAE), or letters of the name itself.

What stands for a country says where a firm is, not which one: Sunrise Tech (HK) is not all there is in Hong Kong.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from normalize.lexicon.iso3166 import COUNTRIES, NOT_ISO
from normalize.tsv import read_cells

_SHORT = 2  # letters of what is an acronym only if it is seen to be one


def is_place_code(letters: str) -> bool:
    """Return whether capitals are the code of a country or territory, or of several.

    >>> [is_place_code(letters) for letters in ("HK", "UAE", "РФ", "HESA")]
    [True, True, True, False]
    """
    return letters in COUNTRIES or letters in NOT_ISO or letters in _names()


def spell_out(code: str) -> str:
    """Return the name that a code stands for, "" for one that is seldom written, or none.

    >>> spell_out("HK"), spell_out("HESA")
    ('Hong Kong', '')
    """
    return _names().get(code, "")


def is_made_of(letters: str, words: Sequence[str]) -> bool:
    """Return whether letters are the first ones of some words in their order, of the first word too.

    >>> is_made_of("ge", ["general", "electric"]), is_made_of("hk", ["sunrise", "tech"])
    (True, False)
    """
    if not words or letters[:1] != words[0][:1]:
        return False
    left = iter(word[0] for word in words)
    return all(letter in left for letter in letters)


def may_be_acronym(letters: str, words: Sequence[str]) -> bool:
    """Return whether capitals in brackets may stand for a name of some words, as exact keys.

    A code of a country, and what is short, has the first letters of the words: of a code, all words have one in it.

    >>> may_be_acronym("HESA", ["iran", "aircraft"]), may_be_acronym("HK", ["sunrise", "tech"])
    (True, False)
    """
    if is_place_code(letters):
        return letters.casefold() == "".join(word[0] for word in words)
    return len(letters) > _SHORT or is_made_of(letters.casefold(), words)


@cache
def _names() -> dict[str, str]:
    return dict(read_cells(Path(__file__).with_name("codes.tsv"))[1:])
