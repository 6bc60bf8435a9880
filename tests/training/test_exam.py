"""Exams: nobody is asked what is measured or what the encoder knows, and what is gone is gone."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from random import Random

import pytest

from normalize.encoder import is_foreign
from normalize.form import analyse_alias
from normalize.training.exam import Exam, ask_places, ask_tokens, draw_places
from normalize.training.held_out import Pair, is_for_scorer, is_held_out_place, read_pairs
from normalize.training.spellings import Place


def names_of(exam: Exam) -> dict[str, set[str]]:
    """Return the names of each entity of the lexicon."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in exam.rows:
        names[row.id].add(row.name)
    return names


def test_every_kind_of_exam_is_set_and_has_questions_without_an_answer(exams: list[Exam]) -> None:
    titles = [exam.title for exam in exams]
    assert titles[:2] == ["katakana", "russian"]
    assert {"people plain", "people FAMILY, Given", "companies", "inflected", "places 100000", "few people"} <= {
        *titles
    }
    for exam in exams:
        gone = sum(not question.ids for question in exam.questions)
        assert 0 < gone < len(exam.questions) * (0.6 if exam.calibrates else 0.7), exam.title


def test_what_is_asked_for_is_in_the_lexicon(exams: list[Exam]) -> None:
    for exam in exams:
        known = {row.id for row in exam.rows}
        assert [question for question in exam.questions if not question.ids <= known] == [], exam.title


def test_no_development_pair_is_asked(exams: list[Exam], held_out: frozenset[Pair]) -> None:
    for exam in exams:
        names = names_of(exam)
        wrong = [
            (name, question.name)
            for question in exam.questions
            for id in question.ids
            for name in names[id]
            for pair in ((name, question.name), (question.name, name))
            if (pair[0].casefold(), pair[1].casefold()) in held_out
        ]
        assert wrong == [], exam.title


def test_no_measured_place_is_in_any_exam(exams: list[Exam]) -> None:
    for exam in exams:
        if exam.title.startswith("places"):
            assert [row.id for row in exam.rows if is_held_out_place(row.id, row.country)] == []
            assert all(is_for_scorer(id) for question in exam.questions for id in question.ids)


# Single names


@pytest.fixture(scope="module")
def tokens(folder: Path) -> list[Exam]:
    return list(ask_tokens(folder, 3, lexicon=1000, questions=200))


def test_single_names_are_kept_for_the_scorer_and_found_among_others(tokens: list[Exam]) -> None:
    assert [exam.title for exam in tokens] == ["katakana", "russian"]
    for exam in tokens:
        assert 150 < len(exam.questions) <= 200
        assert len(exam.rows) == 1000
        assert all(row.id == row.name for row in exam.rows)
        assert all(is_for_scorer(id) for question in exam.questions for id in question.ids)


def test_single_names_that_are_gone_are_not_in_the_lexicon(tokens: list[Exam], folder: Path) -> None:
    for exam in tokens:
        english: dict[str, set[str]] = defaultdict(set)
        for name, native in read_pairs(folder / "netransliteration" / f"{exam.title}_train.tsv.gz"):
            english[native].add(name)
        known = {row.id for row in exam.rows}
        for question in exam.questions:
            assert question.ids <= english[question.name]
            if not question.ids:
                assert not {name for name in english[question.name] if is_for_scorer(name)} & known


def test_single_names_are_the_same_for_a_seed(tokens: list[Exam], folder: Path) -> None:
    assert list(ask_tokens(folder, 3, lexicon=1000, questions=200)) == tokens
    assert list(ask_tokens(folder, 4, lexicon=1000, questions=200)) != tokens


# Places


@pytest.fixture(scope="module")
def some(everywhere: list[Place]) -> list[Place]:
    return everywhere[::5]


@pytest.fixture(scope="module")
def exam(some: list[Place]) -> Exam:
    return ask_places(some, 3, lexicon=5000, questions=800, anew=0.0)


def test_the_alias_that_is_asked_is_hidden(exam: Exam, some: list[Place]) -> None:
    known = {place.id: place for place in some}
    names = names_of(exam)
    asked = [(id, question) for question in exam.questions for id in question.ids]
    assert len(asked) > 500
    parted = 0
    for id, question in asked:
        left = {*known[id].names} - {question.name}
        assert names[id] <= left
        if names[id] != left:  # of some places the names in Latin letters alone are known, or those in others
            parted += 1
            assert len({is_foreign(name) for name in names[id]}) == 1
            assert {is_foreign(name) for name in left - names[id]} == {not is_foreign(next(iter(names[id])))}
        assert question.country in (None, known[id].country)
        assert question.type in (None, "place")
    assert 0.05 < parted / len(asked) < 0.3


def test_places_that_are_gone_are_not_in_the_lexicon(exam: Exam, some: list[Place]) -> None:
    known = {row.id for row in exam.rows}
    gone = [question for question in exam.questions if not question.ids]
    assert 10 < len(gone) < 120
    for question in gone:
        bearers = [place.id for place in some if question.name in place.names[1:] and is_for_scorer(place.id)]
        assert [id for id in bearers if id not in known]


def test_a_lexicon_of_places_has_its_size(exam: Exam, some: list[Place]) -> None:
    gone = sum(not question.ids for question in exam.questions)
    assert len({row.id for row in exam.rows}) == 5000 - gone
    everything = ask_places(some, 3, lexicon=10**6, questions=50, anew=0.0)
    gone = sum(not question.ids for question in everything.questions)
    assert len({row.id for row in everything.rows}) == len(some) - gone


def test_half_of_the_questions_name_the_country(exam: Exam) -> None:
    told = sum(question.country is not None for question in exam.questions)
    assert 0.4 < told / len(exam.questions) < 0.6


def test_aliases_asked_anew_read_like_no_other_name(some: list[Place]) -> None:
    exam = ask_places(some, 3, lexicon=500, questions=300, anew=1.0)
    assert len(exam.questions) > 50
    names = names_of(exam)
    for question in exam.questions:
        mine = set(analyse_alias(question.name, None, 3)[1])
        assert mine
        for id in question.ids:
            assert not any(mine & set(analyse_alias(name, None, 3)[1]) for name in names[id])


def test_an_exam_of_places_is_the_same_for_a_seed(exam: Exam, some: list[Place]) -> None:
    assert ask_places(some, 3, lexicon=5000, questions=800, anew=0.0) == exam
    assert ask_places(some, 4, lexicon=5000, questions=800, anew=0.0) != exam


def test_the_largest_places_are_drawn_by_size_and_id(some: list[Place]) -> None:
    drawn = draw_places(some, 300, Random(1), large=True)
    assert [place.weight for place in drawn] == sorted((place.weight for place in some), reverse=True)[:300]
    assert drawn == draw_places(some[::-1], 300, Random(2), large=True)
    assert len(draw_places(some, 10**6, Random(1), large=True)) == len(some)
