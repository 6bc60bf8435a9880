"""Acronyms of organisations: of the words as they stand, and of the words in Russian."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize
from normalize.lexicon.acronyms import is_acronym_of, list_initials
from normalize.lexicon.table import tables_folder
from normalize.lexicon.vocabulary import vocabulary
from normalize.text import scripts
from normalize.tsv import read_cells

ROWS = read_cells(tables_folder() / "initials.tsv")


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        ("Minerals Marketing Corporation of Zimbabwe", ("mmcz",)),
        ("Радыё Свабодная Еўропа", ("рсе",)),
        ("International Committee of the Red Cross", ("icrc",)),
        ("National Bank", ()),
        ("a b c d e f g h j", ()),
        ("Bryansk Automobile Plant", ("bap", "баз")),
        ("JSC Saratov Radio Plant", ("srp", "срз")),
        ("Chelyabinsk Forge and Press Plant", ("cfpp", "чкпз")),
        ("Scientific Research Institute of Engines", ("srie", "ниид")),
        ("Самарский электромеханический завод", ("сэз", "сэмз")),
        ("Design Bureau of Instrument-Making named after A.G. Shipunov", ("кбп",)),
        ("Siberian Service Company JSC", ("ssc", "сск")),
        ("Petrochemical Industries Development Management Company", ("pidm", "pidmc", "pidmco")),
        ("Iran Foreign Investment Co.", ("ifi",)),
        ("Kamensky Combine", ()),  # of two letters
    ],
)
def test_an_organisation_has_acronyms(text: str, acronyms: tuple[str, ...]) -> None:
    assert list_initials(text, "organisation") == acronyms
    assert [list_initials(text, type) for type in ("", "person", "place", "country")] == [()] * 4


@pytest.mark.parametrize(
    "text", ["Boston Symphony Orchestra Hall", "Al Jazeera Media Network Live East", "Wagner Group", "第一汽車"]
)
def test_a_name_that_is_mostly_its_own_words_has_no_acronym_in_russian(text: str) -> None:
    assert not any("Cyrl" in scripts(letters) for letters in list_initials(text, "organisation"))


@given(st.text(max_size=60))
def test_any_string_has_acronyms_of_letters_or_none(text: str) -> None:
    for letters in list_initials(text, "organisation"):
        assert 3 <= len(letters) <= 8
        assert " " not in letters


def test_an_acronym_is_told_from_a_name() -> None:
    assert is_acronym_of(("stc",), ("stc",))
    assert is_acronym_of(("baz",), ("bap", "баз"))
    assert not is_acronym_of(("stc",), ())
    assert not is_acronym_of(("special",), ("stc",))
    assert not is_acronym_of(("s t c",), ("stc",))


def test_the_table_has_letters_for_concepts_that_the_vocabulary_gives() -> None:
    header, *rows = ROWS
    assert header == ["lang", "concept", "letters"]
    assert len({(lang, concept) for lang, concept, _ in rows}) == len(rows) > 90
    concepts = {line.split("\t")[2] for line in vocabulary("organisation")._lines}
    words = {word for concept in concepts for word in concept.split()}
    for _, concept, letters in rows:
        assert set(concept.split()) <= words, concept
        assert scripts(letters) == ("Cyrl",)


PLANTS = [
    {"id": "ex:baz", "name": "JSC Bryansk Automobile Plant", "type": "organisation"},
    {"id": "ex:komz", "name": "JSC Kazan Optical and Mechanical Plant", "type": "organisation"},
    {"id": "ex:vmz-1", "name": "Volsk Mechanical Plant", "type": "organisation"},
    {"id": "ex:vmz-2", "name": "Votkinsk Machine Building Plant", "type": "organisation"},
    {"id": "ex:mtz", "name": "Мінскі трактарны завод", "type": "organisation"},
]


@pytest.fixture(scope="module")
def plants(tmp_path_factory: pytest.TempPathFactory) -> normalize.Lexicon:
    path: Path = tmp_path_factory.mktemp("plants") / "lexicon"
    return normalize.build(PLANTS, path)


@pytest.mark.parametrize(
    ("asked", "first"),
    [("JSC ‘BAZ’", "ex:baz"), ("ОАО «БАЗ»", "ex:baz"), ("KOMZ", "ex:komz"), ("КОМЗ", "ex:komz"), ("МТЗ", "ex:mtz")],
)
def test_a_plant_is_found_by_the_letters_of_its_name_in_russian(
    plants: normalize.Lexicon, asked: str, first: str
) -> None:
    assert plants.resolve(asked).candidates[0].id == first


def test_letters_of_two_plants_are_of_neither_for_sure(plants: normalize.Lexicon) -> None:
    found = plants.resolve("АО «ВМЗ»")
    assert found.status != "resolved"
    assert {candidate.id for candidate in found.candidates[:2]} == {"ex:vmz-1", "ex:vmz-2"}


@pytest.mark.parametrize("asked", ["JSC KAZ", "АО «БМЗ»", "КАМЗ", "baz", "Bazaar"])
def test_other_letters_are_another_acronym(plants: normalize.Lexicon, asked: str) -> None:
    assert plants.resolve(asked).status != "resolved"
