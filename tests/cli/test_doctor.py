"""`normalize doctor` where something is wrong; where nothing is, `test_core` looks."""

from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path

from support import ROOT


def test_a_damaged_world_is_a_problem_with_advice(run, tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "manifest.json").write_text("{")
    ran = run("doctor", NORMALIZE_DATA=str(tmp_path))
    assert ran.status == 1
    problem, advice = ran.out.splitlines()[-2:]
    assert problem.startswith("problem  world") and "is no JSON" in problem
    assert advice.strip() == '→ run "normalize lexicon build world"'


def test_every_extra_is_named_with_what_it_brought_or_lacks(run) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    ran = run("doctor")
    lines = ran.out.splitlines()
    assert {line.split()[2] for line in lines if line[9:].startswith("extra ")} == set(extras)
    assert f"ok       extra polars     polars {version('polars')}, pyarrow {version('pyarrow')}" in lines
    spark = next(number for number, line in enumerate(lines) if line[9:].startswith("extra spark"))
    assert lines[spark].split(None, 3)[0::3] == ["note", "not installed: pyspark"]
    assert lines[spark + 1].strip() == '→ normalize.spark; "pip install normalize-names[spark]"'


def test_a_package_that_cannot_be_imported_is_a_problem_with_advice(run, tmp_path: Path) -> None:
    (tmp_path / "icu.py").write_text('raise ImportError("libicui18n.so.72: cannot open shared object file")\n')
    import os

    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    ran = run("doctor", PYTHONPATH=path)
    assert ran.status == 1
    assert "problem  PyICU            libicui18n.so.72: cannot open shared object file" in ran.out
    assert "→ install libicu-dev, pkg-config and g++" in ran.out
    assert "Traceback" not in ran.err
