"""Where and when a name was written: what regions, a point and a date make each of its candidates worth.

All are soft: they move probability between candidates and never add to its sum. What the lexicon does not place or
date is neutral, and so is "none of these".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from normalize.errors import InputError, is_silent
from normalize.index.candidates import Constraint, Hit, type_answers
from normalize.lexicon.dates import Moment, Span, read_date, write_date
from normalize.lexicon.regions import list_whole
from normalize.lexicon.store import EARTH, Store
from normalize.match.decision import Weighing
from normalize.match.model import prior_factor
from normalize.match.regions import Where

Point = tuple[float, float]  # latitude and longitude in degrees, WGS 84

# What a place is worth by its distance, beside one that is not known: see `weigh_distance`.
_SCALE, _NEAREST, _FARTHEST = 10.0, 1000.0, 0.003  # km, and weights
# The same of a country or a region, by whether the point is in its country: that of the places around the point.
_INSIDE, _OUTSIDE = 3.0, 0.1
_AROUND, _NEIGHBOURS = 100.0, 5  # km, and places
# What is left of a name after years out of use, and of an entity years before it was there: chosen, not measured, since
# nothing that ships is dated well enough.
_YEARS, _USED = 5.0, 0.2
_EARLY_YEARS, _UNBORN = 1.0, 0.01
# And where another bearer of the very name is known to have borne it then: who bears it no more, or not yet, is not
# meant from some years on.
_RIVAL_YEARS, _RIVAL_EARLY, _RIVAL_LEFT = 1.0, 0.5, 0.0005
_FIRST = ("label", "former")  # kinds of names that follow one another in the life of an entity


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a name was written, None for what is not known; `date` is how the time was given.

    `where` are the regions that were named, `near` is a point.
    """

    near: Point | None = None
    when: Span | None = None
    date: str = ""
    where: Where | None = None

    def weigh(self, store: Store, hits: Sequence[Hit], shares: Sequence[float], *, exact: bool) -> Weighing:
        """Return what candidates are worth here, by their entities and by the names that matched.

        `shares` are their probabilities, best first; `exact`: the name is theirs to the letter. One that is elsewhere
        than asked stays behind. "None of these" is worth what a namesake would be of which nothing else is known, or
        the more that keeps the sum from rising.
        """
        rivals = exact and any(self._is_in_use(store, hit) for hit in hits if not hit.elsewhere)
        used = [self._weigh_name(store, hit, rivals) for hit in hits]
        worth = [
            self._weigh_place(store, hit.entity, exact) * self._weigh_life(store, hit.entity, rivals) * part * region
            for hit, part, region in zip(hits, used, self._weigh_regions(store, hits, exact), strict=True)
        ]
        least = min([1.0, *(weight for weight, hit in zip(worth, hits, strict=True) if not hit.elsewhere)])
        weights = [min(weight, least) if hit.elsewhere else weight for weight, hit in zip(worth, hits, strict=True)]
        return Weighing(tuple(weights), max(_average(weights, shares), _average(used, shares)))

    def _weigh_place(self, store: Store, entity: int, exact: bool) -> float:
        """Return what the point makes an entity worth: by its distance, or by the country of what has an extent."""
        if self.near is None:
            return 1.0
        place = find_place(store, entity)
        if place is not None:
            weight = weigh_distance(measure(self.near, place))
        else:
            inside = _lies_inside(store, entity, self.near)
            weight = 1.0 if inside is None else _INSIDE if inside else _OUTSIDE
        return weight if exact else math.sqrt(weight)

    def _weigh_regions(self, store: Store, hits: Sequence[Hit], exact: bool) -> list[float]:
        """Return what the regions make the entities of candidates worth."""
        where = self.where
        return [1.0 if where is None else where.weigh(store, hit.entity, exact=exact) for hit in hits]

    def _is_in_use(self, store: Store, hit: Hit) -> bool:
        """Return whether a name is dated, or else its entity, and the date is within that time."""
        span = store.span(hit.name) or find_life(store, hit.entity)
        return self.when is not None and span != Span() and span.gap(self.when) == 0

    def _weigh_life(self, store: Store, entity: int, rivals: bool) -> float:
        """Return what a date before all that is known of an entity makes it worth: what is not yet is not spoken of."""
        early = 0.0 if self.when is None else -find_life(store, entity).gap(self.when)
        return _end(max(early, 0.0), _RIVAL_EARLY) if rivals else _fade(max(early, 0.0), _EARLY_YEARS, _UNBORN)

    def _weigh_name(self, store: Store, hit: Hit, rivals: bool) -> float:
        """Return what the date makes a name worth: what is no more is still spoken of, also by a name of its own.

        Not so where it has `rivals`, another bearer of the name at that time. A former name was the name then.
        """
        if self.when is None:
            return 1.0
        span = store.span(hit.name)
        apart = max(abs((span or Span()).gap(self.when)), find_life(store, hit.entity).gap(self.when))
        if not rivals:
            return _fade(apart, _YEARS, _USED)
        if span is not None and apart == 0 and store.kind(hit.name) == "former":
            type = store.types[store.entity_type[hit.entity]]
            return prior_factor("label", type) / prior_factor("former", type)
        return _end(apart, _RIVAL_YEARS)

    def tell(self, store: Store, entity: int, name: int) -> tuple[str, ...]:
        """Return in words how a candidate lies to the regions, the point and the date."""
        told = [] if self.where is None else [self.where.tell(store, entity)]
        if self.near is not None:
            told.append(_tell_place(self.near, store, entity))
        if self.when is not None:
            told.append(self._tell_time(store, entity, name))
        return tuple(told)

    def _tell_time(self, store: Store, entity: int, name: int) -> str:
        assert self.when is not None
        span, what = store.span(name), "the name was in use"
        if span is None:
            span, what = find_life(store, entity), "it is known"
        if span == Span():
            return f"neither it nor the name is dated, to be held against {self.date}"
        said = f"{what} {_between(span)}"
        return said if span.gap(self.when) == 0 else f"{said}, and not in {self.date}"


