"""Records: nothing of the text is lost, and one broken row breaks no other."""

from __future__ import annotations

import csv
import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.errors import InputError
from normalize.tables.dialect import LONGEST, Dialect
from normalize.tables.encoding import Encoding
from normalize.tables.records import Lines, Record, Records

COMMA = Dialect(",")
UTF8 = Encoding("utf-8")
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def open_records(text: str, dialect: Dialect = COMMA, encoding: Encoding = UTF8) -> Records:
    return Records(Lines(io.StringIO(text, newline=""), "t.csv"), dialect, "t.csv", encoding)


def read(text: str, dialect: Dialect = COMMA, encoding: Encoding = UTF8) -> list[Record]:
    return list(open_records(text, dialect, encoding))


def read_together(text: str, dialect: Dialect = COMMA, encoding: Encoding = UTF8, rows: int = 3) -> list[Record]:
    """Return the records of a table as `take` gives them behind the header."""
    records = open_records(text, dialect, encoding)
    found = list(itertools.islice(records, 1))
    return found + [record for part in iter(lambda: records.take(rows, 1 << 20), []) for record in part]


@given(st.lists(st.tuples(cells, cells, cells), min_size=1), st.sampled_from(["\n", "\r\n"]))
def test_a_proper_table_is_read_as_the_csv_module_reads_it(rows: list[tuple[str, str, str]], end: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator=end).writerows(rows)
    records = read(out.getvalue())
    assert [tuple(r.cells) for r in records] == rows
    assert not any(r.flaw for r in records)
    assert "".join(r.text + r.end for r in records) == out.getvalue()


@given(st.text(st.sampled_from('ab",\n\r\0 '), max_size=80))
def test_no_text_is_ever_lost_whatever_is_wrong_with_it(body: str) -> None:
    records = read("x,y\n" + body)
    assert "".join(r.text + r.end for r in records) == "x,y\n" + body
    assert [r.number for r in records if r.cells] == list(range(sum(bool(r.cells) for r in records)))
    assert all(r.flaw or len(r.cells) == 2 for r in records if r.cells)


@given(
    st.text(st.sampled_from('ab",\n\r\0 \u2028é'), max_size=200), st.sampled_from([COMMA, Dialect("b", quoted=False)])
)
def test_rows_read_together_are_those_read_one_by_one(body: str, dialect: Dialect) -> None:
    text = "x,y\n" + body
    assert read_together(text, dialect) == read(text, dialect)


