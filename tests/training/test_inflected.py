"""Inflected names: endings of other cases, and an exam of nothing that is measured."""

from __future__ import annotations

from collections import defaultdict
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.lexicon.table import read_table, tables_folder
from normalize.shipped import read_links
from normalize.training.exam import Exam
from normalize.training.held_out import is_held_out_place
from normalize.training.inflected import ask_inflected, inflect

TABLES = ("countries", "subdivisions", "people_world")


@pytest.fixture(scope="module")
def exam(exams: list[Exam]) -> Exam:
    (found,) = [exam for exam in exams if exam.title == "inflected"]
    return found


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Москва", {"Москвы", "Москве", "Москву", "Москвой"}),
        ("Минск", {"Минска", "Минску", "Минском", "Минске"}),
        ("Россия", {"России", "Россию", "Россией"}),
        ("Warszawa", {"Warszawy", "Warszawę", "Warszawą"}),
        ("Tarnowski", {"Tarnowskiego", "Tarnowskiemu", "Tarnowskim"}),
        ("Novák", {"Nováka", "Novákovi", "Novákem"}),
    ],
)
def test_a_name_comes_in_its_cases(name: str, forms: set[str]) -> None:
    assert forms <= {inflect(name, Random(seed)) for seed in range(300)}


@pytest.mark.parametrize("name", ["Кот", "UK", "7", "", "Abc 12", "...."])
def test_short_words_and_figures_have_no_cases(name: str) -> None:
    assert {inflect(name, Random(seed)) for seed in range(50)} == {name}


def test_the_last_word_has_an_ending_of_its_own_or_all_have() -> None:
    found = {inflect("Нижний Новгород", Random(seed)) for seed in range(300)}
    assert any(name.startswith("Нижний ") for name in found)
    assert any(name.startswith(("Нижнию ", "Нижния ")) for name in found)
    assert "Нижний Новгород" not in found


@given(name=st.text(max_size=30), seed=st.integers(0, 2**32))
def test_any_text_keeps_its_words_and_comes_out_the_same(name: str, seed: int) -> None:
    found = inflect(name, Random(seed))
    assert found == inflect(name, Random(seed))
    assert len(found.split(" ")) == len(name.split(" "))
    for old, new in zip(name.split(" "), found.split(" "), strict=True):
        # The longest ending that is taken off has three letters.
        assert new == old or (len(old) > 3 and new.startswith(old[:-3]))


def test_the_exam_is_the_same_for_a_seed(exam: Exam) -> None:
    assert ask_inflected(1, len(exam.questions)) == exam


def test_entities_that_are_gone_are_not_in_the_lexicon(exam: Exam) -> None:
    known = {row.id for row in exam.rows}
    asked = [id for question in exam.questions for id in question.ids]
    gone = sum(not question.ids for question in exam.questions)
    assert set(asked) <= known
    assert len(asked) == len(set(asked)) == len(exam.questions) - gone
    assert 0.2 < gone / len(exam.questions) < 0.4
    every = ask_inflected(2, 0)
    assert every.questions == []
    assert every.rows[: len(exam.rows)] != exam.rows, "another seed keeps other names"
    assert len({row.id for row in every.rows}) == len(known) + gone


def test_nothing_that_is_measured_is_in_the_exam(exam: Exam) -> None:
    same: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for other, canonical in read_links(tables_folder() / "links.tsv").items():
        same[other].add(canonical)
        same[canonical].add(other)
    for table in TABLES:
        for row in read_table(tables_folder() / f"{table}.tsv"):
            same[row.id] |= {row.id, *row.same_as}
            countries[row.id] |= {*row.country}
    used = {row.id for row in exam.rows} | {id for question in exam.questions for id in question.ids}
    assert [id for id in used if is_held_out_place("", countries[id])] == []
    linked = [(id, other) for id in sorted(used) for other in same[id] if other.startswith("geonames:")]
    assert [pair for pair in linked if is_held_out_place(pair[1].removeprefix("geonames:"), [])] == []
