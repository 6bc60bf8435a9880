"""Names that look alike and are two: rules with a table (`vetoes.tsv`), asked of what would be an answer otherwise.

Likeness alone does not see them: the same words in another order are a son and his father, one ending more is the
village beside the town, another tone is another Vietnamese name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from normalize.match.family_names import is_other_family, is_turned
from normalize.match.places import are_opposite, is_derived, is_feature, is_opposed
from normalize.match.sexes import have_other_sexes, is_borne_by_other_sex
from normalize.match.syllables import have_other_tones
from normalize.text import scripts

TURNED = "a father and a child have changed places"
DERIVED = "a place that is called after another one is not that place"
FEATURE = "what is called a gulf, a lake or a mountain is not the town"
FAMILY = "a family name of another ending is another"
SEX = "a woman is not the man of the same name"
TONES = "the tone marks are those of another name"
OPPOSITE = "north is not south, nor new old"
PART = "a part of it, or a new one, is not the thing itself"
ACRONYM = "other letters are another acronym"
ORDINARY = "it is an ordinary word"
TOWN = "the town is called so only with what says that it is one"
NAME = "a word is another name"  # said of what the evidence contradicts
NAMED = "it is a personal name, and only nearly the name found"
_ACRONYM = 5  # letters of a string in capitals that is one


class Written(NamedTuple):
    """A name as it is written, and its plain readings."""

    text: str
    romans: Sequence[str]


def find_veto(query: Written, alias: Written, type: str) -> str | None:
    """Return why a name cannot be one that it looks like, or None where it may be; `type` is that of the bearer.

    >>> father, child = Written("Салман бин Мухаммад", ["salman bin muhammad"]), Written("", ["mohammed bin salman"])
    >>> find_veto(father, child, "person")
    'a father and a child have changed places'
    >>> find_veto(Written("Białystoczek", ["bialystoczek"]), Written("Białystok", ["bialystok"]), "place") == DERIVED
    True
    >>> find_veto(Written("", ["dmitry medvedchuk"]), Written("", ["dmitry medvedev"]), "person")
    'a family name of another ending is another'
    >>> find_veto(Written("Phạm Văn Đổng", ["pham van dong"]), Written("Phạm Văn Đồng", ["pham van dong"]), "person")
    'the tone marks are those of another name'
    """
    readings = list(product(map(str.split, query.romans), map(str.split, alias.romans)))
    if _are_acronyms(query, alias):
        return ACRONYM
    if type != "person" and any(are_opposite(one, other) for one, other in readings):
        return OPPOSITE
    if type != "person" and all(is_opposed(one, other) for one, other in readings):
        return PART
    if type in ("place", "country"):
        for one, other in readings:
            if is_derived(one, other):
                return DERIVED
            if is_feature(one, other):
                return FEATURE
    else:
        written = (*scripts(query.text), *scripts(alias.text))
        for one, other in readings:
            if is_turned(one, other):
                return TURNED
            if type == "person" and is_other_family(one, other):
                return FAMILY
            if type == "person" and (have_other_sexes(one, other, written) or is_borne_by_other_sex(one, other)):
                return SEX
    return TONES if have_other_tones(query.text, alias.text) else None


def _are_acronyms(query: Written, alias: Written) -> bool:
    """Return whether both strings are a few capitals, and are read otherwise."""
    if not all(text.isupper() and 1 < len(text) <= _ACRONYM for text in (query.text, alias.text)):
        return False
    return set(query.romans).isdisjoint(alias.romans)
