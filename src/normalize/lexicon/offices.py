"""A title with the country or city that it is held in, beside a person's name: Russian President Vladimir Putin."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from normalize.lexicon.vocabulary import Vocabulary, seats, vocabulary

# What stands between a title and what follows it, or before both.
_LINKS = frozenset(
    {"of", "the", "le", "la", "l", "du", "de", "des", "d", "del", "el", "do", "da", "il", "della", "dell", "der", "von",
     "van"}
)  # fmt: skip
_FEWEST = 2  # words of a name beside an office whose country may be a given name: Jordan, Georgia


@dataclass(frozen=True, slots=True)
class Office:
    """What is left of a name without the office that stands in it, and the codes of the country where it is held."""

    name: str
    countries: frozenset[str]


def find_office(exact: str) -> Office | None:
    """Return the office in an exact key of a person, with the name beside it, or None where there is none.

    >>> find_office("президент рф владимир путин")
    Office(name='владимир путин', countries=frozenset({'RU'}))
    >>> find_office("president vladimir putin"), find_office("vladimir putin"), find_office("president jordan")
    (None, None, None)
    """
    words = exact.split()
    titles, places = _list_spans(vocabulary("person"), words), _list_spans(seats(), words)
    for first, last, _ in (span for span in titles if not span[2]):
        before = [span for span in places if _joins(words, span[1], first)]
        behind = [] if before else [span for span in places if _is_seat_behind(words, last, span)]
        held = [*before, *behind][-1:]
        start, end = min([first, *(span[0] for span in held)]), max([last, *(span[1] for span in held)])
        while start and words[start - 1] in _LINKS:
            start -= 1
        left = [*words[:start], *words[end:]]
        may_be_given = any(seat == " ".join(words[at:ends]) for at, ends, seat in behind)
        if held and len(left) >= (_FEWEST if may_be_given else 1):
            return Office(" ".join(left), frozenset(_places()[held[0][2]].countries.split()))
    return None


def find_seat_countries(exact: str) -> frozenset[str]:
    """Return the codes of the country that an exact key names, or in which the large city that it names is.

    >>> find_seat_countries("кипр"), find_seat_countries("istanbul"), find_seat_countries("bank")
    (frozenset({'CY'}), frozenset({'TR'}), frozenset())
    """
    words = exact.split()
    found = [concept for start, end, concept in _list_spans(seats(), words) if end - start == len(words)]
    return frozenset(_places()[found[0]].countries.split()) if found else frozenset()


def is_held_elsewhere(exact: str, countries: Collection[str]) -> bool:
    """Return whether an exact key has an office that is held in none of the countries of a person, if some are known.

    >>> is_held_elsewhere("polish president vladimir putin", ["RU"]), is_held_elsewhere("president putin", ["RU"])
    (True, False)
    """
    office = find_office(exact) if countries else None
    return office is not None and office.countries.isdisjoint(countries)


def _is_seat_behind(words: Sequence[str], end: int, span: tuple[int, int, str]) -> bool:
    """Return whether a country stands behind a title, or a city that it is linked to: not President Vladimir Putin."""
    return _joins(words, end, span[0]) and (span[0] > end or _places()[span[2]].type == "country")


def _joins(words: Sequence[str], end: int, start: int) -> bool:
    """Return whether nothing but links stands between two parts of a name."""
    return end <= start and all(word in _LINKS for word in words[end:start])


def _list_spans(known: Vocabulary, words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return where the words of a vocabulary stand: the first word, the one behind the last, and the concept."""
    found, at = [], 0
    for pattern, phrase in known.scan(words):
        if pattern is not None:
            found.append((at, at + len(phrase), " ".join(pattern.concept)))
        at += len(phrase)
    return found


class _Place(NamedTuple):
    countries: str
    type: str


@cache
def _places() -> dict[str, _Place]:
    """Return what the places are that offices are held in, by their English names."""
    return {concept: _Place(countries, type) for _, concept, countries, type in seats().list_rows()}
