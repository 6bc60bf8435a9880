"""The rows of a table, each with its cells and the very text it stood in; a broken row costs no other row."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, count, islice, repeat
from typing import NamedTuple, TextIO

from normalize.errors import InputError
from normalize.lexicon.sheet import said_delimiter
from normalize.tables.dialect import LONGEST, Dialect
from normalize.tables.encoding import Encoding, find_bad_byte, show_bad_bytes

_BLOCK = 1 << 14  # characters of the lines that are split into cells together


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


_record = partial(tuple.__new__, Record)  # four times as fast as `Record._make`


_UTF8 = Encoding("utf-8")


class Lines(Iterator[str]):
    """The lines of a stream, with those consumed since the last `take`, and a way to put lines back."""

    def __init__(self, stream: TextIO, table: str, encoding: Encoding = _UTF8) -> None:
        self._stream, self._table, self._encoding = stream, table, encoding
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

    def take_some(self, size: int) -> list[str]:
        """Return the next lines, of about so many characters, which count as consumed only by who reads them so."""
        if not self._waiting:
            text = self._ask(lambda stream: stream.read(size) + stream.readline(LONGEST + 1))
            lines = list(io.StringIO(text, newline=""))
            self._check(lines[-1] if lines else "")
            return lines
        lines = []
        while self._waiting and size > 0:
            lines.append(self._waiting.popleft())
            size -= len(lines[-1])
        return lines

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
        return self._check(self._ask(lambda stream: stream.readline(LONGEST + 1)))

    def _ask(self, read: Callable[[TextIO], str]) -> str:
        try:
            return read(self._stream)
        except UnicodeError as error:
            raise InputError(f"{self._table} cannot be read: {error}; {self._encoding.advice}") from error
        except OSError as error:
            raise InputError(f"{self._table} cannot be read: {error.strerror or error}") from error

    def _check(self, line: str) -> str:
        if len(line) > LONGEST:
            raise InputError(f"{self._table} has a line of more than {LONGEST:,} characters; it is no table of names")
        return line


class Records(Iterator[Record]):
    """The header (number 0) of a table, then its rows; blank lines come as records without cells.

    So does a first line such as "sep=;", which only says how cells are separated.

    A row with too few or too many cells, a NUL, or quotation marks that do not close is flawed; its cells are what
    the text gives when it is split at every delimiter. So is one with a byte that is not in the encoding, where the
    table is known to be damaged. Raises `InputError` for such a byte anywhere else, when a line is endless, or when
    the header itself is flawed.

    >>> lines = Lines(io.StringIO("id,name\\n1,Minsk\\n2,Pinsk\\n", newline=""), "t.csv")
    >>> records = Records(lines, Dialect(","), "t.csv", Encoding("utf-8"))
    >>> next(records).cells, [record.cells for record in records.take(10, 100)]
    (['id', 'name'], [['1', 'Minsk'], ['2', 'Pinsk']])
    """

    def __init__(self, lines: Lines, dialect: Dialect, table: str, encoding: Encoding) -> None:
        self._lines, self._dialect, self._table, self._encoding = lines, dialect, table, encoding
        self._reader = self._split_all(lines)
        self._number, self._line, self._width = -1, 1, 0
        lines.take()

    def __next__(self) -> Record:
        flaw = ""
        try:
            cells = next(self._reader)
        except csv.Error as error:
            flaw = str(error)
        taken = self._lines.take()
        if flaw:  # the row ends where its line does; the lines it would have swallowed are rows of their own
            flaw = _name_flaw(flaw, len(taken))
            self._lines.put_back(taken[1:])
            del taken[1:]
            cells = _split(taken[0], self._dialect)
        text, end = _part(taken[0] if len(taken) == 1 else "".join(taken))
        if self._line == 1 and said_delimiter(text) is not None:
            cells = []
        if cells:
            self._number += 1
        number, line = self._number, self._line
        bad = None if text.isascii() else find_bad_byte(text)
        if bad is not None and (number == 0 or not self._encoding.damaged):
            raise _refuse_byte(bad[1], number, line, self._table, self._encoding)
        if bad is not None:
            text, cells = show_bad_bytes(text), list(map(show_bad_bytes, cells))
        if cells and number == 0:
            self._width = len(cells)
            if flaw or "\0" in text:
                raise InputError(f"the header of {self._table} {flaw or 'holds a NUL byte'}; it has to be mended first")
        elif cells and (flaw or bad or len(cells) != self._width or "\0" in text):
            told = [flaw, f"holds byte {bad[1]}, which is not {self._encoding.codec}" if bad else ""]
            flaw = _flag(number, cells, self._width, told, "\0" in text)
        self._line += len(taken)
        return Record(number, line, text, end, cells, flaw)

    def take(self, rows: int, characters: int) -> list[Record]:
        """Return the next records, as `next` gives them one by one: about so many or so many characters, [] for none.

        Lines are split together as long as each is a row without a flaw.
        """
        taken: list[Record] = []
        size = 0
        while len(taken) < rows and size < characters:
            lines = self._lines.take_some(_BLOCK)
            found = self._read_plain(lines) if self._width else None
            if found is None:
                self._lines.put_back(lines)
                found = self._read_slowly(len(lines))
            if not found:
                break
            taken += found
            size += sum(map(len, lines))
        return taken

    def _read_slowly(self, lines: int) -> list[Record]:
        """Return the records that begin in the next lines, each with all of its lines."""
        found: list[Record] = []
        end = self._line + lines
        while self._line < end:
            found.append(next(self))
        return found

    def _read_plain(self, lines: list[str]) -> list[Record] | None:
        """Return the records of some lines, None where a row has several lines or a flaw."""
        text = "".join(lines)
        if "\0" in text or find_bad_byte(text) is not None:
            return None
        try:
            rows = list(self._split_all(lines))
        except csv.Error:
            return None
        if len(rows) != len(lines) or not {0, self._width}.issuperset(map(len, rows)):
            return None
        parts = map(_part, lines) if "\r" in text or text[-1:] != "\n" else ((line[:-1], "\n") for line in lines)
        texts, ends = zip(*parts, strict=True) if lines else ((), ())
        if all(rows):
            numbers: Iterable[int] = range(self._number + 1, self._number + 1 + len(rows))
        else:
            numbers = islice(accumulate(map(bool, rows), initial=self._number), 1, None)
        found = list(map(_record, zip(numbers, count(self._line), texts, ends, rows, repeat(""))))
        self._number = found[-1].number if found else self._number
        self._line += len(lines)
        return found

    def _split_all(self, lines: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._dialect.delimiter, quoting=self._dialect.quoting, strict=True)


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
    return InputError(f"{where} of {table} is not {encoding.codec}: byte {byte}; {encoding.advice}")
