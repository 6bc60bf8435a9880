"""Chinese cities that the tables know as 石嘴山市 alone, and papers write as 石嘴山."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from normalize.lexicon.table import NameRow
from normalize.text import key

_CHINA = "CN"
_CITY = re.compile("([\u4e00-\u9fff]{2,})市")  # a county is seldom written without 县, which 共和 (republic) shows


def add_bare_names(rows: Iterable[NameRow], ordinary: Container[str] = ()) -> Iterator[NameRow]:
    """Yield rows, and after them the names of Chinese cities without 市.

    Not where anything has the bare name already, nor two cities, nor where it is an ordinary word, given as an exact
    key.

    >>> city = NameRow("geonames:12324556", "石嘴山市", country=("CN",), lang="zh")
    >>> [row.name for row in add_bare_names([city])]
    ['石嘴山市', '石嘴山']
    >>> [row.name for row in add_bare_names([city], ordinary={"石嘴山"})]
    ['石嘴山市']
    """
    chinese: set[str] = set()
    known: set[str] = set()
    found: dict[str, NameRow] = {}
    several: set[str] = set()
    for row in rows:
        yield row
        if _CHINA in row.country:
            chinese.add(row.id)
        known.add(row.name)
        named = _CITY.fullmatch(row.name)
        if named and row.id in chinese:
            other = found.setdefault(named[1], row)
            several |= {named[1]} if other.id != row.id else set()
    for bare, row in found.items():
        if bare not in known and bare not in several and key(bare) not in ordinary:
            yield replace(row, name=bare, kind="alias", country=(), region=(), weight=None, lat=None, lon=None)
