"""Arrow columns through the one path: what they ask, each distinct question once, and the answers as columns."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeAlias, TypeVar

import numpy as np

from normalize.errors import InputError, extra, name_kind, tell_count
from normalize.index.candidates import make_constraint
from normalize.lexicon.dates import MOMENTS, Moment, read_date, write_date
from normalize.library import Lexicon, open_once
from normalize.tables.answers import Answer, Answers, Question, Style, said
from normalize.tables.columns import ADDED, CANDIDATES, NUMBERS, added_columns, find_column, split_point
from normalize.tables.exact import Exact, open_exact

with extra("arrow", "normalize.arrow"):
    import pyarrow as pa
    import pyarrow.compute as pc

Column: TypeAlias = "pa.Array | pa.ChunkedArray"
WRITTEN_OUT = ("lat", "lon", "when", "context")  # columns that may hold other things than text
Table = TypeVar("Table", "pa.Table", "pa.RecordBatch")


def resolve(
    table: Table,
    *,
    column: str,
    type: str | Column | None = None,
    country: str | Column | None = None,
    lang: str | Column | None = None,
    near: Sequence[float] | tuple[Column, Column] | None = None,
    when: Moment | Column | None = None,
    context: str | Column | None = None,
    lexicon: Lexicon | str | os.PathLike[str] = "core",
    candidates: int | None = None,
    prefix: str = "normalize_",
    workers: int | None = 1,
) -> Table:
    """Return an Arrow table or record batch with the answers for the names in `column` as further columns.

    `type`, `country`, `lang`, `when` and `context` are one value for all rows (a string) or one for each (a column such
    as `table["country"]`), and `near` is a latitude and a longitude: two numbers or two columns. The columns that are
    added are those of `normalize csv`: normalize_id, normalize_label, normalize_status, normalize_probability,
    normalize_margin, normalize_why, and with `candidates` normalize_candidates, a JSON list. They are null where the
    name is null; a row that cannot be asked has the status "error" and the reason. `workers` is how many processes find
    the answers: 1 is this one, None as many as there are cores once it takes long enough.
    Raises `InputError` for columns that are missing, no text, or of another length.

    >>> import normalize.arrow, pyarrow as pa
    >>> towns = pa.table({"town": ["Глыбокае", None, "Głębokie"], "country": ["BY", "BY", "PL"]})
    >>> normalize.arrow.resolve(towns, column="town", country=towns["country"])["normalize_label"].to_pylist()
    ['Hlybokaye', None, 'Głębokie']
    """
    if not isinstance(table, (pa.Table, pa.RecordBatch)):
        raise InputError(f"the table is {name_kind(table)}; expected a pyarrow Table or RecordBatch")
    names = table.column(find_column(table.schema.names, column, "the table"))
    added = added_columns(table.schema.names, prefix, candidates is not None, "the table")
    lat, lon = split_point(near, (pa.Array, pa.ChunkedArray))
    with Answers(open_once(lexicon), Style(candidates), workers) as answers:
        found = answer_column(answers, names, type, country, lang, lat, lon, when, context)
    for name, values in zip(added, found.flatten(), strict=True):
        table = table.append_column(name, values)
    return table


def answer_column(
    answers: Answers,
    names: Column,
    type: str | Column | None = None,
    country: str | Column | None = None,
    lang: str | Column | None = None,
    lat: str | Column | None = None,
    lon: str | Column | None = None,
    when: Moment | Column | None = None,
    context: str | Column | None = None,
) -> pa.StructArray:
    """Return the answers for a column of names as one column of structs, null where the name is null."""
    if isinstance(type, str):
        answers.lexicon.resolver.read_type(type)
    exact = open_exact(answers.lexicon) if answers.style.candidates is None else None
    if exact is not None and all(told is None for told in (type, country, lang, lat, lon, when, context)):
        return _answer_names(answers, exact, names)
    rows, questions = ask_column(names, type, country, lang, lat, lon, when, context)
    if context is not None:
        answers.note(question for question in questions if question is not None)
    return _ask(answers, questions).take(rows)


def _answer_names(answers: Answers, exact: Exact, names: Column) -> pa.StructArray:
    """Return the answers for names of which nothing is told: most of them are often names to the letter."""
    encoded = _encode(names, "the column of names", len(names))
    distinct = encoded.dictionary
    found = exact.find(distinct)
    known = found["status"] >= 0
    there, rest = np.flatnonzero(known), np.flatnonzero(~known)
    style = answers.style
    questions = [None if name is None else Question(name) for name in distinct.take(pa.array(rest)).to_pylist()]
    written = exact.write(distinct.take(pa.array(there)), found[there], fields(style.candidates), style.explained)
    place = np.empty(len(distinct), dtype=np.int64)
    place[there], place[rest] = np.arange(len(there)), len(there) + np.arange(len(rest))
    return pa.concat_arrays([written, _ask(answers, questions)]).take(pa.array(place).take(encoded.indices))


def ask_column(
    names: Column,
    type: str | Column | None,
    country: str | Column | None,
    lang: str | Column | None,
    lat: str | Column | None,
    lon: str | Column | None,
    when: Moment | Column | None,
    context: str | Column | None,
) -> tuple[pa.Array, list[Question | None]]:
    """Return the distinct questions of a column of names, None for no name, and for each row which it asks."""
    if isinstance(country, str):
        make_constraint(None, country)
    when = write_date(when) if isinstance(when, MOMENTS) else when
    if isinstance(when, str):
        read_date(when)
    told = {"type": type, "country": country, "lang": lang}
    told |= {"lat": lat, "lon": lon, "when": when, "context": context}
    given = [said(value) if isinstance(value, str) else None for value in told.values()]
    columns = {what: value for what, value in told.items() if value is not None and not isinstance(value, str)}
    encoded = [_encode(names, "the column of names", len(names))]
    encoded += [
        _encode(_write_out(value) if what in WRITTEN_OUT else value, f"the column for {what}", len(names))
        for what, value in columns.items()
    ]
    rows, parts = _combine(encoded)
    questions: list[Question | None] = []
    for name, *cells in zip(*parts, strict=True):
        said_here = dict(zip(columns, map(said, cells), strict=True))
        row = [said_here.get(what, value) for what, value in zip(told, given, strict=True)]
        questions.append(None if name is None else Question(name, *row))
    return rows, questions


def fields(candidates: int | None) -> pa.StructType:
    """Return the type of an answer: the columns that are added, without a prefix."""
    parts = (*ADDED, *([CANDIDATES] if candidates is not None else []))
    return pa.struct([(part, pa.float64() if part in NUMBERS else pa.string()) for part in parts])


def _ask(answers: Answers, questions: Sequence[Question | None]) -> pa.StructArray:
    found = iter(answers.ask([question for question in questions if question is not None]))
    distinct = [None if question is None else next(found) for question in questions]
    return _write(distinct, fields(answers.style.candidates))


def _write(answers: Sequence[Answer | None], kind: pa.StructType) -> pa.StructArray:
    arrays = [pa.array([a and getattr(a, field.name) for a in answers], field.type) for field in kind]
    return pa.StructArray.from_arrays(
        arrays, fields=list(kind), mask=pa.array([a is None for a in answers], pa.bool_())
    )


def _encode(column: Column, what: str, rows: int) -> pa.DictionaryArray:
    """Return a column of text, however it is stored, as codes of its distinct values; null has a code too."""
    if not isinstance(column, (pa.Array, pa.ChunkedArray)):
        raise InputError(f"{what} is {name_kind(column)}; expected a string or an Arrow column")
    if len(column) != rows:
        raise InputError(f"{what} has {tell_count(column, rows)}; expected one for each")
    held = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (pa.types.is_string(held) or pa.types.is_large_string(held) or held in (pa.string_view(), pa.null())):
        raise InputError(f"{what} holds {column.type}; expected text: cast it to string first")
    text = column.cast(pa.large_string())  # joined chunks may pass the 2 GB that string has room for
    whole = text.combine_chunks() if isinstance(text, pa.ChunkedArray) else text
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        raise InputError(f"{what} holds bytes that are no UTF-8, in row {_find_broken(whole)}") from None
    return whole.dictionary_encode(null_encoding="encode")


def _find_broken(column: pa.LargeStringArray) -> int:
    """Return which row of a column of text, counted from 1, is the first that is no UTF-8."""
    for row, value in enumerate(column.cast(pa.large_binary()), 1):
        try:
            (value.as_py() or b"").decode()
        except UnicodeDecodeError:
            return row
    return 0


def _write_out(column: Column) -> Column:
    """Return a column of numbers, days or moments as text, NaN as null; and one of anything else as it is."""
    kind = column.type if isinstance(column, (pa.Array, pa.ChunkedArray)) else pa.null()
    if pa.types.is_floating(kind):
        return pc.if_else(pc.is_nan(column), None, column).cast(pa.large_string())
    if pa.types.is_timestamp(kind):
        return column.cast(pa.date32()).cast(pa.large_string())
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_date(kind):
        return column.cast(pa.large_string())
    return column


def _combine(columns: Sequence[pa.DictionaryArray]) -> tuple[pa.Array, list[list[str | None]]]:
    """Return the code of each row's combination, and the distinct combinations, column by column."""
    first, *others = columns
    rows = first.indices.cast(pa.int64())
    picked = [pa.array(range(len(first.dictionary)), pa.int64())]
    for column in others:
        size = pa.scalar(max(1, len(column.dictionary)), pa.int64())
        both = pc.add(pc.multiply(rows, size), column.indices.cast(pa.int64())).dictionary_encode()
        before = pc.divide(both.dictionary, size)
        own = pc.subtract(both.dictionary, pc.multiply(before, size))
        rows, picked = both.indices.cast(pa.int64()), [*(codes.take(before) for codes in picked), own]
    return rows, [column.dictionary.take(codes).to_pylist() for column, codes in zip(columns, picked, strict=True)]
