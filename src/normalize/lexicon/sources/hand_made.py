"""Tables that are kept by hand, in `data/`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from normalize.lexicon.table import NameRow
from normalize.tsv import read_cells

_DATA = Path(__file__).parent / "data"


def read_hand_made(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in `data/`, by column; lines with # are comments."""
    header, *rows = read_cells(_DATA / name)
    return [dict(zip(header, row, strict=True)) for row in rows]


def drop_denied(rows: Iterable[NameRow], dropped: Counter[str]) -> Iterator[NameRow]:
    """Yield rows without the names that a source gives to an entity, and that mean something else; count these."""
    denied = {(row["id"], row["name"]) for row in read_hand_made("denied_names.tsv")}
    for row in rows:
        if (row.id, row.name) in denied:
            dropped["denied by hand"] += 1
        else:
            yield row
