"""Noisy spellings and strangers, made without looking at any answer; what fails is listed, and must go on failing."""

from __future__ import annotations

import pytest

from normalize import Lexicon
from support import ROOT, read_cases

FOLDER = ROOT / "tests" / "cases"
FILES = (
    "fuzzy_places", "fuzzy_people", "strangers_places", "strangers_people",
    "people", "inflection", "places", "organisations", "countries",
)  # fmt: skip
CASES = [{**row, "file": name} for name in FILES for row in read_cases(FOLDER / f"{name}.tsv")]
KNOWN_FAILURES = {(row["file"], row["name"], row["id"]) for row in read_cases(FOLDER / "known_failures.tsv")}


def _mark(row: dict[str, str]) -> object:
    fails = (row["file"], row["name"], row["id"]) in KNOWN_FAILURES
    marks = [pytest.mark.xfail(reason="listed in known_failures.tsv")] if fails else []
    return pytest.param(row, marks=marks, id=f"{row['file']}-{row['name']}")


@pytest.mark.parametrize("row", [_mark(row) for row in CASES])
def test_case(core: Lexicon, row: dict[str, str]) -> None:
    r = core.resolve(row["name"], type=row["type"] or None, country=row["country"] or None, lang=row["lang"] or None)
    if row["expect"] == "never":
        assert r.id is None or (row["id"] and r.id != row["id"]), str(r.explain())
    elif row["expect"] == "resolved":
        assert r.id == row["id"], str(r.explain())
    else:
        assert r.candidates
        assert r.candidates[0].id == row["id"], str(r.explain())


def test_as_many_strangers_as_friends() -> None:
    strangers = [row for row in CASES if row["expect"] == "never"]
    assert len(strangers) >= len(CASES) - len(strangers)


def test_every_known_failure_is_a_case() -> None:
    assert {(row["file"], row["name"], row["id"]) for row in CASES} >= KNOWN_FAILURES
