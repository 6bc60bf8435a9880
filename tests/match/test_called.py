"""Whether a person is somebody else of the same family: the words of all names that the bearer has."""

from __future__ import annotations

import pytest

import normalize
from normalize.form import analyse
from normalize.lexicon.respellings import list_expanded, list_patronymics, list_respellings
from normalize.library import load_tokens
from normalize.match.called import FAMILIAR, OTHER, STRANGER, Called, find_family


@pytest.fixture(scope="module")
def trump() -> Called:
    return Called.of(["donald trump", "donald john trump", "trump donald", "d trump"], ["trump"])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("melania trump", STRANGER),
        ("m trump", STRANGER),
        ("donald tramp", None),
        ("don trump", None),
        ("j trump", None),
        ("john trump", None),
        ("president trump", STRANGER),  # titles are taken off before
        ("qwerty trump", None),  # no known name, so it may be noise
        ("donald", FAMILIAR),
        ("trump", None),
        ("", None),
        ("of the", None),
    ],
)
def test_a_name_is_held_against_all_that_its_bearer_has(trump: Called, name: str, told: str | None) -> None:
    assert trump.tell_apart([name] if name else [], load_tokens()) == told


def test_another_family_name_is_told_only_where_letters_do_not_tell_it() -> None:
    blair = Called.of(["tony blair"], ["blair"])
    assert blair.tell_apart(["tony blain"], load_tokens()) == OTHER
    assert blair.tell_apart(["tony blayr"], load_tokens()) is None


def test_nothing_is_told_of_who_has_no_short_name_or_a_number() -> None:
    for full, short in (([], []), (["leo xiv"], ["leo"]), (["sting"], ["sting"]), (["madonna louise ciccone"], [])):
        assert Called.of(full, short).tell_apart(["pius xiv", "anna ciccone"][:1], load_tokens()) is None
    assert find_family([]) == []


def test_hardly_an_alias_is_told_apart_from_its_own_bearer(core: normalize.Lexicon) -> None:
    matcher, store = core._resolver._matcher, core._store
    asked, told = 0, []
    for entity in (e for e in range(len(store)) if store.types[store.entity_type[e]] == "person"):
        for name in map(store.name_text, store.names(entity)):
            form = analyse(name)
            asked += 1
            if matcher.bearers.own.called(entity, form.script).tell_apart(form.romans, matcher.tokens):
                told.append(name)
    assert asked > 10_000
    assert len(told) < asked / 500, told


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hatem", "hatim", True),
        ("mohammad", "mohammed", True),
        ("mueller", "muller", True),
        ("mikalaevich", "nikolaevich", True),
        ("oleksiyovych", "alekseevich", True),
        ("kalesnikava", "kolesnikova", True),
        ("nikolaevich", "nikolaevna", False),
        ("jamal", "jamil", False),
        ("malik", "malak", False),
        ("petrovich", "pavlovich", False),
    ],
)
def test_words_are_spellings_of_one_name_or_of_two(one: str, other: str, same: bool) -> None:
    tokens = load_tokens()
    assert (tokens.relate([one], other) > 0) == same
    assert (tokens.relate([other], one) > 0) == same


@pytest.mark.parametrize("name", ["", "a", "h", "xyz", "ng", "123", "ωμ"])
def test_absurd_names_have_no_respellings(name: str) -> None:
    assert list_respellings(name, ["", "ـ", "حاتم", "x"]) == set()
    assert list_expanded(name) == []
    assert all(found.startswith(name) for found in list_patronymics(name) if name not in ("", "a"))


def test_ordinary_words_are_known() -> None:
    assert all(map(load_tokens().is_ordinary, ("student", "вулиця")))
    assert not any(map(load_tokens().is_ordinary, ("minsk", "лукашенко", "")))
