"""Tables that are kept by hand, in `data/`."""

from __future__ import annotations

from pathlib import Path

from normalize.tsv import read_cells

_DATA = Path(__file__).parent / "data"


def read_hand_made(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in `data/`, by column; lines with # are comments."""
    header, *rows = read_cells(_DATA / name)
    return [dict(zip(header, row, strict=True)) for row in rows]
