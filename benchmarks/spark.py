"""Spark on a cluster of two executors of this machine, beside one process: rates, memory, and the same answers.

make bench-spark     # makes the environment, and needs Java 17
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["PYSPARK_PYTHON"] = sys.executable

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

import normalize
import normalize.arrow
import normalize.spark

MASTER = "local-cluster[2,1,1024]"  # two executors of one core and 1 GB each
FACTS = "pid long, rows long, peak double, shared double"


def misspell(name: str, chance: random.Random) -> str:
    """Return a name with one letter left out and one changed."""
    letters = list(name)
    del letters[chance.randrange(len(letters))]
    letters[chance.randrange(len(letters))] = chance.choice("abdefghiklmnoprstuvz")
    return "".join(letters)


def draw(lexicon: normalize.Lexicon, count: int) -> tuple[list[str], list[str]]:
    """Return so many names of the lexicon, and as many misspelt ones."""
    chance = random.Random(1)
    labels = [lexicon[i].label for i in chance.sample(list(lexicon), 2 * count)]
    names = list(dict.fromkeys(name for name in labels if len(name) > 4))[:count]
    return names, [misspell(name, chance) for name in names]


def look(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Tell of the process that a task runs in: rows, peak memory, and how much of it is mapped files (MB)."""
    import resource

    rows = sum(batch.num_rows for batch in batches)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    shared = int(status["RssFile"].split()[0]) / 1024
    yield pa.RecordBatch.from_pydict({"pid": [os.getpid()], "rows": [rows], "peak": [peak], "shared": [shared]})


def run(frame: DataFrame) -> float:
    """Return the seconds that it takes to work a data frame out, its rows thrown away."""
    started = time.perf_counter()
    frame.write.format("noop").mode("overwrite").save()
    return time.perf_counter() - started


def say(what: str, seconds: float, rows: int = 0) -> None:
    print(f"{what:54}{seconds:9.2f} s" + (f"{rows / seconds:12,.0f} rows/s" if rows else ""), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=1_000, help="distinct names, and as many misspelt ones")
    parser.add_argument("--times", type=int, default=200, help="how often each stands in the long table")
    options = parser.parse_args()
    core = normalize.load()
    drawn = draw(core, 2 * options.names)
    exact, noisy = (names[: options.names] for names in drawn)
    others = [name for names in drawn for name in names[options.names :]]  # nobody was asked for these before
    repeated = others * options.times
    random.Random(2).shuffle(repeated)
    long = pa.table({"name": repeated})
    tables = {
        f"{len(exact):,} distinct names to the letter": pa.table({"name": exact}),
        f"{len(noisy):,} distinct misspelt names": pa.table({"name": noisy}),
        f"{len(long):,} rows, each of {len(others):,} names {options.times} times": long,
    }
    started = time.perf_counter()
    builder = SparkSession.builder.master(MASTER).appName("normalize")
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    say(f"Spark {spark.version}, {MASTER}: start", time.perf_counter() - started)
    started = time.perf_counter()
    shipped = normalize.spark.ship(spark, "core")
    say("packing the lexicon and handing it to Spark", time.perf_counter() - started)
    frames = {what: spark.createDataFrame(table).repartition(8).cache() for what, table in tables.items()}
    for frame in frames.values():
        frame.count()
    first = spark.createDataFrame([("Minsk",)] * 8, "name string").repartition(8)
    say(
        "first tasks: fetching, unpacking and opening it",
        run(normalize.spark.resolve(first, column="name", lexicon=shipped)),
    )
    for what, table in tables.items():
        started = time.perf_counter()
        alone = normalize.arrow.resolve(table, column="name", lexicon=core)
        say(f"one process: {what}", time.perf_counter() - started, len(table))
        found = normalize.spark.resolve(frames[what], column="name", lexicon=shipped)
        say(f"two executors: {what}", run(found), len(table))
        own = {tuple(row.values()) for row in alone.to_pylist()}
        assert {tuple(row) for row in found.distinct().collect()} == own, "Spark answers otherwise"
    say("two executors: those rows again, every name remembered", run(found), len(long))
    for row in first.repartition(2).mapInArrow(look, FACTS).collect():
        print(
            f"executor's Python process {row.pid}: peak {row.peak:,.0f} MB, of which mapped files {row.shared:,.0f} MB"
        )
    spark.stop()


if __name__ == "__main__":
    main()
