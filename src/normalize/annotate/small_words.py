"""Small words by what they do in a text (`small_words.tsv`): abbreviations, particles, bodies, syllables, days."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from normalize.tsv import rows_of

ABBREVIATION, PARTICLE, BODY, SYLLABLE = "abbreviation", "particle", "body", "syllable"
CAPITALISED, WHERE, WHERE_BEHIND, FEATURE = "capitalised", "where", "where behind", "feature"
CAPITAL, SMALL = "capital", "small"
AND, OF, PART, TOWARD, ELIDED = "and", "of", "part", "toward", "elided"
QUALIFIER, VILLAGE, THAT, STATE = "qualifier", "village", "that", "state"
FAMILY, SURNAME = "family", "surname"
RELATIVE, GIVEN = "relative", "given"
DIVISION, REGIONAL = "division", "regional"
REGION, REGION_BEHIND = "region", "region behind"
GENERIC, HOMOGRAPH = "generic", "homograph"
SERVANT, COMPOUND, SON = "servant", "compound", "son"
GENERATION, JUNIOR = "generation", "junior"
KIND, PHRASE, FIELD = "kind", "phrase", "field"


@cache
def small_words(role: str) -> frozenset[str]:
    """Return the words of one role, as exact keys.

    >>> "bin" in small_words(PARTICLE), "mr" in small_words(ABBREVIATION)
    (True, True)
    """
    return frozenset(word for (word,) in rows_of(Path(__file__).with_name("small_words.tsv"), role))
