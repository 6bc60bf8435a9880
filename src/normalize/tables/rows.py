"""The rows of a CSV table: to questions, and with the answers to what is written."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence

from normalize.tables.answers import Answer, Question, readable, said
from normalize.tables.columns import Columns, added_columns, find_column
from normalize.tables.dialect import Dialect
from normalize.tables.records import Record

_WRITTEN = 10_000  # answers whose cells are remembered


class Rows:
    """The way from a row to its question, and with the answer to the row that is written."""

    def __init__(self, header: Record, columns: Columns, dialect: Dialect, table: str) -> None:
        cells = header.cells
        self._width, self._end, self._dialect = len(cells), header.end or "\n", dialect
        self._name = find_column(cells, columns.column, table)
        self._told = [(None if c is None else find_column(cells, c, table), given) for c, given in columns.told]
        self._given = [given for _, given in self._told]
        self._is_told = any(column is not None for column, _ in self._told)  # by the row itself
        self._candidates = columns.candidates is not None
        self._written: dict[int, tuple[Answer, str]] = {}  # by the identity of an answer, which is kept beside it
        self._writer = csv.writer(_Echo(), delimiter=dialect.delimiter, lineterminator="\r\n")
        added = added_columns(cells, columns.prefix, self._candidates, table)
        self.header = header.text + dialect.delimiter + self._join(added) + self._end

    def question(self, record: Record) -> Question:
        """Return what a row asks."""
        cells = record.cells
        if not self._is_told:
            return Question(cells[self._name], *self._given)
        told = [given if column is None else said(cells[column]) for column, given in self._told]
        return Question(cells[self._name], *told)

    def explain_flaw(self, record: Record) -> str:
        """Return what is wrong with a row, and what it has too much."""
        surplus = record.cells[self._width :]
        if not surplus:
            return record.flaw
        return f"{record.flaw}; the surplus: {json.dumps(surplus, ensure_ascii=False)}"

    def write_answer(self, answer: Answer) -> str:
        """Return the cells of an answer, as they stand behind a row; rows that ask the same share an answer."""
        known = self._written.get(id(answer))
        if known is not None:
            return known[1]
        shares = ("" if share is None else f"{share:.4f}" for share in (answer.probability, answer.margin))
        cells = [answer.id or "", answer.label or "", answer.status, *shares, answer.why or ""]
        if self._candidates:
            cells.append(answer.candidates)
        if len(self._written) >= _WRITTEN:
            self._written.clear()
        text = self._dialect.delimiter + self._join(cells)
        self._written[id(answer)] = answer, text
        return text

    def write(self, record: Record, answer: str) -> str:
        """Return a row with the cells of its answer behind it."""
        text = record.text
        if record.flaw:
            text = self._join([*record.cells[: self._width], *[""] * (self._width - len(record.cells))])
        return text + answer + (record.end or self._end)

    def _join(self, cells: Sequence[str]) -> str:
        if not self._dialect.quoted:
            return "\t".join(readable(c) if "\t" in c or "\n" in c else c for c in cells)
        return str(self._writer.writerow(cells)).removesuffix("\r\n")


class _Echo:
    """A place to write to that hands back what was written."""

    def write(self, text: str) -> str:
        return text
