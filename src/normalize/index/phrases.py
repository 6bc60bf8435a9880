"""Names of several words by their beginnings, for texts that have them in another grammatical case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from normalize.lexicon.inflection import is_case_form

_HEAD = 3  # letters at the beginning of a word that no case changes
_LONGEST = 10  # words


class Phrases:
    """Exact keys of several words, found by the first letters of the first two."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._begun: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        for phrase in keys:
            words = tuple(phrase.split())
            if 1 < len(words) <= _LONGEST:
                self._begun.setdefault(_begin(words), {})[words] = None

    def may_begin(self, words: Sequence[str]) -> bool:
        """Return whether some name begins like two words."""
        return _begin(words) in self._begun

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield the names that some words begin with, each in one case or another: how many words, and the exact key.

        >>> found = Phrases(["международная организация труда", "мид"])
        >>> list(found.find("международной организации труда в женеве".split()))
        [(3, 'международная организация труда')]
        """
        for name in self._begun.get(_begin(words), ()):
            size = len(name)
            if size <= len(words) and all(map(is_case_form, words[:size], name)):
                yield size, " ".join(name)


def _begin(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word[:_HEAD] for word in words[:2])
