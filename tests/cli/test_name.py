"""`normalize name` and `normalize compare`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from normalize import build

KEYS = ["name", "status", "id", "label", "probability", "margin", "veto", "candidates", "why"]


def test_a_name_is_answered_with_id_label_candidates_and_reason(run, lexicon: Path) -> None:
    ran = run("name", "Głębokie", "--country", "BY", "--lexicon", lexicon)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:4] == ["Głębokie", "  status       resolved", "  id           hlybokaye", "  label        Hlybokaye"]
    assert any(line.split()[2:] == ["Hlybokaye", "place", "BY", "hlybokaye", "as", "Głębokie"] for line in lines)
    assert '"Głębokie" is an alias (pl) of Hlybokaye to the letter.' in " ".join(ran.out.split())


def test_columns_are_even_and_free_of_colour_codes(run, lexicon: Path) -> None:
    ran = run("name", "Głębokie", "--lexicon", lexicon)
    first, second = (line for line in ran.out.splitlines() if line[2:4] in ("1 ", "2 "))
    assert "ambiguous" in ran.out
    assert first.index("place") == second.index("place")
    assert "\x1b" not in ran.out


def test_namesakes_stay_open_and_that_is_no_failure(run, lexicon: Path) -> None:
    ran = run("name", "Głębokie", "--json", "--lexicon", lexicon)
    told = json.loads(ran.out)
    assert ran.status == 0
    assert list(told) == KEYS
    assert (told["status"], told["id"], told["label"]) == ("ambiguous", None, None)
    assert {c["id"] for c in told["candidates"]} >= {"hlybokaye", "glebokie"}
    assert list(told["candidates"][0]) == ["id", "label", "probability", "name", "type", "country"]
    assert told["margin"] == pytest.approx(told["candidates"][0]["probability"] - told["candidates"][1]["probability"])


def test_limit_bounds_the_candidates(run, lexicon: Path) -> None:
    ran = run("name", "Głębokie", "--json", "--limit", "1", "--lexicon", lexicon)
    assert len(json.loads(ran.out)["candidates"]) == 1


def test_type_and_language_reach_the_resolver(run, lexicon: Path) -> None:
    ran = run("name", "Мінск", "--type", "person", "--lang", "be", "--json", "--lexicon", lexicon)
    told = json.loads(ran.out)
    assert told["status"] != "resolved"
    assert all(c["type"] == "person" for c in told["candidates"])


@pytest.mark.parametrize(
    "name",
    ["", " ", "\u202e\u202d", "\u200b" * 50, "!!!", "💥", "e" + "\u0301" * 5_000, "\x1b[31mred", "x" * 100_000, "0"],
)
def test_absurd_names_stay_open(run, lexicon: Path, name: str) -> None:
    ran = run("name", name, "--lexicon", lexicon)
    assert (ran.status, ran.err) == (0, "")
    assert "unresolved" in ran.out
    assert not {"\x1b", "\u202e", "\u202d"} & set(ran.out)
    assert len(ran.out) < 3_000


@pytest.mark.parametrize("name", ["\u202eMinsk\u202c", "Mi\u200bnsk", "\ufeffМінск", "Ｍｉｎｓｋ", "Мiнск"])
def test_invisible_and_look_alike_letters_do_not_hide_a_name(run, lexicon: Path, name: str) -> None:
    told = json.loads(run("name", name, "--json", "--lexicon", lexicon).out)
    assert (told["status"], told["id"]) == ("resolved", "minsk")


@pytest.mark.parametrize("arguments", [("name",), ("compare", "Minsk")])
def test_bytes_that_are_no_text_are_wrong_usage(environment, arguments: tuple[str, ...]) -> None:
    import subprocess
    import sys

    ran = subprocess.run(
        [sys.executable, "-m", "normalize.cli", *arguments, b"Min\xe9sk"], capture_output=True, env=environment
    )
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"byte 0xe9 at offset 3 is no UTF-8" in ran.stderr


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_an_output_that_is_not_unicode_is_no_obstacle(run, lexicon: Path, form: list[str]) -> None:
    ran = run("name", "Głębokie", "--lexicon", lexicon, *form, PYTHONUTF8="0", PYTHONIOENCODING="koi8-r")
    assert (ran.status, ran.err) == (0, "")
    assert "hlybokaye" in ran.out
    assert "G\\u0142\\u0119bokie" in ran.out


def test_a_country_that_is_no_code_is_wrong_usage(run, lexicon: Path) -> None:
    ran = run("name", "Minsk", "--country", "Belarus", "--lexicon", lexicon)
    assert (ran.status, ran.out) == (2, "")
    assert "country 'Belarus' is no ISO 3166-1 alpha-2 code; expected two letters such as BY" in ran.err


def test_a_type_that_nobody_knows_is_wrong_usage(run, lexicon: Path) -> None:
    ran = run("name", "Minsk", "--type", "persn", "--lexicon", lexicon)
    assert (ran.status, ran.out) == (2, "")
    assert 'type "persn" is unknown; expected one of: ' in ran.err
    assert 'Did you mean "person"?' in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nmae"], "commands are: name, compare, csv, text, parquet, lexicon, doctor. Did you mean"),
        (["name"], "Missing argument"),
        (["name", "Minsk", "--cuontry", "BY"], "--country"),
        (["name", "Minsk", "--limit", "0"], "0 is not in the range"),
        (["name", "Минск", "--lang", "klingonese"], "expected a language tag"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(run, arguments: list[str], told: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_compare_gives_a_probability(run) -> None:
    alike = run("compare", "Olaf Schollz", "Olaf Scholz", "--type", "person")
    assert alike.status == 0
    assert float(alike.out.split()[0]) > 0.5
    told = json.loads(run("compare", "Viktor Lukashenko", "Alexander Lukashenko", "--type", "person", "--json").out)
    assert list(told) == ["left", "right", "type", "probability"]
    assert told["probability"] < 0.2


def test_help_names_every_command(run) -> None:
    ran = run("--help")
    assert ran.status == 0
    assert all(f"\n  {command} " in ran.out for command in ("name", "compare", "csv", "lexicon", "doctor"))
    assert run("--version").out.startswith("normalize-names ")


def test_a_type_that_the_lexicon_has_none_of_is_unresolved_everywhere(run, tmp_path: Path) -> None:
    own = build([{"id": "a", "name": "Alfa Werke", "type": "organisation"}], tmp_path / "own")
    ran = run("name", "Alfa Werke", "--type", "Place", "--lexicon", tmp_path / "own")
    assert (ran.status, own.resolve("Alfa Werke", type="place").status) == (0, "unresolved")
    assert "unresolved" in ran.out
