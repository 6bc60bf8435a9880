"""The lexicons that tests look at, opened once."""

from __future__ import annotations

import pytest

import normalize
from support import SMALL


@pytest.fixture(scope="session")
def core() -> normalize.Lexicon:
    return normalize.load()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> normalize.Lexicon:
    return normalize.build(SMALL, tmp_path_factory.mktemp("small") / "lexicon")
