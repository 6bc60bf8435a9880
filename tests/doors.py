"""Every door to an answer, opened with the same questions: what `test_doors.py` holds against the single call."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import normalize
import normalize.arrow
import normalize.duckdb
import normalize.pandas
import normalize.polars
from normalize import Lexicon, Resolution
from support import ROOT, Run, read_cases

# How many names take every door: what half a minute is enough for. `choose` finds as many thousand as are wanted.
NAMES = 500
SAIL = ROOT / ".venv" / "sail"
TEXTS = ("type", "country", "lang")
PARTS = ("id", "label", "status", "probability", "margin", "why")
COLUMNS = ("name", "type", "country", "lang", "lat", "lon", "date")


@dataclass(frozen=True)
class Hard:
    """A question: a name in any script, spelt to the letter or not, and what is known of it."""

    name: str
    type: str | None
    country: str | None
    lang: str | None
    lat: float | None = None
    lon: float | None = None
    date: str | None = None

    @property
    def near(self) -> tuple[float, float] | None:
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


@dataclass(frozen=True)
class House:
    """What a door leads into: the lexicon, a folder to write in, and the command."""

    lexicon: Lexicon
    folder: Path
    run: Run


Cells = tuple[Any, ...]  # the values of PARTS
Door = Callable[[House, Sequence[Hard]], list[Cells]]


def choose(lexicon: Lexicon, count: int = NAMES) -> list[Hard]:
    """Return `count` different questions: cases out of every table, and as many names of the lexicon, half misspelt."""
    chance = random.Random(1)
    cases = list(dict.fromkeys(_cases()))
    found = dict.fromkeys(chance.sample(cases, min(len(cases), count // 2)))
    for question in _invent(lexicon, chance):
        if len(found) == count:
            break
        found.setdefault(question)
    return list(found)


def _cases() -> Iterator[Hard]:
    for path in sorted((ROOT / "tests" / "cases").glob("*.tsv")):
        if path.stem != "known_failures":
            for row in read_cases(path):
                yield Hard(row["name"], *(row.get(part) or None for part in TEXTS))


def _invent(lexicon: Lexicon, chance: random.Random) -> Iterator[Hard]:
    ids = list(lexicon)
    while True:
        entity = lexicon[chance.choice(ids)]
        name = list(chance.choice(lexicon.names(entity.id)).name)
        if chance.random() < 0.5:
            del name[chance.randrange(len(name))]
            name.insert(chance.randrange(len(name) + 1), chance.choice("aeioukrst"))
        country = chance.choice((*entity.country, *entity.region) or (None,))
        near = (round(entity.lat + chance.gauss(0, 0.3), 4), entity.lon) if entity.lat and entity.lon else (53.9, -27.5)
        lat, lon = near if chance.random() < 0.3 else (None, None)
        told = chance.choice((entity.type or None, None)), chance.choice((country, None)), None
        yield Hard("".join(name), *told, lat, lon, chance.choice((None, None, "1937", "1989-11-09", "2020-02")))


def cells(r: Resolution) -> Cells:
    """Return what every door has to give for a resolution."""
    return (r.id, r.label, r.status, r.probability, r.margin, str(r.explain()))


def _spread(asked: Sequence[Hard]) -> tuple[list[Any], ...]:
    return tuple(map(list, zip(*map(astuple, asked), strict=True)))


def _table(asked: Sequence[Hard]) -> pa.Table:
    kinds = [pa.float64() if column in ("lat", "lon") else pa.string() for column in COLUMNS]
    return pa.table([pa.array(values, kind) for values, kind in zip(_spread(asked), kinds, strict=True)], COLUMNS)


def _rows(table: pa.Table) -> list[Cells]:
    return list(zip(*(table[f"normalize_{part}"].to_pylist() for part in PARTS), strict=True))


def call(house: House, asked: Sequence[Hard]) -> list[Cells]:
    """One call a name."""
    told = ({"type": q.type, "country": q.country, "lang": q.lang, "near": q.near, "when": q.date} for q in asked)
    return [cells(house.lexicon.resolve(q.name, **more)) for q, more in zip(asked, told, strict=True)]


def _many(workers: int) -> Door:
    def many(house: House, asked: Sequence[Hard]) -> list[Cells]:
        names, types, countries, langs, _, _, dates = _spread(asked)
        told = {"type": types, "country": countries, "lang": langs, "near": [q.near for q in asked], "when": dates}
        return [cells(r) for r in house.lexicon.resolve_many(names, **told, workers=workers)]

    return many


def backwards(house: House, asked: Sequence[Hard]) -> list[Cells]:
    """The batch the other way round, in pieces of seven, each question twice."""
    found: list[Cells] = []
    for start in range(0, len(asked), 7):
        piece = [q for q in asked[start : start + 7][::-1] for _ in range(2)]
        found += _many(1)(house, piece)[::2][::-1]
    return found


def _csv(workers: int) -> Door:
    def table(house: House, asked: Sequence[Hard]) -> list[Cells]:
        given, out = house.folder / "hard.csv", house.folder / f"hard.{workers}.csv"
        with given.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(
                [COLUMNS, *(["" if cell is None else cell for cell in astuple(q)] for q in asked)]
            )
        _command(house, "csv", given, out, workers)
        with out.open(encoding="utf-8", newline="") as stream:
            rows = [tuple(row[f"normalize_{part}"] for part in PARTS) for row in csv.DictReader(stream)]
        return [(id or None, label or None, s, float(p), float(m), why) for id, label, s, p, m, why in rows]

    return table


def parquet(house: House, asked: Sequence[Hard]) -> list[Cells]:
    """The command on a Parquet file of several row groups."""
    given, out = house.folder / "hard.parquet", house.folder / "out.parquet"
    pq.write_table(_table(asked), given, row_group_size=40)
    _command(house, "parquet", given, out, 1)
    return _rows(pq.read_table(out))


def _command(house: House, command: str, given: Path, out: Path, workers: int) -> None:
    columns = [word for part in COLUMNS[1:] for word in (f"--{part}-column", part)]
    options = ["--column", "name", *columns, "--workers", str(workers), "--lexicon", house.lexicon.path, "-o", out]
    ran = house.run(command, given, *options)
    assert ran.status == 0, ran.err


def arrow(house: House, asked: Sequence[Hard]) -> list[Cells]:
    """An Arrow table in chunks of every kind of text."""
    table = _table(asked)
    kinds = (
        pa.dictionary(pa.int32(), pa.string()), pa.large_string(), pa.string_view(), pa.string(),
        pa.float64(), pa.string(), pa.large_string(),
    )  # fmt: skip
    third = len(asked) // 3
    parts = [table.slice(0, third), table.slice(third, third), table.slice(2 * third)]
    columns = [
        pa.chunked_array([part[name].combine_chunks().cast(kind) for part in parts])
        for name, kind in zip(COLUMNS, kinds, strict=True)
    ]
    given = pa.table(columns, COLUMNS)
    told = {part: given[part] for part in TEXTS} | {"near": (given["lat"], given["lon"]), "when": given["date"]}
    return _rows(normalize.arrow.resolve(given, column="name", lexicon=house.lexicon, **told))


def polars(house: House, asked: Sequence[Hard]) -> list[Cells]:
    """The expression of Polars."""
    told = {part: pl.col(part) for part in TEXTS} | {"near": (pl.col("lat"), pl.col("lon")), "when": pl.col("date")}
    frame = pl.DataFrame(_table(asked))
    answer = pl.col("name").normalize.resolve(lexicon=house.lexicon, **told)  # type: ignore[attr-defined]
    return frame.select(answer.struct.unnest()).rows()


def pandas(house: House, asked: Sequence[Hard]) -> list[Cells]:
    """A data frame of pandas."""
    frame = pd.DataFrame(dict(zip(COLUMNS, _spread(asked), strict=True)), index=range(7, 7 + len(asked)))
    told = {part: frame[part] for part in TEXTS} | {"near": (frame["lat"], frame["lon"]), "when": frame["date"]}
    found = normalize.pandas.resolve(frame, column="name", lexicon=house.lexicon, **told)
    assert list(found.index) == list(frame.index)
    rows = found[[f"normalize_{part}" for part in PARTS]].itertuples(index=False, name=None)
    return [tuple(None if value != value else value for value in row) for row in rows]


def sql(house: House, asked: Sequence[Hard]) -> list[Cells]:
    """The functions of DuckDB."""
    with normalize.duckdb.register(duckdb.connect(), house.lexicon) as connection:
        connection.register("asked", _table(asked))
        parts = ", ".join(f"answer.{part}" for part in PARTS[1:])
        return connection.execute(
            f"SELECT normalize_id({', '.join(COLUMNS)}), {parts} FROM "
            f"(SELECT *, normalize_resolve({', '.join(COLUMNS)}) AS answer FROM asked)"
        ).fetchall()


def spark(house: House, asked: Sequence[Hard]) -> list[Cells]:
    """A data frame of Spark in three partitions, on Sail, in an environment of its own."""
    made = subprocess.run(
        [sys.executable, ROOT / "tools" / "environment.py", SAIL, "sail"], capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip(f"the environment for Spark cannot be made here: {made.stderr.strip().splitlines()[-1]}")
    given, out = house.folder / "spark.parquet", house.folder / "spark.out.parquet"
    pq.write_table(_table(asked).append_column("number", pa.array(range(len(asked)))), given)
    script = ROOT / "tests" / "engines" / "on_sail.py"
    ran = subprocess.run(
        [SAIL / "bin" / "python", script, house.lexicon.path, given, out], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return _rows(pq.read_table(out).sort_by("number"))


DOORS: dict[str, Door] = {
    "batch": _many(1),
    "batch-backwards": backwards,
    "two-workers": _many(2),
    "csv": _csv(1),
    "csv-two-workers": _csv(2),
    "parquet": parquet,
    "arrow": arrow,
    "polars": polars,
    "pandas": pandas,
    "duckdb": sql,
    "spark": spark,
}
