"""The names table: one row a name, in a file or as dictionaries with the same columns."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np

from normalize.errors import InputError, LexiconError, is_silent, name_kind, read_lang, suggest
from normalize.lexicon.dates import read_date
from normalize.lexicon.sheet import check_columns, find_name, read_sheet, tell_unread
from normalize.text import MAX_LENGTH, clean, key
from normalize.tsv import read_cells

COLUMNS = (
    "id", "name", "type", "lang", "kind", "country", "region", "weight", "lat", "lon", "from", "to", "same_as",
    "source",
)  # fmt: skip
SEVERAL = ("country", "region", "same_as")  # columns whose cells hold several values
TYPES = ("person", "place", "organisation", "country")  # that every lexicon knows; it may have others of its own
KINDS = ("label", "alias", "short", "former", "demonym", "code")
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of one entity; attributes of the entity may stand on any of its rows.

    `country` (ISO 3166-1), `region` (ISO 3166-2) and `same_as` hold several values; a region names its country where
    the row does not. `weight`, `lat` and `lon` are None where the row is silent. `start` and `end` (the columns from
    and to) are ISO 8601 dates between which the name was in use.
    """

    id: str
    name: str
    type: str = ""
    lang: str = ""
    kind: str = "alias"
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    weight: float | None = None
    lat: float | None = None
    lon: float | None = None
    start: str = ""
    end: str = ""
    same_as: tuple[str, ...] = ()
    source: str = ""


def read_table(path: Path, warn: Callable[[str], None] | None = None) -> Iterator[NameRow]:
    """Yield the rows of a names table in a file, as `read_sheet` reads it.

    `warn` is told of columns that are not read, and of names that can never be found. Raises `InputError` with the
    line for a file that is no UTF-8, a missing column or a bad cell.
    """
    return read_tables([path], warn)


