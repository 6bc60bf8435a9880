"""Names in katakana by how they look: ソ is taken for ン, パ for バ, and ー and ッ are left out or put in."""

from __future__ import annotations

import unicodedata
from functools import cached_property

from rapidfuzz.distance import OSA

from normalize.index.homophones import is_known, list_written
from normalize.lexicon.store import Store
from normalize.text import key

_KANA, _HAN, _JAPANESE = "Kana", "Hani", "ja"
_FEWEST, _LONG, _LONGEST = 4, 6, 20  # letters of a name; of one that is like few other words
_KNOWN, _METROPOLIS = 100_000, 400_000  # people of a place that a text may mean by it; of one of a short name
# Letters that are written nearly alike, and small ones.
_ALIKE = str.maketrans("ソツァィゥェォャュョヮヵヶ", "ンシアイウエオヤユヨワカケ", "ーッ\u3099\u309a")


class Lookalikes:
    """The names of one store that Japanese texts may write with letters that look nearly so, or two of them swapped."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, word: str) -> str:
        """Return the exact key of the name that a word looks nearly like, the likest one, or "".

        >>> from normalize import load
        >>> found = load().resolver.knowledge.lookalikes
        >>> [found.find(word) for word in ("パルセロナ", "ロソドソ", "ヘルシキン", "バルコニー")]
        ['バルセロナ', 'ロンドン', 'ヘルシンキ', '']
        """
        letters = fold(word) if _FEWEST <= len(word) <= _LONGEST else ""
        near = [name for name in self._names.get(_sort(letters), ()) if OSA.distance(letters, fold(name)) <= 1]
        return min(near, key=lambda name: OSA.distance(word, name), default="")

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """The exact keys of the names by the letters that are left of them where those that look alike are one."""
        found: dict[str, list[str]] = {}
        for name in list_written(self._store, _JAPANESE, (_KANA, _HAN)):
            text = self._store.name_text(name)
            exact = key(text) if _FEWEST <= len(text) <= _LONGEST else ""
            if " " not in exact and is_known(self._store, name, _KNOWN if len(exact) >= _LONG else _METROPOLIS):
                known = found.setdefault(_sort(fold(exact)), [])
                known += [exact] if exact not in known else []
        return found


def fold(word: str) -> str:
    """Return a word in katakana with one letter for all that look alike, and without ー and ッ.

    >>> fold("ロソドソ") == fold("ロンドン"), fold("ブリュセル") == fold("ブリュッセル")
    (True, True)
    """
    return unicodedata.normalize("NFD", word).translate(_ALIKE)


def _sort(letters: str) -> str:
    return "".join(sorted(letters))
