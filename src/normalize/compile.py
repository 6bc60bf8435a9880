"""Names tables → a compiled lexicon: entities merged, names analysed, indexes built, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from normalize.encoder import hash_weights
from normalize.errors import LexiconError
from normalize.form import readings_digest
from normalize.index.exact import HashIndex
from normalize.index.groups import index_groups
from normalize.index.names import Progress, index_names
from normalize.lexicon.dates import read_date
from normalize.lexicon.store import FORMAT, MANIFEST, Strings, digest
from normalize.lexicon.table import KINDS, NameRow
from normalize.text import main_script
from normalize.uncollected import uncollected


class _Said(NamedTuple):
    """What a row says of its name; many rows say the same, and share it."""

    lang: str
    kind: str
    start: str
    end: str
    source: str


def _spread(said: _Said, other: _Said) -> _Said:
    """Return what is said of a name, with the time of another row of it taken in: a name may come back into use."""
    if not (other.start or other.end):
        return said
    if not (said.start or said.end):
        return said._replace(start=other.start, end=other.end)
    starts, ends = (said.start, other.start), (said.end, other.end)
    return said._replace(
        start=min(starts, key=lambda date: read_date(date).first) if all(starts) else "",
        end=max(ends, key=lambda date: read_date(date).last) if all(ends) else "",
    )


_NONE: dict[str, None] = {}  # of the many that have no other id; never written to


@dataclass(slots=True)
class _Entity:
    """What the rows of one entity add up to; there may be millions, most of them of one row."""

    id: str
    type: str = ""
    weight: float = 0.0
    lat: float = float("nan")
    lon: float = float("nan")
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    same_as: dict[str, None] = field(default_factory=lambda: _NONE)
    names: dict[str, _Said] = field(default_factory=dict)

    def add(self, row: NameRow, said: _Said) -> None:
        self.type = self.type or row.type
        self.weight = max(self.weight, row.weight or 0.0)
        if row.lat is not None and row.lon is not None and np.isnan(self.lat):
            self.lat, self.lon = row.lat, row.lon
        self.country, self.region = _join(self.country, row.country), _join(self.region, row.region)
        self.link(row.same_as)
        known = self.names.get(row.name)
        if known is None:
            self.names[row.name] = said
        elif known is not said:
            chosen = said if row.kind == "label" and known.kind != "label" else known
            self.names[row.name] = _spread(chosen, said if chosen is known else known)

    def absorb(self, other: _Entity) -> None:
        """Take in another entity that is the same one under another id; what stands here first wins."""
        self.type = self.type or other.type
        self.weight = max(self.weight, other.weight)
        if np.isnan(self.lat):
            self.lat, self.lon = other.lat, other.lon
        self.country, self.region = _join(self.country, other.country), _join(self.region, other.region)
        self.link([other.id, *other.same_as])
        self.names = {**self.names, **{n: said for n, said in other.names.items() if n not in self.names}}

    def link(self, ids: Sequence[str]) -> None:
        """Take in other ids of the entity."""
        if ids:
            self.same_as = self.same_as or {}
            self.same_as.update(dict.fromkeys(ids))

    def ordered(self) -> list[tuple[str, _Said]]:
        """Return the names, the label first: the first row of kind label, or else the first row."""
        names = list(self.names.items())
        label = next((i for i, (_, said) in enumerate(names) if said.kind == "label"), 0)
        return [names[label], *names[:label], *names[label + 1 :]]


def _join(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Return a few words and those of some more that are not among them."""
    return tuple(dict.fromkeys((*known, *more))) if known and more else known or more


def merge(rows: Iterable[NameRow], links: Mapping[str, str]) -> list[_Entity]:
    """Return one `_Entity` for each id or set of linked ids, in the order of first appearance.

    `links` maps an id to the canonical id of the same entity; ids in `same_as` that have rows of their own are
    links too.
    """
    entities: dict[str, _Entity] = {}
    shared: dict[_Said, _Said] = {}
    for row in rows:
        if row.id not in entities:
            entities[row.id] = _Entity(row.id)
        said = _Said(row.lang, row.kind, row.start, row.end, row.source)
        entities[row.id].add(row, shared.setdefault(said, said))
    pairs = list(links.items())
    pairs += [(other, entity.id) for entity in entities.values() for other in entity.same_as]
    parent: dict[str, str] = {}
    for other, canonical in pairs:
        roots = _root(parent, other), _root(parent, canonical)
        if roots[0] != roots[1]:
            parent[roots[0]] = roots[1]
    for other in [id for id in entities if id in parent]:
        root = _root(parent, other)
        if root in entities:
            entities[root].absorb(entities.pop(other))
    for other in parent:
        root = _root(parent, other)
        if root in entities:
            entities[root].link([other])
    for entity in entities.values():
        entity.same_as.pop(entity.id, None)
    return list(entities.values())


