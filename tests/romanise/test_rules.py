"""Every row of every rule table is a test: its example comes out as an independent source writes it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.errors import InputError
from normalize.romanise import RULES
from normalize.romanise.languages import languages, table
from normalize.romanise.runs import runs
from normalize.romanise.table import Table, read, romanise
from romanise.reference import trace

TABLES = sorted(tuple(path.name.removesuffix(".tsv").split(".")) for path in RULES.glob("*.*.tsv"))

CASED = {"Cyrl", "Grek", "Armn"}


def write(rules: Table, text: str) -> str:
    return "".join(romanise(rules, piece) if script == rules.script else piece for script, piece in runs(text))


@pytest.mark.parametrize(("lang", "standard"), TABLES)
def test_every_example_comes_out_as_attested(lang, standard):
    rules = table(lang, standard)
    got = [(rule.example, rule.romanised, write(rules, rule.example)) for rule in rules.rules]
    if rules.script in CASED:
        assert [row for row in got if row[1] != row[2]] == []
    else:
        # The engine gives names a capital; sources write single syllables without one.
        assert [row for row in got if row[1].casefold() != row[2].casefold()] == []


@pytest.mark.parametrize(("lang", "standard"), TABLES)
def test_every_example_exercises_its_row_and_has_a_source(lang, standard):
    rules = table(lang, standard)
    idle = [
        rule
        for rule in rules.rules
        if not rule.source.strip()
        or not any(rule in trace(rules, piece)[1] for script, piece in runs(rule.example) if script == rules.script)
    ]
    assert idle == []


@pytest.mark.parametrize(("lang", "standard"), TABLES)
def test_fast_engine_spells_as_the_reference_does(lang, standard):
    rules = table(lang, standard)
    for rule in rules.rules:
        for script, piece in runs(rule.example):
            if script == rules.script:
                assert romanise(rules, piece).casefold() == trace(rules, piece)[0].casefold()


@given(st.text(alphabet="абвгґдеёжзійклмнопрстуўфхцчшыьэюя'", max_size=12))
def test_fast_engine_spells_any_word_as_the_reference_does(word):
    for standard in ("bgn-pcgn", "english", "german", "french"):
        rules = table("be", standard)
        assert romanise(rules, word) == trace(rules, word)[0]


def test_ranking_and_files_name_the_same_tables():
    ranked = {(known.lang, standard) for known in sum(languages().values(), ()) for standard in known.standards}
    assert ranked == {(lang, standard) for lang, standard in TABLES if lang != "und"}


def test_telling_letters_are_letters_of_their_language():
    for known in sum(languages().values(), ()):
        assert all(len(sign) <= 3 for sign in known.telling | known.never)
        if known.letters:
            assert {c for sign in known.telling for c in sign if c not in "^$"} <= known.letters


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Щучын", "Shchuchyn"),
        ("ЩУЧЫН", "SHCHUCHYN"),
        ("щучын", "shchuchyn"),
        ("Щ", "Shch"),
        ("ЩуЧЫН", "ShchuCHYN"),
        ("аЩ", "aShch"),
        ("аЩУ", "aSHCHU"),
    ],
)
def test_case_is_carried_over(word, expected):
    assert romanise(table("ru", "bgn-pcgn"), word) == expected


def test_stress_marks_are_not_written():
    assert romanise(table("be", "bgn-pcgn"), "Глыбо́кае") == "Hlybokaye"


def test_russian_letter_in_another_language_is_spelt_as_in_russian_by_that_standard():
    assert romanise(table("be", "bgn-pcgn"), "Щучин") == "Shchuchin"
    assert romanise(table("be", "polish"), "Щучин") == "Szczuczin"


def test_letter_of_another_language_is_spelt_by_iso9():
    assert romanise(table("ru", "bgn-pcgn"), "Қазань") == "Ķazan’"


def test_letter_with_an_unknown_mark_is_read_as_its_base():
    assert romanise(table("mk", "bgn-pcgn"), "Ѝ") == "I"


HEADER = "letter\tbefore\tafter\troman\texample\tromanised\tsource\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("letter\troman\nа\ta\n", "columns are"),
        (HEADER + "а\t\t\ta\tа\n", "line 2: got 5 columns, expected 7"),
        (HEADER + "А\t\t\ta\tА\tA\tx\n", "expected lower-case letters"),
        (HEADER + unicodedata.normalize("NFD", "й") + "\t\t\ty\tй\ty\tx\n", "composed"),
        (HEADER, "holds no rules"),
    ],
)
def test_damaged_table_is_refused_with_its_line(tmp_path: Path, content, message):
    path = tmp_path / "xx.test.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read(path)


def test_contexts_edges_and_negation(tmp_path: Path):
    path = tmp_path / "xx.test.tsv"
    rows = ["а\t^б\t\t1", "а\t\t$\t2", "а\t!в\t\t3", "а\t\t\t4", "аб\t\t\t5", "б\t\t\t", "в\t\t\tv"]
    path.write_text(HEADER + "".join(f"{row}\tа\ta\tx\n" for row in rows), encoding="utf-8")
    rules = read(path)
    assert romanise(rules, "ав") == "1v"
    assert romanise(rules, "ваа") == "v42"
    assert romanise(rules, "ваав") == "v43v"
    assert romanise(rules, "ваб") == "v5"
    assert romanise(rules, "вбав") == "v1v"


def test_decomposed_table_reads_jamo(tmp_path: Path):
    path = tmp_path / "ko.test.tsv"
    rows = "".join(f"{letter}\t\t\t{roman}\t민\tMin\tx\n" for letter, roman in (("ᄆ", "m"), ("ᅵ", "i"), ("ᆫ", "n")))
    path.write_text("# Korean.\n# normalise: nfd\n" + HEADER + rows, encoding="utf-8")
    assert romanise(read(path), "민") == "Min"
