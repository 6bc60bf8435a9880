"""What a run found out about one set: named figures, to be held against targets and the frozen run."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from asking import Compiled
from judge import RANKS, Figures
from scan import PeerFigures
from targets import Target, find_target
from tasks import Task

COSTS = frozenset({"ms", "build s", "MiB"})  # of the machine, not of the answers
NOT_INSTALLED = "not installed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of one set by name, with what the peers came to in words.

    `own_targets` are worked out from the data rather than tabled.
    """

    group: str
    name: str
    metrics: dict[str, float]
    peers: Mapping[str, str] = field(default_factory=dict)
    own_targets: Mapping[str, Target] = field(default_factory=dict)

    def target(self, metric: str) -> Target | None:
        """Return what a metric is to reach, if anything."""
        return self.own_targets.get(metric) or find_target(self.name, metric)

    def judged(self) -> list[tuple[str, float, Target]]:
        """Return the metrics that have a target and could be counted."""
        tabled = [(metric, value, self.target(metric)) for metric, value in self.metrics.items()]
        return [(metric, value, target) for metric, value, target in tabled if target and not math.isnan(value)]


def describe_retrieval(task: Task, made: Compiled, figures: Figures, milliseconds: float) -> dict[str, float]:
    """Return the figures of a set in which names are looked for in a lexicon."""
    return {
        "names": float(len(task.rows)),
        "queries": float(sum(query.times for query in task.queries)),
        **{f"R@{rank}": figures.recall[rank] for rank in RANKS},
        "resolved": figures.resolved,
        "precision": figures.precision,
        "taken": figures.taken,
        "aside": figures.aside,
        "alone": figures.alone,
        "calibration": figures.calibration,
        "ms": milliseconds,
        "build s": made.seconds,
        "MiB": made.size,
    }


def describe_naming(task: Task, found: dict[int, float], calibration: float, milliseconds: float) -> dict[str, float]:
    """Return the figures of a set in which namesakes count as one."""
    return {
        "names": float(len(task.rows)),
        "queries": float(len(task.queries)),
        **{f"R@{rank}": found[rank] for rank in RANKS},
        "calibration": calibration,
        "ms": milliseconds,
    }


def describe_peer(found: PeerFigures, ranks: tuple[int, ...], queries: int) -> str:
    """Return the recall of a peer in words, with the number of queries where it had fewer."""
    if found.recall is None:
        return NOT_INSTALLED
    recall = " / ".join(f"{found.recall[rank]:.1f}" for rank in ranks)
    return recall if found.queries == queries else f"{recall} (of {found.queries:,})"
