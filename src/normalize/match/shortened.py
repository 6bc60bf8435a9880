"""Names of people beside each other of which one is cut short: a patronymic left out, a given name of a few letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.form import analyse
from normalize.lexicon.variants import is_legal_form
from normalize.lexicon.vocabulary import vocabulary
from normalize.match.family_names import stands_behind_father
from normalize.match.given_order import is_patronymic
from normalize.match.name_words import words_for
from normalize.text import key

_CUT = re.compile(r"(?<![\w.-])([^\W\d_]{2,4})\.(?=\s|$)")  # a word of a few letters with a stop
_LONGER = 2  # letters that a word has more than what is short for it
_FEWEST = 2  # words of a name that are left
_STEM, _ENDING = 3, 3  # letters of a father's name, and of the shortest ending
_WHOLE = 7  # letters of a patronymic that is no other word: Rusich
_FAMILY = "ic"  # what South Slavic family names end in, which have the other letters of patronymics


def shorten(one: str, other: str) -> tuple[str, str, bool]:
    """Return two names with what one has cut short cut short to an initial, and without a patronymic that one has.

    And whether a patronymic was left out: of the one that has more words.

    >>> shorten("Th. Aagaard", "Thorvald Aagaard"), shorten("Wm. Bell", "William Bell"), shorten("Th. Bell", "Tor Bell")
    (('T. Aagaard', 'Thorvald Aagaard', False), ('W. Bell', 'William Bell', False), ('Th. Bell', 'Tor Bell', False))
    >>> shorten("Halina Petrovna Saroka", "Halina Saroka"), shorten("Rauf Tofiq oğlu Həsənli", "Rauf Həsənli")
    (('Halina Saroka', 'Halina Saroka', True), ('Rauf Həsənli', 'Rauf Həsənli', True))
    """
    one, other = _cut(one, other), _cut(other, one)
    words = [name.replace(",", " ").split() for name in (one, other)]
    sizes = [len(key(name).split()) for name in (one, other)]  # initials count, which need no space
    if sizes[0] == sizes[1]:
        return one, other, False
    longer = sizes[1] > sizes[0]
    bare = _drop_patronymic(words[longer])
    if not bare or _drop_patronymic(words[not longer]):
        return one, other, False
    return (one, bare, True) if longer else (bare, other, True)


def _cut(name: str, other: str) -> str:
    """Return a name with an initial for each word of few letters and a stop that a word of the other is, cut short."""
    if "." not in name:
        return name
    words = key(other).split()
    return _CUT.sub(lambda found: f"{found[1][0]}." if _is_cut(key(found[1]), words) else found[0], name)


def _is_cut(short: str, words: Sequence[str]) -> bool:
    """Return whether letters are what a word begins with, or some of its letters with the last one: Chr., Wm."""
    if vocabulary("person").is_generic(short) or is_legal_form(short):
        return False
    long = [word for word in words if len(word) >= len(short) + _LONGER and word[0] == short[0]]
    return any(word.startswith(short) or is_contraction(short, word) for word in long)


def is_contraction(short: str, word: str) -> bool:
    """Return whether a word is some letters of another in their order, with its first and its last: wm, mohd.

    >>> is_contraction("wm", "william"), is_contraction("chr", "christian")
    (True, False)
    """
    letters = iter(word)
    return (short[0], short[-1]) == (word[0], word[-1]) and all(letter in letters for letter in short)


def _drop_patronymic(words: Sequence[str]) -> str:
    """Return a name, given by its words, without the patronymic in it, "" where none is certain."""
    if len(words) <= _FEWEST:
        return ""
    read = [next(iter(analyse(word).romans), "") for word in words]
    at = set(_find_patronymics(read))
    left = [word for place, word in enumerate(words) if place not in at]
    return " ".join(left) if at and len(left) >= _FEWEST else ""


def _find_patronymics(words: Sequence[str]) -> Sequence[int]:
    """Return the places of the words that are a patronymic, or what makes one of a father's name, behind a given name.

    It stands before the family name, or behind both others.
    """
    last = len(words) - 1
    for at, word in enumerate(words):
        if at > 1 and stands_behind_father(word):
            return at - 1, at
        if 0 < at < last and word.endswith(tuple(words_for("attached"))) and len(word) >= _STEM + _ENDING:
            return (at,)
    found = [at for at in (1, last) if len(words[at]) >= _WHOLE and is_patronymic(words[at])]
    return [at for at in found if not words[at].endswith(_FAMILY)][:1]
