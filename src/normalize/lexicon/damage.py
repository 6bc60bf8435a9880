"""Whether the files of a lexicon are as they were written; what damage does is told where it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from normalize.errors import LexiconError, NormalizeError
from normalize.lexicon.store import REBUILD, Store, read_manifest

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class _Reads(Protocol):
    """What reads a lexicon."""

    _store: Store


Reader = TypeVar("Reader", bound=_Reads)


def verify_files(folder: Path) -> list[str]:
    """Return what is wrong with the files of a lexicon folder, read whole and hashed; empty when all is well."""
    problems = []
    for name, expected in read_manifest(folder)["files"].items():
        try:
            found = hashlib.blake2b((folder / name).read_bytes(), digest_size=16).hexdigest()
        except OSError as error:
            problems.append(f"{name}: {error.strerror}")
            continue
        if found != expected["blake2b"]:
            problems.append(f"{name}: its content is not what the manifest recorded")
    return problems


def describe_damage(folder: Path, problem: str) -> LexiconError:
    """Return the error that says what is wrong with a file of a lexicon."""
    return LexiconError(f"lexicon {folder} is damaged: {problem}; {REBUILD}")


def tells_damage(
    method: Callable[Concatenate[Reader, Given], Answer],
) -> Callable[Concatenate[Reader, Given], Answer]:
    """Return a method of what reads a lexicon that says so where a failure of it comes from a damaged file.

    To hash all files whenever a lexicon is opened would take a hundred times as long as opening it; they are hashed
    when a number points nowhere or letters are none.
    """

    @wraps(method)
    def told(self: Reader, /, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        try:
            return method(self, *args, **kwargs)
        except (IndexError, ValueError) as error:  # letters that are none are a ValueError too
            folder = self._store.arrays.folder
            problems = [] if isinstance(error, NormalizeError) else verify_files(folder)
            if not problems:
                raise
            raise describe_damage(folder, problems[0]) from error

    return told
