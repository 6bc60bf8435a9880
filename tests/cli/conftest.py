"""The command as a process of its own, a small lexicon, and tables to feed it."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import normalize

COMMAND = (sys.executable, "-m", "normalize.cli")
Environment = dict[str, str]


@dataclass(frozen=True)
class Ran:
    """What a run of the command left behind."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out, newline="")))


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The environment of the commands: UTF-8, no colours, a data folder of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NORMALIZE_", "NO_COLOR"))}
    data = tmp_path_factory.mktemp("data")
    return kept | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "NORMALIZE_DATA": str(data), "COLUMNS": "100"}


@pytest.fixture(scope="session")
def run(environment: Environment) -> Run:
    """Run the command with these arguments and this standard input, and return what it left behind."""

    def run(*arguments: str | Path, given: bytes | str = b"", **more: str) -> Ran:
        given = given if isinstance(given, bytes) else given.encode()
        ran = subprocess.run(
            [*COMMAND, *map(str, arguments)], input=given, capture_output=True, env=environment | more, timeout=120
        )
        encoding = more.get("PYTHONIOENCODING", "utf-8")
        return Ran(ran.returncode, ran.stdout.decode(encoding), ran.stderr.decode(encoding))

    return run


@pytest.fixture(scope="session")
def names_table() -> Path:
    return Path(__file__).with_name("names.tsv")


@pytest.fixture(scope="session")
def lexicon(names_table: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lexicon of a few names, built once."""
    return normalize.build(names_table, tmp_path_factory.mktemp("lexicon") / "few").path


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a table into a folder that is otherwise empty, from text or bytes."""

    def table(content: str | bytes | Sequence[Sequence[str]], name: str = "people.csv") -> Path:
        path = tmp_path / name
        if isinstance(content, str):
            content = content.encode()
        if not isinstance(content, bytes):
            text = io.StringIO(newline="")
            csv.writer(text, lineterminator="\n").writerows(content)
            content = text.getvalue().encode()
        path.write_bytes(content)
        return path

    return table


@pytest.fixture
def resolve(run: Run, lexicon: Path) -> Run:
    """Run `normalize csv` on the column "name" with the small lexicon."""

    def resolve(file: str | Path, *arguments: str | Path, given: bytes | str = b"", **more: str) -> Ran:
        return run("csv", file, "--column", "name", "--lexicon", lexicon, *arguments, given=given, **more)

    return resolve
