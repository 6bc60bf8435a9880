"""How the cells of a table are separated: comma, semicolon, tab or bar, found by which one makes a table."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from normalize.errors import WrongOptionError
from normalize.lexicon.sheet import said_delimiter

LONGEST = 1 << 24  # characters of a line or a quoted cell; what is longer is no table of names
_DELIMITERS = ",;\t|"
_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}


@dataclass(frozen=True, slots=True)
class Dialect:
    """The separator of cells; `quoted` is False for tab-separated text in which a quotation mark is only a letter."""

    delimiter: str
    quoted: bool = True

    @property
    def quoting(self) -> Literal[0, 3]:
        """The constant of the csv module."""
        return csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE

    def __str__(self) -> str:
        shown = next((name for name in ("tab", "space") if _NAMED[name] == self.delimiter), f'"{self.delimiter}"')
        return f"delimiter {shown}" if self.quoted else f"delimiter {shown}, no quoting"


def given_delimiter(text: str) -> str:
    """Return the delimiter that the caller named; raises `WrongOptionError` for what cannot be one.

    >>> given_delimiter("tab") == given_delimiter("\\\\t") == "\\t"
    True
    """
    delimiter = _NAMED.get(text, text)
    if len(delimiter) != 1 or delimiter in '"\r\n\0':
        raise WrongOptionError(f'delimiter "{text}" cannot be used; expected one character, or "tab"')
    return delimiter


def detect_dialect(lines: Sequence[str], whole: bool, wanted: Sequence[str], given: str | None) -> Dialect:
    """Return the dialect of a table from its first lines.

    `whole` says that there are no more lines, `wanted` are columns that the header should have, `given` is a
    delimiter that is known; a first line such as "sep=;" says it too. The delimiter is the one under which the header
    has the wanted columns, the most rows are as wide as the header, and the header is widest.

    >>> detect_dialect(["id;name\\n", "1;Lukashenko, Alexander\\n"], True, ["name"], None)
    Dialect(delimiter=';', quoted=True)
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
    said = said_delimiter(lines[0]) if lines else None
    if said is not None:
        given, lines = given or said, lines[1:]
    if given is None:
        scores = {d: _score(_split(lines, whole, Dialect(d)), wanted) for d in _DELIMITERS}
        delimiter = max(scores, key=scores.__getitem__)
        fits, _, width = scores[delimiter]
        if width < 2 and not fits:
            delimiter = _ask_clevercsv(lines, whole, wanted) or delimiter
    else:
        delimiter = given
    return Dialect(delimiter, delimiter != "\t" or _quoting_holds(lines, whole))


def _split(lines: Sequence[str], whole: bool, dialect: Dialect, strict: bool = False) -> list[list[str]]:
    rows = [
        row for row in csv.reader(lines, delimiter=dialect.delimiter, quoting=dialect.quoting, strict=strict) if row
    ]
    return rows if whole or len(rows) < 3 else rows[:-1]  # the last may be cut in a quoted cell


def _header(rows: list[list[str]]) -> list[str]:
    return [cell.strip() for cell in rows[0]] if rows else []


def _score(rows: list[list[str]], wanted: Sequence[str]) -> tuple[bool, float, int]:
    header = _header(rows)
    fits = all(column.strip() in header for column in wanted)
    even = sum(len(row) == len(header) for row in rows) / max(len(rows), 1)
    return fits, even if fits or len(header) > 1 else 0.0, len(header)


def _quoting_holds(lines: Sequence[str], whole: bool) -> bool:
    """Return False when reading quotation marks as quotes breaks rows that are whole without."""
    if not any('"' in line for line in lines):
        return True
    plain = _split(lines, whole, Dialect("\t", quoted=False))
    if len({len(row) for row in plain}) > 1:
        return True
    try:
        quoted = _split(lines, True, Dialect("\t"), strict=True)
    except csv.Error:
        return False
    return len({len(row) for row in quoted}) == 1


def _ask_clevercsv(lines: Sequence[str], whole: bool, wanted: Sequence[str]) -> str | None:
    """Return the delimiter that clevercsv finds, where it is installed and the wanted columns come out."""
    try:
        from clevercsv import Detector
        from clevercsv.exceptions import Error
    except ImportError:
        return None
    try:
        found = Detector().detect("".join(lines[:50])[:20_000])
    except Error:  # a NUL byte, for one
        return None
    delimiter = (found.delimiter if found is not None else None) or ""
    if len(delimiter) != 1 or delimiter in '"\r\n\0':
        return None
    return delimiter if _score(_split(lines, whole, Dialect(delimiter)), wanted)[0] else None
