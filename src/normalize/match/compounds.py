"""Names of firms that are one word made of several, which one of these tells apart: Volgatransgaz and Volgatransoil."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rapidfuzz.distance import Postfix, Prefix

from normalize.tsv import read_cells

_SHARED = 4  # letters that two compounds have at least in common, beside the part that they have not
_LEFT_OUT = frozenset({"bank", "media", "Russia"})  # parts without which many call the same firm
_LINKS = ("o", "e", "a", "")  # vowels that join a part to the next one


def have_other_parts(one: str, other: str) -> bool:
    """Return whether two words, as they are read, differ in a part that says something else, or that one of them lacks.

    >>> have_other_parts("volgatransgaz", "volgatransoyl"), have_other_parts("khimpromtorg", "khimprom")
    (True, True)
    >>> have_other_parts("volgatransoil", "volgatransoyl"), have_other_parts("khimpronm", "khimprom")
    (False, False)
    """
    before, behind = Prefix.similarity(one, other), Postfix.similarity(one, other)
    shortest = min(len(one), len(other))
    spans = ((first, last) for first in range(before + 1) for last in range(behind + 1))
    return any(
        _are_other_parts(one[first : len(one) - last], other[first : len(other) - last])
        for first, last in spans
        if _SHARED <= first + last <= shortest
    )


def _are_other_parts(one: str, other: str) -> bool:
    concepts = [_find_concept(part) for part in (one, other)]
    if "" in concepts and not _LEFT_OUT.isdisjoint(concepts):
        return False  # Sber for Sberbank
    return None not in concepts and concepts[0] != concepts[1]


def _find_concept(part: str) -> str | None:
    """Return what a part says, "" for none at all, or None for letters that are no part."""
    if not part:
        return ""
    found = (_read().get(part.removesuffix(link)) for link in _LINKS)
    return next(filter(None, found), None)


@cache
def _read() -> Mapping[str, str]:
    return {form: concept for _, form, concept in read_cells(Path(__file__).with_name("compounds.tsv"))[1:]}
