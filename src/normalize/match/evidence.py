"""What speaks for and against candidate names: small numbers, each with its meaning.

Part of the evidence is of one pair of names alone; the rest (`RELATIVE`) is of its place among the other candidates
of the same question and this lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Indel, JaroWinkler, Levenshtein
from rapidfuzz.process import cdist

from normalize.encoder import LENGTH
from normalize.lexicon.ordinals import NAMES
from normalize.match.alignment import AGREES, Alignment, Word, align, is_numeral, join, join_all, liken, liken_special
from normalize.match.tokens import NameTokens
from normalize.sounds import is_respelt, skeleton, sound_key
from normalize.text import UNSPACED

_NEAR = 0.85  # from here a differing word looks like a slip, unless it is a name of its own
_CROWD = 0.1  # candidates this much less alike than the best, or closer, crowd around the query
_LONGEST = 20
_MOST_SLIPS = 6  # from here names are as far apart as names in two scripts
_MOST_CANDIDATES = 30
SYLLABIC = ("Hani", "Hang")  # scripts of syllables: what a query in one leaves out is seldom a name of its own


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence for one candidate; every number is a float, and likenesses lie between 0 and 1.

    Of the pair: `cosine` of the vectors of the whole names; `letters`: Indel similarity of the best pair of readings
    without spaces, or with their words in alphabetical order; `bones`: Levenshtein similarity of the skeletons of
    their sound keys; `start`: Jaro–Winkler similarity; `reads_same`: 1 when two readings are equal but for spaces;
    `first_reads_same`: 1 when the first readings are.
    Word by word, rare words weighing more: `agreement` and `worst`, `word_cosine` and `worst_cosine` of the paired
    words; `shared`: what the agreeing words weigh in all; `missing` and `extra`: share of the query's, and of the
    alias's, words that the other leaves out; `clash`: the weight of words that stand against each other;
    `contradictions`: words nearly alike of which the query's is a known other name, and not the same one respelt;
    `kinships`: words that are two spellings of one known name; `numerals`: numbers that only one side has; `initials`:
    words abbreviated to a letter; `acronym`: 1 when the alias is one letter for each word.
    `length`: letters of the shorter reading, capped; `query_words`, `alias_words`: their number; `same_script`: 1,
    0 for two scripts, -1 where the query's of them writes a syllable with a character;
    `slips`: letters missed, added, changed or swapped with the next (optimal string alignment, Damerau 1964) between
    the first readings of names in one script, capped; the cap for names in two.
    Among the candidates: `ahead`, `ahead_cosine` and `ahead_slips`: by how much this one is more alike, in letters and
    vector and by slips, than the best of another entity; `crowd`: entities about as alike as the best; `candidates`:
    their number, capped, one where nothing else was weighed; `prominence`: log prior less that of the best.
    """

    cosine: float
    letters: float
    bones: float
    start: float
    reads_same: float
    first_reads_same: float
    agreement: float
    worst: float
    word_cosine: float
    worst_cosine: float
    shared: float
    missing: float
    extra: float
    clash: float
    contradictions: float
    kinships: float
    numerals: float
    initials: float
    acronym: float
    length: float
    query_words: float
    alias_words: float
    same_script: float
    slips: float
    ahead: float
    ahead_cosine: float
    ahead_slips: float
    crowd: float
    candidates: float
    prominence: float


FEATURES = tuple(field.name for field in fields(Evidence))
RELATIVE = FEATURES[FEATURES.index("ahead") :]
_ABSOLUTE = len(FEATURES) - len(RELATIVE)
_SLIPS = FEATURES.index("slips")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things to compare: its readings, best first, its vector, and vector and rarity of each word.

    `acronym` says that it is made of the first letters of a name.
    """

    romans: tuple[str, ...]
    vector: NDArray[np.int8]
    word_vectors: NDArray[np.int8]
    rarity: Sequence[float]
    text: str
    script: str
    acronym: bool = False

    def reread(self, roman: str) -> dict[str, set[str]]:
        """Return all readings of each word of one of the readings, as far as these have as many words."""
        several = [words for words in map(str.split, self.romans) if len(words) == len(self.word_vectors)]
        own = roman.split()
        return {word: {words[i] for words in several} for i, word in enumerate(own) if own in several}

    def split(self, roman: str) -> list[Word]:
        """Return the words of one of the readings."""
        texts = roman.split()
        if len(texts) == len(self.word_vectors):
            return [Word(text, self.rarity[i], i) for i, text in enumerate(texts)]
        return [Word(text, 1.0, None) for text in texts]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pair of readings that was compared, its alignment, and the pair's evidence in the order of `FEATURES`."""

    query: str
    alias: str
    alignment: Alignment
    values: tuple[float, ...]


class Laid(NamedTuple):
    """What was compared of a query and an alias: their readings, and the words of these in pairs, "" for none."""

    query: str
    alias: str
    words: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, comparison: Comparison) -> Laid:
        """Return what was compared."""
        words = [(pair.query, pair.alias) for pair in comparison.alignment.pairs]
        return cls(comparison.query, comparison.alias, words)


