"""Where a table goes: a file that appears whole or not at all, or a stream that is written as it comes."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from normalize.errors import NormalizeError, WrongOptionError

STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a run has come: `run` says of which one, `records` were read, `size` bytes written."""

    run: str
    records: int
    size: int
    statuses: Mapping[str, int]


class Output:
    """A table that is being written; every failure to write is a `NormalizeError` that says so.

    `mark` is where an earlier run ended that this one goes on from.
    """

    mark: Mark | None = None

    def __init__(self, stream: BinaryIO, name: str, kept: str) -> None:
        self._stream, self._name, self._kept = stream, name, kept

    def write(self, text: str) -> None:
        """Write `text` as UTF-8."""
        self.write_bytes(text.encode("utf-8", "replace"))

    def write_bytes(self, content: bytes) -> None:
        """Write bytes as they are."""
        try:
            self._stream.write(content)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._refusal(error) from error

    def note(self, records: int, statuses: Mapping[str, int]) -> None:
        """Note how far the run has come; only a file of `open_resumable` keeps it."""

    def flush(self) -> None:
        """Write what is still in memory."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._refusal(error) from error

    def sync(self) -> int:
        """Write what is still in memory, to the disk itself; return how many bytes there are."""
        self.flush()
        try:
            os.fsync(self._stream.fileno())
            return self._stream.tell()
        except OSError as error:
            raise self._refusal(error) from error

    def _refusal(self, error: OSError) -> NormalizeError:
        return NormalizeError(f"{self._name} could not be written: {error.strerror or error}; {self._kept}")


@contextmanager
def open_output(target: str) -> Iterator[Output]:
    """Open a file by path, or standard output ("-"), for one table.

    A file is written beside its place under a hidden name and takes its final name when the block ends well; after
    any error, an interruption too, nothing of it remains. Links are followed; a device or pipe is written directly.
    Raises `NormalizeError` when it cannot be written.
    """
    if target == STANDARD:
        if not hasattr(sys.stdout, "buffer"):
            raise NormalizeError("standard output is closed; name a file with -o")
        output = Output(sys.stdout.buffer, "standard output", "the output is incomplete")
        yield output
        output.flush()
    elif not is_file(target):
        if is_folder(target):
            raise NormalizeError(f"{target} is a folder; name a file with -o")
        with _opened(target, target, os.O_WRONLY) as stream:
            output = Output(stream, target, "the output is incomplete")
            yield output
            output.flush()
    else:
        place = Path(os.path.realpath(target))
        partial = place.with_name(f".{place.name}.{os.urandom(4).hex()}.partial")
        try:
            with _opened(partial, target, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as stream:
                output = Output(stream, target, "nothing was written under that name")
                yield output
                output.sync()
            name_finally(partial, place, target)
        finally:
            with suppress(OSError):
                partial.unlink()


def is_file(target: str) -> bool:
    """Return whether a table written there is a file that can appear whole."""
    return target != STANDARD and not is_folder(target) and (os.path.isfile(target) or not os.path.exists(target))


def is_folder(target: str) -> bool:
    """Return whether a path names a folder: one that is there, or ends as only a folder's does."""
    return target.endswith(os.sep) or os.path.isdir(target)


def name_finally(partial: Path, place: Path, target: str) -> None:
    """Give a file that is whole its final name."""
    try:
        if place.exists():
            shutil.copymode(place, partial)
        os.replace(partial, place)
    except OSError as error:
        raise NormalizeError(f"{target} could not be written: {error.strerror or error}") from error


def refuse_same_file(source: str, target: str) -> None:
    """Raise `WrongOptionError` when two files that are to be kept apart are one, by whatever path or link.

    So are two that are not there yet and would be written to one place.
    """
    read, written = _identify(source, 0), _identify(target, 1)
    if read is not None and read == written:
        raise WrongOptionError(
            f"{_name(source, 'standard input')} and {_name(target, 'standard output')} are the same file; "
            "name another output with -o"
        )


def _identify(path: str, descriptor: int) -> tuple[int, int] | str | None:
    try:
        found = os.fstat(descriptor) if path == STANDARD else os.stat(path)
    except FileNotFoundError:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _name(path: str, standard: str) -> str:
    return standard if path == STANDARD else path


@contextmanager
def _opened(path: Path | str, target: str, flags: int) -> Iterator[BinaryIO]:
    try:
        stream = os.fdopen(os.open(path, flags, 0o666), "wb")
    except OSError as error:
        raise NormalizeError(f"{target} could not be written: {error.strerror or error}") from error
    try:
        yield stream
    finally:
        with suppress(OSError):
            stream.close()
