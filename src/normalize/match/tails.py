"""What stands behind the name of a firm, or says which part of it, and makes of it the name of another one.

Strela-M is not Strela, nor Metallinvest-Yug Metallinvest; but what many names have may be left out: Trading, Group.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from normalize.match.places import is_compass
from normalize.tsv import rows_of

TAIL = "what is left out tells it from another of the name"
_JOINED = re.compile(r"(?<=\w{3})-(\w+)")  # a word that a hyphen joins to the one before it, which is no article
_STOPPED = re.compile(r"\b(?:\w\. ?){2,}")  # E.I.R.L.
_LETTERS = frozenset("bcdfghjklmnpqrstvwxz")  # what is no word by itself, as e and i are in Persian


def lacks_tail(
    alone: Collection[str], words: Sequence[str], distinct: Collection[str], joined: Collection[str]
) -> bool:
    """Return whether words that a name leaves out of another one tell the two apart.

    `alone` are those words, `words` all of the other name, `distinct` those that tell organisations apart, and `joined`
    those that a hyphen joins to the word before them.

    >>> [lacks_tail([tail], ["strela", tail], ["strela"], []) for tail in ("m", "yug", "group")]
    [True, True, False]
    >>> lacks_tail(["trade"], ["strela", "trade"], ["strela"], ["trade"])
    True
    >>> lacks_tail(["general"], ["falcon", "general", "trading"], ["falcon"], [])
    True
    """
    last = words[-1]
    if last in alone and (len(last) == 1 or last in joined or last in distinct or last in _words_for("tail")):
        return True
    if any(is_compass(word) or (word in joined and word in _LETTERS) for word in alone):
        return True
    which = _words_for("which")
    return any(word in which and word in alone and other not in alone for word, other in pairwise(words))


def list_stopped(text: str) -> list[str]:
    """Return the letters with stops in a name, which are a legal form that is not known, if no acronym.

    >>> list_stopped("Inversiones Tumi E.I.R.L."), list_stopped("Strela-M.")
    (['E.I.R.L.'], [])
    """
    return _STOPPED.findall(text)


def list_joined(text: str) -> list[str]:
    """Return the words of a name, as it is written, that a hyphen joins to the one before them.

    >>> list_joined("КБ «Стрела-М»"), list_joined("Al-Noor Trading")
    (['М'], [])
    """
    return _JOINED.findall(text)


@cache
def _words_for(rule: str) -> frozenset[str]:
    return frozenset(form for _, form in rows_of(Path(__file__).with_name("tails.tsv"), rule))
