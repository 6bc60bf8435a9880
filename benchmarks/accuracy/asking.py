"""The library under test, through its public functions alone: lexicons compiled once, queries asked in blocks."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from judge import RANKS, Answer, Names
from tasks import Query, Row

import normalize

_BLOCK = 250


@dataclass(frozen=True, slots=True)
class Compiled:
    """A lexicon, the rows it was made of, what they read as, and what it cost (s, MiB on disk)."""

    rows: Sequence[Row]
    lexicon: normalize.Lexicon
    names: Names
    seconds: float
    size: float


class Workshop:
    """A folder for lexicons; the last one stays open, for tasks that ask the same rows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: Compiled | None = None

    def compile(self, rows: Sequence[Row]) -> Compiled:
        """Return the lexicon of the rows."""
        if self._last is None or self._last.rows is not rows:
            self._last = None
            path = Path(tempfile.mkdtemp(dir=self._folder)) / "lexicon"
            tell(f"  compiling {len(rows):,} names")
            started = time.perf_counter()
            lexicon = normalize.build(rows, path)
            seconds = time.perf_counter() - started
            size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 2**20
            self._last = Compiled(rows, lexicon, Names(rows), seconds, size)
        return self._last


def ask(lexicon: normalize.Lexicon, queries: Sequence[Query], *, type: str | None = None) -> tuple[list[Answer], float]:
    """Return the answer to every query, and the milliseconds that one took."""
    answers: list[Answer] = []
    started = time.perf_counter()
    for start in range(0, len(queries), _BLOCK):
        block = queries[start : start + _BLOCK]
        found = lexicon.resolve_many(
            [query.text for query in block], type=type, country=[query.country for query in block], limit=max(RANKS)
        )
        answers += map(_shorten, found)
        count_up(len(answers), len(queries))
    return answers, 1000 * (time.perf_counter() - started) / max(1, len(queries))


def tell(text: str) -> None:
    """Say on standard error what is going on."""
    print(text, file=sys.stderr, flush=True)


def count_up(done: int, total: int) -> None:
    """Say on standard error how far a long step is."""
    if sys.stderr.isatty() or done == total:
        print(f"  {done:,} of {total:,}", end="\n" if done == total else "\r", file=sys.stderr, flush=True)


def _shorten(resolution: normalize.Resolution) -> Answer:
    found = resolution.candidates
    return Answer(
        tuple(c.id for c in found), tuple(c.probability for c in found), tuple(c.name for c in found), resolution.id
    )
