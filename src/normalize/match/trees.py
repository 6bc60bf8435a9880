"""The table of the model's trees, and the arrays that it is compiled to so that no command waits for its reading."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.errors import InputError, LexiconError
from normalize.lexicon.store import FORMAT, Arrays
from normalize.match.evidence import FEATURES
from normalize.tsv import read_cells

TREES = Path(__file__).with_name("trees.tsv")
COMPILED = Path(__file__).parents[1] / "data" / "trees"
COLUMNS = ("tree", "node", "feature", "threshold", "low", "high", "value")
_PARTS = ("feature", "threshold", "low", "high", "value")

# Feature, threshold, low, high and value of each node, shape (trees, nodes); and how deep the deepest tree is.
Nodes = tuple[
    NDArray[np.int64], NDArray[np.float64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], int
]  # fmt: skip


def load_nodes(table: Path, compiled: Path = COMPILED) -> Nodes:
    """Return the nodes of a table of trees, as compiled into a folder if that was from this table, else read anew.

    Raises `InputError` for a table that does not fit this version.
    """
    try:
        arrays = Arrays(compiled)
        if arrays.manifest.get("table") == _hash(table):
            feature, threshold, low, high, value = (arrays[f"node.{part}"] for part in _PARTS)
            return feature, threshold, low, high, value, int(arrays.manifest["depth"])  # type: ignore[return-value]
    except LexiconError:  # not compiled, or not whole: the table says it all
        pass
    return read_nodes(table)


def compile_trees(table: Path, out: Path) -> Path:
    """Compile a table of trees into the folder `out`."""
    from normalize.compile import write_arrays  # what only reads trees has no use for it

    *arrays, depth = read_nodes(table)
    files = {f"node.{part}": array for part, array in zip(_PARTS, arrays, strict=True)}
    write_arrays(out, files, {"format": FORMAT, "name": "trees", "readings": "", "table": _hash(table), "depth": depth})
    return out


def read_nodes(table: Path) -> Nodes:
    """Return the nodes of a table of trees; raises `InputError` for one that does not fit this version."""
    rows = read_cells(table)
    if not rows or tuple(rows[0]) != COLUMNS:
        raise InputError(f"{table.name}: columns are {rows[:1]}, expected {COLUMNS}")
    strange = {row[2] for row in rows[1:] if row[2]} - set(FEATURES)
    if strange:
        raise InputError(f"{table.name} was fitted to evidence {sorted(strange)}, which this version does not have")
    trees = 1 + max(int(row[0]) for row in rows[1:])
    nodes = 1 + max(int(row[1]) for row in rows[1:])
    feature, low, high = (np.zeros((trees, nodes), dtype=np.int64) for _ in range(3))
    threshold, value = np.zeros((trees, nodes)), np.zeros((trees, nodes))
    parents = np.zeros((trees, nodes), dtype=np.int64)
    for row in rows[1:]:
        tree, node = int(row[0]), int(row[1])
        if row[2]:
            feature[tree, node], threshold[tree, node] = FEATURES.index(row[2]), float(row[3])
            low[tree, node], high[tree, node] = int(row[4]), int(row[5])
            parents[tree, int(row[4])] = parents[tree, int(row[5])] = parents[tree, node] + 1
        else:
            low[tree, node] = high[tree, node] = node
            value[tree, node] = float(row[6])
    return feature, threshold, low, high, value, int(parents.max())


def _hash(table: Path) -> str:
    """Return a hash of a table and of the numbers that features have in this version."""
    return hashlib.sha256(" ".join(FEATURES).encode() + table.read_bytes()).hexdigest()
