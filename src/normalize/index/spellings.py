"""The spellings of a lexicon: every way of writing a name or a word of one, with its readings and its vector.

Names of several entities may share a spelling, and a word of a longer name is a spelling too, so that a name is
found by itself and by its words. Spellings are numbered as their vectors lie in the `VectorIndex`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from normalize.encoder import Spelling, is_foreign, load_encoder
from normalize.index.exact import HashIndex, digests
from normalize.index.slips import SlipIndex
from normalize.index.vectors import VectorIndex
from normalize.lexicon.store import Arrays, Strings
from normalize.native import load_kernels
from normalize.text import ALPHABETS, main_script

_ENCODED = 20_000  # spellings between two calls of `progress`
_HOLDERS = 3000  # names with one word that are looked at
_APART = "|"  # between the readings of a spelling, which are letters, digits and spaces


def words_of(spelling: Spelling) -> list[Spelling]:
    """Return the words of a spelling, each with its share of the key and of all readings that have as many words.

    >>> words_of(("мікалай статкевіч", ("mikalai statkevich", "mikalaj statkievic")))[1]
    ('статкевіч', ('statkevich', 'statkievic'))
    """
    key, romans = spelling
    if not romans:
        return []
    size = len(romans[0].split())
    if size == 1:
        return [spelling]
    read = [parts for parts in (roman.split() for roman in romans) if len(parts) == size]
    keys = key.split()
    keys = keys if len(keys) == size else [""] * size
    return [(keys[i], tuple(dict.fromkeys(parts[i] for parts in read))) for i in range(size)]


def simplify(spelling: Spelling) -> Spelling:
    """Return a spelling without a key that its readings say all about: accents make no other spelling."""
    key, romans = spelling
    return (key if not romans or is_foreign(key) else "", tuple(romans))


class Spellings:
    """The spellings of one compiled lexicon; safe to share between threads."""

    __slots__ = ("_acronyms", "_holders", "_holders_ends", "_names", "_names_ends", "_of_name", "_romans", "_same",
                 "_words", "_words_ends", "index", "rarity", "slips", "vectors")  # fmt: skip

    def __init__(self, arrays: Arrays) -> None:
        self.vectors: NDArray[np.int8] = arrays["spelling.vector"]  # type: ignore[assignment]
        self.index = VectorIndex(self.vectors, arrays["cell.centre"], arrays["cell.ends"])  # type: ignore[arg-type]
        self.rarity: NDArray[np.float32] = arrays["spelling.rarity"]  # type: ignore[assignment]
        self._romans = arrays.strings("spelling.reading")
        self._names, self._names_ends = arrays["spelling.name"], arrays["spelling.name.ends"]
        self._acronyms = arrays["spelling.name.acronym"]
        self._of_name: NDArray[np.uint32] | None = None
        self._words, self._words_ends = arrays["spelling.word"], arrays["spelling.word.ends"]
        self._holders, self._holders_ends = arrays["spelling.holder"], arrays["spelling.holder.ends"]
        self.slips = SlipIndex(arrays["slip.ends"], arrays["slip.spelling"])  # type: ignore[arg-type]
        self._same = HashIndex(arrays["roman.hash"], arrays["roman.spelling"])  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self.vectors)

    def romans(self, spelling: int) -> tuple[str, ...]:
        """Return the plain readings of a spelling, best first."""
        text = self._romans[spelling]
        return tuple(text.split(_APART)) if text else ()

    def names(self, spelling: int) -> NDArray[np.uint32]:
        """Return the numbers of the names that are written so; none for what is only a word."""
        return self._names[self._names_ends[spelling] : self._names_ends[spelling + 1]]  # type: ignore[return-value]

    def of_name(self, name: int) -> int:
        """Return a spelling of a name: no acronym, and the first one where it has several."""
        if self._of_name is None:  # asked of people alone, and the other way round is what the lexicon holds
            ends = self._names_ends.astype(np.int64)
            owners = np.repeat(np.arange(len(self), dtype=np.uint32), ends[1:] - ends[:-1])
            found = np.zeros(int(self._names.max(initial=0)) + 1, dtype=np.uint32)
            found[self._names] = owners
            plain = np.flatnonzero(self._acronyms == 0)[::-1]
            found[self._names[plain]] = owners[plain]
            self._of_name = found
        return int(self._of_name[name])

    def is_acronym(self, spelling: int, name: int) -> bool:
        """Return whether a spelling is the first letters of a name, not the name itself."""
        own = slice(self._names_ends[spelling], self._names_ends[spelling + 1])
        marked = self._acronyms[own]
        if not any(marked.tobytes()):  # nearly always
            return False
        return bool(marked[self._names[own] == name].any())

    def words(self, spelling: int) -> NDArray[np.uint32]:
        """Return the words of a spelling as spellings, in order; a single word is its own."""
        return self._words[self._words_ends[spelling] : self._words_ends[spelling + 1]]  # type: ignore[return-value]

    def holders(self, word: int) -> NDArray[np.uint32]:
        """Return the spellings of several words that hold a word."""
        return self._holders[self._holders_ends[word] : self._holders_ends[word + 1]]  # type: ignore[return-value]

    def list_names(self, words: Iterable[int]) -> list[tuple[int, int]]:
        """Return the names of several words that have one of some words, each with its spelling; none of very many."""
        holders = [holder for word in dict.fromkeys(words) for holder in self.holders(word).tolist()]
        if len(holders) > _HOLDERS:
            return []
        return [(name, holder) for holder in dict.fromkeys(holders) for name in self.names(holder).tolist()]

    def read_as(self, roman: str) -> list[int]:
        """Return the spellings with a reading that is `roman` but for spaces (or has its hash)."""
        return self._same.find(roman.replace(" ", ""))

    def legible(self, spellings: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Return which of some spellings have a reading: signs and emoji have none."""
        return self._romans.filled(spellings)

    def rarity_of(self, roman: str) -> float:
        """Return how rare a word is in the lexicon, from near 0 (in every name) to 1 (unknown)."""
        return min((float(self.rarity[s]) for s in self._same.find(roman)), default=1.0)


