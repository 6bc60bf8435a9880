"""One alias hidden of many places of the world: all other names of all places are known.

Only places that nothing is trained on, only names whose romanised form (ICU's, which is nobody's own) no other name of
the place has. The string may still be a name of other places, to the letter; the ceilings say what that leaves.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from judge import Answer, Names, share
from peers import read_icu
from tasks import Query, Row

from normalize.training.held_out import is_held_out_place
from normalize.training.spellings import Place


def hide(world: Sequence[Place], count: int, seed: int) -> tuple[list[Row], list[Query]]:
    """Return the rows without the hidden aliases, and a query for each of these with the country of its place."""
    chance = random.Random(seed)
    asked = [p for p in world if len(p.names) > 1 and is_held_out_place(p.id, [p.country])]
    chance.shuffle(asked)
    hidden: dict[str, str] = {}
    queries: list[Query] = []
    for place in asked:
        if len(queries) == count:
            break
        alias = choose_alias(place, chance)
        if alias is not None:
            hidden[place.id] = alias
            queries.append(Query(alias, frozenset([place.id]), place.country))
    rows = [row for place in world for row in rows_of(place) if hidden.get(place.id) != row["name"]]
    return rows, queries


def choose_alias(place: Place, chance: random.Random) -> str | None:
    """Return a name that ICU reads as no other name of the place, if there is one."""
    readings = {name: read_icu(name) for name in place.names}
    times = Counter(readings.values())
    alone = [name for name, reading in readings.items() if reading and times[reading] == 1]
    return chance.choice(alone) if alone else None


def rows_of(place: Place) -> Iterator[Row]:
    """Yield the lexicon rows of a place."""
    for at, name in enumerate(place.names):
        yield {
            "id": place.id,
            "name": name,
            "type": "place",
            "kind": "alias" if at else "label",
            "country": place.country,
            "weight": place.weight,
        }


def share_ties(
    names: Names, queries: Sequence[Query], answers: Sequence[Answer], country: Mapping[str, str]
) -> tuple[float, float]:
    """Return the ceiling that exact ties leave at rank 1, and the recall at 1 in which they count as one in so many.

    Where the string is, to the letter, a name of k other places (of the country, if it is known), no tool can be
    right more often than once in k + 1. An answer that is one of these places, or the right one, counts that much.
    """
    most, counted = [], []
    for query, answer in zip(queries, answers, strict=True):
        tied = {id for id in names.holding(query.text) if query.country in (None, country[id])} | query.gold
        most.append(1 / len(tied))
        counted.append(1 / len(tied) if tied.intersection(answer.ids[:1]) else 0.0)
    ones = np.ones(len(queries))
    return share(np.array(most), ones), share(np.array(counted), ones)
