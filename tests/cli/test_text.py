"""`normalize text`: files in, names out, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support import ROOT, Run

ARTICLE = ROOT / "tests" / "cases" / "texts" / "article.txt"


def test_a_table_is_shown(run: Run) -> None:
    ran = run("text", ARTICLE)
    assert ran.status == 0
    assert ran.err.endswith(" unresolved; utf-8\n")
    assert "Fribokai" in ran.out and "geonames:627908" in ran.out


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    ran = run("text", "-", "--format", "jsonl", given="У Глыбокім, Беларусь, дождж.")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [(row["start"], row["text"], row["id"]) for row in rows] == [
        (2, "Глыбокім", "geonames:627908"),
        (12, "Беларусь", "iso3166-1:BY"),
    ]
    assert "2 names in 1 text: 2 resolved" in ran.err


def test_one_name_is_told_as_one(run: Run) -> None:
    ran = run("text", "-", "--format", "tsv", given="Minsk.")
    assert ran.err == "1 name in 1 text: 1 resolved, 0 ambiguous, 0 unresolved; utf-8\n"


def test_several_texts_go_into_a_folder(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text("From Minsk to Vilnius.", encoding="utf-8")
    ran = run("text", tmp_path / "one.txt", tmp_path / "two.txt", "-o", tmp_path / "out", "--format", "html")
    assert ran.status == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one.html", "two.html"]
    assert "4 names in 2 texts" in ran.err


def test_one_text_goes_into_a_folder_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("From Minsk to Vilnius.", encoding="utf-8")
    for _ in range(2):  # the first makes the folder
        ran = run("text", tmp_path / "one.txt", "--format", "jsonl", "-o", f"{tmp_path}/names/")
        assert (ran.status, ran.err) == (0, "2 names in 1 text: 2 resolved, 0 ambiguous, 0 unresolved; utf-8\n")
    assert [path.name for path in (tmp_path / "names").iterdir()] == ["one.jsonl"]


def test_texts_in_other_encodings_are_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    text = "Президент Александр Лукашенко приехал в Минск. Там его ждал посол. Они говорили о Беларуси и о Литве.\n"
    path.write_bytes((text * 3).encode("cp1251"))
    ran = run("text", path, "--format", "jsonl")
    assert {json.loads(line)["id"] for line in ran.out.splitlines()} >= {"wikidata:Q2866", "geonames:625144"}


@pytest.mark.parametrize(
    ("content", "encoding", "told"),
    [
        ("cp1251", "utf-8", "line 2 of old.txt is not utf-8"),
        ("utf-8", "ascii", "line 2 of old.txt is not ascii"),
        ("cp1251", "utf-16", "old.txt cannot be read"),
    ],
)
def test_a_wrong_encoding_is_told(run: Run, tmp_path: Path, content: str, encoding: str, told: str) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Minsk,\nМинск,\nМенск.\n".encode(content))
    ran = run("text", path, "--format", "tsv", "--encoding", encoding, "-o", tmp_path / "out.tsv")
    assert (ran.status, ran.out, (tmp_path / "out.tsv").exists()) == (1, "", False)
    assert told in ran.err
    assert ran.err.endswith("leave --encoding out to have it found out, or give another\n")


@pytest.mark.parametrize("form", [[], ["--format", "tsv"], ["--format", "html"]])
def test_a_short_text_in_an_old_encoding_is_read_and_the_guess_is_told(run: Run, form: list[str]) -> None:
    text = "Я был в Минске и видел Тихановскую."
    ran = run("text", "-", *form, given=text.encode("cp1251"))
    assert ran.status == 0
    assert ran.err == "2 names in 1 text: 2 resolved, 0 ambiguous, 0 unresolved; cp1251 (guessed)\n"
    assert "Минске" in ran.out and "geonames:625144" in ran.out
    empty = run("text", "-", *form, given="nothing here.\n")
    assert (empty.status, empty.err) == (0, "0 names in 1 text: 0 resolved, 0 ambiguous, 0 unresolved; utf-8\n")


def test_a_language_that_is_none_is_wrong_usage_as_for_a_name(run: Run) -> None:
    for arguments in (("text", "-"), ("name", "Minsk"), ("compare", "a", "b")):
        ran = run(*arguments, "--lang", "klingonese", given="Minsk")
        assert (ran.status, "expected a language tag" in ran.err) == (2, True)


def test_a_bad_byte_in_utf8_is_told_with_its_line(run: Run) -> None:
    ran = run("text", "-", "--format", "tsv", given="Минск\n\nГлыбокае\n".encode() + b"\xff\n")
    assert (ran.status, "line 4 of standard input is not utf-8: byte 0xff" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("missing.txt",), "missing.txt"),
        (("a.txt", "b.txt"), "name one with -o"),
        (("-", "--format", "pdf"), "pdf"),
        (("-", "--lexicon", "nowhere"), "nowhere"),
    ],
)
def test_wrong_usage_is_told(run: Run, arguments: tuple[str, ...], told: str) -> None:
    ran = run("text", *arguments)
    assert ran.status in (1, 2)
    assert told in ran.err and "Traceback" not in ran.err


def test_two_texts_of_one_name_are_refused(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "same.txt" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text("Minsk", encoding="utf-8")
    ran = run("text", *paths, "-o", tmp_path / "out")
    assert ran.status == 2
    assert "two of the texts" in ran.err


@pytest.mark.parametrize("given", [b"", b"\n\n", b"\x00\x00\x00", b"PK\x03\x04" + b"\x00" * 60, "ა".encode() * 100_000])
def test_absurd_texts_end_well_or_are_told(run: Run, given: bytes) -> None:
    ran = run("text", "-", "--format", "tsv", given=given)
    assert "Traceback" not in ran.err
    assert ran.status in (0, 1)
