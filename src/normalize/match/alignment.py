"""Two readings laid side by side, word by word: what agrees, what is left out, what contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from rapidfuzz.distance import Indel, Levenshtein

from normalize.sounds import sound_key

AGREES = 0.6  # words less alike than this are not readings of one word
_JOINED = 0.85  # from here two words written together are one of the other side's
_INITIAL = 0.85  # what an initial is worth beside the word that it may stand for
# Generic words (`generic_words.tsv`) that languages do not tell apart in the same way: an okrug, a Bezirk, a 県.
_SAME_KIND = frozenset(
    pair
    for kinds in (("province", "county", "prefecture"), ("county", "district"), ("gulf", "bay"), ("island", "islands"))
    for pair in permutations(kinds, 2)
)
_NUMERAL = re.compile(r"(?:\d+|x{0,3}(?:ix|iv|v?i{0,3}))\Z")  # 1, 2 …, i to xxxix


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a reading; `rarity` is near 0 for one that stands in every name, `place` where its vector is."""

    text: str
    rarity: float
    place: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """One word of the query beside one word of the alias; "" where the other has none.

    `likeness` is the better of `letters` and `cosine`, `weight` how rare the word is.
    """

    query: str
    alias: str
    likeness: float
    letters: float
    cosine: float
    weight: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Word pairs in the order of the query, then what only the alias has."""

    pairs: tuple[Pair, ...]

    @property
    def both(self) -> list[Pair]:
        """The pairs that have a word on both sides."""
        return [pair for pair in self.pairs if pair.query and pair.alias]


def is_numeral(word: str) -> bool:
    """Return whether a word is a number, in figures or in Roman numerals."""
    return bool(word) and _NUMERAL.match(word) is not None


def liken(query: str, alias: str) -> float:
    """Return how alike two words are, 0 to 1: the better of their letters and, a little less, their sounds.

    Two numerals are the same or another one: Benedict XV is not nearly Benedict XVI.

    >>> liken("xv", "xvi"), liken("m", "mikalai"), round(liken("statkevich", "stackevich"), 2)
    (0.0, 0.85, 0.9)
    """
    if query == alias:
        return 1.0
    special = liken_special(query, alias)
    if special is not None:
        return special
    letters = Indel.normalized_similarity(query, alias)
    return max(letters, 0.97 * Levenshtein.normalized_similarity(sound_key(query), sound_key(alias)))


def liken_special(query: str, alias: str) -> float | None:
    """Return how alike two different words are by what they stand for: numerals, initials, kinds of district.

    None for words that stand for themselves.
    """
    if (query, alias) in _SAME_KIND:
        return AGREES
    if is_numeral(query) and is_numeral(alias):
        return 0.0
    if len(query) == 1 or len(alias) == 1:
        return _INITIAL if query[:1] == alias[:1] else 0.0
    return None


def join(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """Return `words` with neighbours joined where together they are nearly one of the other side's words.

    >>> [w.text for w in join([Word("nasha", 1, 0), Word("niva", 1, 1)], [Word("nashaniva", 1, 0)])]
    ['nashaniva']
    >>> len(join([Word("alexandra", 1, 0), Word("g", 1, 1)], [Word("alexander", 1, 0)]))
    2
    """
    for size in (3, 2):
        for at in range(len(words) - size + 1):
            parts = [word.text for word in words[at : at + size]]
            whole, longest = "".join(parts), max(map(len, parts))
            if min(map(len, parts)) > 1 and any(
                len(other.text) > longest and _is_liker(whole, parts, other.text) for other in others
            ):
                rarity = max(word.rarity for word in words[at : at + size])
                return [*words[:at], Word(whole, rarity, None), *join(words[at + size :], others)]
    return list(words)


def _is_liker(whole: str, parts: Sequence[str], other: str) -> bool:
    """Return whether words together are nearly another one, and more so than each: "norwegian sea" is no norwegians."""
    likeness = Indel.normalized_similarity(whole, other)
    return likeness >= _JOINED and likeness > max(Indel.normalized_similarity(part, other) for part in parts)


def join_all(words: Sequence[Word]) -> Word:
    """Return the words of a reading as one: a script that leaves no space between words does not say where they end."""
    return Word("".join(word.text for word in words), max(word.rarity for word in words), None)


def align(
    query: Sequence[Word],
    alias: Sequence[Word],
    letters: Sequence[Sequence[float]],
    cosines: Sequence[Sequence[float]],
) -> Alignment:
    """Pair the words of two readings, each word once, the likest first.

    `letters[i][j]` and `cosines[i][j]` are how alike word i of the query and word j of the alias are. Words left
    over on both sides stand against each other and count as a contradiction; words left over on one side are an
    omission.
    """
    scored = sorted(
        (
            (-max(letters[i][j], cosines[i][j]), i, j)
            for i in range(len(query))
            for j in range(len(alias))
            if letters[i][j] >= AGREES or cosines[i][j] >= AGREES
        ),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in scored:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    rest = [j for j in range(len(alias)) if j not in taken]
    for i in range(len(query)):  # what is left on both sides contradicts, in order
        if i not in partner and rest:
            partner[i] = rest.pop(0)
    pairs = []
    for i, word in enumerate(query):
        if i in partner:
            j = partner[i]
            other, near, far = alias[j], letters[i][j], cosines[i][j]
            weight = min(word.rarity, other.rarity)
            pairs.append(Pair(word.text, other.text, max(near, far), near, far, weight))
        else:
            pairs.append(Pair(word.text, "", 0.0, 0.0, 0.0, word.rarity))
    pairs += [Pair("", alias[j].text, 0.0, 0.0, 0.0, alias[j].rarity) for j in rest]
    return Alignment(tuple(pairs))
