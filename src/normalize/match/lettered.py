"""Names of people in scripts whose names are hardly known: one letter of another sound is another name (सुनीता, सुमिता).

Of these scripts few names are among those that are known, so that a letter tells what a list of names tells elsewhere.
Which letters are written for one sound is the table `lettered.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from normalize.loose import loosen
from normalize.match.originals import have_other_word
from normalize.text import key, scripts
from normalize.tsv import read_cells

_SHORT = 2  # letters of a name at least
_LONG = "اويى"  # letters of Arabic for long vowels, behind which an h is silent
_FIRST, _ORDERS = 0x1200, 8  # the first letter of Ethiopic, and how many there are with one consonant
_VOWELS = ({0, 3}, {0, 1}, {1, 3}, {3, 5}, {3, 6})  # of these, those by which names differ and which are heard apart


def have_other_letters(query: str, name: str) -> bool:
    """Return whether two names in one script differ in one word, by one letter of another sound or that of a woman.

    >>> pairs = ("सुमिता वर्मा", "सुनीता वर्मा"), ("सुनीता वर्मा", "सुनिता वर्मा"), ("জামিল আহমেদ", "জামিলা আহমেদ")
    >>> [have_other_letters(*pair) for pair in pairs]
    [True, False, True]
    >>> pairs = ("Գագիկ Սարգսյան", "Գարիկ Սարգսյան"), ("გიორგი კალაძე", "გიორგი ყალაძე"), ("አበበ ታደሰ", "አበባ ታደሰ")
    >>> [have_other_letters(*pair) for pair in pairs]
    [True, False, True]
    """
    own = scripts(query)
    if len(own) != 1 or own != scripts(name) or own[0] not in _read("script"):
        return False
    return bool(have_other_word(key(query), key(name), _ARE_OTHERS.get(own[0], _are_others)))


def _are_others(one: str, other: str) -> bool:
    """Return whether two words differ in the sound of one letter, which is no vowel of an alphabet, or in its place."""
    short, long = sorted((_list_sounds(one), _list_sounds(other)), key=len)
    if len(short) < len(long):
        return _is_woman(long, short)
    different = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
    if not _read("vowel").keys().isdisjoint(letter for pair in different for letter in pair):
        return False
    return len(different) == 1 or (len(different) == 2 and different[0] == different[1][::-1])


def _is_woman(name: Sequence[str], man: Sequence[str]) -> bool:
    """Return whether a word is another one with what makes a woman's name of it."""
    return len(man) >= _SHORT and [*man] == [*name[:-1]] and name[-1] in _read("woman")


def _is_woman_in_arabic(one: str, other: str) -> bool:
    short, long = sorted((loosen(one), loosen(other)), key=len)
    return _is_woman(long, short) and short[-1] not in _LONG


def _have_other_vowel(one: str, other: str) -> bool:
    """Return whether two words in Ethiopic differ in the vowel of one letter alone."""
    pairs = [(ord(a) - _FIRST, ord(b) - _FIRST) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(pairs) != 1:
        return False
    (consonant, vowel), (own, against) = (divmod(letter, _ORDERS) for letter in pairs[0])
    return consonant == own and {vowel, against} in _VOWELS


def _list_sounds(word: str) -> list[str]:
    """Return the letters of a word, those of one sound as one letter and each once, without marks that are left out."""
    found = [_read("sound").get(letter, letter) for letter in word if letter not in _read("silent")]
    return [letter for letter, before in zip(found, ["", *found], strict=False) if letter != before]


@cache
def _read(rule: str) -> dict[str, str]:
    """Return the letters of one rule, each with its base, and as the rule "script" the scripts of the table."""
    rows = read_cells(Path(__file__).with_name("lettered.tsv"))[1:]
    if rule == "script":
        return {script: "" for _, script, _, _ in rows}
    return {letter: base for own, _, letter, base in rows if own == rule}


_ARE_OTHERS: Mapping[str, Callable[[str, str], bool]] = {"Arab": _is_woman_in_arabic, "Ethi": _have_other_vowel}
