"""What a string stands for beside itself: one of two spellings, a company without its legal form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.lexicon.table import tables_folder
from normalize.lexicon.variants import list_variants, split_spellings, strip_legal_forms
from normalize.text import key, scripts

TYPES = ("", "person", "place", "country", "organisation", "anything")


@pytest.mark.parametrize("type", TYPES)
@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("Sergei AKSENOV (Сергей АКСЁНОВ)", ("Sergei AKSENOV", "Сергей АКСЁНОВ")),
        ("東京 (Tokyo)", ("東京", "Tokyo")),
        ("Tokyo (東京)", ("Tokyo", "東京")),
        ("Мінск (Minsk)", ("Мінск", "Minsk")),
        ("Минск, (Minsk)", ("Минск", "Minsk")),
        ("Αθήνα (Athens) ", ("Αθήνα", "Athens")),
        ("(Minsk) Мінск", ("Мінск", "Minsk")),
    ],
)
def test_a_name_in_two_scripts_is_two_spellings(text: str, spellings: tuple[str, ...], type: str) -> None:
    assert list_variants(text, type)[:2] == spellings


@pytest.mark.parametrize(
    "text",
    ["Minsk", "Minsk (Belarus)", "(Minsk)", "Минск (Мінск)", "Minsk )Мінск(", "Minsk (", "Minsk ()",
     "Minsk (2)", "2 (Minsk)", "Мінск Minsk (Горад)", "", "()", ")("],
)  # fmt: skip
def test_brackets_around_anything_else_are_none(text: str) -> None:
    assert split_spellings(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Limited Liability Company ‘Kamensky Zavod’", "kamensky zavod"),
        ("Kamensky Zavod LLC", "kamensky zavod"),
        ("Kamensky Zavod, Ltd.", "kamensky zavod"),
        ("Kamensky Zavod GmbH", "kamensky zavod"),
        ("ООО «Каменский завод»", "каменский завод"),
        ("Таварыства з абмежаванай адказнасцю «Вілія»", "вілія"),
        ("Общество с ограниченной ответственностью Вилия", "вилия"),
        ("Wilia Sp. z o.o.", "wilia"),
        ("Minsk S.A.R.L.", "minsk"),
        ("株式会社 東京製作所", "东京制作所"),
        ("AO Minsk JSC", "minsk"),
        ("OOO Minsk Co., Ltd.", "minsk"),
        ("ТАА Вілія", "вілія"),
    ],
)
def test_a_legal_form_is_left_out_at_either_end(text: str, name: str) -> None:
    assert list_variants(text, "organisation")[0] == name
    assert list_variants(text)[0] == name


@pytest.mark.parametrize("type", ["person", "place", "country"])
@pytest.mark.parametrize("text", ["Kamensky Vilia LLC", "AO Minsk", "株式会社 東京製作所", "Ltd. Jones"])
def test_persons_places_and_countries_keep_what_looks_like_a_legal_form(text: str, type: str) -> None:
    assert list_variants(text, type) == ()


@pytest.mark.parametrize("text", ["LLC", "LLC Ltd", "OOO", "AB LLC", "LLC X", "7 GmbH", "株式会社", "", "-"])
def test_what_would_leave_next_to_nothing_stays(text: str) -> None:
    assert list_variants(text, "organisation") == ()


@pytest.mark.parametrize("text", ["Minsk LLC Berg", "Limitedness", "Gmbhof", "Sao Paulo", "Minsk"])
def test_what_is_no_legal_form_at_an_end_stays(text: str) -> None:
    assert list_variants(text, "organisation") == ()


def test_each_of_two_spellings_loses_its_legal_form_and_is_translated() -> None:
    assert list_variants("Kamensky Zavod LLC (ООО Каменский завод)", "organisation") == (
        "Kamensky Zavod LLC",
        "ООО Каменский завод",
        "kamensky zavod",
        "kamensky plant",
        "каменский завод",
        "каменский plant",
    )
    assert list_variants("Minsk LLC (ООО Минск)", "person") == ("Minsk LLC", "ООО Минск")


@pytest.mark.parametrize(
    ("text", "type", "names"),
    [
        ("Igor STRELKOV (a.k.a. Igor GIRKIN)", "person", ("Igor STRELKOV", "Igor GIRKIN")),
        ("A. KOVAL (also known as Ann KOVAL, B. KOVAL or C. DA)", "", ("A. KOVAL", "Ann KOVAL", "B. KOVAL", "C. DA")),
        ("Anna KOVAL (born MELNYK)", "person", ("Anna KOVAL",)),
        ("Oksana CHIGRINA (CHYHRYNA)", "person", ("Oksana CHIGRINA", "Oksana CHYHRYNA")),
        ("Ihor (Igor) KOVAL", "person", ("Ihor KOVAL", "Igor KOVAL")),
        ("Nadezhda Plant (NPZ)", "organisation", ("Nadezhda Plant", "NPZ")),
    ],
)  # fmt: skip
def test_another_name_in_brackets_is_a_spelling(text: str, type: str, names: tuple[str, ...]) -> None:
    assert split_spellings(text, type) == names


@pytest.mark.parametrize(
    ("text", "type"),
    [("Anna KOVAL (Minsk)", "place"), ("Anna KOVAL (minister)", "person"), ("Anna (A B C)", "person"),
     ("Nadezhda Plant (Minsk)", "organisation"), ("Nadezhda Plant (NPZ)", "place"), ("Anna KOVAL (born)", "")],
)  # fmt: skip
def test_what_else_stands_in_brackets_is_no_name(text: str, type: str) -> None:
    assert split_spellings(text, type) == ()


FORMS = [
    line.split("\t")[0]
    for line in (tables_folder() / "legal_forms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    if not line.startswith("#")
]


@given(form=st.sampled_from(FORMS))
def test_every_legal_form_is_left_out_before_and_after_a_name(form: str) -> None:
    for text in (f"{form} vaukavysk", f"vaukavysk {form}", f"{form} vaukavysk {form}"):
        assert strip_legal_forms(text) == "vaukavysk"
    assert strip_legal_forms(form) != form


@given(words=st.lists(st.sampled_from([*FORMS[:200], "minsk", "vaukavysk", "a", "завод"]), max_size=5))
def test_what_is_left_is_a_run_of_the_words_and_has_no_form_at_its_ends(words: list[str]) -> None:
    exact = " ".join(words)
    left = strip_legal_forms(exact)
    if left:
        assert f" {left} " in f" {exact} "
        assert left != exact
        assert len(left.replace(" ", "")) >= 3
        assert strip_legal_forms(left) == ""


@given(text=st.text(max_size=30), type=st.sampled_from(TYPES))
def test_variants_are_other_strings_than_the_text(text: str, type: str) -> None:
    found = list_variants(text, type)
    assert text not in found
    assert all(found)
    assert list(found) == list(dict.fromkeys(found))


@given(
    outside=st.sampled_from(["Minsk", "Мінск", "東京", "7"]), inside=st.sampled_from(["Minsk", "Мінск", "東京", "7"])
)
def test_spellings_are_in_different_scripts(outside: str, inside: str) -> None:
    found = split_spellings(f"{outside} ({inside})")
    if scripts(outside) and scripts(inside) and scripts(outside) != scripts(inside):
        assert found == (outside, inside)
    else:
        assert found == ()
    assert all(key(part) for part in found)
