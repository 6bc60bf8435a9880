"""What each figure is to reach: targets.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("targets.tsv")


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach from below (">=") or to stay under ("<=")."""

    bound: str
    figure: float

    def is_reached(self, value: float) -> bool:
        """Return whether a value is good enough; NaN never is."""
        return value >= self.figure if self.bound == ">=" else value <= self.figure

    def __str__(self) -> str:
        return f"{'≥' if self.bound == '>=' else '≤'} {self.figure:.4g}"


def find_target(name: str, metric: str) -> Target | None:
    """Return what a metric of a set is to reach: by the set's name, its first word, or for all sets."""
    table = read_targets()
    return next((table[k, metric] for k in (name, name.split()[0], "*") if (k, metric) in table), None)


@cache
def read_targets() -> dict[tuple[str, str], Target]:
    """Return the targets by set and metric."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cells = [line.split("\t") for line in lines[1:]]
    return {(name, metric): Target(bound, float(figure)) for name, metric, bound, figure in cells}
