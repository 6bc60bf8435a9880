"""Well-known people by their family names, for texts that name them by these alone."""

from __future__ import annotations

from functools import cache

import numpy as np

from normalize.lexicon.inflection import is_case_form, list_nominatives
from normalize.lexicon.store import Store
from normalize.text import clean, key

_PERSON = "person"
_LEAST = 4  # letters of a family name
_KNOWN = 100_000  # how prominent somebody is whom all call so


class Families:
    """The well-known people of one store by the last words of their labels."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of_language = cache(self._list)

    def find(self, word: str, language: str) -> str:
        """Return the label of the only one whose family name a word is in some case of a language, or "".

        >>> from normalize import load
        >>> families = load().resolver.knowledge.families
        >>> families.find("пескову", "ru"), families.find("пскову", "ru")
        ('дмитрий песков', '')
        """
        labels = self._of_language(language)
        forms = [word] if word in labels else list_nominatives(word) if labels else ()
        return next((labels[form] for form in forms if form in labels and is_case_form(word, form, language)), "")

    def _list(self, language: str) -> dict[str, str]:
        """Return the labels of well-known people in a language by their last words, "" for one that two share."""
        store, found = self._store, dict[str, str]()
        known = store.entity_weight >= _KNOWN
        known &= np.isin(store.entity_type, [n for n, type_ in enumerate(store.types) if type_ == _PERSON])
        for entity in np.flatnonzero(known).tolist():
            for name in map(store.name, store.names(entity)):
                label = key(clean(name.name).text) if (name.lang, name.kind) == (language, "label") else ""
                family = label.rpartition(" ")[2] if " " in label else ""
                if len(family) >= _LEAST:
                    found[family] = "" if found.get(family, label) != label else label
        return found
