"""Two readings laid side by side, word by word: what agrees, what is left out, what contradicts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from normalize.sounds import sound_key

_AGREES = 0.6  # words less alike than this are not readings of one word
_JOINED = 0.85  # from here two words written together are one of the other side's
_INITIAL = 0.85  # what an initial is worth beside the word that it may stand for
_NUMERAL = re.compile(r"(?:\d+|x{0,3}(?:ix|iv|v?i{0,3}))\Z")  # 1, 2 …, i to xxxix


@dataclass(frozen=True, slots=True)
class Pair:
    """One word of the query beside one word of the alias; "" where the other has none."""

    query: str
    alias: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Word pairs in the order of the query, then what only the alias has."""

    pairs: tuple[Pair, ...]

    @property
    def agreement(self) -> float:
        """Likeness of the paired words, each weighing as much as it has letters (0 to 1)."""
        weights = [(max(len(p.query), len(p.alias)), p.likeness) for p in self.pairs if p.query and p.alias]
        total = sum(w for w, _ in weights)
        return sum(w * likeness for w, likeness in weights) / total if total else 0.0

    @property
    def worst(self) -> float:
        """Likeness of the worst pair of words that both sides have (1 where there is none)."""
        return min((p.likeness for p in self.pairs if p.query and p.alias), default=1.0)

    @property
    def omitted(self) -> float:
        """Share of the letters of both sides that stand in words which the other side leaves out."""
        lone = sum(len(p.query) + len(p.alias) for p in self.pairs if not (p.query and p.alias))
        return lone / sum(len(p.query) + len(p.alias) for p in self.pairs)


def liken(query: str, alias: str) -> float:
    """Return how alike two words are, 0 to 1: the better of their letters and, a little less, their sounds.

    Two numerals are the same or another one: Benedict XV is not nearly Benedict XVI.

    >>> liken("xv", "xvi"), liken("m", "mikalai"), round(liken("statkevich", "stackevich"), 2)
    (0.0, 0.85, 0.9)
    """
    if query == alias:
        return 1.0
    if _NUMERAL.match(query) and _NUMERAL.match(alias):
        return 0.0
    if len(query) == 1 or len(alias) == 1:
        return _INITIAL if query[0] == alias[0] else 0.0
    letters = Indel.normalized_similarity(query, alias)
    return max(letters, 0.97 * Levenshtein.normalized_similarity(sound_key(query), sound_key(alias)))


def join(words: list[str], others: list[str]) -> list[str]:
    """Return `words` with neighbours joined where together they are nearly one of the other side's words.

    >>> join(["nasha", "niva"], ["nashaniva"]), join(["alexandra", "g"], ["alexander"])
    (['nashaniva'], ['alexandra', 'g'])
    """
    for size in (3, 2):
        for at in range(len(words) - size + 1):
            parts = words[at : at + size]
            whole = "".join(parts)
            if min(map(len, parts)) > 1 and any(
                len(o) > max(map(len, parts)) and Indel.normalized_similarity(whole, o) >= _JOINED for o in others
            ):
                return [*words[:at], whole, *join(words[at + size :], others)]
    return words


def align(query: str, alias: str) -> Alignment:
    """Pair the words of two plain readings, each word once, the likest first.

    Words left over on both sides stand against each other and count as a contradiction; words left over on one
    side are an omission.

    >>> align("mikalai statkevich", "statkevich mikalai viktaravich").pairs[-1]
    Pair(query='', alias='viktaravich', likeness=0.0)
    """
    left, right = query.split(), alias.split()
    left, right = join(left, right), join(right, left)
    scored = sorted(((liken(a, b), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True)
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for likeness, i, j in scored:
        if likeness >= _AGREES and -i not in partner and -j not in taken:
            partner[-i] = (-j, likeness)
            taken.add(-j)
    rest = [j for j in range(len(right)) if j not in taken]
    for i in range(len(left)):  # what is left on both sides contradicts, in order
        if i not in partner and rest:
            j = rest.pop(0)
            partner[i] = (j, liken(left[i], right[j]))
    pairs = [
        Pair(word, right[partner[i][0]], partner[i][1]) if i in partner else Pair(word, "", 0.0)
        for i, word in enumerate(left)
    ]
    return Alignment((*pairs, *(Pair("", right[j], 0.0) for j in rest)))
