"""Context: the other names of a group move a name's namesakes, and nothing else."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize
import normalize.arrow
from normalize import Lexicon
from normalize.errors import InputError
from support import Run

TOWNS = {
    "BY": ("Pinsk", "Minsk", "Hlybokaye", "Braslaw", "Orsha"),
    "PL": ("Radom", "Opole", "Lublin", "Tczew", "Zabrze"),
}
NAMES = ("Nowa", "Lipa", "Stara", "Nova", *TOWNS["BY"], *TOWNS["PL"])
ROWS: list[dict[str, object]] = [
    *(
        {"id": f"{country}-{town}", "name": town, "type": "place", "country": country, "kind": "label", "weight": 1000}
        for country, towns in TOWNS.items()
        for town in towns
    ),
    *(
        {"id": f"{country}-{name}", "name": name, "type": "place", "country": country, "kind": "label", "weight": 1000}
        for country in ("BY", "PL", "FR")
        for name in ("Nowa", "Stara", "Lipa")
    ),
    {"id": "nowhere", "name": "Lipa", "type": "place", "kind": "label", "weight": 1000},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return normalize.build(ROWS, tmp_path_factory.mktemp("context") / "lexicon").path


@pytest.fixture(scope="module")
def lex(folder: Path) -> Lexicon:
    return normalize.load(folder)


def test_the_others_say_which_namesake_is_meant(lex: Lexicon) -> None:
    assert lex.resolve("Nowa").status == "ambiguous"
    for country, towns in TOWNS.items():
        found = lex.resolve_many(["Nowa", *towns], context="a")
        assert found[0].candidates[0].id == f"{country}-Nowa"
        assert found[0].id == f"{country}-Nowa"
        assert f"5 other names of its group point to {country} 5.0" in str(found[0].explain())
        assert [r.id for r in found[1:]] == [f"{country}-{town}" for town in towns]


def test_names_that_are_all_ambiguous_help_each_other_no_more_than_they_know(lex: Lexicon) -> None:
    found = lex.resolve_many(["Nowa", "Stara"], context="a")
    assert [r.id for r in found] == [None, None]
    assert found[0].probability == pytest.approx(lex.resolve("Nowa").probability)


def test_groups_do_not_mix_and_no_group_is_no_context(lex: Lexicon) -> None:
    names = ["Nowa", *TOWNS["BY"], "Nowa", *TOWNS["PL"], "Nowa"]
    groups = ["a"] * 6 + ["b"] * 6 + [None]
    found = lex.resolve_many(names, context=groups)
    assert (found[0].id, found[6].id, found[12].id) == ("BY-Nowa", "PL-Nowa", None)
    assert found[12].probability == lex.resolve("Nowa").probability
    assert found[12].explain().constraints == ()


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_a_blank_is_no_group_at_any_door(lex: Lexicon, blank: str | None) -> None:
    names = ["Nowa", *TOWNS["BY"]]
    alone = [lex.resolve(name).probability for name in names]
    for context in (blank, [blank] * len(names)):
        assert [r.probability for r in lex.resolve_many(names, context=context)] == alone
    table = pa.table({"name": names, "doc": pa.array([blank] * len(names), pa.string())})
    for context in (blank, table["doc"]):
        found = normalize.arrow.resolve(table, column="name", context=context, lexicon=lex)
        assert found["normalize_probability"].to_pylist() == alone
    assert lex.resolve_many(names, context=" a ")[0].id == lex.resolve_many(names, context="a")[0].id == "BY-Nowa"


@pytest.mark.parametrize("context", [[5.5] * 2, [["a"], None]])
def test_a_group_is_named_by_a_string(lex: Lexicon, context: list[Any]) -> None:
    with pytest.raises(InputError, match=r"context\[0\] is a (float|tuple); expected a string"):
        lex.resolve_many(["Nowa", "Stara"], context=context)


def test_a_name_alone_or_repeated_is_no_context_for_itself(lex: Lexicon) -> None:
    alone = lex.resolve("Nowa").probability
    for names in (["Nowa"], ["Nowa"] * 20):
        found = lex.resolve_many(names, context="a")
        assert [r.probability for r in found] == pytest.approx([alone] * len(names))


def test_context_lifts_nothing_without_evidence_of_its_own(lex: Lexicon) -> None:
    names = ["Qwertzuiop", "Somewhere Else", "", "Nwa Wieś Wielka", *TOWNS["BY"]]
    found = (lex.resolve_many(names, limit=50), lex.resolve_many(names, context="a", limit=50))
    for before, after in zip(*found, strict=True):
        if before.status == "unresolved":
            assert after.status == "unresolved"
            assert after.id is None
        mass = [sum(c.probability for c in r.candidates) for r in (before, after)]
        assert mass[1] == pytest.approx(mass[0], abs=1e-6)


def test_what_people_decided_stays(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("name,id\nNowa,FR-Nowa\n", encoding="utf-8")
    found = normalize.load(folder, decisions=path).resolve_many(["Nowa", *TOWNS["BY"]], context="a")
    assert (found[0].id, found[0].probability) == ("FR-Nowa", 1.0)


@given(order=st.randoms(use_true_random=False), names=st.lists(st.sampled_from(NAMES), max_size=12))
def test_a_group_is_a_set(lex: Lexicon, order: Random, names: list[str]) -> None:
    once = list(dict.fromkeys(names))
    mixed = [*names, *names]
    order.shuffle(mixed)
    expected = dict(zip(once, lex.resolve_many(once, context="a"), strict=True))
    for name, found in zip(mixed, lex.resolve_many(mixed, context="a"), strict=True):
        assert (found.status, found.id, found.probability) == (
            expected[name].status, expected[name].id, expected[name].probability,
        )  # fmt: skip


def test_limit_is_the_most_candidates(lex: Lexicon) -> None:
    found = lex.resolve_many(["Lipa", *TOWNS["PL"]], context="a", limit=2)
    assert len(found[0].candidates) == 2
    assert found[0].candidates[0].id == "PL-Lipa"


def test_lengths_must_agree(lex: Lexicon) -> None:
    with pytest.raises(InputError, match="context has 1 value for 2 names"):
        lex.resolve_many(["Nowa", "Stara"], context=["a"])


def resolve_table(run: Run, folder: Path, file: str | Path, *options: str, given: str = "") -> list[dict[str, str]]:
    ran = run("csv", file, "--column", "name", "--lexicon", folder, *options, given=given)
    assert ran.status == 0
    return ran.rows


def test_a_table_gives_what_the_call_gives_wherever_its_rows_stand(
    run: Run, lex: Lexicon, folder: Path, tmp_path: Path
) -> None:
    rows = [
        (name, group) for group, country in (("a", "BY"), ("b", "PL")) for name in ("Nowa", "Lipa", *TOWNS[country])
    ]
    rows += [("Nowa", ""), ("Stara", "c")]
    Random(3).shuffle(rows)
    text = "name,doc\n" + "".join(f"{name},{group}\n" for name, group in rows)
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8")
    called = lex.resolve_many([name for name, _ in rows], context=[group or None for _, group in rows])
    for found in (
        resolve_table(run, folder, file, "--group-column", "doc"),
        resolve_table(run, folder, "-", "--group-column", "doc", given=text),
    ):
        assert [row["normalize_id"] for row in found] == [r.id or "" for r in called]
        assert [row["normalize_probability"] for row in found] == [f"{r.probability:.4f}" for r in called]
        assert [row["normalize_why"] for row in found] == [str(r.explain()) for r in called]
    without = resolve_table(run, folder, "-", given=text)
    assert [row["normalize_id"] for row in without] == [r.id or "" for r in lex.resolve_many([n for n, _ in rows])]


def test_flawed_rows_are_flagged_in_the_second_reading_too(run: Run, folder: Path) -> None:
    text = (
        "name,doc,country\nNowa,a,\nPinsk,a,\nMinsk,a,ZZ\nOrsha,a,\ntoo,many,cells,here\n\nHlybokaye,a,\nBraslaw,a,\n"
    )
    found = resolve_table(run, folder, "-", "--group-column", "doc", "--country-column", "country", given=text)
    assert [row["normalize_status"] for row in found][:5] == ["resolved", "resolved", "error", "resolved", "error"]
    assert found[0]["normalize_id"] == "BY-Nowa"
