"""Names that sound alike: an inverted file over the grams of sound keys, weighted by rarity.

A key is cut into runs of four sounds, word edges included ("|HLI", "HLIB", …), and its skeleton into runs of
three. The score of a key is the weighted Dice coefficient: twice the inverse document frequency that query and
key share, over the sum of what each holds (Spärck Jones 1972; Dice 1945).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from normalize.sounds import ALPHABET, skeleton

_SOUNDS = len(ALPHABET)
_CODES = np.zeros(256, dtype=np.int64)
for _position, _sound in enumerate(ALPHABET):
    _CODES[ord(_sound)] = _position
GRAMS = _SOUNDS**4 + _SOUNDS**3  # runs of four of the key, then runs of three of the skeleton
# A gram in more than this share of all keys tells little and costs most of the time.
_COMMON = 0.02
_MOST_COMMON_KEPT = 2000  # but in a small lexicon nothing is too common


def grams(keys: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return two arrays, the position of a key in `keys` and one of its grams, each pair once."""
    whole = _windows([f"|{'|'.join(k.split())}|" for k in keys], 4)
    bones = _windows([f"|{skeleton(k)}|" for k in keys], 3)
    owner = np.concatenate((whole[0], bones[0]))
    gram = np.concatenate((whole[1], bones[1] + _SOUNDS**4))
    pairs = np.sort(owner * GRAMS + gram)
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return pairs // GRAMS, pairs % GRAMS


def _windows(strings: list[str], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    lengths = np.fromiter((len(s) for s in strings), dtype=np.int64, count=len(strings))
    codes = _CODES[np.frombuffer("".join(strings).encode("ascii"), dtype=np.uint8)]
    if len(codes) < size:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    value = np.zeros(len(codes) - size + 1, dtype=np.int64)
    for step in range(size):
        value = value * _SOUNDS + codes[step : len(codes) - size + 1 + step]
    owner = np.repeat(np.arange(len(strings)), lengths)
    inside = owner[: len(value)] == owner[size - 1 :]
    return owner[: len(value)][inside], value[inside]


class SoundIndex:
    """Keys by the grams they share with a query."""

    __slots__ = ("_ends", "_idf", "_keys", "_norms", "_postings")

    def __init__(
        self,
        ends: NDArray[np.uint32],
        postings: NDArray[np.uint32],
        idf: NDArray[np.float32],
        norms: NDArray[np.float32],
    ) -> None:
        self._ends, self._postings, self._idf, self._norms = ends, postings, idf, norms
        self._keys = len(norms)

    def score(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """Return the score (0 to 1) of every key for the best of some sound keys."""
        best = np.zeros(self._keys, dtype=np.float32)
        distinct = list(dict.fromkeys(queries))
        owners, found = grams(distinct)
        for query in range(len(distinct)):
            np.maximum(best, self._score(found[owners == query]), out=best)
        return best

    def _score(self, query: NDArray[np.int64]) -> NDArray[np.float32]:
        starts, ends = self._ends[query].astype(np.int64), self._ends[query + 1].astype(np.int64)
        sizes, idf = ends - starts, self._idf[query]
        norm = float(idf.sum())
        used = (sizes > 0) & (sizes <= max(_MOST_COMMON_KEPT, int(_COMMON * self._keys)))
        if not used.any():
            used = sizes > 0
        if not used.any():
            return np.zeros(self._keys, dtype=np.float32)
        lists = [self._postings[s:e] for s, e in zip(starts[used], ends[used], strict=True)]
        weights = np.repeat(idf[used], sizes[used])
        shared = np.bincount(np.concatenate(lists), weights=weights, minlength=self._keys)
        return (2 * shared / (self._norms + norm)).astype(np.float32)

    @staticmethod
    def best(scores: NDArray[np.float32], most: int) -> NDArray[np.int64]:
        """Return the numbers of the `most` best keys, best first, equal ones by number; none that scores 0."""
        hits = np.flatnonzero(scores > 0)
        if len(hits) > most:
            # All that tie with the last one stay in, so that an answer does not depend on the order of a partition.
            least = np.partition(scores[hits], len(hits) - most)[len(hits) - most]
            hits = hits[scores[hits] >= least]
        return hits[np.lexsort((hits, -scores[hits]))][:most]

    @staticmethod
    def build(keys: Sequence[str]) -> dict[str, NDArray[np.generic]]:
        """Return the arrays of an index over distinct sound keys, by the names of the constructor's arguments."""
        owner, gram = grams(keys)
        order = np.argsort(gram, kind="stable")
        counts = np.bincount(gram, minlength=GRAMS)
        ends = np.zeros(GRAMS + 1, dtype=np.uint32)
        np.cumsum(counts, out=ends[1:])
        idf = np.log((len(keys) + 1) / (counts + 0.5)).astype(np.float32)
        norms = np.bincount(owner, weights=idf[gram], minlength=len(keys)).astype(np.float32)
        return {"ends": ends, "postings": owner[order].astype(np.uint32), "idf": idf, "norms": norms}
