"""Whom a family name beside initials is short for, by the full names that a lexicon has of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from normalize.form import Form, analyse
from normalize.index.candidates import CandidateIndex, Constraint, Hit
from normalize.lexicon.inflection import list_nominatives
from normalize.lexicon.store import Store
from normalize.match.fathers import MONGOLIA, find_patronymic
from normalize.match.given_order import is_patronymic
from normalize.match.initials import begin_alike, find_initials, fit, fold, read_initial, take_given
from normalize.match.meeting import Meeting, Written
from normalize.match.model import HERS, KNOWN, REORDERED
from normalize.match.name_words import words_for
from normalize.match.sexes import is_of_other_sex
from normalize.match.syllables import is_syllable
from normalize.match.tokens import NameTokens, is_personal
from normalize.match.vetoes import find_veto
from normalize.text import ALPHABETS, key

_FEWEST = 2  # initials that tell who is meant among the full names of a lexicon
_WRITTEN_YO = ("e", "yo", "io", "jo")  # Cyrillic ё, of which many leave the dots off
_YO = re.compile("|".join(sorted(_WRITTEN_YO, key=len, reverse=True)))
_TWO = 2  # patronymics in a name of which one is the family name: Roman Arkadyevich Abramovich


class FullNames:
    """The full names of people in one lexicon, found by family name and initials; safe to share between threads."""

    def __init__(self, store: Store, index: CandidateIndex, tokens: NameTokens) -> None:
        self._store, self._index, self._tokens = store, index, tokens
        self._personal = [is_personal(type_) for type_ in store.types]

    def find(self, initials: Sequence[str], family: str, constraint: Constraint) -> Iterator[tuple[Form, Hit, float]]:
        """Yield whose full names have all of some initials and a family name, each with its form and its log-odds.

        The family name is one to the letter, or else a case form. There are none where somebody else has a name that
        the initials may also be of. A single initial is the father's of Mongolians alone.
        """
        form = analyse(family)
        words = self._list_words(form)
        if len(initials) < _FEWEST:
            hits = self._find(initials, form, words, form.romans, constraint) if self._has_mongolian(words) else ()
            for hit in filter(self._is_of_father, hits):
                yield self._show(hit), hit, REORDERED
            return
        found = self._find(initials, form, words, form.romans, constraint)
        if not found:
            near = self._list_near(form)
            words = [word for roman in near for word in self._index.spellings.read_as(roman)]
            found = self._find(initials, form, words, near, constraint)
        for hit in found:
            yield self._show(hit), hit, REORDERED
        for nominative in map(analyse, list_nominatives(form.text) if not found else ()):
            words, odds = self._list_words(nominative), self._weigh_case_form(form, nominative)
            hits = self._find(initials, nominative, words, nominative.romans, constraint) if odds > 0 else ()
            for hit in hits:
                yield self._show(hit), hit, odds

    def find_middle(self, form: Form, constraint: Constraint) -> Iterator[tuple[Form, Hit]]:
        """Yield whose full names a name with initials beside several words is short for: Vadim R. Tarabrin.

        There are none where somebody else has these words as a name, and none that says what the initials are.
        """
        words = form.key.split()
        initials = set(find_initials(form))
        full = [i for i, word in enumerate(words) if word not in initials]
        names = [i for i in full if words[i] not in words_for("particle")]
        if len(full) == len(words) or len(names) < _TWO or form.script not in ALPHABETS:
            return
        read = [parts for parts in map(str.split, form.romans) if len(parts) == len(words)]
        short = analyse(" ".join(words[i] for i in full))
        fitting: dict[int, Hit] = {}
        others, told = set[int](), set[int]()
        for name, own in self._list_beside([{parts[i] for parts in read} for i in names], len(words)):
            entity = int(self._store.name_entity[name])
            if not self._may_be(entity, constraint):
                continue
            if fit(short, own):
                others.add(entity)
            fits = fit(form, own)
            told.update([entity] if fits is not None else [])
            if fits:
                fitting.setdefault(entity, Hit(name, entity, -1, True, False))
        if others <= told:
            yield from ((self._show(hit), hit) for hit in fitting.values())

    def _list_beside(self, words: Sequence[Iterable[str]], most: int) -> Iterator[tuple[int, Form]]:
        """Yield the names of two words and at most so many that have the rarest of some words, by their readings."""
        spellings = self._index.spellings
        known = [[word for roman in romans for word in spellings.read_as(roman)] for romans in words]
        sizes = [sum(len(spellings.holders(word)) for word in found) for found in known]
        for name, holder in self._index.spellings.list_names(known[sizes.index(min(sizes))]):
            if _TWO <= len(spellings.romans(holder)[0].split()) <= most:
                yield name, analyse(self._store.name_text(name))

    def weigh_short(self, initials: Sequence[str], hit: Hit) -> float:
        """Return the log-odds of a name that is short for a person who has given names with these initials, or 0."""
        if self._store.kind(hit.name) != "short":
            return 0.0
        family = frozenset(key(self._store.name_text(hit.name)).split())
        full = (key(self._store.name_text(name)).split() for name in self._store.names(hit.entity))
        for words in filter(family.issubset, full):
            given = [word for word in words if word not in family]
            if [word[0] for word in given[: len(initials)]] == [*initials]:
                return REORDERED
        return 0.0

    def _has_mongolian(self, words: Sequence[int]) -> bool:
        """Return whether a Mongolian is among those who have one of some words in a name."""
        entities = {int(self._store.name_entity[name]) for name, _ in self._index.spellings.list_names(words)}
        return any(MONGOLIA in self._store.country(entity) for entity in entities)

    def _is_of_father(self, hit: Hit) -> bool:
        """Return whether a name is the father's and the own one of a Mongolian: Sodnomyn Batbold."""
        if MONGOLIA not in self._store.country(hit.entity):
            return False
        return any(find_patronymic(roman, mongolian=True) for roman in self._show(hit).romans)

    def _show(self, hit: Hit) -> Form:
        return analyse(self._store.name_text(hit.name))

    def _weigh_case_form(self, form: Form, nominative: Form) -> float:
        """Return the log-odds that a family name is the case form of another one, 0 where it is another family's."""
        if not (form.romans and nominative.romans):
            return 0.0
        pair = Written(form.text, form.romans[:1]), Written(nominative.text, nominative.romans[:1])
        if find_veto(Meeting(form, *pair, "person", self._tokens)):
            return 0.0
        if is_of_other_sex(form.romans[0], nominative.romans[0]):
            return HERS
        return REORDERED - KNOWN * self._tokens.knows(form.text)

    def _find(
        self, initials: Sequence[str], family: Form, words: Sequence[int], romans: Sequence[str], constraint: Constraint
    ) -> list[Hit]:
        """Return a name of each person whose given names have the initials, all and in order; none of several sorts.

        `words` are spellings of the family name, `romans` its readings.
        """
        fitting: dict[int, Hit] = {}
        possible: set[int] = set()
        names = self._index.spellings.list_names(words)
        alike = {name for name, _ in names if self._store.script(name) == family.script}
        told: set[int] = set()  # by names in the script of the initials, which say more than others
        for name, spelling in sorted(names, key=lambda pair: pair[0] not in alike):
            entity = int(self._store.name_entity[name])
            given = self._list_given(name, spelling, family, romans)
            if not given or not self._may_be(entity, constraint) or (name not in alike and entity in told):
                continue
            told.update([entity] if name in alike else [])
            if not begin_alike(initials, given):
                continue
            possible.add(entity)
            if len(given) == len(initials):
                fitting.setdefault(entity, Hit(name, entity, -1, True, False))
        return list(fitting.values()) if possible == fitting.keys() else []

    def _may_be(self, entity: int, constraint: Constraint) -> bool:
        return self._personal[self._store.entity_type[entity]] and self._index.allows(entity, constraint)

    def _list_words(self, family: Form) -> list[int]:
        """Return the spellings that read as the first word of a family name."""
        romans = family.romans if family.script in ALPHABETS else ()
        return [word for roman in romans for word in self._index.spellings.read_as(roman.split()[0])]

    def _list_near(self, family: Form) -> list[str]:
        """Return how a family name is also read where an е in it may be a ё, or a ё an е: Zhuravlev, Журавлёв."""
        romans = family.romans if family.script in ALPHABETS and " " not in family.key else ()
        found = (
            roman[: at.start()] + other + roman[at.end() :]
            for roman in romans
            for at in _YO.finditer(roman)
            for other in _WRITTEN_YO
            if other != at[0]
        )
        return [roman for roman in dict.fromkeys(found) if roman not in romans]

    def _list_given(self, name: int, spelling: int, family: Form, romans: Sequence[str]) -> list[frozenset[str]]:
        """Return each given name, as it may be read, in a name that begins or ends with a family name; or none.

        In one script letters count, in two all readings. A patronymic is a family name beside another one. Names of
        syllables have too few initials among them.
        """
        script, own = self._store.script(name), self._index.spellings.romans(spelling)
        exact = key(self._store.name_text(name))
        if script not in ALPHABETS or all(map(is_syllable, own[0].split())):
            return []
        if any(map(is_patronymic, romans[:1])) and sum(map(is_patronymic, own[0].split())) < _TWO:
            return []
        if script == family.script:
            return take_given([fold(exact)], [fold(family.key)])
        return take_given(own, romans, [read_initial(word[0]) for word in exact.split()])
