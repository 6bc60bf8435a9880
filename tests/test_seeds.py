"""The names that started the project, and the strangers that must stay strangers."""

from __future__ import annotations

import pytest

from normalize import Lexicon
from support import ROOT, read_cases

MENTIONS = read_cases(ROOT / "seeds" / "mentions.tsv")
STRANGERS = read_cases(ROOT / "seeds" / "strangers.tsv")


def _name(row: dict[str, str]) -> str:
    return " ".join(v for v in (row["mention"], row["type"], row["country"]) if v)


@pytest.mark.parametrize("row", MENTIONS, ids=_name)
def test_a_mention_comes_home(core: Lexicon, row: dict[str, str]) -> None:
    r = core.resolve(row["mention"], type=row["type"] or None, country=row["country"] or None)
    if row["alone"] == "open":
        assert r.id in (None, row["id"])
    else:
        assert r.candidates[0].id == row["id"], str(r.explain())
    if row["alone"] == "resolved":
        assert r.id == row["id"], str(r.explain())


@pytest.mark.parametrize("row", STRANGERS, ids=_name)
def test_a_stranger_is_not_let_in(core: Lexicon, row: dict[str, str]) -> None:
    r = core.resolve(row["mention"], type=row["type"] or None, country=row["country"] or None)
    if row["never"]:
        assert r.id != row["never"], str(r.explain())
    else:
        assert r.id is None, str(r.explain())


def test_as_many_strangers_as_mentions() -> None:
    assert len(STRANGERS) >= len(MENTIONS)


def test_no_misspelling_is_an_alias(core: Lexicon) -> None:
    for row in MENTIONS:
        if row["noise"] == "yes":
            names = {n.name.casefold() for n in core.names(row["id"])}
            assert row["mention"].casefold() not in names
