"""The namespace of Polars: whole columns, lazily too, and what is refused."""

from __future__ import annotations

import polars as pl
import pytest

import normalize
import normalize.polars
from normalize.errors import InputError

FRAME = pl.DataFrame(
    {"name": ["Minsk", None, "Głębokie", "Głębokie"], "where": ["BY", "BY", "PL", None], "n": [1, 2, 3, 4]}
)


@pytest.fixture
def names() -> normalize.polars.NormalizeExpression:
    return normalize.polars.NormalizeExpression(pl.col("name"))


def test_each_part_of_an_answer_is_a_column(small: normalize.Lexicon, names) -> None:
    found = FRAME.with_columns(
        id=names.id(lexicon=small, country=pl.col("where")),
        label=names.label(lexicon=small, country=pl.col("where")),
        status=names.status(lexicon=small),
        probability=names.probability(lexicon=small, type="place"),
    )
    assert found["id"].to_list() == ["4", None, "2", None]
    assert found["label"].to_list() == ["Minsk", None, "Głębokie", None]
    assert found["status"].to_list() == ["resolved", None, "ambiguous", "ambiguous"]
    assert found["probability"].null_count() == 1


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_lazy_frame_gives_the_same(small: normalize.Lexicon, names, engine) -> None:
    answer = names.resolve(lexicon=small, candidates=1, country=pl.col("where")).alias("answer")
    lazy = FRAME.lazy().with_columns(answer)
    assert lazy.collect_schema()["answer"] == lazy.collect(engine=engine).schema["answer"]
    assert lazy.collect(engine=engine).equals(FRAME.with_columns(answer))


def test_the_column_keeps_its_name_and_may_be_categorical(small: normalize.Lexicon) -> None:
    names = normalize.polars.NormalizeExpression(pl.col("name").cast(pl.Categorical))
    assert FRAME.select(names.id(lexicon=small)).to_dict(as_series=False) == {"name": ["4", None, None, None]}


def test_an_empty_frame_has_the_same_columns(small: normalize.Lexicon, names) -> None:
    answer = names.resolve(lexicon=small).struct.unnest()
    assert FRAME.clear().select(answer).schema == FRAME.select(answer).schema


def test_a_literal_is_one_for_all_rows(small: normalize.Lexicon, names) -> None:
    answer = names.id(lexicon=small, country=pl.lit("BY"), when=pl.lit(1950))
    assert FRAME.select(answer)["name"].to_list() == ["4", None, "1", "1"]
    assert FRAME.clear().select(answer)["name"].to_list() == []
    name = normalize.polars.NormalizeExpression(pl.lit("Głębokie"))
    assert FRAME.select(name.id(lexicon=small, country=pl.col("where"))).to_series().to_list() == ["1", "1", "2", None]


def test_a_context_is_the_whole_column(small: normalize.Lexicon) -> None:
    frame = pl.DataFrame({"name": ["Głębokie", "Pinsk", "Minsk"]})
    names = normalize.polars.NormalizeExpression(pl.col("name"))
    single = small.resolve_many(frame["name"].to_list(), context="a")
    assert frame.select(names.probability(lexicon=small, context="a"))["name"].to_list() == [
        r.probability for r in single
    ]


@pytest.mark.parametrize(
    ("column", "more", "told"),
    [
        ("n", {}, "the column of names holds int64; expected text"),
        ("name", {"country": "Belarus"}, "country 'Belarus' is no ISO 3166-1"),
        ("name", {"country": pl.col("n")}, "the column for country holds int64"),
    ],
)
def test_what_cannot_be_meant_is_refused(small: normalize.Lexicon, column: str, more, told: str) -> None:
    names = normalize.polars.NormalizeExpression(pl.col(column))
    with pytest.raises(InputError) as refused:
        FRAME.select(names.id(lexicon=small, **more))
    assert told in str(refused.value)


def test_a_keyword_that_there_is_not_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'contry'\. Did you mean \"country\"\?"):
        pl.col("name").normalize.id(contry="BY")
