"""`normalize csv` on tables that are as they should be."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

ADDED = [f"normalize_{part}" for part in ("id", "label", "status", "probability", "margin", "why")]
TOWNS = "id,name,country\n1,Минск,BY\n2,Głębokie,PL\n3,Głębokie,\n4,Nowhere at all,BY\n"


def test_answers_stand_behind_the_columns(resolve, table) -> None:
    ran = resolve(table(TOWNS), "--country-column", "country")
    assert ran.status == 0
    assert list(ran.rows[0]) == ["id", "name", "country", *ADDED]
    assert [row["normalize_status"] for row in ran.rows] == ["resolved", "resolved", "ambiguous", "unresolved"]
    assert [row["normalize_id"] for row in ran.rows] == ["minsk", "glebokie", "", ""]
    assert [row["normalize_label"] for row in ran.rows] == ["Minsk", "Głębokie", "", ""]
    assert all(0 <= float(row["normalize_probability"]) <= 1 for row in ran.rows)
    assert all(row["normalize_why"].endswith(".") for row in ran.rows)


def test_one_line_on_standard_error_says_what_was_done(resolve, table) -> None:
    ran = resolve(table(TOWNS), "--country-column", "country")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("4 rows: 2 resolved, 1 ambiguous, 1 unresolved, 0 flagged; ")
    assert ran.err.endswith(' rows/s; utf-8, delimiter ","\n')


def test_the_text_of_the_table_is_untouched(resolve, table) -> None:
    text = 'id;name;"a ""note"""\r\n"1";"Мінск";"two\nlines, ""quoted"""\r\n\r\n 2 ;Pinsk;\'\r\n'
    ran = resolve(table(text))
    assert ran.status == 0
    rows = list(csv.reader(io.StringIO(ran.out, newline=""), delimiter=";"))
    own = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row[:3] for row in rows] == own
    for part in ('id;name;"a ""note""";', '"1";"Мінск";"two\nlines, ""quoted""";', "\r\n\r\n 2 ;Pinsk;';"):
        assert part in ran.out
    assert ran.out.count("\r\n") == 4


def test_standard_input_and_output(resolve, table, tmp_path: Path) -> None:
    file = table(TOWNS)
    by_pipe = resolve("-", given=TOWNS)
    by_file = resolve(file, "-o", "-")
    to_file = resolve(file, "-o", tmp_path / "out.csv")
    assert by_pipe.out == by_file.out == (tmp_path / "out.csv").read_bytes().decode()
    assert (to_file.status, to_file.out) == (0, "")
    assert "standard input" not in by_pipe.out


def test_candidates_come_as_json(resolve, table) -> None:
    rows = resolve(table(TOWNS), "--candidates", "2").rows
    assert list(rows[0])[-1] == "normalize_candidates"
    found = json.loads(rows[2]["normalize_candidates"])
    assert [c["label"] for c in found] == ["Hlybokaye", "Głębokie"]
    assert list(found[0]) == ["id", "label", "probability", "name", "type", "country"]
    assert len(json.loads(resolve(table(TOWNS), "--candidates", "1").rows[2]["normalize_candidates"])) == 1


def test_type_country_and_language_of_each_row(resolve, table) -> None:
    rows = [["name", "kind", "where", "tongue"], ["Głębokie", "place", "BY", "pl"], ["Мінск", "person", "", "be"]]
    columns = ["--type-column", "kind", "--country-column", "where", "--lang-column", "tongue"]
    ran = resolve(table(rows), *columns)
    assert [row["normalize_id"] for row in ran.rows] == ["hlybokaye", ""]


def test_a_value_for_all_rows(resolve, table) -> None:
    ran = resolve(table("name\nGłębokie\nGłębokie\n"), "--country", "PL", "--type", "place", "--lang", "pl")
    assert [row["normalize_id"] for row in ran.rows] == ["glebokie", "glebokie"]


def test_a_prefix_makes_room(resolve, table, tmp_path: Path) -> None:
    once = tmp_path / "once.csv"
    assert resolve(table(TOWNS), "-o", once).status == 0
    refused = resolve(once)
    assert (refused.status, refused.out) == (2, "")
    assert "once.csv has columns normalize_id, normalize_label" in refused.err
    assert refused.err.endswith("with another prefix\n")
    twice = resolve(once, "--prefix", "again_")
    assert twice.status == 0
    assert [row["again_id"] for row in twice.rows] == [row["normalize_id"] for row in twice.rows]


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8-sig", "; utf-8, "),
        ("utf-16", "; utf-16, "),
        ("cp1251", "; cp1251 (guessed), "),
        ("koi8-r", "; koi8-r (guessed), "),
    ],
)
def test_encodings_are_found_and_told(resolve, table, codec: str, told: str) -> None:
    ran = resolve(table("id;name\n1;Минск\n2;Беларусь\n".encode(codec)))
    assert ran.status == 0
    assert told in ran.err
    assert 'delimiter ";"' in ran.err
    assert ran.out.startswith("\ufeff") == codec.startswith("utf")
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [(row["name"], row["normalize_id"]) for row in rows] == [("Минск", "minsk"), ("Беларусь", "belarus")]


def test_encoding_and_delimiter_can_be_given(resolve, table) -> None:
    file = table("id^name\n1^Минск\n".encode("cp866"))
    ran = resolve(file, "--encoding", "cp866", "--delimiter", "^")
    assert ran.err.endswith('; cp866, delimiter "^"\n')
    assert "\n1^Минск^minsk^Minsk^resolved^" in ran.out


def test_tabs_and_stray_quotation_marks(resolve, table) -> None:
    ran = resolve(table('id\tname\n1\t"Viasna" centre\n2\tМінск\n', "people.tsv"))
    assert ran.err.endswith("delimiter tab, no quoting\n")
    assert ran.out.splitlines()[1].startswith('1\t"Viasna" centre\t')
    assert [len(line.split("\t")) for line in ran.out.splitlines()] == [8, 8, 8]


def test_more_rows_than_a_batch_in_order(resolve, table) -> None:
    names = ["Minsk", "Пінск", "Głębokie", "Nobody"]
    ran = resolve(table([["n", "name"], *([str(n), names[n % 4]] for n in range(2_500))]))
    assert [row["n"] for row in ran.rows] == [str(n) for n in range(2_500)]
    assert [row["normalize_id"] for row in ran.rows] == (["minsk", "pinsk", "", ""] * 625)
    assert ran.err.startswith("2,500 rows: 1,250 resolved, ")


def test_a_header_alone_is_a_table(resolve, table) -> None:
    ran = resolve(table("id,name\n"))
    assert (ran.status, ran.out) == (0, f"id,name,{','.join(ADDED)}\n")
    assert ran.err.startswith("0 rows: ")


def test_a_last_line_without_an_end_gets_one(resolve, table) -> None:
    assert resolve(table("name\nMinsk")).out.endswith('."\n')


def test_one_column_needs_no_delimiter(resolve, table) -> None:
    rows = list(csv.DictReader(io.StringIO(resolve(table("name\nMinsk\n\nPinsk\n")).out)))
    assert [row["normalize_id"] for row in rows] == ["minsk", "pinsk"]
