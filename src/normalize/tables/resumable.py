"""A table that is written so that a run which was cut short can go on where it was.

Beside the final name stand, hidden, what is written so far (.NAME.partial) and how far that is (.NAME.progress). A run
that is killed leaves both; the next one goes on from them, or starts anew and writes over them.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from normalize.errors import InputError, NormalizeError
from normalize.tables.output import Mark, Output, name_finally

_EVERY = 1.0  # seconds between two marks: what a killed run loses at most


class ResumableOutput(Output):
    """A table that is being written, and beside it the mark of how far it is."""

    def __init__(self, stream: BinaryIO, target: str, progress: Path, run: str, mark: Mark | None) -> None:
        super().__init__(stream, target, "nothing was written under that name")
        self.mark = mark
        self._progress, self._run = progress, run
        self._marked = time.monotonic()

    def note(self, records: int, statuses: Mapping[str, int]) -> None:
        """Let a later run go on from here; does nothing when the last mark is not a second old."""
        if time.monotonic() - self._marked < _EVERY:
            return
        size = self.sync()  # first the rows, then the word that they are there
        fresh = _fresh(self._progress)
        try:
            fresh.write_text(json.dumps(asdict(Mark(self._run, records, size, dict(statuses)))), encoding="utf-8")
            os.replace(fresh, self._progress)
        except OSError as error:
            raise NormalizeError(f"{self._progress} could not be written: {error.strerror or error}") from error
        self._marked = time.monotonic()


@contextmanager
def open_resumable(target: str, run: str, resume: bool) -> Iterator[ResumableOutput]:
    """Open a file for one table, `run` being what its content depends on; with `resume`, where an earlier run ended.

    The file takes its final name when the block ends well. After an error or an interruption nothing of it remains,
    unless `resume` asks to keep it. Raises `InputError` when the earlier run was another one, `NormalizeError` when a
    run is under way or the file cannot be written.
    """
    place = Path(os.path.realpath(target))
    partial, progress = (place.with_name(f".{place.name}.{what}") for what in ("partial", "progress"))
    with _locked(partial, target) as stream:
        try:
            output = ResumableOutput(stream, target, progress, run, _go_on(stream, progress, run) if resume else None)
            if output.mark is None:
                progress.unlink(missing_ok=True)
            stream.truncate(output.mark.size if output.mark else 0)
            stream.seek(0, os.SEEK_END)
        except OSError as error:
            raise NormalizeError(f"{target} could not be written: {error.strerror or error}") from error
        left = [partial, progress, _fresh(progress)]
        try:
            yield output
            output.sync()
            name_finally(partial, place, target)
            left.remove(partial)  # what has that name now is another run's
        finally:
            if partial not in left or not (resume and progress.exists()):
                for path in left:
                    path.unlink(missing_ok=True)


def _fresh(progress: Path) -> Path:
    """Return where a mark is written before it takes the place of the last one."""
    return progress.with_name(f"{progress.name}.new")


@contextmanager
def _locked(partial: Path, target: str) -> Iterator[BinaryIO]:
    try:
        stream = os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT, 0o666), "r+b")
    except OSError as error:
        raise NormalizeError(f"{target} could not be written: {error.strerror or error}") from error
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(stream.fileno()), os.stat(partial)):
            raise BlockingIOError
    except (BlockingIOError, FileNotFoundError) as error:
        stream.close()
        raise NormalizeError(
            f"{target} is being written by another run; wait for it, or name another file with -o"
        ) from error
    try:
        yield stream
    finally:
        with suppress(OSError):
            stream.close()


def _go_on(stream: BinaryIO, progress: Path, run: str) -> Mark | None:
    """Return the mark that an earlier run left, None where it left none that the file bears out."""
    try:
        mark = Mark(**json.loads(progress.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    if os.fstat(stream.fileno()).st_size < mark.size:
        return None
    if mark.run != run:
        raise InputError(
            "the run that was cut short was over another table, lexicon or options, or the table has changed since; "
            "run without --resume to start anew"
        )
    return mark
