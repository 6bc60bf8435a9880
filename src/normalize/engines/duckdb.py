"""DuckDB: SQL functions that resolve names, many rows at a time."""

from __future__ import annotations

import os
from contextlib import suppress

from normalize.errors import InputError, extra, name_kind
from normalize.library import Lexicon, open_once
from normalize.tables.answers import Answers, Style
from normalize.tables.arrow import answer_column, fields

with extra("duckdb", "normalize.duckdb"):
    import duckdb
    import pyarrow as pa

_ARGUMENTS = ("name", "type", "country", "lang", "lat", "lon", "date")
_KINDS = {"string": "VARCHAR", "double": "DOUBLE"}


def register(
    connection: duckdb.DuckDBPyConnection, lexicon: Lexicon | str | os.PathLike[str] = "core"
) -> duckdb.DuckDBPyConnection:
    """Give a connection the functions `normalize_id` and `normalize_resolve`, and return it.

    Both take a name and optionally type, country, lang, lat, lon and date, each a value or a column, in this order:
    DuckDB passes no names of arguments on, and `country := 'BY'` behind the name would be its type. `normalize_id`
    gives the id, NULL unless resolved, `normalize_resolve` a STRUCT of id, label, status, probability, margin and why;
    a row that cannot be asked has the status "error" there. A NULL for a name gives NULL, for anything else says
    nothing. Registered again, the functions answer from the lexicon named last.

    >>> import duckdb, normalize.duckdb
    >>> connection = normalize.duckdb.register(duckdb.connect())
    >>> connection.sql("SELECT normalize_id('Глыбокае', 'place', 'BY')").fetchall()
    [('geonames:627908',)]
    """
    if not isinstance(connection, duckdb.DuckDBPyConnection):
        raise InputError(f"the connection is {name_kind(connection)}; expected one of duckdb.connect()")
    opened = open_once(lexicon)
    _create(connection, "normalize_id", Answers(opened, Style(explained=False)), "id")
    _create(connection, "normalize_resolve", Answers(opened), None)
    return connection


def _create(connection: duckdb.DuckDBPyConnection, function: str, answers: Answers, part: str | None) -> None:
    def answer(*columns: pa.ChunkedArray) -> pa.Array:
        if not 1 <= len(columns) <= len(_ARGUMENTS):
            raise InputError(f"{function} takes {', '.join(_ARGUMENTS)}; got {len(columns)} arguments")
        found = answer_column(answers, *columns)
        return found if part is None else found.field(part)

    kinds = {field.name: _KINDS[str(field.type)] for field in fields(None)}
    kind = f"STRUCT({', '.join(f'{name} {kind}' for name, kind in kinds.items())})" if part is None else kinds[part]
    with suppress(duckdb.InvalidInputException):  # there is none of that name yet
        connection.remove_function(function)
    connection.create_function(  # type: ignore[call-overload]  # the stubs know enumerations, not their names
        function, answer, None, kind, type="arrow", null_handling="special"
    )
