"""Sound keys: classes from the table, and the confusions that they are there for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.sounds import ALPHABET, skeleton, sound_key
from support import ROOT, read_cases

TABLE = ROOT / "src" / "normalize" / "sounds.tsv"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789 ", max_size=30))
def test_keys_use_the_alphabet_of_the_index(roman: str) -> None:
    assert set(sound_key(roman)) <= set(ALPHABET) | {" "}
    assert set(skeleton(sound_key(roman))) <= set(ALPHABET)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("london", "rondon"),  # Japanese has one liquid
        ("homel", "gomel"),
        ("vilnius", "wilnius"),
        ("brest", "vrest"),
        ("yalta", "jalta"),
        ("babruysk", "bobruisk"),
        ("polatsk", "polotsk"),
        ("tschita", "chita"),
        ("kharkiv", "harkiv"),
    ],
)
def test_confused_sounds_share_a_key(left: str, right: str) -> None:
    assert sound_key(left) == sound_key(right)


@pytest.mark.parametrize(
    ("left", "right"), [("minsk", "pinsk"), ("minsk", "omsk"), ("kyiv", "lviv"), ("riga", "nida"), ("tartu", "narva")]
)
def test_other_names_have_other_keys(left: str, right: str) -> None:
    assert sound_key(left) != sound_key(right)


def test_every_row_names_its_source() -> None:
    rows = read_cases(Path(TABLE))
    assert len(rows) > 40
    assert all(row["source"] for row in rows)
    assert len({row["spelling"] for row in rows}) == len(rows)
