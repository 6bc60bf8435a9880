"""The encoder: a name as a short vector, near the vectors of other spellings of the same name.

A name is the bag of its character n-grams: those of its first readings, and for other scripts than Latin those of
the original letters too. Each n-gram of the vocabulary has a row of weights; the vector is their sum, scaled to one
length. The weights are learned from names of one entity (`normalize.training.encoder`; `weights/CARD.md` says from
which). All sums are of whole numbers, so a vector is the same on every machine and in every batch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.errors import InputError

# Exact key and plain readings, best first: what a form has, and what a compiled lexicon keeps of an alias.
Spelling = tuple[str, Sequence[str]]

READINGS = 3  # more readings cost time and bring nothing
LENGTH = 254  # of a vector: its numbers are bytes, and one beyond half the length is cut
ROMAN_SIZES = (1, 2, 3, 4)
ORIGINAL_SIZES = (1, 2, 3)
WEIGHTS = Path(__file__).with_name("weights") / "encoder.npy"
VOCABULARY = WEIGHTS.with_name("vocabulary.npy")
DIGEST = WEIGHTS.with_name("digest.txt")  # of the weights whole, and of the part of them that is looked at on opening
WHOLE = 6  # what the readings of a name weigh together: divisible by 1, 2 and 3
# Names at a time: so that all of it stays in the processor's cache.
_CUT = 256
_SUM = 4  # small enough for one thread: larger products wait for OpenBLAS's others, on a busy machine for long
_DEVIATIONS = 6
_PARTS, _PART = 64, 4096  # places and bytes of each file that are looked at on opening

# FNV-1a's prime, the golden ratio of Fibonacci hashing and two odd constants of Steele and Vigna's mixers.
_PRIME = np.uint64(0x100000001B3)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_OF_SIZE = 0xD6E8FEB86659FD93
_OF_ORIGINAL = 0x517CC1B727220A95
_WRAP = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Grams:
    """The n-grams of many names: hashes and weights in one run, name i's from `starts[i]` to `starts[i + 1]`."""

    hashes: NDArray[np.uint64]
    weights: NDArray[np.float32]
    starts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoder:
    """Learned weights: hashes of the known n-grams, ascending, and a row of bytes for each, shape (n, dimension)."""

    vocabulary: NDArray[np.uint64]
    rows: NDArray[np.int8]

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self.rows.shape[1])

    def encode(self, spellings: Sequence[Spelling]) -> NDArray[np.int8]:
        """Return one vector for each spelling, a pair of exact key and plain readings; shape (spellings, dimension).

        The vectors have the length `LENGTH`, so two names are as alike as their dot product over its square says
        (the cosine). A name without a known n-gram gets a vector of zeros. A vector does not depend on the others.

        >>> spellings = ("hlybokaye", ("hlybokaye",)), ("глыбокае", ("hlybokaye", "hlybokaje")), ("minsk", ("minsk",))
        >>> here, there, other = load_encoder().encode(spellings).astype(int) / LENGTH
        >>> bool(here @ there > 0.7 > 0.4 > here @ other)
        True
        """
        vectors = np.empty((len(spellings), self.dimension), dtype=np.int8)
        for start in range(0, len(spellings), _CUT):
            grams = cut(spellings[start : start + _CUT])
            rows = np.minimum(np.searchsorted(self.vocabulary, grams.hashes), len(self.vocabulary) - 1)
            known = self.vocabulary[rows] == grams.hashes
            starts = np.concatenate(([0], np.cumsum(known)))[grams.starts]
            rows, weights = rows[known], grams.weights[known]
            for first in range(0, len(starts) - 1, _SUM):
                part = starts[first : first + _SUM + 1]
                sums = self._sum(rows, weights, part).astype(np.float64)
                lengths = np.sqrt(np.maximum((sums * sums).sum(axis=1, keepdims=True), 1.0))
                at = start + first
                vectors[at : at + len(part) - 1] = np.rint(np.clip(sums * (LENGTH / lengths), -127, 127))
        return vectors

    def _sum(
        self, rows: NDArray[np.int64], weights: NDArray[np.float32], starts: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the weighted sums of rows of a few names as one matrix product.

        All are whole numbers below 2 ** 24, exact in float32: no order of summing changes a vector.
        """
        run = slice(starts[0], starts[-1])
        shares = np.zeros((len(starts) - 1, starts[-1] - starts[0]), dtype=np.float32)
        shares[np.repeat(np.arange(len(starts) - 1), np.diff(starts)), np.arange(shares.shape[1])] = weights[run]
        product: NDArray[np.float32] = shares @ self.rows[rows[run]].astype(np.float32)
        return product


@cache
def load_encoder(folder: Path = WEIGHTS.parent) -> Encoder:
    """Return the encoder whose weights are in a folder, mapped into memory; raises InputError if they do not fit."""
    paths = [folder / path.name for path in (VOCABULARY, WEIGHTS)]
    try:
        vocabulary, rows = (np.asarray(np.load(path, mmap_mode="r", allow_pickle=False)) for path in paths)
    except FileNotFoundError as error:
        raise InputError(f"no encoder weights: {error.filename} is not there; `make train` makes it") from None
    except (ValueError, EOFError) as error:
        raise InputError(f"encoder weights in {folder} are damaged: {error}") from error
    if rows.ndim != 2 or rows.dtype != np.int8 or vocabulary.dtype != np.uint64 or len(vocabulary) != len(rows):
        raise InputError(
            f"encoder weights in {folder} are {rows.dtype}{rows.shape} for {vocabulary.dtype}{vocabulary.shape}, "
            "expected int8(n, any) for uint64(n,); train them with this version"
        )
    return Encoder(vocabulary, rows)


def quantise(vocabulary: NDArray[np.uint64], table: NDArray[np.float32]) -> Encoder:
    """Return the encoder of a table of float weights, shape (n, dimension), at one byte a number.

    One scale serves all rows, as a vector's length is the same in any case; the few numbers beyond it are cut.
    """
    most = float(np.sqrt(np.square(table[np.abs(table).max(axis=1) > 0]).mean())) * _DEVIATIONS
    order = np.argsort(vocabulary)
    rows = np.rint(np.clip(table[order] * (127 / most), -127, 127)).astype(np.int8)
    return Encoder(vocabulary[order], rows)


def save_encoder(encoder: Encoder, folder: Path) -> None:
    """Write the weights as two plain .npy files, and beside them their digests."""
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / VOCABULARY.name, encoder.vocabulary, allow_pickle=False)
    np.save(folder / WEIGHTS.name, encoder.rows, allow_pickle=False)
    (folder / DIGEST.name).write_text(f"{hash_weights(folder)} {_hash_parts(folder)}\n", encoding="ascii")


@cache
def encoder_digest(folder: Path = WEIGHTS.parent) -> str:
    """Return the hash of the weights that was recorded with them; a lexicon records the one that made its vectors.

    Reading all of the weights takes as long as a name does, so the record is believed where the size of the files
    and parts from all over them are those recorded: weights that were trained anew differ everywhere. Otherwise, and
    where nothing was recorded, the weights are hashed. `normalize doctor` hashes them in any case.
    """
    try:
        whole, parts = (folder / DIGEST.name).read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return hash_weights(folder)
    return whole if parts == _hash_parts(folder) else hash_weights(folder)


def hash_weights(folder: Path = WEIGHTS.parent) -> str:
    """Return a hash of all of the weights."""
    total = hashlib.blake2b(digest_size=8)
    for path in (VOCABULARY, WEIGHTS):
        total.update((folder / path.name).read_bytes())
    return total.hexdigest()


def _hash_parts(folder: Path) -> str:
    total = hashlib.blake2b(digest_size=8)
    for path in (VOCABULARY, WEIGHTS):
        with (folder / path.name).open("rb", buffering=0) as stream:
            size = stream.seek(0, 2)
            total.update(size.to_bytes(8, "little"))
            for part in range(_PARTS):
                stream.seek(part * max(size - _PART, 0) // (_PARTS - 1))
                total.update(stream.read(_PART))
    return total.hexdigest()


def cut(spellings: Sequence[Spelling]) -> Grams:
    """Return the hashed n-grams of names: of their first readings and, unless all is Latin, of their keys.

    Words stand between spaces, so that an n-gram tells its place at a word's edge; none reaches over a space.
    The readings of a name weigh one together, its original letters another.

    >>> grams = cut([("oz", ["oz"])])  # o, z, " o", oz, "z ", " oz", "oz ", " oz "
    >>> len(grams.hashes), grams.starts.tolist()
    (8, [0, 8])
    """
    texts: list[str] = []
    original: list[bool] = []
    owners: list[int] = []
    shares: list[int] = []
    for owner, (key, romans) in enumerate(spellings):
        read = romans[:READINGS]
        for roman in read:
            texts.append(f" {roman} ")
            original.append(False)
            owners.append(owner)
            shares.append(WHOLE // len(read))
        if key and (not read or is_foreign(key)):
            texts.append(f" {key} ")
            original.append(True)
            owners.append(owner)
            shares.append(WHOLE)
    return _hash(
        texts,
        np.array(original, dtype=bool),
        np.array(owners, dtype=np.int64),
        np.array(shares, dtype=np.float32),
        len(spellings),
    )


def is_foreign(key: str) -> bool:
    """Return whether a key has letters beyond those of European Latin alphabets, which readings say too little of.

    >>> is_foreign("глыбокае"), is_foreign("głębokie")
    (True, False)
    """
    return not key.isascii() and any(letter > "\u024f" and letter.isalpha() for letter in key)


def _hash(
    texts: Sequence[str],
    original: NDArray[np.bool_],
    owners: NDArray[np.int64],
    shares: NDArray[np.float32],
    count: int,
) -> Grams:
    """Hash all n-grams of all texts at once: the hash of n letters is made from that of n - 1."""
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    text = np.repeat(np.arange(len(texts)), np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)))
    hashes: list[NDArray[np.uint64]] = [np.zeros(0, dtype=np.uint64)]
    found: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    for size, at, mixed in _roll(letters, text):
        allowed = np.array([size in ROMAN_SIZES, size in ORIGINAL_SIZES])[original[text[at]].astype(np.int8)]
        at, mixed = at[allowed], mixed[allowed]
        salt = np.array([_OF_SIZE * size & _WRAP, (_OF_SIZE * size + _OF_ORIGINAL) & _WRAP], dtype=np.uint64)
        mixed = mixed + salt[original[text[at]].astype(np.int8)]
        mixed ^= mixed >> np.uint64(32)
        mixed *= _GOLDEN
        mixed ^= mixed >> np.uint64(29)
        mixed *= _GOLDEN
        hashes.append(mixed)
        found.append(text[at])
    of_text = np.concatenate(found)
    order = np.argsort(owners[of_text], kind="stable")
    starts = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(owners[of_text], minlength=count), out=starts[1:])
    return Grams(np.concatenate(hashes)[order], shares[of_text[order]], starts)


def _roll(
    letters: NDArray[np.uint32], text: NDArray[np.int64]
) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.uint64]]]:
    """Yield for each size the places of the n-grams that stay inside one word, and the hash of each."""
    spaces = letters == ord(" ")
    codes = letters.astype(np.uint64) + np.uint64(1)
    rolled = np.zeros(len(letters), dtype=np.uint64)
    inside = np.ones(len(letters), dtype=bool)
    for size in range(1, max(*ROMAN_SIZES, *ORIGINAL_SIZES) + 1):
        places = len(letters) - size + 1
        if places <= 0:
            return
        rolled = rolled[:places] * _PRIME + codes[size - 1 :]
        rolled ^= rolled >> np.uint64(29)
        good = text[:places] == text[size - 1 :]
        if size == 1:
            good &= ~spaces
        elif size == 2:
            good &= ~(spaces[:places] & spaces[1:])
        else:
            inside = inside[:places] & ~spaces[size - 2 : size - 2 + places]
            good &= inside
        at = np.flatnonzero(good)
        yield size, at, rolled[at]
