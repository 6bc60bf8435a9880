"""Exams of slips: each is near the name that it was made of, and the exam says what is not there."""

from __future__ import annotations

from itertools import islice
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from normalize.training.slipped import ask_slips, slip
from normalize.training.spellings import places


@given(
    name=st.text(alphabet="abžБй 卢", min_size=1, max_size=12).filter(lambda n: any(map(str.isalpha, n))),
    seed=st.integers(),
)
def test_a_slip_changes_one_letter_or_two_that_stand_side_by_side(name: str, seed: int) -> None:
    slipped = slip(name, "xyz", Random(seed))
    assert slipped
    assert OSA.distance(" ".join(name.split()), slipped) <= 2


def test_names_with_a_slip_are_asked_for_whole_places() -> None:
    some = list(islice(places(), 6000))
    exam = ask_slips(some, frozenset(), 1, lexicon=1500, questions=300)
    names: dict[str, list[str]] = {}
    for row in exam.rows:
        names.setdefault(row.id, []).append(row.name)
    gone = [question for question in exam.questions if not question.ids]
    known = [(question.name, id) for question in exam.questions for id in question.ids]
    assert 0 < len(gone) < len(exam.questions) / 4
    assert all(id in names for _, id in known)
    assert sum(
        min(OSA.distance(asked.casefold(), n.casefold()) for n in names[id]) <= 4 for asked, id in known
    ) > 0.8 * len(known)


def test_what_is_held_out_is_not_asked() -> None:
    some = list(islice(places(), 6000))
    free = ask_slips(some, frozenset(), 1, lexicon=1500, questions=300)
    asked = next(question for question in free.questions if question.ids)
    name = next(row.name for row in free.rows if row.id in asked.ids)
    barred = frozenset({(name.casefold(), asked.name.casefold())})
    exam = ask_slips(some, barred, 1, lexicon=1500, questions=300)
    assert asked.name not in [question.name for question in exam.questions if question.ids == asked.ids]
