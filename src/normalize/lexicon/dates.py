"""Dates as ISO 8601 writes them, a year, a month or a day, and the time that two of them bound."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from numbers import Integral
from typing import TypeAlias

from normalize.errors import InputError, name_kind

Moment: TypeAlias = str | int | date  # a date as it may be given: as text, a year, a day, a day with a time
MOMENTS = (int, date)  # what is no text of these
_TIME = r"(?:[T ](?:[01]\d|2[0-4])(?::?[0-5]\d){0,2}(?:[.,]\d+)?(?: ?(?:Z|[+-]\d\d(?::?\d\d)?))?)?"
_DATE = re.compile(rf"(-?\d{{1,4}})(?:\.0|-(\d\d)(?:-(\d\d){_TIME})?)?\Z", re.ASCII)
_BASIC = re.compile(rf"(\d{{4}})(\d\d)(\d\d){_TIME}\Z", re.ASCII)
_OPEN = float("inf")


@dataclass(frozen=True, slots=True)
class Span:
    """The years from the beginning of one date to the end of another, as numbers; without end where one is open."""

    first: float = -_OPEN
    last: float = _OPEN

    def join(self, other: Span) -> Span:
        """Return the time from the beginning of the earlier to the end of the later of two spans."""
        return Span(min(self.first, other.first), max(self.last, other.last))

    def gap(self, other: Span) -> float:
        """Return the years between this span and a later (positive) or an earlier one (negative); 0 if they meet."""
        return max(other.first - self.last, 0.0) - max(self.first - other.last, 0.0)


def read_date(text: str) -> Span:
    """Return the time that a date covers; raises `InputError` for one that ISO 8601 does not know.

    Years have up to four digits, and a minus before Christ (-0043 is 44 BC); 1937.0, as data frames write a column of
    years with gaps, is 1937. A day may be written without hyphens, and a time behind it says no more than the day does.

    >>> read_date("1937"), read_date("1937-07")
    (Span(first=1937.0, last=1938.0), Span(first=1937.5, last=1937.5833333333333))
    """
    found = _DATE.match(text.strip()) or _BASIC.match(text.strip())
    year, month, day = (int(part) if part else None for part in found.groups()) if found else (None, None, None)
    if year is None or (month is not None and not 1 <= month <= 12):
        raise _refuse(text)
    if month is None:
        return Span(float(year), year + 1.0)
    start = year + (month - 1) / 12
    if day is None:
        return Span(start, year + month / 12)
    days = monthrange(max(year, 1), month)[1] if year > 0 else 29 if month == 2 else monthrange(1, month)[1]
    if not 1 <= day <= days:
        raise _refuse(text)
    return Span(start + (day - 1) / days / 12, start + day / days / 12)


def write_date(when: Moment) -> str:
    """Return a date as text; raises `InputError` for what is none.

    >>> write_date(1937), write_date(date(1937, 5, 31))
    ('1937', '1937-05-31')
    """
    if isinstance(when, str):
        return when
    if isinstance(when, date):
        return when.isoformat()
    if isinstance(when, Integral) and not isinstance(when, bool):
        return str(int(when))
    kind = name_kind(when)
    raise InputError(f'the date is {kind}; expected a year, a date, or a string such as "1937" or "1937-05-31"')


def read_span(start: str, end: str) -> Span:
    """Return the time between two dates, either of which may be empty.

    >>> read_span("1925-04-10", "").last
    inf
    """
    return Span(read_date(start).first if start else -_OPEN, read_date(end).last if end else _OPEN)


def _refuse(text: str) -> InputError:
    return InputError(
        f'date "{text}" cannot be read; expected a year, or an ISO 8601 date such as 1937-05 or 1937-05-31'
    )
