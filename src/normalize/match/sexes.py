"""Men and women of nearly the same name: Gabriel and Gabrielle (`sexes.tsv`), Nawrocki and Nawrocka (`vetoes.tsv`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from pathlib import Path

from normalize.match.name_words import endings_for
from normalize.tsv import read_cells

_UNDECLINED = frozenset("aeiou")  # what a family name ends in that has the same form in all cases, in Cyrillic
_LATIN = frozenset({"Latn"})
_REMEMBERED = 1 << 12  # pairs of words
_STEM = 3  # letters that a family name and its cases have in common


def have_other_sexes(query: Sequence[str], alias: Sequence[str], scripts: Collection[str]) -> bool:
    """Return whether the words of two names, as they are read, are those of a woman and of a man.

    `scripts` are those that the two are written in. What may be a case of a man's name is not told apart: where the
    family name has changed too, and in Cyrillic letters where it may be one that never does. Other scripts leave out a
    silent e, and Belarusian writes an unstressed o as a.

    >>> pairs = (("Gabrielle Boric", "Gabriel Boric"), ("Martina Vissera", "Martin Visser"))
    >>> [have_other_sexes(one.lower().split(), other.lower().split(), ["Latn"]) for one, other in pairs]
    [True, False]
    >>> names = (["valentina", "butko"], ["valentin", "butko"]), (["valentina", "shevchuk"], ["valentin", "shevchuk"])
    >>> [have_other_sexes(*pair, ["Cyrl"]) for pair in names]
    [False, True]
    """
    one, other = ([word for word in words if word not in others] for words, others in ((query, alias), (alias, query)))
    women = _men().keys()
    if women.isdisjoint(one) and women.isdisjoint(other):
        return False
    for name in one:
        for own in other:
            if _are_woman_and_man(name, own, scripts) and not _may_be_case(name, own, query, alias, scripts):
                return True
            if _are_woman_and_man(own, name, scripts):
                return True
    return False


def _are_woman_and_man(woman: str, man: str, scripts: Collection[str]) -> bool:
    if man not in _men().get(woman, ()):
        return False
    return _LATIN.issuperset(scripts) or (woman[-1] == "a" and man[-1] != "o")


def _may_be_case(name: str, man: str, query: Sequence[str], alias: Sequence[str], scripts: Collection[str]) -> bool:
    """Return whether the name of a woman in a query is one that a man's may have in another case."""
    if not name.endswith("a") or not name.startswith(man[:-1]):
        return False
    rest, own = [word for word in query if word != name], [word for word in alias if word != man]
    changed = [word for word in rest if word not in own]
    if changed:
        return any(word[:_STEM] == other[:_STEM] for word in changed for other in own)
    return "Cyrl" in scripts and all(word[-1] in _UNDECLINED for word in rest)


@cache
def _men() -> dict[str, frozenset[str]]:
    """Return the names of men that each name of a woman is like."""
    found: dict[str, set[str]] = {}
    for _, women, men in read_cells(Path(__file__).with_name("sexes.tsv"))[1:]:
        for woman in women.split():
            found.setdefault(woman, set()).update(men.split())
    return {woman: frozenset(men) for woman, men in found.items()}


def is_of_woman(name: str, man: str) -> bool:
    """Return whether a given name is a woman's beside that of a man: Daniela, Daniel; Maria, Mario.

    >>> [is_of_woman(*pair) for pair in (("daniela", "daniel"), ("maria", "mario"), ("daniele", "daniel"))]
    [True, True, False]
    """
    return any(
        name.endswith(hers) and man == name[: -len(hers)] + his and len(man) >= _STEM
        for hers, endings in endings_for("sex")
        for his in endings
    )


def is_borne_by_other_sex(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether two names are the same but for the last word, a family name as a woman and as a man bear it.

    What Czech puts behind the family name of any woman says nothing: Merkelová.

    >>> is_borne_by_other_sex(["marta", "nawrocka"], ["marta", "nawrocki"])
    True
    """
    if len(query) != len(alias) or len(query) < 2 or list(query[:-1]) != list(alias[:-1]):
        return False
    one, other = query[-1], alias[-1]
    return is_of_other_sex(one, other) and not any(
        woman.endswith(form) and "" in men for woman in (one, other) for form, men in endings_for("daughter")
    )


@lru_cache(_REMEMBERED)
def is_of_other_sex(name: str, other: str) -> bool:
    """Return whether one of two family names is the other as a woman bears it: Nawrocka, Nawrocki.

    >>> [is_of_other_sex(*pair) for pair in (("nawrocka", "nawrocki"), ("trotsky", "trotskaya"), ("kafka", "kafki"))]
    [True, True, False]
    """
    return is_hers(name, other) or is_hers(other, name)


def is_hers(name: str, man: str) -> bool:
    """Return whether a family name is that of a man as a woman bears it.

    >>> is_hers("nawrocka", "nawrocki"), is_hers("nawrocki", "nawrocka")
    (True, False)
    """
    return any(
        name.endswith(hers) and man == name[: -len(hers)] + his and len(name) >= len(hers) + _STEM
        for hers, endings in endings_for("daughter")
        for his in endings
    )
