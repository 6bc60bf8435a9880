"""Explanations: they hold what the answer was worked out of, so that it can be worked out again."""

from __future__ import annotations

from random import Random

import pytest

import normalize
from normalize import Lexicon
from normalize.training.channels import disturb

COUNT = 1000


@pytest.fixture(scope="module")
def questions(core: Lexicon) -> list[tuple[str, str | None, str | None]]:
    """Names of the lexicon, two in three of them written otherwise, with and without type and country."""
    chance = Random(20261128)
    ids = chance.sample(sorted(core), COUNT)
    asked = []
    for id in ids:
        entity = core[id]
        name = chance.choice(core.names(id)).name
        name = (disturb(name, chance) or name) if chance.random() < 0.67 else name
        country = entity.country[0] if entity.country and chance.random() < 0.3 else None
        asked.append((name, entity.type if chance.random() < 0.5 else None, country))
    return asked


def test_a_thousand_explanations_replay_to_the_same_probability(core: Lexicon, questions) -> None:
    statuses = set()
    for name, type, country in questions:
        found = core.resolve(name, type=type, country=country)
        statuses.add((found.status, found.explain().exact))
        assert found.explain().replay() == pytest.approx(found.probability, abs=1e-12), name
        assert found.tell() == str(found.explain()), name
    assert len(statuses) >= 5


def test_those_of_names_in_context_do_too(core: Lexicon, questions) -> None:
    names = [name for name, _, _ in questions[:60]]
    moved = 0
    for found, alone in zip(core.resolve_many(names, context="a"), core.resolve_many(names), strict=True):
        why = found.explain()
        assert why.replay() == pytest.approx(found.probability, abs=1e-12)
        moved += abs(found.probability - alone.probability) > 0.001
    assert moved > 3


def test_those_of_decided_names_do_too(core: Lexicon, tmp_path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("name,id\nFribokai,geonames:627908\nMinsk,none\n", encoding="utf-8")
    lex = normalize.load(decisions=path)
    for name, probability in (("Fribokai", 1.0), ("Minsk", 0.0)):
        found = lex.resolve(name)
        assert found.explain().replay() == found.probability == probability


@pytest.mark.parametrize("name", ["", "🙂", "-"])
def test_nothing_replays_to_nothing(core: Lexicon, name: str) -> None:
    assert core.resolve(name).explain().replay() == 0
