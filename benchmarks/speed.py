"""Speed and memory: the first answer of a new process, exact and misspelt names beside a rapidfuzz scan, the build.

python benchmarks/speed.py [--names N]
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.process import extractOne

import normalize
from normalize.lexicon.table import tables_folder
from normalize.shipped import build_core
from normalize.text import plain


def measure_start(repeat: int = 7) -> tuple[float, float]:
    """Return the median wall time (s) of `normalize name` in a fresh process, and its peak memory (MB)."""
    command = [sys.executable, "-m", "normalize.cli", "name", "Hlybokaje", "--country", "BY"]
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return statistics.median(times[1:]), peak


def misspell(name: str, chance: random.Random) -> str:
    """Return a name with one letter left out and one changed."""
    letters = list(name)
    del letters[chance.randrange(len(letters))]
    letters[chance.randrange(len(letters))] = chance.choice("abdefghiklmnoprstuvz")
    return "".join(letters)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=500)
    count = parser.parse_args().names
    start, peak = measure_start()
    print(f"normalize name, process and all         {start:9.3f} s   peak {peak:.0f} MB")
    started = time.perf_counter()
    lexicon = normalize.load()
    print(f"opening core                            {1000 * (time.perf_counter() - started):9.1f} ms")
    chance = random.Random(1)
    ids = chance.sample(list(lexicon), count)
    exact = [lexicon[i].label for i in ids]
    noisy = [misspell(name, chance) for name in exact if len(name) > 4]
    lexicon.resolve_many(noisy[:5])
    for title, names in (("exact labels", exact), ("misspelt labels", noisy)):
        times = []
        for name in names:
            started = time.perf_counter()
            lexicon.resolve(name)
            times.append(1000 * (time.perf_counter() - started))
        times.sort()
        print(f"{title:39} {statistics.median(times):9.3f} ms   99th percentile {times[int(0.99 * len(times))]:.3f} ms")
    scanned = [plain(str(n)) for i in lexicon for n in lexicon.names(i) if str(n).isascii()]
    started = time.perf_counter()
    for name in noisy[:20]:
        extractOne(plain(name), scanned, scorer=fuzz.ratio)
    print(f"rapidfuzz extractOne over its ASCII names {1000 * (time.perf_counter() - started) / 20:7.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        build_core(tables_folder(), Path(folder) / "core")
        print(f"building core                           {time.perf_counter() - started:9.1f} s")


if __name__ == "__main__":
    main()
