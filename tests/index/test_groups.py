"""What a constraint leaves, beside a look at every entity and name by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import normalize
from normalize.index.candidates import CandidateIndex, Constraint
from normalize.lexicon.store import Store

ROWS: list[dict[str, object]] = [
    {"id": "1", "name": "Hlybokaye", "type": "place", "country": "BY"},
    {"id": "2", "name": "Głębokie", "type": "place", "country": "PL"},
    {"id": "3", "name": "Neman", "type": "place", "country": "BY LT RU"},
    {"id": "3", "name": "Нёман"},
    {"id": "4", "name": "Atlantis", "type": "place"},
    {"id": "5", "name": "Neman", "type": "organisation", "country": "BY"},
    {"id": "6", "name": "Belarus", "type": "country", "country": "BY"},
    {"id": "7", "name": "Thing"},
    {"id": "8", "name": "Anna Koval", "type": "person", "country": "PL BY"},
]


def list_spellings(index: CandidateIndex, entities: set[int], store: Store) -> Iterator[int]:
    for spelling in range(len(index.spellings)):
        if {int(store.name_entity[name]) for name in index.spellings.names(spelling)} & entities:
            yield spelling


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> normalize.Lexicon:
    return normalize.build(ROWS, tmp_path_factory.mktemp("groups") / "lexicon")


@pytest.mark.parametrize("countries", [(), ("BY",), ("LT",), ("LT", "PL"), ("JP",)])
@pytest.mark.parametrize("type_", ["", "place", "country", "person", "organisation", "vessel"])
def test_a_mask_holds_what_each_entity_is_allowed(
    lexicon: normalize.Lexicon, type_: str, countries: tuple[str, ...]
) -> None:
    index, store, asked = lexicon._resolver._matcher.index, lexicon._store, Constraint(type_, countries)
    mask = index.mask(asked)
    every = range(len(store))
    here = {entity for entity in every if index.allows(entity, asked)}
    assert set(mask.entities.nonzero()[0]) == {entity for entity in every if index.allows(entity, Constraint(type_))}
    assert set(mask.entities_here.nonzero()[0]) == here
    assert mask.spellings.nonzero()[0].tolist() == list(list_spellings(index, here, store))
    assert mask.few is not None and mask.few.tolist() == mask.spellings.nonzero()[0].tolist()
    assert index.mask(asked) is mask


def test_the_oldest_mask_is_forgotten(lexicon: normalize.Lexicon) -> None:
    index = lexicon._resolver._matcher.index
    first = index.mask(Constraint("first"))
    for number in range(40):
        index.mask(Constraint(str(number)))
    assert index.mask(Constraint("first")) is not first
