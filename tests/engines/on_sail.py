"""Resolve a Parquet file on Sail, which speaks Spark's protocol without a JVM.

on_sail.py LEXICON IN OUT     # in the environment of the group `sail`
"""

from __future__ import annotations

import sys

import pyarrow.parquet as pq
from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession

import normalize.spark
from normalize.errors import InputError


def refusal(frame, **more: object) -> str:
    try:
        normalize.spark.resolve(frame, **{"column": "name", **more})
    except InputError as error:
        return str(error)
    raise AssertionError(f"{more} was not refused")


lexicon, given, out = sys.argv[1:]
server = SparkConnectServer()
server.start(background=True)
spark = SparkSession.builder.remote(f"sc://localhost:{server.listening_address[1]}").getOrCreate()
frame = spark.read.parquet(given).repartition(3)
told = {part: frame[part] for part in ("type", "country", "lang")}
told |= {"near": (frame["lat"], frame["lon"]), "when": frame["date"]}
found = normalize.spark.resolve(frame, column="name", lexicon=lexicon, candidates=1, **told)
pq.write_table(found.toArrow(), out)

assert 'column "nmae" is not in the data frame; columns are: ' in refusal(frame, column="nmae")
assert "the column of names holds bigint; expected text" in refusal(frame, column="number")
assert "the column for type holds bigint; expected text" in refusal(frame, type=frame["number"])
assert "country 'Belarus' is no ISO 3166-1" in refusal(frame, country="Belarus")
assert "the data frame has columns normalize_id" in refusal(found)
spark.stop()
server.stop()
