"""Rule tables of the scripts other than Cyrillic: every row, and names that stand in no table."""

import unicodedata
from pathlib import Path

import pytest

from normalize.romanise import RULES, readings
from normalize.romanise.table import Table, read, romanise

LANGUAGES = ("el", "hy", "ka", "he", "ar", "fa", "ur", "ja", "ko")
TABLES = {path.stem: read(path) for lang in LANGUAGES for path in sorted(RULES.glob(f"{lang}.*.tsv"))}
# A table that is no standard says so in its first lines; the sources of single rows are of these kinds.
SOURCES = (
    "GeoNames ",
    "rigour 1.3.11 persons.txt Q",
    "ELOT 743 table",
    "ALA-LC table",
    "BGN/PCGN ",
    "ISO 9984 table",
    "ISO 9985 table",
    "Academy of the Hebrew Language 2006, table",
    "Cabinet Notice 1 of 1954, table",
    "kana of Cabinet Notice 2 of 1991",
    "modified Hepburn (ANSI Z39.11)",
    "MCST Notice 2000-8",
    "Standard Pronunciation of Korean (1988)",
    "McCune and Reischauer 1939",
)


def cases() -> list[tuple[str, ...]]:
    text = Path(__file__).with_name("cases_other_scripts.tsv").read_text(encoding="utf-8")
    rows = [tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")]
    assert rows[0] == ("lang", "standard", "native", "romanised", "source")
    return rows[1:]


def write(table: Table, name: str) -> str:
    return " ".join(romanise(table, word) for word in name.split(" "))


def test_every_language_has_its_tables():
    assert {name.split(".")[0] for name in TABLES} == set(LANGUAGES)
    standards = {"el.bgn-pcgn", "hy.bgn-pcgn", "ka.national", "he.national", "ar.bgn-pcgn", "ar.french"}
    assert standards | {"fa.bgn-pcgn", "ja.hepburn", "ja.kunrei", "ko.national", "ko.mr"} <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_gives_its_example(name):
    table = TABLES[name]
    rows = [(rule.example, rule.romanised) for rule in table.rules]
    assert [(example, write(table, example)) for example, _ in rows] == rows


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_attested(name):
    table = TABLES[name]
    form = "NFD" if table.decomposed else "NFC"
    for rule in table.rules:
        assert rule.letter in unicodedata.normalize(form, rule.example.lower()), rule
        assert rule.source.startswith(SOURCES), rule


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_written_twice(name):
    keys = [(rule.letter, rule.before, rule.after) for rule in TABLES[name].rules]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", TABLES)
def test_nothing_but_latin_letters_comes_out(name):
    table = TABLES[name]
    for rule in table.rules:
        for char in unicodedata.normalize("NFD", write(table, rule.example)):
            marks = char in "’‘- " or unicodedata.combining(char)
            assert marks or unicodedata.name(char).startswith("LATIN "), rule


@pytest.mark.parametrize(("lang", "standard", "native", "romanised", "source"), cases())
def test_names_outside_the_tables(lang, standard, native, romanised, source):
    table = TABLES[f"{lang}.{standard}"]
    assert native not in {rule.example for rule in table.rules}
    assert write(table, native) == romanised, source


@pytest.mark.parametrize(
    ("native", "lang", "romanised"),
    [
        ("Αθήνα", "el", "Athína"),
        ("Երևան", "hy", "Yerevan"),
        ("თბილისი", "ka", "Tbilisi"),
        ("ירושלים", "he", "Jerusalem"),
        ("حسين", "ar", "Hussein"),
        ("تهران", "fa", "Tehran"),
        ("とうきょう", "ja", "Tōkyō"),
        ("フュルト", "ja", "Fyuruto"),
        ("シンバシ", "ja", "Shimbashi"),
        ("독립문", "ko", "Dongnimmun"),
        ("평양", "ko", "P’yŏngyang"),
        ("박", "ko", "Park"),
    ],
)
def test_well_known_names_are_among_the_readings(native, lang, romanised):
    assert romanised in [reading.text for reading in readings(native, lang)]
