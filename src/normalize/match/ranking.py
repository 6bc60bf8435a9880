"""Which of the names that the retrievals found are nearest to the query: one of each entity, the nearest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from normalize.index.candidates import CandidateIndex, Hit, Query
from normalize.lexicon.store import Store
from normalize.text import UNSPACED

_LISTED = 60  # candidates of a question, the nearest first
_LISTED_ELSEWHERE = 10  # and of those that the country rules out
_APART = 2.5  # what each word more or less costs a spelling, by how unlike it is; likeness of vectors is worth three
_SLIP = 0.1  # how much less letters that are alike say than vectors
_OWN_SCRIPT = 0.15  # and what one in the script of the query has ahead: a slip is seen beside it


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest hit of an entity: likeness of its letters and its vector, the better one, and how near in all."""

    hit: Hit
    likeness: float
    near: float


def rank_hits(
    query: Query, hits: list[Hit], store: Store, index: CandidateIndex, prior: Callable[[Hit], float]
) -> tuple[list[Near], list[Near]]:
    """Return the nearest hit of each of the nearest entities: of those that the constraints allow, and others.

    `prior` gives the log prior of a hit, by which it goes between hits that are as near.
    """
    if not hits:
        return [], []
    spellings = list(dict.fromkeys(hit.spelling for hit in hits))
    romans = [(i, roman) for i, spelling in enumerate(spellings) for roman in index.spellings.romans(spelling)]
    letters = np.zeros(len(spellings))
    scores = cdist(query.form.romans, [roman for _, roman in romans], scorer=Indel.normalized_similarity)
    np.maximum.at(letters, [i for i, _ in romans], scores.max(axis=0))
    words = [len(index.spellings.words(spelling)) for spelling in spellings]
    whole = len(query.words) == 1 and query.form.script in UNSPACED
    apart = np.abs(np.array(words) - len(query.words)) * (not whole)
    cosines = index.cosines(query, spellings)
    nearness = letters + 3 * cosines
    # A slip takes more from a vector than from the letters, which say less of names in two scripts.
    nearness_own = letters + 3 * np.maximum(cosines, letters - _SLIP)
    # Of an entity's names one of as many words says more: a name left out hides whether it contradicts.
    costs = _APART * apart * (1 - letters)
    columns = letters, np.maximum(letters, cosines), nearness, nearness_own, costs
    measured = dict(zip(spellings, zip(*(column.tolist() for column in columns), strict=True), strict=True))
    best: dict[int, tuple[float, float, int, Hit]] = {}
    nearest: dict[int, float] = {}
    for hit in hits:
        alike, _, near, near_own, cost = measured[hit.spelling]
        if alike != 1 and index.spellings.is_acronym(hit.spelling, hit.name):
            continue  # other letters are another acronym
        own = store.script(hit.name) == query.form.script
        near = near_own if own else near
        rank = (-(near - cost + _OWN_SCRIPT * own), -prior(hit), hit.name, hit)
        if hit.entity not in best or rank[:3] < best[hit.entity][:3]:
            best[hit.entity] = rank
        nearest[hit.entity] = max(nearest.get(hit.entity, 0.0), near)
    ranked = [
        Near(best[entity][3], measured[best[entity][3].spelling][1], nearest[entity])
        for entity in sorted(best, key=lambda entity: (-nearest[entity], entity))
    ]
    return (
        [near for near in ranked if not near.hit.elsewhere][:_LISTED],
        [near for near in ranked if near.hit.elsewhere][:_LISTED_ELSEWHERE],
    )
