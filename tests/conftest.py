"""The lexicons that tests look at, opened once, and the command as a process of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

import normalize
from support import COMMAND, SMALL, Environment, Ran, Run

# How long an example takes says more about the machine than about the library.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def core() -> normalize.Lexicon:
    return normalize.load()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> normalize.Lexicon:
    return normalize.build(SMALL, tmp_path_factory.mktemp("small") / "lexicon")


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
