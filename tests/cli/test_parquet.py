"""`normalize parquet` as a process: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    cells = {"id": [1, 2, 3, 4], "name": ["Мінск", "Głębokie", None, "Pinsk"], "where": ["BY", "PL", "BY", "nowhere"]}
    pq.write_table(pa.table(cells), tmp_path / "towns.parquet")
    return tmp_path / "towns.parquet"


def test_answers_stand_behind_the_columns(run, lexicon: Path, towns: Path) -> None:
    out = towns.with_name("out.parquet")
    ran = run("parquet", towns, "--column", "name", "--country-column", "where", "--lexicon", lexicon, "-o", out)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("4 rows: 2 resolved, 0 ambiguous, 0 unresolved, 1 flagged, 1 without a name; ")
    assert ran.err.endswith(" rows/s; parquet, 1 row group\n")
    found = pq.read_table(out)
    assert found.select(["id", "name", "where"]).equals(pq.read_table(towns))
    assert found["normalize_id"].to_pylist() == ["minsk", "glebokie", None, None]
    assert found.schema.field("normalize_probability").type == pa.float64()


def test_options_are_those_of_csv(run, lexicon: Path, towns: Path) -> None:
    decisions = towns.with_name("decisions.csv")
    decisions.write_text("name,id\nPinsk,minsk\n", encoding="utf-8")
    out = towns.with_name("out.parquet")
    more = ["--type", "place", "--prefix", "n_", "--candidates", "1", "--decisions", decisions, "--workers", "2"]
    assert run("parquet", towns, "--column", "name", *more, "--lexicon", lexicon, "-o", out).status == 0
    assert pq.read_table(out)["n_id"].to_pylist() == ["minsk", None, None, "minsk"]
    assert pq.read_schema(out).names[-1] == "n_candidates"


@pytest.mark.parametrize(
    ("more", "status", "told"),
    [
        (["--column", "nmae"], 2, 'column "nmae" is not in towns.parquet; columns are: id, name, where.'),
        (["--column", "id"], 1, "the column of names holds int64; expected text"),
        (["--column", "name", "--country", "Belarus"], 2, "is no ISO 3166-1 alpha-2 code"),
        (["--column", "name", "--type", "place", "--type-column", "where"], 2, "exclude each other"),
    ],
)
def test_what_does_not_fit_is_refused(run, lexicon: Path, towns: Path, more: list[str], status: int, told: str) -> None:
    ran = run("parquet", towns, *more, "--lexicon", lexicon, "-o", towns.with_name("out.parquet"))
    assert ran.status == status
    assert told in ran.err
    assert os.listdir(towns.parent) == ["towns.parquet"]


def test_another_file_and_no_output_are_refused(run, lexicon: Path, tmp_path: Path) -> None:
    table = tmp_path / "towns.csv"
    table.write_text("name\nMinsk\n")
    named = ["--column", "name", "--lexicon", lexicon]
    ran = run("parquet", table, *named, "-o", tmp_path / "out.parquet")
    assert (ran.status, "towns.csv cannot be read as Parquet: " in ran.err) == (1, True)
    assert "Missing option '-o'" in run("parquet", table, *named).err
