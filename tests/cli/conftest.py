"""A small lexicon for the commands, and tables to feed them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import normalize
from support import Ran, Run


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
