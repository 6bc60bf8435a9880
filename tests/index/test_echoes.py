"""Echoes: names that read the same in another script, beside a reference that compares every name with every other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize
from normalize.index.echoes import list_echoes

Name = tuple[int, int, int, int]  # key, reading, script, entity


def compare_all(names: list[Name]) -> set[tuple[int, int]]:
    """Return each key beside the number of each name that is its echo."""
    written = {(entity, script) for _, _, script, entity in names}
    return {
        (key, number)
        for key, reading, script, _ in names
        for number, (_, other_reading, other_script, entity) in enumerate(names)
        if reading == other_reading != 0 and script != other_script and (entity, script) not in written
    }


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.integers(0, 2), st.integers(0, 4)), max_size=12))
def test_echoes_are_those_of_the_reference(names: list[Name]) -> None:
    columns = np.array(names, dtype=np.uint64).reshape(-1, 4).T
    keys, echoes = list_echoes(columns[0], columns[1], columns[2].astype(np.uint8), columns[3].astype(np.uint32))
    found = list(zip(keys.tolist(), echoes.tolist(), strict=True))
    assert len(found) == len(set(found))
    assert set(found) == compare_all(names)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> normalize.Lexicon:
    rows = [
        {"id": "latin", "name": "Buzhanka"},
        {"id": "cyrillic", "name": "Бужанка"},
        {"id": "both", "name": "Nova Huta"},
        {"id": "both", "name": "Нова Гута", "lang": "uk"},
        {"id": "other", "name": "Nova Guta"},
        {"id": "city", "name": "Minsk", "weight": 2_000_000, "country": "BY"},
        {"id": "village", "name": "Минск", "weight": 200, "country": "RU"},
        {"id": "ivan", "name": "Ivan Ivanov", "type": "person"},
        {"id": "иван", "name": "Иван Иванов", "type": "person"},
        {"id": "kana", "name": "ミンスク"},
    ]
    return normalize.build(rows, tmp_path_factory.mktemp("lexicons") / "echoes")


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [("Buzhanka", "latin", "cyrillic"), ("Бужанка", "cyrillic", "latin"), ("Ivan Ivanov", "ivan", "иван")],
)
def test_a_name_that_reads_as_another_entitys_is_ambiguous(
    lexicon: normalize.Lexicon, name: str, first: str, second: str
) -> None:
    found = lexicon.resolve(name)
    assert found.status == "ambiguous"
    assert [candidate.id for candidate in found.candidates[:2]] == [first, second]
    assert found.probability > 0.5 > found.candidates[1].probability > 0.1
    assert found.explain().replay() == pytest.approx(found.probability)


def test_an_entity_that_has_names_in_the_script_is_no_echo(lexicon: normalize.Lexicon) -> None:
    assert lexicon.resolve("Nova Huta").id == "both"
    assert lexicon.resolve("Nova Guta").id == "other"


def test_the_prominent_one_is_meant_and_an_echo_is_never_likelier_than_the_name(lexicon: normalize.Lexicon) -> None:
    assert lexicon.resolve("Minsk").id == "city"
    village = lexicon.resolve("Минск")
    assert village.candidates[0].id == "village"
    assert village.candidates[1].id == "city"


def test_a_country_rules_the_name_out_and_what_is_near_is_weighed(lexicon: normalize.Lexicon) -> None:
    abroad = lexicon.resolve("Минск", country="BY")
    assert abroad.candidates[0].id == "city" and abroad.id in (None, "city")
    assert not abroad.explain().exact
    assert lexicon.resolve("Минск", country="RU").id == "village"


def test_one_answer_by_call_and_batch(lexicon: normalize.Lexicon) -> None:
    names = ["Buzhanka", "Бужанка", "Минск", "Иван Иванов", "Nova Huta"]
    for name, found in zip(names, lexicon.resolve_many(names), strict=True):
        alone = lexicon.resolve(name)
        assert (found.status, found.probability, found.candidates) == (
            alone.status,
            alone.probability,
            alone.candidates,
        )
        assert str(found.explain()) == str(alone.explain())
