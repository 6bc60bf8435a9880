"""pandas, and every other eager data frame that narwhals knows."""

from __future__ import annotations

import os
from collections.abc import Hashable, Sequence
from numbers import Real
from typing import TypeVar

from normalize.errors import InputError, extra, name_kind
from normalize.lexicon.dates import MOMENTS, Moment, write_date
from normalize.library import Lexicon
from normalize.tables import arrow
from normalize.tables.columns import added_columns, find_column

with extra("pandas", "normalize.pandas"):
    import narwhals as nw
    import pyarrow as pa
    from narwhals.typing import IntoDataFrame, IntoSeries

Frame = TypeVar("Frame", bound=IntoDataFrame)


def resolve(
    frame: Frame,
    *,
    column: Hashable,
    type: str | IntoSeries | None = None,
    country: str | IntoSeries | None = None,
    lang: str | IntoSeries | None = None,
    near: Sequence[float] | tuple[IntoSeries, IntoSeries] | None = None,
    when: Moment | IntoSeries | None = None,
    context: str | IntoSeries | None = None,
    lexicon: Lexicon | str | os.PathLike[str] = "core",
    candidates: int | None = None,
    prefix: str = "normalize_",
    workers: int | None = 1,
) -> Frame:
    """Return a data frame with the answers for the names in `column` as further columns; its index stays.

    The frame is one of pandas, or another that narwhals reads (Modin, cuDF, Polars, PyArrow), and so is what comes
    back. `type`, `country`, `lang`, `when` and `context` are a string for all rows or a column such as
    `frame["country"]`, `near` is two numbers or two columns; the rest is as in `normalize.arrow.resolve`. A column of
    pandas is put beside the names by its index; `InputError` is raised where it has no row for one of them, and where
    an index that is not the same stands twice.

    >>> import normalize.pandas, pandas as pd
    >>> towns = pd.DataFrame({"town": ["Глыбокае", "Głębokie"], "country": ["BY", "PL"]}, index=[7, 9])
    >>> normalize.pandas.resolve(towns, column="town", country=towns["country"])["normalize_id"].to_dict()
    {7: 'geonames:627908', 9: 'geonames:772165'}
    """
    try:
        given = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        raise InputError(f"the frame is {name_kind(frame)}; expected an eager data frame") from error
    except nw.exceptions.DuplicateError as error:
        labels = [str(label) for label in getattr(frame, "columns", ())]
        doubled = sorted({label for label in labels if labels.count(label) > 1})
        raise InputError(f"the frame has a column twice: {', '.join(doubled)}; rename all but one") from error
    labels = [str(label) for label in given.columns]  # pandas takes anything for one
    place = find_column(labels, str(column), "the frame")
    added_columns(labels, prefix, candidates is not None, "the frame")
    found = arrow.resolve(
        pa.table({labels[place]: _read(given[:, place], "the column of names")}),
        column=labels[place],
        type=_tell(given, type, "type"),
        country=_tell(given, country, "country"),
        lang=_tell(given, lang, "lang"),
        near=_tell_near(given, near),
        when=write_date(when) if isinstance(when, MOMENTS) else _tell(given, when, "when"),
        context=_tell(given, context, "context"),
        lexicon=lexicon,
        candidates=candidates,
        prefix=prefix,
        workers=workers,
    )
    added = nw.from_arrow(found.drop_columns([labels[place]]), backend=given.implementation)
    resolved = given.with_columns(*added.iter_columns()).to_native()
    if None in given.columns:  # a label that is lost where columns are joined
        resolved.columns = [*given.columns, *added.columns]  # type: ignore[misc]  # it is one of pandas
    return resolved


def _tell(frame: nw.DataFrame[Frame], value: str | IntoSeries | None, what: str) -> str | pa.Array | None:
    if value is None or isinstance(value, str):
        return value
    try:
        column = nw.from_native(value, series_only=True)
    except TypeError as error:
        raise InputError(f"{what} is {name_kind(value)}; expected a string or a column of a frame") from error
    return _read(_align(frame, column, f"the column for {what}"), f"the column for {what}")


def _tell_near(
    frame: nw.DataFrame[Frame], near: Sequence[float] | tuple[IntoSeries, IntoSeries] | None
) -> Sequence[float] | tuple[pa.Array, ...] | None:
    if near is None:
        return None
    return tuple(float(part) if isinstance(part, (float, Real)) else _tell(frame, part, "near") for part in near)


def _align(frame: nw.DataFrame[Frame], column: nw.Series[IntoSeries], what: str) -> nw.Series[IntoSeries]:
    """Return a column in the order of the frame, by the index where both have one."""
    rows, own = nw.maybe_get_index(frame), nw.maybe_get_index(column)
    if rows is None or own is None or own.equals(rows):
        return column
    try:
        return nw.maybe_align_index(column, frame)
    except (KeyError, ValueError) as error:  # a row that it lacks, an index that stands twice
        raise InputError(
            f"{what} cannot be put beside the frame by its index; give it that of the frame: "
            "column.set_axis(frame.index) where its rows are in the same order"
        ) from error


def _read(column: nw.Series[IntoSeries], what: str) -> pa.Array:
    if column.is_null().all():  # read from a file without a value it is one of numbers
        return pa.nulls(len(column))
    try:
        return column.to_arrow()
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:  # a column of objects may hold anything
        raise InputError(f"{what} holds more than text: {error}; make it a column of strings first") from error
    except UnicodeEncodeError as error:
        raise InputError(f"{what} holds half a character (a lone surrogate); it was decoded wrongly") from error
