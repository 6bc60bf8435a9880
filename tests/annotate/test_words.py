"""Words of a text: where they stand, how they are written and how they hang together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.annotate.words import split_words

TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"), st.sampled_from("aбЦ卢カ가მا\u0301\u200d𝔸 .,\n'’-“")
    ),
    max_size=200,
)  # fmt: skip


@given(TEXTS)
def test_words_stand_where_they_say_in_order_and_without_overlap(text: str) -> None:
    words = split_words(text)
    assert all(text[word.start : word.end] == word.text and word.text for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))


@given(st.text(alphabet="aбé卢𝔸 .\n", max_size=60), st.text(alphabet="aбé卢𝔸 .\n", max_size=60))
def test_what_stands_behind_a_blank_line_does_not_change_the_words_before_it(one: str, other: str) -> None:
    before = [(word.start, word.end) for word in split_words(one)]
    assert [(w.start, w.end) for w in split_words(f"{one}\n\n{other}") if w.end <= len(one)] == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lukashenko’s wife", ["Lukashenko", "wife"]),
        ("the inmates' rights", ["the", "inmates", "rights"]),
        ("l'Ukraine et d'Artagnan", ["Ukraine", "et", "Artagnan"]),
        ("O'Brien, D'Arcy", ["O'Brien", "D'Arcy"]),
        ("ルカシェンコ大統領は", ["ルカシェンコ", "大統領", "は"]),
        ("𝔸 Minsk", ["𝔸", "Minsk"]),
        ("", []),
    ],
)
def test_words_are_cut_as_names_are(text: str, words: list[str]) -> None:
    assert [word.text for word in split_words(text)] == words


@pytest.mark.parametrize(
    ("text", "word", "plain"),
    [
        ("Last week it rained. Nothing grew.", "Last", True),
        ("Last week it rained. Nothing grew.", "Nothing", True),
        ("He met Mr. Coale there.", "Coale", False),
        ("He met A. Coale there.", "Coale", False),
        ("He said: “Nobody saw it.”", "Nobody", True),
        ("It was in Minsk that it rained.", "Minsk", False),
        ("Strong Winds Close Harbours Again\n\nIt was in Minsk.", "Harbours", True),
        ("Strong Winds Close Harbours Again\n\nIt was in Minsk.", "Minsk", False),
    ],
)
def test_a_capital_tells_nothing_where_any_word_would_have_it(text: str, word: str, plain: bool) -> None:
    assert [w.plain for w in split_words(text) if w.text == word] == [plain]


@pytest.mark.parametrize(
    ("text", "joints"),
    [
        ("Nasha Niva", "| "),
        ("Jean-Claude", "|-"),
        ("Minsk, Vilnius", "|,"),
        ("Frankfurt (Oder)", "|("),
        ("Minsk; Vilnius", "||"),
        ("А. Г. Лукашэнка", "|.."),
        ("アレクサンドル・ルカシェンコ", "| "),
        ("Europe/Radio", "|/"),
        ("Minsk\n\nVilnius", "||"),
    ],
)
def test_joints_tell_what_belongs_together(text: str, joints: str) -> None:
    assert "".join(word.joint for word in split_words(text)) == joints


def test_a_name_goes_on_over_the_end_of_a_wrapped_line() -> None:
    text = "a long line of the letter that he wrote to Sviatlana\nTsikhanouskaya from his cell in the north"
    assert [word.joint for word in split_words(text) if word.text == "Tsikhanouskaya"] == [" "]
