"""Names in Han characters by how they read: who writes with a pinyin keyboard takes one character for another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, cached_property

import numpy as np

from normalize.lexicon.store import Store
from normalize.romanise.icu import romanise
from normalize.text import key, script

_HAN, _CHINESE = "Hani", "zh"
_PLACE = "place"
_PLACES = (_PLACE, "country")
_FEWEST, LONGEST = 3, 8  # syllables of a name that few others read like
_LONG = 5  # and of one in which two characters may be others
_KNOWN, _TOWN = 100_000, 15_000  # people of a place that a text may mean by a misspelt name; where the name is longer
# Countries whose own people are called in Han characters, so that another one is another name: 李家超, 李佳超.
_WRITTEN_SO = frozenset({"CN", "HK", "JP", "KP", "KR", "MO", "MY", "SG", "TW", "VN"})
_SAME = re.compile("(?<=^[zcs])h|(?<=[aei]n)g$")  # 三 and 桑, 金 and 京
# What a name may end in that says what is called so: 北京是 is no 北京市.
_KINDS = frozenset("市县区省州镇乡村郡道府国洲人语文族山河江湖海岛湾港")


class Homophones:
    """The names of one store that Chinese texts may write with other characters of the same sound."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, characters: str) -> Iterator[tuple[int, str]]:
        """Yield the names that some characters begin with but for one that reads alike: how many, and the exact key.

        >>> from normalize import load
        >>> found = load().resolver.knowledge.homophones
        >>> [list(found.find(text)) for text in ("基是讷乌", "基希讷乌", "北京是")]
        [[], [], []]
        >>> list(found.find("马得里昨天"))
        [(3, '马德里')]
        """
        sounds = [_read(character) for character in characters[:LONGEST]]
        if " ".join(sounds[:_FEWEST]) not in self._heads:
            return
        for size in range(len(sounds), _FEWEST - 1, -1):
            for name in self._names.get(" ".join(sounds[:size]), ()):
                others = sum(map(str.__ne__, name, characters))
                if 0 < others <= (2 if size >= _LONG else 1):
                    yield size, name
                    break

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The first syllables of the names."""
        return frozenset(" ".join(sounds.split()[:_FEWEST]) for sounds in self._names)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """The exact keys of the names by their syllables."""
        found: dict[str, list[str]] = {}
        for name in list_written(self._store, _CHINESE, (_HAN,)):
            text = self._store.name_text(name)
            exact = key(text) if _FEWEST <= len(text) <= LONGEST else ""
            if _is_han(exact) and exact[-1] not in _KINDS and self._may_be_respelt(name, len(exact)):
                known = found.setdefault(" ".join(map(_read, exact)), [])
                known += [exact] if exact not in known else []
        return found

    def _may_be_respelt(self, name: int, size: int) -> bool:
        """Return whether a name with another character is not another name."""
        store, entity = self._store, int(self._store.name_entity[name])
        spelt = store.types[store.entity_type[entity]] in _PLACES or _WRITTEN_SO.isdisjoint(store.country(entity))
        return spelt and is_known(store, name, _KNOWN if size == _FEWEST else _TOWN)


def list_written(store: Store, lang: str, scripts: Collection[str]) -> list[int]:
    """Return the numbers of the names in a language, or of none that is known, in some scripts, but of small places."""
    langs = [n for n, own in enumerate(store.langs) if own.partition("-")[0] in ("", lang)]
    written = [n for n, own in enumerate(store.scripts) if own in scripts]
    places = [n for n, type in enumerate(store.types) if type == _PLACE]
    large = (store.entity_weight >= _TOWN) | ~np.isin(store.entity_type, places)
    ours = np.isin(store.name_script, written) & np.isin(store.name_lang, langs) & large[store.name_entity]
    numbers: list[int] = np.flatnonzero(ours).tolist()
    return numbers


def is_known(store: Store, name: int, people: int) -> bool:
    """Return whether something else than a place bears a name, or one in which so many people live."""
    entity = int(store.name_entity[name])
    return store.types[store.entity_type[entity]] != _PLACE or bool(store.entity_weight[entity] >= people)


def _is_han(exact: str) -> bool:
    return bool(exact) and all(script(character) == _HAN for character in exact)


@cache
def _read(character: str) -> str:
    """Return how a character reads in Chinese, without its tone and what the South of China does not tell apart."""
    syllable = romanise(character, _HAN, "")[0].lower() if script(character) == _HAN else ""
    return _SAME.sub("", syllable)
