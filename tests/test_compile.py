"""Compiling: entities merged, indexes complete, a folder that appears whole or not at all."""

from __future__ import annotations

import concurrent.futures
import pickle
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize
import normalize.arrow
from normalize import LexiconError
from normalize.compile import compile_lexicon, list_columns, merge
from normalize.lexicon.damage import verify_files
from normalize.lexicon.store import MANIFEST, Strings, read_manifest
from normalize.lexicon.table import NameRow, read_rows
from support import SMALL


def test_linked_ids_are_one_entity(tmp_path: Path) -> None:
    rows = [
        {"id": "iso3166-2:BY-HM", "name": "Горад Мінск", "type": "place"},
        {"id": "geonames:625144", "name": "Minsk", "kind": "label", "same_as": "wikidata:Q2280 iso3166-2:BY-HM"},
    ]
    lex = normalize.build(rows, tmp_path / "lexicon")
    assert len(lex) == 1
    assert lex["wikidata:Q2280"] == lex["iso3166-2:BY-HM"] == lex["geonames:625144"]
    assert lex["wikidata:Q2280"].id == "geonames:625144"
    assert lex["geonames:625144"].label == "Minsk"
    assert [str(n) for n in lex.names("wikidata:Q2280")] == ["Minsk", "Горад Мінск"]
    assert lex.resolve("Горад Мінск").id == "geonames:625144"


def test_attributes_may_stand_on_any_row(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "name": "Менск", "from": "1067", "to": "1939", "kind": "former"},
        {
            "id": "1",
            "name": "Minsk",
            "kind": "label",
            "lat": 53.9,
            "lon": 27.5667,
            "weight": 5,
            "country": "BY",
            "type": "place",
        },
        {"id": "1", "name": "Мінск", "lang": "be", "source": "map"},
    ]
    lex = normalize.build(rows, tmp_path / "lexicon")
    entity = lex["1"]
    assert (entity.label, entity.type, entity.country, entity.weight) == ("Minsk", "place", ("BY",), 5.0)
    assert entity.lat == pytest.approx(53.9, abs=1e-4)
    names = {n.name: n for n in lex.names("1")}
    assert (names["Менск"].start, names["Менск"].end, names["Менск"].kind) == ("1067", "1939", "former")
    assert (names["Мінск"].lang, names["Мінск"].source) == ("be", "map")


TOWNS = [
    ("1", "Walnut", "US", 30_000, "Lemon"),
    ("2", "Perm", "RU", 982_000, "Molotov"),
    ("3", "Berdyansk", "UA", 60_000, "Осипенко"),
    ("4", "Aurora", "US", 359_000, "Fletcher"),
    ("5", "Sayo", "JP", 9_000, "佐用"),
    ("6", "Lerma de Villada", "MX", 22_000, "Lerma"),
    ("7", "Kaliningrad", "RU", 489_000, "Königsberg"),
]


@pytest.mark.parametrize(
    ("name", "id", "is_sure"),
    [
        ("Lemon", "1", False), ("Осипенко", "3", False), ("Fletcher", "4", False),  # also a fruit and people
        ("Molotov", "2", True), ("Königsberg", "7", True),  # of large cities
        ("佐用", "5", True), ("Lerma", "6", True),  # that is how the town is called
        ("Walnut", "1", True), ("Perm", "2", True), ("Aurora", "4", True),
    ],
)  # fmt: skip
def test_another_name_of_a_town_may_be_another_word(tmp_path: Path, name: str, id: str, is_sure: bool) -> None:
    rows = [
        {"id": id, "name": name, "type": "place", "country": country, "weight": weight, "kind": kind}
        for id, label, country, weight, other in TOWNS
        for name, kind in ((label, "label"), (other, "alias"))
    ]
    land = {"id": "l", "name": "Japan", "type": "country"}
    places = normalize.build([*rows, land], tmp_path / "places")
    mixed = normalize.build([*rows, {"id": "p", "name": "Kim", "type": "person"}], tmp_path / "mixed")
    assert places.resolve(name).id == mixed.resolve(name, type="place").id == id
    r = mixed.resolve(name)
    assert (r.id, r.candidates[0].id) == (id if is_sure else None, id)
    assert mixed.resolve_many([name])[0].probability == r.probability
    table = normalize.arrow.resolve(pa.table({"name": [name]}), column="name", lexicon=mixed)
    assert table["normalize_probability"].to_pylist() == [r.probability]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [normalize.build(SMALL, tmp_path / name / "lexicon").path for name in ("a", "b")]
    contents = [{f.name: f.read_bytes() for f in sorted(folder.iterdir())} for folder in folders]
    assert contents[0] == contents[1]