def index_spellings(
    spellings: Sequence[Spelling], spelt: NDArray[np.uint32], progress: Callable[[str, int, int], None]
) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of `Spellings`, which are canonical; `spelt` has a row for each name and a spelling of it,
    with 1 in the third column where that is its acronym.
    """
    numbers = {spelling: number for number, spelling in enumerate(spellings)}
    parts, part_ends = array("I"), array("Q", [0])  # the words of each spelling by their numbers
    for spelling in spellings:
        parts.extend(numbers.setdefault(simplify(word), len(numbers)) for word in words_of(spelling))
        part_ends.append(len(parts))
    written = list(numbers)
    del numbers
    # A word that is no name is its own.
    words = np.concatenate([np.frombuffer(parts, np.uint32), np.arange(len(spellings), len(written), dtype=np.uint32)])
    word_counts = np.ones(len(written), dtype=np.int64)
    word_counts[: len(spellings)] = np.diff(np.frombuffer(part_ends, np.uint64).astype(np.int64))
    vectors = _encode(written, progress)
    progress("index", 0, 1)
    order, centres, cell_ends = VectorIndex.build(vectors)
    place = np.empty(len(order), dtype=np.uint32)
    place[order] = np.arange(len(order), dtype=np.uint32)
    vectors = vectors[order]
    laid = [written[i] for i in order.tolist()]
    word_ends = np.zeros(len(laid) + 1, dtype=np.uint32)
    np.cumsum(word_counts[order], out=word_ends[1:])
    starts = np.cumsum(word_counts) - word_counts
    held = place[words[_run(starts[order], word_counts[order])]]
    holder = np.repeat(np.arange(len(laid), dtype=np.uint32), np.diff(word_ends))
    several = np.diff(word_ends)[holder] > 1
    name_order, name_ends = _group(place[spelt[:, 1]], len(laid))
    holder_order, holder_ends = _group(held[several], len(laid))
    del written, words, parts
    # Where syllables are written, or vowels left out, a slip does not show letter by letter in the reading.
    named = [i for i in np.flatnonzero(np.diff(name_ends)).tolist() if _is_spelt_out(laid[i])]
    firsts = [laid[i][1][0].replace(" ", "") for i in named]
    arrays: dict[str, NDArray[np.generic]] = {
        "spelling.vector": vectors,
        "cell.centre": centres,
        "cell.ends": cell_ends,
        **Strings.files("spelling.reading", (_APART.join(found) for _, found in laid)),
        "spelling.name": spelt[name_order, 0],
        "spelling.name.acronym": spelt[name_order, 2].astype(np.uint8),
        "spelling.name.ends": name_ends,
        "spelling.word": held,
        "spelling.word.ends": word_ends,
        "spelling.holder": holder[several][holder_order],
        "spelling.holder.ends": holder_ends,
        "spelling.rarity": _rarity(laid, held, len(spellings)),
        **SlipIndex.files(firsts, np.array(named, dtype=np.uint32)),
        **HashIndex.files(
            "roman.hash",
            "roman.spelling",
            np.concatenate([digests([r.replace(" ", "") for r in part]) for part in _list_readings(laid)]),
            np.repeat(np.arange(len(laid), dtype=np.uint32), [len(found) for _, found in laid]),
        ),
    }
    progress("index", 1, 1)
    return arrays


def _is_spelt_out(spelling: Spelling) -> bool:
    """Return whether a spelling has a reading, and is in a script that writes every vowel and consonant."""
    letters, romans = spelling
    return bool(romans) and (not letters or main_script(letters) in ALPHABETS)


def _list_readings(spellings: Sequence[Spelling]) -> Iterator[list[str]]:
    """Yield the readings of some spellings, many at a time."""
    for start in range(0, len(spellings), _ENCODED):
        yield [roman for _, found in spellings[start : start + _ENCODED] for roman in found]


def _run(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers from each of some starts on, so many each."""
    before = np.cumsum(counts) - counts
    return np.arange(counts.sum()) - np.repeat(before, counts) + np.repeat(starts, counts)


