"""Kinds of place: the town of a name is not the province, the county or the district that is called after it."""

from __future__ import annotations

from functools import cache

from normalize.lexicon.vocabulary import vocabulary
from normalize.match.name_words import words_for

_LEFT = 2  # letters of a name that a word is written attached to


def are_other_kinds(one: str, other: str) -> bool:
    """Return whether of two exact keys of places one says that it is a town, and the other that it is an area.

    A name that says both ("Kansas City district") says neither here.

    >>> are_other_kinds("город каменск", "каменский район"), are_other_kinds("临河市", "临河县")
    (True, True)
    >>> are_other_kinds("город каменск", "каменск"), are_other_kinds("town of arlesey", "village of arlesey")
    (False, False)
    """
    kinds = [(_is_town(exact), _is_area(exact)) for exact in (one, other)]
    return kinds in ([(True, False), (False, True)], [(False, True), (True, False)])


def _is_town(exact: str) -> bool:
    words = exact.split()
    # A letter by itself is short for a town where it opens the name: г. Каменск.
    if any(word in words_for("town") for at, word in enumerate(words) if len(word) > 1 or at == 0):
        return len(words) > 1
    return any(exact.endswith(end) and len(exact) >= len(end) + _LEFT for end in _attached())


def _is_area(exact: str) -> bool:
    return not words_for("area").isdisjoint((vocabulary("place").translate(exact) or exact).split())


@cache
def _attached() -> tuple[str, ...]:
    """Return what is written attached behind the name of a town."""
    return tuple(word[1:] for word in words_for("town") if word.startswith("-"))
