"""The rows of a table, each with its cells and the very text it stood in; a broken row costs no other row."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from normalize.errors import InputError
from normalize.lexicon.sheet import said_delimiter
from normalize.tables.dialect import LONGEST, Dialect
from normalize.tables.encoding import Encoding, find_bad_byte, show_bad_bytes

_WHICH = "say which encoding it is with --encoding"


class Record(NamedTuple):
    """One row; `number` counts from 1 (the header is 0) and `line` is that of the file.

    `text` is the row as it stood, without its line `end`. A blank line has no cells and the number of the row
    before it. `flaw` says what is wrong with the row, "" for nothing.
    """

    number: int
    line: int
    text: str
    end: str
    cells: list[str]
    flaw: str = ""


class Lines(Iterator[str]):
    """The lines of a stream, with those consumed since the last `take`, and a way to put lines back."""

    def __init__(self, stream: TextIO, table: str) -> None:
        self._stream, self._table = stream, table
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._read()
        if not line:
            raise StopIteration
        self._taken.append(line)
        return line

    def take(self) -> list[str]:
        """Return the lines consumed since the last call."""
        taken, self._taken = self._taken, []
        return taken

    def put_back(self, lines: Sequence[str]) -> None:
        """Let `lines` come again, next."""
        self._waiting.extendleft(reversed(lines))

    def peek(self, most: int, size: int) -> tuple[list[str], bool]:
        """Return the first lines, at most so many and about so many characters, and whether that is all."""
        seen, total = [], 0
        for line in self:
            seen.append(line)
            total += len(line)
            if len(seen) >= most or total >= size:
                break
        else:
            self.put_back(self.take())
            return seen, True
        self.put_back(self.take())
        return seen, False

    def _read(self) -> str:
        try:
            line = self._stream.readline(LONGEST + 1)
        except UnicodeError as error:
            raise InputError(f"{self._table} cannot be read: {error}; {_WHICH}") from error
        except OSError as error:
            raise InputError(f"{self._table} cannot be read: {error.strerror or error}") from error
        if len(line) > LONGEST:
            raise InputError(f"{self._table} has a line of more than {LONGEST:,} characters; it is no table of names")
        return line


def read_records(lines: Lines, dialect: Dialect, table: str, encoding: Encoding) -> Iterator[Record]:
    """Yield the header (number 0), then the rows; blank lines come as records without cells.

    So does a first line such as "sep=;", which only says how cells are separated.

    A row with too few or too many cells, a NUL, or quotation marks that do not close is flawed; its cells are what
    the text gives when it is split at every delimiter. So is one with a byte that is not in the encoding, where the
    table is known to be damaged. Raises `InputError` for such a byte anywhere else, when a line is endless, or when
    the header itself is flawed.
    """
    reader = csv.reader(lines, delimiter=dialect.delimiter, quoting=dialect.quoting, strict=True)
    number, line, width = -1, 1, 0
    lines.take()
    while True:
        flaw = ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            flaw = str(error)
        taken = lines.take()
        if flaw:  # the row ends where its line does; the lines it would have swallowed are rows of their own
            flaw = _name_flaw(flaw, len(taken))
            lines.put_back(taken[1:])
            del taken[1:]
            cells = _split(taken[0], dialect)
        text, end = _part(taken[0] if len(taken) == 1 else "".join(taken))
        if line == 1 and said_delimiter(text) is not None:
            cells = []
        if cells:
            number += 1
        bad = None if text.isascii() else find_bad_byte(text)
        if bad is not None and (number == 0 or not encoding.damaged):
            raise _refuse_byte(bad[1], number, line, table, encoding)
        if bad is not None:
            text, cells = show_bad_bytes(text), list(map(show_bad_bytes, cells))
        if cells and number == 0:
            width = len(cells)
            if flaw or "\0" in text:
                raise InputError(f"the header of {table} {flaw or 'holds a NUL byte'}; it has to be mended first")
        elif cells and (flaw or bad or len(cells) != width or "\0" in text):
            told = [flaw, f"holds byte {bad[1]}, which is not {encoding.codec}" if bad else ""]
            flaw = _flag(number, cells, width, told, "\0" in text)
        yield Record(number, line, text, end, cells, flaw)
        line += len(taken)


def _flag(number: int, cells: list[str], width: int, flaws: Sequence[str], nul: bool) -> str:
    told = list(filter(None, flaws))
    if len(cells) != width:
        told.append(f"has {len(cells)} cell{'s' * (len(cells) != 1)}, the header has {width}")
    if nul:
        told.append("holds a NUL byte")
    return f"row {number} {' and '.join(told)}" if told else ""


def _name_flaw(error: str, lines: int) -> str:
    if lines > 1 or "unexpected end" in error:
        return "opens a quotation mark that is not closed"
    if "expected after" in error:
        return "has text after a closing quotation mark"
    return f"cannot be split into cells ({error})"


def _split(line: str, dialect: Dialect) -> list[str]:
    return _part(line)[0].split(dialect.delimiter)


def _part(line: str) -> tuple[str, str]:
    """Return a line without its end, and the end."""
    last = line[-1:]
    if last not in ("\n", "\r"):
        return line, ""
    return (line[:-2], "\r\n") if line[-2:] == "\r\n" else (line[:-1], last)


def _refuse_byte(byte: str, number: int, line: int, table: str, encoding: Encoding) -> InputError:
    where = f"row {number} (line {line})" if number > 0 else "the header"
    return InputError(f"{where} of {table} is not {encoding.codec}: byte {byte}; {_WHICH}")
