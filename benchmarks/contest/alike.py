"""Two names beside each other: `normalize.compare`, nomenklatura's logic-v2 and a ratio, on people and organisations.

The names are those of two tables that ship, of which nothing is trained on: two names of one entity, and a name beside
the most similar one of another entity. No tool is given the tables.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pairs import cross_validate
from peers import Logic, Rapidfuzz, read_icu
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

import normalize
from contest.tools import version_of
from normalize.lexicon.table import read_table, tables_folder

TABLES = ("people_belarus", "organisations")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two strings, and whether they name one thing."""

    left: str
    right: str
    same: bool


def make_pairs(count: int, seed: int) -> list[Pair]:
    """Return `count` pairs, half of them of one entity, drawn with the seed."""
    chance = random.Random(seed)
    pairs: list[Pair] = []
    for table in TABLES:
        names: dict[str, list[str]] = {}
        for row in read_table(tables_folder() / f"{table}.tsv"):
            if row.kind in ("label", "alias"):
                names.setdefault(row.id, []).append(row.name)
        flat = [(id, name, read_icu(name)) for id, found in names.items() for name in found]
        owners: dict[str, set[str]] = {}
        for id, _, reading in flat:
            owners.setdefault(reading, set()).add(id)
        readings = [reading for _, _, reading in flat]
        made: list[Pair] = []
        while len(made) < count // len(TABLES):
            id, name, reading = chance.choice(flat)
            others = [other for other in names[id] if read_icu(other) != reading]
            if others:
                made.append(Pair(name, chance.choice(others), True))
                scores = cdist([reading], readings, scorer=fuzz.ratio)[0]
                nearest = next(at for at in np.argsort(-scores, kind="stable") if id not in owners[readings[at]])
                made.append(Pair(name, flat[nearest][1], False))
        pairs += made[: count // len(TABLES)]
    return pairs


def compare_pairs(count: int, seed: int) -> dict[str, dict[str, float | str]]:
    """Return pairs a second of processor time and accuracy in per cent (cross-validated threshold) of each tool."""
    pairs = make_pairs(count, seed)
    same = np.array([pair.same for pair in pairs])
    found: dict[str, dict[str, float | str]] = {}
    for name, (package, score) in TOOLS.items():
        if package and version_of(package) is None:
            found[name] = {"missing": "not installed"}
            continue
        score(pairs[:20])
        started = time.process_time()
        scores = score(pairs)
        spent = time.process_time() - started
        accuracy = cross_validate(scores, same, seed)
        found[name] = {"pairs": len(pairs), "rate": len(pairs) / spent, "accuracy": accuracy}
        print(f"  {name}: {found[name]}", flush=True)
    return found


def score_normalize(pairs: Sequence[Pair]) -> NDArray[np.float32]:
    return np.array(normalize.compare_many([(pair.left, pair.right) for pair in pairs]), dtype=np.float32)


def score_logic(pairs: Sequence[Pair]) -> NDArray[np.float32]:
    return Logic().pair([pair.left for pair in pairs], [pair.right for pair in pairs])


def score_logic_read(pairs: Sequence[Pair]) -> NDArray[np.float32]:
    return Logic().pair([read_icu(pair.left) for pair in pairs], [read_icu(pair.right) for pair in pairs])


def score_ratio(pairs: Sequence[Pair]) -> NDArray[np.float32]:
    left, right = [read_icu(pair.left) for pair in pairs], [read_icu(pair.right) for pair in pairs]
    return Rapidfuzz(fuzz.ratio).pair(left, right)


TOOLS: dict[str, tuple[str, Callable[[Sequence[Pair]], NDArray[np.float32]]]] = {
    "normalize.compare": ("", score_normalize),
    "nomenklatura logic-v2": ("nomenklatura", score_logic),
    "nomenklatura logic-v2, romanised": ("nomenklatura", score_logic_read),
    "ICU + rapidfuzz ratio": ("", score_ratio),
}
