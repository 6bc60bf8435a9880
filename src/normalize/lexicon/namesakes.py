"""Small places that core leaves out and that bear the name of a place elsewhere which it has: Kula is in Serbia too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from normalize.lexicon.table import tables_folder
from normalize.tsv import read_cells

TABLE, HEADER = "namesakes.tsv", "name\tcountry\tpeople"


class Namesake(NamedTuple):
    """A place that the lexicon may lack: its country and its people."""

    country: str
    people: float


def list_namesakes(exact: str) -> Sequence[Namesake]:
    """Return the places of a name, an exact key, in countries where core has none.

    >>> [namesake.country for namesake in list_namesakes("kula")], list_namesakes("minsk")
    (['BG', 'RS', 'US'], ())
    """
    return _read().get(exact, ())


@cache
def _read() -> Mapping[str, Sequence[Namesake]]:
    found: dict[str, list[Namesake]] = {}
    for exact, country, people in read_cells(tables_folder() / TABLE)[1:]:
        found.setdefault(exact, []).append(Namesake(country, float(people)))
    return found
