"""What is measured is never trained on: the rule, over real files."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.errors import InputError
from normalize.training.held_out import (
    held_out_pairs,
    is_for_scorer,
    is_held_out_place,
    name_pair_files,
    read_pairs,
    without_held_out,
)

PARTS = {
    "russian_dev": "en\tnative\tcount\nMaria\tМария\t12\nOslo\tОсло\t3\n",
    "katakana_dev": 'en\tnative\tcount\nO"Hara\tオハラ\t1\n',
    "russian_train": "en\tnative\tcount\nAnna\tАнна\t40\nMaria\tМария\t1\n",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "netransliteration"
    folder.mkdir()
    for part, text in PARTS.items():
        (folder / f"{part}.tsv.gz").write_bytes(gzip.compress(text.encode("utf-8")))
    return tmp_path


def test_pairs_of_every_language_are_held_out_in_lower_case(data: Path) -> None:
    assert held_out_pairs(data) == {("maria", "мария"), ("oslo", "осло"), ('o"hara', "オハラ")}


def test_only_the_files_of_the_part_are_found_in_order(data: Path) -> None:
    (data / "netransliteration" / "README.md").write_text("russian_dev.tsv.gz", encoding="utf-8")
    assert [path.name for path in name_pair_files(data, "dev")] == ["katakana_dev.tsv.gz", "russian_dev.tsv.gz"]
    assert [path.name for path in name_pair_files(data, "train")] == ["russian_train.tsv.gz"]


def test_a_folder_without_the_part_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \*_dev\.tsv\.gz in .*netransliteration"):
        name_pair_files(tmp_path, "dev")
    with pytest.raises(InputError, match="development data"):
        held_out_pairs(tmp_path)


def test_pairs_are_read_as_they_stand_with_quotes_and_capitals(data: Path) -> None:
    folder = data / "netransliteration"
    assert list(read_pairs(folder / "katakana_dev.tsv.gz")) == [('O"Hara', "オハラ")]
    assert list(read_pairs(folder / "russian_train.tsv.gz")) == [("Anna", "Анна"), ("Maria", "Мария")]


def test_a_held_out_pair_is_broken_whatever_the_case_and_the_order(data: Path) -> None:
    held_out = held_out_pairs(data)
    assert without_held_out(["МАРИЯ", "MARIA", "マリア"], held_out) == ["MARIA", "マリア"]
    assert without_held_out(["Anna", "Анна"], held_out) == ["Anna", "Анна"]
    assert without_held_out(["Мария", "Осло", "マリア"], held_out) == ["Мария", "Осло", "マリア"]
    assert without_held_out([], held_out) == []


NAMES = st.lists(st.sampled_from(["Maria", "maria", "Мария", "Oslo", "ОСЛО", "Осло", "Anna", "オハラ", 'O"Hara']))


@given(names=NAMES)
def test_no_held_out_pair_is_left_in_any_group(names: list[str]) -> None:
    held_out = frozenset({("maria", "мария"), ("oslo", "осло"), ('o"hara', "オハラ")})
    kept = without_held_out(iter(names), held_out)
    assert not {(one.casefold(), two.casefold()) for one in kept for two in kept} & held_out
    assert [name for name in names if name in kept] == kept
    assert {name for name in names if name.isascii()} <= set(kept)


@pytest.mark.parametrize(
    ("geonames_id", "country", "held_out"),
    [
        ("702550", ["UA"], True),
        ("593116", ["LT"], True),
        ("593116", ["PL", "LT"], True),
        ("627908", ["BY"], False),
        ("627908", [], False),
        ("627908", ["ua"], False),
    ],
)
def test_places_of_the_measured_countries_are_held_out(geonames_id: str, country: list[str], held_out: bool) -> None:
    assert zlib.crc32(geonames_id.encode()) % 10 != 0
    assert is_held_out_place(geonames_id, country) is held_out


@given(number=st.integers(1, 13_000_000))
def test_one_place_in_ten_is_held_out_by_its_id_alone(number: int) -> None:
    assert is_held_out_place(str(number), ["FR"]) is (zlib.crc32(str(number).encode()) % 10 == 0)


def test_the_share_that_is_held_out_is_a_tenth_and_the_scorers_a_twentieth() -> None:
    ids = [str(number) for number in range(100_000, 120_000)]
    assert 0.09 < sum(is_held_out_place(id, ["FR"]) for id in ids) / len(ids) < 0.11
    assert 0.04 < sum(is_for_scorer(id) for id in ids) / len(ids) < 0.06


@given(name=st.text(max_size=20))
def test_the_scorers_names_do_not_depend_on_case(name: str) -> None:
    assert is_for_scorer(name) is is_for_scorer(name.casefold())
    assert is_for_scorer(name) is (zlib.crc32(name.casefold().encode("utf-8")) % 20 == 1)
