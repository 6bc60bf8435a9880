"""The traps of GeoNames alternates, each shown on the real data, and the real names that must stay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from normalize.lexicon.sources import place_filters as filters
from normalize.lexicon.sources.geonames import Place, read_places
from normalize.lexicon.sources.places import Report, all_places, names_of_countries, place_rows, split_alternate
from normalize.lexicon.sources.tidy import tidy_name
from normalize.lexicon.table import read_table

LEXICONS = Path(__file__).parents[2] / "lexicons"


class World:
    """The places that the tests look at, by id, and the surroundings of all places."""

    def __init__(self) -> None:
        rows = list(read_table(LEXICONS / "countries.tsv"))
        self.around = filters.survey(read_places(), *names_of_countries(rows))
        self.places = {p.id: p for p in read_places()}

    def find(self, name: str, country: str) -> Place:
        """Return the most populous place of a name in a country."""
        return max(
            (p for p in self.places.values() if (p.name, p.country) == (name, country)), key=lambda p: p.population
        )


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    yield World()


# One row a trap: the filter, a place, and an alternate that GeoNames gives it.
TRAPS = [
    ("is_empty", "Odrzykoń", "PL", ""),
    ("is_airport_code", "Mahilyow", "BY", "MVQ"),
    ("is_airport_code", "Orsha", "BY", "TXC"),
    ("is_machine_romanisation", "Mahilyow", "BY", "mogiryofu"),
    ("is_machine_romanisation", "Mahilyow", "BY", "mʼhlyb"),
    ("is_machine_romanisation", "Novosibirsk", "RU", "nwwwsbrsk"),
    ("is_mixed_script", "Mahilyow", "BY", "moግilev"),
    ("is_mixed_script", "Tetovo", "MK", "ٹyٹwww"),
    ("is_garbled", "Ottawa", "CA", "\x9fAA¬²±"),
    ("is_link", "Vancouver", "US", "Template:Vandalism"),
    ("is_phonetic", "Szczecin", "PL", "[ˈʂtʂɛtɕin]"),
    ("is_number", "Vuosaari", "FI", "54"),
    ("is_number", "'s-Hertogenbosch", "NL", "NL_GM0796"),
    ("is_too_short", "Tripoli", "LY", "Ea"),
    ("is_too_short", "Auch", "FR", "Ош"),
    ("is_language", "Mariupol", "UA", "日本語"),
    ("is_language", "Mariupol", "UA", "Հայերեն"),
    ("is_country_elsewhere", "Goodyear", "US", "Egypt"),
    ("is_country_elsewhere", "West Springfield", "US", "Ireland"),
    ("is_country_elsewhere", "Malatia-Sebastia", "AM", "Բանգլադեշ"),
    ("is_larger_namesake", "Yampil", "UA", "Кременчук"),
    ("is_larger_namesake", "Reisterstown", "US", "Washington"),
]

# Real names, however far from the label: none may fall to any filter.
REAL = [
    ("Hlybokaye", "BY", "Glębokie"),
    ("Lviv", "UA", "Lemberg"),
    ("Lviv", "UA", "Leopolis"),
    ("Kaliningrad", "RU", "Königsberg"),
    ("Bratislava", "SK", "Pressburg"),
    ("Mahilyow", "BY", "モギリョフ"),
    ("Vienna", "AT", "빈"),
    ("Qom", "IR", "قم"),
    ("Ordu", "TR", "اردو"),
    ("Russkiy", "RU", "Русский"),
    ("Beijing", "CN", "北京"),
    ("Toyota", "JP", "Koromo"),
    ("Kobe", "JP", "קובה"),
    ("Karlovy Vary", "CZ", "Karlsbad"),
    ("Istanbul", "TR", "Constantinople"),
    ("Ho Chi Minh City", "VN", "Saigon"),
]


@pytest.mark.parametrize(("trap", "name", "country", "alternate"), TRAPS)
def test_the_trap_is_in_the_data_and_is_filtered(
    world: World, trap: str, name: str, country: str, alternate: str
) -> None:
    place = world.find(name, country)
    assert alternate in place.alternates
    # What is garbled is garbled before it is tidied too.
    found = {filters.find_reason(place, n, world.around) for n in (alternate, tidy_name(alternate))}
    assert trap in found


@pytest.mark.parametrize(("name", "country", "alternate"), REAL)
def test_real_names_stay(world: World, name: str, country: str, alternate: str) -> None:
    place = world.find(name, country)
    assert alternate in map(tidy_name, place.alternates)
    assert filters.find_reason(place, alternate, world.around) == ""


def test_a_namesake_of_a_country_keeps_its_name(world: World) -> None:
    lebanon = world.find("Lebanon", "US")
    assert not filters.is_country_elsewhere(lebanon, "Lebanon", world.around)
    panama = world.find("Panama City", "US")
    assert not filters.is_country_elsewhere(panama, "Panama", world.around)


def test_names_longer_than_200_characters_are_none(world: World) -> None:
    bangkok = world.find("Bangkok", "TH")
    longest = max(map(len, bangkok.alternates))
    assert 150 < longest <= filters.LONGEST
    assert filters.is_too_long(bangkok, "x" * 201, world.around)


def test_a_trade_code_begins_with_the_country(world: World) -> None:
    minsk = world.find("Minsk", "BY")
    assert filters.is_trade_code(minsk, "BYMSQ", world.around)
    assert not filters.is_trade_code(minsk, "MIENSK", world.around)


def test_a_plain_name_is_judged_as_by_all_filters(world: World) -> None:
    for place in list(world.places.values())[:3000]:
        for alternate in map(tidy_name, place.alternates):
            by_all = next((f.__name__ for f in filters.FILTERS if f(place, alternate, world.around)), "")
            assert filters.find_reason(place, alternate, world.around) == by_all


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Stary Szelków (do 1999)", [("Stary Szelków", "former", "1999")]),
        ("Erphesfurt [a. 742]", [("Erphesfurt", "former", "")]),
        ("Huruta (1)", [("Huruta", "alias", "")]),
        ("Burgdorf  Hanover", [("Burgdorf, Hanover", "alias", ""), ("Burgdorf", "alias", "")]),
        (
            "Tyras  Ophiusa  Asprokastron",
            [("Tyras", "alias", ""), ("Ophiusa", "alias", ""), ("Asprokastron", "alias", "")],
        ),
        ("Голяды", [("Голяды", "alias", "")]),
    ],
)
def test_notes_and_lost_commas_are_undone(raw: str, names: list[tuple[str, str, str]]) -> None:
    assert list(split_alternate(raw)) == names


def test_bidi_and_other_unseen_characters_go_but_joiners_stay() -> None:
    assert tidy_name("ורגון\u200e ") == "ורגון"
    assert tidy_name("\u200fנהריה") == "נהריה"
    assert tidy_name("กรุง\u200bเทพ") == "กรุงเทพ"
    assert tidy_name("کی\u200cیف") == "کی\u200cیف"


def test_look_alikes_and_stress_marks_are_mended_in_cyrillic() -> None:
    assert tidy_name("Фанiпаль") == "Фаніпаль"
    assert tidy_name("Улатăр") == "Улатӑр"
    assert tidy_name("Но́вый") == "Новый"
    assert tidy_name("Ќустендил") == "Ќустендил"


def test_the_label_comes_first_and_no_name_twice(world: World) -> None:
    places = [world.find("Minsk", "BY"), world.find("Hlybokaye", "BY")]
    report = Report()
    tags = {"625144": {"Мінск": ["be"], "Минск": ["bg", "ru"]}}
    rows = list(place_rows(places, world.around, tags, {}, {"BY.04": ("BY-HM",)}, report))
    first = [row for row in rows if row.type]
    assert [(row.id, row.name, row.kind, row.country, row.region, row.weight) for row in first] == [
        ("geonames:625144", "Minsk", "label", ("BY",), ("BY-HM",), 1742124.0),
        ("geonames:627908", "Hlybokaye", "label", ("BY",), (), 17807.0),
    ]
    assert {(row.name, row.lang) for row in rows} >= {("Мінск", "be"), ("Минск", "ru"), ("Глыбокае", "")}
    assert len({(row.id, row.name.casefold()) for row in rows}) == len(rows)
    assert report.kept == len(rows)


def test_all_places_stream_and_leave_out_those_of_core() -> None:
    countries = list(read_table(LEXICONS / "countries.tsv"))
    core = {row.id for row in read_table(LEXICONS / "places.tsv")}
    rows = list(islice(all_places(countries, beside_core=True), 20_000))
    assert not any(row.id in core for row in rows)
    assert all(row.type == "place" and row.weight for row in rows if row.kind == "label")
