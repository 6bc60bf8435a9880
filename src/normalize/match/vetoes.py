"""Names that look alike and are two: rules with a table (`vetoes.tsv`), asked of what would be an answer otherwise.

Likeness alone does not see them: the same words in another order are a son and his father, one ending more is the
village beside the town, another tone is another Vietnamese name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Indel

from normalize.tsv import read_cells

TURNED = "a father and a child have changed places"
DERIVED = "a place that is called after another one is not that place"
TONES = "the tone marks are those of another name"
_BASE = 3  # letters that the name of a place has at least to have others called after it
_NEARLY = 0.85  # likeness from which two readings are of one place
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))  # grave, acute, tilde, hook above, dot below
_VIETNAMESE = frozenset("ăâđêôơư")


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
    >>> find_veto(Written("Phạm Văn Đổng", ["pham van dong"]), Written("Phạm Văn Đồng", ["pham van dong"]), "person")
    'the tone marks are those of another name'
    """
    readings = product(query.romans, alias.romans)
    if type in ("place", "country"):
        if any(_is_derived(one.split(), other.split()) for one, other in readings):
            return DERIVED
    elif any(_is_turned(one.split(), other.split()) for one, other in readings):
        return TURNED
    return TONES if _have_other_tones(query.text, alias.text) else None


def _is_turned(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether the names around the first word for "child of" have changed places."""
    one, other = _split_chain(query), _split_chain(alias)
    if one is None or other is None:
        return False
    like = Indel.normalized_similarity
    return like(one[0], other[1]) > like(one[0], other[0]) and like(one[1], other[0]) > like(one[1], other[1])


def _split_chain(words: Sequence[str]) -> tuple[str, str] | None:
    """Return the names of child and father around the first word that says so, None where there is none."""
    chain = _chain_words()
    for i in range(1, len(words)):
        behind = chain.get(words[i])
        if behind is False and i + 1 < len(words):
            return words[i - 1], words[i + 1]
        if behind and i > 1:
            return words[i - 2], words[i - 1]
    return None


def _is_derived(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether one word of a place's name is made of that of another one, and the others are the same."""
    if len(query) != len(alias):
        return False
    different = [(one, other) for one, other in zip(query, alias, strict=True) if one != other]
    if len(different) != 1:
        return False
    one, other = different[0]
    return len(one) > len(other) >= _BASE and (other in _list_bases(one) or _is_part(one, other))


def _is_part(word: str, other: str) -> bool:
    """Return whether a word is the name of a place, or nearly, with a word for a part of it before it."""
    rests = [word[len(part) :] for part in _parts() if word.startswith(part) and len(word) >= len(part) + _BASE]
    return any(Indel.normalized_similarity(rest, other) >= _NEARLY for rest in rests)


def _list_bases(word: str) -> Iterator[str]:
    """Yield the names of places that the name of this ending may be made of."""
    for ending, bases in _endings():
        if word.endswith(ending):
            for base in bases:
                yield word[: -len(ending)] + base


def _have_other_tones(query: str, alias: str) -> bool:
    """Return whether two names in Vietnamese letters differ in nothing but their tone marks, both having some."""
    if query.isascii() or alias.isascii():
        return False
    one, other = (unicodedata.normalize("NFD", text.casefold()) for text in (query, alias))
    bare = [text.translate(_TONES) for text in (one, other)]
    if one == other or bare[0] != bare[1] or bare[0] == one or bare[1] == other:
        return False
    return not _VIETNAMESE.isdisjoint(unicodedata.normalize("NFC", bare[0]))


@cache
def _chain_words() -> dict[str, bool]:
    """Return the words for "child of", each with whether it stands behind the father's name."""
    return {form: base == "-" for form, base in _read("chain")}


@cache
def _parts() -> tuple[str, ...]:
    """Return what the name of a part of a place, or of a neighbour, begins with."""
    return tuple(form for form, _ in _read("part"))


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a name made of a place's name ends in, and what that one may end in."""
    return tuple((form, tuple(part.strip("-") for part in base.split())) for form, base in _read("diminutive"))


def _read(rule: str) -> list[tuple[str, str]]:
    rows = read_cells(Path(__file__).with_name("vetoes.tsv"))[1:]
    return [(form, base) for kind, _, form, base in rows if kind == rule]
