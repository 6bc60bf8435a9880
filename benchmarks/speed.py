"""Speed and memory: start, throughput of misspelt and exact names, each stage alone, tables, a rapidfuzz scan, growth.

python benchmarks/speed.py [--names N] [--growth SIZE ...] [--build]

Rates are names a second of one core's time, so that what else a machine does counts little, but for tables and what is
"on all cores", by the clock; the misspelt names are labels of `core` with one letter left out and one changed, all
distinct. R@1 is how often the first candidate is the one meant.
NORMALIZE_NATIVE=0 measures the Python reference instead of the compiled kernels.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist, extractOne

import normalize
import normalize.arrow
from normalize.form import analyse
from normalize.index.candidates import Constraint
from normalize.lexicon.table import tables_folder
from normalize.native import load_kernels
from normalize.shipped import build_core
from normalize.text import plain

T = TypeVar("T")
LETTERS = "abdefghiklmnoprstuvz"


def measure(work: Callable[[], T]) -> tuple[float, T]:
    """Return the processor time (s) of some work and what it returns."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def measure_wall(work: Callable[[], object], repeat: int = 3) -> float:
    """Return the wall time (s) of some work, the best of several."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def measure_start(command: Sequence[str], repeat: int = 7) -> tuple[float, float]:
    """Return the median wall time (s) of a command in a fresh process, and the peak memory (MB) of all so far."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def misspell(name: str, chance: random.Random) -> str:
    """Return a name with one letter left out and one changed."""
    letters = list(name)
    del letters[chance.randrange(len(letters))]
    letters[chance.randrange(len(letters))] = chance.choice(LETTERS)
    return "".join(letters)


def tell(what: str, value: float, unit: str, more: str = "") -> None:
    """Print one row."""
    print(f"{what:48} {value:12,.3f} {unit:12} {more}".rstrip(), flush=True)


def ask(lexicon: normalize.Lexicon, count: int, chance: random.Random) -> tuple[list[str], list[str], list[str]]:
    """Return ids, their labels, and the labels misspelt; no two alike."""
    found: dict[str, tuple[str, str]] = {}
    for id in chance.sample(list(lexicon), min(len(lexicon), 2 * count)):
        label = lexicon[id].label
        if len(label) > 4 and len(found) < count:
            found.setdefault(misspell(label, chance), (id, label))
    return [id for id, _ in found.values()], [label for _, label in found.values()], list(found)


def bench_answers(lexicon: normalize.Lexicon, ids: list[str], exact: list[str], noisy: list[str]) -> float:
    """Print throughput and single calls; return the rate of misspelt names."""
    lexicon.resolve_many(noisy[:50] + exact[:50])
    spent, answers = measure(lambda: lexicon.resolve_many(noisy))
    first = sum(r.candidates[:1] != () and r.candidates[0].id == id for r, id in zip(answers, ids, strict=True))
    rate = len(noisy) / spent
    tell("misspelt names, resolve_many", rate, "names/s", f"R@1 {100 * first / len(ids):.1f}")
    tell("  on all cores", len(noisy) / measure_wall(lambda: lexicon.resolve_many(noisy)), "names/s")
    spent, _ = measure(lambda: lexicon.resolve_many(exact))
    tell("exact names, resolve_many", len(exact) / spent, "names/s")
    for title, names in (("misspelt", noisy[:1000]), ("exact", exact[:1000])):
        times = sorted(1000 * measure(lambda name=name: lexicon.resolve(name))[0] for name in names)  # type: ignore[misc]
        tell(f"{title} name, one call", statistics.median(times), "ms", f"p99 {times[int(0.99 * len(times))]:.3f} ms")
    pairs = list(zip(exact, noisy, strict=True))
    normalize.compare_many(pairs[:50])
    spent, _ = measure(lambda: [normalize.compare(*pair) for pair in pairs[:500]])
    tell("compare", 1e6 * spent / 500, "µs")
    spent, _ = measure(lambda: normalize.compare_many(pairs))
    tell("compare_many", 1e6 * spent / len(pairs), "µs a pair")
    tell("  on all cores", 1e6 * measure_wall(lambda: normalize.compare_many(pairs)) / len(pairs), "µs a pair")
    every = list(itertools.combinations((*exact[:150], *noisy[:150]), 2))
    spent, _ = measure(lambda: normalize.compare_many(every))
    tell("compare_many, all pairs of 300 names", 1e6 * spent / len(every), "µs a pair")
    return rate


