"""The examples of the README run as they stand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import normalize
from support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES: list[str] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
ALONE = [code for code in EXAMPLES if code.startswith("import ") and "spark" not in code and "spacy" not in code]


@pytest.mark.parametrize("code", ALONE, ids=lambda code: code.split(maxsplit=2)[1].strip(","))
def test_an_example_runs(code: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=tmp_path, check=True)


def test_every_door_has_one() -> None:
    doors = {path.stem for path in (ROOT / "src" / "normalize" / "engines").glob("[a-z]*.py")} | {"arrow"}
    assert doors == {door for code in EXAMPLES for door in re.findall(r"(?m)^import .*\bnormalize\.(\w+)", code)}


def test_the_probability_that_it_shows_is_that_of_today(core: normalize.Lexicon) -> None:
    found = core.resolve("Fribokai", type="place", country="BY").probability
    shown = re.findall(r"Hlybokaye(?:, at |', )(0\.\d+)", README)
    assert shown == [f"{found:.3f}"] * 2


def test_the_names_that_it_marks_are_those_that_core_lacks(core: normalize.Lexicon) -> None:
    section = README.partition("## Names as people use them")[2].partition("The explanation says")[0]
    marked = [name.strip() for name in re.findall(r"([^|,;†]+)†", section.partition("| written |")[2])]
    assert len(marked) == 13
    assert [name for name in marked if core.resolve(name).id] == []
    known = (
        "г. Минск",
        "Bezirk Alytus",
        "Springfield, IL",
        "Vilniuje",
        "AngeIa Merkel",
        "Oil Refinery Mozyr",
        "О.О.Н.",
    )
    assert all(name in section for name in known)
    assert [name for name in known if core.resolve(name).id is None] == []


def test_the_decisions_that_it_shows_are_of_use(core: normalize.Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(re.findall(r"```\n(name,type,context.*?)```", README, re.DOTALL)[0], encoding="utf-8")
    decided = normalize.load(decisions=path)
    assert decided.conflicts == ()
    for name, told in (("Fribokai", {"type": "place"}), ("Olaf Schulz", {"type": "person"})):
        assert decided.resolve(name, **told).probability != core.resolve(name, **told).probability
    assert "decision in line 3" in str(decided.resolve("Washington", country="US").explain())
