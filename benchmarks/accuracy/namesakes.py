"""Place names that several places bear: alone, with the others of a group as context, with a region and coordinates.

A group are names of one country, each of which is a name elsewhere too. What a country does not tell apart are the
names that several of its places bear. Coordinates are the place's own, moved by some kilometres. The names are those of
the lexicon that ships; nothing is fitted to them.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import normalize
from normalize.text import clean, key

_SMALLEST, _LARGEST = 5, 50  # names of a group
_FEWEST = 60  # places of a country that have a namesake elsewhere
_MOVED = 10.0  # km of standard deviation in each direction: a point good to a town
_DEGREE = 111.2  # km of a degree of latitude
_MOST = 20  # names of one country that are asked for
WAYS = ("alone", "in context", "with coordinates")
Point = tuple[float, float]


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


def draw_inside(lexicon: normalize.Lexicon, count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Yield names that several places of one country bear, with that country and the id of one of them."""
    chance = random.Random(seed)
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id in lexicon:
        entity = lexicon[id]
        if entity.type == "place" and entity.lat is not None and len(entity.country) == 1:
            for name in lexicon.names(id):
                bearers[entity.country[0], key(clean(name.name).text)].add(id)
    shared: dict[str, list[str]] = defaultdict(list)
    for (country, borne), ids in bearers.items():
        if len(ids) > 1:
            shared[country].append(borne)
    countries = sorted(shared)
    chance.shuffle(countries)
    left = count
    for country in countries:
        for asked in chance.sample(sorted(shared[country]), min(_MOST, len(shared[country]), left)):
            yield asked, country, chance.choice(sorted(bearers[country, asked]))
            left -= 1


def measure_groups(lexicon: normalize.Lexicon, count: int, seed: int) -> dict[str, float]:
    """Return how many names are right at rank 1, resolved, and rightly so: alone, in context, with coordinates."""
    groups = list(draw_groups(lexicon, count, seed))
    figures = {"groups": float(len(groups)), "queries": float(sum(len(group.names) for group in groups))}
    chance = random.Random(seed)
    points = [[_find_point(lexicon, id, chance) for id in group.ids] for group in groups]
    for way in WAYS:
        tally = _Tally()
        for group, near in zip(groups, points, strict=True):
            context = "group" if way == "in context" else None
            known = near if way == "with coordinates" else None
            tally.add(group.ids, lexicon.resolve_many(group.names, type="place", context=context, near=known))
        figures |= tally.figures(way)
    return figures


def measure_inside(lexicon: normalize.Lexicon, count: int, seed: int) -> dict[str, float]:
    """Return the same figures for names that several places of the country that is given bear, and without any."""
    names, countries, ids = zip(*draw_inside(lexicon, count, seed), strict=True)
    chance = random.Random(seed)
    points = [_find_point(lexicon, id, chance) for id in ids]
    regions = [" ".join(lexicon[id].region) or country for id, country in zip(ids, countries, strict=True)]
    figures = {"queries": float(len(names))}
    for way, where, near in (
        ("alone", None, None),
        ("with country", countries, None),
        ("with region", regions, None),
        ("with coordinates", None, points),
        ("with both", countries, points),
    ):
        tally = _Tally()
        tally.add(ids, lexicon.resolve_many(names, type="place", country=where, near=near))
        figures |= tally.figures(way)
    return figures


@dataclass(slots=True)
class _Tally:
    """How many names were asked for, right at rank 1, resolved, and rightly so."""

    asked: int = 0
    first: int = 0
    resolved: int = 0
    right: int = 0

    def add(self, ids: Sequence[str], found: Sequence[normalize.Resolution]) -> None:
        for id, one in zip(ids, found, strict=True):
            self.asked += 1
            self.first += any(candidate.id == id for candidate in one.candidates[:1])
            self.resolved += one.id is not None
            self.right += one.id == id

    def figures(self, way: str) -> dict[str, float]:
        return {
            f"R@1 {way}": 100 * self.first / self.asked,
            f"resolved {way}": 100 * self.resolved / self.asked,
            f"precision {way}": 100 * self.right / max(self.resolved, 1),
        }


def _find_point(lexicon: normalize.Lexicon, id: str, chance: random.Random) -> Point | None:
    """Return where a place is, moved by some kilometres; None where the lexicon does not say."""
    entity = lexicon[id]
    if entity.lat is None or entity.lon is None:
        return None
    north, east = chance.gauss(0, _MOVED) / _DEGREE, chance.gauss(0, _MOVED) / _DEGREE
    lat = max(-89.0, min(89.0, entity.lat + north))
    return lat, (entity.lon + east / math.cos(math.radians(lat)) + 180) % 360 - 180
