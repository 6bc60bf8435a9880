"""A CSV table through the one path: its own columns as they are, the answers beside them, row by row."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.errors import InputError
from normalize.tables.answers import Answer, Answers, Question, readable
from normalize.tables.columns import WrongOptionError, added_columns, find_column
from normalize.tables.dialect import Dialect, detect_dialect, given_delimiter
from normalize.tables.encoding import Encoding
from normalize.tables.output import STANDARD, Output, open_output, refuse_same_file
from normalize.tables.records import Lines, Record, read_records
from normalize.tables.review import Review
from normalize.tables.source import Source, open_source

if TYPE_CHECKING:
    from normalize.library import Lexicon

_BATCH_ROWS = 1_000
_BATCH_CHARACTERS = 1 << 22
_PEEK_LINES, _PEEK_CHARACTERS = 200, 1 << 18
Progress = Callable[[int, int, "int | None"], None]


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """What a table's columns mean; a value for all rows and a column of values exclude each other."""

    column: str
    type: str | None = None
    type_column: str | None = None
    country: str | None = None
    country_column: str | None = None
    lang: str | None = None
    lang_column: str | None = None
    group_column: str | None = None
    candidates: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    prefix: str = "normalize_"
    review: str | None = None
    kept: tuple[str, ...] = ()  # other files that are not to be written over

    def __post_init__(self) -> None:
        for what in ("type", "country", "lang"):
            if getattr(self, what) is not None and getattr(self, f"{what}_column") is not None:
                raise WrongOptionError(f"--{what} and --{what}-column exclude each other; give one of them")

    @property
    def wanted(self) -> list[str]:
        """The columns that the table has to have."""
        named = (self.column, self.type_column, self.country_column, self.lang_column, self.group_column)
        return [column for column in named if column is not None]


@dataclass(slots=True)
class Summary:
    """What became of a table; `str()` of it is the line that the command ends with."""

    encoding: Encoding
    dialect: Dialect
    seconds: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        """The number of rows, the header and blank lines not counted."""
        return self.statuses.total()

    def __str__(self) -> str:
        count = self.statuses
        return (
            f"{self.rows:,} row{'s' * (self.rows != 1)}: {count['resolved']:,} resolved, "
            f"{count['ambiguous']:,} ambiguous, {count['unresolved']:,} unresolved, {count['error']:,} flagged; "
            f"{self.rows / max(self.seconds, 0.001):,.0f} rows/s; {self.encoding}, {self.dialect}"
        )


def resolve_csv(
    lexicon: Lexicon, source: str, target: str, options: CsvOptions, progress: Progress | None = None
) -> Summary:
    """Write the table `source` with its answers to `target` ("-": standard input and output); in constant memory.

    Every row in is a row out, its text untouched, the answers behind it, as UTF-8 (with a byte order mark where the
    table had one). A row that is flawed gets status "error" and the reason: cells that it lacks are empty, surplus
    cells stand in the reason. Blank lines stay blank. `progress` is called with rows and bytes done and bytes in all.
    With a `group_column` the table is read twice: the names of all rows with the same cell there, as a set, are each
    other's context. What is ambiguous is written to the file `review` too, in a form that can be filled in and given
    to `load(decisions=…)`.

    Raises `WrongOptionError` for options that do not fit the table, `InputError` for a table that cannot be read,
    `NormalizeError` when it cannot be written; then a file `target` is as it was before.

    >>> import normalize, tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "towns.csv").write_text("town\\nГлыбокае\\n", encoding="utf-8")
    >>> options = CsvOptions("town", country="BY")
    >>> resolve_csv(normalize.load(), str(folder / "towns.csv"), str(folder / "out.csv"), options).rows
    1
    """
    delimiter = given_delimiter(options.delimiter) if options.delimiter is not None else None
    refuse_same_file(source, target)
    if options.review is not None:
        if options.review == STANDARD:
            raise WrongOptionError("the review cannot go to standard output; name a file with --review")
        for other in (source, target, *options.kept):
            refuse_same_file(other, options.review)
    review = Review() if options.review is not None else None
    started = time.monotonic()
    with open_source(source, options.encoding, twice=options.group_column is not None) as table:
        lines = Lines(table.text, table.name)
        start, whole = lines.peek(_PEEK_LINES, _PEEK_CHARACTERS)
        dialect = detect_dialect(start, whole, options.wanted, delimiter)
        records = read_records(lines, dialect, table.name, table.encoding.codec)
        header, before = _find_header(records, table)
        writer = _Rows(header, options, dialect, table.name)
        answers = Answers(lexicon, options.candidates)
        if options.group_column is not None:
            for batch in _batches(records):
                answers.note(writer.question(record) for record in batch if record.cells and not record.flaw)
            table.rewind()
            records = read_records(Lines(table.text, table.name), dialect, table.name, table.encoding.codec)
            _find_header(records, table)
        summary = Summary(table.encoding, dialect)
        with open_output(target) as output:
            output.write(("\ufeff" if table.encoding.mark else "") + before + writer.header)
            for batch in _batches(records):
                _resolve_batch(batch, writer, answers, output, summary, review)
                if progress is not None:
                    progress(summary.rows, table.position(), table.size)
    if review is not None and options.review is not None:
        review.write(options.review)
    summary.seconds = time.monotonic() - started
    return summary


