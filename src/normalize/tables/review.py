"""What a table leaves ambiguous, as a file to be filled in: its rows with an id are decisions for the next run."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable

from normalize.decisions import COLUMNS
from normalize.tables.answers import CHOICES, Answer, Question
from normalize.tables.output import open_output


class Review:
    """The distinct ambiguous questions of a table with how often each stood there and what it could mean."""

    def __init__(self) -> None:
        self._rows: Counter[Question] = Counter()
        self._choices: dict[Question, tuple[str, ...]] = {}

    def add(self, answered: Iterable[tuple[Question, Answer]]) -> None:
        """Take note of the ambiguous ones of some answers."""
        for question, answer in answered:
            if answer.status == "ambiguous":
                self._rows[question] += 1
                self._choices[question] = answer.choices

    def write(self, target: str) -> None:
        """Write the questions as CSV, the most frequent first; raises `NormalizeError` when it cannot be written."""
        shown = [f"candidate_{number}" for number in range(1, CHOICES + 1)]
        with open_output(target) as output:
            output.write(_line([*COLUMNS, "rows", *shown]))
            for question, rows in sorted(self._rows.items(), key=lambda item: (-item[1], item[0].name)):
                context = (question.country or "").upper()
                cells = [question.name, question.type or "", context, "", "", "", "", str(rows)]
                choices = self._choices[question][:CHOICES]
                output.write(_line([*cells, *choices, *[""] * (CHOICES - len(choices))]))


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
