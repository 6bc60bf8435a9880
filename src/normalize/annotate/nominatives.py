"""Nominatives of names in languages whose nouns carry endings (`case_endings.tsv`): Pariisiin is to Pariisi."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from normalize.annotate.words import Word
from normalize.text import clean, key
from normalize.tsv import rows_of

_STEM = 3  # letters that a name keeps without its ending
_NOTHING = "-"
_TURKISH, _APOSTROPHES = "tr", "'’"


@cache
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    """Return the endings of a language, with what the nominative has for each."""
    rows = rows_of(Path(__file__).with_name("case_endings.tsv"), language)
    return tuple((ending, "" if own == _NOTHING else own) for ending, own in rows)


def has_endings(language: str) -> bool:
    """Return whether the nouns of a language carry endings that are known here.

    >>> has_endings("fi"), has_endings("en")
    (True, False)
    """
    return language == _TURKISH or bool(_endings(language))


def list_bases(word: Word, language: str) -> Iterator[str]:
    """Yield the exact keys of what a word may be the case form of in a language, those with the shortest endings first.

    >>> from normalize.annotate.words import split_words
    >>> found = [list(list_bases(word, "fi")) for word in split_words("Pariisiin")]
    >>> "pariisi" in found[0], [list(list_bases(word, "tr")) for word in split_words("Bakü'den")]
    (True, [['bakü']])
    """
    if language == _TURKISH:
        size = ends_name(word, language)
        yield from [key(clean(word.text[:size]).text)] if size else []
        return
    pairs = (pair for pair in _endings(language) if word.key.endswith(pair[0]))
    for ending, own in sorted(pairs, key=lambda pair: len(pair[0])):
        stem = word.key.removesuffix(ending) + own
        if len(stem) >= _STEM and stem != word.key:
            yield stem


def ends_name(word: Word, language: str) -> int:
    """Return how many letters of a Turkish word stand before an apostrophe that ends a name, or 0 where there is none.

    >>> from normalize.annotate.words import split_words
    >>> [ends_name(word, "tr") for word in split_words("Bornova'da deprem")]
    [7, 0]
    """
    at = max(word.text.rfind(mark) for mark in _APOSTROPHES) if language == _TURKISH else 0
    return at if at >= _STEM else 0