def _find_header(records: Iterator[Record], table: Source) -> tuple[Record, str]:
    """Return the header and the blank lines before it."""
    before = ""
    for record in records:
        if record.cells:
            return record, before
        before += record.text + record.end
    raise InputError(f"{table.name} is empty; expected a header line with the names of the columns")


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.text)
        if len(batch) >= _BATCH_ROWS or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _resolve_batch(
    batch: Sequence[Record], rows: _Rows, answers: Answers, output: Output, summary: Summary, review: Review | None
) -> None:
    questions = [rows.question(r) for r in batch if r.cells and not r.flaw]
    answered = answers.ask(questions)
    if review is not None:
        review.add(zip(questions, answered, strict=True))
    found = iter(answered)
    parts = []
    for record in batch:
        if not record.cells:
            parts.append(record.text + record.end)
            continue
        answer = next(found) if not record.flaw else Answer("error", why=rows.explain_flaw(record))
        summary.statuses[answer.status] += 1
        parts.append(rows.write(record, answer))
    output.write("".join(parts))


class _Rows:
    """The way from a row to its question, and with the answer to the row that is written."""

    def __init__(self, header: Record, options: CsvOptions, dialect: Dialect, table: str) -> None:
        cells = header.cells
        self._width, self._end, self._dialect = len(cells), header.end or "\n", dialect
        self._name = find_column(cells, options.column, table)
        self._given = (options.type, options.country, options.lang, None)
        columns = (options.type_column, options.country_column, options.lang_column, options.group_column)
        self._columns = [None if c is None else find_column(cells, c, table) for c in columns]
        self._candidates = options.candidates is not None
        self._writer = csv.writer(_Echo(), delimiter=dialect.delimiter, lineterminator="\r\n")
        added = added_columns(cells, options.prefix, self._candidates, table)
        self.header = header.text + dialect.delimiter + self._join(added) + self._end

    def question(self, record: Record) -> Question:
        cells = record.cells
        told = [
            given if column is None else cells[column].strip() or None
            for column, given in zip(self._columns, self._given, strict=True)
        ]
        return Question(cells[self._name], *told)

    def explain_flaw(self, record: Record) -> str:
        surplus = record.cells[self._width :]
        if not surplus:
            return record.flaw
        import json

        return f"{record.flaw}; the surplus: {json.dumps(surplus, ensure_ascii=False)}"

    def write(self, record: Record, answer: Answer) -> str:
        cells = [answer.id, answer.label, answer.status, answer.probability, answer.margin, answer.why]
        if self._candidates:
            cells.append(answer.candidates)
        delimiter = self._dialect.delimiter
        if record.flaw:
            own = [*record.cells[: self._width], *[""] * (self._width - len(record.cells))]
            text = self._join(own)
        else:
            text = record.text
        return text + delimiter + self._join(cells) + (record.end or self._end)

    def _join(self, cells: Sequence[str]) -> str:
        if not self._dialect.quoted:
            return "\t".join(readable(c) if "\t" in c or "\n" in c else c for c in cells)
        return str(self._writer.writerow(cells)).removesuffix("\r\n")


class _Echo:
    """A place to write to that hands back what was written."""

    def write(self, text: str) -> str:
        return text
