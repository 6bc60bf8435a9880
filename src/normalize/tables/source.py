"""Where a table comes from: a file, or standard input, opened once its encoding is known."""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from normalize.errors import InputError
from normalize.tables.encoding import Encoding, detect_encoding, given_encoding
from normalize.tables.output import STANDARD

# What is told while a file is read: rows or names so far, bytes done, and bytes in all where they are known.
Progress = Callable[[int, int, "int | None"], None]

_BLOCK = 1 << 20
_START = 1 << 18  # bytes of a pipe that are looked at before it is read


@dataclass(frozen=True, slots=True)
class Source:
    """An open table: its text, its encoding, its name in messages, and how many bytes it has where that is known."""

    text: io.TextIOWrapper
    encoding: Encoding
    name: str
    size: int | None
    _bytes: BinaryIO

    def rewind(self) -> None:
        """Go back to the beginning of a table that was opened to be read twice."""
        self.text.seek(0)

    @property
    def state(self) -> tuple[int, int] | None:
        """What a file has in common with itself until it is changed: its size and its time; None for a stream."""
        facts = os.fstat(self._bytes.fileno()) if self.size is not None else None
        return None if facts is None else (facts.st_size, facts.st_mtime_ns)

    def position(self) -> int:
        """Return how many bytes were read so far."""
        return self._bytes.tell() if self.size is not None else 0


class _Rejoined(io.RawIOBase):
    """A stream whose beginning was read already."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # 3.11 has no name for any buffer
        part = self._start[: len(buffer)] if self._start else self._rest.read(len(buffer))
        self._start = self._start[len(part) :]
        buffer[: len(part)] = part
        return len(part)


@contextmanager
def open_source(path: str, encoding: str | None, *, twice: bool = False) -> Iterator[Source]:
    """Open a table by path or "-"; without `encoding` it is found out, from the whole file where it can be read twice.

    With `twice` it can always be: what comes by a pipe is copied to disk first.

    Raises `InputError` for what cannot be read or is no text, `WrongOptionError` for an unknown encoding.
    """
    name = "standard input" if path == STANDARD else os.path.basename(path) or path
    raw = _open(path, name)
    try:
        if twice and (path == STANDARD or not stat.S_ISREG(os.fstat(raw.fileno()).st_mode)):
            raw = _copy(raw, name, close=path != STANDARD)
        stream, found, size = _look(raw, name, encoding)
        text = io.TextIOWrapper(stream, encoding=found.codec, errors="surrogateescape", newline="")
        try:
            yield Source(text, found, name, size, raw)
        finally:
            text.detach()  # so that standard input stays open
    finally:
        if raw is not getattr(sys.stdin, "buffer", None):
            raw.close()


def _copy(raw: BinaryIO, name: str, *, close: bool) -> BinaryIO:
    """Return a copy on disk of a stream that can be read only once."""
    copy = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115  # closed with the source
    try:
        shutil.copyfileobj(raw, copy, _BLOCK)
    except OSError as error:
        copy.close()
        raise InputError(f"{name} could not be copied to be read twice: {error.strerror or error}") from error
    finally:
        if close:
            raw.close()
    copy.seek(0)
    return copy


def _open(path: str, name: str) -> BinaryIO:
    if path == STANDARD:
        if sys.stdin is None:
            raise InputError("standard input is closed; name a file")
        return sys.stdin.buffer
    try:
        return open(path, "rb")
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _look(raw: BinaryIO, name: str, encoding: str | None) -> tuple[BinaryIO, Encoding, int | None]:
    """Return the stream from its beginning, its encoding, and its size if it is a file."""
    try:
        facts = os.fstat(raw.fileno())
        size = facts.st_size if stat.S_ISREG(facts.st_mode) and raw.seekable() else None
        if size is None:
            start = _read_start(raw)
            found = given_encoding(encoding, start) if encoding else detect_encoding([start], name)
            return io.BufferedReader(_Rejoined(start, raw)), found, None
        first = raw.tell()
        given = given_encoding(encoding, raw.read(4)) if encoding else None
        raw.seek(first)
        found = given or _detect(raw, name)
        if given == Encoding("utf-8") and _is_damaged(raw, name):
            found = replace(given, damaged=True)
        raw.seek(first)
        return raw, found, size
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror or error}") from error


def _detect(raw: BinaryIO, name: str) -> Encoding:
    return detect_encoding(iter(lambda: raw.read(_BLOCK), b""), name, whole=True)


def _is_damaged(raw: BinaryIO, name: str) -> bool:
    """Return whether a file that is said to be UTF-8 is, but for a few bytes."""
    try:
        return _detect(raw, name).damaged
    except InputError:  # it is no text: to be told where it is read
        return False


def _read_start(raw: BinaryIO) -> bytes:
    parts, total = [], 0
    while total < _START:
        part = raw.read(_START - total)
        if not part:
            break
        parts.append(part)
        total += len(part)
    return b"".join(parts)
