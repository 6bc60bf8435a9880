"""Words that are known personal names, in groups of spellings of one name: knowledge for matching, not entities.

The groups are those of `lexicons/name_tokens.tsv`, with the other forms of given names in `given_names.tsv`. A
differing word that is itself a known, different name is a contradiction; where one of the two is known nowhere it may
be noise.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.form import analyse_alias
from normalize.index.exact import HashIndex
from normalize.lexicon.store import Arrays
from normalize.text import clean, key

_READINGS = 2  # of a word that may be a personal name


class NameTokens:
    """Groups of known name words by their plain spelling.

    `ordinary` are the words of languages, by the numbers of these, `spoken` those of their dictionaries, and `places`
    the names of countries and cities.
    """

    __slots__ = ("_groups", "_ordinary", "_places", "_spoken")

    def __init__(
        self,
        hashes: NDArray[np.uint64],
        groups: NDArray[np.uint32],
        ordinary: HashIndex | None = None,
        places: HashIndex | None = None,
        spoken: HashIndex | None = None,
    ) -> None:
        self._places = places
        self._groups = HashIndex(hashes, groups)
        self._ordinary, self._spoken = ordinary, spoken

    @property
    def arrays(self) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
        """The hashes of the words, ascending, and the group of each."""
        return self._groups.arrays

    def groups(self, word: str) -> frozenset[int]:
        """Return the groups that a plain word stands in; empty when it is no known name."""
        return frozenset(self._groups.find(word))

    def knows(self, word: str) -> bool:
        """Return whether a word, in any script, reads as a known name."""
        return any(map(self.groups, analyse_alias(word, None, _READINGS)[1]))

    def is_word(self, word: str) -> bool:
        """Return whether a word, in any script, reads as a known name or is an ordinary word of some language."""
        return self.is_ordinary(key(clean(word).text)) or self.knows(word)

    def is_ordinary(self, exact: str) -> bool:
        """Return whether a word, an exact key, is one of some language and no name: student, вулиця."""
        return bool(self._ordinary and self._ordinary.find(exact))

    def find_languages(self, exact: str) -> frozenset[int]:
        """Return the languages, by their numbers, that a word, an exact key, is an ordinary one of."""
        return frozenset(self._ordinary.find(exact)) if self._ordinary else frozenset()

    def find_dictionaries(self, exact: str) -> frozenset[int]:
        """Return the languages, by their numbers, in whose dictionary or list of ordinary words an exact key stands."""
        return self.find_languages(exact).union(self._spoken.find(exact) if self._spoken else ())

    def find_places(self, name: str) -> frozenset[int]:
        """Return the countries and cities, by their numbers, that a plain name is one of, or of whose people."""
        return frozenset(self._places.find(name)) if self._places else frozenset()

    def relate(self, readings: Iterable[str], alias: str) -> int:
        """Return 1 for two spellings of one known name, -1 when the query is a known name but not this one, else 0.

        `readings` are those of the query's word. Whether the alias is known does not matter: it stands in the
        lexicon, so it is a name.
        """
        mine = frozenset[int]().union(*map(self.groups, readings))
        if not mine:
            return 0
        return 1 if mine & self.groups(alias) else -1

    @staticmethod
    def load(folder: Path) -> NameTokens:
        """Return the name words that were compiled into a folder."""
        arrays = Arrays(folder)
        known = arrays["token.hash"], arrays["token.group"]
        ordinary = HashIndex(arrays["word.ordinary"], arrays["word.lang"])  # type: ignore[arg-type]
        places = HashIndex(arrays["place.hash"], arrays["place.group"])  # type: ignore[arg-type]
        spoken = HashIndex(arrays["word.spoken"], arrays["word.spoken.lang"])  # type: ignore[arg-type]
        return NameTokens(*known, ordinary, places, spoken)  # type: ignore[arg-type]


def is_personal(type: str) -> bool:
    """Return whether entities of a type may bear personal names.

    >>> is_personal(""), is_personal("place")
    (True, False)
    """
    return type in ("", "person")


# Knowledge of no names at all, for what bears no personal names.
NO_TOKENS = NameTokens(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint32))


def tokens_for(type: str, tokens: NameTokens) -> NameTokens:
    """Return what is known of personal names for a type that bears them, and nothing for any other type.

    >>> tokens_for("place", NO_TOKENS) is NO_TOKENS
    True
    """
    return tokens if is_personal(type) else NO_TOKENS
