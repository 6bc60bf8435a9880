"""Where a name was said to be within a country: what regions make each of its candidates worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from normalize.lexicon.regions import are_apart, list_around
from normalize.lexicon.store import Store

# What an entity is worth by how it lies to the regions given, beside one whose region is not known. Chosen, not
# measured: a country has some ten regions, so that a place in the one that is named is meant ten times as often as one
# that may be in any; that a region is a wrong one is as rare as with points. One that is named more narrowly than the
# lexicon knows lies in the region of a place, but the place may lie beside it there.
_INSIDE, _AROUND, _OUTSIDE = 10.0, 3.0, 0.003


@dataclass(frozen=True, slots=True)
class Where:
    """Regions (ISO 3166-2), and the countries (ISO 3166-1) that were given whole beside them."""

    regions: tuple[str, ...]
    whole: tuple[str, ...]

    def weigh(self, store: Store, entity: int, *, exact: bool) -> float:
        """Return what the regions make an entity worth: in one, around one, apart from all, or not known to be so.

        `exact`: the name is its to the letter. One that is not gains less, and loses as much.
        """
        weight, _ = self._place(store, entity)
        return weight if exact or weight < 1 else math.sqrt(weight)

    def tell(self, store: Store, entity: int) -> str:
        """Return in words how an entity lies to the regions."""
        return self._place(store, entity)[1]

    def _place(self, store: Store, entity: int) -> tuple[float, str]:
        """Return how an entity lies to the regions: what that is worth of a name to the letter, and in words."""
        country, own = store.country(entity), store.region(entity)
        asked = " or ".join((*self.regions, *self.whole))
        if whole := [code for code in country if code in self.whole]:
            return _INSIDE, f"it is in {whole[0]}"
        if inside := self._find(own, _lies_in):
            return _INSIDE, f"it is in {' and '.join(dict.fromkeys(inside))}"
        if around := self._find(own, _lies_around):
            return _AROUND, f"it is in {around[0]}, and {around[1]} is a part of that"
        if own and all(are_apart(one, other) for one in own for other in self.regions):
            return _OUTSIDE, f"it is in {own[0]}, and not in {asked}"
        return 1.0, f"whether it is in {asked} is not known"

    def _find(self, own: Sequence[str], holds: Callable[[str, str], bool]) -> tuple[str, str] | None:
        """Return the first region of an entity, and region given, of which something holds."""
        return next(((one, asked) for one in own for asked in self.regions if holds(one, asked)), None)


def _lies_in(one: str, other: str) -> bool:
    return other in list_around(one)


def _lies_around(one: str, other: str) -> bool:
    return one in list_around(other)