def weigh(query: Side, aliases: Sequence[Side], tokens: Sequence[NameTokens]) -> list[Comparison]:
    """Return the comparison of a query with each of some aliases; `tokens` is what is known of the words of each."""
    if not aliases or not query.romans:
        return []
    romans = list(dict.fromkeys(roman for alias in aliases for roman in alias.romans))
    number = {roman: i for i, roman in enumerate(romans)}
    near, letters, bones = _liken_readings(query.romans, romans)
    first = query.romans[0].replace(" ", "")
    cosines = np.stack([alias.vector for alias in aliases]).astype(np.float32) @ query.vector.astype(np.float32)
    words = np.concatenate([alias.word_vectors for alias in aliases]).astype(np.float32).T
    word_cosines = query.word_vectors.astype(np.float32) @ words / LENGTH**2
    comparisons = []
    likeness: dict[tuple[str, str], float] = {}
    at_word = 0
    for alias, known, cosine in zip(aliases, tokens, (cosines / LENGTH**2).tolist(), strict=True):
        at = [number[roman] for roman in alias.romans]
        row, column = divmod(int(near[:, at].argmax()), len(at))
        asked, found = query.romans[row], alias.romans[column]
        of_words = word_cosines[:, at_word : at_word + len(alias.word_vectors)].tolist()
        at_word += len(alias.word_vectors)
        alignment = _align(query, alias, asked, found, of_words, cosine, likeness)
        squeezed = [roman.replace(" ", "") for roman in alias.romans]
        same_script = query.script == alias.script
        values = (
            cosine,
            float(letters[row, at[column]]),
            float(bones[row, at[column]]),
            JaroWinkler.normalized_similarity(asked, found),
            float(any(roman.replace(" ", "") in squeezed for roman in query.romans)),
            float(first == squeezed[0]),
            *_weigh_words(alignment, query.reread(asked), known, same_script),
            float(alias.acronym),
            float(min(len(asked.replace(" ", "")), len(found.replace(" ", "")), _LONGEST)),
            float(len(asked.split())),
            float(len(found.split())),
            float(same_script) or -float(query.script in SYLLABIC),
            float(min(OSA.distance(first, squeezed[0]), _MOST_SLIPS) if same_script else _MOST_SLIPS),
        )
        if query.script == alias.script == "Hani":
            values = _compare_characters(query.text, alias.text, values)
        comparisons.append(Comparison(asked, found, alignment, values))
    return comparisons


def _compare_characters(query: str, alias: str, values: tuple[float, ...]) -> tuple[float, ...]:
    """Return the evidence of two names in Han characters: those that read the same are other words (加賀, 甲賀)."""
    found = dict(zip(FEATURES, values, strict=False))
    found["clash"] = max(found["clash"], 1 - Indel.normalized_similarity(query, alias))
    found |= {"reads_same": 0.0, "first_reads_same": 0.0} if found["clash"] else {}
    return tuple(found.values())


def relate(
    values: Sequence[Sequence[float]],
    prominence: Sequence[float],
    behind: Sequence[tuple[float, float]] = (),
    elsewhere: int = 0,
) -> NDArray[np.float64]:
    """Return the evidence of all candidates of one question, one of each entity, shape (n, len(FEATURES)).

    `values` are those of their comparisons, `prominence` is the log prior of each. `behind` are likeness and log prior
    of the candidates that were not compared: they crowd around the query too, and they count. So do those `elsewhere`,
    on the other side of a constraint, which stand in nobody's way.
    """
    table = np.zeros((len(values), len(FEATURES)))
    if not len(values):
        return table
    table[:, :_ABSOLUTE] = values
    cosine, letters = table[:, 0], table[:, 1]
    best = np.concatenate([np.maximum(letters, cosine), [likeness for likeness, _ in behind]])
    priors = np.array([*prominence, *(prior for _, prior in behind)])
    table[:, _ABSOLUTE:] = np.stack(
        [
            _ahead(letters),
            _ahead(cosine),
            _ahead(_MOST_SLIPS - table[:, _SLIPS]),
            np.full(len(table), min(float((best >= best.max() - _CROWD).sum()), 20.0)),
            np.full(len(table), float(min(len(best) + elsewhere, _MOST_CANDIDATES))),
            priors[: len(table)] - priors.max(),
        ],
        axis=1,
    )
    return table