def make_setting(near: Sequence[float] | None, when: Moment | None) -> Setting | None:
    """Return the setting that two arguments stand for, None for neither; raises `InputError` for what cannot be meant.

    >>> make_setting((53.9, 27.57), "1937").near
    (53.9, 27.57)
    """
    if near is None and when is None:
        return None
    point = None if near is None or _is_nowhere(near) else check_point(near)
    date = None if is_silent(when) else write_date(when)  # type: ignore[arg-type]  # None is silent
    return None if point is None and date is None else _make_setting(point, date)


def _is_nowhere(near: object) -> bool:
    """Return whether a point says nothing: both its numbers are missing, as in rows of a data frame."""
    return isinstance(near, Sequence) and not isinstance(near, str) and len(near) == 2 and all(map(is_silent, near))


@lru_cache(maxsize=1 << 10)
def add_regions(setting: Setting | None, constraint: Constraint) -> Setting:
    """Return a setting with the regions of a constraint."""
    whole = list_whole(constraint.countries, constraint.regions)
    return replace(setting or Setting(), where=Where(constraint.regions, whole))


@lru_cache(maxsize=1 << 10)
def _make_setting(near: Point | None, when: str | None) -> Setting:
    return Setting(near, None if when is None else read_date(when), (when or "").strip())


def check_point(near: Sequence[float]) -> Point:
    """Return the point that two numbers are; raises `InputError` for what is none."""
    try:
        lat, lon = near
        point = float(lat), float(lon)
        if isinstance(near, (Mapping, Set)) or isinstance(lat, str):
            raise TypeError
    except (TypeError, ValueError) as error:
        raise InputError(
            f"near is {near!r}; expected latitude and longitude in degrees, such as (53.9, 27.57)"
        ) from error
    return _check_degrees(*point)


def _check_degrees(lat: float, lon: float) -> Point:
    """Return a point; raises `InputError` for degrees that there are not, and for 0, 0, which tables write for none."""
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        hint = " latitude comes first: are the two swapped?" if -180 <= lat <= 180 and -90 <= lon <= 90 else ""
        raise InputError(
            f"latitude {lat:g} and longitude {lon:g} are no point; expected decimal degrees from -90 to 90 and from "
            f"-180 to 180.{hint}"
        )
    if lat == lon == 0:
        raise InputError("latitude and longitude are both 0, as tables write for none; leave them out")
    return lat, lon


def read_point(lat: str | None, lon: str | None) -> Point | None:
    """Return the point that two cells give in decimal degrees, None where both are silent; raises `InputError`.

    >>> read_point("53.9", "27,57")
    (53.9, 27.57)
    """
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        what, other = ("latitude", "longitude") if lat is None else ("longitude", "latitude")
        raise InputError(f"the {other} is given and the {what} is not; a point needs both")
    return _check_degrees(_read_degrees(lat, "latitude"), _read_degrees(lon, "longitude"))


