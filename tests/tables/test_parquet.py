"""Parquet files: as many rows and columns out as in, some at a time, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import normalize
import normalize.arrow
from normalize.errors import InputError, NormalizeError, WrongOptionError
from normalize.tables import parquet
from normalize.tables.columns import Columns
from normalize.tables.parquet import resolve_parquet


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    names = ["Minsk", None, "Głębokie", "Pinsk", "nobody at all"] * 40
    table = pa.table(
        {
            "name": pa.array(names).dictionary_encode(),
            "where": pa.array(["BY", "BY", "PL", "Polesie", None] * 40),
            "kept": pa.array([[n, None] for n in range(200)]),
        }
    )
    pq.write_table(table.replace_schema_metadata({"source": "hand"}), tmp_path / "towns.parquet", row_group_size=70)
    return tmp_path / "towns.parquet"


def test_rows_and_columns_stay(small: normalize.Lexicon, towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 64)
    told: list[tuple[int, int, int | None]] = []
    out = towns.with_name("out.parquet")
    columns = Columns(column="name", country_column="where", candidates=1)
    summary = resolve_parquet(small, str(towns), str(out), columns, lambda *facts: told.append(facts))
    given, found = pq.read_table(towns), pq.read_table(out)
    assert found.select(given.column_names).equals(given)
    assert found.schema.metadata[b"source"] == b"hand"
    whole = normalize.arrow.resolve(given, column="name", country=given["where"], candidates=1, lexicon=small)
    assert found.equals(whole)
    assert [done for done, _, _ in told] == sorted({done for done, _, _ in told})
    assert told[-1] == (200, 200, 200)
    assert pq.ParquetFile(out).num_row_groups == len(told) > 1
    assert str(summary).startswith("200 rows: 80 resolved, 0 ambiguous, 40 unresolved, 40 flagged, 40 without a name; ")
    assert str(summary).endswith("; parquet, 3 row groups")


def test_groups_reach_across_batches(small: normalize.Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 1)
    table = pa.table({"name": ["Głębokie", "Minsk", "Pinsk"], "document": ["a", "a", "a"]})
    pq.write_table(table, tmp_path / "in.parquet")
    columns = Columns(column="name", group_column="document")
    resolve_parquet(small, str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"), columns)
    whole = normalize.arrow.resolve(table, column="name", context=table["document"], lexicon=small)
    assert pq.read_table(tmp_path / "out.parquet").equals(whole)


def test_an_empty_table_is_a_table(small: normalize.Lexicon, tmp_path: Path) -> None:
    pq.write_table(pa.table({"name": pa.array([], pa.string())}), tmp_path / "in.parquet")
    summary = resolve_parquet(
        small, str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"), Columns(column="name")
    )
    assert summary.rows == 0
    assert pq.read_schema(tmp_path / "out.parquet").names[:3] == ["name", "normalize_id", "normalize_label"]


def test_what_is_damaged_is_told_and_writes_nothing(small: normalize.Lexicon, towns: Path) -> None:
    out = towns.with_name("out.parquet")
    whole = towns.read_bytes()
    middle = len(whole) // 4
    for content in (b"", b"name\nMinsk\n", whole[:-20], b"PAR1" + bytes(middle) + whole[middle + 4 :]):
        towns.write_bytes(content)
        with pytest.raises(InputError, match=r"towns\.parquet cannot be read as Parquet: "):
            resolve_parquet(small, str(towns), str(out), Columns(column="name"))
        assert [path.name for path in towns.parent.iterdir()] == ["towns.parquet"]


def test_what_does_not_fit_is_refused(small: normalize.Lexicon, towns: Path) -> None:
    out = str(towns.with_name("out.parquet"))
    with pytest.raises(WrongOptionError, match=r'column "nmae" is not in towns.parquet; .* Did you mean "name"'):
        resolve_parquet(small, str(towns), out, Columns(column="nmae"))
    with pytest.raises(InputError, match=r"the column of names holds list<.*>; expected text"):
        resolve_parquet(small, str(towns), out, Columns(column="kept"))
    with pytest.raises(WrongOptionError, match="are the same file"):
        resolve_parquet(small, str(towns), str(towns), Columns(column="name"))
    with pytest.raises(InputError, match="not from standard input; name a file"):
        resolve_parquet(small, "-", out, Columns(column="name"))
    with pytest.raises(InputError, match=r"none\.parquet cannot be read: No such file or directory$"):
        resolve_parquet(small, str(towns.with_name("none.parquet")), out, Columns(column="name"))
    with pytest.raises(NormalizeError, match="could not be written: No space left on device"):
        resolve_parquet(small, str(towns), "/dev/full", Columns(column="name"))
    assert [path.name for path in towns.parent.iterdir()] == ["towns.parquet"]
