"""From a Form to the names that could be meant: exact keys first, names that sound alike next."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalize.errors import LexiconError
from normalize.form import Form, readings_digest
from normalize.index.exact import HashIndex
from normalize.index.sound import SoundIndex
from normalize.lexicon.store import Store
from normalize.text import clean, key, scripts

_KEYS = 150  # sound keys looked at where the constraints hold
_KEYS_ELSEWHERE = 30  # and where the country contradicts: only to be shown behind
_READINGS = 1500  # of those keys, in all
_MASKS = 32  # constraints whose masks are remembered, a megabyte each for core
SHORTEST = 4  # letters that a reading must have to speak for a name by itself


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the caller knows: a type ("" for none) and countries (ISO 3166-1 codes, empty for none)."""

    type: str = ""
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mask:
    """What a constraint leaves: entities of the type, those of them not known to be elsewhere; and their keys."""

    entities: NDArray[np.bool_]
    entities_here: NDArray[np.bool_]
    keys: NDArray[np.bool_]
    keys_here: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the lexicon that could be meant; `roman` is its reading, `same` whether the query reads the same."""

    name: int
    entity: int
    roman: str
    exact: bool
    elsewhere: bool
    same: bool = False


class CandidateIndex:
    """The two retrievals over one lexicon; safe to share between threads."""

    def __init__(self, store: Store) -> None:
        if store.manifest.get("readings") != readings_digest():
            raise LexiconError(
                f"lexicon {store.arrays.folder} was built with other romanisation rules than this version has; "
                'rebuild it with "normalize lexicon build"'
            )
        arrays = store.arrays
        self._store = store
        self._keys = HashIndex(arrays["key.hash"], arrays["key.name"])  # type: ignore[arg-type]
        self._romans = HashIndex(arrays["roman.hash"], arrays["roman.reading"])  # type: ignore[arg-type]
        self._reading_text = arrays.strings("reading.text")
        self._reading_name = arrays["reading.name"]
        self._sound_reading = arrays["sound.reading"]
        self._sound_ends = arrays["sound.reading.ends"]
        self._sounds = SoundIndex(*(arrays[f"sound.{part}"] for part in ("ends", "postings", "idf", "norms")))  # type: ignore[arg-type]
        self._masks: dict[Constraint, _Mask] = {}

    def find_exact(self, form: Form, constraint: Constraint) -> list[Hit]:
        """Return the names whose exact key is the form's, of entities that the type allows."""
        hits = []
        for name in self._keys.find(form.key) if form.key else ():
            entity = int(self._store.name_entity[name])
            text = self._store.name_text(name)
            if not self._type_holds(entity, constraint) or key(clean(text).text) != form.key:
                continue
            if _is_word(form.text, text, self._store.kind(name)):
                continue
            hits.append(
                Hit(name, entity, form.romans[0] if form.romans else "", True, self._elsewhere(entity, constraint))
            )
        return hits

    def find_alike(self, form: Form, constraint: Constraint) -> list[Hit]:
        """Return names that read or sound like the form, of entities that the type allows."""
        if not form.sounds:
            return []
        spellings = {roman.replace(" ", "") for roman in form.romans}
        readings: dict[int, None] = {}
        for spelling in sorted(spellings):
            readings.update(dict.fromkeys(self._romans.find(spelling)))
        scores = self._sounds.score(form.sounds)
        mask = self._mask(constraint)
        searches = [(mask.keys_here, _KEYS)]
        if constraint.countries:
            searches.append((mask.keys, _KEYS_ELSEWHERE))
        for keys, most in searches:
            for sound in self._sounds.best(np.where(keys, scores, 0), most).tolist():
                first, last = int(self._sound_ends[sound]), int(self._sound_ends[sound + 1])
                readings.update(dict.fromkeys(self._sound_reading[first:last].tolist()))
                if len(readings) > _READINGS:
                    break
        numbers = np.fromiter(readings, dtype=np.int64, count=len(readings))
        names = self._reading_name[numbers]
        entities = self._store.name_entity[names]
        allowed = mask.entities[entities]
        columns = (numbers, names, entities, ~mask.entities_here[entities])
        found = zip(*(column[allowed].tolist() for column in columns), strict=True)
        hits = []
        for reading, name, entity, away in found:
            roman = self._reading_text[reading]
            spelling = roman.replace(" ", "")
            same = len(spelling) >= SHORTEST and spelling in spellings
            # Han characters that read the same are other words: 加賀 is not 甲賀.
            same = same and not ("Hani" in form.scripts and "Hani" in scripts(self._store.name_text(name)))
            hits.append(Hit(name, entity, roman, False, away, same))
        return hits

    def _type_holds(self, entity: int, constraint: Constraint) -> bool:
        return type_answers(self._store.types[self._store.entity_type[entity]], constraint.type)

    def _elsewhere(self, entity: int, constraint: Constraint) -> bool:
        if not constraint.countries:
            return False
        own = self._store.country(entity)
        return bool(own) and not any(c in constraint.countries for c in own)

    def _mask(self, constraint: Constraint) -> _Mask:
        """Return what a constraint leaves; remembered, since tables ask with the same few constraints."""
        found = self._masks.pop(constraint, None)
        if found is not None:
            self._masks[constraint] = found  # the newest is dropped last
        else:
            store = self._store
            typed = np.array([type_answers(t, constraint.type) for t in store.types], dtype=bool)[store.entity_type]
            here = typed
            if constraint.countries:
                ends = store.country_ends
                wanted = np.array([c in constraint.countries for c in store.countries], dtype=bool)
                matches = np.concatenate(([0], np.cumsum(wanted[store.country_codes])))
                here = typed & ((matches[ends[1:]] > matches[ends[:-1]]) | (ends[1:] == ends[:-1]))
            found = _Mask(typed, here, self._key_mask(typed), self._key_mask(here))
            self._masks[constraint] = found
            while len(self._masks) > _MASKS:
                with contextlib.suppress(KeyError, RuntimeError):  # another thread was quicker
                    del self._masks[next(iter(self._masks))]
        return found

    def _key_mask(self, entities: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which sound keys lead to one of some entities."""
        if entities.all():
            return np.ones(len(self._sound_ends) - 1, dtype=bool)
        good = entities[self._store.name_entity[self._reading_name[self._sound_reading]]]
        return np.asarray(np.logical_or.reduceat(good, self._sound_ends[:-1].astype(np.int64)))


def _is_word(query: str, alias: str, kind: str) -> bool:
    """Return whether a query is a word that only happens to have the letters of a code or a very short name.

    A code is written in capitals, and nobody writes a name of three letters small: "us", "no", "who" are words.
    """
    if kind == "code":
        return query != alias
    return len(query) <= 3 and query.islower() and not alias.islower()


def type_answers(own: str, wanted: str) -> bool:
    """Return whether an entity of type `own` answers to the type that is asked for.

    >>> type_answers("country", "place"), type_answers("place", "country"), type_answers("", "person")
    (True, False, True)
    """
    return not wanted or not own or own == wanted or (wanted == "place" and own == "country")