def _encode(spellings: Sequence[Spelling], progress: Callable[[str, int, int], None]) -> NDArray[np.int8]:
    encoder = load_encoder()
    vectors = np.empty((len(spellings), encoder.dimension), dtype=np.int8)
    kernels = load_kernels()
    for start in range(0, len(spellings), _ENCODED):
        progress("vectors", start, len(spellings))
        part = spellings[start : start + _ENCODED]
        vectors[start : start + _ENCODED] = (
            encoder.encode(part) if kernels is None else kernels.encode_all(encoder.vocabulary, encoder.rows, part)
        )
    progress("vectors", len(spellings), len(spellings))
    return vectors


def _group(owners: NDArray[np.uint32], count: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the places of `owners` owner by owner, and where each owner's end."""
    ends = np.zeros(count + 1, dtype=np.uint32)
    np.cumsum(np.bincount(owners, minlength=count), out=ends[1:])
    return np.argsort(owners, kind="stable").astype(np.uint32), ends


def _rarity(laid: Sequence[Spelling], held: NDArray[np.uint32], total: int) -> NDArray[np.float32]:
    """Return for each spelling the logarithm of how many names it is a word of, 1 for none and 0 for all.

    A word counts as often as the likeliest of its readings is written in any script.
    """
    own = np.bincount(held, minlength=len(laid))
    readings = np.array([len(romans) for _, romans in laid], dtype=np.int64)
    hashes = np.concatenate([digests(part) for part in _list_readings(laid)])
    _, same = np.unique(hashes, return_inverse=True)
    counts = np.bincount(same, weights=np.repeat(own, readings))[same]
    most = np.zeros(len(laid))
    read = np.flatnonzero(readings)
    most[read] = np.maximum.reduceat(counts, (np.cumsum(readings) - readings)[read]) if len(read) else 0
    rarity: NDArray[np.float32] = (1 - np.log1p(most) / np.log1p(max(total, 16))).clip(0, 1).astype(np.float32)
    return rarity
