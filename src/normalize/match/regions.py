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
        country, own = store.country(entity), store.region(entity)
        if not set(self.whole).isdisjoint(country) or self._find(own, _lies_in):
            weight = _INSIDE
        elif self._find(own, _lies_around):
            weight = _AROUND
        else:
            return _OUTSIDE if self._list_apart(own) else 1.0
        return weight if exact else math.sqrt(weight)

    def tell(self, store: Store, entity: int) -> str:
        """Return in words how an entity lies to the regions."""
        country, own = store.country(entity), store.region(entity)
        asked = " or ".join((*self.regions, *self.whole))
        whole = [code for code in country if code in self.whole]
        if whole:
            return f"it is in {whole[0]}"
        if inside := self._find(own, _lies_in):
            return f"it is in {' and '.join(dict.fromkeys(inside))}"
        if around := self._find(own, _lies_around):
            return f"it is in {around[0]}, and {around[1]} is a part of that"
        if apart := self._list_apart(own):
            return f"it is in {apart[0]}, and not in {asked}"
        return f"whether it is in {asked} is not known"

    def _find(self, own: Sequence[str], holds: Callable[[str, str], bool]) -> tuple[str, str] | None:
        """Return the first region of an entity, and region given, of which something holds."""
        return next(((one, asked) for one in own for asked in self.regions if holds(one, asked)), None)

    def _list_apart(self, own: Sequence[str]) -> list[str]:
        """Return the regions of an entity, if all are known to be other land than all that were given."""
        apart = all(are_apart(one, asked) for one in own for asked in self.regions)
        return list(own) if apart else []


def _lies_in(one: str, other: str) -> bool:
    return other in list_around(one)


def _lies_around(one: str, other: str) -> bool:
    return one in list_around(other)
