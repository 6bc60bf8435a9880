"""The same answer through every door: call, batch, workers, CSV, Parquet, Arrow, Polars, pandas, DuckDB, Spark."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from doors import DOORS, NAMES, Cells, Hard, House, call, choose
from normalize import Lexicon
from support import Run


@pytest.fixture(scope="module")
def house(core: Lexicon, run: Run, tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(core, tmp_path_factory.mktemp("doors"), run)


@pytest.fixture(scope="module")
def asked(core: Lexicon) -> list[Hard]:
    return choose(core)


@pytest.fixture(scope="module")
def expected(house: House, asked: Sequence[Hard]) -> list[Cells]:
    return call(house, asked)


def test_the_names_are_hard(asked: Sequence[Hard], expected: Sequence[Cells]) -> None:
    assert len(set(asked)) == NAMES
    assert {status for _, _, status, *_ in expected} == {"resolved", "ambiguous", "unresolved"}
    assert {q.type for q in asked} >= {"place", "person", "organisation", "country"}
    assert sum(not q.name.isascii() for q in asked) > NAMES / 4
    assert sum("-" in (q.country or "") for q in asked) > NAMES / 20


@pytest.mark.parametrize("door", DOORS)
def test_every_door_gives_the_same_answer(
    house: House, asked: Sequence[Hard], expected: Sequence[Cells], door: str
) -> None:
    found = DOORS[door](house, asked)
    if door.startswith("csv"):  # which shows four digits
        expected = [(*first, round(p, 4), round(m, 4), why) for *first, p, m, why in expected]
    assert found == list(expected)
