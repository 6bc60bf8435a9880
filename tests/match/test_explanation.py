"""What differs between two words, and the habit of writing that it is known for."""

from __future__ import annotations

from pathlib import Path

import pytest

import normalize.match.explanation
from normalize.match.evidence import Laid
from normalize.match.explanation import find_habit, list_differences

ROWS = [
    line.split("\t")
    for line in Path(normalize.match.explanation.__file__).with_name("habits.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("query", "alias", "told"),
    [
        ("fribo", "flibo", "fribo → flibo (r → l: through Japanese or Korean)"),
        ("hleb", "gleb", "hleb → gleb (h → g: Cyrillic г: h in Belarusian and Ukrainian, g in Russian)"),
        ("anna", "ana", "anna → ana (n → –: a letter doubled or not)"),
        ("ana", "anna", "ana → anna (– → n: a letter doubled or not)"),
        ("petrova", "petrov", "petrova → petrov (a → –: feminine or another case)"),
        ("xam", "mam", "xam → mam (x → m)"),
        ("rab", "lav", "rab → lav (r → l: through Japanese or Korean; b → v: through Japanese)"),
        ("rar", "lal", "rar → lal (r → l, r → l: through Japanese or Korean)"),
        ("minsk", "", "minsk is not in the alias"),
        ("", "minsk", "minsk is only in the alias"),
    ],
)
def test_differences_are_told_with_their_habit(query: str, alias: str, told: str) -> None:
    assert list_differences(Laid(query, alias, [(query, alias)])) == (told,)


def test_equal_words_do_not_differ() -> None:
    assert list_differences(Laid("minsk", "minsk", [("minsk", "minsk")])) == ()


@pytest.mark.parametrize("row", ROWS[1:], ids=lambda row: "-".join(row[:2]))
def test_a_habit_holds_either_way_round(row: list[str]) -> None:
    one, other, habit, own = row
    letters = [part.removesuffix("$").replace("-", "") for part in (one, other)]
    last = "$" in one + other
    for pair in (letters, letters[::-1]):
        assert find_habit(pair[0], pair[1], "#", last=last, of=frozenset(own.split())) == habit


def test_a_habit_of_some_languages_is_told_of_their_names_alone() -> None:
    assert find_habit("o", "a", "#", last=False, of={"be"}) == "unstressed o, written a in Belarusian"
    assert find_habit("o", "a", "#", last=False, of={"es", "NI"}) == ""


def test_the_table_says_each_pair_once() -> None:
    assert ROWS[0] == ["one", "other", "habit", "own"]
    pairs = [frozenset(row[:2]) for row in ROWS[1:]]
    assert len(pairs) == len(set(pairs))
