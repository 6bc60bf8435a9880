"""The compiled lexicon: a folder of flat arrays, opened by memory map, with a manifest that says what they are."""

from __future__ import annotations

import hashlib
import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.errors import LexiconError, UnknownIdError
from normalize.lexicon.dates import Span, read_span

FORMAT = 9
MANIFEST = "manifest.json"
EARTH = 6371.0088  # km, the mean radius
# What the manifest of a lexicon of names must hold, beside the format and the files.
_KEYS = {
    "name": str, "counts": dict, "types": list, "countries": list, "langs": list, "kinds": list, "scripts": list,
    "sources": list, "spans": bool, "icu": str, "encoder": str, "sources_of": dict,
}  # fmt: skip
REBUILD = 'rebuild it with "normalize lexicon build"'


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of a lexicon.

    `country` holds ISO 3166-1 codes, `region` ISO 3166-2 codes of the regions that it lies in or is, `same_as` other
    ids of it. `weight` is how prominent it is beside its namesakes: of places that ship their people, in a lexicon of
    one's own what the table says; None where nothing does. `lat` and `lon` are degrees (WGS 84), None where it is no
    point. A type is "" where the table gives none.
    """

    id: str
    label: str
    type: str
    country: tuple[str, ...]
    region: tuple[str, ...]
    weight: float | None
    lat: float | None
    lon: float | None
    same_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity, as the names table has it.

    `kind` is label, alias, short, former, demonym or code; `lang` is a BCP 47 tag, "" where it is not known. `start`
    and `end` are the ISO 8601 dates between which the name was in use (columns from and to), "" where that is open;
    `source` is a token that says where the name comes from: those of the tables that ship stand in
    `lexicons/SOURCES.tsv` and the tables beside it.
    """

    name: str
    lang: str
    kind: str
    start: str
    end: str
    source: str

    def __str__(self) -> str:
        return self.name


class Strings(Sequence[str]):
    """Strings in one flat array of UTF-8 bytes, read one at a time."""

    __slots__ = ("_blob", "_ends", "_places")

    def __init__(self, blob: NDArray[np.uint8], ends: NDArray[np.uint32]) -> None:
        # Views of memory: to read one string through numpy takes twice as long.
        self._blob, self._places = memoryview(blob), memoryview(ends)  # type: ignore[arg-type]
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def filled(self, numbers: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Return which of some strings are not empty."""
        return np.asarray(self._ends[numbers + 1] > self._ends[numbers])

    def __getitem__(self, index):  # type: ignore[no-untyped-def]  # slices are not offered
        return str(self._blob[self._places[index] : self._places[index + 1]], "utf-8")

    @staticmethod
    def pack(strings: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
        """Return the two arrays that a `Strings` is made of."""
        encoded = [s.encode("utf-8") for s in strings]
        ends = np.zeros(len(encoded) + 1, dtype=np.uint64)
        np.cumsum([len(b) for b in encoded], out=ends[1:])
        if ends[-1] >= 2**32:
            raise LexiconError("the names hold more than 4 GiB of text; split the lexicon")
        return np.frombuffer(b"".join(encoded), dtype=np.uint8), ends.astype(np.uint32)

    @staticmethod
    def files(part: str, strings: Iterable[str]) -> dict[str, NDArray[np.generic]]:
        """Return the two arrays of packed strings by the names of their parts."""
        blob, ends = Strings.pack(strings)
        return {f"{part}.text": blob, f"{part}.ends": ends}


def digest(text: str) -> int:
    """Return the 64-bit hash by which strings are found; the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


class Arrays:
    """The arrays of a lexicon folder by name; memory-mapped, read-only, checked against the manifest's sizes."""

    __slots__ = ("_open", "folder", "manifest")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        self._open: dict[str, NDArray[np.generic]] = {}

    def __getitem__(self, name: str) -> NDArray[np.generic]:
        if name not in self._open:
            path = self.folder / f"{name}.npy"
            expected = self.manifest["files"].get(path.name)
            if expected is None:
                raise LexiconError(f"lexicon {self.folder} has no part {name!r}; {REBUILD}")
            try:
                if path.stat().st_size != expected["bytes"]:
                    raise LexiconError(
                        f"lexicon {self.folder} is damaged: {path.name} has {path.stat().st_size} bytes, "
                        f"the manifest says {expected['bytes']}; {REBUILD}"
                    )
                # A plain view: reading one number through np.memmap costs three times as much.
                self._open[name] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
            except LexiconError:
                raise
            except Exception as error:  # a damaged header fails in numpy's parser in many ways
                raise LexiconError(f"lexicon {self.folder} is damaged: {path.name}: {error}; {REBUILD}") from error
        return self._open[name]

    def open_all(self) -> None:
        """Open every array: one that is opened when the folder was built anew would not fit the others."""
        for file in self.manifest["files"]:
            self[file.removesuffix(".npy")]

    def strings(self, name: str) -> Strings:
        """Return the strings that were written under `name`."""
        return Strings(self[f"{name}.text"], self[f"{name}.ends"])  # type: ignore[arg-type]


def find_state(folder: Path) -> tuple[int, int] | None:
    """Return what a lexicon folder has in common with itself until it is built anew; None where there is none."""
    try:
        facts = os.stat(folder / MANIFEST)
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns


def read_manifest(folder: Path) -> dict:  # type: ignore[type-arg]  # JSON
    """Return the manifest of a lexicon folder; raises `LexiconError` for anything that is not one of ours."""
    path = folder / MANIFEST
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        raise LexiconError(f'lexicon {folder} {what}; make one with "normalize lexicon build NAMES.csv -o DIR"')
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(f"{folder} is no lexicon: it has no readable {MANIFEST} ({error.strerror})") from error
    except ValueError as error:
        raise LexiconError(f"lexicon {folder} is damaged: {MANIFEST} is no JSON ({error}); {REBUILD}") from error
    if not isinstance(manifest, dict) or "format" not in manifest or not isinstance(manifest.get("files"), dict):
        raise LexiconError(f"{folder} is no lexicon: its {MANIFEST} was written by something else")
    if manifest["format"] != FORMAT:
        raise LexiconError(f"lexicon {folder} has format {manifest['format']}, this version reads {FORMAT}; {REBUILD}")
    for name, entry in manifest["files"].items():
        facts = entry if isinstance(entry, dict) else {}
        if Path(name).name != name or type(facts.get("bytes")) is not int or type(facts.get("blake2b")) is not str:
            raise LexiconError(f"lexicon {folder} is damaged: {MANIFEST} does not say what {name!r} holds; {REBUILD}")
    return manifest


def _directions(degrees: NDArray[np.generic]) -> NDArray[np.float32]:
    """Return the unit vectors of points given in latitude and longitude."""
    lat, lon = np.radians(degrees.astype(np.float64)).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1).astype(np.float32)


