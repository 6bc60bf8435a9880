"""Who of the people in the lexicons that ship is a man: a title of a woman before his family name is his wife's."""

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
    return frozenset(id for id, sex in read_cells(tables_folder() / "sexes.tsv")[1:] if sex == "m")
