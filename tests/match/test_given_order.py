"""Whether a name has the given names of a person, each one and in their order."""

from __future__ import annotations

import pytest

from normalize.library import load_tokens
from normalize.match.called import STRANGER
from normalize.match.given_order import LEFT_OUT, PATRONYMIC, SWAPPED, SYLLABLE, Borne, is_other_patronymic
from normalize.match.syllables import have_other_tones, is_other_syllable
from normalize.text import key


def _pair(query: str, alias: str) -> list[tuple[str, str]]:
    """Return words beside each other: the same ones, and those that begin with the same three letters."""
    left = alias.split()
    pairs = []
    for word in query.split():
        own = next((one for one in (word, *left) if one in left and one[:3] == word[:3]), "")
        if own:
            left.remove(own)
        pairs.append((word, own))
    return [*pairs, *(("", own) for own in left)]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("SERHAN, Fadi Hussein", "Hussein Serhan", LEFT_OUT),
        ("SERHAN, Fadi Hussein", "Fadi Serhan", None),
        ("SERHAN, Fadi Hussein", "Serhan, Fadi", None),
        ("SERHAN, Fadi Hussein", "Hussein Fadi Serhan", SWAPPED),
        ("SERHAN, Fadi Hussein", "Serhan Fadi Hussein", None),
        ("Fadi Hussein SERHAN", "Hussein Serhan", LEFT_OUT),
        ("Ali Hassan al-Majid", "Hassan Ali al-Majid", SWAPPED),
        ("Ali Hassan al-Majid", "al-Majid Ali Hassan", None),
        ("Ali Hassan al-Majid", "Hassan al-Majid", LEFT_OUT),
        ("AL-TIKRITI, Kamal Mustafa Sultan Abdallah", "ABDALLAH, Kamal Mustafa", None),
        ("MUSA, Rifai Ahmad Taha", "TAHA MUSA, Rifai Ahmad", None),
        ("KARIM ALI, Ali Abdul", "Karim, Ali Abdul", None),
        ("TAPIA QUINTERO, Jose Guadalupe", "Jose Guadalupe Tapia Quintero", None),
        ("Kim Jong Un", "Jong Un Kim", None),
        ("Kim Jong Un", "Jong Kim Un", SWAPPED),
        ("Kim Jong Un", "Un Jong Kim", SWAPPED),
        ("Ivan Petrovich Sidorov", "Sidorov Ivan Petrovich", None),
        ("Ivan Petrovich Sidorov", "Ivan Sidorov Petrovich", None),
        ("Alexander Van der Bellen", "Van der Bellen", None),
        ("J. Robert Oppenheimer", "Robert Oppenheimer", None),
        ("Sheikh Ahmad Yassin", "Ahmad Yassin", None),
        ("", "", None),
    ],
)
def test_given_names_count_each_one_and_in_their_order(text: str, name: str, told: str | None) -> None:
    alias, query = key(text), key(name)
    borne, asked = Borne.of(text, alias), Borne.of(name, query)
    found = borne.find_other(asked, _pair(query, alias), load_tokens(), same_script=True, latin=True)
    assert found == told


def test_a_known_given_name_with_other_vowels_is_another_one_in_one_script() -> None:
    anna = Borne.of("Anna Petrova", "anna petrova")
    pairs = [("inna", "anna"), ("petrova", "petrova")]
    told = [
        anna.find_other(Borne.of("Inna Petrova", "inna petrova"), pairs, load_tokens(), same_script=same, latin=same)
        for same in (True, False)
    ]
    assert told == [STRANGER, None]


def test_a_family_name_is_no_patronymic() -> None:
    borne, asked = (Borne.of(text, key(text)) for text in ("Vladimir Petrovich YEVTUSHENKOV", "Vladimir Petrov"))
    pairs = [("vladimir", "vladimir"), ("petrov", "petrovich"), ("", "yevtushenkov")]
    assert borne.find_other(asked, pairs, load_tokens(), same_script=True, latin=True) == PATRONYMIC


@pytest.mark.parametrize(
    ("query", "own", "other"),
    [
        ("abramov", "abramovich", True),
        ("abramovic", "abramovich", False),
        ("valeriyovych", "valeryevich", False),
        ("vladimirovicha", "vladimirovich", False),
        ("", "petrovich", False),
        ("p", "petrovich", False),
    ],
)
def test_a_patronymic_is_told_from_what_it_is_made_of(query: str, own: str, other: bool) -> None:
    assert is_other_patronymic(query, own) == other


def test_syllables_are_told_apart_where_no_romanisation_confuses_them() -> None:
    for query, own, other in (
        ("chol", "chul", False),
        ("zhong", "jong", False),
        ("min", "ming", True),
        ("thung", "thu", True),
        ("", "an", False),
        ("anna", "an", False),
    ):
        assert is_other_syllable(query, own) == other, (query, own)
    borne = Borne.of("Kim Jong Un", "kim jong un")
    pairs = [("kim", "kim"), ("yong", "jong"), ("un", "un")]
    asked = Borne.of("Kim Yong Un", "kim yong un")
    told = [borne.find_other(asked, pairs, load_tokens(), same_script=True, latin=latin) for latin in (True, False)]
    assert told == [SYLLABLE, None]


@pytest.mark.parametrize(
    ("query", "alias", "other"),
    [
        ("Nguyễn Văn Ân", "Nguyễn Văn An", True),
        ("Trần Văn Dức", "Trần Văn Đức", True),
        ("An Nguyễn Văn", "Nguyễn Văn An", False),
        ("Nguyen Van An", "Nguyễn Văn An", False),
        ("Zoran Đinđić", "Zoran Đinđic", False),
        ("Jérome Hervé", "Jérôme Hervé", False),
        ("", "", False),
    ],
)
def test_marks_tell_vietnamese_names_apart_where_both_have_some(query: str, alias: str, other: bool) -> None:
    assert have_other_tones(query, alias) == other
