"""The codes of ISO 3166-2, and what GeoNames divides countries into."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.lexicon.iso3166 import COUNTRIES
from normalize.lexicon.regions import (
    are_apart,
    by_division,
    codes_of_divisions,
    list_around,
    list_whole,
    load_subdivisions,
    measure_context,
    read_codes,
)  # fmt: skip
from normalize.lexicon.table import read_table

LEXICONS = Path(__file__).parents[2] / "lexicons"


def test_every_code_is_well_formed_and_lies_in_one_of_its_country() -> None:
    known = load_subdivisions()
    assert len(known) > 5_000
    for code, subdivision in known.items():
        assert code[:2] in COUNTRIES and code[2] == "-" and code.isupper() | code[3:].isdigit()
        assert not subdivision.within or (subdivision.within in known and subdivision.within[:2] == code[:2])
        assert all(old not in known for old in subdivision.formerly)
        assert not subdivision.around or known[subdivision.around].within == subdivision.within
        assert subdivision.countries <= COUNTRIES


def test_divisions_have_one_code_but_for_islands_under_two_countries() -> None:
    several = {division: codes for division, codes in codes_of_divisions().items() if len(codes) > 1}
    assert set(several) == {"BQ.BO", "BQ.SB", "BQ.SE"}
    assert len(by_division(load_subdivisions().values())) > 3_500


@pytest.mark.parametrize(
    ("division", "code"),
    [
        ("BY.07", "BY-VI"), ("BY.04", "BY-HM"), ("BY.05", "BY-MI"), ("RU.33", "RU-KIR"), ("UA.05", "UA-14"),
        ("PL.78", "PL-14"), ("US.IL", "US-IL"), ("DE.02", "DE-BY"), ("FR.84", "FR-ARA"), ("GB.WLS", "GB-WLS"),
        ("JP.40", "JP-13"), ("CN.22", "CN-BJ"), ("IN.41", "IN-LA"), ("NO.01", "NO-30"), ("PR", "US-PR"),
    ],
)  # fmt: skip
def test_divisions_that_are_known(division: str, code: str) -> None:
    assert codes_of_divisions()[division] == (code,)


@pytest.mark.parametrize("division", ["VN.91", "BI.13", "TW.03", "PS.WE", "MG.11", "BY.99", "BY"])
def test_divisions_that_are_other_land_have_none(division: str) -> None:
    assert division not in codes_of_divisions()


def test_regions_of_the_tables_are_codes_of_their_country() -> None:
    known = load_subdivisions()
    without = places = 0
    for table in ("places", "subdivisions"):
        for row in read_table(LEXICONS / f"{table}.tsv"):
            assert all(set(row.country) <= known[code].countries for code in row.region)
            if table == "places" and row.kind == "label" and row.country:
                places += 1
                without += not row.region
    assert without < 0.012 * places


def test_codes_are_read_in_any_order_and_case() -> None:
    assert read_codes(["by-vi", "PL", "by-vi"]) == read_codes(["PL", "BY-VI"]) == (("BY", "PL"), ("BY-VI",))
    assert read_codes([]) == ((), ())
    assert read_codes(["US-PR"]) == (("PR", "US"), ("US-PR",))
    assert read_codes(["US-PR", "US"]) == (("PR", "US"), ())
    assert list_whole(("BY", "PL"), ("BY-VI",)) == ("PL",)
    assert measure_context((), (), ()) == measure_context((), ("BY",), ()) == (True, 0, 0)
    assert measure_context(("BY",), (), ()) is None
    assert measure_context(("BY-VI",), ("BY",), ()) is None
    assert measure_context(("BY", "PL"), ("BY",), ()) == (False, 0, 2)
    assert measure_context(("PL", "BY"), ("BY", "PL"), ("BY-VI",)) == (False, 1, 2)
    assert measure_context(("BY-HM",), ("BY",), ("BY-VI",)) is None


def test_what_is_known_to_be_apart() -> None:
    assert list(list_around("FR-69")) == ["FR-69", "FR-ARA"]
    assert list(list_around("XX-1")) == ["XX-1"]
    apart = [("BY-VI", "BY-HM"), ("FR-69", "FR-PAC"), ("FR-69", "FR-38"), ("HU-DE", "HU-SD"), ("BY-VI", "PL-14")]
    close = [("BY-VI", "BY-VI"), ("FR-69", "FR-ARA"), ("HU-DE", "HU-HB"), ("VN-47", "VN-HN"), ("BY-HM", "BY-MI")]
    for one, other in [*apart, *close]:
        assert are_apart(one, other) is are_apart(other, one) is ((one, other) in apart)
