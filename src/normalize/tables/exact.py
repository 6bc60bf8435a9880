"""Names to the letter, answered column by column: no object is made for a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from normalize.errors import extra
from normalize.lexicon.store import Store
from normalize.library import Lexicon
from normalize.match.explanation import TOLD
from normalize.resolver import RESOLVED, STATUSES, UNREAD, Resolver
from normalize.tables.answers import readable

with extra("arrow", "normalize.arrow"):
    import pyarrow as pa
    import pyarrow.compute as pc

_PARTS = ("entity.id", "name.text")
_LONG = 80  # letters of a name that a sentence shows whole
# What stands in a sentence for what differs from name to name; no probability is as high as these.
_NAME, _LABEL, _NEXT, _PROBABILITY, _SECOND = "⟨name⟩", "⟨label⟩", "⟨next⟩", 11.0, 12.0
_OPEN = re.compile("|".join((_NAME, _LABEL, _NEXT, f"{_PROBABILITY:.3f}", f"{_SECOND:.3f}")))
_JOINERS = "\u200c\u200d"  # what keeps letters apart or joins them
_PIECES = 6  # of a sentence, around these


@lru_cache(maxsize=4)
def open_exact(lexicon: Lexicon) -> Exact | None:
    """Return the exact names of a lexicon as columns; None where each name has to be asked for by itself."""
    resolver = lexicon.resolver
    fits = all(int(resolver.store.arrays[f"{part}.ends"][-1]) < 1 << 31 for part in _PARTS)
    return Exact(resolver) if fits and resolver.decides_exact else None


class Exact:
    """The exact names of one lexicon as columns; what each sentence says is what the resolver explains."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver, self._store = resolver, resolver.store
        self._ids, self._names = (_strings(self._store, part) for part in _PARTS)
        self._sentences: dict[int, Sequence[str | None]] = {}

    def find(self, names: pa.LargeStringArray) -> NDArray[np.void]:
        """Return for each name who is meant by it as a name to the letter, as `Resolver.decide_exact` does."""
        _, ends, text = names.buffers()
        offsets = np.frombuffer(ends, dtype=np.int64)[names.offset : names.offset + len(names) + 1]
        letters = np.frombuffer(text or b"", dtype=np.uint8)
        found = self._resolver.decide_exact(letters, offsets)
        unread = np.flatnonzero(found["status"] == UNREAD)
        # Other letters than European ones are cleaned one by one; a sentence has to show the name as it is.
        asked = [name if name and _is_shown(name) else "" for name in names.take(pa.array(unread)).to_pylist()]
        found[unread] = self._resolver.decide_cleaned(asked)
        return found

    def write(
        self, names: pa.LargeStringArray, found: NDArray[np.void], kind: pa.StructType, explained: bool
    ) -> pa.StructArray:
        """Return the answers for names of which `find` has told all; `kind` says which columns they have."""
        resolved = pa.array(found["status"] == RESOLVED)
        ids = self._ids.take(pa.array(found["entity"]))
        labels = self._label(found["entity"], np.full(len(names), True))
        columns = {
            "id": pc.if_else(resolved, ids, None),
            "label": pc.if_else(resolved, labels, None),
            "status": pa.array(STATUSES, pa.string()).take(pa.array(found["status"])),
            "probability": pa.array(found["probability"]),
            "margin": pa.array(found["probability"] - found["second"]),
            "why": self._explain(names, found, labels) if explained else pa.nulls(len(names), pa.string()),
        }
        return pa.StructArray.from_arrays([columns[field.name] for field in kind], fields=list(kind))

    def _label(self, entities: NDArray[np.int64], there: NDArray[np.bool_]) -> pa.StringArray:
        return self._names.take(pa.array(self._store.name_ends[entities], mask=~there))

    def _explain(self, names: pa.LargeStringArray, found: NDArray[np.void], labels: pa.StringArray) -> pa.StringArray:
        store, told = self._store, found["second"] >= TOLD
        own = store.name_kind[found["name"]].astype(np.int64) << 16 | store.name_lang[found["name"]]
        kinds = (found["status"] << 1 | told) << 32 | own
        encoded = pa.array(kinds).dictionary_encode()
        of, first = encoded.indices.to_numpy(), np.empty(len(encoded.dictionary), dtype=np.int64)
        first[of[::-1]] = np.arange(len(of))[::-1]
        examples = zip(encoded.dictionary.to_pylist(), names.take(pa.array(first)).to_pylist(), strict=True)
        sentences = [self._tell(code, name) for code, name in examples]
        pieces = [pa.array([one[n] for one in sentences], pa.string()).take(encoded.indices) for n in range(_PIECES)]
        nexts = self._label(found["next"], told)
        second = pc.if_else(pa.array(told), _write_out(found["second"]), None)
        values = _drop_joiners(names), labels, _write_out(found["probability"]), nexts, second
        parts = [part for pair in zip(pieces, values, strict=False) for part in pair]
        why = pc.binary_join_element_wise(*parts, pieces[-1], "", null_handling="skip")
        plain = all(pc.all(pc.utf8_is_printable(column)).as_py() in (True, None) for column in (labels, nexts))
        return why if plain else pa.array(map(readable, why.to_pylist()), pa.string())

    def _tell(self, code: int, name: str) -> Sequence[str | None]:
        """Return what is said of names like one, of its kind, language and status: the pieces around what differs."""
        if code not in self._sentences:
            reasons = self._resolver.resolve(name).explain()
            is_told = reasons.runner_up_probability is not None and reasons.runner_up_probability >= TOLD
            open_ = replace(reasons, name=_NAME, label=_LABEL, probability=_PROBABILITY)
            if is_told:
                open_ = replace(open_, runner_up=_NEXT, runner_up_probability=_SECOND)
            pieces = _OPEN.split(str(open_))
            self._sentences[code] = *pieces, *[None] * (_PIECES - len(pieces))
        return self._sentences[code]


def _is_shown(name: str) -> bool:
    """Return whether a sentence shows a name as it is, but for joiners."""
    text = name if name.isprintable() else name.translate(dict.fromkeys(map(ord, _JOINERS)))
    return len(text) <= _LONG and text.isprintable() and " ".join(text.split()) == text


def _drop_joiners(names: pa.LargeStringArray) -> pa.StringArray:
    """Return names without what joins letters or keeps them apart, which a sentence does not show."""
    letters = bytes(names.buffers()[2] or b"")
    for joiner in _JOINERS:
        if joiner.encode() in letters:
            names = pc.replace_substring(names, joiner, "")
    return names.cast(pa.string())


def _write_out(values: NDArray[np.float64]) -> pa.StringArray:
    """Return probabilities as sentences show them."""
    encoded = pa.array(values).dictionary_encode()
    return pa.array([f"{value:.3f}" for value in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)


def _strings(store: Store, part: str) -> pa.StringArray:
    """Return the strings of a part of a lexicon, where they lie."""
    text, ends = store.arrays[f"{part}.text"], store.arrays[f"{part}.ends"]
    return pa.StringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends), pa.py_buffer(text))
