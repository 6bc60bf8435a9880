"""Decisions as files: what is decided holds on every run and through every entry, and contradictions are told."""

from __future__ import annotations

import csv
import pickle
from pathlib import Path

import numpy as np
import pytest

import normalize
from normalize.decisions import COLUMNS, Decisions
from normalize.errors import InputError
from support import SMALL


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("decided") / "lexicon"
    normalize.build(SMALL, path)
    return path


def write(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_decided_name_is_its_id_whatever_the_evidence(folder: Path, tmp_path: Path) -> None:
    row = {"name": "Deep Town", "id": "1", "who": "desk", "when": "2026-11-28", "reason": "a translation"}
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", row))
    found = lex.resolve("DEEP  town")
    assert (found.status, found.id, found.probability, found.margin) == ("resolved", "1", 1.0, 1.0)
    assert found.candidates[0].id == "1"
    assert str(found.explain()) == (
        '"DEEP town" is Hlybokaye: decided by desk 2026-11-28: a translation (decision in line 2).'
    )
    assert normalize.load(folder).resolve("Deep Town").id is None


def test_a_name_decided_for_nobody_stays_open(folder: Path, tmp_path: Path) -> None:
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", {"name": "Minsk", "id": "none"}))
    found = lex.resolve("Minsk")
    assert (found.status, found.id, found.probability) == ("unresolved", None, 0.0)
    assert [candidate.id for candidate in found.candidates][:1] == ["4"]
    assert "nobody in the lexicon" in str(found.explain())
    assert lex.resolve("Мінск").id == normalize.load(folder).resolve("Мінск").id


def test_a_rejected_id_is_no_candidate_any_more(folder: Path, tmp_path: Path) -> None:
    assert normalize.load(folder).resolve("Głębokie").status == "ambiguous"
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", {"name": "Głębokie", "id": "not 2"}))
    found = lex.resolve("Głębokie")
    assert (found.status, found.id) == ("resolved", "1")
    assert "2" not in [candidate.id for candidate in found.candidates]


def test_a_decision_with_type_and_context_comes_before_a_wider_one(folder: Path, tmp_path: Path) -> None:
    rows = (
        {"name": "Głębokie", "id": "1"},
        {"name": "Głębokie", "context": "PL", "id": "2"},
        {"name": "Głębokie", "type": "person", "id": "none"},
    )
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", *rows))
    assert lex.conflicts == ()
    assert lex.resolve("Głębokie").id == "1"
    assert lex.resolve("Głębokie", country="pl").id == "2"
    assert lex.resolve("Głębokie", country="BY").id == "1"
    assert lex.resolve("Głębokie", type="place", country="PL").id == "2"
    assert lex.resolve("Głębokie", type="person").id is None


def test_contradictions_and_unknown_ids_are_told_and_not_applied(folder: Path, tmp_path: Path) -> None:
    rows = (
        {"name": "Minsk", "id": "4"},
        {"name": "MINSK", "id": "3"},
        {"name": "Pinsk", "id": "3"},
        {"name": "Pinsk", "id": "not 3"},
        {"name": "Thing", "id": "nobody-knows"},
    )
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", *rows))
    assert lex.conflicts == (
        'lines 2, 3: "Minsk" is decided for 4 and for 3; not applied',
        'lines 4, 5: "Pinsk" is decided for 3 and against it; not applied',
        'line 6: "Thing" is decided for nobody-knows, which is not in the lexicon; not applied',
    )
    plain = normalize.load(folder)
    for name in ("Minsk", "Pinsk", "Thing"):
        assert lex.resolve(name).id == plain.resolve(name).id


def test_rows_that_never_apply_are_told(folder: Path, tmp_path: Path) -> None:
    rows = (
        {"name": "Deep Town", "type": "Place", "id": "1"},
        {"name": "Minsk", "type": "person", "id": "4"},
        {"name": "Pinsk", "type": "person", "context": "BY", "id": "4"},
        {"name": "Homeland", "type": "place", "id": "7"},
        {"name": "Nobody", "type": "person", "id": "none"},
        {"name": "Thing", "type": "place", "id": "8"},
    )
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", *rows))
    assert lex.conflicts == (
        'line 3: "Minsk" is decided for 4, which is of type "place" and not "person"; not applied',
        'line 4: "Pinsk" is decided for 4, which is of type "place" and not "person"; not applied',
    )
    assert lex.resolve("Deep Town", type="place").id == "1"
    assert lex.resolve("Homeland", type="place").id == "7"
    assert lex.resolve("Pinsk", type="person", country="BY").id is None


def test_a_decision_for_a_type_that_there_is_not_is_told(core: normalize.Lexicon, tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", {"name": "WHO", "type": "organization", "id": "none"})
    (told,) = normalize.load(decisions=path).conflicts
    assert told.startswith('line 2: "WHO" is decided for none, but type "organization" is unknown; expected one of: ')
    assert told.endswith('Did you mean "organisation"?; not applied')


def test_contradictions_are_told_where_nothing_else_is_decided(folder: Path, tmp_path: Path) -> None:
    rows = ({"name": "Minsk", "id": "4"}, {"name": "Minsk", "id": "none"})
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", *rows))
    assert lex.conflicts == ('lines 2, 3: "Minsk" is decided for 4 and for none; not applied',)
    assert pickle.loads(pickle.dumps(lex)).conflicts == lex.conflicts


def test_other_names_are_answered_as_before(folder: Path, tmp_path: Path) -> None:
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", {"name": "Deep Town", "id": "1"}))
    plain = normalize.load(folder)
    for row in SMALL:
        ours, theirs = lex.resolve(str(row["name"])), plain.resolve(str(row["name"]))
        assert (ours.status, ours.id, ours.probability) == (theirs.status, theirs.id, theirs.probability)


def test_decisions_and_precision_go_with_a_pickled_lexicon(folder: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", {"name": "Deep Town", "id": "1"})
    lex = pickle.loads(pickle.dumps(normalize.load(folder, precision=0.95, decisions=path)))
    assert lex.resolve("Deep Town").id == "1"
    again = pickle.loads(pickle.dumps(lex.resolve("Deep Town")))
    assert (again.id, str(again.explain())) == ("1", str(lex.resolve("Deep Town").explain()))
    assert Decisions.read(path) == Decisions.read(path)
    assert hash(Decisions.read(path)) == hash(Decisions.read(path))


@pytest.mark.parametrize(
    ("written", "meant"), [("None", "none"), ("NONE", "none"), ("Not 2", "not 2"), ("not  2", "not 2")]
)
def test_a_spreadsheet_may_write_it_in_capitals(folder: Path, tmp_path: Path, written: str, meant: str) -> None:
    lex, said = (
        normalize.load(folder, decisions=write(tmp_path / f"{n}.csv", {"name": "Głębokie", "id": id}))
        for n, id in enumerate((written, meant))
    )
    assert lex.conflicts == ()
    found, expected = lex.resolve("Głębokie"), said.resolve("Głębokie")
    assert (found.status, found.id, found.candidates) == (expected.status, expected.id, expected.candidates)
    assert found.status != normalize.load(folder).resolve("Głębokie").status


def test_rows_without_an_id_and_other_columns_decide_nothing(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("rows,name,id,candidate_1\n7,Minsk,,4 = Minsk\n2,Deep,1,\n\n", encoding="utf-8-sig")
    lex = normalize.load(folder, decisions=path)
    assert lex.resolve("Minsk").id == "4"
    assert lex.resolve("Deep").id == "1"


@pytest.mark.parametrize(
    "text",
    [
        "Name,ID,Who\nDeep,1,desk\n",
        "name;id;who;reason\nDeep;1;desk;\n",
        "NAME\tID\tWHO\nDeep\t1\tdesk\n",
        "sep=;\r\nname;id;who\r\nDeep;1;desk\r\n",
        "SEP=,\nname,id,who,,\nDeep,1,desk,,\n,,,,\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_spreadsheet_makes_of_it_is_read(folder: Path, tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "d.csv"
    path.write_text(text, encoding=encoding, newline="")
    found = normalize.load(folder, decisions=path).resolve("Deep")
    assert (found.id, str(found.explain())) == (
        "1",
        f'"Deep" is Hlybokaye: decided by desk (decision in line {3 if "=" in text else 2}).',
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"name,who\nMinsk,me\n", 'has no column "id"; columns are: name, who'),
        (b"", 'has no column "id"; columns are: none'),
        (b"name,id,Id\n", "has a column twice: id"),
        (b"name,id\nMinsk\n", "line 2: 1 cell, the header has 2"),
        (b"name,id,context\nMinsk,4,XX\n", "line 2: context: country 'XX' is no ISO 3166-1"),
        (b"name,id\n-,4\n", "line 2: name is empty"),
        (b"name,id\nM\xffnsk,4\n", "not UTF-8"),
        (b'name,id\n"Minsk,4\n', "no readable CSV"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told.replace("(", r"\(")):
        Decisions.read(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        Decisions.read(tmp_path / "none.csv")


@pytest.mark.parametrize("precision", [0.5, 0.89, 0.999, 1.0])
def test_a_precision_that_was_not_measured_is_refused(folder: Path, precision: float) -> None:
    with pytest.raises(InputError, match=r"expected 0\.9 to 0\.995"):
        normalize.load(folder, precision=precision)


def test_a_precision_is_any_number(folder: Path) -> None:
    one, other = (normalize.load(folder, precision=precision) for precision in (0.9375, np.float32(0.9375)))
    assert one.identity == other.identity != normalize.load(folder).identity


def test_a_higher_precision_resolves_no_more(folder: Path) -> None:
    names = ["Hlibokaye", "Glybokaje", "Pynsk", "Mynsk", "Mikola Stackevich", "Nashaniva", "フルィボーカエ", "Minks"]
    opened = [normalize.load(folder, precision=precision) for precision in (0.9, 0.95, 0.99, 0.995)]
    resolved = [{name for name in names if lex.resolve(name).id} for lex in opened]
    assert resolved[0] >= resolved[1] >= resolved[2] >= resolved[3]
    assert len(resolved[0]) > len(resolved[3])


@pytest.mark.parametrize("text", ["Minsk is big.", "In Paris. Minsk rained on.", "Minsk and Paris in France. Minsk."])
def test_a_decided_name_is_what_it_was_decided_for_in_texts(tmp_path: Path, text: str) -> None:
    path = tmp_path / "d.csv"
    path.write_text("name,id\nMinsk,geonames:764679\n", encoding="utf-8")
    found = normalize.load(decisions=path).annotate(text)
    assert {m.id for m in found if m.text == "Minsk"} == {"geonames:764679"}


def test_a_group_that_says_nothing_leaves_an_answer_as_it_is(core: normalize.Lexicon) -> None:
    for name in ("Paris", "Vienna", "Rome", "Naples"):
        alone, grouped = core.resolve(name), core.resolve_many([name], context="a")[0]
        assert (grouped.status, grouped.id) == (alone.status, alone.id)


def test_a_decision_that_the_question_excludes_is_passed_over_for_the_next(folder: Path, tmp_path: Path) -> None:
    rows = (
        {"name": "Głębokie", "type": "place", "id": "2"},
        {"name": "Głębokie", "context": "BY", "id": "none"},
    )
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", *rows))
    found = lex.resolve("Głębokie", type="place", country="BY")
    assert (found.status, found.id) == ("unresolved", None)
    assert "nobody in the lexicon: decided (decision in line 3)." in str(found.explain())
    assert str(found.explain()).endswith(
        "That it is 2 was decided (decision in line 2), and is set aside: the question excludes it."
    )
    assert lex.resolve("Głębokie", type="place").id == "2"
    assert lex.resolve("Głębokie", type="place", country="PL").id == "2"


def test_a_decision_set_aside_and_one_against_an_entity_are_told(folder: Path, tmp_path: Path) -> None:
    rows = ({"name": "Głębokie", "id": "2"}, {"name": "Minsk", "id": "not 3", "who": "desk"})
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", *rows))
    away = lex.resolve("Głębokie", country="BY")
    assert away.id == "1"
    assert "decision in line 2), and is set aside" in str(away.explain())
    assert "set aside" not in str(lex.resolve("Głębokie", country="PL").explain())
    against = lex.resolve("Minsk")
    assert against.id == "4"
    assert str(against.explain()).endswith("That it is not 3 was decided by desk (decision in line 3).")


def test_a_type_comes_before_a_context_and_a_narrow_context_before_a_wide_one(folder: Path, tmp_path: Path) -> None:
    rows = (
        {"name": "Deep", "context": "BY", "id": "3"},
        {"name": "Deep", "type": "place", "id": "4"},
        {"name": "Low", "context": "BY,PL,US", "id": "3"},
        {"name": "Low", "context": "BY, PL", "id": "4"},
        {"name": "Low", "context": "BY-VI", "id": "1"},
    )
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", *rows))
    assert lex.conflicts == ()
    assert lex.resolve("Deep", type="place", country="BY").id == "4"
    assert lex.resolve("Deep", country="BY").id == "3"
    for country, meant in (
        ("BY-VI", "1"), ("BY", "4"), ("PL", "4"), (["PL", "BY"], "4"), ("BY-HO", "4"), ("US", "3"), (["US", "BY"], "3"),
        (["BY", "LT"], None), (None, None),
    ):  # fmt: skip
        assert lex.resolve("Low", country=country).id == meant, country


def test_contexts_of_one_width_that_share_a_country_contradict_each_other(folder: Path, tmp_path: Path) -> None:
    rows = (
        {"name": "Deep", "context": "BY,PL", "id": "3"},
        {"name": "Deep", "context": "BY,US", "id": "4"},
        {"name": "Low", "context": "BY,PL", "id": "4"},
        {"name": "Low", "context": "LT,US", "id": "3"},
    )
    lex = normalize.load(folder, decisions=write(tmp_path / "d.csv", *rows))
    assert lex.conflicts == ('lines 2, 3: "Deep" is decided for 3 and for 4; not applied',)
    assert lex.resolve("Low", country="BY").id == "4"
    assert lex.resolve("Low", country="LT").id == "3"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"name": "Minsk", "id": "not none"}, 'line 2: id is "not none"; expected an id'),
        ({"name": "M" * 401, "id": "4"}, "line 2: name is longer than 400 characters"),
    ],
)
def test_a_row_that_decides_nothing_is_refused(tmp_path: Path, row: dict[str, str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        Decisions.read(write(tmp_path / "d.csv", row))
