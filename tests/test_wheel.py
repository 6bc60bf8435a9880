"""The wheel as someone installs it: built, put into an empty environment, used away from the clone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
KEPT = ("geonames:627908", "iso3166-1:BY", "iso3166-1:PL", "iso3166-2:BY-VI", "local:nasha-niva")
LONG = ("countries.tsv", "places.tsv", "subdivisions.tsv", "name_tokens.tsv")


def shorten(table: Path) -> None:
    """Leave a long table its comments, its header and the rows of `KEPT`: compiling all would take a minute."""
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    comments = [line for line in lines if line.startswith("#")]
    rows = [line for line in lines if not line.startswith("#")]
    kept = rows[:20] + [row for row in rows[20:] if row.split("\t")[0] in KEPT]
    table.write_text("".join(comments + kept), encoding="utf-8")


def run(command: list[str], cwd: Path) -> str:
    """Return what a command prints, run in `cwd` without this clone on its path."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of this tree with shorter tables, built with what is installed here."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("pyproject.toml", "hatch_build.py", ".gitignore", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, tree)
    for name in ("src", "lexicons"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(tree / "src/normalize/data")
    for name in LONG:
        shorten(tree / "lexicons" / name)
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(tree)]
    subprocess.run([*PIP, *build], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment with the wheel in it and, beside it, only its dependencies.

    A path line in a .pth file makes this environment's packages importable without running their own .pth
    files, so the editable install that points at the clone stays out.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = str(folder / "bin" / "python")
    subprocess.run([*PIP, "--python", python, "install", "--no-index", "--no-deps", str(wheel)], check=True)
    site = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip()
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site, "dependencies.pth").write_text("\n".join(here) + "\n", encoding="utf-8")
    return folder / "bin"


def test_wheel_holds_tables_rules_and_the_compiled_lexicon(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    rules = {str(path.relative_to(source)) for path in source.rglob("*.tsv")}
    tables = {f"normalize/lexicons/{path.name}" for path in (ROOT / "lexicons").glob("*.tsv")}
    compiled = {"normalize/data/core/manifest.json", "normalize/data/tokens/manifest.json"}
    assert rules
    assert tables
    assert rules | tables | compiled | {"normalize/py.typed"} <= names


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    version = wheel.name.split("-")[1]
    assert tops == {"normalize", f"normalize_names-{version}.dist-info"}
    assert [name for name in zipfile.ZipFile(wheel).namelist() if "__pycache__" in name] == []


def test_installed_wheel_is_not_the_clone(installed: Path, tmp_path: Path) -> None:
    where = run([str(installed / "python"), "-c", "import normalize; print(normalize.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_installed_command_resolves_with_no_configuration(installed: Path, tmp_path: Path) -> None:
    answer = json.loads(run([str(installed / "normalize"), "name", "Глыбокае", "--country", "BY", "--json"], tmp_path))
    assert (answer["status"], answer["id"]) == ("resolved", "geonames:627908")


def test_installed_library_finds_its_text_tables(installed: Path, tmp_path: Path) -> None:
    code = "from normalize.lexicon.table import tables_folder; print(tables_folder())"
    tables = Path(run([str(installed / "python"), "-c", code], tmp_path).strip())
    assert tables.is_relative_to(installed.parent)
    assert {path.name for path in (ROOT / "lexicons").iterdir()} <= {path.name for path in tables.iterdir()}