class Store:
    """The entities and names of a compiled lexicon.

    Entities and names are numbered from 0; the names of one entity stand together, its label first.
    """

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self.manifest = arrays.manifest
        lacking = [key for key in _KEYS if not isinstance(self.manifest.get(key), _KEYS[key])]
        if lacking:
            raise LexiconError(f"lexicon {arrays.folder} is damaged: {MANIFEST} has no {lacking[0]}; {REBUILD}")
        self.types: list[str] = self.manifest["types"]
        self.countries: list[str] = self.manifest["countries"]
        self.langs: list[str] = self.manifest["langs"]
        self.kinds: list[str] = self.manifest["kinds"]
        self.scripts: list[str] = self.manifest["scripts"]
        self._sources: list[str] = self.manifest["sources"]
        self._ids = arrays.strings("entity.id")
        self._same_as = arrays.strings("entity.same_as")
        self._names = arrays.strings("name.text")
        self._spans = arrays.strings("name.span") if self.manifest["spans"] else None
        self.entity_type: NDArray[np.uint16] = arrays["entity.type"]  # type: ignore[assignment]
        self.entity_weight: NDArray[np.float32] = arrays["entity.weight"]  # type: ignore[assignment]
        self._coordinates = arrays["entity.coordinates"]
        self.country_ends: NDArray[np.uint32] = arrays["entity.country.ends"]  # type: ignore[assignment]
        self.country_codes: NDArray[np.uint16] = arrays["entity.country.codes"]  # type: ignore[assignment]
        self.name_ends: NDArray[np.uint32] = arrays["entity.name.ends"]  # type: ignore[assignment]
        self.name_entity: NDArray[np.uint32] = arrays["name.entity"]  # type: ignore[assignment]
        self.name_kind: NDArray[np.uint8] = arrays["name.kind"]  # type: ignore[assignment]
        self.name_script = arrays["name.script"]
        self._name_word = arrays["name.word"]
        self.name_lang: NDArray[np.uint16] = arrays["name.lang"]  # type: ignore[assignment]
        self._name_source = arrays["name.source"]
        # Views of memory, as of strings: numpy takes five times as long to look one number up.
        self._id_hash = memoryview(arrays["id.hash"])  # type: ignore[arg-type]
        self._id_entity = memoryview(arrays["id.entity"])  # type: ignore[arg-type]

    @cached_property
    def built(self) -> str:
        """A hash of all files: another one where the folder was built anew from something else."""
        return hashlib.sha256(json.dumps(self.manifest["files"], sort_keys=True).encode()).hexdigest()

    def __len__(self) -> int:
        return len(self._ids)

    def holds(self, id: str) -> bool:
        """Return whether some entity has this id, canonical or linked."""
        try:
            self.find(id)
        except UnknownIdError:
            return False
        return True

    def find(self, id: str) -> int:
        """Return the number of the entity with this id, canonical or linked; raises `UnknownIdError`."""
        wanted = digest(id)
        at = bisect_left(self._id_hash, wanted)
        while at < len(self._id_hash) and self._id_hash[at] == wanted:
            entity = self._id_entity[at]
            if id == self._ids[entity] or id in self._same_as[entity].split():
                return entity
            at += 1
        raise UnknownIdError(f'the lexicon has no entity "{id}"; its ids look like "{self._ids[0]}"')

    def id(self, entity: int) -> str:
        """Return the canonical id of an entity."""
        return str(self._ids[entity])

    def label(self, entity: int) -> str:
        """Return the label of an entity: its first name."""
        return str(self._names[int(self.name_ends[entity])])

    def country(self, entity: int) -> tuple[str, ...]:
        """Return the ISO 3166-1 codes of an entity."""
        codes = self.country_codes[self.country_ends[entity] : self.country_ends[entity + 1]]
        return tuple(self.countries[c] for c in codes.tolist())

    def region(self, entity: int) -> tuple[str, ...]:
        """Return the ISO 3166-2 codes of an entity."""
        return tuple(self._regions[int(self._entity_region[entity])].split())

    @cached_property
    def _entity_region(self) -> NDArray[np.generic]:
        return self.arrays["entity.region"]

    @cached_property
    def _regions(self) -> Strings:
        return self.arrays.strings("region")

    def place(self, entity: int) -> tuple[float, float] | None:
        """Return the latitude and longitude of an entity in degrees, None where the lexicon does not say."""
        lat, lon = self._coordinates[entity].tolist()
        return None if lat != lat or lon != lon else (lat, lon)

    def countries_around(self, lat: float, lon: float, kilometres: float, most: int) -> frozenset[str]:
        """Return the countries of the `most` places nearest to a point, of those within so many kilometres."""
        cosines = self._directions @ _directions(np.array([[lat, lon]]))[0]  # of the angle between the two
        around = np.flatnonzero(cosines > np.cos(kilometres / EARTH))
        nearest = around[np.argsort(-cosines[around], kind="stable")[:most]].tolist()
        return frozenset(country for entity in nearest for country in self.country(entity))

    @cached_property
    def _directions(self) -> NDArray[np.float32]:
        """Where each entity lies, as a unit vector from the middle of the earth; zeros where that is not known."""
        return np.nan_to_num(_directions(np.asarray(self._coordinates)))

    def span(self, name: int) -> Span | None:
        """Return the time in which a name was in use, None where the lexicon does not say."""
        start, _, end = self._spans[name].partition("\t") if self._spans is not None else ("", "", "")
        return read_span(start, end) if start or end else None

    def entity(self, entity: int) -> Entity:
        """Return an entity by its number."""
        weight = float(self.entity_weight[entity])
        lat, lon = self.place(entity) or (None, None)
        return Entity(
            id=self.id(entity),
            label=self.label(entity),
            type=self.types[self.entity_type[entity]],
            country=self.country(entity),
            region=self.region(entity),
            weight=weight if weight > 0 else None,
            lat=lat,
            lon=lon,
            same_as=tuple(self._same_as[entity].split()),
        )

    def name_text(self, name: int) -> str:
        """Return a name by its number."""
        return str(self._names[name])

    def name(self, name: int) -> Name:
        """Return a name by its number, with language, kind, time and source."""
        start, _, end = self._spans[name].partition("\t") if self._spans is not None else ("", "", "")
        return Name(
            name=self._names[name],
            lang=self.langs[self.name_lang[name]],
            kind=self.kinds[self.name_kind[name]],
            start=start,
            end=end,
            source=self._sources[self._name_source[name]],
        )

    def kind(self, name: int) -> str:
        """Return the kind of a name by its number."""
        return str(self.kinds[self.name_kind[name]])

    def script(self, name: int) -> str:
        """Return the script that most letters of a name are of, "" where it has none."""
        return self.scripts[int(self.name_script[name])]

    def is_other_word(self, name: int) -> bool:
        """Return whether a name is another one of a small town, but a personal name or an ordinary word: Lemon."""
        return bool(self._name_word[name])

    @cached_property
    def weights(self) -> NDArray[np.float32]:
        """The weight of each entity, 0 where its names are counted instead; all weigh the same where none is given."""
        return self.entity_weight if self.entity_weight.any() else np.ones_like(self.entity_weight)

    def count_names(self, entity: int) -> int:
        """Return how many names an entity has: who is written about everywhere has more."""
        return int(self.name_ends[entity + 1]) - int(self.name_ends[entity])

    def names(self, entity: int) -> Iterator[int]:
        """Yield the numbers of an entity's names, the label first."""
        yield from range(int(self.name_ends[entity]), int(self.name_ends[entity + 1]))
