"""The table of languages tells of languages and countries by their codes, and of none what cannot be."""

from __future__ import annotations

import re

import pytest

from normalize.annotate.languages import APART, HOME, NAMESAKES, NEAR, NO_PARTICLE, SPOKEN, UNDECLINED, languages_of


@pytest.mark.parametrize("rule", [HOME, SPOKEN, NAMESAKES, NEAR, NO_PARTICLE, APART, UNDECLINED])
def test_a_rule_is_told_of_languages(rule: str) -> None:
    assert languages_of(rule)
    assert [lang for lang in languages_of(rule) if not re.fullmatch("[a-z]{2}", lang)] == []


@pytest.mark.parametrize("rule", [HOME, SPOKEN, NAMESAKES])
def test_countries_are_told_by_their_codes(rule: str) -> None:
    told = frozenset[str]().union(*languages_of(rule).values())
    assert [code for code in told if not re.fullmatch("[A-Z]{2}", code)] == []


def test_a_language_is_spoken_at_home() -> None:
    spoken = languages_of(SPOKEN)
    assert [lang for lang, home in languages_of(HOME).items() if not home <= spoken.get(lang, home)] == []


def test_no_language_is_its_own_neighbour() -> None:
    assert [lang for lang, near in languages_of(NEAR).items() if lang in near or not near] == []
