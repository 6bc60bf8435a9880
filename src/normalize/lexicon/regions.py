"""Regions: the codes of ISO 3166-2, which of them lie in which, and the hints that name countries and regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from normalize.errors import InputError
from normalize.lexicon.iso3166 import COUNTRIES, NOT_ISO
from normalize.lexicon.table import tables_folder
from normalize.tsv import read_cells

TABLE = "subdivision_codes.tsv"
COLUMNS = ("code", "name", "within", "around", "divisions", "formerly")
NONE = "-"
_AREA = "iso3166-"  # what the ids of countries and subdivisions begin with
_SHOWN = 8  # codes that a message lists


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A code of ISO 3166-2, the code that it lies `within`, and the GeoNames divisions ("BY.07") that it is made of.

    `around` is what a city that is one of its own is often filed under: for BY-HM, Minsk, the region BY-MI. A division
    without a point is a whole country: US-PR is PR too. `formerly` are codes that ISO has replaced by it.
    """

    code: str
    name: str
    within: str
    around: str
    divisions: tuple[str, ...]
    formerly: tuple[str, ...]

    @property
    def countries(self) -> frozenset[str]:
        """The countries (ISO 3166-1) under which its places are filed."""
        return frozenset((self.code[:2], *(division.partition(".")[0] for division in self.divisions)))


@cache
def load_subdivisions() -> Mapping[str, Subdivision]:
    """Return all codes of ISO 3166-2 with what the table that ships says of them."""
    rows = ([cell if cell != NONE else "" for cell in row] for row in read_cells(tables_folder() / TABLE)[1:])
    return {
        code: Subdivision(code, name, within, around, tuple(divisions.split()), tuple(formerly.split()))
        for code, name, within, around, divisions, formerly in rows
    }


@cache
def codes_of_divisions() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of each GeoNames division that has one: `{"BY.07": ("BY-VI",), …}`."""
    return by_division(load_subdivisions().values())


def by_division(subdivisions: Iterable[Subdivision]) -> dict[str, tuple[str, ...]]:
    """Return the codes of subdivisions by the GeoNames divisions that these are made of."""
    found: dict[str, tuple[str, ...]] = {}
    for subdivision in subdivisions:
        for division in subdivision.divisions:
            found[division] = (*found.get(division, ()), subdivision.code)
    return found


def read_codes(given: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the countries that codes of ISO 3166-1 and 3166-2 name, and the regions, each sorted.

    A region names its country too; where the country is given by itself, the region says no more. Raises `InputError`
    for what is no such code.

    >>> read_codes(["by-vi", "PL"]), read_codes(["BY-VI", "BY"])
    ((('BY', 'PL'), ('BY-VI',)), (('BY',), ()))
    """
    codes = {str(code).upper(): code for code in given}
    whole = {code for code, _ in codes.items() if code in COUNTRIES}
    named = {code: _find(code, codes[code]) for code in codes if code not in whole}
    regions = {code for code, region in named.items() if whole.isdisjoint(region.countries)}
    countries = whole.union(*(region.countries for region in named.values()))
    return tuple(sorted(countries)), tuple(sorted(regions))


def _find(code: str, given: str) -> Subdivision:
    """Return what a code of ISO 3166-2 stands for; raises `InputError` for any other."""
    country = NOT_ISO.get(code[:2], code[:2])
    if "-" not in code:
        expected = "expected two letters such as BY, or the ISO 3166-2 code of a region such as BY-VI"
        advice = f"did you mean {country}?" if code in NOT_ISO else expected
        raise InputError(f"country {given!r} is no ISO 3166-1 alpha-2 code; {advice}")
    known = load_subdivisions()
    if code in known:
        return known[code]
    there = [region for own, region in known.items() if own[:3] == f"{country}-"]
    listed = ", ".join(region.code for region in there[:_SHOWN]) + ", …" * (len(there) > _SHOWN)
    hint = "".join(f" Did you mean {region.code}?" for region in there if code in region.formerly)
    raise InputError(f"region {given!r} is no ISO 3166-2 code; expected one such as {listed or 'BY-VI'}.{hint}")


def measure_context(
    context: Sequence[str], countries: Sequence[str], regions: Sequence[str]
) -> tuple[bool, int, int] | None:
    """Return how wide the context of a decision is for what a question asks for, None where it does not hold for it.

    It holds where each code that is asked for, or the country of it, is in it; one without codes always, as the widest.

    >>> measure_context(["BY", "US"], ["BY"], ["BY-VI"]), measure_context(["BY-VI"], ["BY"], ["BY-VI"])
    ((False, 1, 2), (False, 0, 1))
    >>> measure_context(["BY", "US"], ["BY", "PL"], []), measure_context([], ["BY"], [])
    (None, (True, 0, 0))
    """
    if not context:
        return True, 0, 0
    asked = name_codes(countries, regions)
    around = [code for code in asked if code not in context]
    holds = asked and all(
        "-" in code and not load_subdivisions()[code].countries.isdisjoint(context) for code in around
    )
    return (False, len(around), len(context)) if holds else None


def name_codes(countries: Sequence[str], regions: Sequence[str]) -> tuple[str, ...]:
    """Return the codes that countries and regions were read from: of a country with a region, the region alone."""
    return tuple(sorted((*list_whole(countries, regions), *regions)))


def list_whole(countries: Sequence[str], regions: Sequence[str]) -> tuple[str, ...]:
    """Return the countries of which no region was named."""
    known = load_subdivisions() if regions else {}
    parts = {country for region in regions for country in known[region].countries}
    return tuple(country for country in countries if country not in parts)


def list_around(code: str) -> Iterator[str]:
    """Yield a code and the codes that it lies in, the nearest first; a code that ISO does not have lies in none."""
    while code:
        yield code
        code = load_subdivisions()[code].within if code in load_subdivisions() else ""


def are_apart(one: str, other: str) -> bool:
    """Return whether two subdivisions, neither of which lies in the other, are known to be different land.

    They are where the two that part them stand side by side in one country, and GeoNames divides it into both or into
    neither: towns that ISO lists beside the county around them, and provinces that were merged since, are not apart.
    Nor are a city of its own and the region around it.

    >>> are_apart("BY-VI", "BY-HO"), are_apart("BY-HM", "BY-MI"), are_apart("HU-DE", "HU-HB")
    (True, False, False)
    """
    lines = list(list_around(one))[::-1], list(list_around(other))[::-1]
    parted = next(((a, b) for a, b in zip(*lines, strict=False) if a != b), None)
    if parted is None:
        return False
    a, b = parted
    if a[:2] != b[:2]:
        return True
    return (a in _divided()) == (b in _divided()) and frozenset(parted) not in _beside()


def is_area(id: str) -> bool:
    """Return whether an id is that of a country or of a subdivision.

    >>> is_area("iso3166-1:BY"), is_area("iso3166-2:BY-VI"), is_area("geonames:625144")
    (True, True, False)
    """
    return id.startswith(_AREA)


@cache
def _beside() -> frozenset[frozenset[str]]:
    """The cities that are subdivisions of their own, each with the region around it."""
    return frozenset(frozenset((code, one.around)) for code, one in load_subdivisions().items() if one.around)


@cache
def _divided() -> frozenset[str]:
    """The codes that GeoNames has divisions for: of the subdivision itself, of a part of it, or of what it lies in."""
    known = load_subdivisions()
    has = {code for code, subdivision in known.items() if subdivision.divisions}
    wholes = {whole for code in has for whole in list_around(code)}
    return frozenset(wholes.union(code for code in known if not has.isdisjoint(list_around(code))))
