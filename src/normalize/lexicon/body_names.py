"""Names of parties, armed groups and services that a town bears in some language too: Hamas is no German town."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from normalize.tsv import read_cells


def is_body_name(exact: str, romans: Iterable[str] = ()) -> bool:
    """Return whether an exact key, or one of its readings, is the name of a body before it is that of a town.

    >>> is_body_name("hamas"), is_body_name("unità", ["unita"]), is_body_name("hamm")
    (True, True, False)
    """
    return not _names().isdisjoint((exact, *romans))


@cache
def _names() -> frozenset[str]:
    return frozenset(name for (name,) in read_cells(Path(__file__).with_name("body_names.tsv"))[1:])
