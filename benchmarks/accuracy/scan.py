"""A peer over a whole lexicon: every query against every name, an entity counts with its best name.

A slow peer gets fewer queries: as many as its budget of comparisons allows, drawn with the seed. Candidates with the
same score share their ranks, so that a tie counts as what a random order would give on average.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from asking import tell
from judge import recall
from peers import Peer, Scores
from tasks import Query, Row, draw

_MOST_CELLS = 20_000_000  # of one block of scores
_FEWEST = 10  # queries, however slow the scorer


@dataclass(frozen=True, slots=True)
class PeerFigures:
    """The recall of a tool over some of the queries; None where its package is not installed."""

    name: str
    recall: dict[int, float] | None
    queries: int = 0


def ask_peer(peer: Peer, rows: Sequence[Row], queries: Sequence[Query], seed: int) -> PeerFigures:
    """Return the recall of a tool that scores all names."""
    if peer.version is None:
        return PeerFigures(peer.name, None)
    names = sorted({(str(row["id"]), peer.read(str(row["name"]))) for row in rows})
    drawn = draw(queries, max(_FEWEST, int(peer.budget / len(names))), seed)
    tell(f"  {peer.name}: {len(drawn):,} queries over {len(names):,} names")
    texts = sorted({text for _, text in names})
    at_text = {text: at for at, text in enumerate(texts)}
    column = np.array([at_text[text] for _, text in names])
    starts: dict[str, int] = {}
    for at, (id, _) in enumerate(names):
        starts.setdefault(id, at)
    at_id = {id: at for at, id in enumerate(starts)}
    first = np.array(list(starts.values()))
    scan = peer.scorer.over(texts)
    hits: list[Callable[[int], float]] = []
    step = max(1, _MOST_CELLS // len(names))
    for start in range(0, len(drawn), step):
        block = drawn[start : start + step]
        for scores, query in zip(scan([peer.read(query.text) for query in block]), block, strict=True):
            best = np.maximum.reduceat(scores[column], first)
            hits.append(rank_tied(best, [at_id[id] for id in query.gold if id in at_id]))
    return PeerFigures(peer.name, recall(hits, np.array([q.times for q in drawn], dtype=np.float64)), len(drawn))


def rank_tied(scores: Scores, gold: list[int]) -> Callable[[int], float]:
    """Return the function that gives the chance of a right one among the first n, equal scores in random order."""
    if not gold:
        return lambda n: 0.0
    top = scores[gold].max()
    better, block = int((scores > top).sum()), int((scores == top).sum())
    wrong = block - int((scores[gold] == top).sum())

    def chance(n: int) -> float:
        taken = min(n - better, block)
        return 0.0 if taken <= 0 else 1 - math.comb(wrong, taken) / math.comb(block, taken)

    return chance
