"""Names of one-syllable words, as in China, Korea, Myanmar and Vietnam: what tells two that are nearly alike apart.

The classes of sounds that no romanisation confuses are the table `syllables.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from normalize.sounds import is_respelt
from normalize.text import key
from normalize.tsv import rows_of

_TABLE = Path(__file__).with_name("syllables.tsv")
# What a syllable in plain letters begins with, has in its middle and ends in.
_SYLLABLE = re.compile(r"(y(?=[aeiou])|[b-df-hj-np-tv-xz]*)([aeiouy]+)([b-df-hj-np-tv-xz]*)\Z")
_LONGEST = 6  # letters of a syllable
# grave, acute, circumflex, tilde, breve, hook above, horn, dot below; and the letter with a stroke
_MARKS = {**dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")), ord("đ"): "d"}


def is_syllable(word: str) -> bool:
    """Return whether a plain word is one syllable.

    >>> [is_syllable(word) for word in ("nguyen", "yong", "anna")]
    [True, True, False]
    """
    return len(word) <= _LONGEST and _SYLLABLE.match(word) is not None


def is_other_syllable(query: str, own: str) -> bool:
    """Return whether a plain word is one that no romanisation makes of a syllable, or that syllable twice.

    >>> [is_other_syllable(*pair) for pair in (("yong", "jong"), ("chong", "jong"), ("weiwei", "wei"), ("anh", "an"))]
    [True, False, True, True]
    >>> [is_other_syllable(*pair) for pair in (("man", "min"), ("lam", "lum"), ("xu", "xi"))]
    [True, False, True]
    """
    if query == own + own:
        return True
    one, other = (_SYLLABLE.match(word) for word in (query, own))
    if one is None or other is None:
        return False
    classes = [[parts.get(match[group]) for match in (one, other)] for group, parts in enumerate(_classes(), 1)]
    return any(a is not None and b is not None and a.isdisjoint(b) for a, b in classes)


def have_other_syllables(query: str, alias: str) -> bool:
    """Return whether two plain readings are of as many syllables, each a word, and one is that of another name.

    >>> have_other_syllables("kim man su", "kim min su"), have_other_syllables("kim min soo", "kim min su")
    (True, False)
    """
    one, other = query.split(), alias.split()
    if len(one) != len(other) or not all(map(is_syllable, (*one, *other))) or set(one) == set(other):
        return False
    return any(map(is_other_syllable, one, other))


def is_burmese(words: Sequence[str]) -> bool:
    """Return whether plain words are those that names of Myanmar are made of.

    >>> is_burmese(["aung", "san", "suu", "kyi"]), is_burmese(["kim", "min", "su"])
    (True, False)
    """
    return len(words) > 1 and all(word in _burmese() for word in words)


def are_other_burmese(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether two names of Burmese words alone differ in such words: each is a name of its own.

    >>> names = ("zaw lin htoo", "zaw linn tut", "u zaw lin htut", "zaw lin htutt", "htut zaw lin")
    >>> [are_other_burmese(name.split(), ["zaw", "lin", "htut"]) for name in names]
    [True, False, False, False, False]
    """
    if len(query) != len(alias) or not (is_burmese(query) and is_burmese(alias)):
        return False
    one, other = ([_burmese()[word] for word in words] for words in (query, alias))
    for classes in one:
        other = _leave_out(classes, other)
    return bool(other)


def _leave_out(classes: frozenset[str], others: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Return some classes without the first that has one in common with some."""
    at = next((i for i, other in enumerate(others) if not classes.isdisjoint(other)), len(others))
    return [*others[:at], *others[at + 1 :]]


def have_other_tones(query: str, alias: str) -> bool:
    """Return whether two names of such words differ in nothing but the marks of Vietnamese, both having some.

    >>> have_other_tones("Lê Văn Tấn", "Lê Văn Tân"), have_other_tones("Le Van Tan", "Lê Văn Tân")
    (True, False)
    """
    if query.isascii() or alias.isascii():
        return False
    one, other = (sorted((_strip(word), word) for word in key(text).split()) for text in (query, alias))
    bare = [word for word, _ in one]
    if one == other or bare != [word for word, _ in other] or not all(map(is_syllable, bare)):
        return False
    return all(any(word != bare for bare, word in words) for words in (one, other))


def have_other_marks(query: str, names: Iterable[str]) -> bool:
    """Return whether a Vietnamese name with its marks is none of those with marks among all names of a person.

    A word of it without marks may be the same word with them, i is y, and the mark may stand on another vowel. A letter
    doubled by mistake says nothing.

    >>> own = ["Vũ Minh Tuấn", "Vu Minh Tuan"]
    >>> [have_other_marks(name, own) for name in ("Vũ Minh Tuân", "Vũ Minh Tuyên", "Vũ Minh Tuan", "Vũ Minh Tuấnn")]
    [True, True, False, False]
    >>> have_other_marks("Lê Thị Thúy", ["Lê Thị Thuý", "Le Thi Thuy"]), have_other_marks("Vũ Hà", ["Vũ Minh Hải"])
    (False, False)
    """
    asked = _list_marked(query)
    known = [words for words in map(_list_marked, names) if words and len(words) == len(asked)]
    return bool(known) and not any(all(map(_may_be_one, asked, words)) for words in known)


def _list_marked(name: str) -> list[tuple[str, str]]:
    """Return the words of a Vietnamese name in alphabetical order, each without its marks and these; none without."""
    words = key(name).split()
    bare = [_strip(word) for word in words]
    if len(bare) < 2 or _vietnamese().isdisjoint((bare[0], bare[-1])) or not all(map(is_syllable, bare)):
        return []
    marks = ["".join(sorted(c for c in unicodedata.normalize("NFD", word) if ord(c) in _MARKS)) for word in words]
    return sorted((word.replace("y", "i"), own) for word, own in zip(bare, marks, strict=True)) if any(marks) else []


def _may_be_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether words with marks are the same, or only a letter is doubled."""
    if one[0] == other[0]:
        return one[1] in ("", other[1])
    return one[1] == other[1] and is_respelt(one[0], other[0], True)


def _strip(word: str) -> str:
    """Return a word in small letters without the marks of Vietnamese."""
    return unicodedata.normalize("NFD", word).translate(_MARKS)


@cache
def _vietnamese() -> frozenset[str]:
    """Return the family names of Vietnam without their marks."""
    return frozenset(form for form, _ in rows_of(_TABLE, "family"))


@cache
def _burmese() -> Mapping[str, frozenset[str]]:
    """Return the words that names of Myanmar are made of, each with those that it may be."""
    return {form: frozenset(words.split()) for form, words in rows_of(_TABLE, "burmese")}


@cache
def _classes() -> tuple[Mapping[str, frozenset[str]], ...]:
    """Return the classes of what syllables begin with, have in their middle and end in."""
    return tuple(
        {form.strip("-"): frozenset(sounds.split()) for form, sounds in rows_of(_TABLE, part)}
        for part in ("onset", "nucleus", "coda")
    )
