"""What tells two organisations apart, asked of a small lexicon in which nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

import normalize
from normalize import Lexicon
from normalize.match import bodies, brackets, compounds
from normalize.text import plain
from normalize.tsv import read_cells

NAMES = [
    ("hesa", "Iran Aircraft Manufacturing Industries Corporation (HESA)", "organisation", "IR"),
    ("hesa", "HESA", "organisation", ""),
    ("sarbast", "Sarbast LLC (Omsk)", "organisation", "RU"),
    ("siemens", "Siemens AG", "organisation", "DE"),
    ("kalina", "ООО «Калина»", "organisation", ""),
    ("leasing", "M Leasing LLC", "organisation", ""),
    ("vessel", "Golden Leasing", "person", ""),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    columns = ("id", "name", "type", "country")
    rows = [dict(zip(columns, row, strict=True)) for row in NAMES]
    return normalize.build(rows, tmp_path_factory.mktemp("bodies") / "lexicon")


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Anti-Fascist Committee (HESA)", brackets.ACRONYM_ALONE),
        ("Sarbast LLC (Tomsk)", brackets.BRACKET),
        ("Leasing LLC", bodies.GENERIC),
        ("ИП Калина", bodies.FORM),
    ],
)
def test_rules_forbid_what_looks_like_an_organisation(small: Lexicon, name: str, rule: str) -> None:
    found = small.resolve(name, type="organisation")
    assert found.id is None
    assert found.explain().veto == rule


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("HESA", "hesa"),
        ("Iranian Aircraft Manufacturing Industries (HESA)", "hesa"),
        ("SARBAST LLC (OMSK)", "sarbast"),
    ],
)
def test_the_same_is_no_other(small: Lexicon, name: str, id: str) -> None:
    assert small.resolve(name, type="organisation").id == id


def test_another_legal_form_is_told(small: Lexicon) -> None:
    assert "The legal form is not weighed: s p a, not ag." in small.resolve("Siemens S.p.A.").tell()
    assert "legal form" not in small.resolve("Siemens").tell()


def test_the_first_row_is_the_name(small: Lexicon) -> None:
    assert '"M Leasing LLC" is the name of M Leasing LLC to the letter' in small.resolve("M Leasing LLC").tell()
    assert '"HESA" is an alias of Iran Aircraft' in small.resolve("HESA").tell()


def test_the_very_name_elsewhere_is_told(small: Lexicon) -> None:
    assert "The very name is that of Siemens AG (DE), outside FR." in small.resolve("Siemens AG", country="FR").tell()
    assert "very name" not in small.resolve("Siemens AG", country="DE").tell()


def test_the_words_of_the_table_are_plain_and_stand_there_once() -> None:
    rows = read_cells(Path(bodies.__file__).with_name("bodies.tsv"))[1:]
    words = [(rule, word) for rule, _, word in rows]
    assert len(set(words)) == len(words)
    assert all(word == plain(word) for _, word in words)


def test_a_part_of_a_compound_is_plain_and_has_one_concept() -> None:
    forms = [form for _, form, _ in read_cells(Path(compounds.__file__).with_name("compounds.tsv"))[1:]]
    assert len(set(forms)) == len(forms)
    assert all(form == plain(form) for form in forms)


@pytest.mark.parametrize(
    ("one", "other"),
    [("volgatransgaz", "volgatransgaz"), ("uralneftmash", "uralnaftmash"), ("oblgaz", "oblag"), ("promgaz", "gaz")],
)
def test_compounds_of_the_same_parts_are_one(one: str, other: str) -> None:
    assert not compounds.have_other_parts(one, other)
