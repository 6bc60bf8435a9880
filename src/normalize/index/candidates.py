"""From a query to the names that could be meant: exact keys first, then near vectors of names and words, and slips."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from normalize.encoder import LENGTH, Encoder, Spelling
from normalize.errors import InputError, LexiconError, check_text, is_silent, name_kind, suggest
from normalize.form import Form, readings_digest
from normalize.index.exact import HashIndex
from normalize.index.groups import Groups
from normalize.index.slips import rank_slips
from normalize.index.spellings import Spellings, words_of
from normalize.lexicon.regions import read_codes
from normalize.lexicon.store import Store
from normalize.lexicon.variants import is_body, strip_syllabic
from normalize.loose import loosen, may_stand_for
from normalize.text import ALPHABETS, SHORT, clean, key, plain

_NEAREST = 200  # spellings near the whole query that are looked at
_NEAREST_ELSEWHERE = 30  # and where the country contradicts: only to be shown behind
_WORD_NEAREST = 24  # spellings near one word of the query
_WORD_PROBED = 48  # cells looked at for it: the very nearest are enough
_WORD_LEAST = 0.6  # a word less alike than this is another word
_HOLDERS = 3000  # names a word may stand in and still lead to them
_BY_WORDS = 60  # spellings found by their words that are looked at
_SLIPPED = 60  # spellings a slip or two from the query that are looked at
_WORDS = 6  # words of a query that are looked up, the rarest first
_FEW = 25_000
_MASKS = 32  # constraints whose masks are remembered, a few megabytes each for core


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the caller knows: a type ("" for none), countries (ISO 3166-1, empty for none), regions of them (3166-2)."""

    type: str = ""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


def make_constraint(type: str | None, country: str | Sequence[str] | None) -> Constraint:
    """Return the constraint that two arguments stand for; a country may be given by a region of it.

    Raises `InputError` for a code that is none of ISO 3166-1 or 3166-2, and for what is neither text nor codes.
    """
    if isinstance(country, (bytes, bytearray)):
        raise InputError(f"country is {name_kind(country)}; expected a code such as BY, or several")
    try:
        return _make_constraint(type, country if country is None or isinstance(country, str) else tuple(country))
    except (TypeError, InputError) as error:  # most constraints were made before: nothing of them is looked at again
        if any(one is not None and not isinstance(one, str) and is_silent(one) for one in (type, country)):
            return make_constraint(None if is_silent(type) else type, None if is_silent(country) else country)
        if isinstance(error, InputError):
            raise
        check_text("type", type, optional=True)
        raise InputError(f"country is {name_kind(country)}; expected a code such as BY, or several") from error


@lru_cache(maxsize=1 << 10)
def _make_constraint(type: str | None, country: str | tuple[str, ...] | None) -> Constraint:
    check_text("type", type, optional=True)
    codes = country.replace(",", " ").split() if isinstance(country, str) else country or ()
    return Constraint(type or "", *read_codes(codes))


@dataclass(frozen=True, slots=True)
class Query:
    """A form with its words, each with its rarity in the lexicon; `vectors` are of the whole, then of each word."""

    form: Form
    words: tuple[Spelling, ...]
    vectors: NDArray[np.int8]
    rarity: tuple[float, ...]

    @property
    def vector(self) -> NDArray[np.int8]:
        """The vector of the whole."""
        return np.asarray(self.vectors[0])

    @property
    def word_vectors(self) -> NDArray[np.int8]:
        """The vectors of the words."""
        return self.vectors[1:]