def _read_degrees(cell: str, what: str) -> float:
    try:
        return float(cell.replace(",", ".") if "." not in cell else cell)
    except ValueError as error:
        hint = " and, of two numbers together, 41.7,44.8 with decimal points" if "," in cell else ""
        raise InputError(f'{what} "{cell}" is no number; expected decimal degrees such as 53.9{hint}') from error


def measure(one: Point, other: Point) -> float:
    """Return the kilometres between two points along a great circle (the haversine formula).

    >>> round(measure((53.9, 27.5667), (54.6892, 25.2798)))
    172
    """
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    chord = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(chord)))


def weigh_distance(kilometres: float) -> float:
    """Return what an entity at this distance is worth beside one whose place is not known.

    The density of a bivariate Cauchy distribution (Student's t with one degree of freedom, in the plane), whose heavy
    tail is what points good to a village, a town or a region have together, and a floor for those that are wrong. Its
    numbers were chosen by what they did to the cities that airports are named after (half are 6 km from their airport,
    95 in 100 within 35 km) and to places that the lexicon lacks (nine in ten are over 200 km from the namesake that it
    has): from 100 km on it speaks against an entity.

    >>> [round(weigh_distance(km), 3) for km in (0, 10, 100, 1000)]
    [1000.003, 353.556, 0.988, 0.004]
    """
    return float(_FARTHEST + _NEAREST * (1 + (kilometres / _SCALE) ** 2) ** -1.5)


def find_life(store: Store, entity: int) -> Span:
    """Return the time in which an entity is known to be: from its first to its last label or former name.

    One of them without dates leaves both ends open; other names, such as translations, are no sign of life.
    """
    life: Span | None = None
    for name in store.names(entity):
        if store.kind(name) in _FIRST:
            span = store.span(name) or Span()
            life = span if life is None else life.join(span)
    return life or Span()


def _fade(years: float, scale: float, floor: float) -> float:
    """Return what is left of 1 after so many years: of what fades, half after `scale`; `floor` never does."""
    return floor + (1 - floor) / (1 + (years / scale) ** 2)


def _end(years: float, scale: float) -> float:
    """Return what is left of 1 after so many years where it ends: half after `scale`, and soon nothing.

    >>> [round(_end(years, 1.0), 3) for years in (0, 1, 3, 9)]
    [1.0, 0.5, 0.013, 0.001]
    """
    return _RIVAL_LEFT + (1 - _RIVAL_LEFT) / (1 + (years / scale) ** 4)


def _average(weights: Sequence[float], shares: Sequence[float]) -> float:
    return sum(w * s for w, s in zip(weights, shares, strict=True)) / (sum(shares) or 1.0)


def find_place(store: Store, entity: int) -> Point | None:
    """Return where an entity is, None where that is no single place: what is in several countries has an extent."""
    return store.place(entity) if len(store.country(entity)) <= 1 else None


def _lies_inside(store: Store, entity: int, near: Point) -> bool | None:
    """Return whether a point may lie in the country of a country or a region; None where nothing is known of that."""
    countries = store.country(entity)
    if not countries or not type_answers(store.types[store.entity_type[entity]], "place"):
        return None
    around = store.countries_around(*near, _AROUND, _NEIGHBOURS)
    return not around.isdisjoint(countries) if around else None


def _tell_place(near: Point, store: Store, entity: int) -> str:
    place = find_place(store, entity)
    if place is None:
        inside = _lies_inside(store, entity, near)
        if inside is None:
            return "it has no coordinates to be held against the point given"
        return f"the point given is {'' if inside else 'not '}in its country"
    said = f"{_kilometres(measure(near, place))} from the point given"
    lat, lon = near
    if abs(lon) <= 90 and measure((lon, lat), place) < min(_SCALE, measure(near, place) / 10):
        return f"{said}, whose latitude and longitude seem to be swapped"
    return said


def _kilometres(distance: float) -> str:
    return f"{distance:,.0f} km" if distance >= 10 else f"{distance:.1f} km"


def _between(span: Span) -> str:
    """Return a span in whole years: "1925–1961", "until 1991"."""
    first, last = math.floor(span.first) if span.first > -math.inf else None, None
    if span.last < math.inf:
        last = math.ceil(span.last) - 1
    if first is None:
        return f"until {last}"
    return f"{first}–{last}" if last is not None else f"from {first} on"
