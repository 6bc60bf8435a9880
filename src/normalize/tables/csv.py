"""A CSV table through the one path: its own columns as they are, the answers beside them, row by row."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from normalize import __version__
from normalize.errors import InputError, WrongOptionError
from normalize.tables.answers import Answer, Answers, Question, Style
from normalize.tables.columns import Columns
from normalize.tables.dialect import detect_dialect, given_delimiter
from normalize.tables.output import STANDARD, Output, is_file, open_output, refuse_same_file
from normalize.tables.records import Lines, Record, Records
from normalize.tables.resumable import open_resumable
from normalize.tables.review import Review
from normalize.tables.rows import Rows
from normalize.tables.source import Progress, Source, open_source
from normalize.tables.summary import Summary

if TYPE_CHECKING:
    from normalize.library import Lexicon

_BATCH_ROWS = 1_000
_BATCH_CHARACTERS = 1 << 22
_AHEAD = 2  # batches that other processes are at while one is written
_Asked = tuple[list[Record], list[Question], list[int]]  # rows, what they ask, and which of it each of them does
_PEEK_LINES, _PEEK_CHARACTERS = 200, 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvOptions:
    """How a CSV file is read, what its columns mean, and where what is ambiguous goes too.

    And from which probability of the first candidate on what is unresolved does; None where that goes nowhere.
    """

    columns: Columns
    encoding: str | None = None
    delimiter: str | None = None
    review: str | None = None
    review_from: float | None = None


def resolve_csv(
    lexicon: Lexicon,
    source: str,
    target: str,
    options: CsvOptions,
    progress: Progress | None = None,
    workers: int | None = 1,
    resume: bool = False,
) -> Summary:
    """Write the table `source` with its answers to `target` ("-": standard input and output); in constant memory.

    Every row in is a row out, its text untouched, the answers behind it, as UTF-8 (with a byte order mark where the
    table had one). A row that is flawed gets status "error" and the reason: cells that it lacks are empty, surplus
    cells stand in the reason. Blank lines stay blank. `progress` is called with rows and bytes done and bytes in all.
    With a `group_column` the table is read twice: the names of all rows with the same cell there, as a set, are each
    other's context. What is ambiguous is written to the file `review` too, in a form that can be filled in and given
    to `load(decisions=…)`. `workers` are as in `Answers`. A run over a file that is killed, or with `resume` cut short
    in any way, leaves what it has done hidden beside `target`; with `resume` the next one goes on there.

    Raises `WrongOptionError` for options that do not fit the table, `InputError` for a table that cannot be read,
    `NormalizeError` when it cannot be written; then a file `target` is as it was before.

    >>> import normalize, tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "towns.csv").write_text("town\\nГлыбокае\\n", encoding="utf-8")
    >>> options = CsvOptions(columns=Columns(column="town", country="BY"))
    >>> resolve_csv(normalize.load(), str(folder / "towns.csv"), str(folder / "out.csv"), options).rows
    1
    """
    delimiter = given_delimiter(options.delimiter) if options.delimiter is not None else None
    refuse_same_file(source, target)
    if options.review is None and options.review_from is not None:
        raise WrongOptionError("--review-from says what goes into a review; name a file with --review")
    if options.review is not None:
        if resume:
            raise WrongOptionError("--review and --resume exclude each other: a review is of the whole table")
        if options.review == STANDARD:
            raise WrongOptionError("the review cannot go to standard output; name a file with --review")
        for other in (source, target):
            refuse_same_file(other, options.review)
    started = time.monotonic()
    with ExitStack() as stack:
        review = Review(stack.enter_context(open_output(options.review))) if options.review is not None else None
        twice = options.columns.group_column is not None
        table = stack.enter_context(open_source(source, options.encoding, twice=twice))
        lines = Lines(table.text, table.name, table.encoding)
        start, whole = lines.peek(_PEEK_LINES, _PEEK_CHARACTERS)
        dialect = detect_dialect(start, whole, options.columns.wanted, delimiter)
        records = Records(lines, dialect, table.name, table.encoding)
        header, before = _find_header(records, table)
        writer = Rows(header, options.columns, dialect, table.name)
        output = stack.enter_context(_open(target, table, (options, str(dialect), lexicon.identity), resume))
        style = Style(options.columns.candidates, reviewed=review is not None, review_from=options.review_from)
        answers = stack.enter_context(Answers(lexicon, style, workers))
        if twice:
            for batch in _batches(records, answers.workers):
                answers.note(writer.questions(batch)[0])
            table.rewind()
            records = Records(Lines(table.text, table.name, table.encoding), dialect, table.name, table.encoding)
            _find_header(records, table)
        summary = Summary(f"{table.encoding}, {dialect}")
        done = 0
        if output.mark is None:
            output.write(("\ufeff" if table.encoding.mark else "") + before + writer.header)
        else:
            done = output.mark.records
            deque(islice(records, done), maxlen=0)
            summary.statuses.update(output.mark.statuses)
            summary.before = summary.rows
        for asked, told in _answer_ahead(chain([[]], _batches(records, answers.workers)), writer, answers):
            batch, questions, asking = asked
            if review is not None:
                review.add((questions[place], told[place]) for place in asking)
            output.write("".join(writer.write(batch, asking, told, summary.statuses)))
            done += len(batch)
            output.note(done, summary.statuses)
            if progress is not None:
                progress(summary.rows, table.position(), table.size)
        if review is not None:
            review.write()
    summary.seconds = time.monotonic() - started
    return summary


def _open(target: str, table: Source, made_of: tuple[object, ...], resume: bool) -> AbstractContextManager[Output]:
    """Open the output, so that a later run can go on with it where both it and the table are files."""
    if table.state is not None and is_file(target):
        run = hashlib.sha256(repr((table.state, *made_of, __version__)).encode("utf-8", "surrogatepass")).hexdigest()
        return open_resumable(target, run, resume)
    if resume:
        raise WrongOptionError("--resume goes on with a file made from a file; name both, with -o the one to write")
    return open_output(target)


def _find_header(records: Iterator[Record], table: Source) -> tuple[Record, str]:
    """Return the header and the blank lines before it."""
    before = ""
    for record in records:
        if record.cells:
            return record, before
        before += record.text + record.end
    raise InputError(f"{table.name} is empty; expected a header line with the names of the columns")


def _batches(records: Records, workers: int) -> Iterator[list[Record]]:
    return iter(partial(records.take, workers * _BATCH_ROWS, _BATCH_CHARACTERS), [])


def _answer_ahead(
    batches: Iterable[list[Record]], rows: Rows, answers: Answers
) -> Iterator[tuple[_Asked, list[Answer]]]:
    """Yield each batch with the answers to what its rows ask; while one is written others are already asked for."""
    waiting: deque[tuple[_Asked, Callable[[], list[Answer]]]] = deque()
    for batch in batches:
        questions, asking = rows.questions(batch)
        waiting.append(((batch, questions, asking), answers.begin(questions)))
        if len(waiting) > _AHEAD or answers.workers == 1:
            asked, found = waiting.popleft()
            yield asked, found()
    for asked, found in waiting:
        yield asked, found()
