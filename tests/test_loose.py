"""Loose keys: careless and careful spelling of a name are one, other names stay others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize
from normalize.loose import loosen
from normalize.text import clean, key

ROWS = [
    line.split("\t")
    for line in Path(normalize.__file__).with_name("loose.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
][1:]


def loose(name: str) -> str:
    return loosen(key(clean(name).text))


@pytest.mark.parametrize(
    ("careful", "careless"),
    [
        ("القاهرة", "القاهره"), ("الإسكندرية", "الاسكندرية"), ("السيسي", "السيسى"), ("أبو ظبي", "ابوظبي"),
        ("فؤاد", "فواد"), ("صنعاء", "صنعا"), ("تهران کرج", "تهران كرج"), ("Орёл", "ОРЕЛ"), ("Ґданськ", "Гданськ"),
        ("Ўзда", "Узда"), ("Θεσσαλονίκη", "ΘΕΣΣΑΛΟΝΙΚΗ"), ("Երևան", "ԵՐԵՎԱՆ"), ("ヴェネツィア", "ベネツィア"),
        ("ジョー・バイデン", "ジョーバイデン"), ("난닝 시", "난닝시"), ("弗拉基米尔·普京", "弗拉基米尔普京"),
        ("नज़ीर", "नजीर"), ("ツィハノウスカヤ", "チハノフスカヤ"), ("ディミトリエ", "ジミトリエ"),
    ],
)  # fmt: skip
def test_careless_spellings_have_one_loose_key(careful: str, careless: str) -> None:
    assert loose(careful) == loose(careless)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Минск", "Мінск"),
        ("Йорк", "Иорк"),
        ("علي", "عال"),
        ("パリ", "バリ"),
        ("クラウス", "クラフス"),
        ("デジ", "デリ"),
        ("New York", "Newyork"),
        ("Löbau", "Lobau"),
    ],
)
def test_other_names_have_others(one: str, other: str) -> None:
    assert loose(one) != loose(other)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("وزیر خارجه و نیز سخنگوی دولت", "fa"),
        ("دو زن در این حادثه", "fa"),
        ("قال المدرب ان كرة القدم", "ar"),
        ("حکومت کا بل اسمبلی", "ur"),
        ("문 의 정부", "ko"),
        ("이 천 명이", "ko"),
    ],
)
def test_ordinary_words_side_by_side_are_no_name(core: normalize.Lexicon, text: str, lang: str) -> None:
    assert [m.text for m in core.annotate(text, lang=lang) if m.id] == []


@pytest.mark.parametrize(
    "name", ["و نیز", "بر من", "اقدام", "هاتين", "주주", "반주", "كيف", "این", "اليه", "Βασίλεια", "Федоров", "ему"]
)
def test_an_ordinary_word_is_no_careless_spelling(core: normalize.Lexicon, name: str) -> None:
    assert core.resolve(name).id is None


@given(st.text(max_size=30))
def test_a_loose_key_is_its_own(text: str) -> None:
    assert loosen(loose(text)) == loose(text)


def test_the_table_says_each_run_once_in_letters_of_keys() -> None:
    written = [row[2] for row in ROWS]
    assert len(written) == len(set(written))
    assert all(key(run) == run for run in written if run.isalpha())


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("القاهره", "geonames:360630"), ("ΘΕΣΣΑΛΟΝΙΚΗ", "geonames:734077"), ("السيسى", "local:abdel-fattah-el-sisi"),
        ("ジョーバイデン", "local:joe-biden"), ("Аурора", None), ("チハノウスカヤ", "local:sviatlana-tsikhanouskaya"),
    ],
)  # fmt: skip
def test_a_careless_spelling_is_the_name(core: normalize.Lexicon, name: str, id: str | None) -> None:
    found = core.resolve(name)
    assert found.id == id
    assert id is None or (found.exact and found.seen_as is not None)
    assert found.explain().replay() == pytest.approx(found.probability)
