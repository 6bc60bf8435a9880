"""The vector index beside others: how much of the exact top 50 each finds, its time a query, its time to build.

    python benchmarks/vectors.py [LEXICON] [--queries 200] [--others N]

The vectors are those of a compiled lexicon (core), the queries names of it after a channel of noise. hnswlib, usearch
and faiss are measured where they are installed, on the first `--others` vectors, beside our index over the same.
Writes benchmarks/VECTORS.md.

The graphs of hnswlib and usearch answer sooner and find as much. Ours is kept because it is built in a fraction of
the time, is mapped from the lexicon's folder, keeps to a type or country without losing answers, and gives the same
answer on every machine.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from normalize.encoder import READINGS, load_encoder
from normalize.form import analyse_alias
from normalize.index.spellings import Spellings
from normalize.index.vectors import PROBED, VectorIndex, nearest
from normalize.lexicon.store import Arrays
from normalize.library import locate
from normalize.training.channels import disturb

OUT = Path(__file__).with_name("VECTORS.md")
NEAREST = 50
CELLS = (64, 96, 128, PROBED, 512, 1024)
Search = Callable[[NDArray[np.int8]], NDArray[np.int64]]


def ask(spellings: Spellings, count: int) -> NDArray[np.int8]:
    """Return the vectors of names of the lexicon after a channel of noise."""
    chance = Random(1)
    texts: list[str] = []
    while len(texts) < count:
        romans = spellings.romans(chance.randrange(len(spellings)))
        if romans:
            texts.append(disturb(romans[0], chance))
    return load_encoder().encode([analyse_alias(text, None, READINGS) for text in texts])


def find_exactly(vectors: NDArray[np.int8], queries: NDArray[np.int8]) -> list[float]:
    """Return the least product that stands among the nearest, for each query: equal vectors are equally good."""
    floats = vectors.astype(np.float32)
    return [float((floats @ query)[nearest(floats @ query, NEAREST)[-1]]) for query in queries.astype(np.float32)]


def measure(
    search: Search, vectors: NDArray[np.int8], queries: NDArray[np.int8], least: list[float]
) -> tuple[float, float]:
    """Return the share of the exact nearest that a search finds, and its milliseconds a query."""
    started = time.perf_counter()
    found = [search(query) for query in queries]
    each = 1000 * (time.perf_counter() - started) / len(queries)
    hits = [
        int((vectors[numbers].astype(np.float64) @ query.astype(np.float64) >= limit).sum())
        for numbers, query, limit in zip(found, queries, least, strict=True)
    ]
    return float(np.mean(hits)) / NEAREST, each


def build_hnswlib(vectors: NDArray[np.float32]) -> Search:
    library = importlib.import_module("hnswlib")
    index = library.Index(space="ip", dim=vectors.shape[1])
    index.init_index(max_elements=len(vectors), ef_construction=100, M=16)
    index.set_num_threads(1)
    index.add_items(vectors)
    index.set_ef(200)
    return lambda query: np.asarray(index.knn_query(query.astype(np.float32), k=NEAREST)[0][0], dtype=np.int64)


def build_usearch(vectors: NDArray[np.float32]) -> Search:
    library = importlib.import_module("usearch.index")
    index = library.Index(ndim=vectors.shape[1], metric="ip", dtype="f32", expansion_add=100, expansion_search=200)
    index.add(np.arange(len(vectors)), vectors, threads=1)
    return lambda query: np.asarray(index.search(query.astype(np.float32), NEAREST).keys, dtype=np.int64)


def build_faiss(vectors: NDArray[np.float32]) -> Search:
    library = importlib.import_module("faiss")
    library.omp_set_num_threads(1)
    cells = max(1, len(vectors) // 100)
    index = library.IndexIVFFlat(
        library.IndexFlatIP(vectors.shape[1]), vectors.shape[1], cells, library.METRIC_INNER_PRODUCT
    )
    index.train(vectors[:: max(1, len(vectors) // (cells * 16))])
    index.add(vectors)
    index.nprobe = min(PROBED, cells)
    return lambda query: index.search(query.astype(np.float32)[None], NEAREST)[1][0]


OTHERS = {"hnswlib": build_hnswlib, "usearch": build_usearch, "faiss, inverted file": build_faiss}


def main() -> None:
    """Measure, print and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lexicon", nargs="?", default="core")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--others", type=int, default=100_000)
    given = parser.parse_args()
    spellings = Spellings(Arrays(locate(given.lexicon)))
    queries = ask(spellings, given.queries)
    least = find_exactly(spellings.vectors, queries)
    lines = [
        "# The vector index",
        "",
        f"Written by `benchmarks/vectors.py` on {datetime.date.today()}.",
        f"{len(spellings):,} vectors of {given.lexicon}, {len(queries)} queries, one core.",
        "Ours is timed in the Python reference, not in the kernels (SPEED.md).",
        "",
        "| cells probed | of the exact top 50 | ms a query |",
        "|---:|---:|---:|",
    ]
    for cells in CELLS:
        recall, each = measure(
            lambda query, cells=cells: spellings.index.search(query, NEAREST, probed=cells)[0],  # type: ignore[misc]
            spellings.vectors, queries, least,
        )  # fmt: skip
        lines.append(f"| {cells}{' (shipped)' if cells == PROBED else ''} | {recall:.3f} | {each:.2f} |")
        print(lines[-1], flush=True)
    # every n-th, for the vectors lie cell by cell
    some = np.ascontiguousarray(spellings.vectors[:: max(1, len(spellings) // given.others)])
    least = find_exactly(some, queries)
    lines += [
        "",
        f"## Beside others, {len(some):,} of these vectors",
        "",
        "| index | of the exact top 50 | ms a query | build s |",
    ]
    lines.append("|---|---:|---:|---:|")
    started = time.perf_counter()
    order, centres, ends = VectorIndex.build(some)
    ours = VectorIndex(some[order], centres, ends)
    seconds = time.perf_counter() - started
    recall, each = measure(lambda query: order[ours.search(query, NEAREST)[0]], some, queries, least)
    lines.append(f"| ours | {recall:.3f} | {each:.2f} | {seconds:.1f} |")
    for name, build in OTHERS.items():
        try:
            started = time.perf_counter()
            search = build(some.astype(np.float32))
            seconds = time.perf_counter() - started
        except ImportError:
            lines.append(f"| {name} | not installed | | |")
            continue
        recall, each = measure(search, some, queries, least)
        lines.append(f"| {name} | {recall:.3f} | {each:.2f} | {seconds:.1f} |")
        print(lines[-1], flush=True)
    OUT.write_text("\n".join([*lines, ""]), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
