"""Whom a family name beside initials is short for, by the full names that a lexicon has of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from normalize.form import Form, analyse
from normalize.index.candidates import CandidateIndex, Constraint, Hit
from normalize.lexicon.inflection import list_nominatives
from normalize.lexicon.store import Store
from normalize.loose import loosen
from normalize.match.model import REORDERED
from normalize.match.syllables import is_syllable
from normalize.match.tokens import NameTokens, is_personal
from normalize.match.vetoes import Written, find_veto, is_of_other_sex
from normalize.text import ALPHABETS, key, main_script, plain

_FEWEST = 2  # initials that tell who is meant among the full names of a lexicon
_HOLDERS = 3000  # names with one word that are looked at
_NAME = 3.0  # log-odds that a case form has less where it is a known name as it stands
_HERS = 2.0  # the most log-odds of a case form that is also the name of a woman of the family


class FullNames:
    """The full names of people in one lexicon, found by family name and initials; safe to share between threads."""

    def __init__(self, store: Store, index: CandidateIndex, tokens: NameTokens) -> None:
        self._store, self._index, self._tokens = store, index, tokens
        self._personal = [is_personal(type_) for type_ in store.types]

    def find(self, initials: Sequence[str], family: str, constraint: Constraint) -> Iterator[tuple[Form, Hit, float]]:
        """Yield whose full names have all of some initials and a family name, each with its form and its log-odds.

        The family name is one to the letter, or else a case form. There are none where somebody else has a name that
        the initials may also be of, or a single initial is given.
        """
        if len(initials) < _FEWEST:
            return
        form = analyse(family)
        found = self._find(initials, form, constraint)
        for hit in found:
            yield self._show(hit), hit, REORDERED
        if found:
            return
        for nominative in map(analyse, list_nominatives(form.text)):
            odds = self._weigh_case_form(form, nominative)
            for hit in self._find(initials, nominative, constraint) if odds > 0 else ():
                yield self._show(hit), hit, odds

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

    def _show(self, hit: Hit) -> Form:
        return analyse(self._store.name_text(hit.name))

    def _weigh_case_form(self, form: Form, nominative: Form) -> float:
        """Return the log-odds that a family name is the case form of another one, 0 where it is another family's."""
        if not (form.romans and nominative.romans):
            return 0.0
        pair = Written(form.text, form.romans[:1]), Written(nominative.text, nominative.romans[:1])
        if find_veto(*pair, "person"):
            return 0.0
        if is_of_other_sex(form.romans[0], nominative.romans[0]):
            return _HERS
        return REORDERED - _NAME * self._tokens.knows(form.text)

    def _find(self, initials: Sequence[str], family: Form, constraint: Constraint) -> list[Hit]:
        """Return a name of each person whose given names have the initials, all and in order; none of several sorts."""
        fitting: dict[int, Hit] = {}
        possible: set[int] = set()
        read = [
            frozenset({_fold(initial)[:1], *(roman[0] for roman in analyse(initial).romans)}) for initial in initials
        ]
        for name, spelling in self._list_names(family):
            entity = int(self._store.name_entity[name])
            if not self._personal[self._store.entity_type[entity]] or not self._index.allows(entity, constraint):
                continue
            given = self._list_given(name, spelling, family)
            if not given or not all(one & other for one, other in zip(read, given, strict=False)):
                continue
            possible.add(entity)
            if len(given) == len(initials):
                fitting.setdefault(entity, Hit(name, entity, -1, True, False))
        return list(fitting.values()) if possible == fitting.keys() else []

    def _list_names(self, family: Form) -> list[tuple[int, int]]:
        """Return the names of several words that have the first word of a family name, each with its spelling."""
        spellings = self._index.spellings
        if family.script not in ALPHABETS:
            return []
        read = (word for roman in family.romans for word in spellings.read_as(roman.split()[0]))
        holders = [holder for word in dict.fromkeys(read) for holder in spellings.holders(word).tolist()]
        if len(holders) > _HOLDERS:
            return []
        return [(name, holder) for holder in dict.fromkeys(holders) for name in spellings.names(holder).tolist()]

    def _list_given(self, name: int, spelling: int, family: Form) -> list[frozenset[str]]:
        """Return the first letters of each given name in a name that begins or ends with a family name; or none.

        In one script letters count, in two all readings. Names of syllables have too few initials among them.
        """
        script, romans = self._store.script(name), self._index.spellings.romans(spelling)
        if script not in ALPHABETS or all(map(is_syllable, romans[0].split())):
            return []
        if script == family.script:
            return _take_given([_fold(key(self._store.name_text(name)))], [_fold(family.key)])
        return _take_given(romans, family.romans)


def split_initials(exact: str) -> tuple[list[str], str]:
    """Return the initials before or behind the other words of an exact key, and these.

    >>> split_initials("в в путин"), split_initials("putin v"), split_initials("putin")
    ((['в', 'в'], 'путин'), (['v'], 'putin'), ([], 'putin'))
    """
    words = exact.split()
    initials = [word for word in words if len(word) == 1]
    rest = [word for word in words if len(word) > 1]
    if not rest or words not in ([*initials, *rest], [*rest, *initials]):
        return [], exact
    return initials, " ".join(rest)


def count_initials(exact: str) -> int:
    """Return how many words of an exact key are initials."""
    return sum(len(word) == 1 for word in exact.split())


def _take_given(names: Iterable[str], families: Iterable[str]) -> list[frozenset[str]]:
    """Return the first letters, in any of some readings, of each word that stands behind or before a family name.

    >>> _take_given(["иванов петр ильич"], ["иванов"]) == [frozenset("п"), frozenset("и")]
    True
    """
    found: list[list[str]] = []
    for words, family in product(map(str.split, names), map(str.split, families)):
        size = len(family)
        given = words[size:] if words[:size] == family else words[:-size] if words[-size:] == family else []
        if given and (not found or len(given) == len(found[0])):
            found.append([word[0] for word in given])
    return list(map(frozenset, zip(*found, strict=True)))


def _fold(exact: str) -> str:
    """Return an exact key without the marks that are left off: accents of Latin, the dots of ё."""
    return plain(exact) if exact.isascii() or main_script(exact) == "Latn" else loosen(exact)
