"""What a text is about: the countries of its names, the entities that it names in full, and what these make likely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from normalize.context import Votes, cast_votes, share_out
from normalize.lexicon.regions import are_apart
from normalize.match.decision import Weighing
from normalize.resolution import Candidate, Resolution
from normalize.text import key, plain

_NAMED = 50.0  # what an entity that the text names elsewhere is worth, beside one that it does not
_SUBDIVISION, _SHORT = "iso3166-2:", "short"
_REGION = 0.001  # what a region is worth where its bare name is also its town's
_TOWN = 0.0003  # and a town of whose name there is somebody whom one speaks of
_SEAT = 0.01  # share of a region's people from which a town of its name is its seat
_CITY_STATE = 0.5  # share of a country's people from which its capital is the country itself: Singapore
_HEIR = 0.3  # how likely the town is beside its region, at least, where the name is only like theirs
_COHERENCE = 3.0  # a text keeps to its countries more than a list does
_PROMINENCE = 1.5  # a text without a word on where a place is means the well-known one more than a list does
_FAME = 1.5  # and one that has names in many languages
_UNLIKE = 1e-9  # what a namesake is worth whose name the language of the text declines otherwise
_LIKE = 0.5  # the same of names that are only like it
_START, _EACH = 1.0, 2.0  # what a text raises the odds that a name means anything at all, and a vote for its country
_LIFT = 12.0  # the most that a text raises the odds that a name means anything in the lexicon at all
_PLACED, _PLACED_PEOPLE = 8.0, 25_000  # the same where a place is asked for, of a large one; people for each once of it
_PLACES = ("place", "country")
NAMED_IN_FULL = ("person", "organisation")
_WHOLE = 1.5  # and by how much more for a whole name of theirs where it speaks of their country, or they have none
_CITIES, _SAME = (" shi", " city"), 0.8  # likeness of a town's label and the beginning of its region's
_KEPT = 50_000  # distinct names whose own votes are remembered
_NOTHING = 1e-9
_MISSPELT = 2  # names of a careless text at least that are certain, but misspelt
_MISSPELT_SHARE = 0.1  # and for each of its names to the letter
_SEVERAL = 2.5  # and from which several names are of it
_FAR_MORE = 1.5  # times as many votes has another country that a text is about rather
_SUPPORT = 0.9  # votes of other names for a country from which a text is about it


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a name in its text.

    `whole`: it is one of several words, or what stands beside it says what it names; `seat`: that it is a capital, and
    not the country of its name; `region`: that it is a region, and not its town; `located`: that it is a place;
    `placed`: the same, or what mostly stands before places.
    """

    whole: bool
    seat: bool
    region: bool
    located: bool
    placed: bool