@given(
    st.lists(st.sampled_from(["1,Minsk", "2,Пінск", "", '3,"Bre""st"', '4,"Hom\nyel"', "5", '6,"Lida', "7,Mi\0r"])),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_tables_of_proper_and_broken_rows_are_read_alike(rows: list[str], end: str, closed: bool) -> None:
    text = end.join(["id,name", *rows]) + end * closed
    assert read_together(text) == read(text)


def test_the_lines_of_a_long_table_are_read_alike_in_blocks() -> None:
    rows = [f'{n},"Minsk {n}"' if n % 1000 else f'{n},"Min\nsk\n"' for n in range(20_000)]
    rows[7_000] = '7000,"Minsk'
    text = "\r\n".join(["id,name", *rows])
    together = read_together(text, rows=700)
    assert together == read(text)
    assert [record.number for record in together] == list(range(20_001))


def test_a_bad_byte_is_named_where_rows_are_read_together() -> None:
    with pytest.raises(InputError, match=r"row 2 \(line 3\) of t\.csv is not utf-8: byte 0xcf"):
        read_together("id,name\n1,Minsk\n2,Мінс\udccf\n")


def test_an_endless_line_is_refused_where_rows_are_read_together() -> None:
    with pytest.raises(InputError, match="a line of more than"):
        read_together("id,name\n1,Minsk\n2," + "x" * (LONGEST + 1))


def test_ragged_rows_are_flagged_with_their_number() -> None:
    records = read("id,name,country\n1,Minsk\n2,Pinsk,BY\n3,Homyel,BY,x,y\n4\n")
    assert [r.flaw for r in records] == [
        "",
        "row 1 has 2 cells, the header has 3",
        "",
        "row 3 has 5 cells, the header has 3",
        "row 4 has 1 cell, the header has 3",
    ]


def test_an_unclosed_quotation_mark_costs_one_row() -> None:
    records = read('id,name\n1,"Minsk\n2,Pinsk\n3,"Brest"\n4,"Homyel\n5,Vilnius\n')
    assert [(r.number, r.cells) for r in records[1:]] == [
        (1, ["1", '"Minsk']),
        (2, ["2", "Pinsk"]),
        (3, ["3", "Brest"]),
        (4, ["4", '"Homyel']),
        (5, ["5", "Vilnius"]),
    ]
    assert [r.number for r in records if "opens a quotation mark that is not closed" in r.flaw] == [1, 4]


def test_text_after_a_closing_quotation_mark_is_flagged_and_kept() -> None:
    record = read('id,name\n1,"Viasna" centre\n')[1]
    assert (record.cells, record.flaw) == (
        ["1", '"Viasna" centre'],
        "row 1 has text after a closing quotation mark",
    )


def test_an_unclosed_quotation_mark_does_not_swallow_a_long_table() -> None:
    long = "Minsk " * 20
    rows = "".join(f"{n},{long}\n" for n in range(150_000))
    records = open_records('id,name\n0,"Minsk\n' + rows)
    next(records)
    assert "opens a quotation mark" in next(records).flaw
    assert sum(not r.flaw for r in records) == 150_000


def test_nul_is_flagged_and_kept() -> None:
    record = read("id,name\n1,Mi\0nsk\n")[1]
    assert (record.cells, record.flaw) == (["1", "Mi\0nsk"], "row 1 holds a NUL byte")


def test_blank_lines_are_no_rows() -> None:
    records = read("\n\nid,name\n\n1,Minsk\n\n")
    assert [(r.number, r.line, r.cells) for r in records if r.cells] == [(0, 3, ["id", "name"]), (1, 5, ["1", "Minsk"])]
    assert sum(not r.cells for r in records) == 4


def test_a_line_that_names_the_delimiter_is_no_row() -> None:
    records = read("sep=;\nid;name\n1;Minsk\n2\n", Dialect(";"))
    assert [(r.number, r.line, r.cells) for r in records[1:3]] == [(0, 2, ["id", "name"]), (1, 3, ["1", "Minsk"])]
    assert (records[0].text, records[0].cells) == ("sep=;", [])
    assert records[3].flaw == "row 2 has 1 cell, the header has 2"


def test_lines_are_counted_across_cells_of_several_lines() -> None:
    records = read('id,name\n1,"Min\nsk"\n2,Pinsk\n')
    assert [(r.number, r.line) for r in records] == [(0, 1), (1, 2), (2, 4)]


def test_a_bad_byte_is_named_with_row_and_line() -> None:
    text = 'id,name\n1,"Min\nsk"\n2,Мінс\udccf\n'
    with pytest.raises(InputError, match=r"row 2 \(line 4\) of t\.csv is not utf-8: byte 0xcf; .*--encoding"):
        read(text)


def test_a_bad_byte_of_a_damaged_table_flags_its_row() -> None:
    text = "id,name\n1,Минск\n2,Мінс\udccf,x\n3,Пінск\n"
    records = read(text, encoding=Encoding("utf-8", damaged=True))
    assert [r.flaw for r in records] == [
        "", "", "row 2 holds byte 0xcf, which is not utf-8 and has 3 cells, the header has 2", "",
    ]  # fmt: skip
    assert (records[2].text, records[2].cells) == ("2,Мінс\ufffd,x", ["2", "Мінс\ufffd", "x"])


def test_a_bad_byte_in_the_header_is_named() -> None:
    with pytest.raises(InputError, match=r"the header of t\.csv is not utf-8: byte 0xcf"):
        read("id,n\udccfme\n1,x\n")


@pytest.mark.parametrize("header", ['id,"name\n1,x\n', "id,na\0me\n1,x\n"])
def test_a_broken_header_is_refused(header: str) -> None:
    with pytest.raises(InputError, match=r"the header of t\.csv .*has to be mended"):
        read(header)


def test_an_endless_line_is_refused() -> None:
    with pytest.raises(InputError, match="a line of more than"):
        read("id,name\n1," + "x" * (LONGEST + 1))


def test_a_mark_is_a_letter_where_there_is_no_quoting() -> None:
    record = read('id\tname\n1\t"Viasna" centre\n', Dialect("\t", quoted=False))[1]
    assert (record.cells, record.flaw) == (["1", '"Viasna" centre'], "")


def test_lines_put_back_come_again_and_first() -> None:
    lines = Lines(io.StringIO("a\nb\nc\n"), "t.csv")
    assert lines.peek(2, 100) == (["a\n", "b\n"], False)
    assert lines.peek(9, 100) == (["a\n", "b\n", "c\n"], True)
    assert list(lines) == ["a\n", "b\n", "c\n"]
