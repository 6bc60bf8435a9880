"""Invented people of Korea and China: known or another by a syllable, written as lists and newspapers do."""

from __future__ import annotations

import re
from collections import Counter

from normalize.form import analyse
from normalize.training.eastern import ask_easterners, read_syllables


def test_syllables_are_read_as_they_are_romanised() -> None:
    found = read_syllables()
    assert set(found) == {(lang, part) for lang in ("ko", "zh") for part in ("family", "given")}
    for (lang, part), syllables in found.items():
        natives = [syllable.native for syllable in syllables]
        assert len(syllables) > 50 and len(set(natives)) == len(natives) and set(map(len, natives)) == {1}
        assert all(roman.isalpha() and roman.istitle() for syllable in syllables for roman in syllable.romans)
        # Pinyin is what our own reading gives, but for a few characters that are read otherwise in other words.
        if lang == "zh" and part == "given":
            same = [syllable.romans[0].lower() in analyse(syllable.native).romans for syllable in syllables]
            assert sum(same) > 0.95 * len(same)


def test_easterners_are_known_or_gone() -> None:
    exam = ask_easterners(3, 800)
    known = {row.id for row in exam.rows}
    gone = [question for question in exam.questions if not question.ids]
    assert len(known) + len(gone) == 800
    assert 0.2 < len(gone) / 800 < 0.5
    assert all(len(question.ids) == 1 and question.ids <= known for question in exam.questions if question.ids)
    assert exam.strangers < 1


def test_easterners_are_written_in_both_scripts_and_every_order() -> None:
    exam = ask_easterners(3, 800)
    asked = [question.name for question in exam.questions]
    kinds = Counter(
        "hangul" if re.search("[가-힣]", name) else "han" if re.search("[一-鿿]", name) else "latin" for name in asked
    )
    assert min(kinds.values()) > 100 and len(kinds) == 3
    listed = [row.name for row in exam.rows if row.kind == "label"]
    assert all(re.fullmatch(r"[A-Za-z]+(-[a-z]+)?,?( [A-Za-z]+(-[a-z]+)?)+", name) for name in listed)
    assert any(", " in name for name in listed) and any("-" in name for name in listed)


def test_easterners_are_the_same_for_a_seed() -> None:
    assert ask_easterners(3, 200) == ask_easterners(3, 200)
    assert ask_easterners(3, 200) != ask_easterners(4, 200)