class Scene:
    """The distinct names of a text so far with their candidates: they vote for countries, each once."""

    def __init__(
        self,
        weight: Callable[[str], float],
        count_names: Callable[[str], int],
        list_regions: Callable[[str], Sequence[str]],
    ) -> None:
        self._weight, self._list_regions = weight, list_regions
        self._count_names = count_names
        self._votes: Counter[str] = Counter()
        self._own: dict[Hashable, Counter[str]] = {}
        self._best: dict[Hashable, Candidate] = {}
        self._exact, self._misspelt = 0, 0
        self._named: set[str] = set()
        self._full: set[str] = set()
        self._called: dict[str, set[str]] = {}
        self._last: tuple[Hashable, Votes] | None = None
        self._all: Votes | None = None

    def add(self, question: Hashable, resolution: Resolution) -> None:
        """Take a name of the text; one that is there already is not counted again."""
        if len(self._own) >= _KEPT:  # a very long text: what was read long ago has voted
            self._own.clear()
            self._best.clear()
        if question not in self._own:
            found = share_out(resolution) if resolution.status != "unresolved" else ()
            own = self._own[question] = cast_votes(found)
            self._votes.update(own)
            if own:
                self._best[question] = resolution.likely[0]
            self._exact += bool(resolution.id) and resolution.exact
            self._misspelt += bool(resolution.id) and not resolution.exact
            self._last = self._all = None

    def name(self, id: str, full: bool, called: str = "") -> None:
        """Note an entity that the text names so that nobody else can be meant; a region's name may be its town's.

        `full`: by a name of several words; `called`: by which name of the lexicon.
        """
        if not is_subdivision(id):
            self._named.add(id)
            self._called.setdefault(id, set()).add(key(called))
        if full:
            self._full.add(id)

    def may_be_region(self, found: Resolution) -> bool:
        """Return whether the first of an answer is a town, and a region elsewhere of its name is known to more."""
        near = _Namesakes(self._weight, self._count_names, self._list_regions, Votes({}, 0))
        regions = (c for c in found.likely[1:] if c.kind == _SHORT and is_subdivision(c.id))
        return any(near.is_apart(found.likely[0], region) for region in regions)

    def names(self, id: str) -> bool:
        """Return whether the text names an entity somewhere by a name of several words."""
        return id in self._full

    def has_names(self, id: str) -> bool:
        """Return whether the text names an entity by several names: Серов звали Надеждинском."""
        return len(self._called.get(id, ())) > 1

    def is_careless(self) -> bool:
        """Return whether names of the text are misspelt, so that what is nearly another name may well be it.

        Of the project's texts, nine of ten with three misspelt names are, and two of 110 with none.
        """
        return self._misspelt >= max(_MISSPELT, _MISSPELT_SHARE * self._exact)

    def supports(self, question: Hashable, candidate: Candidate) -> bool:
        """Return whether the rest of the text speaks of a candidate, or of where it is."""
        return candidate.id in self._named or self.speaks_of(question, candidate.country)

    def is_about(self, countries: Sequence[str]) -> bool:
        """Return whether several names of the text are of one of some countries, or no other has more."""
        most = max(self._votes.values(), default=0.0)
        return any(self._votes[country] >= min(most - _NOTHING, _SEVERAL) for country in countries)

    def speaks_of(self, question: Hashable, countries: Sequence[str]) -> bool:
        """Return whether the rest of the text speaks of one of some countries."""
        return self._others(question).most(countries) >= _SUPPORT

    def speaks_of_another(self, question: Hashable, countries: Sequence[str]) -> bool:
        """Return whether the rest of the text speaks of a country, and of none of some."""
        votes = self._others(question)
        return max(votes.countries.values(), default=0.0) >= _SUPPORT > votes.most(countries)

    def is_about_another(self, question: Hashable, countries: Sequence[str]) -> bool:
        """Return whether several other names of the text are of one country, and far fewer of some."""
        votes = self._others(question)
        return max(votes.countries.values(), default=0.0) >= max(_SEVERAL, _FAR_MORE * votes.most(countries))

    def is_told(self, id: str, countries: Sequence[str], tells: Callable[[Hashable, Candidate], bool]) -> bool:
        """Return whether names speak of an entity or of one of some countries.

        `tells` says of a name and what it means if it counts.
        """
        told = [(self._own[question], best) for question, best in self._best.items() if tells(question, best)]
        if any(best.id == id for _, best in told):
            return True
        return any(sum(own[country] for own, _ in told) >= _SUPPORT for country in countries)

    def list_countries(self, question: Hashable) -> list[str]:
        """Return the countries that the rest of the text speaks of, the most first."""
        votes = self._others(question).countries
        return sorted((code for code, most in votes.items() if most >= _SUPPORT), key=lambda code: (-votes[code], code))

    def weigh(
        self,
        question: Hashable,
        resolution: Resolution,
        limit: int,
        beside: Beside,
        unlike: Set[str] = frozenset(),
        slipped: bool = False,
    ) -> Resolution:
        """Return an answer in the light of the text: namesakes moved, what it supports lifted.

        `unlike` are the namesakes whose names its language declines otherwise; `slipped`: the name is the one found but
        for slips of the hand.
        """
        votes = self._others(question)
        bearer = resolution.exact and not beside.located and any(c.type in NAMED_IN_FULL for c in resolution.likely)
        asked = [c for c in resolution.likely if beside.region and resolution.exact and is_subdivision(c.id)]
        heirs = (
            _name_regions(resolution.likely[0], asked)
            if asked
            else _Namesakes(self._weight, self._count_names, self._list_regions, votes).name_heirs(
                resolution, beside.seat
            )
        )
        power, prominence, fame = (_COHERENCE, _PROMINENCE, _FAME) if resolution.exact else (1.0, _LIKE, 0.0)

        def worth(candidate: Candidate) -> float:
            """Return what the text makes a candidate worth beside others: by its country, and by who is named."""
            named = _NAMED if candidate.id in self._named else 1.0
            named *= _UNLIKE if candidate.id in unlike or (asked and candidate not in asked) else 1.0
            voted = votes.weigh(candidate.country) ** power
            if candidate.id in heirs.regions:
                return float(_REGION * named * voted)
            known_by = heirs.rivals.get(candidate.id, candidate.id)
            known = max(self._weight(known_by), 1.0) ** prominence * self._count_names(known_by) ** fame
            known *= heirs.shares.get(candidate.id, 1.0)
            if bearer and candidate.type == "place":
                named *= _TOWN  # Toyota is a company where nothing says that it is a town
            return float(voted * named * known)

        weights = tuple(map(worth, resolution.likely))
        if not weights:
            return resolution
        pairs = zip(resolution.likely, weights, strict=True)
        first, weight = max(pairs, key=lambda pair: pair[1] * pair[0].probability)
        lift = _LIFT if first.id in self._named else min(_LIFT, _START + _EACH * votes.most(first.country))
        told = not first.country or votes.most(first.country) >= _SUPPORT
        if beside.whole and told and first.type in NAMED_IN_FULL:
            lift = min(_LIFT, lift * _WHOLE)
        placed = beside.placed and resolution.likely[0].type in _PLACES
        if beside.placed and first.type in _PLACES:
            lift *= min(max(self._weight(first.id) / _PLACED_PEOPLE, 1.0), _PLACED)
        own = weight / heirs.shares.get(first.id, 1.0)  # what it inherits makes no stranger likelier
        spoken = self.supports(question, resolution.likely[0])
        weighing = Weighing(weights, own / lift)
        return resolution.weigh(weighing, limit, context=votes, told=spoken, asked=placed or slipped)

    def _others(self, question: Hashable) -> Votes:
        """Return the votes of all names but one; those asked for last are at hand."""
        own = self._own.get(question)
        if not own:  # the same for all names that say nothing themselves
            if self._all is None:
                self._all = Votes(dict(self._votes), max(len(self._own) - 1, 0), "text")
            return self._all
        if self._last is None or self._last[0] != question:
            left = dict(self._votes)
            for country, share in own.items():
                left[country] -= share
                if left[country] <= _NOTHING:
                    del left[country]
            self._last = question, Votes(left, max(len(self._own) - 1, 0), "text")
        return self._last[1]


