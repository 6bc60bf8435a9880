"""Nearest vectors: the inverted file beside a scan of everything."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from normalize.encoder import LENGTH, load_encoder
from normalize.form import analyse_alias
from normalize.index.vectors import VectorIndex, nearest
from normalize.lexicon.table import read_table
from support import ROOT

NAMES = 30_000
MOST = 50
Vectors = NDArray[np.int8]


def scan(vectors: Vectors, query: Vectors, most: int, allowed: NDArray[np.bool_] | None = None) -> list[int]:
    """Return the numbers of the nearest vectors, nearest first, equal ones by number: what a search stands for."""
    scores = (vectors.astype(np.int64) @ query.astype(np.int64)).tolist()
    kept = [n for n in range(len(vectors)) if allowed is None or allowed[n]]
    return sorted(kept, key=lambda n: (-scores[n], n))[:most]


def lay(vectors: Vectors) -> tuple[Vectors, VectorIndex]:
    """Return vectors in the order of their cells, and the index of them."""
    order, centres, ends = VectorIndex.build(vectors)
    return vectors[order], VectorIndex(vectors[order], centres, ends)


def random_vectors(seed: int, count: int, most: int = 127, dimension: int = 8) -> Vectors:
    return np.random.default_rng(seed).integers(-most, most + 1, (count, dimension)).astype(np.int8)


@pytest.fixture(scope="module")
def names() -> list[str]:
    rows = (row.name for row in read_table(ROOT / "lexicons" / "places.tsv"))
    # Every third one, so that the names are not those of a few countries.
    return list(islice(dict.fromkeys(islice(rows, 0, None, 3)), NAMES))


@pytest.fixture(scope="module")
def encoded(names: list[str]) -> Vectors:
    return load_encoder().encode([analyse_alias(name, None, 3) for name in names])


@pytest.fixture(scope="module")
def real(encoded: Vectors) -> tuple[Vectors, VectorIndex]:
    return lay(encoded)


def test_the_nearest_of_many_real_names_are_found(real: tuple[Vectors, VectorIndex]) -> None:
    vectors, index = real
    assert len(vectors) == NAMES
    queries = vectors[:: NAMES // 40]
    found = [set(index.search(query, MOST)[0].tolist()) & set(scan(vectors, query, MOST)) for query in queries]
    assert sum(map(len, found)) / len(queries) / MOST >= 0.97


def test_what_is_found_comes_nearest_first_with_its_cosine(real: tuple[Vectors, VectorIndex]) -> None:
    vectors, index = real
    for number in range(0, NAMES, NAMES // 10):
        found, cosines = index.search(vectors[number], MOST)
        assert found[0] == scan(vectors, vectors[number], 1)[0]
        assert len(set(found.tolist())) == len(found) == MOST
        products = vectors[found].astype(np.int64) @ vectors[number].astype(np.int64)
        assert cosines == pytest.approx(products / LENGTH**2, rel=1e-6)
        assert cosines.tolist() == sorted(cosines.tolist(), reverse=True)


def test_of_many_names_only_those_that_are_allowed_are_found(real: tuple[Vectors, VectorIndex]) -> None:
    vectors, index = real
    allowed = np.random.default_rng(1).random(NAMES) < 0.5
    few = np.flatnonzero(np.random.default_rng(2).random(NAMES) < 0.02)
    only = np.zeros(NAMES, dtype=bool)
    only[few] = True
    shares = []
    for query in vectors[:: NAMES // 20]:
        found = index.search(query, MOST, allowed)[0]
        assert allowed[found].all()
        shares.append(len(set(found.tolist()) & set(scan(vectors, query, MOST, allowed))) / MOST)
        assert index.search(query, MOST, only, few)[0].tolist() == scan(vectors, query, MOST, only)
    assert np.mean(shares) >= 0.97


def test_cells_are_a_partition_and_the_same_every_time(encoded: Vectors) -> None:
    order, centres, ends = VectorIndex.build(encoded)
    assert sorted(order.tolist()) == list(range(NAMES))
    assert (ends[0], ends[-1], len(ends)) == (0, NAMES, len(centres) + 1)
    assert (np.diff(ends.astype(np.int64)) >= 0).all()
    assert (np.diff(ends.astype(np.int64)) > 0).mean() > 0.9
    for again, first in zip(VectorIndex.build(encoded.copy()), (order, centres, ends), strict=True):
        assert np.array_equal(again, first)


@given(seed=st.integers(0, 2**32), count=st.integers(1, 1500))
def test_a_vector_lies_in_the_cell_of_its_nearest_centre_in_the_given_order(seed: int, count: int) -> None:
    vectors = random_vectors(seed, count)
    order, centres, ends = VectorIndex.build(vectors)
    assert sorted(order.tolist()) == list(range(count))
    scores = vectors.astype(np.int64) @ centres.astype(np.int64).T
    for cell, (start, end) in enumerate(zip(ends.tolist(), ends[1:].tolist(), strict=False)):
        inside = order[start:end].tolist()
        assert inside == sorted(inside)
        assert (scores[inside].argmax(axis=1) == cell).all()
    assert ends[-1] == count


SMALL = st.integers(1, 60)


# Small numbers make many ties.
@given(seed=st.integers(0, 2**32), count=SMALL, size=st.sampled_from([1, 2, 127]), most=st.integers(1, 70))
def test_few_vectors_are_all_compared(seed: int, count: int, size: int, most: int) -> None:
    vectors, index = lay(random_vectors(seed, count, size))
    query = random_vectors(seed + 1, 1, size)[0]
    assert index.search(query, most)[0].tolist() == scan(vectors, query, most)


@given(seed=st.integers(0, 2**32), count=SMALL, most=st.integers(1, 70), data=st.data())
def test_only_what_is_allowed_is_compared(seed: int, count: int, most: int, data: st.DataObject) -> None:
    vectors, index = lay(random_vectors(seed, count, 1))
    query = random_vectors(seed + 1, 1, 1)[0]
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=bool)
    expected = scan(vectors, query, most, allowed)
    assert index.search(query, most, allowed)[0].tolist() == expected
    assert index.search(query, most, allowed, np.flatnonzero(allowed))[0].tolist() == expected
    assert index.search(query, most, None, np.flatnonzero(allowed))[0].tolist() == expected


@given(scores=st.lists(st.integers(-3, 3), max_size=30), most=st.integers(1, 40))
def test_the_nearest_are_the_highest_scores_equal_ones_by_place(scores: list[int], most: int) -> None:
    expected = sorted(range(len(scores)), key=lambda n: (-scores[n], n))[:most]
    assert nearest(np.array(scores, dtype=np.float32), most).tolist() == expected