def bench_columns(lexicon: normalize.Lexicon, chance: random.Random) -> None:
    """Print the rate of different exact names in an Arrow column: labels, and names of all scripts."""
    labels = list(dict.fromkeys(lexicon[id].label for id in lexicon))
    every = list(dict.fromkeys(name.name for id in lexicon for name in lexicon.names(id)))
    for title, names in (("labels", labels), ("aliases of all scripts", every)):
        names = chance.sample(names, min(len(names), 400_000))
        known = [r.exact for r in lexicon.resolve_many(names)]
        table = pa.table({"name": [name for name, is_known in zip(names, known, strict=True) if is_known]})
        normalize.arrow.resolve(table.slice(0, 1000), column="name", lexicon=lexicon)
        spent, _ = measure(lambda: normalize.arrow.resolve(table, column="name", lexicon=lexicon))  # noqa: B023
        tell(f"exact {title}, normalize.arrow.resolve", len(table) / spent, "names/s")
        spent = measure_wall(lambda: normalize.arrow.resolve(table, column="name", lexicon=lexicon))  # noqa: B023
        tell("  on all cores", len(table) / spent, "names/s", f"{len(table):,} names")


def bench_tables(noisy: list[str]) -> None:
    """Print the rate of rows of the CSV command, with reasons, process and all."""
    often = noisy[: len(noisy) // 4] * 100
    random.Random(3).shuffle(often)
    for title, names in (("all different", noisy), ("each 100 times", often)):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "names.csv"
            source.write_text("number,name\n" + "".join(f'{i},"{name}"\n' for i, name in enumerate(names)))
            asked = ["-m", "normalize", "csv", str(source), "--column", "name", "-o", str(Path(folder) / "out.csv")]
            spent, _ = measure_start(asked, repeat=2)
        tell(f"normalize csv, misspelt names, {title}", len(names) / spent, "rows/s", f"{len(names):,} rows")


def bench_stages(lexicon: normalize.Lexicon, noisy: list[str]) -> None:
    """Print what each stage takes alone, in µs a name."""
    matcher = lexicon._resolver._matcher
    constraint = Constraint()
    spent, forms = measure(lambda: [analyse(name) for name in noisy])
    tell("  cleaning, key, scripts and readings", 1e6 * spent / len(noisy), "µs")
    spent, opened = measure(lambda: [matcher.bearers.open(form, constraint) for form in forms])
    tell("  exact keys, variants and case forms", 1e6 * spent / len(noisy), "µs")
    if matcher.nearby is None:
        return
    near = [o for o in opened if not o.settled]
    parts = [near[at : at + 1024] for at in range(0, len(near), 1024)]
    spent, _ = measure(lambda: [matcher.find_near(part, (0.9, 0.95), 5) for part in parts])
    tell("  vectors, ranking, evidence, trees, decision", 1e6 * spent / len(near), "µs")
    spent, _ = measure(lambda: [r.explain() for r in lexicon.resolve_many(noisy[:200])])
    tell("  the same with an explanation", 1e6 * spent / 200, "µs")


def bench_peers(lexicon: normalize.Lexicon, ids: list[str], noisy: list[str], rate: float) -> None:
    """Print what a scan of all plain names takes, with its R@1 on the same queries."""
    names = [(plain(str(name)), id) for id in lexicon for name in lexicon.names(id) if str(name).isascii()]
    texts = [name for name, _ in names]
    asked = [plain(name) for name in noisy]
    best = [next(iter(r.candidates), None) for r in lexicon.resolve_many(noisy[:100])]
    found = [(plain(one.label), one.id) if one else ("", "") for one in best]
    labels = [plain(lexicon[id].label) for id in ids[:100]]

    def count_right(chosen: Sequence[tuple[str, str]]) -> float:
        """Return how often, per cent, the one meant was chosen or a namesake: whose a name is it does not tell."""
        every = zip(chosen, labels, ids, strict=False)
        return 100 * sum(name == label or id == meant for (name, id), label, meant in every) / len(chosen)

    tell("normalize on the queries of the scans", rate, "names/s", f"R@1 {count_right(found):.1f}")
    spent, places = measure(
        lambda: [
            cdist([name], texts, scorer=Indel.normalized_similarity, workers=1, dtype=np.float32).argmax()
            for name in asked[:100]
        ]
    )
    right = count_right([names[int(place)] for place in places])
    tell("rapidfuzz cdist and best of", 100 / spent, "names/s", f"R@1 {right:.1f}; normalize {rate * spent / 100:.0f}×")
    spent, best_of = measure(lambda: [extractOne(name, texts, scorer=fuzz.ratio) for name in asked[:100]])
    right = count_right([names[place] for _, _, place in best_of])
    tell("rapidfuzz extractOne", 100 / spent, "names/s", f"R@1 {right:.1f}; normalize {rate * spent / 100:.0f}×")


def rows(lexicon: normalize.Lexicon, size: int, chance: random.Random) -> Iterator[dict[str, str]]:
    """Yield `size` names of a lexicon's entities as rows of a table; what is more than it has is misspelt from it."""
    ids = chance.sample(list(lexicon), len(lexicon))
    every = ((id, lexicon[id].type, name) for id in ids for name in lexicon.names(id))
    count = 0
    for id, type_, name in itertools.islice(every, size):
        count += 1
        yield {"id": id, "name": name.name, "type": type_, "lang": name.lang}
    labels = [(id, lexicon[id].label) for id in ids]
    for number in range(size - count):
        id, label = labels[number % len(labels)]
        yield {"id": f"{id}#{number}", "name": misspell(label + "a", chance)}


def bench_growth(lexicon: normalize.Lexicon, sizes: Sequence[int]) -> None:
    """Print the time of a query in lexicons of several sizes, beside that in the size before."""
    before = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            grown = normalize.build(rows(lexicon, size, random.Random(2)), Path(folder) / "grown")
            _, _, noisy = ask(grown, 1000, random.Random(3))
            grown.resolve_many(noisy[:50])
            spent = 1e6 * measure(lambda: grown.resolve_many(noisy))[0] / len(noisy)  # noqa: B023
        tell(f"misspelt name among {size:,} names", spent, "µs", f"{spent / before:.2f}×" if before else "")
        before = spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=20_000)
    parser.add_argument("--growth", type=int, nargs="*", default=[], metavar="SIZE")
    parser.add_argument("--build", action="store_true", help="time the build of core too")
    given = parser.parse_args()
    print(f"kernels: {'native' if load_kernels() else 'Python'}")
    bare, _ = measure_start(["-c", "import numpy, icu, rapidfuzz"])
    start, peak = measure_start(["-m", "normalize.cli", "name", "Hlybokaje", "--country", "BY"])
    tell("import of numpy, icu and rapidfuzz alone", bare, "s")
    tell("normalize name, process and all", start, "s", f"peak {peak:.0f} MB")
    spent, lexicon = measure(normalize.load)
    tell("opening core", 1000 * spent, "ms")
    ids, exact, noisy = ask(lexicon, given.names, random.Random(1))
    rate = bench_answers(lexicon, ids, exact, noisy)
    bench_columns(lexicon, random.Random(4))
    bench_stages(lexicon, noisy)
    bench_tables(noisy)
    bench_peers(lexicon, ids, noisy, rate)
    bench_growth(lexicon, given.growth)
    if given.build:
        with tempfile.TemporaryDirectory() as folder:
            before = sum(os.times()[:4])
            build_core(tables_folder(), Path(folder) / "core", lexicon.resolver.knowledge.tokens)
            spent = sum(os.times()[:4]) - before  # with the processes that read the names
        tell("building core", spent, "s", f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
