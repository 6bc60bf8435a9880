"""Who of the people in the lexicons that ship is a man and who a woman: titles of the other sex are not theirs."""

from __future__ import annotations

from functools import cache

from normalize.lexicon.table import tables_folder
from normalize.tsv import read_cells


@cache
def men() -> frozenset[str]:
    """Return the ids of men.

    >>> "local:joe-biden" in men(), "local:angela-merkel" in men()
    (True, False)
    """
    return _list("m")


@cache
def women() -> frozenset[str]:
    """Return the ids of women.

    >>> "local:angela-merkel" in women()
    True
    """
    return _list("f")


def _list(sex: str) -> frozenset[str]:
    return frozenset(id for id, own in read_cells(tables_folder() / "sexes.tsv")[1:] if own == sex)