def _ahead(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return by how much each value is above the best of the others; the value itself where there is no other."""
    if len(values) == 1:
        return values.copy()
    second, first = np.partition(values, len(values) - 2)[-2:]
    return np.asarray(values - np.where(values == first, second, first))


def _liken_readings(
    queries: Sequence[str], aliases: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return for all pairs of readings how near they are, and likeness of letters and of bones."""
    letters = np.maximum(
        cdist(_spaceless(queries), _spaceless(aliases), scorer=Indel.normalized_similarity),
        cdist([_in_order(q) for q in queries], [_in_order(a) for a in aliases], scorer=Indel.normalized_similarity),
    )
    keys = [[sound_key(r).replace(" ", "") for r in group] for group in (queries, aliases)]
    sounds = cdist(keys[0], keys[1], scorer=Levenshtein.normalized_similarity)
    bones = cdist(
        [skeleton(k) for k in keys[0]], [skeleton(k) for k in keys[1]], scorer=Levenshtein.normalized_similarity
    )
    return 0.5 * letters + 0.3 * sounds + 0.2 * bones, letters, bones


def _spaceless(readings: Sequence[str]) -> list[str]:
    return [r.replace(" ", "") for r in readings]


def _in_order(reading: str) -> str:
    """Return a reading with its words in alphabetical order: a family name may come first or last."""
    return "".join(sorted(reading.split()))


def _align(
    query: Side,
    alias: Side,
    asked: str,
    found: str,
    word_cosines: Sequence[Sequence[float]],
    cosine: float,
    likeness: dict[tuple[str, str], float],
) -> Alignment:
    left, right = query.split(asked), alias.split(found)
    if len(left) != len(right):
        left, right = join(left, right), join(right, left)
    letters = [[_liken(a.text, b.text, likeness) for b in right] for a in left]
    cosines = [
        [
            near
            if a.place is None or b.place is None or liken_special(a.text, b.text) is not None
            else word_cosines[a.place][b.place]
            for b, near in zip(right, row, strict=True)
        ]
        for a, row in zip(left, letters, strict=True)
    ]
    unspaced = (len(left) == 1 and query.script in UNSPACED) or (len(right) == 1 and alias.script in UNSPACED)
    if unspaced and len(left) != len(right) and not any(_is_told(word.text) for word in (*left, *right)):
        one, other = join_all(left), join_all(right)
        near = liken(one.text, other.text)
        if max(near, cosine) >= max(AGREES, *map(max, letters), *map(max, cosines)):
            return align([one], [other], [[near]], [[cosine]])
    return align(left, right, letters, cosines)


def _is_told(word: str) -> bool:
    """Return whether a word is a number or an initial, which says something by itself."""
    return len(word) == 1 or bool(list_numbers(word))


def _liken(query: str, alias: str, likeness: dict[tuple[str, str], float]) -> float:
    known = likeness.get((query, alias))
    if known is None:
        known = likeness[query, alias] = liken(query, alias)
    return known


def _weigh_words(
    alignment: Alignment, read: Mapping[str, set[str]], tokens: NameTokens, same_script: bool
) -> tuple[float, ...]:
    """Return the evidence of the words, from `agreement` to `initials`; `read` are the readings of the query's."""
    contradictions = kinships = initials = 0
    agreement = cosine = matched = clash = missing = extra = 0.0
    worst = worst_cosine = 1.0
    numbers: frozenset[int] = frozenset()
    for pair in alignment.pairs:
        weight = 0.1 + 0.9 * pair.weight
        if pair.query != pair.alias:
            numbers ^= list_numbers(pair.query) ^ list_numbers(pair.alias)
        if not pair.alias:
            missing += weight
            continue
        if not pair.query:
            extra += weight
            continue
        matched += weight
        agreement += weight * pair.likeness
        cosine += weight * pair.cosine
        worst, worst_cosine = min(worst, pair.likeness), min(worst_cosine, pair.cosine)
        clash += weight * max(0.0, _CLASHES - pair.likeness) / _CLASHES
        if len(pair.query) == 1 or len(pair.alias) == 1:
            initials += pair.query != pair.alias
        elif pair.query != pair.alias:
            relation = tokens.relate(read.get(pair.query, {pair.query}), pair.alias)
            contradictions += (
                relation < 0 and pair.letters >= _NEAR and not is_respelt(pair.query, pair.alias, same_script)
            )
            kinships += relation > 0
    total = matched + missing + extra
    return (
        agreement / matched if matched else 0.0,
        worst,
        cosine / matched if matched else 0.0,
        worst_cosine,
        agreement,
        missing / total if total else 0.0,
        extra / total if total else 0.0,
        clash,
        float(contradictions),
        float(kinships),
        float(len(numbers)),
        float(initials),
    )


def list_numbers(word: str) -> frozenset[int]:
    """Return the numbers in a word: figures wherever they stand, and a Roman numeral that is no name or initial.

    >>> [sorted(list_numbers(word)) for word in ("no10", "xvi", "xi", "v")]
    [[10], [16], [], []]
    """
    if is_numeral(word) and len(word) > 1 and word not in NAMES and not word.isdigit():
        worth = [_ROMAN[letter] for letter in word]
        return frozenset([sum(-n if n < after else n for n, after in zip(worth, [*worth[1:], 0], strict=True))])
    return frozenset(int(figures) for figures in _FIGURES.findall(_GENERATIONS.get(word, word)))


_FIGURES = re.compile(r"\d+")
_GENERATIONS = {"jr": "2", "junior": "2"}  # a son who bears his father's name is somebody else
_ROMAN = {"i": 1, "v": 5, "x": 10}
_CLASHES = 0.6  # paired words less alike than this stand against each other
