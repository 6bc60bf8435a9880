"""What tells two places apart whose names look alike: one is called after the other, a part of it or its opposite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import Indel

from normalize.lexicon.inflection import is_slip
from normalize.match.name_words import endings_for, read_rule, words_for
from normalize.sounds import is_respelt

SETTLEMENT = frozenset({"city", "town", "township", "village"})
_BASE = 3  # letters that the name of a place has at least to have others called after it
_NEW, _LIKE = ("age", "new"), 0.7  # and the likeness of two words for it in one language or in near ones
_NEARLY = 0.85  # likeness from which two readings are of one place


def is_derived(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether one word of a place's name is made of that of another one, and the others are the same.

    >>> is_derived(["bialystoczek"], ["bialystok"]), is_derived(["karnatakka"], ["karnataka"])
    (True, False)
    """
    if len(query) != len(alias):
        return False
    different = [(one, other) for one, other in zip(query, alias, strict=True) if one != other]
    if len(different) != 1:
        return False
    one, other = different[0]
    if is_respelt(one, other, True):
        return False  # Karnatakka
    return len(one) > len(other) >= _BASE and (other in _list_bases(one) or _is_part(one, other))


def names_feature(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether a name is that of a place with a word for a water or a height beside it.

    >>> names_feature(["lake", "geneva"], ["geneva"])
    True
    """
    return len(query) == len(alias) + 1 and [w for w in query if w not in words_for("feature")] == [*alias]


def are_opposite(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether the words that only one of two names has are the two ends of one thing: East Timor, West Timor.

    >>> are_opposite(["east", "timor"], ["west", "timor"]), are_opposite(["east", "timor"], ["timor"])
    (True, False)
    """
    if _opposites().keys().isdisjoint(query):
        return False
    one, other = (
        {_opposites()[word] for word in words if word in _opposites() and word not in others}
        for words, others in ((query, alias), (alias, query))
    )
    return any(axis == against and end != pole for axis, end in one for against, pole in other) and one.isdisjoint(
        other
    )


def are_joined_opposites(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether one word of a name begins with one end of something and the other's with the other, as one word.

    The rest of both names is the same.

    >>> are_joined_opposites(["oberkirchbach"], ["unterkirchbach"]), are_joined_opposites(["osterby"], ["ostraby"])
    (True, False)
    """
    different = [pair for pair in zip(query, alias, strict=False) if pair[0] != pair[1]]
    if len(query) != len(alias) or len(different) != 1:
        return False
    one, other = (dict(_split_joined(word)) for word in different[0])
    return any(
        rest == against and axis == pole and end != its
        for (axis, end), rest in one.items()
        for (pole, its), against in other.items()
    )


def _split_joined(word: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what a word may begin with, as axis and end, each with the rest of it: the longest beginning last."""
    for size in range(1, len(word) - _BASE + 1):
        found = _joined().get(word[:size])
        if found:
            yield found, word[size:]


def is_opposed(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether a query is the other name with a word more for one end of something: East Ukraine, New Minsk.

    >>> is_opposed(["new", "minsk"], ["minsk"]), is_opposed(["minsk"], ["new", "minsk"])
    (True, False)
    >>> is_opposed(["new", "castleton"], ["newcastleton"])
    False
    """
    opposites = _opposites().keys()
    if opposites.isdisjoint(query) or not opposites.isdisjoint(alias) or "".join(query) == "".join(alias):
        return False
    left = "".join(word for word in query if word not in opposites)
    return bool(left) and Indel.normalized_similarity(left, "".join(alias)) >= _NEARLY


def find_old(query: Sequence[str], alias: Sequence[str]) -> str:
    """Return what a name says that there is a new one of, "" where it does not, or the other name has a like word.

    >>> [find_old(["new", "rome"], alias) for alias in (["nova", "roma"], ["new", "roma"])]
    ['rome', '']
    >>> find_old(["nowa", "odessa"], ["nova", "odesa"])
    ''
    """
    word = query[0]
    if _opposites().get(word) != _NEW or any(Indel.normalized_similarity(word, one) >= _LIKE for one in alias):
        return ""
    return " ".join(query[1:])


def is_settlement(exact: str) -> bool:
    """Return whether an exact key has a word that says that something is a town.

    >>> is_settlement("silver city"), is_settlement("silver")
    (True, False)
    """
    return not SETTLEMENT.isdisjoint(exact.split())


def is_nearly_settlement(exact: str) -> bool:
    """Return whether an exact key has a word that says that something is a town, or a slip of one.

    >>> is_nearly_settlement("silver citty"), is_nearly_settlement("silver")
    (True, False)
    """
    return any(word == kind or is_slip(word, kind) for word in exact.split() for kind in SETTLEMENT)


def is_compass(word: str) -> bool:
    """Return whether a word, as it is read, is a point of the compass in some language.

    >>> is_compass("yuzhny"), is_compass("great")
    (True, False)
    """
    return _opposites().get(word, ("", ""))[0] == "compass"


def _is_part(word: str, other: str) -> bool:
    """Return whether a word is the name of a place, or nearly, with a word for a part of it before it."""
    parts = (part for part in words_for("part") if word.startswith(part) and len(word) >= len(part) + _BASE)
    return any(Indel.normalized_similarity(word[len(part) :], other) >= _NEARLY for part in parts)


def _list_bases(word: str) -> Iterator[str]:
    """Yield the names of places that the name of this ending may be made of."""
    for ending, bases in endings_for("diminutive"):
        if word.endswith(ending):
            for base in bases:
                yield word[: -len(ending)] + base


@cache
def _joined() -> dict[str, tuple[str, str]]:
    """Return what names begin with that tells them apart, as one word with them: each with its axis and its end."""
    return {form: (axis, end) for form, base in read_rule("joined") for axis, _, end in [base.partition(" ")]}


@cache
def _opposites() -> dict[str, tuple[str, str]]:
    """Return the words that tell places of one name apart: each with its axis, and the end of it."""
    return {form: (axis, end) for form, base in read_rule("opposite") for axis, _, end in [base.partition(" ")]}
