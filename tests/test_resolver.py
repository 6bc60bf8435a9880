"""The path from a string to a decision, on a small lexicon."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize
from normalize import InputError, Lexicon, LexiconError
from support import SMALL

NAMES = sorted({str(row["name"]) for row in SMALL})


@pytest.mark.parametrize(
    ("name", "id"),
    [("Глыбокае", "1"), ("hlybokaye", "1"), ("HLYBOKAYE", "1"), ("Hlybokaye ", "1"), ("Мiкалай Статкевiч", "5"),
     ("Nasha-Niva", "6"), ("Thing", "8"), ("BY", "7")],
)  # fmt: skip
def test_an_alias_is_resolved(small: Lexicon, name: str, id: str) -> None:
    r = small.resolve(name)
    assert (r.status, r.id) == ("resolved", id)
    assert r.label == small[id].label
    assert r.probability > 0.99


def test_namesakes_are_ambiguous_until_the_country_decides(small: Lexicon) -> None:
    open_ = small.resolve("Głębokie")
    assert open_.status == "ambiguous"
    assert (open_.id, open_.label) == (None, None)
    assert {c.id for c in open_.candidates[:2]} == {c.id for c in open_.candidates if c.probability} == {"1", "2"}
    assert small.resolve("Głębokie", country="BY").id == "1"
    assert small.resolve("Głębokie", country="PL").id == "2"
    assert small.resolve("Głębokie", country=["PL", "BY"]).status == "ambiguous"


def test_an_entity_elsewhere_is_never_the_answer_and_ranks_behind(small: Lexicon) -> None:
    r = small.resolve("Hlybokaye", country="PL")
    assert r.status == "unresolved"
    assert "1" in {c.id for c in r.candidates}
    elsewhere = [c.country == ("BY",) for c in r.candidates]
    assert elsewhere == sorted(elsewhere)
    assert not elsewhere[0]


@pytest.mark.parametrize(
    ("name", "country"),
    [("Hawler Cement Company", "IQ"), ("Norðurljós Fiskur ehf.", "IS"), ("Awash Leather Share Company", "ET")],
)
def test_the_country_does_not_speak_against_a_misspelt_name(tmp_path: Path, name: str, country: str) -> None:
    firms = [("Hawler Cement Company", "IQ"), ("Norðurljós Fiskur ehf.", "IS"), ("Awash Leather Share Company", "ET")]
    others = [("Gobi Tavan Coal LLC", "MN"), ("Zagros Petro Services Co.", "IR"), ("Erdene Khangai Bank", "MN")]
    rows = [{"id": n, "name": n, "type": "organisation", "country": c} for n, c in (*firms, *others)]
    lex = normalize.build(rows, tmp_path / "firms")
    misspelt = name.replace("w", "v", 1).replace("ljós", "ljos", 1)
    bare, known = (lex.resolve(misspelt, type="organisation", country=c) for c in (None, country))
    assert bare.candidates[0].id == known.candidates[0].id == name
    assert known.candidates[0].probability >= bare.candidates[0].probability


def test_an_entity_without_a_country_is_neutral(small: Lexicon) -> None:
    assert small.resolve("Nasha Niva", country="BY").id == "6"
    assert small.resolve("Nasha Niva", country="PL").id == "6"


def test_types_filter(small: Lexicon) -> None:
    assert small.resolve("Minsk", type="person").id is None
    assert small.resolve("Belarus", type="place").id == "7"
    assert small.resolve("Minsk", type="country").id is None
    assert small.resolve("Thing", type="person").id == "8", "an entity without a type answers to all"
    assert small.resolve("Minsk", type="spaceship").id is None


def test_a_type_that_there_is_not_is_refused(core: Lexicon, tmp_path: Path) -> None:
    told = 'type "organization" is unknown; expected one of: .* Did you mean "organisation"'
    with pytest.raises(InputError, match=told):
        core.resolve("WHO", type="organization")
    with pytest.raises(InputError, match=told):
        core.resolve_many(["Minsk", "WHO"], type=["place", "organization"])
    assert core.resolve("Minsk", type="Place").id == "geonames:625144"
    own = normalize.build([{"id": "1", "name": "Ruby Rose", "type": "Ship"}], tmp_path / "ships")
    assert own.resolve("Ruby Rose", type="ship").id == "1"
    assert own.resolve("Ruby Rose", type="person").id is None
    with pytest.raises(InputError, match=r'one of: Ship, person, place, organisation, country\. Did you mean "Ship"'):
        own.resolve("Ruby Rose", type="shipp")


def test_a_code_is_written_in_capitals(small: Lexicon) -> None:
    assert small.resolve("BY").id == "7"
    assert small.resolve("by").status == "unresolved"


def test_a_misspelt_name_has_its_entity_first(small: Lexicon) -> None:
    r = small.resolve("Glubokoye", country="BY")
    assert r.candidates[0].id == "1"
    assert small.resolve("Statkevič Mikalaj").candidates[0].id == "5"


@pytest.mark.parametrize("name", ["", " ", "\u200b", "...", "?!", "12345", "🙂", "\0", "a" * 5000])
def test_absurd_names_are_unresolved(small: Lexicon, name: str) -> None:
    r = small.resolve(name)
    assert r.status == "unresolved"
    assert str(r.explain())


@given(name=st.text(max_size=40))
def test_probabilities_are_shares_of_one(small: Lexicon, name: str) -> None:
    r = small.resolve(name, limit=100)
    shares = [c.probability for c in r.candidates]
    assert all(0 <= p <= 1 for p in shares)
    assert sum(shares) <= 1 + 1e-9
    assert (r.status == "resolved") == (r.id is not None)


@given(names=st.lists(st.sampled_from([*NAMES, "Glubokoje", "Stankevich", "x"]), max_size=12), data=st.data())
def test_an_answer_depends_on_nothing_but_its_question(small: Lexicon, names: list[str], data: st.DataObject) -> None:
    countries = data.draw(st.lists(st.sampled_from(["BY", "PL", None]), min_size=len(names), max_size=len(names)))
    together = small.resolve_many(names, country=countries)
    alone = [small.resolve(n, country=c) for n, c in zip(names, countries, strict=True)]
    assert [(r.status, r.id, r.probability, r.candidates) for r in together] == [
        (r.status, r.id, r.probability, r.candidates) for r in alone
    ]


@given(alias=st.text(alphabet="abcdefghijklmnoprstuv", min_size=3, max_size=12))
def test_adding_an_alias_never_loses_an_exact_match(tmp_path_factory: pytest.TempPathFactory, alias: str) -> None:
    rows = [*SMALL, {"id": "3", "name": alias}]
    lex = normalize.build(rows, tmp_path_factory.mktemp("grown") / "lexicon")
    for row in rows:
        assert row["id"] in {c.id for c in lex.resolve(str(row["name"]), limit=20).candidates}


def test_bad_arguments_say_what_is_wrong(small: Lexicon) -> None:
    with pytest.raises(InputError, match="two letters such as BY"):
        small.resolve("Minsk", country="Belarus")
    with pytest.raises(InputError, match='lang is "english"; expected a language tag of BCP 47'):
        small.resolve("Minsk", lang="english")
    with pytest.raises(InputError, match=r'names\[1\]: lang is "ru ru"'):
        small.resolve_many(["Minsk", "Minsk"], lang=["be-Latn", "ru ru"])
    with pytest.raises(InputError, match='lang is "Deutsch"'):
        small.annotate("Minsk", lang="Deutsch")
    with pytest.raises(InputError, match="limit is 0"):
        small.resolve("Minsk", limit=0)
    with pytest.raises(InputError, match="expected a string"):
        small.resolve(None)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="country has 1 value for 2 names"):
        small.resolve_many(["a", "b"], country=["BY"])
    with pytest.raises(InputError, match="names is one string"):
        small.resolve_many("Minsk")
    with pytest.raises(LexiconError, match='no entity "99"'):
        small["99"]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda lex: lex.resolve("Minsk", country=5.5), "country is a float; expected a code such as BY"),
        (lambda lex: lex.resolve("Minsk", country=5), "country is an int; expected a code such as BY"),
        (lambda lex: lex.resolve("Minsk", country=[["BY"]]), "country is a list; expected a code such as BY"),
        (lambda lex: lex.resolve("Minsk", type=["place"]), "type is a list; expected a string"),
        (lambda lex: lex.resolve("Minsk", type=5), "type is an int; expected a string"),
        (lambda lex: lex.resolve("Minsk", lang=5), "lang is an int; expected a string"),
        (lambda lex: lex.resolve("Minsk", limit="5"), "limit is '5'; expected a whole number from 1"),
        (lambda lex: lex.resolve_many(["Minsk"] * 2, workers="2"), "workers is '2'; expected a whole number from 1"),
        (lambda lex: lex.resolve_many(["Minsk"] * 2, type=5), "type is an int; expected one value or one per name"),
        (lambda lex: lex[7], "the id is an int; expected a string"),
        (lambda lex: lex.names(7), "the id is an int; expected a string"),
        (lambda lex: normalize.load(lex.path, precision="0.95"), "precision is '0.95'; expected 0.9 to 0.995"),
        (lambda lex: normalize.readings(None), "the text is None; expected a string"),
        (lambda lex: normalize.readings("Мінск", lang=5), "lang is an int; expected a string"),
        (lambda lex: normalize.compare("a", "b", lang=5), "lang is an int; expected a string"),
        (lambda lex: lex.annotate("In Minsk.", lang=5), "lang is an int; expected a string"),
    ],
)
def test_arguments_of_another_kind_are_refused(small: Lexicon, call: Callable[[Lexicon], object], told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        call(small)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"country": ["BY", "Belarus", "PL"]}, "names[1]: country 'Belarus' is no ISO 3166-1"),
        ({"country": [["BY"], None, 5.5]}, "names[2]: country is a float"),
        ({"type": ["place", None, ["place"]]}, "names[2]: type is a tuple; expected a string"),
        ({"lang": [None, 5, None]}, "names[1]: lang is an int; expected a string"),
        ({"near": [None, None, (91, 0)]}, "names[2]: latitude 91 and longitude 0 are no point"),
        ({"when": ["1937", "soon", None]}, 'names[1]: date "soon" cannot be read'),
        ({"limit": 0}, "limit is 0; expected"),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_the_name_that_cannot_be_asked_is_told(
    small: Lexicon, told: dict[str, Any], message: str, workers: int
) -> None:
    with pytest.raises(InputError, match="^" + re.escape(message)):
        small.resolve_many(["Minsk", "Pinsk", "Thing"], workers=workers, **told)
    with pytest.raises(InputError, match=r"^names\[1\]: the name is None; expected a string"):
        small.resolve_many(["Minsk", None])  # type: ignore[list-item]
    with pytest.raises(InputError, match=r"^names\[1\]: the name is a list; expected a string"):
        small.resolve_many(["Minsk", ["Pinsk"]], workers=workers)  # type: ignore[list-item]
    with pytest.raises(InputError, match=r"^the name is None"):
        small.resolve_many([None])  # type: ignore[list-item]


def test_each_name_may_have_several_countries(small: Lexicon) -> None:
    for several in (["PL", "BY"], ("PL", "BY"), "PL,BY"):
        found = small.resolve_many(["Głębokie", "Głębokie", "Pinsk"], country=[several, ["PL"], None])
        assert [r.id for r in found] == [None, "2", "3"]


def test_an_explanation_is_a_structure_and_a_sentence(small: Lexicon) -> None:
    why = small.resolve("Glubokoe", country="BY", type="place").explain()
    assert why.id == "1"
    assert why.evidence is not None
    assert why.query_reading == "glubokoe"
    assert "Hlybokaye" in str(why)
    assert "outside BY" in str(why)
    exact = small.resolve("Глыбокае").explain()
    assert exact.exact
    assert str(exact).startswith('"Глыбокае" is an alias (be) of Hlybokaye to the letter.')


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("Minsk", "minsk", 0.99, 1.0),
        ("Мінск", "Минск", 0.5, 1.0),
        ("Olaf Schollz", "Olaf Scholz", 0.5, 1.0),
        ("Viktor Lukashenko", "Alexander Lukashenko", 0.0, 0.2),
        ("", "", 0.0, 0.0),
        ("", "Minsk", 0.0, 0.0),
    ],
)
def test_compare(left: str, right: str, least: float, most: float) -> None:
    p = normalize.compare(left, right, type="person")
    assert least <= p <= most
    assert p == pytest.approx(normalize.compare(right, left, type="person"))


def test_a_known_other_name_speaks_against_more_than_a_slip() -> None:
    slip = normalize.compare("Mikalai Stackevich", "Mikalai Statkevich", type="person")
    other = normalize.compare("Mikalai Stankevich", "Mikalai Statkevich", type="person")
    assert other < slip


@pytest.mark.parametrize(("left", "right"), [("Benedict XV", "Benedict XVI"), ("Terminal 1", "Terminal 2")])
def test_numerals_are_the_same_or_another(left: str, right: str) -> None:
    assert normalize.compare(left, right) < 0.05
    assert normalize.compare(left, left) > 0.99


def test_pairs_are_compared_together_as_alone() -> None:
    pairs = [("Mikalai Stackevich", "Mikalai Statkevich"), ("Минск", "Minsk"), ["", "x"], ("Minsk", "MINSK")]
    assert normalize.compare_many(pairs) == [normalize.compare(*pair) for pair in pairs]
    assert normalize.compare_many([]) == []
    with pytest.raises(InputError, match="expected two strings"):
        normalize.compare_many(["ab"])
    with pytest.raises(InputError, match="a pair is 5; expected two strings"):
        normalize.compare_many([5])  # type: ignore[list-item]
    with pytest.raises(InputError, match="pairs is an int; expected pairs of strings"):
        normalize.compare_many(5)  # type: ignore[arg-type]
    for unordered in ({("a", "b")}, frozenset([("a", "b")])):
        with pytest.raises(InputError, match="pairs is a set, which has no order"):
            normalize.compare_many(unordered)
    with pytest.raises(InputError, match="expected two strings"):
        normalize.compare_many([{"a", "b"}])


def test_pairs_and_names_may_come_from_any_iterable(small: Lexicon) -> None:
    left, right = ["Минск", "Minsk"], ["Minsk", "Pinsk"]
    together = normalize.compare_many(list(zip(left, right, strict=True)))
    assert normalize.compare_many(zip(left, right, strict=True)) == together
    assert normalize.compare_many(iter(pair) for pair in zip(left, right, strict=True)) == together
    assert [r.id for r in small.resolve_many(name for name in right)] == ["4", "3"]
    assert [r.id for r in small.resolve_many(iter(["Głębokie"] * 2), country=iter(["BY", "PL"]))] == ["1", "2"]
    with pytest.raises(InputError, match="names is an int; expected a list of names"):
        small.resolve_many(5)  # type: ignore[arg-type]


class Shouted(str):
    """A string as libraries make them, such as those of an HTML parser."""

    def __str__(self) -> str:
        return self.upper()


@pytest.mark.parametrize("kind", [np.str_, Shouted])
def test_strings_of_another_class_are_strings(small: Lexicon, kind: type[str]) -> None:
    for name in ("Мінск", "Hlibokaye"):
        one = small.resolve(kind(name), type=kind("place"), country=kind("BY"), lang=kind("be"))
        other = small.resolve(name, type="place", country="BY", lang="be")
        assert (one.id, one.probability, str(one.explain())) == (other.id, other.probability, str(other.explain()))
    assert [r.id for r in small.resolve_many(np.array(["Мінск", "Pinsk"]))] == ["4", "3"]
    assert normalize.compare(kind("Minsk"), kind("Мінск")) == normalize.compare("Minsk", "Мінск")


@given(left=st.text(max_size=20), right=st.text(max_size=20))
def test_compare_is_a_symmetric_probability(left: str, right: str) -> None:
    p = normalize.compare(left, right)
    assert 0 <= p <= 1
    assert p == pytest.approx(normalize.compare(right, left))


@pytest.mark.parametrize("country", ["UK", "ZZ", "EU"])
def test_two_letters_that_are_no_country_are_refused(small: Lexicon, country: str) -> None:
    with pytest.raises(InputError, match="no ISO 3166-1 alpha-2 code"):
        small.resolve("Minsk", country=country)


def test_the_code_that_was_meant_is_named(small: Lexicon) -> None:
    with pytest.raises(InputError, match="did you mean GB"):
        small.resolve("London", country="uk")


@pytest.mark.parametrize(("name", "id"), [("Glebokie", None), ("Hlybokayé", "1"), ("Hłybókaye", "1"), ("Mínsk", "4")])
def test_a_name_that_reads_the_same_is_certain(small: Lexicon, name: str, id: str | None) -> None:
    assert small.resolve(name).id == id


def test_a_short_name_that_reads_the_same_in_another_script_is_first_if_not_certain(small: Lexicon) -> None:
    found = small.resolve("Μινσκ")
    assert found.candidates[0].id == "4"
    assert found.probability > 0.9


def test_han_characters_that_read_the_same_are_other_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [{"id": "1", "name": "甲賀"}, {"id": "2", "name": "Jiahe"}]
    lex = normalize.build(rows, tmp_path_factory.mktemp("han") / "lexicon")
    assert lex.resolve("加賀").id != "1"


REGIONS = [
    {"id": "city", "name": "Одесса", "type": "place"},
    {"id": "region", "name": "Одесская область", "type": "place"},
    {"id": "other", "name": "Полтавская область", "type": "place"},
    {"id": "district", "name": "Погребищенский район", "type": "place"},
]


@pytest.mark.parametrize(
    ("name", "id"),
    [("オデッサ州", "region"), ("オデッサ", "city"), ("Poltava Oblast", "other"), ("ポルタヴァ州", "other"),
     ("Одеська область", "region"), ("ポフレビシチェ地区", "district")],
)  # fmt: skip
def test_a_region_is_told_from_its_city_by_the_word_for_its_kind(
    tmp_path_factory: pytest.TempPathFactory, name: str, id: str
) -> None:
    lex = normalize.build(REGIONS, tmp_path_factory.mktemp("regions") / "lexicon")
    assert lex.resolve(name).candidates[0].id == id


@given(name=st.sampled_from([*NAMES, "Glubokoye", "Stankevich", "Minks"]), country=st.sampled_from(["BY", "PL", "FJ"]))
def test_candidates_come_best_first_and_the_margin_is_not_negative(small: Lexicon, name: str, country: str) -> None:
    r = small.resolve(name, country=country, limit=50)
    shares = [c.probability for c in r.candidates]
    assert shares == sorted(shares, reverse=True)
    assert r.margin >= 0


def test_what_was_cut_is_no_alias_to_the_letter(small: Lexicon) -> None:
    assert small.resolve("Minsk" + " " * 30_000 + "x").id is None


@pytest.mark.parametrize("name", ["us", "no", "by", "who"])
def test_a_word_of_three_letters_is_no_code(core: Lexicon, name: str) -> None:
    assert core.resolve(name).id is None
    assert core.resolve("US").id == "iso3166-1:US"


@pytest.mark.parametrize("name", ["Putin Vladimir", "PUTIN, Vladimir", "Lukashenko Alexander"])
def test_a_family_name_may_come_first(core: Lexicon, name: str) -> None:
    family = name.split()[0].strip(",").lower()
    assert family in core.resolve(name, type="person").candidates[0].label.lower()


def test_an_added_word_does_not_hide_a_contradiction() -> None:
    alone = normalize.compare("Alexandra Lukashenko", "Alexander Lukashenko", type="person")
    assert normalize.compare("Alexandra G Lukashenko", "Alexander Lukashenko", type="person") <= alone + 0.01


@pytest.mark.parametrize(
    ("name", "id", "seen_as"),
    [
        ("President Mikalai Statkevich", "5", "mikalai statkevich"),
        ("Statkevich Mikalai", "5", "mikalai statkevich"),
        ("Мікалаем Статкевічам", "5", "мікалай статкевіч"),
        ("у Глыбокім", "1", "глыбокае"),
        ("the Nasha Niva", "6", "nasha niva"),
        ("Nasha Niva LLC", "6", "nasha niva"),
        ("city of Minsk", "4", "minsk"),
        ("N.a.s.h.a. Niva", None, None),
    ],
)
def test_what_a_name_was_taken_for_is_told(small: Lexicon, name: str, id: str | None, seen_as: str | None) -> None:
    found = small.resolve(name)
    assert found.id == id
    if seen_as:
        why = found.explain()
        assert why.seen_as == seen_as
        assert f'"{name}" as "{seen_as}"' in str(why)


def test_a_title_is_none_for_a_place_and_a_city_none_for_a_person(small: Lexicon) -> None:
    assert small.resolve("President Minsk").id is None
    assert small.resolve("city of Mikalai Statkevich").id is None


def test_words_in_another_order_are_another_place(small: Lexicon) -> None:
    assert small.resolve("Niva Nasha").explain().seen_as is None


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """A lexicon of people, companies and towns that share a name, the towns far more prominent."""
    rows = [
        {"id": "person", "name": "Lukashenka", "type": "person"},
        {"id": "town", "name": "Lukashenka", "type": "place", "weight": "5000"},
        {"id": "works", "name": "Topaz", "type": "organisation"},
        {"id": "village", "name": "Topaz", "type": "place", "weight": "5000"},
        {"id": "city", "name": "Melbourne", "type": "place", "weight": "150000"},
        {"id": "suburb", "name": "Melbourne", "type": "place", "weight": "1000"},
    ]
    return normalize.build(rows, tmp_path_factory.mktemp("namesakes") / "lexicon")


@pytest.mark.parametrize(("name", "first"), [("President Lukashenkka", "person"), ("JSC Toppaz", "works")])
def test_a_prominent_namesake_takes_nothing_from_what_the_title_says(namesakes: Lexicon, name: str, first: str) -> None:
    found = namesakes.resolve(name).candidates
    assert found[0].id == first and found[0].probability > 0.5


@pytest.mark.parametrize("name", ["Melbourne", "Melbourrne", "Мельбурн"])
def test_what_is_open_between_namesakes_to_the_letter_is_open_misspelt_too(namesakes: Lexicon, name: str) -> None:
    found = namesakes.resolve(name)
    city, suburb = (next(c.probability for c in found.candidates if c.id == id) for id in ("city", "suburb"))
    assert found.status == "ambiguous"
    assert city / suburb == pytest.approx(150, rel=0.01)
