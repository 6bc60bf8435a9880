"""All names of the entities of one lexicon, as the rules ask for them that tell a name from a bearer's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalize.form import analyse
from normalize.index.spellings import Spellings
from normalize.lexicon.store import Store
from normalize.match.called import Called, find_family

_MOST_CALLED = 1 << 12  # people whose names are remembered


class OwnNames:
    """The names of the entities of one store; read-only, safe to share between threads.

    `places_alone` says that all of them are places and countries.
    """

    def __init__(self, store: Store, spellings: Spellings) -> None:
        self.store, self.spellings = store, spellings
        self.places_alone = set(store.types) <= {"place", "country"}
        self._called: dict[tuple[int, str], Called] = {}

    def type(self, entity: int) -> str:
        """Return the type of an entity."""
        return self.store.types[int(self.store.entity_type[entity])]

    def list_all(self, entity: int) -> list[str]:
        """Return all names of an entity."""
        return list(map(self.store.name_text, self.store.names(entity)))

    def list_in(self, entity: int, script: str) -> list[str]:
        """Return the names of an entity in a script."""
        return list(map(self.store.name_text, self.find_in(entity, script)))

    def find_in(self, entity: int, script: str) -> Iterator[int]:
        """Yield the numbers of the names of an entity in a script."""
        return (name for name in self.store.names(entity) if self.store.script(name) == script)

    def weigh(self, entity: int) -> float:
        """Return the weight of an entity; of more names where others have one, for who is written about has more."""
        return float(self.store.weights[entity]) or float(self.store.count_names(entity))

    def called(self, entity: int, script: str) -> Called:
        """Return the words of a person's names in Latin letters and in a script."""
        found = self._called.get((entity, script))
        if found is None:
            if len(self._called) >= _MOST_CALLED:
                self._called.clear()
            found = self._called[entity, script] = self._call(entity, script)
        return found

    def is_family_of_another(self, word: str, entity: int) -> bool:
        """Return whether the label of another person ends in a word, as it is read."""
        spellings, store = self.spellings, self.store
        for name, holder in spellings.list_names(spellings.read_as(word)):
            other = int(store.name_entity[name])
            label = other != entity and store.kind(name) == "label" and self.type(other) == "person"
            if label and spellings.romans(holder)[0].rpartition(" ")[2] == word:
                return True
        return False

    def _call(self, entity: int, script: str) -> Called:
        store, names = self.store, list(self.store.names(entity))
        # What is short for a person is the family name, but for letters alone: JFK.
        short = {name for name in names if store.kind(name) == "short" and not store.name_text(name).isupper()}
        full = [name for name in names if name not in short]
        near = {name for name in names if store.script(name) in ("Latn", script)}
        called = self._read(name for name in names if name in short & near)
        # Only many names tell what the family name is.
        family = called or find_family(self._read(full, several=True))
        # Read without its language, as what is asked for.
        own = (store.name_text(name) for name in names if name in short and store.script(name) == script)
        alone = [analyse(name).romans[0] for name in own]
        label = self._read([int(store.name_ends[entity])])
        alone += [*called, *(word for name in label for word in name.split()[-1:])] if alone else []
        return Called.of(self._read((name for name in full if name in near), several=True), family, alone)

    def _read(self, names: Iterable[int], *, several: bool = False) -> list[str]:
        """Return the first readings of some names, or of those of several words."""
        found = (roman for name in names for roman in self.spellings.romans(self.spellings.of_name(name))[:1])
        return [roman for roman in found if not several or " " in roman]
