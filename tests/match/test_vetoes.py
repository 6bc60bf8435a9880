"""The chain of rules, asked of a small lexicon: one name for each rule, which nothing else tells from its bearer's."""

from __future__ import annotations

import pytest

import normalize
from normalize import Lexicon
from normalize.form import analyse
from normalize.match import given_order, originals, tails, vetoes
from normalize.match.meeting import Meeting
from normalize.match.name_words import read_rule, words_for
from normalize.match.tokens import NO_TOKENS

PLACES = [("Białystok", "place", "PL"), ("Silver City", "place", "US"), ("Danila", "place", "RU")]
NAMES = [
    *PLACES,
    ("Geneva", "place", "CH"),
    ("Studen", "place", "BG"),
    ("East Timor", "country", "TL"),
    ("Ukraine", "country", "UA"),
    ("Mohammed bin Salman", "person", "SA"),
    ("Gabriel Boric", "person", "CL"),
    ("Dmitry Medvedev", "person", "RU"),
    ("Joe Biden", "person", "US"),
    ("Phạm Văn Đồng", "person", "VN"),
    ("حسن البياتي", "person", "IQ"),
    ("SERHAN, Fadi Hussein", "person", "LB"),
    ("Lord Cameron", "person", "GB"),
    ("МВД", "organisation", "RU"),
    ("КБ «Стрела-М»", "organisation", "RU"),
]


def build(names: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    rows = [{"id": name, "name": name, "type": type, "country": country} for name, type, country in names]
    return normalize.build(rows, tmp_path_factory.mktemp("vetoes") / "lexicon")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return build(NAMES, tmp_path_factory)


@pytest.mark.parametrize(
    ("name", "bearer", "rule"),
    [
        ("Białystoczek", "Białystok", vetoes.DERIVED),
        ("Lake Geneva", "Geneva", vetoes.FEATURE),
        ("Silver", "Silver City", vetoes.TOWN),
        ("Daniela", "Danila", vetoes.NAMED),
        ("Student", "Studen", vetoes.ORDINARY),
        ("West Timor", "East Timor", vetoes.OPPOSITE),
        ("New Ukraine", "Ukraine", vetoes.PART),
        ("Salman bin Muhammad", "Mohammed bin Salman", vetoes.TURNED),
        ("Gabrielle Boric", "Gabriel Boric", vetoes.SEX),
        ("Dmitry Medvedchuk", "Dmitry Medvedev", vetoes.FAMILY),
        ("Joe Biden Sr.", "Joe Biden", given_order.ELDER),
        ("Phạm Văn Đổng", "Phạm Văn Đồng", vetoes.TONES),
        ("حسين البياتي", "حسن البياتي", originals.ORIGINAL),
        ("Hussein Serhan", "SERHAN, Fadi Hussein", given_order.LEFT_OUT),
        ("Cameron", "Lord Cameron", given_order.ALONE),
        ("МЧД", "МВД", vetoes.ACRONYM),
        ("КБ «Стрела»", "КБ «Стрела-М»", tails.TAIL),
    ],
)
def test_a_rule_forbids_the_bearer_of_a_like_name(small: Lexicon, name: str, bearer: str, rule: str) -> None:
    type_ = next(type_ for own, type_, _ in NAMES if own == bearer)
    found = small.resolve(name, type=type_)
    assert (found.id, found.candidates[0].id, found.explain().veto) == (None, bearer, rule)


@pytest.mark.parametrize(
    ("name", "bearer"),
    [
        ("Bialystock", "Białystok"),
        ("Silwer City", "Silver City"),
        ("East Timmor", "East Timor"),
        ("Muhammad bin Salman", "Mohammed bin Salman"),
        ("Gabryel Boric", "Gabriel Boric"),
        ("Dmitri Medvedev", "Dmitry Medvedev"),
        ("Pham Van Dong", "Phạm Văn Đồng"),
        ("حسن البياتى", "حسن البياتي"),
        ("Fadi Husein Serhan", "SERHAN, Fadi Hussein"),
        ("Lord Camerron", "Lord Cameron"),
        ("КБ «Срела-М»", "КБ «Стрела-М»"),
    ],
)
def test_no_rule_forbids_a_slip(small: Lexicon, name: str, bearer: str) -> None:
    found = small.resolve(name)
    assert (found.id, found.explain().veto) == (bearer, None)


def test_a_lexicon_of_places_alone_has_no_personal_names(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert build(PLACES, tmp_path_factory).resolve("Daniela").explain().veto is None


def test_the_first_of_two_rules_is_the_reason(tmp_path_factory: pytest.TempPathFactory) -> None:
    towns = build([("Danila City", "place", "US"), ("Joe Biden", "person", "US")], tmp_path_factory)
    assert towns.resolve("Daniela", type="place").explain().veto == vetoes.TOWN  # it is a personal name too


def test_a_rule_is_asked_of_its_types_alone() -> None:
    father, child = analyse("Salman bin Muhammad"), analyse("Mohammed bin Salman")
    told = {
        type_: vetoes.find_veto(Meeting.between(father, child, type_, NO_TOKENS))
        for type_ in ("", "person", "company", "place")
    }
    assert told == {"": vetoes.TURNED, "person": vetoes.TURNED, "company": vetoes.TURNED, "place": None}


def test_the_words_of_the_table_stand_there_once() -> None:
    rules = ("chain", "part", "opposite", "infix", "feature", "her", "his", "elder", "particle", "case", "attached",
             "area", "town", "generation", "joined")  # fmt: skip
    for rule in rules:
        forms = [form for form, _ in read_rule(rule)]
        assert forms
        assert len(set(forms)) == len(forms), rule
    assert words_for("elder").isdisjoint(words_for("generation"))
