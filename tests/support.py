"""What several tests share: where things are, tables of cases, a small lexicon, what a run of the command leaves."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

COMMAND = (sys.executable, "-m", "normalize.cli")
Environment = dict[str, str]


@dataclass(frozen=True)
class Ran:
    """What a run of the command left behind."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out, newline="")))


Run = Callable[..., Ran]


def place_row(where: str, name: str, country: str, **more: object) -> dict[str, object]:
    """Return the label of a place as a row of a names table; its id says where it is."""
    return {"id": f"{where}-{name}", "name": name, "type": "place", "kind": "label", "country": country, **more}


def read_cases(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of cases; lines with # are comments."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


SMALL: list[dict[str, object]] = [
    {"id": "1", "name": "Hlybokaye", "type": "place", "country": "BY", "kind": "label", "weight": 17807},
    {"id": "1", "name": "Глыбокае", "lang": "be"},
    {"id": "1", "name": "Głębokie", "lang": "pl"},
    {"id": "2", "name": "Głębokie", "type": "place", "country": "PL", "kind": "label", "weight": 700},
    {"id": "3", "name": "Pinsk", "type": "place", "country": "BY", "kind": "label", "weight": 125000},
    {"id": "4", "name": "Minsk", "type": "place", "country": "BY", "kind": "label", "weight": 1700000},
    {"id": "5", "name": "Mikalai Statkevich", "type": "person", "kind": "label", "country": "BY"},
    {"id": "5", "name": "Мікалай Статкевіч", "lang": "be"},
    {"id": "6", "name": "Nasha Niva", "type": "organisation", "kind": "label"},
    {"id": "7", "name": "Belarus", "type": "country", "kind": "label", "country": "BY", "weight": 9000000},
    {"id": "7", "name": "BY", "kind": "code"},
    {"id": "8", "name": "Thing"},
]