@dataclass(frozen=True, slots=True)
class _Heirs:
    """The regions of an answer that bear their town's bare name, and by what such towns grow that inherit from them.

    `rivals` are the towns abroad that bear the name of other regions, by the ids of these.
    """

    regions: Set[str]
    shares: Mapping[str, float]
    rivals: Mapping[str, str]


def _name_regions(best: Candidate, regions: Sequence[Candidate]) -> _Heirs:
    """Return what makes regions that are asked for as likely as who bears their name otherwise."""
    return _Heirs(frozenset(), {one.id: best.probability / max(one.probability, _NOTHING) for one in regions}, {})


@dataclass(frozen=True, slots=True)
class _Namesakes:
    """Compares regions with towns of their names, as `Scene` knows them, and in the light of the votes of a text."""

    weight: Callable[[str], float]
    count_names: Callable[[str], int]
    list_regions: Callable[[str], Sequence[str]]
    votes: Votes

    def name_heirs(self, resolution: Resolution, seat: bool) -> _Heirs:
        """Return which towns are meant by the bare name of the region that they are in, and how much likelier they are.

        `seat`: a capital is meant, and not the country that it has its name from, or another one.
        """
        likely, weight = resolution.likely, self.weight
        inherited = [c for c in likely if is_subdivision(c.id)] if len(likely) > 1 else []
        towns = list(filter(_is_town, likely)) if inherited or (seat and len(likely) > 1) else []
        regions: set[str] = set()
        shares: dict[str, float] = {}
        rivals: dict[str, str] = {}
        for region in inherited:
            for town in towns:
                if weight(town.id) < _SEAT * weight(region.id):
                    continue  # Oregon is a town too
                near = resolution.exact or town.probability > _HEIR * region.probability
                if not near or region.id in regions or not _is_called_after(region, town):
                    continue
                ours = town.country == region.country
                if not self._lies_in(town, region) and self._outdoes(region, town, likely):
                    if not ours:
                        rivals.setdefault(region.id, town.id)  # Kent is a town in Washington too
                    elif region.kind == _SHORT and region.probability:  # Delaware is one in Ohio
                        people = weight(region.id) / max(weight(town.id), 1.0)
                        shares.setdefault(region.id, people * town.probability / region.probability)
                    continue
                regions.add(region.id)
                if ours and town.probability:
                    shares[town.id] = shares.get(town.id, 1.0) + region.probability / town.probability
        for country in likely if towns and seat else ():
            capital = max(towns, key=lambda town: weight(town.id))
            share = weight(capital.id) / max(weight(country.id), 1.0)
            if country.type == "country" and resolution.exact and capital.probability and _SEAT <= share <= _CITY_STATE:
                regions.add(country.id)
                shares[capital.id] = shares.get(capital.id, 1.0) + country.probability / capital.probability
        return _Heirs(regions, shares, rivals)

    def is_apart(self, town: Candidate, region: Candidate) -> bool:
        """Return whether a town lies outside of a region that is called so in more languages: Wyoming, Michigan."""
        return not self._lies_in(town, region) and self.count_names(region.id) > self.count_names(town.id)

    def _outdoes(self, region: Candidate, town: Candidate, likely: Sequence[Candidate]) -> bool:
        """Return whether a region is called so in more languages than a town and any country, or the text tells it."""
        countries = (c for c in likely if c.type == "country" and set(c.country).isdisjoint(region.country))
        own, most = self.count_names(region.id), self.votes.most(region.country)
        return all(
            own > self.count_names(c.id) or (most > self.votes.most(c.country) and region.probability > c.probability)
            for c in (town, *countries)
        )

    def _lies_in(self, town: Candidate, region: Candidate) -> bool:
        """Return whether a town may be in a region, as far as is known."""
        code, own = region.id.removeprefix(_SUBDIVISION), self.list_regions(town.id)
        if not own:
            return town.country == region.country
        return not all(are_apart(one, code) for one in own)


