"""Decisions and reviews on the command line: what is ambiguous comes out, is filled in, and goes back in."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

TOWNS = "id,name,country\n1,Минск,BY\n2,Głębokie,PL\n3,Głębokie,\n4,Głębokie,\n5,Nowhere at all,BY\n"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_what_is_ambiguous_is_reviewed_once(resolve, table, tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    ran = resolve(table(TOWNS), "--country-column", "country", "--review", review)
    assert ran.status == 0
    (row,) = read(review)
    assert (row["name"], row["id"], row["rows"], row["context"]) == ("Głębokie", "", "2", "")
    assert row["candidate_1"].split(" = ")[0] in ("hlybokaye", "glebokie")
    assert {row["candidate_1"].split(" = ")[0], row["candidate_2"].split(" = ")[0]} == {"hlybokaye", "glebokie"}


def test_a_name_of_several_groups_dates_and_spellings_is_reviewed_once(resolve, table, tmp_path: Path) -> None:
    rows = 'name,c,g,d\nGłębokie,,d4,1990\nGŁĘBOKIE,,d5,\nGłębokie,,d5,1991\nGłębokie,by pl,d6,\nGłębokie,"PL,BY",d6,\n'
    told = ("--country-column", "c", "--group-column", "g", "--date-column", "d")
    ran = resolve(table(rows), *told, "--review", tmp_path / "review.csv")
    assert ran.status == 0
    review = read(tmp_path / "review.csv")
    assert [(row["name"], row["context"], row["rows"]) for row in review] == [
        ("Głębokie", "", "3"),
        ("Głębokie", "BY PL", "2"),
    ]


def test_a_review_lists_what_is_unresolved_from_a_probability_on(resolve, table, tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    file = table("name\nHlybokayo\nQwxyz Vbnmq\n")
    listed = []
    for more in ((), ("--review-from", "0.1"), ("--review-from", "1")):
        assert resolve(file, "--review", review, "--precision", "0.995", *more).status == 0
        listed.append([row["name"] for row in read(review)])
    assert listed == [[], ["Hlybokayo"], []]
    for told in (("--review-from", "0.5"), ("--review", review, "--review-from", "2")):
        assert resolve(file, *told).status == 2


def test_a_review_that_cannot_be_written_ends_the_run_before_it_begins(resolve, table, tmp_path: Path) -> None:
    ran = resolve(table(TOWNS), "--review", tmp_path / "none" / "review.csv", "-o", tmp_path / "out.csv")
    assert (ran.status, ran.out) == (1, "")
    assert f"{tmp_path}/none/review.csv could not be written: No such file or directory" in ran.err
    unread = resolve(tmp_path / "none.csv", "--review", tmp_path / "none" / "review.csv")
    assert "review.csv could not be written" in unread.err
    assert resolve(tmp_path / "none.csv", "--review", tmp_path / "review.csv").status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_a_review_that_is_filled_in_decides(resolve, table, tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    file = table(TOWNS)
    resolve(file, "--country-column", "country", "--review", review)
    unfilled = resolve(file, "--country-column", "country", "--decisions", review)
    assert unfilled.out == resolve(file, "--country-column", "country").out
    rows = read(review)
    for row in rows:
        row.update(id="hlybokaye", who="desk", reason="the article is about Belarus")
    with review.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    ran = resolve(file, "--country-column", "country", "--decisions", review)
    assert ran.status == 0
    assert [row["normalize_id"] for row in ran.rows] == ["minsk", "glebokie", "hlybokaye", "hlybokaye", ""]
    assert ran.rows[2]["normalize_why"] == (
        '"Głębokie" is Hlybokaye: decided by desk: the article is about Belarus (decision in line 2).'
    )


def test_nothing_ambiguous_is_a_review_of_a_header(resolve, table, tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    assert resolve(table("name\nМинск\n"), "--review", review).status == 0
    assert read(review) == []
    assert review.read_text(encoding="utf-8").startswith("\ufeffname,type,context,id,who,when,reason,rows,candidate_1,")


def test_decisions_that_contradict_each_other_are_told(resolve, table, tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("name,id\nМинск,minsk\nМИНСК,none\nGłębokie,nobody\n", encoding="utf-8")
    ran = resolve(table(TOWNS), "--decisions", decisions)
    assert ran.status == 0
    warnings = [line for line in ran.err.splitlines() if line.startswith("warning: ")]
    assert len(warnings) == 2
    assert "lines 2, 3" in warnings[0]
    assert "nobody, which is not in the lexicon" in warnings[1]


def test_a_file_is_not_reviewed_over_itself(resolve, table, tmp_path: Path) -> None:
    file = table(TOWNS)
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("name,id\nМинск,minsk\n", encoding="utf-8")
    for target, more in ((file, ()), (decisions, ("--decisions", decisions)), ("-", ()), (tmp_path / "out.csv", ())):
        ran = resolve(file, "--review", target, *more, "-o", tmp_path / "out.csv")
        assert ran.status == 2
        assert not (tmp_path / "out.csv").exists()
    assert file.read_text(encoding="utf-8") == TOWNS


@pytest.mark.parametrize("command", ["csv", "parquet", "text"])
def test_decisions_are_not_written_over(run, lexicon, table, tmp_path: Path, command: str) -> None:
    file = table(TOWNS)
    pq.write_table(pa.table({"name": ["Minsk"]}), tmp_path / "towns.parquet")
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("name,id\nМинск,minsk\n", encoding="utf-8")
    asked = {
        "csv": (file, "--column", "name"),
        "parquet": (tmp_path / "towns.parquet", "--column", "name"),
        "text": (file,),
    }[command]
    ran = run(command, *asked, "--lexicon", lexicon, "--decisions", decisions, "-o", decisions)
    assert (ran.status, "are the same file" in ran.err) == (2, True)
    assert decisions.read_text(encoding="utf-8") == "name,id\nМинск,minsk\n"


def test_decisions_that_cannot_be_read_end_the_run(resolve, table, tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("name\nМинск\n", encoding="utf-8")
    ran = resolve(table(TOWNS), "--decisions", decisions)
    assert (ran.status, ran.out) == (1, "")
    assert 'has no column "id"' in ran.err
    assert resolve(table(TOWNS), "--decisions", tmp_path / "none.csv").status == 2


def test_one_name_is_decided_too(run, lexicon, tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("name,id\nDeep Town,hlybokaye\n", encoding="utf-8")
    ran = run("name", "Deep Town", "--lexicon", lexicon, "--decisions", decisions)
    assert ran.status == 0
    assert "Hlybokaye" in ran.out
    assert run("name", "Minsk", "--lexicon", lexicon, "--precision", "0.3").status == 2


def test_namesakes_are_told_apart_by_where_they_are(run, tmp_path: Path) -> None:
    ran = run("csv", "-", "--column", "name", "--review", tmp_path / "review.csv", given="name\nSpringfield\n")
    assert ran.status == 0
    (row,) = read(tmp_path / "review.csv")
    told = [row[f"candidate_{number}"] for number in range(1, 6)]
    assert "geonames:4250542 = Springfield" in " ".join(told)
    assert len({one.partition("), ")[2] for one in told}) == 5
    assert any(one.endswith("), Illinois, 39.80 -89.64") for one in told)
    shown = run("name", "Springfield").out
    assert "Illinois, 39.80 -89.64" in shown and "Missouri, 37.2" in shown


def test_a_review_holds_no_formula_and_its_names_are_read_as_they_were(resolve, table, tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    file = table("name\n=Głębokie\n+Głębokie PL\n")
    resolve(file, "--review", review)
    rows = read(review)
    assert [row["name"] for row in rows][:1] == ["'=Głębokie"]
    with review.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "id": "hlybokaye"} for row in rows)
    assert resolve(file, "--decisions", review).rows[0]["normalize_id"] == "hlybokaye"
