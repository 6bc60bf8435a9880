"""Answers: each distinct question once, bad ones answered as bad, and the same as a single call gives."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

import normalize
from normalize.tables.answers import Answers, Question, Style, readable


class Counting(normalize.Lexicon):
    """A lexicon that keeps the names it was asked."""

    asked: list[str]

    def resolve_many(self, names: Sequence[str], **more: object) -> list[normalize.Resolution]:  # type: ignore[override]
        self.asked.extend(names)
        return super().resolve_many(names, **more)  # type: ignore[arg-type]


@pytest.fixture
def counting(small: normalize.Lexicon) -> Counting:
    lexicon = Counting(small.path)
    lexicon.asked = []
    return lexicon


def test_each_distinct_question_is_asked_once(counting: Counting) -> None:
    answers = Answers(counting)
    questions = [Question("Minsk"), Question("Pinsk"), Question("Minsk"), Question("Minsk", country="BY")]
    first, again = answers.ask(questions), answers.ask(questions[::-1])
    assert counting.asked == ["Minsk", "Pinsk", "Minsk"]
    assert first == again[::-1]
    assert [a.id for a in first] == ["4", "3", "4", "4"]


def test_what_is_being_looked_for_is_asked_once(counting: Counting) -> None:
    answers = Answers(counting)
    minsk, pinsk, hrodna = map(Question, ("Minsk", "Pinsk", "Hrodna"))
    first = answers.begin([minsk, pinsk, minsk])
    second = answers.begin([hrodna, minsk])
    assert [a.id for a in second()] == [None, "4"]
    assert [a.id for a in first()] == ["4", "3", "4"]
    assert [a.id for a in answers.ask([Question("Pinsk"), Question("Hrodna")])] == ["3", None]
    assert counting.asked == ["Minsk", "Pinsk", "Hrodna"]


def test_long_names_are_not_remembered(counting: Counting) -> None:
    answers = Answers(counting)
    for _ in range(2):
        assert answers.ask([Question("x" * 5_000)])[0].status == "unresolved"
    assert len(counting.asked) == 2


def test_memory_is_bounded(small: normalize.Lexicon) -> None:
    answers = Answers(small)
    for start in range(0, 51_000, 1_000):
        answers.ask([Question("", lang=str(n)) for n in range(start, start + 1_000)])
    assert len(answers._known) == 50_000


def test_a_question_that_cannot_be_asked_spoils_no_other(small: normalize.Lexicon) -> None:
    wheres = ["BY", "Belarus", None, "XX1", "B"]
    found = Answers(small).ask([Question("Minsk", country=where) for where in wheres])
    assert [a.status for a in found] == ["resolved", "error", "resolved", "error", "error"]
    assert "country 'XX1' is no ISO 3166-1 alpha-2 code" in found[3].why
    assert (found[3].id, found[3].probability, found[3].candidates) == (None, None, "[]")


@pytest.mark.parametrize("name", ["Minsk", "Głębokie", "Mikola Statkevich", "Hlybokae", "", "nobody at all"])
def test_an_answer_is_what_a_single_call_gives(small: normalize.Lexicon, name: str) -> None:
    answer = Answers(small, Style(3)).ask([Question(name, country="BY")])[0]
    single = small.resolve(name, country="BY", limit=3)
    assert (answer.status, answer.id, answer.label) == (single.status, single.id, single.label)
    assert answer.why == str(single.explain())
    assert (answer.probability, answer.margin) == (single.probability, single.margin)
    found = json.loads(answer.candidates)
    assert [c["id"] for c in found] == [c.id for c in single.candidates]
    assert [c["country"] for c in found] == [list(c.country) for c in single.candidates]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Мінск  two", "Мінск  two"),
        ("a\0b\nc", "a b c"),
        ("\u202eabc\u202c", "abc"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
    ],
)
def test_readable_takes_out_what_steers_a_terminal_and_no_letters(text: str, shown: str) -> None:
    assert readable(text) == shown
