"""Names of several words by their beginnings, for texts that have them in another grammatical case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.index.exact import HashIndex
from normalize.lexicon.inflection import is_case_form, is_slip, list_others
from normalize.lexicon.store import Store
from normalize.text import clean, key

_HEAD = 3  # letters at the beginning of a word that no case changes
_LONGEST = 10  # words
_BORN_OR_BUILT = ("person", "place")


class Phrases:
    """The names of several words that texts put in other cases: all but those of people and places."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._begun = HashIndex(store.arrays["phrase.hash"], store.arrays["phrase.name"])  # type: ignore[arg-type]

    def may_begin(self, words: Sequence[str]) -> bool:
        """Return whether some name begins like two words."""
        return bool(self._begun.find(begin(words)))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield the names that some words begin with, each in one case or another: how many words, and the exact key.

        >>> from normalize import load
        >>> found = load().resolver.knowledge.phrases
        >>> list(found.find("международной организации труда в женеве".split()))
        [(3, 'международная организация труда')]
        """
        for exact, name in self._list_begun(words):
            if all(map(is_case_form, words, name)):
                yield len(name), exact

    def find_slipped(self, words: Sequence[str]) -> Iterator[tuple[int, str, int]]:
        """Yield the names that some words begin with but for a slip in one: how many words, the exact key, and where.

        >>> from normalize import load
        >>> found = load().resolver.knowledge.phrases
        >>> list(found.find_slipped("صندوق النق الدولي".split()))
        [(3, 'صندوق النقد الدولي', 1)]
        """
        for exact, name in self._list_begun(words):
            others = list_others(words, name)
            if len(others) == 1 and is_slip(words[others[0]], name[others[0]]):
                yield len(name), exact, others[0]

    def _list_begun(self, words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """Yield the exact keys, and the words, of names that begin like some words and are no longer."""
        names = map(self._store.name_text, self._begun.find(begin(words)))
        for exact in dict.fromkeys(key(clean(name).text) for name in names):
            name = exact.split()
            if len(name) <= len(words) and begin(name) == begin(words):
                yield exact, name


def is_phrase(exact: str, type: str) -> bool:
    """Return whether an exact key, of an entity of a type, is to be found by its beginning.

    >>> is_phrase("international labour organization", "organisation"), is_phrase("saint petersburg", "place")
    (True, False)
    """
    return " " in exact and type not in _BORN_OR_BUILT and exact.count(" ") < _LONGEST


def begin(words: Sequence[str]) -> str:
    """Return what names are found by that begin like some words.

    >>> begin(["международной", "организации", "труда"])
    'меж орг'
    """
    return " ".join(word[:_HEAD] for word in words[:2])
