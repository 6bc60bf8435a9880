"""Text tables that ship with the package: one reader for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

_KEPT = 2  # tables that are kept while rooms ask for one kind of their rows after another


def read_lines(path: Path) -> list[str]:
    """Return the lines of a text table that ships, the header first; those that begin with # are comments."""
    lines = path.read_bytes().decode("utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


def read_cells(path: Path) -> list[list[str]]:
    """Return the cells of a text table that ships, the header first."""
    return [line.split("\t") for line in read_lines(path)]


def rows_of(table: Path, kind: str, column: int = 0) -> Sequence[tuple[str, ...]]:
    """Return the rows of one kind in a text table that ships, in their order; `column` says the kind and is left out.

    >>> rows_of(Path(__file__).with_name("loose.tsv"), "mark", column=1)[0][:3]
    ('Arab', 'أ', 'ا')
    """
    return _group(table, column).get(kind, ())


@cache
def open_words_of(table: Path, kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of one kind in a table of two columns: whole ones, and what those begin with that go on ("*").

    >>> whole, begun = open_words_of(Path(__file__).with_name("annotate") / "titles.tsv", "trade")
    >>> "judge" in whole, "учитель".startswith(begun)
    (True, True)
    """
    words = [word for (word,) in rows_of(table, kind)]
    return (
        frozenset(word for word in words if not word.endswith("*")),
        tuple(word[:-1] for word in words if word.endswith("*")),
    )


@lru_cache(_KEPT)
def _group(table: Path, column: int) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return the rows of a table by their kind: all are read at once, and most rooms ask for one kind after another."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for cells in read_cells(table)[1:]:
        kind = cells.pop(column)
        found.setdefault(kind, []).append(tuple(cells))
    return found
