"""Ids that are one entity: cities that are also subdivisions, territories and city-states that are also countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from normalize.lexicon.sources.cldr import replaced_subdivisions
from normalize.lexicon.sources.geonames import Place
from normalize.lexicon.sources.hand_made import read_hand_made
from normalize.lexicon.sources.iso_codes import IsoSubdivision, read_countries
from normalize.lexicon.sources.tidy import fold

# ISO's categories that mean a city and nothing around it wherever they stand; "municipality", "metropolitan city",
# "district" and the like mean a region in most countries, so their cities are listed in city_subdivisions.tsv.
CITY_CATEGORIES = frozenset({
    "Autonomous city", "Autonomous city in north africa", "Autonomous municipality", "Capital", "Capital city",
    "Capital district", "City", "City with county rights", "Metropolitan administration",
    "Special administrative city", "Special self-governing city", "State city", "Town", "Urban community",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """An id that is the same entity as the canonical `id`."""

    id: str
    same_as: str
    source: str


def city_links(
    subdivisions: Iterable[IsoSubdivision], names: Mapping[str, frozenset[str]], places: Iterable[Place]
) -> Iterator[Link]:
    """Yield links from GeoNames cities to the ISO 3166-2 codes that are the city.

    By category: the most populous place of the country that has the code's name. By the reviewed list: the most
    populous place of the name given there. `names` holds the folded names by code.
    """
    listed = {row["code"]: fold(row["place"]) for row in read_hand_made("city_subdivisions.tsv")}
    by_name: dict[tuple[str, str], Place] = {}
    for place in sorted(places, key=lambda p: (p.population, -int(p.id))):
        by_name[place.country, fold(place.name)] = place
    for subdivision in subdivisions:
        code, country = subdivision.code, subdivision.code[:2]
        if code in listed:
            wanted = frozenset({listed[code]})
        elif subdivision.category in CITY_CATEGORIES:
            wanted = names.get(code, frozenset())
        else:
            continue
        found = [p for n in wanted if (p := by_name.get((country, n)))]
        if found:
            city = max(found, key=lambda p: (p.population, -int(p.id)))
            yield Link(f"geonames:{city.id}", f"iso3166-2:{code}", "iso")


def territory_links(codes: Iterable[str]) -> Iterator[Link]:
    """Yield links from countries to the ISO 3166-2 codes in `codes` that CLDR replaces by the country ("US-PR")."""
    known = frozenset(codes)
    countries = {country.code for country in read_countries()}
    for old, new in sorted(replaced_subdivisions().items()):
        if new in countries and old in known:
            yield Link(f"iso3166-1:{new}", f"iso3166-2:{old}", "cldr41")


def moved_subdivisions() -> dict[str, str]:
    """Return codes that ISO has since given to another subdivision or changed, with the present code or nothing.

    CLDR 41 has the names of Iran's provinces under the old numbers: its IR-03 is Ardabil, that of ISO East Azerbaijan.
    """
    return {row["cldr"]: row["now"] for row in read_hand_made("moved_subdivisions.tsv")}


def hand_links() -> Iterator[Link]:
    """Yield the links that are kept by hand: certain Wikidata ids, city-states, French overseas departments."""
    for row in read_hand_made("links.tsv"):
        yield Link(**row)
