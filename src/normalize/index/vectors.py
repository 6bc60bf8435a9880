"""Nearest vectors: an inverted file over vectors of bytes, cut into cells around learned centres.

The cells are those of spherical k-means (Dhillon & Modha 2001) on a sample; a search scans the cells whose centres
are nearest (Jégou et al. 2011). Every product is a sum of whole numbers below 2 ** 24, exact in float32, so cells
and answers are the same on every machine. The vectors lie cell by cell, so a cell is one run of memory.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from normalize.cores import count_cores
from normalize.encoder import LENGTH
from normalize.errors import LexiconError
from normalize.native import load_kernels

_PER_CELL = 100  # vectors in a cell, about
_MANY = 1_000_000  # vectors from which cells grow as well as their number, so that neither to choose nor to scan takes
_GROWTH = 0.6  # time in step with the vectors: this power of them is the number of cells
_SAMPLE = 16  # vectors a cell is learned from, at most
_ROUNDS = 4
_BLOCK = 16384
PROBED = 256  # cells that hold 0.98 of the nearest 50, however many cells there are: benchmarks/vectors.py
_SCANNED = 25_000  # if no more vectors than these are allowed, all of them are compared


class VectorIndex:
    """Vectors of length `LENGTH`, shape (n, dimension), numbered cell by cell: cell c is `ends[c] : ends[c + 1]`."""

    __slots__ = ("_centres", "_ends", "_vectors")

    def __init__(self, vectors: NDArray[np.int8], centres: NDArray[np.int8], ends: NDArray[np.uint32]) -> None:
        self._vectors = vectors
        self._centres, self._ends = centres, ends
        if len(ends) != len(centres) + 1 or ends[-1] != len(vectors) or bool((ends[1:] < ends[:-1]).any()):
            raise LexiconError("the index of vectors is damaged; rebuild the lexicon")

    def search(
        self,
        query: NDArray[np.int8],
        most: int,
        allowed: NDArray[np.bool_] | None = None,
        few: NDArray[np.int64] | None = None,
        probed: int = PROBED,
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the numbers of at most `most` vectors near the query, nearest first, and their cosines.

        `allowed` says of each vector whether it may be returned; `few` are the numbers of all that may, where they
        are few enough to be compared one by one; `probed` is the number of cells that are looked at.
        """
        asked = query.astype(np.float32)
        if few is not None:
            numbers = few
            found = self._vectors[few]
        elif len(self._vectors) <= _SCANNED:
            numbers = np.arange(len(self._vectors))
            found = self._vectors
        else:
            cells = nearest(self._centres.astype(np.float32) @ asked, probed)
            cells.sort()  # so that of vectors as near as each other those of lower numbers come first
            bounds = np.stack([self._ends[cells], self._ends[cells + 1]], axis=1).tolist()
            numbers = np.concatenate([np.arange(first, last) for first, last in bounds])
            found = np.concatenate([self._vectors[first:last] for first, last in bounds])
        scores = found.astype(np.float32) @ asked
        if allowed is not None:
            keep = allowed[numbers]
            numbers, scores = numbers[keep], scores[keep]
        best = nearest(scores, most)
        return numbers[best], scores[best] / np.float32(LENGTH * LENGTH)

    @staticmethod
    def build(vectors: NDArray[np.int8]) -> tuple[NDArray[np.int64], NDArray[np.int8], NDArray[np.uint32]]:
        """Return the order in which to lay the vectors, the centres and the ends of the cells."""
        count = _count_cells(len(vectors))
        step = max(1, len(vectors) // (count * _SAMPLE))
        sample = vectors[::step]
        # Spread over the sample, whatever order the names came in: multiples of the golden ratio.
        starts = (np.arange(count) * 0.6180339887498949 % 1 * len(sample)).astype(np.int64)
        centres = sample[starts]
        for _ in range(_ROUNDS if count > 1 else 0):
            centres = _middle(sample, _assign(sample, centres), centres)
        cells = _assign(vectors, centres)
        ends = np.zeros(count + 1, dtype=np.uint32)
        np.cumsum(np.bincount(cells, minlength=count), out=ends[1:])
        return np.argsort(cells, kind="stable"), centres, ends


def _count_cells(vectors: int) -> int:
    """Return into how many cells so many vectors are cut.

    >>> _count_cells(800_000), _count_cells(10_000_000)
    (8000, 39810)
    """
    few = min(vectors, _MANY)
    return max(1, int(few // _PER_CELL * (vectors / max(1, few)) ** _GROWTH))


def nearest(scores: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """Return the places of the `most` highest scores, highest first, equal ones by place."""
    places = np.arange(len(scores))
    if len(scores) > most:
        # All that tie with the last one stay in, so that an answer does not depend on the order of a partition.
        places = np.flatnonzero(scores >= np.partition(scores, len(scores) - most)[len(scores) - most])
    return places[np.lexsort((places, -scores[places]))][:most]


def _assign(vectors: NDArray[np.int8], centres: NDArray[np.int8]) -> NDArray[np.int64]:
    """Return the number of the nearest centre of each vector."""
    kernels = load_kernels()
    if kernels is not None:
        from concurrent.futures import ThreadPoolExecutor  # whoever opens a lexicon does not need it

        whole = np.ascontiguousarray(centres)
        parts = np.array_split(vectors, min(count_cores(), 1 + len(vectors) // _BLOCK))
        with ThreadPoolExecutor(len(parts)) as threads:
            found = list(threads.map(lambda part: kernels.assign(np.ascontiguousarray(part), whole), parts))
        return np.concatenate(found)
    columns = centres.T.astype(np.float32)
    found = [
        (vectors[at : at + _BLOCK].astype(np.float32) @ columns).argmax(axis=1) for at in range(0, len(vectors), _BLOCK)
    ]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _middle(vectors: NDArray[np.int8], cells: NDArray[np.int64], centres: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the middle of each cell, of length `LENGTH`; an empty cell keeps its centre."""
    order = np.argsort(cells, kind="stable")
    filled, starts = np.unique(cells[order], return_index=True)
    sums = np.add.reduceat(vectors[order], starts, axis=0, dtype=np.int64).astype(np.float64)
    lengths = np.sqrt(np.maximum((sums * sums).sum(axis=1, keepdims=True), 1.0))
    moved = centres.copy()
    moved[filled] = np.rint(np.clip(sums * (LENGTH / lengths), -127, 127)).astype(np.int8)
    return moved