@dataclass(frozen=True, slots=True)
class Mask:
    """What a constraint leaves: entities of the type, those of them not known to be elsewhere, and their spellings.

    `few` are the numbers of these spellings where they are few.
    """

    entities: NDArray[np.bool_]
    entities_here: NDArray[np.bool_]
    spellings: NDArray[np.bool_]
    few: NDArray[np.int64] | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the lexicon that could be meant and the spelling it was found by."""

    name: int
    entity: int
    spelling: int
    exact: bool
    elsewhere: bool


class CandidateIndex:
    """The retrievals over one lexicon; safe to share between threads."""

    def __init__(self, store: Store, encoder: Encoder, encoder_digest: str) -> None:
        for part, own, what in (
            ("readings", readings_digest(), "romanisation rules"),
            ("encoder", encoder_digest, "encoder weights"),
        ):
            if store.manifest.get(part) != own:
                raise LexiconError(
                    f"lexicon {store.arrays.folder} was built with other {what} than this version has; "
                    'rebuild it with "normalize lexicon build"'
                )
        arrays = store.arrays
        self.spellings = Spellings(arrays)
        self._encoder = encoder
        self._store = store
        self._groups = Groups(arrays, len(store.countries))
        self._keys = HashIndex(arrays["key.hash"], arrays["key.name"])  # type: ignore[arg-type]
        self._masks: dict[Constraint, Mask] = {}

    def ask(self, form: Form) -> Query:
        """Return a form as a query: encoded, and its words looked up."""
        whole = form.letters, form.romans
        words = tuple(words_of(whole))
        vectors = self._encoder.encode([whole, *words])
        rarity = tuple(min((self.spellings.rarity_of(roman) for roman in word[1]), default=1.0) for word in words)
        return Query(form, words, vectors, rarity)

    def find_exact(self, form: Form, constraint: Constraint) -> list[Hit]:
        """Return the names whose exact key is the form's, of entities that the type allows, and their echoes.

        An echo is in another script, reads the same, and is no less the name of its entity: a hit that is not exact.
        """
        hits = []
        for name in self._keys.find(form.key) if form.key else ():
            entity = int(self._store.name_entity[name])
            text = self._store.name_text(name)
            if not self._type_holds(entity, constraint):
                continue
            exact = text == form.text or key(clean(text).text) == form.key
            spelling = -1 if exact else self._find_echo(form, name)
            if spelling < 0 and (not exact or _is_word(form.text, text, self._store.kind(name))):
                continue
            hits.append(Hit(name, entity, spelling, exact, self._elsewhere(entity, constraint)))
        return hits

    def list_careful(self, exact: str) -> list[str]:
        """Return the names, each once and cleaned, that an exact key may be a careless spelling of.

        So may that of an organisation be in Han or Hangul that leaves the legal form out, and a full name of a person
        in Latin letters that leaves marks out.
        """
        if exact.isascii():
            return self._list_marked(exact) if " " in exact else []
        found = {
            clean(self._store.name_text(name)).text: self._store.types[
                self._store.entity_type[self._store.name_entity[name]]
            ]
            for name in self._keys.find(loosen(exact))
        }
        return [
            text
            for text, type_ in found.items()
            if may_stand_for(exact, key(text)) or (is_body(type_) and strip_syllabic(key(text)) == exact)
        ]

    def _list_marked(self, exact: str) -> list[str]:
        """Return the full names of people in Latin letters that are the exact key but for marks that it has not."""
        store, spellings = self._store, self.spellings
        names = [name for spelling in spellings.read_as(exact) for name in spellings.names(spelling).tolist()]
        people = (name for name in names if store.types[store.entity_type[store.name_entity[name]]] == "person")
        texts = dict.fromkeys(clean(store.name_text(name)).text for name in people if store.script(name) == "Latn")
        return [text for text in texts if not text.isascii() and plain(key(text)) == exact]

    def _find_echo(self, form: Form, name: int) -> int:
        """Return the spelling in which a name under the key of a form, in another script, reads as it does, or -1.

        A form in other letters of the same key may read otherwise: then it is the first spelling of the name.
        """
        if self._store.script(name) == form.script:
            return -1
        same = (spelling for roman in form.romans for spelling in self.spellings.read_as(roman))
        found = next((spelling for spelling in same if name in self.spellings.names(spelling)), None)
        return self.spellings.of_name(name) if found is None else found

    def allows(self, entity: int, constraint: Constraint) -> bool:
        """Return whether an entity is of the type, and not known to be outside the countries, of a constraint."""
        return self._type_holds(entity, constraint) and not self._elsewhere(entity, constraint)

    def is_known(self, exact: str) -> bool:
        """Return whether some name has an exact key, or its hash."""
        return bool(self._keys.find(exact))

    def are_known(self, exacts: Sequence[str]) -> NDArray[np.bool_]:
        """Return of each exact key whether some name has it, or its hash."""
        return self._keys.hold(exacts)

    def find_near(self, query: Query, constraint: Constraint) -> list[Hit]:
        """Return names near the query, of entities that the type allows; nothing for what has no readings."""
        if not query.form.romans:
            return []
        here = self.mask(constraint)
        found = [self._by_reading(query), self._by_slips(query, here), *self._near(query, here, _NEAREST)]
        if constraint.countries:
            anywhere = self.mask(Constraint(constraint.type))
            found += self._near(query, anywhere, _NEAREST_ELSEWHERE)
        spellings = np.unique(np.concatenate(found))
        holders = [self.spellings.names(s) for s in spellings.tolist()]
        names = np.concatenate(holders) if holders else np.zeros(0, dtype=np.uint32)
        owner = np.repeat(spellings, [len(names) for names in holders])
        entities = self._store.name_entity[names]
        allowed = here.entities[entities] & self.spellings.legible(owner)
        columns = (names, entities, owner, ~here.entities_here[entities])
        found_hits = (
            Hit(name, entity, spelling, False, away)
            for name, entity, spelling, away in zip(*(c[allowed].tolist() for c in columns), strict=True)
        )
        if len(query.form.text) > SHORT:
            return list(found_hits)
        text, store = query.form.text, self._store
        return [h for h in found_hits if not _is_word(text, store.name_text(h.name), store.kind(h.name))]

    def _by_reading(self, query: Query) -> NDArray[np.int64]:
        """Return the spellings that read the same."""
        found = [s for roman in query.form.romans for s in self.spellings.read_as(roman)]
        return np.array(found, dtype=np.int64)

    def _by_slips(self, query: Query, mask: Mask) -> NDArray[np.int64]:
        """Return the spellings in the query's script, an alphabet, whose first readings are a slip or two from its."""
        if query.form.script not in ALPHABETS:
            return np.zeros(0, dtype=np.int64)
        asked = query.form.romans[0].replace(" ", "")
        found = self.spellings.slips.find(asked)
        found = found[mask.spellings[found]]
        readings = [self.spellings.romans(spelling)[0].replace(" ", "") for spelling in found.tolist()]
        ranked = found[rank_slips(asked, readings)]
        store, script = self._store, query.form.script
        own = [any(store.script(name) == script for name in self.spellings.names(s).tolist()) for s in ranked.tolist()]
        return ranked[own][:_SLIPPED]

    def _near(self, query: Query, mask: Mask, most: int) -> list[NDArray[np.int64]]:
        index = self.spellings.index
        found = [index.search(query.vector, most, mask.spellings, mask.few)[0]]
        by_words = self._by_words(query, mask)
        if len(by_words):
            found.append(by_words)
        return found

    def _by_words(self, query: Query, mask: Mask) -> NDArray[np.int64]:
        """Return the spellings of several words that share the rarest words with the query."""
        scores: list[NDArray[np.float32]] = []
        holders: list[NDArray[np.uint32]] = []
        for i in sorted(range(len(query.words)), key=lambda i: -query.rarity[i])[:_WORDS]:
            words, cosines = self.spellings.index.search(query.word_vectors[i], _WORD_NEAREST, probed=_WORD_PROBED)
            for word, cosine in zip(words.tolist(), cosines.tolist(), strict=True):
                if cosine < _WORD_LEAST:
                    break
                held = self.spellings.holders(word)
                if 0 < len(held) <= _HOLDERS:
                    holders.append(held)
                    weight = cosine * (0.1 + min(query.rarity[i], float(self.spellings.rarity[word])))
                    scores.append(np.full(len(held), weight, dtype=np.float32))
        if not holders:
            return np.zeros(0, dtype=np.int64)
        found, place = np.unique(np.concatenate(holders), return_inverse=True)
        total = np.bincount(place, weights=np.concatenate(scores)).astype(np.float32)
        keep = mask.spellings[found]
        found, total = found[keep], total[keep]
        best = np.lexsort((found, -total))[:_BY_WORDS]
        return found[best].astype(np.int64)

    def cosines(self, query: Query, spellings: Sequence[int]) -> NDArray[np.float64]:
        """Return how alike the vectors of some spellings and the query's are."""
        found = self.spellings.vectors[spellings].astype(np.float64) @ query.vector.astype(np.float64)
        return np.asarray(found / LENGTH**2)

    def _type_holds(self, entity: int, constraint: Constraint) -> bool:
        return type_answers(self._store.types[self._store.entity_type[entity]], constraint.type)

    def _elsewhere(self, entity: int, constraint: Constraint) -> bool:
        if not constraint.countries:
            return False
        own = self._store.country(entity)
        return bool(own) and not any(c in constraint.countries for c in own)

    def mask(self, constraint: Constraint) -> Mask:
        """Return what a constraint leaves; remembered, since tables ask with the same few constraints."""
        if constraint.regions:  # these leave out nothing
            constraint = Constraint(constraint.type, constraint.countries)
        found = self._masks.pop(constraint, None)
        if found is None:
            found = self._make_mask(constraint)
            while len(self._masks) >= _MASKS:
                with contextlib.suppress(KeyError, RuntimeError):  # another thread was quicker
                    del self._masks[next(iter(self._masks))]
        self._masks[constraint] = found  # the newest is dropped last
        return found

    def _make_mask(self, constraint: Constraint) -> Mask:
        store = self._store
        types = np.array([type_answers(own, constraint.type) for own in store.types], dtype=bool)
        anywhere = not constraint.countries
        countries = np.array([anywhere or own in constraint.countries for own in store.countries] + [True])
        here = np.zeros(len(store), dtype=bool)
        spellings = np.zeros(len(self.spellings), dtype=bool)
        self._groups.mark(self._groups.choose(types, countries), here, spellings)
        few = np.flatnonzero(spellings) if np.count_nonzero(spellings) <= _FEW else None
        # Whoever asks for a country asks for the type alone too: the two masks share what they can.
        return Mask(here if anywhere else self.mask(Constraint(constraint.type)).entities, here, spellings, few)


