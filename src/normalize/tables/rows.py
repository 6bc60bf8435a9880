"""The rows of a CSV table: to questions, and with the answers to what is written."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from normalize.tables.answers import Answer, Question, readable, said
from normalize.tables.columns import Columns, added_columns, find_column
from normalize.tables.dialect import Dialect
from normalize.tables.records import Record

_WRITTEN = 10_000  # answers whose cells are remembered

Value = TypeVar("Value")


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

    def questions(self, records: Iterable[Record]) -> tuple[list[Question], list[int]]:
        """Return what rows ask, each question once, and the place of its question for each row that asks."""
        rows = (record.cells for record in records if record.cells and not record.flaw)
        if self._is_told:
            return _number(map(self._ask, rows))
        names, asking = _number(cells[self._name] for cells in rows)
        return [Question(name, *self._given) for name in names], asking

    def _ask(self, cells: list[str]) -> Question:
        told = [given if column is None else said(cells[column]) for column, given in self._told]
        return Question(cells[self._name], *told)

    def write(
        self, records: Sequence[Record], asking: Sequence[int], answers: Sequence[Answer], statuses: Counter[str]
    ) -> Iterator[str]:
        """Yield, piece by piece, rows with the answers to their questions, and count what has become of them.

        `asking` gives the place among `answers` for each row that asks.
        """
        for place, times in Counter(asking).items():
            statuses[answers[place].status] += times
        behind = list(map(self._write_answer, answers))
        if len(asking) == len(records) and all(record.end for record in records):
            _, _, texts, ends, *_ = zip(*records, strict=True) if records else ((),) * 4
            yield from chain.from_iterable(zip(texts, map(behind.__getitem__, asking), ends, strict=True))
            return
        next_place = iter(asking)
        for record in records:
            if record.flaw:
                statuses["error"] += 1
                yield self._write_flawed(record)
            elif record.cells:
                yield record.text + behind[next(next_place)] + (record.end or self._end)
            else:
                yield record.text + record.end

    def _write_flawed(self, record: Record) -> str:
        """Return a row that is flawed, with what is wrong with it and what it has too much."""
        cells, surplus = record.cells[: self._width], record.cells[self._width :]
        why = f"{record.flaw}; the surplus: {json.dumps(surplus, ensure_ascii=False)}" if surplus else record.flaw
        text = self._join([*cells, *[""] * (self._width - len(cells))])
        return text + self._write_answer(Answer("error", why=why)) + (record.end or self._end)

    def _write_answer(self, answer: Answer) -> str:
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

    def _join(self, cells: Sequence[str]) -> str:
        if not self._dialect.quoted:
            return "\t".join(readable(c) if "\t" in c or "\n" in c else c for c in cells)
        return str(self._writer.writerow(cells)).removesuffix("\r\n")


def _number(values: Iterable[Value]) -> tuple[list[Value], list[int]]:
    """Return values, each once, and the place among these for each of them."""
    places: dict[Value, int] = {}
    numbers = [places.setdefault(value, len(places)) for value in values]
    return list(places), numbers


class _Echo:
    """A place to write to that hands back what was written."""

    def write(self, text: str) -> str:
        return text
