"""How often an encoder alone finds a name among all others: recall at rank 1 and 10 of the development parts."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from random import Random

import numpy as np

from normalize.encoder import READINGS, Encoder
from normalize.form import analyse_alias
from normalize.training.held_out import name_pair_files, read_pairs

QUERIES = 1000
RANKS = (1, 10)


def recall(encoder: Encoder, path: Path) -> tuple[float, ...]:
    """Return the percentage of queries whose English name is among the first 1 and 10, for one `*_dev` file.

    Queries are `QUERIES` native spellings drawn with seed 1, candidates all distinct English names of the file.
    """
    gold: dict[str, set[str]] = defaultdict(set)
    for english, native in read_pairs(path):
        gold[native].add(english)
    candidates = sorted(set().union(*gold.values()))
    queries = Random(1).sample(sorted(gold), QUERIES)
    asked = encoder.encode([analyse_alias(name, None, READINGS) for name in queries])
    known = encoder.encode([analyse_alias(name, None, READINGS) for name in candidates])
    likeness = asked.astype(np.float32) @ known.astype(np.float32).T
    best = np.argsort(-likeness, axis=1, kind="stable")[:, : max(RANKS)]
    hits = [[candidates[i] in gold[query] for i in row] for query, row in zip(queries, best, strict=True)]
    return tuple(100 * sum(any(row[:rank]) for row in hits) / QUERIES for rank in RANKS)


def measure(encoder: Encoder, data: Path) -> dict[str, tuple[float, ...]]:
    """Return the recall of each `*_dev` file of the folder by its name."""
    return {path.name.partition("_")[0]: recall(encoder, path) for path in name_pair_files(data, "dev")}