def _is_called_after(region: Candidate, town: Candidate) -> bool:
    """Return whether a region's label begins as its town's does: "Andijan Region", Andijon."""
    name = _bare(town.label)
    return Indel.normalized_similarity(_bare(region.label)[: len(name)], name) >= _SAME


@lru_cache(_KEPT)
def _bare(label: str) -> str:
    """Return a label without its marks, and without what says in English or Japanese that it is a town's.

    >>> _bare("Ma’an Governorate"), _bare("Ma'an")
    ('maan governorate', 'maan')
    >>> _bare("Tottori-shi"), _bare("New York City"), _bare("Ōsaka Prefecture")
    ('tottori', 'new york', 'osaka prefecture')
    """
    label = label.replace("’", "'")  # as the other sources write it
    exact = plain(key(label)) or key(label)
    return next((exact.removesuffix(city) for city in _CITIES if exact.endswith(city)), exact)


def is_subdivision(id: str) -> bool:
    """Return whether an id is that of a region: ISO 3166-2.

    >>> is_subdivision("iso3166-2:BY-VI"), is_subdivision("geonames:620127")
    (True, False)
    """
    return id.startswith(_SUBDIVISION)


def _is_town(candidate: Candidate) -> bool:
    return candidate.type == "place" and not is_subdivision(candidate.id)
