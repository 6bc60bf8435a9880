"""The frozen run that later runs are held against: frozen.json, figures by set."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

from outcomes import COSTS, Outcome

PATH = Path(__file__).resolve().parents[1] / "frozen.json"
Frozen = dict[str, dict[str, float | None]]


def read_frozen() -> Frozen:
    """Return the frozen figures, nothing where there are none."""
    if not PATH.is_file():
        return {}
    found: Frozen = json.loads(PATH.read_text(encoding="utf-8"))
    return found


def freeze(outcomes: Sequence[Outcome]) -> None:
    """Write the figures; sets that this run did not measure keep theirs."""
    figures = {**read_frozen(), **{outcome.name: round_figures(outcome) for outcome in outcomes}}
    PATH.write_text(json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def compare_frozen(outcomes: Sequence[Outcome], frozen: Frozen) -> list[str]:
    """Return a line for every figure that is another than the frozen one; a set of another size is named as such."""
    lines = []
    for outcome in outcomes:
        before, after = frozen.get(outcome.name), round_figures(outcome)
        if before is None:
            lines.append(f"{outcome.name}: not in the frozen run")
            continue
        if before.get("queries") != after.get("queries"):
            lines.append(f"{outcome.name}: another number of queries, not comparable")
        changed = [m for m in {**before, **after} if before.get(m) != after.get(m)]
        lines += [f"{outcome.name}, {m}: {before.get(m)} → {after.get(m)}" for m in changed]
    return lines


def round_figures(outcome: Outcome) -> dict[str, float | None]:
    """Return the figures that the answers decide, rounded; None for one that could not be counted."""
    kept = {metric: value for metric, value in outcome.metrics.items() if metric not in COSTS}
    return {metric: None if math.isnan(value) else round(value, 4) for metric, value in kept.items()}
