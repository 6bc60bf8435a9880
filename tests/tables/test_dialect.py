"""Delimiters: the one that makes a table of the text."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from normalize.errors import WrongOptionError
from normalize.tables.dialect import Dialect, detect_dialect, given_delimiter


def lines(*rows: str) -> list[str]:
    return [f"{row}\n" for row in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found(delimiter: str) -> None:
    rows = lines(*(delimiter.join(row) for row in (("id", "name", "country"), ("1", "Minsk", "BY"))))
    assert detect_dialect(rows, True, ["name"], None).delimiter == delimiter


@pytest.mark.parametrize(
    ("rows", "delimiter"),
    [
        (lines("id;name", "1;Lukashenko, Alexander", "2;Statkevich, Mikalai"), ";"),
        (lines("id,name", '1,"a;b;c"', '2,"d;e"'), ","),
        (lines("id\tname", "1\tMinsk, Belarus; capital"), "\t"),
        (lines("name", "Minsk", "Pinsk"), ","),
        (lines("name", "Lukashenko, Alexander", "Statkevich, Mikalai"), ";"),  # one column: no cell may be cut
        (lines("a,b;name", "1,2;Minsk"), ";"),  # the wanted column comes out under one of them only
        (lines("id,name"), ","),
    ],
)
def test_the_delimiter_that_makes_a_table_wins(rows: list[str], delimiter: str) -> None:
    assert detect_dialect(rows, True, ["name"], None).delimiter == delimiter


def test_a_misspelt_column_does_not_spoil_the_search() -> None:
    assert detect_dialect(lines("id;name", "1;Minsk, the capital"), True, ["nmae"], None).delimiter == ";"


def test_an_odd_delimiter_is_found_by_clevercsv_where_it_is_installed() -> None:
    rows = lines("id^name^country", "1^Minsk^BY", "2^Pinsk^BY", "3^Vilnius^LT")
    installed = find_spec("clevercsv") is not None
    assert detect_dialect(rows, True, ["name"], None).delimiter == ("^" if installed else ",")


def test_text_that_clevercsv_refuses_is_separated_by_commas() -> None:
    assert detect_dialect(lines("n\0ame", "Min\0sk"), True, ["name"], None).delimiter == ","


def test_a_first_line_for_excel_says_the_delimiter() -> None:
    assert detect_dialect(lines("sep=;", "id,name;x", "1,Minsk;2"), True, ["name"], None) == Dialect(";")
    assert detect_dialect(lines("sep=;", "id,name", "1,Minsk"), True, ["name"], ",") == Dialect(",")


def test_a_given_delimiter_is_not_discussed() -> None:
    assert detect_dialect(lines("id;name", "1;Minsk"), True, ["name"], ",") == Dialect(",")


def test_tab_separated_text_with_stray_quotation_marks_is_read_without_quoting() -> None:
    stray = lines("id\tname", '1\t"Viasna" centre', "2\tMinsk")
    assert detect_dialect(stray, True, ["name"], None) == Dialect("\t", quoted=False)
    proper = lines("id\tname", '1\t"Viasna ""96"""', "2\tMinsk")
    assert detect_dialect(proper, True, ["name"], None) == Dialect("\t", quoted=True)


def test_a_sample_cut_in_a_quoted_cell_counts_the_whole_rows() -> None:
    cut = lines("id,name", "1,Minsk", "2,Pinsk", '3,"a', "b; c; d")
    assert detect_dialect(cut, False, ["name"], None) == Dialect(",")


@pytest.mark.parametrize(("text", "delimiter"), [("tab", "\t"), ("\\t", "\t"), (";", ";"), ("space", " "), ("^", "^")])
def test_delimiters_have_names(text: str, delimiter: str) -> None:
    assert given_delimiter(text) == delimiter


@pytest.mark.parametrize("text", ["", ",,", '"', "\n", "nothing"])
def test_what_cannot_separate_is_wrong_usage(text: str) -> None:
    with pytest.raises(WrongOptionError, match="cannot be used; expected one character"):
        given_delimiter(text)
