"""The core lexicon as a whole: every country name of CLDR, every alias, the bare names that stay open."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict

import pytest
from babel import Locale, localedata

from normalize import Lexicon
from normalize.lexicon.sources.hand_made import read_hand_made
from normalize.lexicon.table import read_table
from normalize.text import clean, key
from support import ROOT, read_cases

sys.path.append(str(ROOT / "benchmarks"))
from whole_lexicon import judge, walk_aliases


def test_every_country_name_of_cldr_is_its_code_but_for_the_shared_ones(core: Lexicon) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    names: set[tuple[str, str]] = set()
    for identifier in localedata.locale_identifiers():
        for code, name in Locale.parse(identifier).territories.items():
            if len(code) == 2 and f"iso3166-1:{code}" in core:
                names.add((code, name))
                bearers[key(clean(name).text)].add(code)
    assert len(names) > 20_000
    held = {(row.id, key(clean(row.name).text)) for row in read_table(ROOT / "lexicons" / "countries.tsv")}
    wrong = defaultdict(set)
    others = 0
    denied = {(row["id"], row["name"]) for row in read_hand_made("denied_names.tsv")}
    for code, name in names:
        r = core.resolve(name, type="country", limit=10)
        if r.id == f"iso3166-1:{code}":
            continue
        exact = key(clean(name).text)
        if (f"iso3166-1:{code}", name) in denied:
            continue
        if (f"iso3166-1:{code}", exact) not in held:  # another word (`other_words.py`): nobody is meant for certain
            assert r.id is None, (name, code, r.id)
            others += 1
            continue
        assert r.status == "ambiguous", (name, code, r.id)
        assert {c.id for c in r.candidates} >= {f"iso3166-1:{c}" for c in bearers[exact]}
        wrong[exact].add(code)
    shared = {row["name"] for row in read_cases(ROOT / "lexicons" / "shared_country_names.tsv")}
    assert set(wrong) <= shared
    assert 50 < others < 250


@pytest.mark.parametrize("name", ["Georgia", "Congo", "Korea", "Guinea", "Saint Martin"])
def test_a_bare_name_of_several_stays_ambiguous(core: Lexicon, name: str) -> None:
    r = core.resolve(name)
    assert r.status == "ambiguous", str(r.explain())
    assert len(r.candidates) > 1


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Egypt", "iso3166-1:EG"),  # GeoNames lists it for Goodyear
        ("Ireland", "iso3166-1:IE"),  # and this for West Springfield
        ("France", "iso3166-1:FR"),
        ("Republic of Lithuania", "iso3166-1:LT"),
        ("Jordan", "iso3166-1:JO"),
        ("Польшча", "iso3166-1:PL"),
        ("Mexico", "iso3166-1:MX"),
        ("Vilnius", "geonames:593116"),
        ("Minsk", "geonames:625144"),
        ("Minsk Region", "iso3166-2:BY-MI"),
    ],
)
def test_kind_level_and_size_decide_where_they_are_decisive(core: Lexicon, name: str, id: str) -> None:
    assert core.resolve(name).id == id


@pytest.mark.parametrize("country", ["BY", "PL", "LT"])
def test_a_country_decides_between_namesakes(core: Lexicon, country: str) -> None:
    for name in ("Brest", "Głębokie", "Lida"):
        r = core.resolve(name, type="place", country=country)
        assert r.id is None or country in core[r.id].country


@pytest.mark.parametrize(
    ("name", "country"),
    [("Washington", "GB"), ("Kingston", "CA"), ("Gombe", "UG"), ("Gombe", "AO"), ("Victoria", "CL"), ("МВД", "BY")],
)
def test_where_one_bearer_is_in_the_country_it_does_not_matter_how_many_are_elsewhere(
    core: Lexicon, name: str, country: str
) -> None:
    assert core.resolve(name).status == "ambiguous"
    r = core.resolve(name, country=country)
    assert r.id is not None
    assert country in core[r.id].country


def test_every_alias_reaches_its_entity_or_those_that_share_it(core: Lexicon) -> None:
    wrong = []
    tally: Counter[str] = Counter()
    for id, name in walk_aliases(core, every=1):
        verdict = judge(core, id, name)
        tally[verdict] += 1
        if verdict.startswith("WRONG"):
            wrong.append((verdict, id, name))
    assert tally.total() > 600_000
    assert not wrong, wrong[:20]
    assert 100 < tally["another word"] < 2_000


@pytest.mark.parametrize("name", ["Hlybokkae", "Katovice Zaleze", "Grodnow", "Минскинс"])
def test_what_is_not_weighed_stands_behind_with_probability_nought(core: Lexicon, name: str) -> None:
    r = core.resolve(name, limit=60)
    assert 20 <= len(r.candidates) <= 60
    weighed = [match.values is not None for match in r._matches]
    assert weighed == sorted(weighed, reverse=True) and sum(weighed) >= 20
    probabilities = [candidate.probability for candidate in r.candidates]
    assert all(map(bool, probabilities[:20])) and not any(probabilities[sum(weighed) :])
    assert r.candidates[:5] == core.resolve(name).candidates, "whatever is asked for, the answer is the same"
    assert r.explain().replay() == pytest.approx(r.probability)
