"""What a table leaves open, as a file to be filled in: its rows with an id are decisions for the next run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from normalize.decisions import COLUMNS, Asked, read_asked
from normalize.tables.answers import CHOICES, Answer, Question
from normalize.tables.output import Output

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a cell that spreadsheets run begins with


@dataclass(slots=True)
class _Open:
    """Something to be decided: how it was first asked for, in how many rows it stands, and what it could mean."""

    question: Question
    choices: tuple[str, ...]
    rows: int = 0


class Review:
    """What a table leaves to be decided: each name, as decisions tell them apart, once for each type and context."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._open: dict[Asked, _Open] = {}

    def add(self, answered: Iterable[tuple[Question, Answer]]) -> None:
        """Take note of those of some answers that people choose from."""
        for question, answer in answered:
            if answer.choices:
                asked = read_asked(question.name, question.type or "", question.country or "")
                self._open.setdefault(asked, _Open(question, answer.choices)).rows += 1

    def write(self) -> None:
        """Write what is open as CSV, the most frequent first; raises `NormalizeError` when it cannot be written.

        A byte order mark opens it, without which Excel takes UTF-8 for something else.
        """
        shown = [f"candidate_{number}" for number in range(1, CHOICES + 1)]
        self._output.write("\ufeff" + _line([*COLUMNS, "rows", *shown]))
        for one in sorted(self._open.values(), key=lambda one: (-one.rows, one.question.name)):
            context = (one.question.country or "").upper()
            name, type = guard(one.question.name), guard(one.question.type or "")
            cells = [name, type, context, "", "", "", "", str(one.rows)]
            choices = [guard(choice) for choice in one.choices[:CHOICES]]
            self._output.write(_line([*cells, *choices, *[""] * (CHOICES - len(choices))]))


def guard(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text: in front of what it would take for a formula goes an apostrophe.

    A decision reads a name with the apostrophe as without. The table of answers is for programs: its cells stay as they
    are.

    >>> guard("=1+1"), guard("Minsk")
    ("'=1+1", 'Minsk')
    """
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
