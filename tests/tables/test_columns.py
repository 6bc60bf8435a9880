"""Columns: found by name, told when missing, never overwritten."""

from __future__ import annotations

import pytest

from normalize.errors import InputError, WrongOptionError
from normalize.tables.columns import added_columns, find_column


def test_a_misspelt_column_gets_the_whole_sentence() -> None:
    with pytest.raises(WrongOptionError) as told:
        find_column(["id", "name", "country"], "nmae", "people.csv")
    assert str(told.value) == (
        'column "nmae" is not in people.csv; columns are: id, name, country. Did you mean "name"?'
    )


@pytest.mark.parametrize(("header", "place"), [(["id", " name "], 1), (["name ", "name"], 1), (["Назва", "name"], 1)])
def test_spaces_around_a_column_do_not_count(header: list[str], place: int) -> None:
    assert find_column(header, "name", "t.csv") == place


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(InputError, match=r'column "name" stands 2 times in t\.csv; rename all but one') as told:
        find_column(["name", "id", "name"], "name", "t.csv")
    assert not isinstance(told.value, WrongOptionError)


def test_a_column_is_told_by_its_name() -> None:
    with pytest.raises(InputError, match="the name of the column is an int; expected a string"):
        find_column(["id", "name"], 1, "people.csv")  # type: ignore[arg-type]


def test_a_wide_table_is_not_listed_whole() -> None:
    with pytest.raises(WrongOptionError, match=r"c0, .*, c29 and 970 more\."):
        find_column([f"c{n}" for n in range(1000)], "name", "t.csv")


def test_new_columns_never_take_the_place_of_old_ones() -> None:
    header = ["id", "name", "normalize_id"]
    with pytest.raises(WrongOptionError, match=r"t\.csv has a column normalize_id already; .*another prefix"):
        added_columns(header, "normalize_", False, "t.csv")
    assert added_columns(header, "n_", True, "t.csv") == [
        "n_id", "n_label", "n_status", "n_probability", "n_margin", "n_why", "n_candidates",
    ]  # fmt: skip
    with pytest.raises(WrongOptionError, match="has a column id already"):
        added_columns(header, "", False, "t.csv")


def test_a_prefix_is_text_and_the_message_for_a_taken_name_is_for_every_door() -> None:
    with pytest.raises(InputError, match="prefix is None; expected a string"):
        added_columns(["id"], None, False, "t.csv")  # type: ignore[arg-type]
    with pytest.raises(WrongOptionError, match=r"with another prefix$"):
        added_columns(["normalize_id"], "normalize_", False, "the table")
