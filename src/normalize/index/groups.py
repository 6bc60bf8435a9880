"""Groups: the entities of one type in one country and the spellings of their names, listed when a lexicon is compiled.

What a constraint leaves is put together from a few groups, so that a table with a country in each row does not wait
for every name of the lexicon to be looked at for each new one.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from normalize.lexicon.store import Arrays


class Groups:
    """The groups of a lexicon, by the numbers of types and countries; an entity without a country is in one for these.

    An entity of several countries is in several groups.
    """

    __slots__ = ("_countries", "_entities", "_entity_ends", "_spelling_ends", "_spellings", "_types")

    def __init__(self, arrays: Arrays, countries: int) -> None:
        keys = arrays["group.key"].astype(np.int64)
        self._types, self._countries = keys // (countries + 1), keys % (countries + 1)
        self._entities, self._entity_ends = arrays["group.entity"], arrays["group.entity.ends"]
        self._spellings, self._spelling_ends = arrays["group.spelling"], arrays["group.spelling.ends"]

    def choose(self, types: NDArray[np.bool_], countries: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the groups of some types and countries, given as masks; the last of `countries` is for none."""
        return np.flatnonzero(types[self._types] & countries[self._countries])

    def mark(self, groups: NDArray[np.int64], entities: NDArray[np.bool_], spellings: NDArray[np.bool_]) -> None:
        """Set the entities of some groups, and the spellings of their names, in two masks."""
        for mask, members, ends in (
            (entities, self._entities, self._entity_ends),
            (spellings, self._spellings, self._spelling_ends),
        ):
            # Groups that lie side by side, such as all of a type, are one run.
            for run in np.split(groups, np.flatnonzero(np.diff(groups) > 1) + 1):
                if len(run):
                    mask[members[ends[run[0]] : ends[run[-1] + 1]]] = True


def index_groups(files: Mapping[str, NDArray[np.generic]], countries: int) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of `Groups` for the entities and spellings that are in `files`."""
    types = files["entity.type"].astype(np.int64)
    country_ends = files["entity.country.ends"].astype(np.int64)
    counts = country_ends[1:] - country_ends[:-1]
    nowhere = np.flatnonzero(counts == 0)
    entity = np.concatenate([np.repeat(np.arange(len(types)), counts), nowhere])
    country = np.concatenate([files["entity.country.codes"].astype(np.int64), np.full(len(nowhere), countries)])
    order = np.argsort(entity, kind="stable")
    entity, country = entity[order], country[order]
    keys, group = np.unique(types[entity] * (countries + 1) + country, return_inverse=True)
    starts = np.searchsorted(entity, np.arange(len(types) + 1))  # where the groups of each entity begin
    name_ends = files["spelling.name.ends"].astype(np.int64)
    owner = files["name.entity"][files["spelling.name"]].astype(np.int64)
    spelling = np.repeat(np.arange(len(name_ends) - 1), np.diff(name_ends))
    several = np.diff(starts)[owner]
    first = np.cumsum(several) - several
    at = np.arange(several.sum()) - np.repeat(first, several) + np.repeat(starts[owner], several)
    pairs = np.unique(group[at] * len(name_ends) + np.repeat(spelling, several))
    return {
        "group.key": keys.astype(np.uint64),
        "group.entity": entity[np.argsort(group, kind="stable")].astype(np.uint32),
        "group.entity.ends": _ends(group, len(keys)),
        "group.spelling": (pairs % len(name_ends)).astype(np.uint32),
        "group.spelling.ends": _ends(pairs // len(name_ends), len(keys)),
    }


def _ends(group: NDArray[np.int64], count: int) -> NDArray[np.uint32]:
    ends = np.zeros(count + 1, dtype=np.uint32)
    np.cumsum(np.bincount(group, minlength=count), out=ends[1:])
    return ends
