"""Namesakes that core leaves out: small places with the name of one that core has, in countries where it has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from normalize.lexicon.sources.geonames import Place
from normalize.lexicon.sources.places import SMALLEST
from normalize.lexicon.sources.tidy import tidy_name
from normalize.lexicon.table import NameRow
from normalize.text import clean, key


def namesake_lines(rows: Iterable[NameRow], places: Iterable[Place]) -> Iterator[str]:
    """Yield one line a name and country, sorted: the exact key, the country and the people of the largest such place.

    `rows` are those of the places of core, `places` are all of GeoNames.
    """
    countries: dict[str, tuple[str, ...]] = {}
    known: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        own = countries.setdefault(row.id, row.country)
        known[key(clean(row.name).text)].update(own)
    found: dict[tuple[str, str], float] = {}
    for place in places:
        exact = key(clean(tidy_name(place.name)).text)
        if not place.in_core and exact in known and place.country not in known[exact]:
            people = max(float(place.population), SMALLEST)
            found[exact, place.country] = max(found.get((exact, place.country), 0.0), people)
    for (exact, country), people in sorted(found.items()):
        yield f"{exact}\t{country}\t{people:.0f}"
