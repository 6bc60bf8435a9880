"""The whole way of a table, in process: as many rows out as in, whatever the rows are."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import normalize
from normalize.errors import WrongOptionError
from normalize.tables.columns import Columns
from normalize.tables.csv import CsvOptions, resolve_csv


def resolve(small: normalize.Lexicon, folder: Path, content: str, **more: str | int) -> tuple[str, str]:
    (folder / "in.csv").write_text(content, encoding="utf-8", newline="")
    options = CsvOptions(columns=Columns(column="name", **more), delimiter=",", encoding="utf-8")  # type: ignore[arg-type]
    summary = resolve_csv(small, str(folder / "in.csv"), str(folder / "out.csv"), options)
    return (folder / "out.csv").read_text(encoding="utf-8"), str(summary)


def count_rows(text: str) -> int:
    return sum(bool(row) for row in csv.reader(io.StringIO(text, newline="")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6)), max_size=5), end=st.sampled_from(["\n", "\r\n"])
)
def test_a_proper_table_keeps_its_rows(
    small: normalize.Lexicon, tmp_path: Path, rows: list[tuple[str, str]], end: str
) -> None:
    text = io.StringIO(newline="")
    encodable = [tuple(cell.encode("utf-8", "replace").decode() for cell in row) for row in rows]
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator=end).writerows([("name", "note"), *encodable])
    (tmp_path / "in.csv").write_bytes(text.getvalue().encode())
    options = CsvOptions(columns=Columns(column="name"), delimiter=",", encoding="utf-8")
    summary = resolve_csv(small, str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), options)
    out = (tmp_path / "out.csv").read_bytes().decode()
    found = list(csv.reader(io.StringIO(out, newline="")))
    assert [tuple(row[:2]) for row in found[1:]] == encodable
    assert summary.rows == len(rows) == len(found) - 1
    assert {len(row) for row in found} == {8}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(st.sampled_from('aM",\n\0 é'), max_size=40))
def test_a_broken_table_is_rectangular_and_counts_its_rows(small: normalize.Lexicon, tmp_path: Path, body: str) -> None:
    (tmp_path / "in.csv").write_bytes(f"id,name\n{body}".encode())
    options = CsvOptions(columns=Columns(column="name"), delimiter=",", encoding="utf-8")
    summary = resolve_csv(small, str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), options)
    found = [row for row in csv.reader(io.StringIO((tmp_path / "out.csv").read_bytes().decode(), newline="")) if row]
    assert {len(row) for row in found} == {8}
    assert summary.rows == len(found) - 1


def test_answers_do_not_depend_on_batches(
    small: normalize.Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = (
        "name,c\n" + "".join(f"{n},{c}\n" for n in ("Minsk", "Głębokie", "Nikolai", "") for c in ("BY", "", "XXX")) * 3
    )
    whole, _ = resolve(small, tmp_path, table, country_column="c", candidates=2)
    for rows, characters in ((1, 1 << 22), (7, 1 << 22), (1_000, 5)):
        monkeypatch.setattr("normalize.tables.csv._BATCH_ROWS", rows)
        monkeypatch.setattr("normalize.tables.csv._BATCH_CHARACTERS", characters)
        monkeypatch.setattr("normalize.tables.records._BLOCK", rows)
        assert resolve(small, tmp_path, table, country_column="c", candidates=2)[0] == whole


def test_progress_tells_rows_and_bytes(small: normalize.Lexicon, tmp_path: Path) -> None:
    table, told = tmp_path / "in.csv", []
    table.write_text("name\n" + "Minsk\n" * 9_000)
    resolve_csv(
        small,
        str(table),
        str(tmp_path / "out.csv"),
        CsvOptions(columns=Columns(column="name")),
        lambda *facts: told.append(facts),
    )
    rows = [rows for rows, _, _ in told]
    assert rows == sorted(set(rows)) and len(rows) > 3 and (rows[0], rows[-1]) == (0, 9_000)
    assert told[-1][1:] == (table.stat().st_size, table.stat().st_size)


def test_the_summary_counts_what_became_of_the_rows(small: normalize.Lexicon, tmp_path: Path) -> None:
    _, summary = resolve(
        small, tmp_path, "name,c\nMinsk,BY\nGłębokie,\nnobody,BY\nMinsk\nMinsk,?\n", country_column="c"
    )
    assert summary.startswith("5 rows: 1 resolved, 1 ambiguous, 1 unresolved, 2 flagged; ")


def test_a_value_and_a_column_exclude_each_other() -> None:
    with pytest.raises(WrongOptionError, match="--type and --type-column exclude each other"):
        Columns(column="name", type="place", type_column="kind")
