"""Noisy spellings and strangers, made without looking at any answer; what fails is listed, and must go on failing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import normalize
from normalize import Lexicon, Resolution
from support import ROOT, read_cases

FOLDER = ROOT / "tests" / "cases"
FILES = (
    "fuzzy_places", "fuzzy_people", "strangers_places", "strangers_people",
    "people", "inflection", "places", "organisations", "countries",
)  # fmt: skip
OWN_FILES = ("own_people", "own_organisations")  # asked of a lexicon as a user makes it
# Tables of one use each: from every pattern at most five cases, strangers for every other one, in many languages.
USES = {
    "people": ("people", "own_people"),
    "inflection": ("inflection",),
    "places": ("places",),
    "organisations": ("organisations", "own_organisations"),
    "countries": ("countries",),
    "context": ("context", "namesakes_regions"),
    "decisions": ("decisions",),
    "explanations": ("explanations",),
    "thresholds": ("thresholds",),
}
_FEWEST, _LANGUAGES, _OF_ONE_PATTERN = 40, 6, 5
CASES = [{**row, "file": name} for name in FILES for row in read_cases(FOLDER / f"{name}.tsv")]
OWN_CASES = [{**row, "file": name} for name in OWN_FILES for row in read_cases(FOLDER / f"{name}.tsv")]
KNOWN_FAILURES = {(row["file"], row["name"], row["id"]) for row in read_cases(FOLDER / "known_failures.tsv")}


def _mark(row: dict[str, str], file: str = "") -> object:
    file = file or row["file"]
    fails = (file, row["name"], row.get("id", "")) in KNOWN_FAILURES
    marks = [pytest.mark.xfail(reason="listed in known_failures.tsv")] if fails else []
    return pytest.param(row, marks=marks, id=f"{file}-{row['name']}")


def _list_cases(file: str) -> list[object]:
    return [_mark(row, file) for row in read_cases(FOLDER / f"{file}.tsv")]


def _judge(r: Resolution, row: dict[str, str]) -> None:
    if row["expect"] == "never":
        assert r.id is None or (row["id"] and r.id != row["id"]), str(r.explain())
    elif row["expect"] == "resolved":
        assert r.id == row["id"], str(r.explain())
    else:
        assert r.candidates
        assert r.candidates[0].id == row["id"], str(r.explain())


def _ask(lexicon: Lexicon, row: dict[str, str]) -> Resolution:
    told = {key: row[key] or None for key in ("type", "country", "lang")}
    return lexicon.resolve(row["name"], **told)


@pytest.mark.parametrize("row", [_mark(row) for row in CASES])
def test_case(core: Lexicon, row: dict[str, str]) -> None:
    _judge(_ask(core, row), row)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return normalize.build(read_cases(FOLDER / "own.names.tsv"), tmp_path_factory.mktemp("own") / "lexicon")


@pytest.mark.parametrize("row", [_mark(row) for row in OWN_CASES])
def test_case_of_a_lexicon_of_ones_own(own: Lexicon, row: dict[str, str]) -> None:
    _judge(_ask(own, row), row)


@pytest.mark.parametrize("row", _list_cases("pairs"))
def test_case_of_two_names(row: dict[str, str]) -> None:
    p = normalize.compare(row["name"], row["id"], type=row["type"])
    assert (p > 0.5) == {"same": True, "other": False}[row["expect"]]
    assert p == pytest.approx(normalize.compare(row["id"], row["name"], type=row["type"]))


@pytest.mark.parametrize("row", _list_cases("context"))
def test_case_in_a_group(core: Lexicon, row: dict[str, str]) -> None:
    names = [row["name"], *row["group"].split("; ")]
    answer, *_ = core.resolve_many(names, type=row["type"] or None, context="the group")
    _judge(answer, row)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    path = Path(tmp_path_factory.mktemp("decided")) / "decisions.csv"
    rows = [
        ",".join(row[f"decided{part}"] for part in ("", "_type", "_context", "_id"))
        for row in read_cases(FOLDER / "decisions.tsv")
    ]
    path.write_text("\n".join(["name,type,context,id", *dict.fromkeys(rows)]), encoding="utf-8")
    lexicon = normalize.load(decisions=path)
    assert not lexicon.conflicts
    return lexicon


@pytest.mark.parametrize("row", _list_cases("decisions"))
def test_case_that_people_decided(decided: Lexicon, row: dict[str, str]) -> None:
    _judge(_ask(decided, row), row)


@pytest.mark.parametrize("row", _list_cases("explanations"))
def test_case_of_what_is_told(core: Lexicon, row: dict[str, str]) -> None:
    r = _ask(core, row)
    assert (row["says"] in str(r.explain())) == (row["expect"] == "told"), str(r.explain())
    assert r.explain().replay() == pytest.approx(r.probability, abs=1e-9)


@pytest.mark.parametrize("row", _list_cases("thresholds"))
def test_case_of_a_precision(row: dict[str, str]) -> None:
    _judge(_ask(normalize.load(precision=float(row["precision"])), row), row)


def test_as_many_strangers_as_friends() -> None:
    strangers = [row for row in CASES if row["expect"] == "never"]
    assert len(strangers) >= len(CASES) - len(strangers)


@pytest.mark.parametrize("use", USES)
def test_every_use_has_cases_of_many_patterns_and_languages_and_as_many_strangers(use: str) -> None:
    rows = [row for file in USES[use] for row in read_cases(FOLDER / f"{file}.tsv")]
    strangers = [row for row in rows if row["expect"] in ("never", "silent")]
    assert len(rows) >= _FEWEST
    assert len(strangers) >= len(rows) - len(strangers)
    assert len({row["lang"].partition("-")[0] for row in rows if row["lang"]}) >= _LANGUAGES
    for file in USES[use]:
        patterns = Counter(row["source"] for row in read_cases(FOLDER / f"{file}.tsv"))
        assert max(patterns.values()) <= _OF_ONE_PATTERN, patterns.most_common(3)


def test_every_known_failure_is_a_case() -> None:
    every = {
        (file, row["name"], row.get("id", ""))
        for file in (*FILES, *OWN_FILES, "pairs", *(name for files in USES.values() for name in files))
        for row in read_cases(FOLDER / f"{file}.tsv")
    }
    assert every >= KNOWN_FAILURES
