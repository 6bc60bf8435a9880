"""What `normalize lexicon build` was asked to build."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from normalize import shipped
from normalize.compile import compile_lexicon
from normalize.errors import InputError, WrongOptionError
from normalize.lexicon.table import read_tables, tables_folder
from normalize.library import CORE, Lexicon, data_folder, load_tokens


def build_lexicon(
    names: Sequence[str],
    output: str | None,
    progress: Callable[[str, int, int], None] | None,
    warn: Callable[[str], None],
) -> Lexicon:
    """Build the lexicon of one or more names tables, or a shipped one by its name, and open it.

    `warn` is told of columns that are not read, and of names that can never be found.
    Raises `WrongOptionError` when no folder is named for tables, `InputError` for a table that cannot be used.
    """
    if tuple(names) == ("world",):
        out = Path(output) if output else data_folder() / "world"
        return Lexicon(shipped.build_world(tables_folder(), out, load_tokens(), progress))
    if tuple(names) == ("core",):
        if output is None:
            return Lexicon(shipped.build_all(tables_folder(), CORE.parent, progress))
        return Lexicon(shipped.build_core(tables_folder(), Path(output), load_tokens(), progress))
    if output is None:
        raise WrongOptionError("no folder to write was named; add -o DIR")
    paths = [Path(name) for name in names]
    several = [path.name for path in paths]
    sources = {path.name if several.count(path.name) == 1 else str(path): _hash(path) for path in paths}
    out = Path(output)
    return Lexicon(
        compile_lexicon(
            read_tables(paths, warn),
            out,
            name=out.name,
            sources=sources,
            is_word=load_tokens().is_word,
            progress=progress,
        )
    )


def _hash(path: Path) -> str:
    """Return the hash of a table, or "a stream" for one that can be read only once, such as a pipe."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        return "a stream"
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"names table {str(path)!r} cannot be read: {error.strerror or error}") from error
