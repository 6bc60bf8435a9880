"""`normalize csv` on what people really have: a clear message or a flagged row, and as many rows out as in."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest


def statuses(ran) -> list[str]:
    return [row["normalize_status"] for row in ran.rows]


def assert_rectangular(ran) -> None:
    rows = [row for row in csv.reader(io.StringIO(ran.out, newline="")) if row]
    assert len({len(row) for row in rows}) == 1


def test_ragged_rows_are_kept_and_flagged(resolve, table) -> None:
    ran = resolve(table('id,name,country\n1,Minsk\n2,Pinsk,BY\n3,Pinsk,BY,x,"y,z"\n'))
    assert ran.status == 0
    assert statuses(ran) == ["error", "resolved", "error"]
    assert ran.rows[0]["normalize_why"] == "row 1 has 2 cells, the header has 3"
    assert (ran.rows[0]["name"], ran.rows[0]["country"], ran.rows[0]["normalize_id"]) == ("Minsk", "", "")
    assert ran.rows[2]["normalize_why"] == 'row 3 has 5 cells, the header has 3; the surplus: ["x", "y,z"]'
    assert json.loads(ran.rows[2]["normalize_why"].partition("surplus: ")[2]) == ["x", "y,z"]
    assert "2 flagged" in ran.err
    assert_rectangular(ran)


def test_nul_bytes_are_flagged_and_kept(resolve, table) -> None:
    ran = resolve(table(b"id,name\n1,Mi\0nsk\n2,Pinsk\n"))
    assert statuses(ran) == ["error", "resolved"]
    assert ran.rows[0]["normalize_why"] == "row 1 holds a NUL byte"
    assert ran.rows[0]["name"] == "Mi\0nsk"
    assert_rectangular(ran)


def test_an_unclosed_quotation_mark_costs_one_row(resolve, table) -> None:
    ran = resolve(table('id,name\n1,"Minsk\n2,Pinsk\n3,"Minsk"\n4,Vilnius\n'))
    assert statuses(ran) == ["error", "resolved", "resolved", "resolved"]
    assert ran.rows[0]["normalize_why"] == "row 1 opens a quotation mark that is not closed"
    assert ran.rows[0]["name"] == '"Minsk'


def test_a_cell_of_ten_megabytes_is_a_row_like_any_other(resolve, table) -> None:
    long = "Minsk" * (10 * 1024 * 1024 // 5)
    ran = resolve(table(f'id,name,note\n1,{long},\n2,Pinsk,"{long}"\n3,Minsk,\n'))
    assert ran.status == 0
    assert [(row["id"], row["normalize_status"]) for row in csv_rows(ran)] == [
        ("1", "unresolved"),
        ("2", "resolved"),
        ("3", "resolved"),
    ]
    assert len(ran.out) < 2 * len(long) + 3_000


def csv_rows(ran) -> list[dict[str, str]]:
    before = csv.field_size_limit(1 << 30)
    try:
        return ran.rows
    finally:
        csv.field_size_limit(before)


def test_a_line_without_end_is_refused(resolve, table, tmp_path: Path) -> None:
    ran = resolve(table(b"id,name\n1," + b"x" * (17 << 20)), "-o", tmp_path / "out.csv")
    assert ran.status == 1
    assert ran.err == "error: people.csv has a line of more than 16,777,216 characters; it is no table of names\n"
    assert os.listdir(tmp_path) == ["people.csv"]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("\u202eMinsk\u202c", "resolved"),
        ("M\u200bi\u200dn\ufeffsk", "resolved"),
        ("Мiнск", "resolved"),
        ("M" + "\u0301" * 10_000 + "insk", None),
        ("", "unresolved"),
        ("   ", "unresolved"),
        ("\u200b", "unresolved"),
        ("?" * 500, "unresolved"),
        ("=HYPERLINK(1)", "unresolved"),
        ("'; DROP TABLE names; --", "unresolved"),
        ("𒀀𒀁", "unresolved"),
        ("\U0010ffff", "unresolved"),
    ],
)
def test_tricks_and_absurd_names_are_rows_like_any_other(resolve_all, name: str, status: str | None) -> None:
    row = resolve_all[name]
    assert row["normalize_status"] in ({status} if status else {"resolved", "ambiguous", "unresolved"})
    assert (row["normalize_id"] == "minsk") == (row["normalize_status"] == "resolved")
    assert not {"\u202e", "\u202c"} & set(row["normalize_why"])
    assert len(row["normalize_why"]) < 1_000


@pytest.fixture(scope="module")
def resolve_all(run, lexicon: Path) -> dict[str, dict[str, str]]:
    mark = next(m for m in test_tricks_and_absurd_names_are_rows_like_any_other.pytestmark if m.name == "parametrize")
    names = [name for name, _ in mark.args[1]]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([["name"], *([name] for name in names)])
    ran = run("csv", "-", "--column", "name", "--lexicon", lexicon, given=text.getvalue())
    assert ran.status == 0
    assert [row["name"] for row in ran.rows] == names
    return dict(zip(names, ran.rows, strict=True))


def test_a_country_that_is_no_code_flags_its_row(resolve, table) -> None:
    rows = [["name", "c"], ["Minsk", "Belarus"], ["Minsk", "XX1"], ["Minsk", "by"], ["Minsk", ""], ["Minsk", "LT BY"]]
    ran = resolve(table(rows), "--country-column", "c")
    assert ran.status == 0
    assert statuses(ran) == ["error", "error", "resolved", "resolved", "resolved"]
    assert ran.rows[0]["normalize_why"].startswith("country 'Belarus' is no ISO 3166-1 alpha-2 code")


def test_an_unknown_type_flags_its_row(resolve, table) -> None:
    ran = resolve(table("name,t\nMinsk,river\nMinsk,Place\nMinsk,person\n"), "--type-column", "t")
    assert ran.status == 0
    assert statuses(ran) == ["error", "resolved", "unresolved"]
    assert ran.rows[0]["normalize_why"].startswith('type "river" is unknown; expected one of: place, ')


def test_a_misspelt_column_is_wrong_usage(run, lexicon: Path, table, tmp_path: Path) -> None:
    file = table("id,name,country\n1,Minsk,BY\n")
    ran = run("csv", file, "--column", "nmae", "--lexicon", lexicon, "-o", tmp_path / "out.csv")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        'error: column "nmae" is not in people.csv; columns are: id, name, country. Did you mean "name"?\n'
    )
    assert os.listdir(tmp_path) == ["people.csv"]


@pytest.mark.parametrize("option", ["--type-column", "--country-column", "--lang-column"])
def test_every_column_is_looked_for(resolve, table, option: str) -> None:
    ran = resolve(table("id,name\n1,Minsk\n"), option, "nam")
    assert ran.status == 2
    assert ran.err == 'error: column "nam" is not in people.csv; columns are: id, name. Did you mean "name"?\n'


@pytest.mark.parametrize(("what", "value"), [("type", "place"), ("country", "BY"), ("lang", "be")])
def test_a_value_and_a_column_exclude_each_other(resolve, table, what: str, value: str) -> None:
    ran = resolve(table("id,name\n1,Minsk\n"), f"--{what}", value, f"--{what}-column", "id")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"error: --{what} and --{what}-column exclude each other; give one of them\n"


def test_a_column_that_stands_twice_is_refused_only_where_it_is_read(resolve, table) -> None:
    ran = resolve(table("name,name,id\nMinsk,Pinsk,1\n"))
    assert (ran.status, ran.out) == (1, "")
    assert 'column "name" stands 2 times in people.csv' in ran.err
    assert resolve(table("name,id,id\nMinsk,1,2\n")).status == 0


@pytest.mark.parametrize("content", [b"", b"\n\n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_table_is_refused(resolve, table, content: bytes) -> None:
    ran = resolve(table(content))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "error: people.csv is empty; expected a header line with the names of the columns\n"


def test_a_wrong_encoding_is_told_with_row_and_byte(resolve, table, tmp_path: Path) -> None:
    rows = "id,name\n" + "1,Minsk\n" * 3_000 + "2,Мінск\n"
    ran = resolve(table(rows.encode("cp1251")), "--encoding", "utf-8", "-o", tmp_path / "out.csv")
    assert ran.status == 1
    assert ran.err == (
        "error: row 3001 (line 3002) of people.csv is not utf-8: byte 0xed; leave --encoding out to have it found out, "
        "or give another\n"
    )
    assert os.listdir(tmp_path) == ["people.csv"]


@pytest.mark.parametrize("bad", ["Café".encode("cp1252"), "Пінск".encode("cp1251"), "Пінск".encode()[:-1], b"\xff"])
def test_a_bad_byte_in_utf8_flags_its_row(resolve, table, bad: bytes) -> None:
    content = b"name,id\n" + "Мінск,1\nГлыбокае,2\n".encode() * 2 + bad + b',3\n"M' + b'insk",4\n'
    for ran in (resolve(table(content)), resolve("-", given=content), resolve(table(content), "--encoding", "UTF-8")):
        assert ran.status == 0
        assert statuses(ran) == ["resolved"] * 4 + ["error", "resolved"]
        assert [row["name"] for row in ran.rows][:2] == ["Мінск", "Глыбокае"]
        assert ran.rows[4]["normalize_why"].startswith("row 5 holds byte 0x") and "\ufffd" in ran.rows[4]["name"]
        assert "utf-8 (damaged)" in ran.err
        assert_rectangular(ran)


def test_a_pipe_that_turns_out_otherwise_is_told_with_row_and_byte(resolve, tmp_path: Path) -> None:
    rows = b"id,name\n" + b"1,Minsk\n" * 40_000 + "2,Мінск\n".encode("cp1251")
    ran = resolve("-", "-o", tmp_path / "out.csv", given=rows)
    assert ran.status == 1
    assert ran.err.startswith("error: row 40001 (line 40002) of standard input is not utf-8: byte 0xed; ")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(("encoding", "told"), [("utf-16", "does not start with BOM"), ("utf-32", "can't decode")])
def test_an_encoding_that_reads_nothing_is_told(resolve, table, encoding: str, told: str) -> None:
    ran = resolve(table("name\nМінск\n".encode("cp1251")), "--encoding", encoding)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("error: people.csv cannot be read: ") and told in ran.err
    assert ran.err.endswith("; leave --encoding out to have it found out, or give another\n")


def test_an_encoding_nobody_knows_is_wrong_usage(resolve, table) -> None:
    ran = resolve(table("name\nMinsk\n"), "--encoding", "utf-9")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith('error: encoding "utf-9" is not known; expected a name such as utf-8')


def test_what_is_no_text_is_refused(resolve, table) -> None:
    binary = resolve(table(bytes(range(1, 256)) * 20))
    assert (binary.status, binary.out) == (1, "")
    assert binary.err == (
        "error: people.csv is not UTF-8 and no other encoding fits; say which it is with --encoding\n"
    )
    workbook = resolve(table(b"PK\x03\x04" + bytes(100)))
    assert (
        workbook.err == "error: people.csv is an Excel workbook or another zip archive, no CSV; save it as CSV first\n"
    )


def test_a_delimiter_that_cannot_be_is_wrong_usage(resolve, table) -> None:
    ran = resolve(table("name\nMinsk\n"), "--delimiter", "ab")
    assert (ran.status, ran.err) == (2, 'error: delimiter "ab" cannot be used; expected one character, or "tab"\n')


def test_files_that_are_not_there_or_no_files(resolve, table, tmp_path: Path) -> None:
    missing = resolve(tmp_path / "none.csv")
    assert (missing.status, missing.err) == (
        1,
        f"error: {tmp_path / 'none.csv'} cannot be read: No such file or directory\n",
    )
    folder = resolve(tmp_path)
    assert (folder.status, folder.err) == (1, f"error: {tmp_path} cannot be read: Is a directory\n")
    nowhere = resolve(table("name\nMinsk\n"), "-o", tmp_path / "none" / "out.csv")
    assert (nowhere.status, nowhere.out) == (1, "")
    assert "could not be written: No such file or directory" in nowhere.err
    onto = resolve(tmp_path / "people.csv", "-o", tmp_path)
    assert (onto.status, onto.err) == (1, f"error: {tmp_path} is a folder; name a file with -o\n")


def test_the_table_is_never_its_own_output(resolve, table, tmp_path: Path) -> None:
    file, link = table("name\nMinsk\n"), tmp_path / "link.csv"
    link.symlink_to(file)
    os.link(file, tmp_path / "hard.csv")
    for other in (file, link, tmp_path / "hard.csv"):
        ran = resolve(file, "-o", other)
        assert ran.status == 2
        assert "are the same file" in ran.err
    assert file.read_text() == "name\nMinsk\n"


def test_the_table_is_never_its_own_redirected_output(environment, lexicon: Path, table) -> None:
    import subprocess
    import sys

    file = table("name\nMinsk\n")
    with file.open("ab") as out:
        command = [
            sys.executable,
            "-m",
            "normalize.cli",
            "csv",
            str(file),
            "--column",
            "name",
            "--lexicon",
            str(lexicon),
        ]
        ran = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, env=environment)
    assert ran.returncode == 2
    assert b"are the same file" in ran.stderr
    assert file.read_text() == "name\nMinsk\n"


def test_a_column_is_named_once(resolve, table) -> None:
    ran = resolve(table("id,name\n1,Minsk\n"), "--column", "id")
    assert (ran.status, ran.out) == (2, "")
    assert "it is given 2 times; names stand in one column" in ran.err
