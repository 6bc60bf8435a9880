"""How far a place is from the others that a text names, so that a village elsewhere of some name is not meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from normalize.annotate.scene import is_subdivision
from normalize.match.setting import Point, measure
from normalize.resolution import Candidate

_FEWEST = 3  # places of a country from which a text is about a part of it
_FAR, _NEAR = 150.0, 50.0  # kilometres from the nearest of them
_ABROAD = 2000.0  # kilometres that no road is long from a small place


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The points of the places that a text names to the letter, by their ids, in each country.

    `place` says where an entity is.
    """

    points: Mapping[str, Mapping[str, Point]]
    place: Callable[[str], Point | None]

    @staticmethod
    def of(places: Iterable[Candidate], place: Callable[[str], Point | None]) -> Surroundings:
        """Return the surroundings that some places make, regions left out."""
        points: dict[str, dict[str, Point]] = {}
        for one in places:
            point = None if is_subdivision(one.id) else place(one.id)
            if point is not None and len(one.country) == 1:
                points.setdefault(one.country[0], {})[one.id] = point
        return Surroundings(points, place)

    def is_far(self, candidate: Candidate) -> bool:
        """Return whether a place is far from all of several others of its country that the text names.

        >>> where = {"a": (50.0, 20.0), "b": (50.1, 20.0), "c": (50.2, 20.0), "d": (54.0, 20.0), "e": (50.3, 20.0)}
        >>> places = [Candidate(id, id, 1.0, id, "label", "place", ("PL",)) for id in "abc"]
        >>> around = Surroundings.of(places, where.get)
        >>> [around.is_far(Candidate(id, id, 1.0, id, "label", "place", ("PL",))) for id in "de"]
        [True, False]
        """
        distance = self._measure(candidate)
        return distance is not None and distance > _FAR

    def is_near(self, candidate: Candidate) -> bool:
        """Return whether a place is near one of several others of its country that the text names."""
        distance = self._measure(candidate)
        return distance is not None and distance < _NEAR

    def list_far(self, likely: Sequence[Candidate]) -> Set[str]:
        """Return the ids of those namesakes that are far from the places around, where another is among these."""
        told = {one.id: self._measure(one) for one in likely}
        if not any(distance is not None and distance < _NEAR for distance in told.values()):
            return frozenset()
        return frozenset(id for id, distance in told.items() if distance is not None and distance > _NEAR)

    def are_apart(self, one: Candidate, other: Candidate) -> bool:
        """Return whether two places are farther from each other than roads from a small place go.

        >>> where = {"a": (42.0, 45.0), "b": (42.0, 44.0), "c": (35.0, 135.0)}
        >>> a, b, c = (Candidate(id, id, 1.0, id, "label", "place", ()) for id in "abc")
        >>> [Surroundings.of((), where.get).are_apart(a, other) for other in (b, c)]
        [False, True]
        """
        points = self.place(one.id), self.place(other.id)
        return points[0] is not None and points[1] is not None and measure(points[0], points[1]) > _ABROAD

    def _measure(self, candidate: Candidate) -> float | None:
        """Return the kilometres from a place to the nearest other one, None where that tells nothing."""
        point = self.place(candidate.id) if candidate.type == "place" and len(candidate.country) == 1 else None
        around = self.points.get(candidate.country[0], {}) if point is not None else {}
        others = [other for id, other in around.items() if id != candidate.id]
        return min(measure(point, other) for other in others) if point and len(others) >= _FEWEST else None
