"""Groups of place names of one country, each of which is a name elsewhere too: with the others as context, and without.

The names are those of the lexicon that ships; nothing is fitted to them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import normalize
from normalize.text import clean, key

_SMALLEST, _LARGEST = 5, 50  # names of a group
_FEWEST = 60  # places of a country that have a namesake elsewhere


@dataclass(frozen=True, slots=True)
class Group:
    """Names with the id that each means; all are in one country."""

    names: tuple[str, ...]
    ids: tuple[str, ...]


def draw_groups(lexicon: normalize.Lexicon, count: int, seed: int) -> Iterator[Group]:
    """Yield groups of 5 to 50 names that at least one place of another country bears too."""
    chance = random.Random(seed)
    shared = _list_shared(lexicon)
    countries = sorted(country for country, places in shared.items() if len(places) >= _FEWEST)
    for _ in range(count):
        places = shared[chance.choice(countries)]
        ids = chance.sample(sorted(places), min(chance.randint(_SMALLEST, _LARGEST), len(places)))
        yield Group(tuple(chance.choice(sorted(places[id])) for id in ids), tuple(ids))


def _list_shared(lexicon: normalize.Lexicon) -> dict[str, dict[str, set[str]]]:
    """Return by country and place the names that places of other countries, and none of its own, have too."""
    bearers: dict[str, set[str]] = defaultdict(set)
    country: dict[str, tuple[str, ...]] = {}
    for id in lexicon:
        entity = lexicon[id]
        if entity.type == "place":
            country[id] = entity.country
            for name in lexicon.names(id):
                bearers[key(clean(name.name).text)].add(id)
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for shared, ids in bearers.items():
        for id in ids if len(ids) > 1 else ():
            if len(country[id]) == 1 and not any(country[id][0] in country[other] for other in ids if other != id):
                found[country[id][0]][id].add(shared)
    return found


def measure_groups(lexicon: normalize.Lexicon, count: int, seed: int) -> dict[str, float]:
    """Return how many names are right at rank 1, resolved, and rightly so, without the others and with them."""
    groups = list(draw_groups(lexicon, count, seed))
    figures = {"groups": float(len(groups)), "queries": float(sum(len(group.names) for group in groups))}
    for told in ("alone", "in context"):
        first = resolved = right = 0
        for group in groups:
            context = "group" if told == "in context" else None
            for id, found in zip(
                group.ids, lexicon.resolve_many(group.names, type="place", context=context), strict=True
            ):
                first += any(candidate.id == id for candidate in found.candidates[:1])
                resolved += found.id is not None
                right += found.id == id
        figures[f"R@1 {told}"] = 100 * first / figures["queries"]
        figures[f"resolved {told}"] = 100 * resolved / figures["queries"]
        figures[f"precision {told}"] = 100 * right / max(resolved, 1)
    return figures
