"""The names of countries that a string is a slip of: Azerbaijn, where a country is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from functools import cached_property

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from normalize.form import Form
from normalize.lexicon.inflection import declined_languages
from normalize.lexicon.store import Store
from normalize.text import clean, key

COUNTRY = "country"
_FEWEST = 7  # letters of a name of which one may be wrong: Gambia and Zambia, Iran and Iraq are two
_KINDS = frozenset({"label", "short", "alias"})
_MOST = 20  # names that are looked at


class CountryNames:
    """What the countries of one store are called in some languages, and in those whose endings are known.

    Read-only, safe to share between threads.
    """

    def __init__(self, store: Store, languages: Set[str]) -> None:
        self._store, self._languages = store, languages

    def find_slipped(self, form: Form) -> str:
        """Return the exact key of the name that a string is one slip from, "" where no country or several have one.

        A slip is a letter missed, added, changed or swapped with the next, and never the first (Damerau 1964). Of names
        that are as near the first one is told.

        >>> from normalize import load
        >>> from normalize.form import analyse
        >>> names = CountryNames(load().resolver.store, {"en"})
        >>> [names.find_slipped(analyse(name)) for name in ("Venezuala", "Siberia")]
        ['venezuela', '']
        """
        if len(form.key) < _FEWEST:
            return ""
        names = self._names.get((form.script, form.key[0]), {})
        near = extract(form.key, list(names), scorer=OSA.distance, score_cutoff=1, limit=_MOST)
        bearers = set[int]().union(*(names[name] for name, _, _ in near))
        return str(near[0][0]) if len(bearers) == 1 else ""

    @cached_property
    def _names(self) -> dict[tuple[str, str], dict[str, set[int]]]:
        """The exact keys of names by their script and first letter, each with the countries that bear it."""
        found: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        store, languages = self._store, (self._languages | declined_languages()) - {""}
        countries = np.isin(store.entity_type, [n for n, type_ in enumerate(store.types) if type_ == COUNTRY])
        for entity in np.flatnonzero(countries).tolist():
            for name in self._list_names(entity, languages):
                exact = key(clean(store.name_text(name)).text)
                if len(exact) >= _FEWEST - 1:
                    found[store.script(name), exact[0]][exact].add(entity)
        return dict(found)

    def _list_names(self, entity: int, languages: Set[str]) -> Iterator[int]:
        """Yield the names of a country in the languages, but for codes and words for its people."""
        for number in self._store.names(entity):
            name = self._store.name(number)
            if name.kind in _KINDS and name.lang.partition("-")[0] in languages:
                yield number
