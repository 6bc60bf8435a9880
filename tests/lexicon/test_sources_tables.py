"""The committed tables: their form, their counts, and names that must be in them or must not."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from normalize.lexicon.sources.pins import read_pins
from normalize.lexicon.sources.tables import TABLES
from normalize.lexicon.table import COLUMNS, NameRow, read_table
from normalize.text import clean, key

LEXICONS = Path(__file__).parents[2] / "lexicons"
NAMES = ("countries", "subdivisions", "places", "regions")


@pytest.fixture(scope="module")
def tables() -> dict[str, list[NameRow]]:
    return {name: list(read_table(LEXICONS / f"{name}.tsv")) for name in NAMES}


def test_every_table_that_is_made_is_committed() -> None:
    assert all((LEXICONS / name).is_file() for name in TABLES)


@pytest.fixture(scope="module")
def forms() -> list[tuple[str, str]]:
    lines = (LEXICONS / "legal_forms.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "form\tclass"
    return [(form, name) for form, _, name in (line.partition("\t") for line in lines[1:])]


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_well_formed(tables: dict[str, list[NameRow]], name: str) -> None:
    with (LEXICONS / f"{name}.tsv").open(encoding="utf-8") as stream:
        assert stream.readline() == "\t".join(COLUMNS) + "\n"
    seen: set[tuple[str, str]] = set()
    done: set[str] = set()
    last = ""
    for row in tables[name]:
        assert (row.id, row.name) not in seen
        seen.add((row.id, row.name))
        if row.id != last:
            assert row.id not in done, "rows of one entity stand together"
            assert row.kind == "label" and row.type in ("country", "place")
            done.add(row.id)
            last = row.id
        else:
            assert not row.type and not row.country and row.weight is None and row.lat is None and not row.same_as
        assert row.name == unicodedata.normalize("NFC", row.name).strip()
        assert row.name.isprintable() or not {unicodedata.category(c) for c in row.name} & {
            "Cc",
            "Zl",
            "Zp",
            "Co",
            "Cs",
        }
        assert row.source


@pytest.mark.parametrize(
    ("name", "entities", "names"),
    [("countries", 260, 60_900), ("subdivisions", 5_300, 198_000), ("places", 48_860, 372_000), ("regions", 10, 90)],
)
def test_counts(tables: dict[str, list[NameRow]], name: str, entities: int, names: int) -> None:
    assert len({row.id for row in tables[name]}) >= entities
    assert len(tables[name]) >= names


def test_every_source_is_explained(tables: dict[str, list[NameRow]]) -> None:
    pins = read_pins(LEXICONS / "SOURCES.tsv")
    assert {row.source for rows in tables.values() for row in rows} <= set(pins)
    assert all(len(pin.sha256) == 64 for token, pin in pins.items() if token != "hand")
    assert all(pin.licence for pin in pins.values())


def test_real_exonyms_are_there(tables: dict[str, list[NameRow]]) -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for row in tables["places"]:
        names[row.id].add(row.name)
    assert names["geonames:627908"] >= {
        "Hlybokaye",
        "Глыбокае",
        "Głębokie",
        "Hlybokaje",
        "Glubokas",
        "フルィボーカエ",
        "格盧博科耶",
    }
    assert names["geonames:702550"] >= {"Lemberg", "Leopolis", "Lwów", "Львів"}
    assert names["geonames:554234"] >= {"Königsberg", "Królewiec"}
    assert names["geonames:3060972"] >= {"Pressburg", "Pozsony"}


def test_misspellings_that_must_be_found_are_nowhere(tables: dict[str, list[NameRow]]) -> None:
    forbidden = {"fribokai", "fribokae", "フリボカイ"}
    assert not any(row.name.casefold() in forbidden for rows in tables.values() for row in rows)


def test_traps_are_not_in_the_table(tables: dict[str, list[NameRow]]) -> None:
    pairs = {(row.id, row.name) for row in tables["places"]}
    assert ("geonames:625665", "MVQ") not in pairs
    assert ("geonames:625665", "mogiryofu") not in pairs
    assert ("geonames:5295985", "Egypt") not in pairs
    assert not any(row.name.startswith("http") for row in tables["places"])


def test_bare_names_that_only_a_type_decides(tables: dict[str, list[NameRow]]) -> None:
    regions: dict[str, set[str]] = defaultdict(set)
    for row in tables["regions"]:
        regions[row.name].add(row.id)
    assert regions["Korea"] == {"local:korea"}
    assert regions["Congo"] == {"local:congo"}
    assert regions["Guinea"] == {"local:guinea"}
    assert regions["Saint Martin"] == {"local:saint-martin"}
    languages: dict[str, set[str]] = defaultdict(set)
    for row in tables["regions"]:
        languages[row.id].add(row.lang)
    assert all(len(found) >= 6 for found in languages.values())


def test_links_join_known_entities(tables: dict[str, list[NameRow]]) -> None:
    known = {row.id for rows in tables.values() for row in rows}
    lines = [line.split("\t") for line in (LEXICONS / "links.tsv").read_text(encoding="utf-8").splitlines()]
    assert lines[0] == ["id", "same_as", "source"]
    pairs = {(canonical, other) for canonical, other, _ in lines[1:]}
    assert pairs >= {("geonames:625144", "wikidata:Q2280"), ("geonames:611717", "iso3166-2:GE-TB")}
    others = [other for _, other in pairs]
    assert len(others) == len(set(others))
    # Two places under 15,000 people outside the region are in `world` only: Sowa Town and the Vatican.
    absent = {canonical for canonical, _ in pairs if canonical not in known}
    assert absent == {"geonames:11593974"}


def test_legal_forms_are_sorted_keys_each_once_with_a_class(forms: list[tuple[str, str]]) -> None:
    assert len(forms) > 1_200
    assert [form for form, _ in forms] == sorted({form for form, _ in forms})
    assert [form for form, _ in forms if form != key(clean(form).text)] == []
    assert {name for _, name in forms} == {"COOP", "FIN", "GP", "JSC", "JV", "LLC", "LLP", "LP", "NGO", "SOE", "SP"}


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("ООО", "LLC"),
        ("общество с ограниченной ответственностью", "LLC"),
        ("таварыства з абмежаванай адказнасцю", "LLC"),
        ("limited liability company", "LLC"),
        ("Limited", "LLC"),
        ("LLC", "LLC"),
        ("GmbH", "LLC"),
        ("OÜ", "LLC"),
        ("joint stock company", "JSC"),
        ("АО", "JSC"),
        ("JSC", "JSC"),
        ("AB", "JSC"),
        ("株式会社", "JSC"),
        ("унитарное предприятие", "SOE"),
    ],
)
def test_legal_forms_have_their_class(forms: list[tuple[str, str]], spelling: str, name: str) -> None:
    assert dict(forms)[key(clean(spelling).text)] == name


def test_what_would_take_a_part_of_a_name_is_no_legal_form(forms: list[tuple[str, str]]) -> None:
    assert {form for form, _ in forms if len(form) < 2} == {"株", "有", "주", "유"}  # in brackets, as one character
    gutting = {"cooperation", "charity", "коммерческий банк", "детский сад", "мбоу", "ппо", "sad", "rf", "хк"}
    assert gutting & {form for form, _ in forms} == set()
