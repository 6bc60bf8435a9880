"""The examples of the README run as they stand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

EXAMPLES: list[str] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
ALONE = [code for code in EXAMPLES if code.startswith("import ") and "spark" not in code and "spacy" not in code]


@pytest.mark.parametrize("code", ALONE, ids=lambda code: code.split(maxsplit=2)[1].strip(","))
def test_an_example_runs(code: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=tmp_path, check=True)


def test_every_door_has_one() -> None:
    doors = {path.stem for path in (ROOT / "src" / "normalize" / "engines").glob("[a-z]*.py")} | {"arrow"}
    assert doors == {door for code in EXAMPLES for door in re.findall(r"(?m)^import .*\bnormalize\.(\w+)", code)}
