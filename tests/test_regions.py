"""A region in place of a country moves its namesakes, and lifts none that their name does not speak for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import normalize
from normalize import Lexicon, Resolution
from normalize.errors import InputError
from support import ROOT, Run, place_row, read_cases

CASES = read_cases(ROOT / "tests" / "cases" / "namesakes_regions.tsv")
PLACES = {
    "vitebsk": ("BY", "BY-VI"),
    "homel": ("BY", "BY-HO"),
    "somewhere": ("BY", ""),
    "mazovia": ("PL", "PL-14"),
    "lyon": ("FR", "FR-69"),
    "provence": ("FR", "FR-PAC"),
}
NAMES = ("Nowa", "Stara", "Nowe", "Nova", "Qwertzuiop", "")
CODES = (None, "BY", "BY-VI", "BY-HO", "BY-HM", "PL-14", "BY-VI,PL", "BY-VI BY-HO", "FR-ARA", "FR-13", "UA-05", "US-PR")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows: list[dict[str, object]] = [
        place_row(where, name, country, region=region)
        for where, (country, region) in PLACES.items()
        for name in (("Nowa", "Stara") if region else ("Stara",))
    ]
    rows += [{"id": "unplaced", "name": "Stara", "type": "person", "kind": "label"}]
    return normalize.build(rows, tmp_path_factory.mktemp("regions") / "lexicon").path


@pytest.fixture(scope="module")
def lex(folder: Path) -> Lexicon:
    return normalize.load(folder)


def summed(found: Resolution) -> float:
    return sum(candidate.probability for candidate in found.likely)


def shares(found: Resolution) -> dict[str, float]:
    return {candidate.id: candidate.probability for candidate in found.likely}


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['name']}-{row['country']}-{row['expect']}")
def test_namesakes_are_told_apart_by_their_region(core: Lexicon, row: dict[str, str]) -> None:
    found = core.resolve(row["name"], country=row["country"])
    why = found.explain()
    assert why.replay() == pytest.approx(found.probability, abs=1e-12)
    if row["expect"] == "never":
        assert found.id is None or (row["id"] and found.id != row["id"]), str(why)
    else:
        assert (found.id if row["expect"] == "resolved" else found.candidates[0].id) == row["id"], str(why)


def test_one_in_the_region_is_resolved_and_the_others_stay_behind(lex: Lexicon) -> None:
    assert lex.resolve("Nowa", country="BY").status == "ambiguous"
    found = lex.resolve("Nowa", country="BY-VI", limit=9)
    assert found.id == "vitebsk-Nowa"
    assert [c.id for c in found.candidates][:2] == ["vitebsk-Nowa", "homel-Nowa"]
    assert summed(found) == pytest.approx(summed(lex.resolve("Nowa", country="BY", limit=9)))


def test_one_that_may_be_in_the_region_stands_between(lex: Lexicon) -> None:
    found = lex.resolve("Stara", country="BY-VI", type="place", limit=9)
    assert [c.id for c in found.candidates][:3] == ["vitebsk-Stara", "somewhere-Stara", "homel-Stara"]
    assert found.status == "ambiguous"
    assert shares(found)["somewhere-Stara"] > 30 * shares(found)["homel-Stara"]


def test_a_region_names_its_country(lex: Lexicon) -> None:
    found = lex.resolve("Nowa", country="PL-14", limit=9)
    assert found.id == "mazovia-Nowa"
    assert "It is in PL-14. Entities known to be outside PL rank behind." in str(found.explain())
    assert lex.resolve("Nowa", country="UA-05").id is None


def test_only_what_is_elsewhere_makes_a_place_less_likely_than_none(lex: Lexicon) -> None:
    none = 1 - summed(lex.resolve("Nowa", country="PL"))
    for code, told in (("PL-14", "It is in PL-14."), ("PL-12", "It is in PL-14, and not in PL-12.")):
        found = lex.resolve("Nowa", country=code)
        assert told in str(found.explain())
        assert (1 - summed(found) > 10 * none) == (code == "PL-12")
        assert (found.id is None) == (code == "PL-12")


def test_a_region_within_a_region(lex: Lexicon) -> None:
    for code, told in (
        ("FR-ARA", "It is in FR-69 and FR-ARA."),
        ("FR-69", "It is in FR-69."),
        ("FR-13", "It is in FR-PAC, and FR-13 is a part of that."),
        ("FR-PAC", "It is in FR-PAC."),
    ):
        found = lex.resolve("Nowa", country=code)
        assert found.id == ("lyon-Nowa" if code in ("FR-ARA", "FR-69") else "provence-Nowa")
        assert told in str(found.explain())


def test_a_country_beside_a_region_is_given_whole(lex: Lexicon) -> None:
    both = shares(lex.resolve("Nowa", country="BY-VI,PL", limit=9))
    assert both["vitebsk-Nowa"] == pytest.approx(both["mazovia-Nowa"])
    assert both["homel-Nowa"] < 0.01 * both["mazovia-Nowa"]
    assert "It is in PL." in str(lex.resolve("Nowa", country=["PL", "BY-HM"]).explain())
    for codes in ("BY-VI BY", ["BY", "BY-HO"]):
        assert shares(lex.resolve("Nowa", country=codes)) == shares(lex.resolve("Nowa", country="BY"))


def test_what_has_no_region_is_neutral(lex: Lexicon, core: Lexicon) -> None:
    for name, code in (("Belarus", "BY-VI"), ("Mikalai Statkevich", "BY-VI"), ("Rạch Giá", "VN-47")):
        found = core.resolve(name, country=code)
        assert found.id == core.resolve(name, country=code[:2]).id is not None
        assert found.probability == pytest.approx(core.resolve(name, country=code[:2]).probability)
        assert f"Whether it is in {code} is not known." in str(found.explain())


def test_a_subdivision_lies_in_itself(core: Lexicon) -> None:
    assert core["iso3166-2:BY-VI"].region == ("BY-VI",)
    assert core.resolve("Vitebsk Region", country="BY-VI").id == "iso3166-2:BY-VI"
    assert core.resolve("Vitebsk Region", country="BY-HO").id is None
    assert set(core["iso3166-2:HU-DE"].region) == {"HU-HB", "HU-DE"}  # a town beside the county around it
    for code in ("HU-DE", "HU-HB"):
        assert core.resolve("Debrecen", country=code).label == "Debrecen"


def test_a_city_of_its_own_is_not_apart_from_the_region_around_it(core: Lexicon) -> None:
    for name, code, other in (("Мінск", "BY-MI", "BY-VI"), ("Київ", "UA-32", "UA-14"), ("Москва", "RU-MOS", "RU-SVE")):
        alone, found = core.resolve(name, country=code[:2]), core.resolve(name, country=code)
        assert found.candidates[0].id == alone.candidates[0].id
        assert found.candidates[0].probability == pytest.approx(alone.candidates[0].probability, abs=0.01)
        assert core.resolve(name, country=other).id is None


def test_a_territory_is_found_by_either_code(core: Lexicon) -> None:
    for code in ("PR", "US-PR", ["US", "PR"]):
        assert core["geonames:4568127"].id in {c.id for c in core.resolve("San Juan", country=code).likely}
    assert core.resolve("San Juan", country="US-PR").id == "geonames:4568127"
    assert core.resolve("San Juan", country="US").id != "geonames:4568127"


@settings(deadline=None)
@given(
    name=st.sampled_from(NAMES),
    country=st.sampled_from(CODES),
    near=st.sampled_from([None, (55.1, 27.7), (-30.0, 140.0)]),
    type=st.sampled_from([None, "place", "person"]),
)
def test_a_region_never_adds_to_the_sum(
    lex: Lexicon, name: str, country: str | None, near: tuple[float, float] | None, type: str | None
) -> None:
    found = lex.resolve(name, country=country, near=near, type=type, limit=50)
    countries = sorted({code[:2] for code in (country or "").replace(",", " ").split()})
    alone = lex.resolve(name, country=[*countries, "PR"] if country == "US-PR" else countries, type=type, limit=50)
    assert summed(found) <= summed(alone) + 1e-9
    assert all(0 <= c.probability <= 1 for c in found.likely)
    assert {c.id for c in found.likely} == {c.id for c in alone.likely}
    assert found.explain().replay() == pytest.approx(found.probability, abs=1e-12)
    assert alone.status != "unresolved" or found.status == "unresolved"
    if countries and found.id:
        assert lex[found.id].country == () or lex[found.id].country[0] in countries


def test_a_misspelt_name_in_another_region_is_left_open(core: Lexicon) -> None:
    assert core.resolve("Fribokai", country="BY-VI").id == "geonames:627908"
    left = core.resolve("Fribokai", country="BY-HO")
    assert (left.id, left.candidates[0].id) == (None, "geonames:627908")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("BY-XX", r"region 'BY-XX' is no ISO 3166-2 code; expected one such as BY-BR, BY-HM, .*BY-VI\."),
        ("UK-ENG", r"region 'UK-ENG' is no ISO 3166-2 code; expected one such as GB-"),
        ("pl-mz", r"region 'pl-mz' is no ISO 3166-2 code; .* Did you mean PL-14\?"),
        ("QQ-1", r"region 'QQ-1' is no ISO 3166-2 code; expected one such as BY-VI"),
        ("UK", r"country 'UK' is no ISO 3166-1 alpha-2 code; did you mean GB\?"),
        ("Vitebsk", "country 'Vitebsk' is no ISO 3166-1 alpha-2 code; expected two letters such as BY, or"),
        ("BY-VI XX", "country 'XX' is no ISO"),
        ("-", "region '-' is no ISO"),
    ],
)
def test_a_code_that_there_is_not_is_refused(lex: Lexicon, code: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        lex.resolve("Nowa", country=code)


def test_decisions_hold_in_a_region_and_in_its_country(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(
        "name,context,id\nNowa,by-vi,homel-Nowa\nStara,BY,somewhere-Stara\nStara,BY-HO,none\n", encoding="utf-8"
    )
    lex = normalize.load(folder, decisions=path)
    assert not lex.conflicts
    assert lex.resolve("Nowa", country="BY-VI").id == "homel-Nowa"  # what people decided stays
    assert lex.resolve("Nowa", country="BY-HO").id == "homel-Nowa"  # which is where it is
    assert lex.resolve("Nowa", country="BY").id is None
    assert [lex.resolve("Stara", country=code).id for code in ("BY", "BY-VI", "BY-HO")] == ["somewhere-Stara"] * 2 + [
        None
    ]
    assert lex.resolve("Stara", country="BY-HO").explain().ruling is not None
    path.write_text("name,context,id\nNowa,BY-XX,none\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 2: context: region 'BY-XX' is no ISO 3166-2 code"):
        normalize.load(folder, decisions=path)


def test_the_command_takes_regions_where_it_takes_countries(run: Run, folder: Path, lex: Lexicon) -> None:
    given = "name,where\nNowa,BY-VI\nNowa,by-ho\nNowa,BY\nNowa,BY-XX\n"
    ran = run("csv", "-", "--column", "name", "--country-column", "where", "--lexicon", folder, given=given)
    assert [row["normalize_id"] for row in ran.rows] == ["vitebsk-Nowa", "homel-Nowa", "", ""]
    assert [row["normalize_status"] for row in ran.rows][2:] == ["ambiguous", "error"]
    assert ran.rows[0]["normalize_why"] == str(lex.resolve("Nowa", country="BY-VI").explain())
    assert "region 'BY-XX' is no ISO 3166-2 code" in ran.rows[3]["normalize_why"]
    ran = run("name", "Nowa", "--lexicon", folder, "--country", "BY-VI", "--json")
    assert '"id": "vitebsk-Nowa"' in ran.out
    ran = run("name", "Nowa", "--lexicon", folder, "--country", "BY-XX")
    assert ran.status == 2
    assert "is no ISO 3166-2 code" in " ".join(ran.err.split())


def test_a_group_votes_for_what_regions_leave(lex: Lexicon) -> None:
    found = lex.resolve_many(["Nowa", "Stara"], type="place", country=["BY-VI", None], context="a")
    assert found[0].id == "vitebsk-Nowa"
    assert lex[found[1].candidates[0].id].country == ("BY",)
    for one in found:
        assert one.explain().replay() == pytest.approx(one.probability, abs=1e-12)


def test_regions_of_a_names_table(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "name": "Nowa", "region": "by-vi"},
        {"id": "1", "name": "Nova", "region": "BY-HM"},
        {"id": "2", "name": "Stara", "same_as": "1"},
        {"id": "3", "name": "Lipa", "country": "BY"},
    ]
    lex = normalize.build(rows, tmp_path / "lexicon")
    assert lex["1"].region == lex["2"].region == ("BY-VI", "BY-HM")
    assert lex["1"].country == ("BY",)  # which the region names
    assert lex["3"].region == ()
    with pytest.raises(InputError, match="row 1: region 'Vitebsk' is no ISO 3166-2 code; expected one such as BY-VI"):
        normalize.build([{"id": "1", "name": "Nowa", "region": "Vitebsk"}], tmp_path / "other")


def test_what_lies_in_several_regions_is_apart_only_from_what_is_apart_from_all(tmp_path: Path) -> None:
    rows = [
        {"id": "both", "name": "Nowa", "type": "place", "country": "BY HU", "region": "HU-HB BY-VI"},
        {"id": "other", "name": "Nowa", "type": "place", "country": "HU", "region": "HU-PE"},
    ]
    found = normalize.build(rows, tmp_path / "lexicon").resolve("Nowa", country="HU-DE", limit=9)
    assert shares(found)["both"] == pytest.approx(0.5, rel=0.01)  # one of its regions is not apart from HU-DE