def test_a_failed_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no rows"):
        normalize.build([], tmp_path / "lexicon")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(LexiconError, match="exists and is no lexicon"):
        normalize.build(SMALL, tmp_path / "file")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine").write_text("mine")
    with pytest.raises(LexiconError, match="exists and is no lexicon"):
        normalize.build(SMALL, tmp_path / "folder")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "folder" / "mine").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="could not be written"):
        normalize.build(SMALL, Path("/proc/lexicon"))


def test_a_rebuilt_lexicon_replaces_the_old_one(tmp_path: Path) -> None:
    normalize.build(SMALL, tmp_path / "lexicon")
    lex = normalize.build([{"id": "9", "name": "Vilnius"}], tmp_path / "lexicon")
    assert list(lex) == ["9"]
    assert [p.name for p in tmp_path.iterdir()] == ["lexicon"]


def test_a_lexicon_stays_as_it_was_opened_when_its_folder_is_built_anew(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    rows = [{**row, "region": "BY-VI"} if row["id"] == "1" else row for row in SMALL]
    old = normalize.build(rows, folder)
    answer = pickle.dumps(old.resolve("Hlibokaye"))
    town = pa.table({"town": ["Minsk"]})
    assert normalize.arrow.resolve(town, column="town", lexicon=folder)["normalize_id"].to_pylist() == ["4"]
    normalize.build([{"id": "9", "name": "Minsk", "region": "BY-MI"}], folder)
    assert (old["1"].region, old.resolve("Hlibokaye").id) == (("BY-VI",), "1")
    # What is opened by its path is what now stands there.
    assert normalize.arrow.resolve(town, column="town", lexicon=folder)["normalize_id"].to_pylist() == ["9"]
    assert pickle.loads(pickle.dumps(old)).resolve("Minsk").id == "9"
    with pytest.raises(LexiconError, match="was built anew since it was opened; open it again"):
        pickle.loads(answer)
    with pytest.raises(LexiconError, match="was built anew"):
        old.resolve_many(["Minsk", "Pinsk"], workers=2)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / MANIFEST).unlink(), "no readable manifest.json"),
        (lambda folder: (folder / MANIFEST).write_text("{"), "is no JSON"),
        (lambda folder: (folder / MANIFEST).write_text("[]"), "written by something else"),
        (lambda folder: (folder / MANIFEST).write_text('{"format": 99, "files": {}}'), "has format 99"),
        (lambda folder: (folder / "name.kind.npy").unlink(), "name.kind.npy"),
        (lambda folder: (folder / "key.hash.npy").write_bytes(b"short"), "key.hash.npy has 5 bytes"),
    ],
)
def test_a_damaged_lexicon_is_refused(tmp_path: Path, damage: object, message: str) -> None:
    folder = normalize.build(SMALL, tmp_path / "lexicon").path
    damage(folder)  # type: ignore[operator]
    with pytest.raises(LexiconError, match=message):
        normalize.load(folder)


def test_a_changed_byte_is_found_by_the_check(small: normalize.Lexicon, tmp_path: Path) -> None:
    assert verify_files(small.path) == []
    folder = normalize.build(SMALL, tmp_path / "lexicon").path
    path = folder / "name.text.text.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert [p.split(":")[0] for p in verify_files(folder)] == ["name.text.text.npy"]


@pytest.mark.parametrize(("part", "what"), [("readings", "romanisation rules"), ("encoder", "encoder weights")])
def test_other_rules_and_weights_than_it_was_built_with_are_said(tmp_path: Path, part: str, what: str) -> None:
    folder = normalize.build(SMALL, tmp_path / "lexicon").path
    text = (folder / MANIFEST).read_text(encoding="utf-8")
    own = str(read_manifest(folder)[part])
    (folder / MANIFEST).write_text(text.replace(own, "0" * 16), encoding="utf-8")
    with pytest.raises(LexiconError, match=f"built with other {what}.*normalize lexicon build"):
        normalize.load(folder)


