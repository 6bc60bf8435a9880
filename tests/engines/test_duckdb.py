"""The functions of DuckDB: values and columns, NULLs, many rows, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

import normalize
import normalize.duckdb

TOWNS = "(VALUES ('Minsk', 'BY'), (NULL, 'BY'), ('Głębokie', 'PL'), ('Głębokie', NULL), ('Minsk', 'Belarus')) t(n, c)"


@pytest.fixture
def connection(small: normalize.Lexicon) -> Iterator[duckdb.DuckDBPyConnection]:
    with normalize.duckdb.register(duckdb.connect(), small) as connection:
        yield connection


def test_values_columns_and_nulls(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(f"SELECT normalize_id(n, 'place', c), normalize_id(n) FROM {TOWNS}").fetchall()
    assert rows == [("4", "4"), (None, None), ("2", None), (None, None), (None, "4")]
    assert connection.execute("SELECT normalize_id(NULL), normalize_id('Minsk', NULL, 'BY', 'en')").fetchall() == [
        (None, "4")
    ]


def test_a_whole_answer_is_a_struct(connection: duckdb.DuckDBPyConnection, small: normalize.Lexicon) -> None:
    asked = f"SELECT normalize_resolve(n, NULL, c) AS r FROM {TOWNS}"
    rows = connection.execute(f"SELECT r.status, r.label, r.probability FROM ({asked})").fetchall()
    assert [status for status, _, _ in rows] == ["resolved", None, "resolved", "ambiguous", "error"]
    assert rows[0] == ("resolved", "Minsk", small.resolve("Minsk", country="BY").probability)
    whole = connection.execute(f"SELECT r FROM ({asked}) LIMIT 1").fetchall()[0][0]
    assert list(whole) == ["id", "label", "status", "probability", "margin", "why"]


def test_a_type_that_there_is_not_is_an_error_as_where_a_country_stands_in_its_place(
    core: normalize.Lexicon,
) -> None:
    with normalize.duckdb.register(duckdb.connect(), core) as connection:
        row = connection.execute("SELECT normalize_resolve('Minsk', country := 'BY'), normalize_id('Minsk', 'Place')")
        misplaced, id = row.fetchall()[0]
    assert (misplaced["status"], misplaced["id"], id) == ("error", None, "geonames:625144")
    assert misplaced["why"].startswith('type "BY" is unknown; expected one of: country, place')


def test_more_rows_than_a_vector(connection: duckdb.DuckDBPyConnection) -> None:
    names = "SELECT CASE WHEN range % 3 = 0 THEN 'Minsk' WHEN range % 3 = 1 THEN 'Pinsk' END AS n FROM range(30_000)"
    counts = connection.execute(f"SELECT normalize_id(n) AS id, count(*) FROM ({names}) GROUP BY id ORDER BY id")
    assert counts.fetchall() == [("3", 10_000), ("4", 10_000), (None, 10_000)]


def test_the_lexicon_named_last_answers(connection: duckdb.DuckDBPyConnection, core: normalize.Lexicon) -> None:
    normalize.duckdb.register(connection, core)
    assert connection.execute("SELECT normalize_id('Мінск', 'place', 'BY')").fetchall() == [("geonames:625144",)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("1", "the column of names holds int32; expected text"),
        ("'Minsk', 1", "the column for type holds int32; expected text"),
        (
            "'Minsk', 'place', 'BY', 'be', 53.9, 27.6, '1937', 'more'",
            "normalize_id takes name, type, country, lang, lat, lon, date; got 8 arguments",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(connection: duckdb.DuckDBPyConnection, arguments: str, told: str) -> None:
    with pytest.raises(duckdb.Error) as refused:
        connection.execute(f"SELECT normalize_id({arguments})").fetchall()
    assert told in str(refused.value)


def test_what_is_no_connection_is_refused() -> None:
    with pytest.raises(normalize.InputError, match=r"the connection is an int; expected one of duckdb\.connect"):
        normalize.duckdb.register(5)  # type: ignore[arg-type]
