"""Kings and popes: a number or an epithet behind a name belongs to it, and says which of those who bore it is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from normalize.annotate.titles import is_title_word
from normalize.annotate.words import Word

_NUMERAL = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{0,3}))(?<=.)")
_ARTICLES = frozenset({"the", "der", "die", "den", "dem", "le", "la", "el", "il", "o"})
_EPITHET, _RULER, _PAST, _FROM = "epithet", "ruler", "past", "from"
_REACH = 4  # words from a ruler's name to what he ruled


def is_numeral(word: Word) -> bool:
    """Return whether a word is the number of a king or a pope: XII.

    >>> from normalize.annotate.words import split_words
    >>> [is_numeral(word) for word in split_words("King Charles XII, MC")]
    [False, False, True, False]
    """
    return bool(_NUMERAL.fullmatch(word.text))


def goes_on(words: Sequence[Word], first: int, last: int, bears: Callable[[str], bool]) -> bool:
    """Return whether a name goes on with the number of a king, or with a family name behind one.

    >>> from normalize.annotate.words import split_words
    >>> words = split_words("King Charles XII of Sweden")
    >>> goes_on(words, 0, 2, lambda word: True), goes_on(words, 0, 3, lambda word: True)
    (True, False)
    """
    if last == len(words) or words[last].joint != " ":
        return False
    if is_numeral(words[last - 1]) and last - first > 1:
        return words[last].capital and not words[last].text.isupper() and bears(words[last].text)
    foreign = words[last].script != words[last - 1].script  # Александром I
    return is_numeral(words[last]) and (foreign or any(bears(word.text) for word in words[first:last]))


def is_reign(words: Sequence[Word], bears: Callable[[str], bool]) -> bool:
    """Return whether some words are a ruler's name with its number, whatever is called so: Pio IX.

    >>> from normalize.annotate.words import split_words
    >>> is_reign(split_words("Pio IX"), lambda word: True)
    True
    """
    return len(words) > 1 and is_numeral(words[-1]) and bears(words[0].text)


def find_epithet(words: Sequence[Word], at: int) -> int:
    """Return where what a ruler is called by ends that begins at a word, or `at` where there is none: the Great.

    >>> from normalize.annotate.words import split_words
    >>> find_epithet(split_words("Frederick the Great took Silesia"), 1)
    3
    """
    last = at + 1 if at < len(words) and words[at].key in _ARTICLES and not words[at].capital else at
    if last == len(words) or any(word.joint != " " for word in words[at : last + 1]):
        return at
    return last + 1 if words[last].capital and is_title_word(words[last].key, _EPITHET) else at


def rules_another(
    words: Sequence[Word], last: int, countries: Collection[str], tell: Callable[[int], Collection[str] | None]
) -> bool:
    """Return whether a ruler's name that ends in a number goes on with another country than one of `countries`.

    `tell` says of which countries the place is that begins at a word, and None where there is none.

    >>> from normalize.annotate.words import split_words
    >>> words = split_words("Charles III of Spain expelled the Jesuits.")
    >>> rules_another(words, 2, {"GB"}, lambda at: {"ES"} if words[at].key == "spain" else None)
    True
    """
    if not is_numeral(words[last - 1]):
        return False
    at = last
    was = at < len(words) and words[at].joint in (" ", "|") and is_title_word(words[at].key, _PAST)
    if was:
        at += 1
        if at == len(words) or not is_title_word(words[at].key, _RULER):
            return False
        at += 1
    if at == len(words) or not is_title_word(words[at].key, _FROM):
        return False
    for begin in range(at + 1, min(at + _REACH, len(words))):
        if words[begin].capital:
            told = tell(begin)
            return was if told is None else set(countries).isdisjoint(told)
    return False
