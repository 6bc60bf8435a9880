"""Words and endings that names are told apart by: the table `vetoes.tsv`, of which each room reads its own rows."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise
from pathlib import Path

from normalize.text import main_script
from normalize.tsv import rows_of

NAME = "a word is another name"


@cache
def words_for(rule: str) -> frozenset[str]:
    """Return the words or endings of one rule.

    >>> "bin" in words_for("particle")
    True
    """
    return frozenset(form for form, _ in read_rule(rule))


@cache
def endings_for(rule: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what the names of one rule end in, each with what those end in that they are made of.

    >>> dict(endings_for("daughter"))["dzka"]
    ('dzki', 'dzky')
    """
    return tuple((form, tuple(part.strip("-") for part in base.split())) for form, base in read_rule(rule))


def read_rule(rule: str) -> list[tuple[str, str]]:
    """Return the forms of one rule, in their order, each with its base.

    >>> read_rule("chain")[0]
    ('bin', '')
    """
    return [(form, base) for _, form, base in rows_of(Path(__file__).with_name("vetoes.tsv"), rule)]


def is_elder(exact: str, other: str) -> bool:
    """Return whether an exact key is that of the father of whom another one is: Joe Biden Sr.

    >>> is_elder("joe biden sr", "joe biden"), is_elder("george bush sr", "bush sr"), is_elder("sr maduro", "maduro")
    (True, False, False)
    """
    one, two = (name.rpartition(" ")[2] in words_for("elder") for name in (exact, other))
    return one and not two


def write_generation(text: str) -> str:
    """Return a name with the word behind it for a father or a son of one name as English has it, others unchanged.

    >>> write_generation("Karl Eichhorn sen."), write_generation("Luis Ortega hijo"), write_generation("Amartya Sen")
    ('Karl Eichhorn sr', 'Luis Ortega jr', 'Amartya Sen')
    """
    name, _, last = text.rstrip().rpartition(" ")
    generation = _generations().get(last.lower()) or _generations().get(last.lower().rstrip("."))
    return f"{name} {generation}" if " " in name.strip() and generation else text


def lacks_prefix(words: Set[str], own: Sequence[str]) -> bool:
    """Return whether some words are those of a name but for what makes its family another: Margaryan, Ter-Margaryan.

    >>> [lacks_prefix({"artak", name}, ["artak", "ter", "margaryan"]) for name in ("margaryan", "termargaryan")]
    [True, False]
    """
    return any(
        word == prefix and words.isdisjoint((word, word + behind)) and behind.endswith(bases)
        for word, behind in pairwise(own)
        for prefix, bases in endings_for("prefix")
    )


@cache
def _generations() -> dict[str, str]:
    """Return the words for a father or a son of one name, each with the English one; in Cyrillic that is none."""
    elders = {word: "sr" for word in words_for("elder") if main_script(word) == "Latn"}
    return elders | dict(read_rule("generation"))
