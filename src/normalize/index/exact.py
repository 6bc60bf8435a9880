"""Exact look-up: sorted 64-bit hashes beside the number of what was hashed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from normalize.lexicon.store import digest
from normalize.native import load_kernels


def digests(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Return the hash of each of some strings, none of which holds half a character."""
    kernels = load_kernels()
    if kernels is not None:
        hashed: NDArray[np.uint64] = kernels.digests(texts)
        return hashed
    return np.fromiter(map(digest, texts), dtype=np.uint64, count=len(texts))


class HashIndex:
    """Numbers by string; a hash may be shared, so the caller compares the strings themselves."""

    __slots__ = ("_compiled", "_hashes", "_numbers")

    def __init__(self, hashes: NDArray[np.uint64], numbers: NDArray[np.uint32]) -> None:
        self._hashes, self._numbers = hashes, numbers
        kernels = load_kernels()
        self._compiled = kernels.Hashes(hashes, numbers) if kernels else None

    @property
    def arrays(self) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
        """The hashes, ascending, and the number of each."""
        return self._hashes, self._numbers

    def find(self, text: str) -> list[int]:
        """Return the numbers stored under the hash of `text`, ascending."""
        found: list[int]
        if self._compiled is not None:
            found = self._compiled.find(text)
        else:
            wanted = np.uint64(digest(text))
            first, last = (np.searchsorted(self._hashes, wanted, side) for side in ("left", "right"))
            found = self._numbers[first:last].tolist()
        return found

    def hold(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """Return of each text whether something is stored under its hash."""
        wanted = digests(texts)
        at = np.minimum(np.searchsorted(self._hashes, wanted), max(len(self._hashes) - 1, 0))
        return np.asarray(self._hashes[at] == wanted) if len(self._hashes) else np.zeros(len(texts), dtype=bool)

    @staticmethod
    def files(
        hash_part: str, number_part: str, hashes: NDArray[np.uint64], numbers: NDArray[np.uint32]
    ) -> dict[str, NDArray[np.generic]]:
        """Return the two arrays that a `HashIndex` is made of by the names of their parts."""
        order = np.lexsort((numbers, hashes))
        return {hash_part: hashes[order], number_part: numbers[order]}
