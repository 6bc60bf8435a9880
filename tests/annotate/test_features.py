"""Rivers, lakes and mountains that towns and regions are called like."""

from __future__ import annotations

import pytest

import normalize
from normalize.annotate.features import is_feature
from normalize.annotate.page import Page, Span


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("Учора міст через Дніпро закрили, бо його пошкодив лід, сказали в Києві.", "Дніпро", True),
        ("Уночі в Дніпро приїхали лікарі, сказали в Києві.", "Дніпро", False),
        ("Плывём по Амуру, сказал он вчера.", "Амуру", True),
        ("Jezioro Wigry zamarzło w nocy, jak podają strażacy.", "Wigry", True),
        ("Wczoraj nad Wisłą było zimno, jak podają strażacy.", "Wisłą", True),
        ("Wczoraj w Toruniu było zimno, jak podają strażacy.", "Toruniu", False),
        ("Die Brücke über den Rhein ist seit gestern gesperrt.", "Rhein", True),
    ],
)
def test_a_river_is_told_from_its_town(text: str, name: str, feature: bool) -> None:
    page = Page.of(text)
    at = [word.text for word in page.words].index(name)
    assert is_feature(page, Span(at, at + 1, "", "", "", True)) is feature


def test_rivers_and_mountains_are_not_linked_as_towns(core: normalize.Lexicon) -> None:
    text = "Wisła i Dunaj wezbrały, a w Karpatach spadł śnieg. W Krakowie czekano na pomoc."
    assert {m.text for m in core.annotate(text) if m.id} == {"Krakowie"}
