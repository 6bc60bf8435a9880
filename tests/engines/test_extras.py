"""A door whose package is not installed says which extra brings it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support import Run

PACKAGES = {"arrow": "pyarrow", "polars": "polars", "pandas": "narwhals", "duckdb": "duckdb", "spark": "pyspark"}


@pytest.mark.parametrize("door", PACKAGES)
def test_a_missing_extra_explains_itself(door: str) -> None:
    code = f"import sys; sys.modules[{PACKAGES[door]!r}] = None; import normalize.{door}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    told = f'normalize.{door} needs {PACKAGES[door]}; install it with "pip install normalize-names[{door}]"'
    assert ran.returncode == 1
    assert ran.stderr.endswith(f"normalize.errors.MissingExtraError: {told}\n")


def test_the_command_says_it_in_one_line() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None; from normalize.cli import main; "
        "sys.argv = ['normalize', 'parquet', 'in.parquet', '--column', 'name', '-o', 'out.parquet']; main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    told = 'error: normalize.arrow needs pyarrow; install it with "pip install normalize-names[arrow]"\n'
    assert (ran.returncode, ran.stderr) == (1, told)


def test_nothing_of_it_is_on_the_way_to_a_name(run: Run) -> None:
    ran = run("name", "Minsk", PYTHONPROFILEIMPORTTIME="1")
    assert ran.status == 0
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in ran.err.splitlines()}
    assert "numpy" in loaded
    heavy = {"pyarrow", "polars", "pandas", "narwhals", "duckdb", "concurrent", "sqlite3", "subprocess"}
    assert loaded & heavy == set()
