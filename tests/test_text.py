"""Cleaning, scripts, keys and plain readings."""

from __future__ import annotations

from pathlib import Path

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize
from normalize.text import MAX_LENGTH, clean, key, plain, script, scripts

INVISIBLE = "\u200b\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u00ad"


@given(st.text(max_size=60))
def test_cleaning_is_idempotent(raw: str) -> None:
    once = clean(raw).text
    assert clean(once).text == once


@given(st.text(alphabet=st.sampled_from("aАбИіiïїé゙゚ͅー・'’- \u0301\u200b\u202eＡﬁ"), max_size=30))
def test_cleaning_is_idempotent_on_awkward_letters(raw: str) -> None:
    once = clean(raw).text
    assert clean(once).text == once


@given(st.text(alphabet="aZłČſŉыЯї9 .-יبـ゙がガーㅏ한橫々՚ქ", min_size=1, max_size=12))
def test_what_is_seen_to_be_clean_is_what_cleaning_leaves(name: str) -> None:
    cleaned, slowly = clean(name), clean("\u200b" + name)
    assert cleaned.text == slowly.text
    assert {*cleaned.repairs, "invisible characters removed"} == set(slowly.repairs)


def test_joiners_where_they_belong_are_nothing_to_speak_of() -> None:
    assert clean("چاناق\u200cقلعه").repairs == clean("දිස්ත්\u200dරික්කය").repairs == ()
    assert clean("چاناق\u200cقلعه").text == "چاناققلعه"
    assert clean("Min\u200csk").repairs == ("invisible characters removed",)


@given(st.text(max_size=60))
def test_keys_and_readings_of_any_text_are_stable(raw: str) -> None:
    text = clean(raw).text
    assert key(key(text)) == key(text)
    assert plain(plain(text)) == plain(text)
    assert set(plain(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@given(st.text(alphabet="abcгдеłß", min_size=1, max_size=12), st.data())
def test_invisible_characters_change_nothing(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name)))
    hidden = name[:at] + data.draw(st.sampled_from(INVISIBLE)) + name[at:]
    assert clean(hidden).text == clean(name).text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Сергiй", "Сергій"),  # Latin i in a Cyrillic word
        ("Мiнск", "Мінск"),
        ("Mинcк", "Минск"),  # Latin M and c
        ("Бeлapycь", "Беларусь"),
        ("Вelarus", "Belarus"),  # Cyrillic В in a Latin word
        ("Μinsk", "Minsk"),  # Greek capital mu
        ("ΑTHENS", "ATHENS"),
    ],
)
def test_lookalikes_of_another_script_are_repaired_and_noticed(raw: str, text: str) -> None:
    assert clean(raw).text == text
    assert clean(raw).repairs == ("look-alike letters of another script replaced",)


@pytest.mark.parametrize("name", ["Минск", "Minsk", "Tokyo東京", "Samsung삼성", "Яндекс Go", "X5 Группа"])
def test_words_that_mix_nothing_up_are_left_alone(name: str) -> None:
    assert clean(name) == clean(clean(name).text)
    assert clean(name).text == name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Côte d’Ivoire", "côte d'ivoire"),
        ("RADIO FREE EUROPE / RADIO LIBERTY", "Radio Free Europe/Radio Liberty"),
        ("Нью‑Йорк", "нью-йорк"),
        ("ジョン・コール", "ジョン コール"),
        ("Ｍｉｎｓｋ", "Minsk"),
        ("مِنْسك", "منسك"),
        ("Мі́нск", "Мінск"),
        ("İstanbul", "istanbul"),
    ],
)
def test_same_key(left: str, right: str) -> None:
    assert key(clean(left).text) == key(clean(right).text)


@pytest.mark.parametrize(
    ("left", "right"), [("Мінск", "Минск"), ("ガ", "カ"), ("कि", "का"), ("Łódź", "Lodz"), ("й", "и"), ("ќ", "к")]
)
def test_other_letters_have_other_keys(left: str, right: str) -> None:
    assert key(clean(left).text) != key(clean(right).text)


def test_simplified_characters_are_those_of_icu() -> None:
    text = Path(normalize.__file__).with_name("han.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    simplify = icu.Transliterator.createInstance("Traditional-Simplified").transliterate
    traditional = [(variant, simplified) for kind, variant, simplified in rows if kind == "traditional"]
    agreeing = sum(simplify(variant) in (simplified, variant) for variant, simplified in traditional)
    assert len(traditional) > 2800
    assert agreeing > 0.99 * len(traditional)
    assert all(key(simplified) == simplified for _, _, simplified in rows)
    assert len({variant for _, variant, _ in rows}) == len(rows)


@pytest.mark.parametrize("forms", ["長崎 长崎", "橫濱 横浜 横滨", "臺灣 台湾", "廣島 広島 广岛"])
def test_forms_of_a_character_have_one_key(forms: str) -> None:
    assert len(set(map(key, forms.split()))) == 1


def test_long_and_flooded_strings_are_cut_and_said_to_be() -> None:
    long = clean("a" * 10_000_000)
    assert len(long.text) == MAX_LENGTH
    assert long.repairs == (f"cut to its first {MAX_LENGTH} characters",)
    flooded = clean("M" + "\u0301" * 5000 + "insk")
    assert flooded.repairs == ("stacked marks removed",)
    assert plain(flooded.text) == "minsk"


@pytest.mark.parametrize(
    ("char", "code"),
    [("a", "Latn"), ("Ў", "Cyrl"), ("ё", "Cyrl"), ("ツ", "Kana"), ("ー", "Kana"), ("ぬ", "Hira"),
     ("漢", "Hani"), ("々", "Hani"),
     ("한", "Hang"), ("ა", "Geor"), ("Ա", "Armn"), ("ש", "Hebr"), ("ش", "Arab"), ("ก", "Thai"),
     ("क", "Deva"), ("Ω", "Grek"),
     ("1", ""), ("-", ""), (" ", ""), ("·", "")],
)  # fmt: skip
def test_script_of_a_letter(char: str, code: str) -> None:
    assert script(char) == code


def test_scripts_come_most_frequent_first() -> None:
    assert scripts("Сидоренко (Serhii)") == ("Cyrl", "Latn")
    assert scripts("2025") == ()
