"""Names that one entity alone bears to the letter, answered column by column: no object is made for a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from normalize.errors import extra
from normalize.lexicon.store import Store
from normalize.library import Lexicon
from normalize.resolver import Resolver
from normalize.tables.answers import readable

with extra("arrow", "normalize.arrow"):
    import pyarrow as pa
    import pyarrow.compute as pc

_PARTS = ("entity.id", "name.text")
_LONG = 80  # letters of a name that a sentence shows whole
_NAME, _LABEL = "⟨name⟩", "⟨label⟩"  # where these stand in a sentence


@lru_cache(maxsize=4)
def open_exact(lexicon: Lexicon) -> Exact | None:
    """Return the exact names of a lexicon as columns; None where each name has to be asked for by itself."""
    resolver = lexicon.resolver
    fits = all(int(resolver.store.arrays[f"{part}.ends"][-1]) < 1 << 31 for part in _PARTS)
    return Exact(resolver) if fits and resolver.answers_soles else None


class Exact:
    """The exact names of one lexicon as columns; what each sentence says is what the resolver explains."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver, self._store = resolver, resolver.store
        self._ids, self._names = (_strings(self._store, part) for part in _PARTS)
        self._sentences: dict[int, tuple[str, ...]] = {}

    def find(self, names: pa.LargeStringArray) -> NDArray[np.int64]:
        """Return for each name the entity that alone bears it to the letter and the name's number; -1 for others."""
        _, ends, text = names.buffers()
        offsets = np.frombuffer(ends, dtype=np.int64)[names.offset : names.offset + len(names) + 1]
        letters = np.frombuffer(text or b"", dtype=np.uint8)
        found = self._resolver.find_soles(letters, offsets)
        rest = np.flatnonzero(found[:, 0] < 0)
        # Other letters than European ones are cleaned one by one; a sentence has to show the name as it is.
        for at, name in zip(rest.tolist(), names.take(pa.array(rest)).to_pylist(), strict=True):
            if name and len(name) <= _LONG and name.isprintable() and " ".join(name.split()) == name:
                found[at] = self._resolver.find_sole(name)
        return found

    def write(
        self, names: pa.LargeStringArray, found: NDArray[np.int64], kind: pa.StructType, explained: bool
    ) -> pa.StructArray:
        """Return the answers for names of which `find` has told all; `kind` says which columns they have."""
        entities, own = found[:, 0], found[:, 1]
        decided = self._resolver.sole
        labels = self._names.take(pa.array(self._store.name_ends[entities]))
        columns = {
            "id": self._ids.take(pa.array(entities)),
            "label": labels,
            "status": pa.repeat(decided.status, len(names)),
            "probability": pa.repeat(decided.probabilities[0], len(names)),
            "margin": pa.repeat(decided.margin, len(names)),
            "why": self._explain(names, own, labels) if explained else pa.nulls(len(names), pa.string()),
        }
        return pa.StructArray.from_arrays([columns[field.name] for field in kind], fields=list(kind))

    def _explain(self, names: pa.LargeStringArray, own: NDArray[np.int64], labels: pa.StringArray) -> pa.StringArray:
        store = self._store
        kinds = store.name_kind[own].astype(np.int64) << 16 | store.name_lang[own]
        codes, first, of = np.unique(kinds, return_index=True, return_inverse=True)
        told = [self._tell(code, names[at].as_py()) for code, at in zip(codes.tolist(), first.tolist(), strict=True)]
        parts = [pa.array([one[part] for one in told], pa.string()).take(pa.array(of)) for part in range(3)]
        why = pc.binary_join_element_wise(parts[0], names.cast(pa.string()), parts[1], labels, parts[2], "")
        plain = pc.utf8_is_printable(labels)
        return why if pc.all(plain).as_py() else pa.array(map(readable, why.to_pylist()), pa.string())

    def _tell(self, code: int, name: str) -> Sequence[str]:
        """Return what is said of names like one, of its kind and language: before it, behind it, behind the label."""
        if code not in self._sentences:
            reasons = self._resolver.resolve(name).explain()
            before, rest = str(replace(reasons, name=_NAME, label=_LABEL)).split(_NAME)
            self._sentences[code] = before, *rest.split(_LABEL)
        return self._sentences[code]


def _strings(store: Store, part: str) -> pa.StringArray:
    """Return the strings of a part of a lexicon, where they lie."""
    text, ends = store.arrays[f"{part}.text"], store.arrays[f"{part}.ends"]
    return pa.StringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends), pa.py_buffer(text))
