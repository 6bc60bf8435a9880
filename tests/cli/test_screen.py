"""Text on a terminal: as wide as it looks, and harmless."""

from __future__ import annotations

import pytest

from normalize.cli.screen import align, clip, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Minsk", 5),
        ("明斯克", 6),
        ("フルィボーカエ", 14),
        ("민스크", 6),
        ("Мі́нск", 5),
        ("é" + "\u0301" * 9, 1),
        ("", 0),
    ],
)
def test_width_is_what_a_terminal_shows(text: str, cells: int) -> None:
    assert width(text) == cells


def test_columns_are_even_in_every_script() -> None:
    lines = align([("明斯克", "BY", "x"), ("Minsk", "BY", "y"), ("Мі́нск", "", "z")])
    assert len({width(line) for line in lines}) == 1
    assert lines[0] == "明斯克  BY  x"


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m", "a\nb\tc", "\u202eabc\u202c", "x" * 10_000_000])
def test_what_is_shown_is_one_short_line_that_steers_nothing(text: str) -> None:
    shown = clip(text)
    assert width(shown) <= 40
    assert not {"\x1b", "\n", "\t", "\u202e", "\u202c"} & set(shown)
