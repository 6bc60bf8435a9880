"""Lists of family names, as of the teams of a match, in which a town of such a name is none: Сафонов, Осипенко."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

from normalize.annotate.cues import is_located, is_toward
from normalize.annotate.exact import Exact
from normalize.annotate.measures import METROPOLIS
from normalize.annotate.page import Page, Span
from normalize.annotate.words import CASED
from normalize.resolution import Resolution

_JOINTS = frozenset({",", ";", "(", "),", ");"})
_LONGEST = 3  # words of a name in a list
_FEWEST, _PEOPLE = 4, 2  # names of a list, and people among them who are no town
# Endings of family names in the nominative.
_FAMILY = re.compile(
    r"..+(?:[оеё]в|[еиі]н|[сц]ь?кий|[сц]кі|енко|енка|ук|ов[иі]ч|[еі]в[иі]ч|швили|швілі|дзе|ян"
    r"|[sc]ki|owicz|ewicz|enko|czyk|shvili|szwili|dze|yan|sson|sen)"
)


def find_lineups(
    page: Page,
    exact: Exact,
    bears: Callable[[str], bool],
    ask: Callable[[Span], Resolution],
    weight: Callable[[str], float],
) -> Set[str]:
    """Return the names of one word that a list gives to people, and the page nowhere to a place.

    `bears`: whether people bear a word; `ask`: what a span means by itself; `weight`: how prominent an entity is.

    >>> from normalize import load
    >>> page = Page.of("Команда: Петров, Киров, Иваненко, Смирнов, Волков.", "ru")
    >>> nobody = load().resolve("Qwxz")
    >>> find_lineups(page, {2: {3: "киров"}}, lambda word: True, lambda span: nobody, lambda id: 0)
    frozenset({'киров'})
    """
    people: set[str] = set()
    for names in _list_names(page):
        places = [name for name in names if _tell(exact, name) and _is_place(ask(name), weight)]
        told = [name for name in names if name not in places and _is_family(page, name, bears)]
        if sum(not _tell(exact, name) for name in told) < _PEOPLE:
            continue  # Preston, Lancaster, Bolton are towns too
        for name in names:
            others, mine = len(names) - 1, len(told) - (name in told)
            if name.size == 1 and name not in places and 2 * mine >= others:
                people |= {_tell(exact, name)} if 2 * len(places) <= mine else set()
    people.discard("")
    return frozenset(people - _find_places(page, exact, people))


def _tell(exact: Exact, name: Span) -> str:
    return exact.get(name.first, {}).get(name.last, "")


def _is_place(found: Resolution, weight: Callable[[str], float]) -> bool:
    """Return whether a name is that of a country or a city first."""
    best = next(iter(found.likely), None)
    return best is not None and (best.type == "country" or weight(best.id) >= METROPOLIS)


def _list_names(page: Page) -> Iterator[list[Span]]:
    """Yield the names of each list: capitalised words that commas, semicolons or brackets stand between."""
    names: list[Span] = []
    at = 0
    while at < len(page.words):
        if names and not _is_joined(page, at):
            if len(names) >= _FEWEST:
                yield names
            names = []
        if page.words[at].text.isdigit() and names:
            at += 1  # the minute of a goal
            continue
        first = at
        while at < len(page.words) and _belongs(page, first, at):
            at += 1
        if 0 < at - first <= _LONGEST:
            names.append(Span(first, at, "", "", "", True))
        else:
            names, at = [], max(at, first + 1)
    if len(names) >= _FEWEST:
        yield names


def _belongs(page: Page, first: int, at: int) -> bool:
    word = page.words[at]
    return word.capital and word.script in CASED and (at == first or word.joint in (" ", "-", "."))


def _is_joined(page: Page, at: int) -> bool:
    gap = page.text[page.words[at - 1].end : page.words[at].start].strip()
    return gap in _JOINTS or (gap in ("", "'", "’") and page.words[at].text.isdigit())


def _is_family(page: Page, name: Span, bears: Callable[[str], bool]) -> bool:
    word = page.words[name.last - 1]
    return bears(word.text) or bool(_FAMILY.fullmatch(word.key))


def _find_places(page: Page, exact: Exact, names: Set[str]) -> Set[str]:
    """Return those of some names that the page says to be where something is."""
    found = set()
    for first, ends in exact.items():
        known = ends.get(first + 1, "")
        if known in names:
            span = Span(first, first + 1, "", "", known, True)
            if is_located(page, span) or is_toward(page, span):
                found.add(known)
    return found
