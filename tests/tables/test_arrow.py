"""Arrow columns: every kind of text, rows that are silent, and what is refused."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import normalize
import normalize.arrow
from normalize.errors import InputError, WrongOptionError

TOWNS = ["Minsk", None, "Głębokie", "Minsk", "", "nobody at all"]
ADDED = [f"normalize_{part}" for part in ("id", "label", "status", "probability", "margin", "why")]
KINDS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_kind_of_text_is_read(small: normalize.Lexicon, kind: pa.DataType) -> None:
    table = pa.table({"town": pa.chunked_array([TOWNS[:2], TOWNS[2:]], pa.string()).cast(kind)})
    found = normalize.arrow.resolve(table, column="town", lexicon=small)
    assert found.column_names == ["town", *ADDED]
    assert found["town"].equals(table["town"])
    assert found["normalize_id"].to_pylist() == ["4", None, None, "4", None, None]
    assert found["normalize_status"].to_pylist() == [
        "resolved", None, "ambiguous", "resolved", "unresolved", "unresolved",
    ]  # fmt: skip


def test_no_name_has_no_answer(small: normalize.Lexicon) -> None:
    for names in (pa.nulls(2), pa.array([None, None], pa.string())):
        found = normalize.arrow.resolve(pa.table({"n": names}), column="n", lexicon=small, candidates=1)
        assert all(column.null_count == 2 for column in found.columns)


@pytest.mark.parametrize("make", [pa.table, pa.record_batch])
def test_what_comes_back_is_what_was_given(small: normalize.Lexicon, make) -> None:
    given = make({"n": pa.array(["Minsk"])}).replace_schema_metadata({"kept": "yes"})
    found = normalize.arrow.resolve(given, column="n", lexicon=small, prefix="x_")
    assert type(found) is type(given)
    assert found.schema.metadata == {b"kept": b"yes"}
    empty = normalize.arrow.resolve(given.slice(0, 0), column="n", lexicon=small, prefix="x_")
    assert (empty.num_rows, empty.schema) == (0, found.schema)


def test_exact_names_are_answered_as_one_by_one(core: normalize.Lexicon) -> None:
    names = [core[id].label for id in list(core)[::211]]
    every = (name.name for id in list(core)[::37] for name in core.names(id))
    joined = [name for name in every if "\u200c" in name or "\u200d" in name]  # Persian, Sinhala, Malayalam
    assert len(joined) > 20
    names += [*joined, f"{joined[0]}\u200b", f"\u200d{joined[0]}", "Minsk\u200c"]
    names += ["Глыбокае", "MINSK", "Minsk (Belarus)", "Côte d’Ivoire", "Dushanbe ", "nobody  at all", None]
    found = normalize.arrow.resolve(pa.table({"n": names * 2}), column="n", lexicon=core)
    for name, *told in zip(names * 2, *(found[column].to_pylist() for column in ADDED), strict=True):
        r = None if name is None else core.resolve(name)
        expected = r and [r.id, r.label, r.status, r.probability, r.margin, str(r.explain())]
        assert told == (expected or [None] * 6), name


def test_each_row_may_say_what_it_knows(small: normalize.Lexicon) -> None:
    table = pa.table({"n": ["Głębokie"] * 4, "c": ["BY", " PL ", "", None], "t": ["place", None, "person", "place"]})
    found = normalize.arrow.resolve(table, column="n", country=table["c"], type=table["t"], lexicon=small)
    assert found["normalize_id"].to_pylist() == ["1", "2", None, None]
    everywhere = normalize.arrow.resolve(table, column="n", country="PL", lexicon=str(small.path))
    assert everywhere["normalize_id"].to_pylist() == ["2"] * 4


def test_a_row_that_cannot_be_asked_is_flagged(small: normalize.Lexicon) -> None:
    table = pa.table({"n": ["Minsk", "Minsk"], "c": ["Belarus", "BY"]})
    found = normalize.arrow.resolve(table, column="n", country=table["c"], lexicon=small)
    assert found["normalize_status"].to_pylist() == ["error", "resolved"]
    assert "country 'Belarus' is no ISO 3166-1 alpha-2 code" in found["normalize_why"][0].as_py()


def test_a_type_that_there_is_not_flags_its_row(core: normalize.Lexicon) -> None:
    table = pa.table({"n": ["Minsk", "Minsk", "WHO"], "t": ["Place", "town", "organization"]})
    found = normalize.arrow.resolve(table, column="n", type=table["t"], lexicon=core)
    assert found["normalize_status"].to_pylist() == ["resolved", "error", "error"]
    assert 'type "town" is unknown; expected one of: country, place,' in found["normalize_why"][1].as_py()
    with pytest.raises(InputError, match='Did you mean "organisation"'):
        normalize.arrow.resolve(table, column="n", type="organization", lexicon=core)


def test_groups_are_each_others_context(small: normalize.Lexicon) -> None:
    names = ["Głębokie", "Pinsk", "Minsk", "Głębokie"]
    groups = ["a", "a", "a", None]
    table = pa.table({"n": names, "g": groups})
    found = normalize.arrow.resolve(table, column="n", context=table["g"], lexicon=small)
    single = small.resolve_many(names, context=groups)
    assert found["normalize_probability"].to_pylist() == [r.probability for r in single]
    assert found["normalize_why"][0].as_py() != found["normalize_why"][3].as_py()
    numbered = pa.array([7, 7, 7, None])
    assert normalize.arrow.resolve(table, column="n", context=numbered, lexicon=small) == found


@pytest.mark.parametrize("most", [0, -1, 2.5])
def test_a_number_of_candidates_that_cannot_be_meant_is_refused(small: normalize.Lexicon, most: float) -> None:
    with pytest.raises(InputError, match=f"candidates is {most}; expected a whole number from 1"):
        normalize.arrow.resolve(pa.table({"n": ["Minsk"]}), column="n", lexicon=small, candidates=most)  # type: ignore[arg-type]


def test_a_cell_of_ten_megabytes_is_a_name_like_any_other(small: normalize.Lexicon) -> None:
    table = pa.table({"n": ["x" * 10_000_000, "Minsk"]})
    found = normalize.arrow.resolve(table, column="n", lexicon=small)
    assert found["normalize_id"].to_pylist() == [None, "4"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"column": "nmae"}, 'column "nmae" is not in the table; columns are: name, n. Did you mean "name"?'),
        ({"column": "n"}, "the column of names holds int64; expected text: cast it to string first"),
        ({"country": "Belarus"}, "country 'Belarus' is no ISO 3166-1"),
        ({"type": ["place"]}, "the column for type is a list; expected a string or an Arrow column"),
        ({"lang": pa.array(["be"])}, "the column for lang has 1 value for 2 names; expected one for each"),
        ({"workers": 0}, "workers is 0; expected a whole number from 1"),
    ],
)
def test_what_cannot_be_meant_is_refused(small: normalize.Lexicon, more: dict[str, object], told: str) -> None:
    table = pa.table({"name": ["a", "b"], "n": [1, 2]})
    with pytest.raises(InputError) as refused:
        normalize.arrow.resolve(table, **{"column": "name", "lexicon": small, **more})
    assert told in str(refused.value)


def test_nothing_is_overwritten_and_only_tables_are_read(small: normalize.Lexicon) -> None:
    once = normalize.arrow.resolve(pa.table({"n": ["Minsk"]}), column="n", lexicon=small)
    with pytest.raises(WrongOptionError, match=r"has columns normalize_id, .*another prefix"):
        normalize.arrow.resolve(once, column="n", lexicon=small)
    with pytest.raises(InputError, match="the table is a dict; expected a pyarrow Table or RecordBatch"):
        normalize.arrow.resolve({"n": ["Minsk"]}, column="n", lexicon=small)  # type: ignore[type-var]


NAME = st.sampled_from(["Minsk", "Głębokie", "Mikola Statkevich", "Hlybokae", "", "Thing", None])
COUNTRY = st.sampled_from(["BY", "PL", "", "nowhere", None])
TYPE = st.sampled_from(["place", "person", None])


@settings(deadline=None)
@given(st.lists(st.tuples(NAME, COUNTRY, TYPE), max_size=12), st.integers(1, 5))
def test_answers_depend_on_nothing_but_the_row(small: normalize.Lexicon, rows, size: int) -> None:
    columns = zip(*rows, strict=True) if rows else [[]] * 3
    table = pa.table([pa.array(column, pa.string()) for column in columns], "nct")

    def resolve(part: pa.Table) -> list[dict[str, object]]:
        return normalize.arrow.resolve(part, column="n", country=part["c"], type=part["t"], lexicon=small).to_pylist()

    whole = resolve(table)
    assert [row for start in range(0, len(table), size) for row in resolve(table.slice(start, size))] == whole
    assert resolve(table.take(pa.array(range(len(table))[::-1], pa.int64())))[::-1] == whole