def _root(parent: Mapping[str, str], id: str) -> str:
    while id in parent:
        id = parent[id]
    return id


def compile_lexicon(
    rows: Iterable[NameRow],
    out: Path,
    *,
    name: str,
    links: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
    is_word: Callable[[str], bool] = lambda _: False,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Path:
    """Compile names tables into the folder `out`, which appears whole or not at all.

    `sources` (table → hash) goes into the manifest; `is_word` says whether a word is a personal name or an ordinary
    word, so that it is no sure name of a small town; `progress` is called with a stage, what is done and the total.
    `workers` is how many processes read the names, all cores where None is given and the names are many; what is
    written does not depend on it. Raises `InputError` for a bad row, `LexiconError` when there are no rows or `out`
    is something else.
    """
    with uncollected():
        files, facts = list_columns(merge(rows, links or {}))
        told = progress or (lambda stage, done, total: None)
        found, spellings = index_names(
            files, facts.langs, facts.types, facts.scripts, facts.countries, is_word, told, workers
        )
        files |= found
        files |= index_groups(files, len(facts.countries))
    manifest = {
        "format": FORMAT,
        "name": name,
        "readings": readings_digest(),
        "counts": {
            "entities": len(files["entity.type"]),
            "names": len(files["name.lang"]),
            "spellings": spellings,
        },
        "types": facts.types,
        "countries": facts.countries,
        "langs": facts.langs,
        "kinds": list(KINDS),
        "scripts": facts.scripts,
        "sources": facts.sources,
        "spans": facts.spans,
        "icu": _icu_version(),
        "encoder": hash_weights(),
        "sources_of": dict(sources or {}),
    }
    write_arrays(out, files, manifest)
    return out


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the numbers in the arrays of a lexicon stand for."""

    types: list[str]
    countries: list[str]
    langs: list[str]
    scripts: list[str]
    sources: list[str]
    spans: bool


def list_columns(entities: list[_Entity]) -> tuple[dict[str, NDArray[np.generic]], _Facts]:
    """Return what the tables say of entities and their names, column by column.

    Nothing else of the rows is kept: from here on a name is a few numbers and its letters.
    """
    if not entities:
        raise LexiconError("the names table has no rows; a lexicon needs at least one row with id and name")
    types, countries, regions, langs, scripts = map(_Codes, ("type", "country", "region", "lang", "script"))
    sources = _Codes("source", most=1 << 32)  # a row may have one of its own
    region_codes = np.array([regions[" ".join(e.region)] for e in entities], dtype=np.uint16)
    names: list[str] = []
    told: list[_Said] = []
    name_ends, country_ends = [0], [0]
    country_codes: list[int] = []
    for entity in entities:
        for name, said in entity.ordered():
            names.append(name)
            told.append(said)
        name_ends.append(len(names))
        country_codes.extend(countries[c] for c in entity.country)
        country_ends.append(len(country_codes))
    spans = any(said.start or said.end for said in dict.fromkeys(told))
    files: dict[str, NDArray[np.generic]] = {
        **Strings.files("entity.id", [e.id for e in entities]),
        **Strings.files("entity.same_as", [" ".join(e.same_as) for e in entities]),
        "entity.type": np.array([types[e.type] for e in entities], dtype=np.uint16),
        "entity.weight": np.array([e.weight for e in entities], dtype=np.float32),
        "entity.coordinates": np.array([(e.lat, e.lon) for e in entities], dtype=np.float32),
        "entity.country.ends": np.array(country_ends, dtype=np.uint32),
        "entity.country.codes": np.array(country_codes, dtype=np.uint16),
        "entity.region": region_codes,  # what several regions are is a word too
        **Strings.files("region", regions.known),
        "entity.name.ends": np.array(name_ends, dtype=np.uint32),
        **Strings.files("name.text", names),
        "name.entity": np.repeat(np.arange(len(entities), dtype=np.uint32), np.diff(name_ends)),
        "name.kind": np.array([KINDS.index(said.kind) for said in told], dtype=np.uint8),
        "name.script": np.array([scripts[main_script(name)] for name in names], dtype=np.uint8),
        "name.small": np.array([name.islower() for name in names], dtype=np.uint8),
        "name.lang": np.array([langs[said.lang] for said in told], dtype=np.uint16),
        "name.source": _shorten([sources[said.source] for said in told]),
        **(Strings.files("name.span", (f"{said.start}\t{said.end}" for said in told)) if spans else {}),
        **HashIndex.files("id.hash", "id.entity", *_ids(entities)),
    }
    return files, _Facts(types.known, countries.known, langs.known, scripts.known, sources.known, spans)


class _Codes(dict[str, int]):
    """Numbers for strings in the order in which they are first met."""

    def __init__(self, column: str, most: int = 1 << 16) -> None:
        self._column, self._most = column, most

    def __missing__(self, word: str) -> int:
        if len(self) == self._most:
            raise LexiconError(
                f'the column "{self._column}" of the names table holds over {self._most:,} different words; '
                "give it fewer, or leave it out"
            )
        self[word] = len(self)
        return self[word]

    @property
    def known(self) -> list[str]:
        return list(self)


def _shorten(codes: list[int]) -> NDArray[np.unsignedinteger]:
    """Return numbers in two bytes each, in four where one of them needs these."""
    return np.array(codes, dtype=np.uint16 if max(codes) < 1 << 16 else np.uint32)


def _ids(entities: list[_Entity]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    pairs = [(digest(i), number) for number, e in enumerate(entities) for i in (e.id, *e.same_as)]
    return np.array([h for h, _ in pairs], dtype=np.uint64), np.array([n for _, n in pairs], dtype=np.uint32)


def _icu_version() -> str:
    import icu

    return str(icu.ICU_VERSION)


def write_arrays(out: Path, files: Mapping[str, NDArray[np.generic]], manifest: Mapping[str, object]) -> None:
    """Write arrays and their manifest into the folder `out`, which appears whole or not at all.

    Raises `LexiconError` when that cannot be done or `out` is something else.
    """
    _check_target(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".partial", dir=out.parent))
    except OSError as error:
        raise LexiconError(f"lexicon {out} could not be written: {error.strerror or error}") from error
    try:
        partial.chmod(0o755)
        sizes = {}
        for name, array in files.items():
            path = partial / f"{name}.npy"
            np.save(path, array, allow_pickle=False)
            content = path.read_bytes()
            sizes[path.name] = {"bytes": len(content), "blake2b": hashlib.blake2b(content, digest_size=16).hexdigest()}
        text = json.dumps({**manifest, "files": sizes}, indent=1, sort_keys=True, ensure_ascii=False)
        (partial / MANIFEST).write_text(text + "\n", encoding="utf-8", errors="replace")  # names of files may be none
        old = partial.with_suffix(".old")
        if out.exists():
            out.rename(old)
        try:
            partial.rename(out)
        except OSError:
            if old.exists() and not out.exists():
                old.rename(out)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise LexiconError(f"lexicon {out} could not be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _check_target(out: Path) -> None:
    """Raise `LexiconError` unless nothing stands at `out`, or an empty folder, or a lexicon and nothing else."""
    strange = LexiconError(f"{out} exists and is no lexicon; name a new folder, nothing was written")
    try:
        found = {path.name for path in out.iterdir()}
    except FileNotFoundError:
        return  # or another builder has just moved it away
    except NotADirectoryError:
        raise strange from None
    if not found:
        return
    try:
        ours = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        known = {MANIFEST, *ours["files"]} if "readings" in ours and "format" in ours else set()
    except (OSError, ValueError, KeyError, TypeError) as error:
        if MANIFEST in found and isinstance(error, FileNotFoundError):
            told = f"{out / MANIFEST} was there and is gone: is {out} being replaced? try again, nothing was written"
            raise LexiconError(told) from None
        known = set()
    if not found <= known:
        raise strange
