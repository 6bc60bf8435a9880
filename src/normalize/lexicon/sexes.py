"""Who of the people in the lexicons that ship is a man or a woman: with the other's title the name is a spouse's."""

from __future__ import annotations

from functools import cache

from normalize.lexicon.table import tables_folder
from normalize.tsv import rows_of


@cache
def men() -> frozenset[str]:
    """Return the ids of men.

    >>> "local:joe-biden" in men(), "local:angela-merkel" in men()
    (True, False)
    """
    return _find("m")


@cache
def women() -> frozenset[str]:
    """Return the ids of women.

    >>> "local:joe-biden" in women(), "local:angela-merkel" in women()
    (False, True)
    """
    return _find("f")


def _find(sex: str) -> frozenset[str]:
    return frozenset(id for (id,) in rows_of(tables_folder() / "sexes.tsv", sex, column=1))
