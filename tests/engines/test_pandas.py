"""Data frames: the index stays, the kind of frame stays, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import normalize
import normalize.pandas
from normalize.errors import InputError

ADDED = [f"normalize_{part}" for part in ("id", "label", "status", "probability", "margin", "why")]


@pytest.fixture
def frame() -> pd.DataFrame:
    cells = {"name": ["Minsk", None, "Głębokie"], "where": ["BY", "BY", None], "n": [1, 2, 3]}
    return pd.DataFrame(cells, index=["x", "y", "x"])


def test_an_index_with_doubles_stays(small: normalize.Lexicon, frame: pd.DataFrame) -> None:
    found = normalize.pandas.resolve(frame, column="name", country=frame["where"], lexicon=small, candidates=1)
    assert list(found.columns) == [*frame.columns, *ADDED, "normalize_candidates"]
    assert list(found.index) == ["x", "y", "x"]
    assert found["normalize_id"].fillna("").tolist() == ["4", "", ""]
    assert found["normalize_status"].fillna("").tolist() == ["resolved", "", "ambiguous"]
    pd.testing.assert_frame_equal(found[frame.columns], frame)


def test_columns_are_put_beside_the_names_by_their_index(small: normalize.Lexicon) -> None:
    frame = pd.DataFrame({"name": ["Głębokie", "Głębokie", "Minsk"], "where": ["PL", "BY", "BY"]})
    for where in (frame["where"].sort_values(), pd.concat([frame["where"], pd.Series(["FR"], [9])])):
        found = normalize.pandas.resolve(frame, column="name", country=where, lexicon=small)
        assert found["normalize_id"].tolist() == ["2", "1", "4"]
    part = normalize.pandas.resolve(frame[1:], column="name", country=frame["where"], lexicon=small)
    assert part["normalize_id"].to_dict() == {1: "1", 2: "4"}
    for where in (frame["where"][1:], frame["where"].set_axis([0, 0, 1])):
        with pytest.raises(InputError, match=r"the column for country cannot be put beside the frame by its index"):
            normalize.pandas.resolve(frame, column="name", country=where, lexicon=small)


@pytest.mark.parametrize("label", [0, ("a", "b"), None, "name"])
def test_labels_may_be_anything(small: normalize.Lexicon, label: object) -> None:
    frame = pd.DataFrame([["Minsk", "x"]], columns=pd.Index([label, 1], dtype=object, tupleize_cols=False))
    found = normalize.pandas.resolve(frame, column=label, lexicon=small)
    assert found.columns.tolist() == [label, 1, *ADDED]
    assert found["normalize_id"].tolist() == ["4"]
    with pytest.raises(InputError, match=r'column "2" is not in the frame; columns are: .*, 1\.'):
        normalize.pandas.resolve(frame, column=2, lexicon=small)


def test_objects_and_categories_are_text_too(small: normalize.Lexicon, frame: pd.DataFrame) -> None:
    for kind in ("object", "category", "string", pd.ArrowDtype(pa.string())):
        found = normalize.pandas.resolve(frame.astype({"name": kind}), column="name", lexicon=small)
        assert found["normalize_id"].fillna("").tolist() == ["4", "", ""]


def test_a_column_without_a_value_is_no_column_of_numbers(small: normalize.Lexicon, frame: pd.DataFrame) -> None:
    for kind in (float, "datetime64[s]", object):
        empty = pd.Series([None] * 3, index=frame.index, dtype=kind)
        found = normalize.pandas.resolve(frame, column="name", country=empty, near=(empty, empty), lexicon=small)
        assert found["normalize_id"].fillna("").tolist() == ["4", "", ""]
        unnamed = frame.assign(name=empty)
        assert normalize.pandas.resolve(unnamed, column="name", lexicon=small)["normalize_status"].isna().all()


@pytest.mark.parametrize("near", [(53.9, 27.57), np.array([53.9, 27.57]), (np.float32(53.9), 27)])
def test_a_point_is_any_two_numbers(small: normalize.Lexicon, frame: pd.DataFrame, near: object) -> None:
    found = normalize.pandas.resolve(frame, column="name", near=near, lexicon=small)  # type: ignore[arg-type]
    assert found["normalize_id"].fillna("").tolist() == ["4", "", ""]


@pytest.mark.parametrize("make", [pl.DataFrame, pa.table])
def test_other_frames_come_back_as_they_are(small: normalize.Lexicon, make) -> None:
    given = make({"name": ["Minsk", None], "where": ["BY", "BY"]})
    found = normalize.pandas.resolve(given, column="name", country=given["where"], lexicon=small)
    assert type(found) is type(given)
    assert found["normalize_id"].to_pylist() if make is pa.table else found["normalize_id"].to_list() == ["4", None]


def test_an_empty_frame_has_the_same_columns(small: normalize.Lexicon, frame: pd.DataFrame) -> None:
    found = normalize.pandas.resolve(frame.iloc[:0], column="name", lexicon=small)
    assert (len(found), list(found.columns)) == (0, [*frame.columns, *ADDED])


def test_what_cannot_be_meant_is_refused(small: normalize.Lexicon, frame: pd.DataFrame) -> None:
    def refusal(given: object = frame, **more: object) -> str:
        with pytest.raises(InputError) as refused:
            normalize.pandas.resolve(given, **{"column": "name", "lexicon": small, **more})  # type: ignore[type-var]
        return str(refused.value)

    assert 'column "nmae" is not in the frame; columns are: name, where, n.' in refusal(column="nmae")
    assert "the column of names holds int64; expected text" in refusal(column="n")
    mixed = frame.astype({"name": object})
    mixed.iloc[1, 0] = 5
    assert "the column of names holds more than text" in refusal(mixed)
    mixed.iloc[1, 0] = "\ud800"
    assert "the column of names holds half a character" in refusal(mixed)
    assert "country is a list; expected a string or a column of a frame" in refusal(country=["BY"] * 3)
    assert "country 'Belarus' is no ISO 3166-1" in refusal(country="Belarus")
    assert "the frame is a list; expected an eager data frame" in refusal(["Minsk"])
    assert "the frame is a LazyFrame; expected an eager data frame" in refusal(pl.LazyFrame({"name": ["Minsk"]}))
    assert "near is []; expected latitude and longitude in degrees" in refusal(near=())
    assert "near is ['n']; expected latitude and longitude" in refusal(near=frame[["n"]])
    assert "the frame has a column twice: n; rename all but one" in refusal(frame[["name", "n", "n"]])
    once = normalize.pandas.resolve(frame, column="name", lexicon=small)
    assert "the frame has columns normalize_id" in refusal(once)
