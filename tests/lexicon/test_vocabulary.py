"""Generic words: which are seen, what they become, and that a name is never translated away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.lexicon.table import tables_folder
from normalize.lexicon.vocabulary import Pattern, Vocabulary, vocabulary
from normalize.text import clean, key

TYPES = ("country", "organisation", "person", "place")
ROWS = [line.split("\t") for line in (tables_folder() / "generic_words.tsv").read_text(encoding="utf-8").splitlines()]
FORMS = [(type, form, concept) for type, form, concept in ROWS[1:] if "-" not in form]
CLOSED = {(type, form) for type, form, _ in FORMS if "*" not in form}


def translate(text: str, type: str) -> str:
    return vocabulary(type).translate(key(clean(text).text))


@pytest.mark.parametrize(
    ("text", "type", "same"),
    [
        ("Одесская область", "place", "одесская province"),
        ("オデッサ州", "place", "オデッサ province"),
        ("Oblast de Kirovogrado", "place", "province kirovogrado"),
        ("Alytaus apskritis", "place", "alytaus county"),
        ("Sankt-Peterburg", "place", "saint peterburg"),
        ("г. Минск", "place", "минск"),
        ("City of London", "place", "london"),
        ("Nyzhnya Krynka", "place", "lower krynka"),
        ("Научно-производственное предприятие Топаз", "organisation", "research production enterprise топаз"),
        ("Research and Production Enterprise Topaz", "organisation", "research production enterprise topaz"),
        ("Banco Nacional de Desarrollo", "organisation", "bank national development"),
        ("Banque nationale de Géorgie", "organisation", "national bank georgia"),
        ("Georgian National Bank", "organisation", "georgia national bank"),
        ("Министерство обороны Венгрии", "organisation", "ministry defence hungary"),
        ("Université de Varsovie", "organisation", "university warsaw"),
        ("Indian Bank", "organisation", "india bank"),
        ("Bank of India", "organisation", "bank india"),
        ("Nauchno-proizvodstvennoe predpriyatie Topaz", "organisation", "research production enterprise topaz"),
        ("Президента Лукашенко", "person", "лукашенко"),
        ("ルカシェンコ大統領", "person", "ルカシェンコ"),
        ("Prof. Dr. Anna Koval", "person", "anna koval"),
    ],
)
def test_generic_words_become_english_or_go(text: str, type: str, same: str) -> None:
    assert translate(text, type) == same


@pytest.mark.parametrize(
    ("text", "type", "same"),
    [
        ("Stari Grad", "place", "old grad"),
        ("Нижнее Селище", "place", "lower селище"),
        ("President", "person", ""),
        ("The National", "organisation", ""),
    ],
)
def test_a_name_of_generic_words_alone_keeps_them(text: str, type: str, same: str) -> None:
    assert translate(text, type) == same


@pytest.mark.parametrize(
    ("text", "type"),
    [("Minsk", "place"), ("Hlybokaye", "place"), ("大阪", "place"), ("市", "place"), ("Anna Koval", "person"),
     ("King", "person"), ("Géorgie", "organisation"), ("Air Géorgie", "organisation"), ("Géorgie", "place"),
     ("Nasha Niva", "organisation"), ("Завадский", "organisation"), ("", "place"),
     ("Belarus", "country")],
)  # fmt: skip
def test_names_stay(text: str, type: str) -> None:
    assert translate(text, type) == ""


def test_a_type_without_words_of_its_own_is_an_organisation() -> None:
    assert vocabulary("vessel").translate("банк корона") == vocabulary("organisation").translate("банк корона") != ""


def test_longer_phrases_come_first_and_closed_words_before_open_ones() -> None:
    words = Vocabulary(["t\tzavod\tworks", "t\tzavod traktorov\ttractor plant", "t\tzavod*\tplant"], "t")
    assert words.translate("minsk zavod traktorov") == "minsk tractor plant"
    assert words.translate("minsk zavod") == "minsk works"
    assert words.translate("minsk zavodskoy") == "minsk plant"
    assert words.translate("minsk zavodoupravlenie") == ""


def test_a_pattern_is_read_from_its_form() -> None:
    assert Pattern.read("научно производств*", "research production") == Pattern(
        (("научно", False), ("производств", True)), ("research", "production")
    )


@given(
    row=st.sampled_from([row for row in FORMS if (row[0], row[1].replace("*", "")) not in CLOSED or "*" not in row[1]])
)
def test_every_form_is_found_beside_a_name_and_never_alone(row: tuple[str, str, str]) -> None:
    type, form, concept = row
    found = vocabulary(type).translate(f"qqqqq {form.replace('*', '')}")
    assert found == f"qqqqq {concept}".strip() or (not found and form.replace("*", "") == concept)


@given(words=st.lists(st.sampled_from([*(f.replace("*", "") for _, f, _ in FORMS[::50]), "minsk", "koval", "東京都"])),
       type=st.sampled_from(TYPES))  # fmt: skip
def test_a_translation_is_another_string_and_keeps_the_words_of_the_name(words: list[str], type: str) -> None:
    exact = " ".join(words)
    found = vocabulary(type).translate(exact)
    assert found != exact or not found
    if found:
        assert {"minsk", "koval"} & set(words) <= set(found.split())


def test_the_table_is_what_the_hand_made_tables_give() -> None:
    from normalize.lexicon.sources.generic_words import HEADER, generic_word_lines

    assert [line.split("\t") for line in (HEADER, *generic_word_lines())] == ROWS


def test_forms_are_keys_each_once_with_one_concept() -> None:
    assert len({(type, form) for type, form, _ in ROWS[1:]}) == len(ROWS) - 1
    assert [form for _, form, _ in FORMS if key(form.replace("*", "")) != form.replace("*", "")] == []
    assert [form for _, form, _ in FORMS for word in form.split() if word.endswith("*") and len(word) < 5] == []
    assert [concept for _, _, concept in ROWS[1:] if not concept.isascii() or concept != concept.lower()] == []


@pytest.mark.parametrize("type", TYPES)
def test_english_concepts_are_their_own_translation(type: str) -> None:
    words = vocabulary(type)
    changed = {c: words.translate(c) for t, _, c in ROWS[1:] if t == type and c and words.translate(c)}
    assert changed == {}
