"""What a lexicon knows of its entities, by their ids: how prominent they are, where they lie, what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from normalize.annotate.languages import NEAR, tell_of
from normalize.match.setting import Point
from normalize.resolution import Resolution
from normalize.resolver import Asked, Resolver
from normalize.text import clean, key

_LABEL, _ENGLISH = "label", "en"
_LOOKED_AT = 10  # candidates of a name in a country
_WEIGHTS, _NAMED = 1 << 16, 1 << 13  # entities whose weight, and whose names are remembered


class Entities:
    """The entities of a lexicon as a reader of texts asks for them."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver, self._store = resolver, resolver.store
        self.weight = lru_cache(_WEIGHTS)(resolver.weight)
        self.count_names = lru_cache(_WEIGHTS)(resolver.count_names)
        self.keys = lru_cache(_NAMED)(self._list_keys)

    def look_in(self, names: Sequence[str], codes: Iterable[str]) -> list[Resolution]:
        """Return what names mean as places in each of some countries or regions, or anywhere for ""."""
        asked = [Asked(name, "place", code or None) for code in codes for name in names]
        return self._resolver.resolve_all(asked, _LOOKED_AT)

    def keep_known(self, exacts: Iterable[str]) -> list[str]:
        """Return those of some exact keys, each once, that are names in the lexicon."""
        asked = list(dict.fromkeys(exacts))
        known = self._resolver.knowledge.are_known(asked)
        return [exact for exact, is_known in zip(asked, known, strict=True) if is_known]

    def place(self, id: str) -> Point | None:
        """Return where an entity lies, None where that is not known."""
        return self._store.place(self._store.find(id))

    def regions(self, id: str) -> Sequence[str]:
        """Return the codes of the regions that an entity is in."""
        return self._store.region(self._store.find(id))

    def names(self, id: str) -> list[str]:
        """Return all names of an entity."""
        return [self._store.name_text(name) for name in self._store.names(self._store.find(id))]

    def is_called(self, id: str, exact: str, lang: str) -> bool:
        """Return whether an entity bears an exact key in a language, a neighbour of it, English or none."""
        return exact in map(self._key, self._find_names(id, self._list_near(lang)))

    def label(self, id: str, lang: str) -> str:
        """Return the name of record of an entity in a language, or "" where no source says."""
        store = self._store
        own = (name for name in store.names(store.find(id)) if store.kind(name) == _LABEL)
        return next((store.name_text(name) for name in own if store.name(name).lang == lang), "")

    def _list_keys(self, id: str, script: str, lang: str) -> list[str]:
        """Return the exact keys of the names of an entity in a script, in a language, a neighbour of it or English.

        A name that several languages spell alike is filed under one of them.
        """
        near = self._find_names(id, self._list_near(lang))
        return list(dict.fromkeys(self._key(name) for name in near if self._store.script(name) == script))

    @staticmethod
    def _list_near(lang: str) -> tuple[str, ...]:
        return (lang, "", _ENGLISH, *tell_of(NEAR, lang))

    def _find_names(self, id: str, langs: Sequence[str]) -> Iterator[int]:
        """Yield the numbers of the names of an entity in some languages."""
        store = self._store
        return (name for name in store.names(store.find(id)) if store.name(name).lang.partition("-")[0] in langs)

    def _key(self, name: int) -> str:
        return key(clean(self._store.name_text(name)).text)