def test_a_lexicon_pickles_as_its_path_and_serves_threads(small: normalize.Lexicon) -> None:
    copy = pickle.loads(pickle.dumps(small))
    assert copy.path == small.path
    assert len(pickle.dumps(small)) < 500
    resolution = pickle.loads(pickle.dumps(small.resolve("Glubokoye", country="BY")))
    assert len(pickle.dumps(resolution)) < 10_000
    assert resolution.explain() == small.resolve("Glubokoye", country="BY").explain()
    names = ["Minsk", "Глыбокае", "Glubokoye", "Statkevich"] * 50
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        threaded = list(pool.map(lambda n: (small.resolve(n).status, small.resolve(n).probability), names))
    assert threaded == [(copy.resolve(n).status, copy.resolve(n).probability) for n in names]


@given(st.lists(st.text(max_size=20)))
def test_packed_strings_come_back(strings: list[str]) -> None:
    strings = [s.encode("utf-8", "replace").decode() for s in strings]
    assert list(Strings(*Strings.pack(strings))) == strings


def test_a_source_may_be_another_one_on_each_row(tmp_path: Path) -> None:
    count = (1 << 16) + 2
    rows = ({"id": str(i % 2), "name": f"N{i:x}", "source": f"record {i}"} for i in range(count))
    entities = merge(read_rows(rows), {})
    files, facts = list_columns(entities)
    assert facts.sources[files["name.source"][-1]] == f"record {count - 1}"
    assert list_columns(entities[:1])[0]["name.source"].dtype == np.uint16
    kinds = (NameRow(str(i), "x", type=str(i)) for i in range(count))
    with pytest.raises(LexiconError, match='the column "type" of the names table holds over 65,536 different words'):
        list_columns(merge(kinds, {}))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_chains_of_links_are_one_entity_in_any_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    rows = [
        {"id": "a", "name": "Alpha", "same_as": "b"},
        {"id": "b", "name": "Beta", "same_as": "c"},
        {"id": "c", "name": "Gamma", "same_as": "a"},
    ]
    lex = normalize.build([rows[i] for i in order], tmp_path / "lexicon")
    assert len(lex) == 1
    entity = lex["a"]
    assert lex["b"] == lex["c"] == entity
    assert set(entity.same_as) == {"a", "b", "c"} - {entity.id}


def test_a_folder_with_somebody_elses_manifest_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"name": "a web page", "files": {}}')
    (tmp_path / "precious.txt").write_text("mine")
    with pytest.raises(LexiconError, match="exists and is no lexicon"):
        normalize.build(SMALL, tmp_path)
    assert (tmp_path / "precious.txt").read_text() == "mine"


def test_a_lexicon_with_a_strange_file_in_it_is_left_alone(tmp_path: Path) -> None:
    folder = normalize.build(SMALL, tmp_path / "lexicon").path
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(LexiconError, match="exists and is no lexicon"):
        normalize.build(SMALL, folder)
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_manifest_that_is_gone_before_it_is_read_is_said(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).symlink_to(tmp_path / "gone")  # is listed, and cannot be read
    with pytest.raises(LexiconError, match="was there and is gone"):
        normalize.build(SMALL, tmp_path)
    assert (tmp_path / MANIFEST).is_symlink()


def test_builders_at_the_same_time_leave_one_whole_lexicon(tmp_path: Path) -> None:
    def build(_: int) -> str:
        try:
            return str(len(normalize.build(SMALL, tmp_path / "lexicon")))
        except LexiconError as error:
            return str(error)

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(build, range(8)))
    assert verify_files(tmp_path / "lexicon") == []
    assert normalize.load(tmp_path / "lexicon").resolve("Глыбокае").id == "1"


def test_a_later_label_wins_over_the_same_name(tmp_path: Path) -> None:
    rows = [{"id": "1", "name": "A"}, {"id": "1", "name": "B"}, {"id": "1", "name": "B", "kind": "label"}]
    assert normalize.build(rows, tmp_path / "lexicon")["1"].label == "B"


def test_the_lexicon_does_not_depend_on_how_many_processes_read_its_names(tmp_path: Path) -> None:
    names = ["Глыбокае", "Hlybokaye", "フルィボーカエ", "Минск", "АО «НПП „Топаз“»", "長崎", "İstanbul"]
    rows = [NameRow(str(i % 30), f"{name} {i}", type="organisation") for i, name in enumerate(names * 30)]
    one, two = (compile_lexicon(rows, tmp_path / str(n), name="many", workers=n) for n in (1, 2))
    assert {f.name: f.read_bytes() for f in one.iterdir()} == {f.name: f.read_bytes() for f in two.iterdir()}
