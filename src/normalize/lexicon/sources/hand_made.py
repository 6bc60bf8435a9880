"""Tables that are kept by hand, in `data/`."""

from __future__ import annotations

import csv
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def read_hand_made(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in `data/`, by column; lines with # are comments."""
    with (_DATA / name).open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
