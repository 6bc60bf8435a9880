"""Exact look-up: sorted 64-bit hashes beside the number of what was hashed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from normalize.lexicon.store import digest
from normalize.native import load_kernels


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

    @staticmethod
    def files(
        hash_part: str, number_part: str, hashes: NDArray[np.uint64], numbers: NDArray[np.uint32]
    ) -> dict[str, NDArray[np.generic]]:
        """Return the two arrays that a `HashIndex` is made of by the names of their parts."""
        order = np.lexsort((numbers, hashes))
        return {hash_part: hashes[order], number_part: numbers[order]}
