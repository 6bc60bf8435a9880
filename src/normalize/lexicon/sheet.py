"""Tables that people keep by hand, in an editor or a spreadsheet: UTF-8, or UTF-16 with the mark that says so.

Cells are separated as the header shows.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from io import BufferedReader, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Literal

from normalize.errors import InputError, suggest

_DELIMITERS = ",;\t"
_MAX_FIELD = 10_000_000  # characters; a longer cell is an unclosed quote or not a table at all
_QUOTED = re.compile(r'"((?:[^"]|"")*)"\Z')
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAID = re.compile(r"(?i)sep=(.)[\r\n]*\Z", re.DOTALL)


def read_sheet(
    path: Path, what: str, columns: Sequence[str], warn: Callable[[str], None] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table, each with the line that it ends in and its cells by column.

    Cells are separated by what stands most often in the header: commas, semicolons or tabs; between tabs a quotation
    mark is a letter, but where the header begins with one and in a cell that a spreadsheet has quoted. A first line
    such as "sep=;", which Excel reads, says it too. `columns` are found whatever the case of their names; `warn` is
    told of others. Raises `InputError` with the line for a file that is no UTF-8, lacks id or name, or has a row of
    another width.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _MAX_FIELD))
    begun = 1  # the line that a row begins in
    try:
        with path.open("rb") as raw, TextIOWrapper(raw, encoding=_find_encoding(raw), newline="") as stream:
            first = stream.readline()
            delimiter = said_delimiter(first)
            before = 0 if delimiter is None else 1
            delimiter = delimiter or max(_DELIMITERS, key=first.count)
            bare = delimiter == "\t" and not first.startswith('"')
            quoting: Literal[0, 3] = csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL
            lines = stream if before else chain([first], stream)
            rows = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)
            header = [find_name(cell.strip(), columns) for cell in next(rows, [])]
            begun = before + rows.line_num + 1
            check_columns(header, columns, str(path))
            others = [cell for cell in header if cell and cell not in columns]
            if others and warn is not None:
                warn(tell_unread(str(path), others, columns))
            for row in rows:
                line = before + rows.line_num
                begun = line + 1
                if len(row) != len(header) and any(row):
                    cells = f"{len(row)} cell{'s' * (len(row) != 1)}"
                    raise InputError(f"{path} line {line}: {cells}, the header has {len(header)}")
                if any(row):
                    yield line, dict(zip(header, map(_unquote, row) if bare else row, strict=True))
    except OSError as error:
        raise InputError(f"{what} {str(path)!r} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not UTF-8 (byte {error.object[error.start]:#04x} at offset {error.start} of a block); "
            'save it as UTF-8 (Excel: "CSV UTF-8") and try again'
        ) from error
    except csv.Error as error:
        raise InputError(
            f"{path} is no readable CSV from line {begun} on: {error}; does a quotation mark there not close?"
        ) from error


def _find_encoding(raw: BufferedReader) -> str:
    """Return the encoding of what is read: UTF-16, as spreadsheets save "Unicode text", where a mark says so."""
    return "utf-16" if raw.peek(2)[:2] in _MARKS else "utf-8-sig"


def said_delimiter(line: str) -> str | None:
    """Return the delimiter that a first line names for Excel; None for a line that is a header.

    >>> said_delimiter("sep=;\\r\\n"), said_delimiter("id;name\\n")
    (';', None)
    """
    said = _SAID.match(line)
    return said[1] if said and said[1] not in '"\r\n\0' else None


def tell_unread(where: str, others: Sequence[str], columns: Sequence[str]) -> str:
    """Return the warning of columns that are not read.

    >>> tell_unread("row 1", ["dob"], ["id", "name"])
    'row 1 has columns that are not read: dob; known are: id, name'
    """
    return f"{where} has columns that are not read: {', '.join(others)}; known are: {', '.join(columns)}"


def find_name(cell: str, columns: Sequence[str]) -> str:
    """Return a column's name as `columns` has it, or as it is where they have none of it.

    >>> find_name("Name", ["id", "name"]), find_name("Note", ["id", "name"])
    ('name', 'Note')
    """
    return cell.lower() if cell.lower() in columns else cell


def _unquote(cell: str) -> str:
    """Return a cell between tabs as the spreadsheet holds it that put a comma or a quotation mark into quotes.

    >>> _unquote('"BY,LT"'), _unquote('"Topaz"'), _unquote('"a" and "b"')
    ('BY,LT', '"Topaz"', '"a" and "b"')
    """
    quoted = _QUOTED.match(cell)
    return quoted[1].replace('""', '"') if quoted and ("," in quoted[1] or '"' in quoted[1]) else cell


def check_columns(header: Sequence[str], columns: Sequence[str], where: str) -> None:
    """Raise `InputError` unless a header has id and name, and each of `columns` once at most."""
    for wanted in ("id", "name"):
        if wanted not in header:
            known = [cell for cell in header if cell]
            raise InputError(
                f'{where} has no column "{wanted}"; columns are: {", ".join(known) or "none"}.{suggest(wanted, known)}'
            )
    doubled = sorted({cell for cell in header if cell in columns and header.count(cell) > 1})
    if doubled:
        raise InputError(f"{where} has a column twice: {', '.join(doubled)}")
