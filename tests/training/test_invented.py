"""Invented people and companies: made of names that may be asked, known or gone, the same for a seed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from normalize.training.companies import ask_companies
from normalize.training.exam import ask_tokens
from normalize.training.held_out import Pair, is_for_scorer
from normalize.training.invented import Token, ask_people, read_tokens

STYLES = ("plain", "FAMILY, Given")


@pytest.fixture(scope="module")
def tokens(folder: Path) -> list[Token]:
    return read_tokens(folder)


def test_tokens_are_kept_for_the_scorer_and_make_no_development_pair(
    tokens: list[Token], held_out: frozenset[Pair]
) -> None:
    assert len(tokens) > 200
    assert all(is_for_scorer(token.english) and token.native for token in tokens)
    found = {(token.english.casefold(), native.casefold()) for token in tokens for native in token.native.values()}
    assert not found & held_out
    assert {script for token in tokens for script in token.native} == {"katakana", "russian"}
    sizes = [len(token.native) for token in tokens]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("style", STYLES)
def test_people_are_known_or_gone(tokens: list[Token], style: str) -> None:
    exam = ask_people(tokens, 3, 600, style=style)
    known = {row.id for row in exam.rows}
    gone = [question for question in exam.questions if not question.ids]
    assert len(known) + len(gone) == 600
    assert 0.2 < len(gone) / 600 < 0.5
    assert all(len(question.ids) == 1 and question.ids <= known for question in exam.questions if question.ids)
    assert {question.type for question in exam.questions} == {None, "person"}


def test_people_are_written_in_the_style_of_the_list(tokens: list[Token]) -> None:
    plain, turned = (
        [row.name for row in ask_people(tokens, 3, 200, style=style).rows if row.kind == "label"] for style in STYLES
    )
    assert len(plain) == len([name for name in plain if re.fullmatch(r"\w+( [\w-]+)+", name)]) > 100
    assert len(turned) == len([name for name in turned if re.fullmatch(r"[A-Z -]+, \w+( \w+)*", name)]) > 100


def test_people_are_asked_for_in_other_scripts_too(tokens: list[Token]) -> None:
    names = [question.name for question in ask_people(tokens, 3, 600, style="plain").questions]
    assert any("・" in name for name in names)
    assert 0.1 < sum(bool(re.search("[а-я]", name)) for name in names) / len(names) < 0.5
    assert all(name.strip() and "  " not in name for name in names)


def test_somebody_who_is_gone_is_not_in_the_list_under_the_very_name(tokens: list[Token]) -> None:
    exam = ask_people(tokens, 3, 1500, style="plain")
    names = {" ".join(sorted(row.name.casefold().split())) for row in exam.rows}
    gone = [" ".join(sorted(q.name.casefold().split())) for q in exam.questions if not q.ids]
    # Among so few names, some people have namesakes.
    assert sum(name in names for name in gone) <= len(gone) / 10


def test_companies_are_known_or_another(tokens: list[Token]) -> None:
    exam = ask_companies(tokens, 3, 800)
    assert len({row.id for row in exam.rows}) == 800
    assert {row.type for row in exam.rows} == {"organisation"}
    gone = [question for question in exam.questions if not question.ids]
    assert 0.1 < len(gone) / 800 < 0.3
    names = {" ".join(row.name.casefold().split()) for row in exam.rows}
    assert sum(question.name.casefold() in names for question in gone) <= len(gone) / 50
    assert [question.name for question in exam.questions if not question.name.strip()] == []


@pytest.mark.parametrize("style", STYLES)
def test_invented_exams_are_the_same_for_a_seed(tokens: list[Token], style: str) -> None:
    assert ask_people(tokens, 3, 300, style=style) == ask_people(tokens, 3, 300, style=style)
    assert ask_people(tokens, 3, 300, style=style) != ask_people(tokens, 4, 300, style=style)
    assert ask_companies(tokens, 3, 300) == ask_companies(tokens, 3, 300)
    assert ask_companies(tokens, 3, 300) != ask_companies(tokens, 4, 300)


def test_another_process_invents_the_same(tokens: list[Token], folder: Path) -> None:
    code = """if True:
        import sys
        from pathlib import Path
        from normalize.training.companies import ask_companies
        from normalize.training.exam import ask_tokens
        from normalize.training.invented import ask_people, read_tokens
        data = Path(sys.argv[1])
        tokens = read_tokens(data)
        exams = [ask_people(tokens, 3, 300, style="plain"), ask_companies(tokens, 3, 300)]
        exams += ask_tokens(data, 3, 500, 100)
        print([(e.title, e.rows, [(q.name, sorted(q.ids), q.type) for q in e.questions]) for e in exams])
        """
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"}
    there = subprocess.run(
        [sys.executable, "-c", code, str(folder)], env=environment, capture_output=True, encoding="utf-8", check=True
    ).stdout
    exams = [ask_people(tokens, 3, 300, style="plain"), ask_companies(tokens, 3, 300)]
    exams += ask_tokens(folder, 3, 500, 100)
    here = [(e.title, e.rows, [(q.name, sorted(q.ids), q.type) for q in e.questions]) for e in exams]
    assert there.strip() == str(here)
