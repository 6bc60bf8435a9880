"""Text in columns on a terminal: as wide as it looks, and nothing in it that steers the terminal."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from normalize.tables.answers import readable

if TYPE_CHECKING:
    from normalize.annotate.full_names import Mention

COLOURS = {"resolved": "green", "ambiguous": "yellow", "unresolved": "red"}
_WIDEST = 40


def width(text: str) -> int:
    """Return how many cells of a terminal `text` takes.

    >>> width("Minsk"), width("明斯克"), width("Мі́нск")
    (5, 6, 5)
    """
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )  # fmt: skip


def clip(text: str, most: int = _WIDEST) -> str:
    """Return `text` on one line, cut to `most` cells with a mark where it was."""
    text = readable(text[: 20 * most])
    if width(text) <= most:
        return text
    while text and width(text) >= most:
        text = text[:-1]
    return f"{text}…"


def align(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows of cells as lines with even columns.

    >>> align([("1", "明斯克", "x"), ("10", "Minsk", "y")])
    ['1   明斯克  x', '10  Minsk   y']
    """
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def say_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Print named values in two columns."""
    most = max(width(name) for name, _ in facts)
    for name, value in facts:
        click.echo(f"  {click.style(name.ljust(most), dim=True)}  {value}")


def say_paragraph(text: str) -> None:
    """Print a sentence, wrapped."""
    columns = min(shutil.get_terminal_size().columns, 100)
    click.echo(textwrap.fill(readable(text), columns, initial_indent="  ", subsequent_indent="  "))


def say_mentions(mentions: Sequence[Mention]) -> None:
    """Print the names of a text, one a line, with what they mean; nothing where there are none."""
    rows = [
        (
            str(mention.start),
            clip(mention.text),
            mention.resolution.status,
            f"{mention.resolution.probability:.3f}",
            mention.id or "",
            clip(mention.resolution.label or ""),
        )
        for mention in mentions
    ]
    for line, mention in zip(align(rows) if rows else (), mentions, strict=True):
        status = mention.resolution.status
        click.echo(line.replace(status, click.style(status, fg=COLOURS[status]), 1))


def print_json(content: object) -> None:
    """Print `content` as JSON on one line, as ASCII where the output cannot take more."""
    import json
    import sys

    unicode = "utf" in (getattr(sys.stdout, "encoding", None) or "").lower()
    click.echo(json.dumps(content, ensure_ascii=not unicode))
