"""The dates of birth and death that stand behind a person's name: Anna Koval, born 7 May 1952; Анна Коваль, 1952 г.р.

A date is what the words of a table (`life_dates.tsv`) and numbers make up, with a year among them. At the end of a name
it is one by itself; before anything else it has to say that it is one of a life.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from normalize.text import key
from normalize.tsv import read_cells

_YEAR, _FOUR = re.compile(r"(?:1\d|20)\d\d"), re.compile(r"\d{4}")
_TOKEN = re.compile(r"\d+|[^\s\d.,;:()\[\]/*†+_–-]+")
_LONGEST = 4  # words of a phrase
_DAYS = 31
_MONTH, _LIFE, _ACRONYM, _DAY, _YEARS = "month", "life", "acronym", "day", "year"
_TOLD = frozenset({_LIFE, _ACRONYM})  # what says that a date is one of a life
_OPENS = (",", ";", "(", "[")  # before a date, where a word of it may have a capital


class _Part(NamedTuple):
    """A part of a date: what it is, and where it stands in the string."""

    kind: str
    start: int
    end: int


def drop_life_dates(text: str) -> str:
    """Return a string without the date behind a name, and what follows one that says to be of a birth or a death.

    >>> drop_life_dates("Mandela, Nelson, 1918-2013"), drop_life_dates("Владимир Путин, 07.10.1952 г.р., г. Ленинград")
    ('Mandela, Nelson', 'Владимир Путин')
    >>> [drop_life_dates(name) for name in ("习近平(1953年6月15日生)", "Theresa May 1956", "Max Born 1882")]
    ['习近平', 'Theresa May', 'Max Born']
    """
    if not _FOUR.search(text):
        return text
    for parts, is_last in _list_dates(text):
        of_name = text[: parts[0].start].rstrip(" ,;:*†+(-[")
        if not of_name or not (is_last or any(part.kind in _TOLD for part in parts)):
            continue
        start, end = parts[0].start, parts[-1].end
        opening, behind = text[len(of_name) : start].strip(" *†"), text[end:].lstrip(" .")
        if opening == "(" and behind[:1] == ")":
            return " ".join(f"{of_name} {behind[1:]}".split()).replace(" ,", ",")
        return of_name
    return text


def _list_dates(text: str) -> Iterator[tuple[list[_Part], bool]]:
    """Yield the dates in a string, each with whether nothing follows it."""
    tokens = list(_TOKEN.finditer(text))
    words = [key(token[0]) for token in tokens]
    at = 0
    while at < len(words):
        parts: list[_Part] = []
        while at < len(words):
            kind, size = _read_part(words, at)
            if not kind:
                break
            parts.append(_Part(kind, tokens[at].start(), tokens[at + size - 1].end()))
            at += size
        parts = _trim(parts, text)
        if any(part.kind == _YEARS for part in parts):
            yield parts, at == len(words)
        at += 1


def _read_part(words: Sequence[str], at: int) -> tuple[str, int]:
    """Return what kind of part of a date begins at a word, and how many words it has; "" for none."""
    if words[at].isdecimal():
        number = int(words[at])
        is_year = len(words[at]) == len(str(number)) and _YEAR.fullmatch(str(number))
        kind = _YEARS if is_year else _DAY if 0 < number <= _DAYS and len(words[at]) < 3 else ""
        return kind, 1
    for size in range(_LONGEST, 0, -1):
        kind = _phrases().get(" ".join(words[at : at + size]), "")
        if kind and at + size <= len(words):
            return kind, size
    return "", 1


def _trim(parts: Sequence[_Part], text: str) -> list[_Part]:
    """Return the parts of a date without those before it that are words of the name: Theresa May 1956."""
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else None
        if part.kind == _YEARS:
            return list(parts[at:])
        if part.kind == _DAY and following is not None:
            if following.kind != _YEARS or text[part.end : following.start].strip():
                return list(parts[at:])
        elif part.kind in (_MONTH, *_TOLD) and _may_begin(part, following, text):
            return list(parts[at:])
    return []


def _may_begin(part: _Part, following: _Part | None, text: str) -> bool:
    """Return whether a date begins with a word: it is no name, which would have a capital and nothing before it."""
    word = text[part.start : part.end]
    is_letter = len(word) == 1 and word.lower() != word.upper()
    if is_letter and text[part.end : part.end + 1] not in (".", ":"):
        return False
    if text[: part.start].rstrip()[-1:] in _OPENS:
        return True
    if part.kind == _MONTH:
        return following is not None and following.kind == _DAY
    return part.kind == _ACRONYM or word == word.lower()


@cache
def _phrases() -> dict[str, str]:
    """Return the kind of each word and phrase that dates are made of."""
    found: dict[str, str] = {}
    for _, kind, forms, _ in read_cells(Path(__file__).with_name("life_dates.tsv"))[1:]:
        for form in forms.split(" " if kind == _MONTH else ","):
            if found.get(form) not in _TOLD:
                found[form] = kind
    return found
