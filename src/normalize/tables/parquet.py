"""A Parquet file through the one path, some rows at a time: its own columns as they are, the answers beside them."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from normalize.errors import InputError, extra
from normalize.tables.answers import Answers, Style
from normalize.tables.arrow import answer_column, ask_column, fields
from normalize.tables.columns import Columns, added_columns, find_column
from normalize.tables.output import STANDARD, Output, open_output, refuse_same_file
from normalize.tables.source import Progress
from normalize.tables.summary import Summary

with extra("arrow", "normalize parquet"):
    import pyarrow as pa
    import pyarrow.parquet as pq

if TYPE_CHECKING:
    from normalize.library import Lexicon

_ROWS, _BYTES = 1 << 16, 1 << 26  # of one batch, which becomes a row group


def resolve_parquet(
    lexicon: Lexicon,
    source: str,
    target: str,
    columns: Columns,
    progress: Progress | None = None,
    workers: int | None = 1,
) -> Summary:
    """Write the Parquet file `source` with its answers to `target` ("-": standard output); in constant memory.

    The columns that are added are those of `normalize.arrow.resolve`. With a `group_column` the file is read twice.
    `progress` is called with rows done, once more, and rows in all.

    Raises `WrongOptionError` for options that do not fit the file, `InputError` for a file that cannot be read,
    `NormalizeError` when it cannot be written; then a file `target` is as it was before.
    """
    refuse_same_file(source, target)
    started = time.monotonic()
    name = os.path.basename(source) or source
    with _opened(source, name) as file, Answers(lexicon, Style(columns.candidates), workers) as answers:
        schema = file.schema_arrow
        places = [find_column(schema.names, wanted, name) for wanted in columns.wanted]
        added = added_columns(schema.names, columns.prefix, columns.candidates is not None, name)
        if columns.group_column is not None:
            for batch in _read(file, name, [schema.names[place] for place in places]):
                names, told = _pick(batch, columns, name)
                answers.note(question for question in ask_column(names, *told)[1] if question is not None)
        for column, kind in zip(added, fields(columns.candidates), strict=True):
            schema = schema.append(pa.field(column, kind.type))
        groups = file.metadata.num_row_groups
        summary = Summary(f"parquet, {groups} row group{'s' * (groups != 1)}")
        with open_output(target) as output, pq.ParquetWriter(_Sink(output), schema) as writer:
            for batch in _read(file, name, None):
                names, told = _pick(batch, columns, name)
                found = answer_column(answers, names, *told)
                writer.write_batch(pa.RecordBatch.from_arrays([*batch.columns, *found.flatten()], schema=schema))
                for entry in found.field("status").value_counts():
                    summary.statuses[entry["values"].as_py() or ""] += entry["counts"].as_py()
                if progress is not None:
                    progress(summary.rows, summary.rows, file.metadata.num_rows)
    summary.seconds = time.monotonic() - started
    return summary


@contextmanager
def _opened(source: str, name: str) -> Iterator[pq.ParquetFile]:
    if source == STANDARD:
        raise InputError("a Parquet file is read from its end, so not from standard input; name a file")
    try:
        file = pq.ParquetFile(source)
    except (pa.ArrowException, OSError) as error:
        raise _refusal(name, error) from error
    with file:
        yield file


def _read(file: pq.ParquetFile, name: str, columns: list[str] | None) -> Iterator[pa.RecordBatch]:
    facts = file.metadata
    size = sum(facts.row_group(group).total_byte_size for group in range(facts.num_row_groups))
    rows = max(1, min(_ROWS, _BYTES * facts.num_rows // max(size, 1)))
    try:
        yield from file.iter_batches(rows, columns=columns)
    except (pa.ArrowException, OSError) as error:
        raise _refusal(name, error) from error


def _refusal(name: str, error: Exception) -> InputError:
    if isinstance(error, OSError) and error.errno:
        return InputError(f"{name} cannot be read: {os.strerror(error.errno)}")
    return InputError(f"{name} cannot be read as Parquet: {str(error).splitlines()[0]}")


def _pick(batch: pa.RecordBatch, columns: Columns, name: str) -> tuple[pa.Array, list[str | pa.Array | None]]:
    """Return the column of names of a batch, and what is told of them, as `Columns.told` lists it."""

    def column(wanted: str) -> pa.Array:
        return batch.column(find_column(batch.schema.names, wanted, name))

    told = [value if given is None else column(given) for given, value in columns.told]
    return column(columns.column), told


class _Sink(io.RawIOBase):
    """An output as the file that Arrow writes to."""

    def __init__(self, output: Output) -> None:
        self._output, self._written = output, 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, content: bytes) -> int:  # type: ignore[override]  # 3.11 has no name for any buffer
        self._output.write_bytes(content)
        self._written += len(content)
        return len(content)
