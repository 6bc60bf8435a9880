"""Spark: a data frame resolved where its partitions are, by a lexicon that each Python process there opens once."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalize.errors import InputError, extra
from normalize.index.candidates import make_constraint
from normalize.lexicon.dates import MOMENTS, Moment, read_date, write_date
from normalize.library import Lexicon, locate, open_once
from normalize.tables.answers import Answers, Style
from normalize.tables.arrow import WRITTEN_OUT, answer_column, fields
from normalize.tables.columns import NUMBERS, added_columns, find_column, split_point

with extra("spark", "normalize.spark"):
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame, SparkSession
    from pyspark.sql.types import DoubleType, StringType, StructType

_TOLD = ("type", "country", "lang", "lat", "lon", "when")
_OWN = "__normalize_{}"  # columns that stand in the data frame while it is resolved


@dataclass(frozen=True, slots=True)
class Shipped:
    """A lexicon that was sent to every executor under this name."""

    name: str

    def find(self) -> Path:
        """Return where it lies on the executor that asks."""
        from pyspark import SparkFiles  # which the client alone does not have

        return Path(SparkFiles.getRootDirectory(), self.name)


def resolve(
    frame: DataFrame,
    *,
    column: str,
    type: str | Column | None = None,
    country: str | Column | None = None,
    lang: str | Column | None = None,
    near: Sequence[float] | tuple[Column, Column] | None = None,
    when: Moment | Column | None = None,
    lexicon: Lexicon | Shipped | str | os.PathLike[str] = "core",
    candidates: int | None = None,
    prefix: str = "normalize_",
) -> DataFrame:
    """Return a Spark data frame with the answers for the names in `column` as further columns.

    `type`, `country`, `lang` and `when` are a string for all rows or a column such as `frame["country"]`, `near` is two
    numbers (latitude and longitude) or two columns. `lexicon` is opened by the executors, where they are: "core" comes
    with the package, a folder has to be at the same path on each, and one that is not there yet is sent by `ship`. The
    columns are those of `normalize.arrow.resolve`, null where the name is. Rows are not each other's context, since
    which of them a task sees is Spark's to decide.

    Raises `InputError` for a column that is missing or no text, and for a country that is no code.

    >>> import normalize.spark  # doctest: +SKIP
    >>> people = spark.read.parquet("people.parquet")  # doctest: +SKIP
    >>> normalize.spark.resolve(people, column="name", country=people["country"])  # doctest: +SKIP
    """
    named = frame.columns[find_column(frame.columns, column, "the data frame")]
    added = added_columns(frame.columns, prefix, candidates is not None, "the data frame")
    if isinstance(country, str):
        make_constraint(None, country)
    when = write_date(when) if isinstance(when, MOMENTS) else when
    if isinstance(when, str):
        read_date(when)
    lat, lon = split_point(near, Column)
    told = dict(zip(_TOLD, (type, country, lang, lat, lon, when), strict=True))
    schema = StructType(list(frame.schema.fields))
    _check_text(frame.select(named).schema, "the column of names")
    kept = list(frame.columns)
    for what, value in told.items():
        if value is not None and not isinstance(value, str):
            frame = frame.withColumn(_OWN.format(what), value)
            if what not in WRITTEN_OUT:
                _check_text(frame.select(_OWN.format(what)).schema, f"the column for {what}")
    for name, field in zip(added, fields(candidates), strict=True):
        schema = schema.add(name, DoubleType() if field.name in NUMBERS else StringType())
    constants = tuple(value if isinstance(value, str) else None for value in told.values())
    work = _Work(named, constants, lexicon, candidates, tuple(kept), tuple(schema.names))
    return frame.mapInArrow(work, schema)


def ship(spark: SparkSession, lexicon: str | os.PathLike[str]) -> Shipped:
    """Send a lexicon, given by name or folder, to every executor of a session, once; the result goes to `resolve`.

    >>> world = normalize.spark.ship(spark, "world")  # doctest: +SKIP
    >>> normalize.spark.resolve(people, column="name", lexicon=world)  # doctest: +SKIP
    """
    folder = locate(lexicon).resolve()
    room = tempfile.mkdtemp(prefix="normalize-")
    atexit.register(shutil.rmtree, room, ignore_errors=True)  # an executor that starts later fetches it then
    packed = shutil.make_archive(str(Path(room, folder.name)), "zip", folder)
    spark.addArtifacts(f"{packed}#{folder.name}", archive=True)
    return Shipped(folder.name)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a task does with its batches; it crosses to the executors, and of the lexicon only where that is."""

    column: str
    constants: tuple[str | None, ...]
    lexicon: Lexicon | Shipped | str | os.PathLike[str]
    candidates: int | None
    kept: tuple[str, ...]
    names: tuple[str, ...]

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        where = self.lexicon.find() if isinstance(self.lexicon, Shipped) else self.lexicon
        answers = _answers(open_once(where), self.candidates)
        for batch in batches:
            told = [self._tell(batch, what, value) for what, value in zip(_TOLD, self.constants, strict=True)]
            found = answer_column(answers, batch.column(self.column), *told)
            kept = [batch.column(name) for name in self.kept]
            yield pa.RecordBatch.from_arrays([*kept, *found.flatten()], names=list(self.names))

    def _tell(self, batch: pa.RecordBatch, what: str, constant: str | None) -> str | pa.Array | None:
        own = _OWN.format(what)
        return batch.column(own) if own in batch.schema.names else constant


@cache
def _answers(lexicon: Lexicon, candidates: int | None) -> Answers:
    """Return the answers of this process, so that what one task has asked the next one need not."""
    return Answers(lexicon, Style(candidates))


def _check_text(schema: StructType, what: str) -> None:
    kind = schema.fields[0].dataType.simpleString()
    if not kind.startswith(("string", "varchar", "char", "void")):
        raise InputError(f"{what} holds {kind}; expected text: cast it to string first")