def list_names(table: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the language of each row of a names table that ships, whose cells need no check.

    >>> ("Belarusian", "en") in list_names("demonyms.tsv")
    True
    """
    header, *rows = read_cells(tables_folder() / table)
    name, lang = header.index("name"), header.index("lang")
    return ((cells[name], cells[lang]) for cells in rows)


def read_tables(paths: Iterable[Path], warn: Callable[[str], None] | None = None) -> Iterator[NameRow]:
    """Yield the rows of several names tables as if they stood in one; raises `InputError` as `read_table` does."""
    return _parse_rows(chain.from_iterable(_list_lines(path, warn) for path in paths), warn)


def read_rows(rows: Iterable[Mapping[str, object]], warn: Callable[[str], None] | None = None) -> Iterator[NameRow]:
    """Yield the rows of a names table given as dictionaries; raises `InputError` with the row number."""
    if not isinstance(rows, Iterable):
        raise InputError(f"rows is {name_kind(rows)}; expected dictionaries, or the path of a table")
    return _parse_rows(_list_cells(rows, warn), warn)


def _list_lines(path: Path, warn: Callable[[str], None] | None) -> Iterator[tuple[str, dict[str, str]]]:
    return ((f"{path} line {line}", row) for line, row in read_sheet(path, "names table", COLUMNS, warn))


def _list_cells(
    rows: Iterable[Mapping[str, object]], warn: Callable[[str], None] | None
) -> Iterator[tuple[str, dict[str, str]]]:
    told = set(COLUMNS)
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise InputError(f"row {number} is {name_kind(row)}; expected a dictionary with id and name")
        header = [find_name(str(column).strip(), COLUMNS) for column in row]
        if number == 1:
            check_columns(header, COLUMNS, "the first row")
        if warn is not None and (unread := [column for column in header if column and column not in told]):
            warn(tell_unread(f"row {number}", unread, COLUMNS))
            told.update(unread)
        cells = zip(header, row.values(), strict=True)
        yield f"row {number}", {c: _cell(value, c, f"row {number}") for c, value in cells if c in COLUMNS}


def _parse_rows(rows: Iterable[tuple[str, Mapping[str, str]]], warn: Callable[[str], None] | None) -> Iterator[NameRow]:
    """Yield the rows of one table, each given with where it stands; raises `InputError` for one id with two types.

    A type is written as it was first, whatever its case; the four that every lexicon knows are in small letters.
    """
    types: dict[str, tuple[str, str]] = {}
    written = {type: type for type in TYPES}
    for where, cells in rows:
        row = parse_row(cells, where)
        if row.type and (first_written := written.setdefault(row.type.lower(), row.type)) != row.type:
            row = replace(row, type=first_written)
        type, first = types.setdefault(row.id, (row.type, where)) if row.type else ("", "")
        if row.type != type:
            raise InputError(f'{where}: {row.id} is of type "{row.type}", but of type "{type}" in {first}')
        if warn is not None and (why := _why_never_found(row.name)):
            shown = row.name if len(row.name) <= _SHOWN else f"{row.name[:_SHOWN]}…"
            warn(f'{where}: name "{shown}" {why}; it is never found')
        yield row


def parse_row(row: Mapping[str, str], where: str) -> NameRow:
    """Return the `NameRow` of one row of text cells; raises `InputError` that begins with `where`."""
    for wanted in ("id", "name"):
        cell = row.get(wanted, "")
        if not cell.strip():
            raise InputError(f"{where}: {wanted} is empty")
        if "\0" in cell:
            raise InputError(f"{where}: {wanted} holds a NUL byte")
    for column in _TEXTS:
        cell = row.get(column, "")
        if not cell.isascii() and _HALF.search(cell):
            raise InputError(f"{where}: {column} holds half a character (a lone surrogate); it was decoded wrongly")
    _check_id(row["id"].strip(), where)
    kind = row.get("kind", "").strip() or "alias"
    if kind not in KINDS:
        raise InputError(f'{where}: kind "{kind}" is none of {", ".join(KINDS)}.{suggest(kind, KINDS)}')
    weight = _number(row, "weight", where, 1e-30, 1e30)
    countries, regions = _codes(row, "country", where), _codes(row, "region", where)
    _check_regions(countries, regions, where)
    lat, lon = _number(row, "lat", where, -90, 90), _number(row, "lon", where, -180, 180)
    if (lat is None) != (lon is None):
        raise InputError(f"{where}: lat and lon go together; give both or neither")
    if lat == lon == 0:
        raise InputError(f"{where}: lat and lon are both 0, as tables write for none; leave them empty")
    try:
        lang = read_lang(row.get("lang", "").strip())
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    start, end = _date(row, "from", where), _date(row, "to", where)
    if start and end and read_date(start).first >= read_date(end).last:
        raise InputError(f"{where}: from {start} is later than to {end}")
    return NameRow(
        id=row["id"].strip(),
        name=row["name"].strip(),
        type=row.get("type", "").strip(),
        lang=lang or "",
        kind=kind,
        country=countries or tuple(dict.fromkeys(code[:2] for code in regions)),
        region=regions,
        weight=weight,
        lat=lat,
        lon=lon,
        start=start,
        end=end,
        same_as=tuple(row.get("same_as", "").split()),
        source=row.get("source", "").strip(),
    )


def _cell(value: object, column: str, where: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Collection):
        if column not in SEVERAL or not isinstance(value, (list, tuple, np.ndarray)):
            listed = " or a list" if column in SEVERAL else ""
            raise InputError(f"{where}: {column} is {name_kind(value)}; expected text{listed}")
        return " ".join(_cell(one, column, where) for one in value)
    if is_silent(value):
        return ""
    return str(value)


def _codes(row: Mapping[str, str], column: str, where: str) -> tuple[str, ...]:
    given = row.get(column, "").replace(",", " ").split()
    form, expected = _FORMS[column]
    for code in given:
        if not form.fullmatch(code.upper()):
            raise InputError(f"{where}: {column} {code!r} is no {expected}")
    return tuple(map(str.upper, given))


def _check_regions(countries: tuple[str, ...], regions: tuple[str, ...], where: str) -> None:
    """Raise `InputError` for a code that ISO does not have, and for a region of none of the countries."""
    if not countries and not regions:
        return
    from normalize.lexicon.regions import load_subdivisions, read_codes  # which look here for where tables stand

    try:
        read_codes((*countries, *regions))
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    for region in regions if countries else ():
        if load_subdivisions()[region].countries.isdisjoint(countries):
            raise InputError(f"{where}: region {region} is not in {' or '.join(countries)}")


def _check_id(id: str, where: str) -> None:
    if len(id.splitlines()) > 1 or "\t" in id:
        raise InputError(f"{where}: id {id!r} holds a line break or a tab; an id is on one line")
    if _DECIDING.match(id):
        raise InputError(f'{where}: id "{id}" cannot be told from "none" and "not ID" in a decision; choose another')


def _why_never_found(name: str) -> str:
    """Return what keeps a name from ever being found, or ""."""
    if len(name) > MAX_LENGTH and not clean(name).whole:
        return f"is longer than {MAX_LENGTH} characters"
    return "" if any(map(str.isalnum, name)) or key(clean(name).text) else "has no letter or digit"


def _number(row: Mapping[str, str], column: str, where: str, low: float, high: float) -> float | None:
    cell = row.get(column, "").strip()
    if not cell:
        return None
    is_grouped = column == "weight" and _GROUPED.search(cell)  # 1,000 is a thousand to some and one to others
    try:
        number = float(cell if is_grouped or "." in cell else cell.replace(",", "."))
    except ValueError:
        number = math.nan
    if not low <= number <= high:
        expected = "a number above 0 up to 1e30, or nothing" if low > 0 else f"a number from {low:g} to {high:g}"
        raise InputError(f'{where}: {column} is "{cell}"; expected {expected}')
    return number


def _date(row: Mapping[str, str], column: str, where: str) -> str:
    cell = row.get(column, "").strip().removesuffix(".0")
    if cell:
        try:
            read_date(cell)
        except InputError as error:
            raise InputError(f"{where}: {column} is no date: {error}") from error
    return cell


_FORMS = {
    "country": (re.compile("[A-Z]{2}"), "ISO 3166-1 alpha-2 code; expected two letters such as BY"),
    "region": (re.compile("[A-Z]{2}-[A-Z0-9]{1,3}"), "ISO 3166-2 code; expected one such as BY-VI"),
}
_TEXTS = ("id", "name", "type", "lang", "same_as", "source")  # columns that may hold any text
_GROUPED = re.compile(r",\d{3}\Z")
_SHOWN = 60  # characters of a name in a warning
_HALF = re.compile("[\ud800-\udfff]")
_DECIDING = re.compile(r"(?i:none\Z|not\s)")  # what a decision says instead of an id


def tables_folder() -> Path:
    """Return the folder of the text tables: in the package of an installed wheel, else beside `src` in a clone."""
    for folder in (_PACKAGE / "lexicons", _PACKAGE.parents[1] / "lexicons"):
        if (folder / "countries.tsv").is_file():
            return folder
    raise LexiconError("the text tables of the lexicons were not installed with this package; install it again")
