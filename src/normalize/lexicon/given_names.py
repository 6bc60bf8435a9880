"""Other given names that the bearer of one may be called by: Bill is William, Мікола Николай (`given_names.tsv`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from normalize.lexicon.table import tables_folder
from normalize.tsv import rows_of

TABLE = "given_names.tsv"
_WORDS = 3  # a longer name has its given name anywhere


def list_given_names(exact: str) -> Iterator[tuple[str, bool]]:
    """Yield the exact key of a person's name with its first or last word as another form of that given name.

    Each with whether the form is the same name in a neighbouring language or everyday spelling, not a short form.

    >>> dict(list_given_names("мікола статкевіч"))["мікалай статкевіч"], dict(list_given_names("bill gates"))
    (True, {'william gates': False})
    """
    words = exact.split()
    if not 1 < len(words) <= _WORDS:
        return
    for at in (0, len(words) - 1):
        for other, same in _find(words[at]).items():
            yield " ".join([*words[:at], other, *words[at + 1 :]]), same


@cache
def _find(word: str) -> Mapping[str, bool]:
    """Return the other forms of a given name, those of the same name before short ones."""
    same, short = _beside("same"), _beside("short")
    alike = _spread([word], same)
    called = [other for one in (word, *alike) for other in short.get(one, ())]
    others = dict.fromkeys(alike, True)
    for other in (*called, *_spread(called, same)):
        others.setdefault(other, False)
    others.pop(word, None)
    return others


def _spread(words: list[str], same: Mapping[str, list[str]]) -> list[str]:
    """Return the names of which some words are forms, and their other forms."""
    names = [name for word in words for name in same.get(word, ())]
    return list(dict.fromkeys([*names, *(form for name in names for form in same.get(name, ()))]))


@cache
def _beside(kind: str) -> Mapping[str, list[str]]:
    """Return what stands beside each word in the table, either way round: names that are the same, or short ones."""
    found: dict[str, list[str]] = {}
    for form, of in rows_of(tables_folder() / TABLE, kind):
        for name in of.split(","):
            found.setdefault(form, []).append(name)
            found.setdefault(name, []).append(form)
    return found
