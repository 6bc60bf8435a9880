"""What speaks for and against a candidate name: small numbers, each with its meaning, from two analysed strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.process import cdist

from normalize.match.alignment import Alignment, align
from normalize.match.tokens import NameTokens
from normalize.sounds import skeleton, sound_key

_NEAR = 0.85  # from here a differing word looks like a slip, unless it is a name of its own


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence for one pair of readings.

    `letters`: Indel similarity without spaces, in the order given or in alphabetical order; `bones`: Levenshtein
    similarity of the skeletons of the sound keys; `agreement`, `worst`, `omitted`: see `Alignment`;
    `contradictions`: words nearly alike that are two different known names; `kinships`: words that are two
    spellings of one known name; `first`: 1 when the first sounds are the same; `length`: letters of the shorter
    reading, capped at 20.
    """

    letters: float
    bones: float
    agreement: float
    worst: float
    omitted: float
    contradictions: int
    kinships: int
    first: int
    length: int


FEATURES = tuple(Evidence.__slots__)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pair of readings that was compared, its alignment and the evidence."""

    query: str
    alias: str
    alignment: Alignment
    evidence: Evidence


def shortlist(queries: Sequence[str], aliases: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return for every alias reading the number of the query reading nearest to it, and how near (0 to 1)."""
    letters = np.maximum(
        cdist(_spaceless(queries), _spaceless(aliases), scorer=Indel.normalized_similarity),
        cdist([_in_order(q) for q in queries], [_in_order(a) for a in aliases], scorer=Indel.normalized_similarity),
    )
    keys = [[sound_key(r).replace(" ", "") for r in group] for group in (queries, aliases)]
    sounds = cdist(keys[0], keys[1], scorer=Levenshtein.normalized_similarity)
    bones = cdist(
        [skeleton(k) for k in keys[0]], [skeleton(k) for k in keys[1]], scorer=Levenshtein.normalized_similarity
    )
    near = 0.4 * letters + 0.4 * sounds + 0.2 * bones
    best = near.argmax(axis=0)
    return best, near[best, np.arange(len(aliases))].astype(np.float64)


def _spaceless(readings: Sequence[str]) -> list[str]:
    return [r.replace(" ", "") for r in readings]


def _in_order(reading: str) -> str:
    """Return a reading with its words in alphabetical order: a family name may come first or last."""
    return "".join(sorted(reading.split()))


def weigh(query: str, alias: str, tokens: NameTokens) -> Comparison:
    """Return the evidence for two plain readings naming the same thing; symmetric in its first two arguments.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> weigh("viktor lukashenko", "alexander lukashenko", NO_TOKENS).evidence.worst < 0.5
    True
    """
    left, right = query.replace(" ", ""), alias.replace(" ", "")
    letters = Indel.normalized_similarity(left, right)
    if " " in query and " " in alias:
        letters = max(letters, Indel.normalized_similarity(_in_order(query), _in_order(alias)))
    left_key, right_key = sound_key(left), sound_key(right)
    left_bones, right_bones = skeleton(left_key), skeleton(right_key)
    alignment = align(query, alias)
    contradictions = kinships = 0
    for pair in alignment.pairs:
        if pair.query and pair.alias and pair.query != pair.alias:
            relation = tokens.relate(pair.query, pair.alias)
            contradictions += relation < 0 and pair.likeness >= _NEAR
            kinships += relation > 0
    return Comparison(
        query,
        alias,
        alignment,
        Evidence(
            letters=letters,
            bones=Levenshtein.normalized_similarity(left_bones, right_bones),
            agreement=alignment.agreement,
            worst=alignment.worst,
            omitted=alignment.omitted,
            contradictions=contradictions,
            kinships=kinships,
            first=int(left_key[:1] == right_key[:1]),
            length=min(len(left), len(right), 20),
        ),
    )
