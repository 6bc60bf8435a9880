"""The spellings of the demo: what came out for those that have an id, and for those that have none."""

from __future__ import annotations

import csv
from pathlib import Path

import normalize
from normalize.text import key

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
COLUMNS = ("rows", "first", "resolved rightly", "resolved wrongly")


def judge_table(lexicon: normalize.Lexicon) -> dict[str, list[int]]:
    """Return the counts of `COLUMNS` for spellings that are an alias, that are none, and that have no id."""
    with (SEEDS / "spellings_expected.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    known = {key(str(n)) for row in rows if row["id"] for n in lexicon.names(row["id"])}
    tally: dict[str, list[int]] = {kind: [0, 0, 0, 0] for kind in ("an alias", "no alias", "no id")}
    for row in rows:
        r = lexicon.resolve(row["name"], type=row["type"] or None, country=row["country"] or None)
        counts = tally["no id" if not row["id"] else "an alias" if key(row["name"]) in known else "no alias"]
        counts[0] += 1
        if row["id"]:
            gold = lexicon[row["id"]].id
            counts[1] += bool(r.candidates) and r.candidates[0].id == gold
            counts[2] += r.id == gold
            counts[3] += r.id not in (None, gold)
        else:
            counts[3] += r.id is not None
    return tally
