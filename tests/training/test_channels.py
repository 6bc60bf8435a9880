"""Noise channels: what each makes of real names, and what none may do to any text."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.text import plain
from normalize.training.channels import CHANNELS, Channel, disturb
from support import read_cases

SEEDS = 400
CASES = read_cases(Path(__file__).with_name("cases_channels.tsv"))
BY_NAME: dict[str, Channel] = {channel.__name__: channel for channel, _ in CHANNELS}
EVERY = [*BY_NAME.values(), disturb]
WORDS = re.compile(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?\Z")

PLACES = (
    "Rotterdam", "Philadelphia", "Montevideo", "Ljubljana", "Bratislava", "Johannesburg", "Schwerin", "Valladolid",
    "Kharkiv", "Novosibirsk", "Marijampole", "San Francisco", "Rio de Janeiro", "New Orleans", "Thessaloniki",
    "Volgograd", "Zhytomyr", "Chelyabinsk", "Gelsenkirchen", "Vancouver",
)  # fmt: skip
# Only names that end as surnames do have a form for the other gender.
PLACES_LIKE_SURNAMES = (
    "Saratov", "Tambov", "Chekhov", "Pushkin", "Berlin", "Szczecin", "Kiev", "Zhukovsky", "Zaporizhska", "Kaunas",
    "Vilnius", "Trakai", "Rostov", "Azov", "Dmitrov", "Kishinev",
)  # fmt: skip


def outcomes(channel: Channel, name: str) -> set[str]:
    """Return all that a channel makes of a name with many seeds."""
    return {channel(name, Random(seed)) for seed in range(SEEDS)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['channel']}-{case['name']}-{case['source']}")
def test_a_channel_makes_what_its_writing_system_makes(case: dict[str, str]) -> None:
    expected = set(case["outputs"].split("|")) - {plain(case["name"])}
    found = outcomes(BY_NAME[case["channel"]], case["name"])
    assert expected & found, sorted(found)


def test_every_channel_has_a_case() -> None:
    assert {case["channel"] for case in CASES} == set(BY_NAME)


@pytest.mark.parametrize("channel", BY_NAME.values(), ids=BY_NAME)
def test_a_channel_changes_most_real_names(channel: Channel) -> None:
    names = PLACES_LIKE_SURNAMES if channel.__name__ == "change_gender" else PLACES
    changed = [name for seed, name in enumerate(names) if channel(name, Random(seed)) != plain(name)]
    assert len(changed) > len(names) / 2, sorted({*names} - {*changed})


@pytest.mark.parametrize("channel", BY_NAME.values(), ids=BY_NAME)
def test_a_channel_leaves_a_name_recognisable(channel: Channel) -> None:
    for seed, name in enumerate(PLACES):
        noisy = channel(name, Random(seed))
        assert 0.4 * len(name) <= len(noisy) <= 2.5 * len(name), noisy
        assert noisy


@pytest.mark.parametrize("channel", EVERY, ids=lambda channel: channel.__name__)
@given(name=st.text(max_size=40), seed=st.integers(0, 2**32))
def test_any_text_comes_out_as_plain_words_and_always_the_same(channel: Channel, name: str, seed: int) -> None:
    noisy = channel(name, Random(seed))
    assert WORDS.match(noisy), noisy
    assert noisy == channel(name, Random(seed))


@pytest.mark.parametrize("channel", EVERY, ids=lambda channel: channel.__name__)
@given(name=st.text(alphabet="abcdehijklnorstuvwxyz 01-'", min_size=1, max_size=20), seed=st.integers(0, 2**32))
def test_a_latin_name_never_vanishes(channel: Channel, name: str, seed: int) -> None:
    noisy = channel(name, Random(seed))
    assert WORDS.match(noisy), noisy
    assert bool(noisy) == bool(plain(name))


@pytest.mark.parametrize("channel", EVERY, ids=lambda channel: channel.__name__)
@pytest.mark.parametrize("name", ["", " ", "-", "23", "7"])
def test_what_has_no_letters_comes_back_plain(channel: Channel, name: str) -> None:
    if channel.__name__ not in ("scan", "mistype", "disturb"):  # these touch figures too
        assert outcomes(channel, name) == {plain(name)}
    else:
        assert all(bool(noisy) == bool(plain(name)) for noisy in outcomes(channel, name))


@pytest.mark.parametrize(
    ("name", "untouched"),
    [
        ("Ōsaka", "change_gender"),
        ("Łódź", "join_or_split"),
        ("Øy", "mistype"),
        ("Brno 2", "change_gender"),
        ("Æ", "inflect"),
        ("Y", "swap_vowel"),
        ("Å", "double_letters"),
        ("Zz", "scan"),
    ],
)
def test_a_channel_that_cannot_change_a_name_returns_it_plain(name: str, untouched: str) -> None:
    assert outcomes(BY_NAME[untouched], name) == {plain(name)}


def test_disturb_draws_from_the_channels_that_it_is_given() -> None:
    only = ((BY_NAME["double_letters"], 1),)
    assert {disturb("Massachusetts", Random(seed), only) for seed in range(50)} >= {"masachusets"}
    assert all(re.sub(r"(.)\1+", r"\1", disturb("Minsk", Random(seed), only)) == "minsk" for seed in range(50))
