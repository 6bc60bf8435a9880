"""Pairs of place names that do or do not mean one place: the accuracy of a threshold, cross-validated."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from asking import tell
from judge import calibration_error
from numpy.typing import NDArray
from peers import PEERS
from tasks import draw, read_tsv

import normalize

FILES = ("toponym_pairs/train.tsv.gz", "toponym_pairs/finetune.tsv.gz")
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class PairFigures:
    """The accuracy (per cent) of a threshold, and of one at 0.5; a peer's is None where it is not installed."""

    pairs: int
    accuracy: float
    at_half: float
    calibration: float
    peers: dict[str, float | None]


def measure_pairs(data: Path, count: int, seed: int, peers: bool) -> PairFigures:
    """Return the accuracy of `normalize.compare` and of the peers on at most `count` pairs, drawn with the seed."""
    rows = draw((row for file in FILES for row in read_tsv(data / file)), count, seed)
    same = np.array([row["label"] == "1" for row in rows])
    tell(f"  {len(rows):,} pairs")
    ours = np.array(normalize.compare_many([(row["name1"], row["name2"]) for row in rows], type="place"))
    seen: dict[str, float | None] = {}
    for peer in PEERS if peers else ():
        if peer.lists_only:
            continue
        tell(f"  {peer.name}")
        seen[peer.name] = None
        if peer.version is not None:
            left, right = ([peer.read(row[side]) for row in rows] for side in ("name1", "name2"))
            seen[peer.name] = cross_validate(peer.scorer.pair(left, right), same, seed)
    error = calibration_error(ours, same, np.ones(len(rows)))
    at_half = float(100 * ((ours >= 0.5) == same).mean())
    return PairFigures(len(rows), cross_validate(ours, same, seed), at_half, error, seen)


def cross_validate(scores: NDArray[np.floating], same: NDArray[np.bool_], seed: int) -> float:
    """Return the accuracy in per cent, each fifth decided by the threshold that is best on the others."""
    order = list(range(len(scores)))
    random.Random(seed).shuffle(order)
    right = 0
    for fold in range(_FOLDS):
        asked = np.array(order[fold::_FOLDS])
        others = np.setdiff1d(np.array(order), asked)
        threshold = best_threshold(scores[others], same[others])
        right += int(((scores[asked] >= threshold) == same[asked]).sum())
    return 100 * right / len(scores)


def best_threshold(scores: NDArray[np.floating], same: NDArray[np.bool_]) -> float:
    """Return the score from which pairs are called the same so that most are right."""
    order = np.argsort(-scores, kind="stable")
    falling, signs = scores[order], np.where(same[order], 1, -1)
    gain = np.concatenate([[0], signs.cumsum()])
    # a threshold may stand only between different scores
    stands = np.concatenate([[True], falling[1:] != falling[:-1], [True]])
    at = int(np.where(stands, gain, -len(scores)).argmax())
    if at == 0:
        return float("inf")
    return float((falling[at - 1] + falling[at]) / 2) if at < len(falling) else float("-inf")
