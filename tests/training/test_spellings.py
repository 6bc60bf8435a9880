"""What the encoder learns from: nothing that is measured, whatever list it stands in."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from normalize.lexicon.table import read_table, tables_folder
from normalize.shipped import read_links
from normalize.training.held_out import Pair, is_for_scorer
from normalize.training.spellings import (
    SHARES,
    Groups,
    Place,
    is_name,
    name_pairs,
    people,
    regions,
)

SOURCES = list(SHARES)


def members(groups: Groups, source: str) -> list[tuple[str, ...]]:
    """Return the names of each group of a source."""
    chosen = np.flatnonzero(groups.source == SOURCES.index(source))
    return [
        tuple(groups.names[i] for i in groups.members[groups.starts[g] : groups.starts[g + 1]].tolist())
        for g in chosen.tolist()
    ]


def pairs_in(names: Iterable[str], held_out: frozenset[Pair]) -> set[Pair]:
    """Return the held-out pairs that names of one group make."""
    folded = {name.casefold() for name in names}
    return {(one, two) for one in folded for two in folded if (one, two) in held_out}


def measured(geonames_id: str, countries: Iterable[str]) -> bool:
    """Return whether a place is measured, read off the rule anew."""
    tenth = bool(geonames_id) and zlib.crc32(geonames_id.encode()) % 10 == 0
    return tenth or any(country in ("UA", "LT") for country in countries)


def test_no_measured_place_is_read(everywhere: list[Place]) -> None:
    assert 200_000 < len(everywhere) < 210_000
    assert [place.id for place in everywhere if measured(place.id, [place.country])] == []


def test_places_have_distinct_names_the_main_one_first_and_no_codes(everywhere: list[Place]) -> None:
    (minsk,) = [place for place in everywhere if place.id == "625144"]
    assert (minsk.country, minsk.names[0]) == ("BY", "Minsk")
    assert {"Мінск", "ミンスク", "מינסק"} & {*minsk.names}
    assert "MSQ" not in minsk.names
    assert all(len(set(place.names)) == len(place.names) for place in everywhere)
    assert all(is_name(name) for place in everywhere[:2000] for name in place.names)


def test_rows_of_a_place_are_its_names_but_one() -> None:
    place = Place("7", "BY", ("Minsk", "Менск", "Mińsk"), 5.0)
    assert [(row.id, row.name, row.kind) for row in place.rows()] == [
        ("7", "Minsk", "label"),
        ("7", "Менск", "alias"),
        ("7", "Mińsk", "alias"),
    ]
    assert [row.name for row in place.rows(without="Менск")] == ["Minsk", "Mińsk"]
    assert {(row.type, row.country, row.weight) for row in place.rows()} == {("place", ("BY",), 5.0)}


@pytest.mark.parametrize("name", ["https://minsk.by", "MSQ", "LGAV", "123", "", "x" * 101, "-"])
def test_links_and_codes_are_no_names(name: str) -> None:
    assert not is_name(name)


@pytest.mark.parametrize("name", ["Minsk", "Ōe", "東京", "Ua", "LONDON", "Y'"])
def test_names_are_names(name: str) -> None:
    assert is_name(name)


def test_no_development_pair_is_in_any_group(groups: Groups, held_out: frozenset[Pair]) -> None:
    for source in SOURCES:
        found = members(groups, source)
        assert found, source
        assert [names for names in found if pairs_in(names, held_out)] == [], source


def test_development_pairs_stand_in_every_list_that_groups_are_made_from(
    everywhere: list[Place], held_out: frozenset[Pair]
) -> None:
    assert any(pairs_in(place.names, held_out) for place in everywhere if not is_for_scorer(place.id))
    assert any(pairs_in(names, held_out) for names in people())
    assert any(pairs_in(names, held_out) for names in regions())


def test_groups_have_several_names_and_say_where_they_are_from(groups: Groups) -> None:
    assert (groups.sizes > 1).all()
    assert groups.starts[-1] == len(groups.members)
    assert len(groups.sizes) == len(groups.source)
    assert len(set(groups.names)) == len(groups.names)
    assert groups.is_led.tolist() == (groups.source != SOURCES.index("rigour")).tolist()
    assert sum(SHARES.values()) == pytest.approx(1)


def test_groups_of_places_are_those_of_learnt_places(
    groups: Groups, everywhere: list[Place], held_out: frozenset[Pair]
) -> None:
    learnt = [place for place in everywhere if not is_for_scorer(place.id)]
    found = members(groups, "geonames")
    untouched = [place.names for place in learnt if len(place.names) > 1 and not pairs_in(place.names, held_out)]
    assert set(untouched) <= set(found)
    assert len(found) - len(untouched) < len(learnt) / 100
    assert sum(1 for _ in zip(found, untouched, strict=False)) > 50_000


def test_names_for_the_scorer_are_not_learnt(groups: Groups, folder: Path) -> None:
    assert [names[0] for names in members(groups, "netransliteration") if is_for_scorer(names[0])] == []
    assert [names for names in members(groups, "rigour") if any(map(is_for_scorer, names))] == []
    assert not any(is_for_scorer(names[0]) for names in name_pairs(folder))


def test_an_english_name_has_its_spellings_of_all_scripts(folder: Path, held_out: frozenset[Pair]) -> None:
    found = {names[0]: names[1:] for names in name_pairs(folder)}
    assert sum(len(natives) == 2 for natives in found.values()) > 3000
    assert [
        n for n, natives in found.items() for native in natives if (n.casefold(), native.casefold()) in held_out
    ] == []


def test_no_measured_region_is_learnt(groups: Groups) -> None:
    links: dict[str, set[str]] = defaultdict(set)
    for other, canonical in read_links(tables_folder() / "links.tsv").items():
        links[other].add(canonical)
        links[canonical].add(other)
    learnt = {*members(groups, "cldr")}
    barred = 0
    for table in ("countries", "subdivisions"):
        names: dict[str, dict[str, None]] = defaultdict(dict)
        ids: dict[str, set[str]] = defaultdict(set)
        countries: dict[str, set[str]] = defaultdict(set)
        for row in read_table(tables_folder() / f"{table}.tsv"):
            if row.kind != "code":
                names[row.id][row.name] = None
            ids[row.id] |= {row.id, *row.same_as, *links[row.id]}
            countries[row.id] |= {*row.country}
        for id, found in names.items():
            numbers = [other.removeprefix("geonames:") for other in ids[id] if other.startswith("geonames:")]
            if measured("", countries[id]) or any(measured(number, []) for number in numbers):
                barred += 1
                assert len(found) == 1 or tuple(found) not in learnt, id
    assert barred > 100


def test_learnt_places_are_nineteen_in_twenty(everywhere: list[Place]) -> None:
    learnt = sum(not is_for_scorer(place.id) for place in everywhere)
    assert 0.94 < learnt / len(everywhere) < 0.96
