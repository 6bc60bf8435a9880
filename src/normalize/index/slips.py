"""Spellings that a slip or two of the hand lead to, found by what is left when letters are left out.

Of two strings that are two slips apart the same is left when up to two letters of each are left out; for the first
letters alone this holds too (symmetric deletion, Garbe 2012). So what is left of the first letters of a reading is
kept, and whatever leads to the same remains is looked at: of the first reading of spellings that are spelt out, which
is all that a slip shows in, and only of 4 to 12 letters; of longer ones the vectors see enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from normalize.errors import LexiconError

FEWEST, MOST = 4, 12  # letters of a reading that is kept
_PREFIX = 7  # letters from the first on of which some are left out
_LONG = 6  # letters from which two slips still leave a name
_FILLED = 4  # remains in a bucket
_MIXER = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ / the golden ratio: spreads numbers that are alike (Knuth 1973)


def count_allowed(one: str, other: str) -> int:
    """Return how many slips two readings may be apart to be looked at: two where both are long enough, else one."""
    return 2 if min(len(one), len(other)) >= _LONG else 1


class SlipIndex:
    """Numbers of spellings, bucket by bucket of what is left of their first readings; see `files`."""

    __slots__ = ("_bits", "_ends", "_numbers")

    def __init__(self, ends: NDArray[np.uint32], numbers: NDArray[np.uint32]) -> None:
        self._ends, self._numbers = ends, numbers
        self._bits = (len(ends) - 1).bit_length() - 1
        if self._bits < 1 or len(ends) != (1 << self._bits) + 1 or int(ends[-1]) != len(numbers):
            raise LexiconError("the index of slips is damaged; rebuild the lexicon")

    def find(self, reading: str) -> NDArray[np.int64]:
        """Return the spellings whose first reading may be a slip or two from one without spaces, ascending."""
        if not FEWEST - 1 <= len(reading) <= MOST + 2:
            return np.zeros(0, dtype=np.int64)
        letters = np.frombuffer(reading[:_PREFIX].encode("ascii"), dtype=np.uint8)[None]
        remains = np.concatenate([_pack(letters, gone) for gone in _leave_out(len(letters[0]), 2)])
        buckets = _spread(np.unique(remains), self._bits).tolist()
        found = [self._numbers[self._ends[bucket] : self._ends[bucket + 1]] for bucket in buckets]
        return np.unique(np.concatenate(found)).astype(np.int64)

    @staticmethod
    def files(readings: Sequence[str], numbers: NDArray[np.uint32]) -> dict[str, NDArray[np.generic]]:
        """Return the arrays of the index of some readings without spaces; `numbers` are those of their spellings.

        Readings of fewer than `FEWEST` and more than `MOST` letters are left out.
        """
        lengths = np.fromiter(map(len, readings), dtype=np.int64, count=len(readings))
        parts = []  # readings of one length, and the choices of letters that are left out of them
        for length in range(FEWEST, _PREFIX + 1):
            own = np.flatnonzero((lengths == length) if length < _PREFIX else (lengths >= length) & (lengths <= MOST))
            parts.append((length, own, _leave_out(length, 2 if length >= _LONG else 1)))
        count = sum(len(own) * len(choices) for _, own, choices in parts)
        bits = max(1, (count // _FILLED).bit_length())
        kept = np.empty(count, dtype=np.uint64)  # bucket and number
        at = 0
        for length, own, choices in parts:
            text = "".join(readings[i][:length] for i in own.tolist())
            letters = np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(-1, length)
            for gone in choices:
                buckets = _spread(_pack(letters, gone), bits).astype(np.uint64)
                kept[at : at + len(own)] = buckets << np.uint64(32) | numbers[own]
                at += len(own)
        kept.sort()
        first = np.ones(count, dtype=np.bool_)
        np.not_equal(kept[1:], kept[:-1], out=first[1:])  # a double letter leaves the same twice
        kept = kept[first]
        found = kept.astype(np.uint32)
        kept >>= np.uint64(32)  # in place, as there may be hundreds of millions
        ends = np.zeros((1 << bits) + 1, dtype=np.uint32)
        np.cumsum(np.bincount(kept.view(np.int64), minlength=1 << bits), out=ends[1:])
        return {"slip.ends": ends, "slip.spelling": found}


def rank_slips(query: str, readings: Sequence[str]) -> list[int]:
    """Return the places of the readings that are a slip or two from a query, the nearest first."""
    apart = [(OSA.distance(query, reading, score_cutoff=2), place) for place, reading in enumerate(readings) if reading]
    return [place for slips, place in sorted(apart) if slips <= count_allowed(query, readings[place])]


def _leave_out(length: int, most: int) -> list[tuple[int, ...]]:
    """Return every choice of up to `most` of so many places."""
    return [gone for count in range(most + 1) for gone in combinations(range(length), count) if count < length]


def _pack(letters: NDArray[np.uint8], gone: tuple[int, ...]) -> NDArray[np.uint64]:
    """Return each row of letters without those at some places as a number, a byte a letter."""
    packed = np.zeros(len(letters), dtype=np.uint64)
    for place in range(letters.shape[1]):
        if place not in gone:
            packed = packed << np.uint64(8) | letters[:, place].astype(np.uint64)
    return packed


def _spread(remains: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """Return the bucket of each of some remains."""
    with np.errstate(over="ignore"):
        return ((remains * _MIXER) >> np.uint64(64 - bits)).astype(np.int64)