def _is_word(query: str, alias: str, kind: str) -> bool:
    """Return whether a query is a word that only happens to have the letters of a code or a very short name.

    A code is written in capitals, and nobody writes a name of three letters small: "us", "no", "who" are words.
    """
    if kind == "code":
        return query != alias
    return may_be_word(query) and not alias.islower()


def may_be_word(query: str) -> bool:
    """Return whether a query is as short as a word and written small."""
    return len(query) <= SHORT and query.islower()


def type_answers(own: str, wanted: str) -> bool:
    """Return whether an entity of type `own` answers to the type that is asked for.

    >>> type_answers("country", "place"), type_answers("place", "country"), type_answers("", "person")
    (True, False, True)
    """
    return not wanted or not own or own == wanted or (wanted == "place" and own == "country")


def read_type(type: str, known: Sequence[str]) -> str:
    """Return a type as it is known, whatever its case; raises `InputError` for one that is not.

    Where "" is known there are entities without a type, which answer to any.

    >>> read_type(" Place", ["person", "place"])
    'place'
    """
    check_text("type", type)
    found = next((own for own in known if own.lower() == type.strip().lower()), None)
    if found is None and "" not in known:
        raise InputError(f'type "{type}" is unknown; expected one of: {", ".join(known)}.{suggest(type, known)}')
    return type if found is None else found
