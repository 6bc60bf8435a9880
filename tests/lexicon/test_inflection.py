"""Case endings: which nominatives a name may have, and that the table says what it means."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.lexicon.inflection import list_nominatives, list_nouns
from normalize.lexicon.table import tables_folder
from normalize.text import clean, key
from normalize.tsv import read_cells

LINES = (tables_folder() / "endings.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(
    ("text", "nominative"),
    [
        ("Тихановской", "тихановская"),
        ("Светланой Тихановской", "светлана тихановская"),
        ("Михаилом Горбачёвым", "михаил горбачёв"),
        ("в Глубоком", "глубокое"),
        ("у Глыбокім", "глыбокае"),
        ("Магілёвам", "магілёў"),
        ("Ціханоўскай", "ціханоўская"),
        ("Києва", "київ"),
        ("Одесою", "одеса"),
        ("Александром Вучићем", "александар вучић"),
        ("Łukaszenki", "łukaszenka"),
        ("Warszawie", "warszawa"),
        ("w Niemczech", "niemcy"),
        ("Rydze", "ryga"),
        ("w Łodzi", "łódź"),
        ("Białymstoku", "białystok"),
        ("Nawrockiego", "nawrocki"),
        ("w Opolu", "opole"),
        ("Чернівцях", "чернівці"),
        ("Тернополя", "тернопіль"),
        ("Баранавічаў", "баранавічы"),
        ("Льва Толстого", "лев толстой"),
        ("в Карловых Варах", "карловы вары"),
        ("Václavem Havlem", "václav havl"),
        ("Vilniuje", "vilnius"),
        ("Kauno", "kaunas"),
        ("Rīgā", "rīga"),
        ("მინსკში", "მინსკი"),
        ("საქართველოს", "საქართველო"),
        ("민스크에서", "민스크"),
        ("وبمينسك", "مينسك"),
        ("للكرملين", "الكرملين"),
        ("במינסק", "מינסק"),
    ],
)
def test_the_nominative_is_among_those_that_are_possible(text: str, nominative: str) -> None:
    assert nominative in list_nominatives(clean(text).text)


@pytest.mark.parametrize("text", ["", "-", "V. Statkevich", "K. Merkel", "東京", "محمد", "New York City Hall Park"])
def test_what_is_no_case_form_has_none(text: str) -> None:
    assert list(list_nominatives(text)) == []


def test_a_preposition_is_one_only_when_it_is_written_small() -> None:
    assert "statkevich" in list_nominatives("v Statkevich")
    assert "statkevich" not in list_nominatives("V Statkevich")


@given(text=st.text(alphabet="абвгдйоуыяі abcdeoąęwz", max_size=30))
def test_nominatives_are_other_keys_each_once_and_few(text: str) -> None:
    text = clean(text).text
    found = list(list_nominatives(text))
    assert key(text) not in found
    assert len(found) == len(set(found)) <= 201
    assert all(key(name) == name for name in found)


def _is_written(ending: str) -> bool:
    """Return whether an ending is of letters and vowel signs."""
    return ending != "" and all(unicodedata.category(letter)[0] in "LM" for letter in ending)


def test_endings_are_small_letters_and_change_something() -> None:
    assert ROWS[0] == ["lang", "ending", "nominative"]
    assert [
        row for row in ROWS[1:] if len(row) != 3 or row[1] != row[1].lower() or not _is_written(row[1].strip("'-"))
    ] == []
    assert [row for row in ROWS[1:] if row[1] in row[2].split(" ")] == []
    nominatives = [n.removesuffix("-") for row in ROWS[1:] for n in row[2].split(" ") if n != "-"]
    assert [n for n in nominatives if n != n.lower() or not n.isalpha()] == []
    pairs = [(lang, ending, n) for lang, ending, several in ROWS[1:] for n in several.split(" ")]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("кировоградская province", ["кировоград province", "кировоградск province", "кировоградс province"]),
        ("луганская province", ["луган province", "луганск province", "луганс province"]),
        ("одеська province", ["оде province", "одеськ province", "одес province"]),
        ("донецкая province", ["донец province", "донецк province"]),
        ("ternopilska province", ["ternopil province", "ternopilsk province"]),
        ("alytaus county", ["alytus county"]),
        ("ვილნიუსის district", ["ვილნიუსი district"]),
        ("ская province", []),
        ("gomel province", []),
    ],
)
def test_the_nouns_of_an_adjective_are_among_those_that_are_possible(text: str, nouns: list[str]) -> None:
    assert list(list_nouns(text.split())) == nouns


def test_endings_of_adjectives_say_what_they_mean() -> None:
    header, *rows = read_cells(tables_folder() / "adjectives.tsv")
    assert header == ["lang", "ending", "noun"]
    assert len({(lang, ending) for lang, ending, _ in rows}) == len(rows) > 50
    for _, ending, nouns in rows:
        assert ending.isalpha()
        assert ending == ending.lower()
        assert all(noun == "-" or noun.isalpha() for noun in nouns.split(" "))
        assert ending not in nouns.split(" ")
