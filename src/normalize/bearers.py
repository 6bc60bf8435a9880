"""Who bears a name, or one that it may be a form of, to the letter."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from normalize.form import Form, analyse
from normalize.index.candidates import CandidateIndex, Constraint, Hit, may_be_word
from normalize.index.countries import COUNTRY, CountryNames
from normalize.initials import FullNames
from normalize.lexicon.inflection import CaseForm, declined_languages, list_nominatives, write_like
from normalize.lexicon.misread import list_confused
from normalize.lexicon.store import Store
from normalize.lexicon.variants import is_body, list_orders
from normalize.match.barred import Barred, drops_settlement
from normalize.match.decision import Group
from normalize.match.evidence import Evidence
from normalize.match.fathers import find_patronymic
from normalize.match.forms import list_forms, list_otherwise, narrow
from normalize.match.initials import find_initials, split_initials
from normalize.match.model import ECHO, EXACT, HERS, REORDERED, SHORTENED, log_prior, weigh_case_form
from normalize.match.name_words import endings_for, words_for
from normalize.match.own_names import OwnNames
from normalize.match.sexes import is_hers, is_of_other_sex
from normalize.match.syllables import is_syllable
from normalize.match.tokens import NameTokens, is_personal
from normalize.qualifiers import Qualifiers

# scripts of the languages whose case endings, or what they write as one word with a name, are known
_INFLECTED = {"Cyrl", "Latn", "Grek", "Geor", "Armn", "Hang", "Arab", "Hebr"}
_SHORT_WORD = 4  # letters of a word in Arabic that may be any
Weigh = Callable[[Hit], float]  # what gives the log-odds of a name to the letter
# languages whose endings are those of others, or whose names others decline; "" is any
_BORROWED = frozenset({"", "sk", "sl", "bg", "mk", "bs", "sh", "en", "de", "fr", "es", "it", "pt", "ro"})
_AGREED = 4  # letters that a person's name in one case says more where its language has that case of all words
_FATHERED = 3  # words of a name with its patronymic
_TURNED = 3  # words that an organisation has at least for them to stand in another order
_OTHER_WORD = 2.0  # the most log-odds of a town's other name that is another word
_SLIPPED = 4.0  # log-odds of the name of a country that a word is a slip of
_MISREAD = 1  # letters of a misread name that say nothing
_FOREIGN = 1.0  # and of a word for people in a case that its language has not


@dataclass(frozen=True, slots=True)
class Match:
    """The best hit of one entity and what it was weighed on.

    `form` is the query, or the variant of it that matched; `values` are the evidence in the order of `FEATURES`, None
    for a name that is the string itself, or an echo of it, and for one that stands behind all that were weighed.
    `veto` is the rule by which it is no answer, None for none. Matches of one `group` have one spelling and the same
    evidence; none is ().
    """

    hit: Hit
    form: Form
    values: Sequence[float] | None
    log_odds: float
    veto: str | None = None
    group: Group = ()

    @property
    def certain(self) -> bool:
        """Whether the name is the string itself or reads as it does, so that nothing was to be weighed."""
        return self.values is None and self.log_odds > 0

    @property
    def evidence(self) -> Evidence | None:
        """The evidence with its names."""
        return None if self.values is None else Evidence(*map(float, self.values))


@dataclass(frozen=True, slots=True)
class Opened:
    """A name whose exact aliases are known; unless these settle it, what is near the forms in `asked` counts too.

    `barred` are entities that bear a form of the name to the letter, but are not meant by it.
    """

    form: Form
    constraint: Constraint
    exact: list[Match]
    asked: list[tuple[Form, list[bool]]]
    settled: bool
    barred: frozenset[int] = frozenset()


class Bearers:
    """The names of one store, looked up to the letter; read-only, safe to share between threads."""

    def __init__(self, store: Store, index: CandidateIndex, tokens: NameTokens) -> None:
        self._store, self._index, self._tokens = store, index, tokens
        self._qualifiers = Qualifiers(store, index)
        self._people = [type_ == "person" for type_ in store.types]
        self._bodies = list(map(is_body, store.types))
        self._full_names = FullNames(store, index, tokens)
        self._countries = CountryNames(store, _BORROWED)
        self.own = OwnNames(store, index.spellings)
        self._barred = Barred(self.own, tokens)

    def open(self, form: Form, constraint: Constraint) -> Opened:
        """Return what a name is an alias of to the letter.

        A variant of the form that is an alias to the letter is exact too ("President X", "city of X"), but for a region
        that a town is not ("Idaho City"); and so are, a little less surely, a nominative that it may be a case form of
        and, for a person, the words in another order, particles written otherwise or the given name in another form.
        """
        asked: list[tuple[Form, list[bool]]] = []
        barred: set[int] = set()
        exact: dict[int, Match] = {}
        for exact in self._search(form, constraint, asked, barred):
            if settles(exact.values()):
                return Opened(form, constraint, list(exact.values()), asked, True)
        left = [match for match in exact.values() if match.hit.exact]
        named, countries = self._qualifiers.narrow_down(form, constraint)
        if countries:
            asked, constraint = list(self.list_forms(named)), Constraint(constraint.type, countries)
        return Opened(form, constraint, left, narrow(asked), False, frozenset(barred))

    def _search(
        self, form: Form, constraint: Constraint, asked: list[tuple[Form, list[bool]]], barred: set[int]
    ) -> Iterator[dict[int, Match]]:
        """Yield whom a name is found to mean, step by step; `asked` and `barred` are added to."""
        exact: dict[int, Match] = {}
        for one, suits in self.list_forms(form):
            asked.append((one, suits))
            self._add_exact(exact, one, suits, constraint, _always(EXACT))
            if one is not form:
                own = [entity for entity, match in exact.items() if match.form is one]
                barred |= self._barred.find(form, one, own)
                out = barred | self._barred.find_told_apart(form, one, own)
                exact = {entity: match for entity, match in exact.items() if entity not in out}
            yield exact
        self._add_qualified(exact, form, constraint)
        yield exact
        for one, suits in asked:
            if form.script in _INFLECTED and not drops_settlement(form, one):
                self._add_case_forms(exact, one, suits, constraint)
            self._add_otherwise(exact, one, constraint)
            if is_personal(constraint.type):
                self._add_initials(exact, form, one, constraint)
                self._add_without_patronymic(exact, one, constraint)
            if constraint.type == COUNTRY and not exact:
                self._add_slipped(exact, one, suits, constraint)
            if one is form and not exact:
                self._add_misread(exact, form, constraint)
            exact = {entity: match for entity, match in exact.items() if entity not in barred}
            yield exact

    def list_forms(self, form: Form) -> Iterator[tuple[Form, list[bool]]]:
        """Yield the form and its variants, each with the types that it is a name for, by their numbers."""
        return list_forms(form, self._store.types, self._tokens)

    def _add_qualified(self, found: dict[int, Match], form: Form, constraint: Constraint) -> None:
        """Add the bearers of one part of a name that its other parts are true of: Moscow, Idaho; Danzig/Gdańsk."""
        for named, others in self._qualifiers.split(form, constraint):
            hits = ((one, hit) for one, _ in self.list_forms(named) for hit in self._index.find_exact(one, constraint))
            for one, hit in self._qualifiers.choose(hits, others):
                found.setdefault(hit.entity, Match(hit, one, None, EXACT))
            if found:
                return

    def _add_case_forms(
        self, found: dict[int, Match], form: Form, suits: Sequence[bool], constraint: Constraint
    ) -> None:
        """Add the bearers of what a name may be a case form of; they settle nothing where it keeps few letters."""
        for nominative, own in self._list_known(form):
            beside = CaseForm.of(form.text, nominative)
            suited = [
                a and not (beside.half_declined and person) and (person or own == nominative)
                for a, person in zip(suits, self._people, strict=True)
            ]
            is_name = bool(beside.changed) and all(map(self._tokens.knows, beside.changed))
            is_name |= _may_be_people(form, nominative)
            other = analyse(write_like(own, form.text))
            weigh = partial(self._weigh_case_form, form, other, beside, is_name)
            self._add_exact(found, other, suited, constraint, weigh)

    def _list_known(self, form: Form) -> Iterator[tuple[str, str]]:
        """Yield what a name may be a case form of, each as the lexicon knows it.

        In Cyrillic that may be in another order, but for a woman, as registers have her: Иванова Валентина.
        """
        for nominative in list_nominatives(form.text):
            if self._index.is_known(nominative):
                yield nominative, nominative
            for turned in filter(self._index.is_known, list_orders(nominative) if form.script == "Cyrl" else ()):
                if not any(is_hers(*map(_read, pair)) for pair in CaseForm.of(form.text, nominative).pairs):
                    yield nominative, turned

    def _weigh_case_form(self, form: Form, nominative: Form, beside: CaseForm, is_name: bool, hit: Hit) -> float:
        """Return the log-odds of a case form, 0 of a name in a language whose endings are not known.

        Other languages decline names too, but hardly words for people: Polesie is no case of the English Poles. And a
        name of one-syllable words is of a language without cases: Hla Mya is another than Hla Myo.
        """
        if form.script == "Latn" and not beside.divided and len(beside.words) > 1 and _is_of_syllables(form):
            return 0.0
        lang = self._store.name(hit.name).lang.partition("-")[0].lower()
        if lang not in _BORROWED and lang not in declined_languages():
            return 0.0
        kept, is_person = beside.kept, self._people[self._store.entity_type[hit.entity]]
        if is_person and not is_hers(*map(_read, beside.pairs[-1])) and any(map(beside.agrees, declined_languages())):
            kept += _AGREED
        odds = weigh_case_form(kept, form.script, is_name, math.log(self.own.weigh(hit.entity)))
        if lang and self._store.kind(hit.name) == "demonym" and not beside.is_declined_in(lang):
            odds = min(odds, _FOREIGN)
        if not is_person:
            return odds
        return min(odds, HERS) if _is_her_name(form, nominative) else odds

    def _add_otherwise(self, found: dict[int, Match], form: Form, constraint: Constraint) -> None:
        """Add who bears a name in another order, or a person with other particles or another form of a given name."""
        people = list_otherwise(form.key) if is_personal(constraint.type) else ()
        bodies = ((turned, REORDERED) for turned in list_orders(form.key, _TURNED))
        for suits, others in ((self._people, people), (self._bodies, bodies)):
            for other, odds in others:
                if self._index.is_known(other):
                    self._add_exact(found, analyse(other), suits, constraint, _always(odds))

    def _add_without_patronymic(self, found: dict[int, Match], form: Form, constraint: Constraint) -> None:
        """Add who bears a Cyrillic name but for its patronymic, where nobody has one: Левон Акопович Тер-Петросян."""
        words = form.key.split()
        if len(words) < _FATHERED or form.script != "Cyrl" or not form.romans:
            return
        patronymic = find_patronymic(form.romans[0])
        if patronymic is None or len(words) != len(form.romans[0].split()):
            return
        short = " ".join([*words[: patronymic.at], *words[patronymic.at + 1 :]])
        ends = patronymic.at == len(words) - 1  # behind a name in its own order, Тони Блэр Милошевич, it is the family
        for other in list_orders(short) if ends else (short, *list_orders(short)):
            if self._index.is_known(other):
                self._add_exact(found, analyse(other), self._people, constraint, self._weigh_without_patronymic)

    def _weigh_without_patronymic(self, hit: Hit) -> float:
        """Return the log-odds of a name without its patronymic, which only Russian puts in; 0 where people have one."""
        countries = self._store.country(hit.entity)
        if not countries or not words_for("fathered").isdisjoint(map(str.lower, countries)):
            return 0.0
        names = (
            self._index.spellings.romans(self._index.spellings.of_name(n))[:1] for n in self._store.names(hit.entity)
        )
        return 0.0 if any(find_patronymic(roman) for romans in names for roman in romans) else REORDERED

    def _add_slipped(self, found: dict[int, Match], form: Form, suits: Sequence[bool], constraint: Constraint) -> None:
        """Add the country whose name a word, which is no name itself, is a slip of."""
        named = self._index.is_known(form.key) or self._tokens.is_word(form.text) or self._tokens.knows(form.text)
        nearest = "" if named else self._countries.find_slipped(form)
        if nearest:
            self._add_exact(found, analyse(nearest), suits, constraint, _always(_SLIPPED))

    def _add_misread(self, found: dict[int, Match], form: Form, constraint: Constraint) -> None:
        """Add the bearers of what recognition may have taken for a string of which no word is known by itself."""
        if form.script != "Latn" or self._index.is_known(form.key):
            return
        for text in list_confused(form.text):
            other = analyse(text)
            words = set(form.key.split()) - set(other.key.split())
            if self._index.is_known(other.key) and not any(map(self._tokens.is_word, words)):
                suits = [True] * len(self._store.types)
                self._add_exact(found, other, suits, constraint, partial(self._weigh_misread, other))

    def _weigh_misread(self, other: Form, hit: Hit) -> float:
        """Return the log-odds of a name that was misread: the more letters of it are left, the surer."""
        if self._store.kind(hit.name) == "code":
            return 0.0
        kept = len(other.key.replace(" ", "")) - _MISREAD
        return weigh_case_form(kept, "Latn", False, math.log(self.own.weigh(hit.entity)))

    def _add_initials(self, found: dict[int, Match], form: Form, variant: Form, constraint: Constraint) -> None:
        """Add whom a variant is short for, if its initials, all that the form has, fit beside the family name."""
        if not find_initials(variant):
            return
        for full, hit in self._full_names.find_middle(variant, constraint):
            found.setdefault(hit.entity, Match(hit, full, None, REORDERED))
        initials, family = split_initials(variant)
        if not initials or len(initials) != len(find_initials(form)):
            return
        if self._index.is_known(family):
            self._add_exact(
                found, analyse(family), self._people, constraint, partial(self._full_names.weigh_short, initials)
            )
        for full, hit, odds in self._full_names.find(initials, family, constraint):
            if hit.entity not in found:
                found[hit.entity] = Match(hit, full, None, odds)

    def _add_exact(
        self, found: dict[int, Match], form: Form, suits: Sequence[bool], constraint: Constraint, weigh: Weigh
    ) -> None:
        """Add who bears a name that is, or reads as, the form to the letter, each with the likeliest of its names.

        A name of which the form is a careless spelling is one too, as seldom meant as an echo. `weigh` gives its
        log-odds; no likelier than not, it is left to what is near.
        """
        for own, hit in self._find_exact(form, constraint):
            known, odds = found.get(hit.entity), weigh(hit) - ECHO * (own is not form or not hit.exact)
            if own is not form and self._is_doubtful(form, hit):
                odds = min(odds, SHORTENED)
            if self._is_other_word(hit):
                odds = min(odds, REORDERED if constraint.type else _OTHER_WORD)
            if (
                suits[self._store.entity_type[hit.entity]]
                and odds > 0
                and (known is None or (odds, self.prior(hit)) > (known.log_odds, self.prior(known.hit)))
            ):
                found[hit.entity] = Match(hit, own, None, odds)

    def _is_doubtful(self, form: Form, hit: Hit) -> bool:
        """Return whether a word is no sure careless spelling: short in Arabic, or a personal name in Cyrillic.

        اليه is "to him" and nearly Allier, Федоров a family and nearly the town Фёдоров.
        """
        if " " in form.key or self._people[self._store.entity_type[hit.entity]]:
            return False
        return (form.script == "Arab" and len(form.key) <= _SHORT_WORD) or (
            form.script == "Cyrl" and self._tokens.knows(form.text)
        )

    def _is_other_word(self, hit: Hit) -> bool:
        """Return whether a word is a personal name or an ordinary word before it is another name of a town.

        Aurora was called Fletcher and Walnut Lemon; who asks for a place may mean these, a lexicon of places does.
        """
        return not self.own.places_alone and self._store.is_other_word(hit.name)

    def _find_exact(self, form: Form, constraint: Constraint) -> Iterator[tuple[Form, Hit]]:
        """Yield the names that are the form or, if none is, those that it may be a careless spelling of, as forms."""
        hits = self._index.find_exact(form, constraint)
        yield from ((form, hit) for hit in hits)
        if may_be_word(form.text) or self._tokens.is_ordinary(form.key) or any(hit.exact for hit in hits):
            return
        for careful in map(analyse, self._index.list_careful(form.key)):
            for hit in self._index.find_exact(careful, constraint):
                if self._store.kind(hit.name) != "code":  # which is written as it is
                    yield careful, hit

    def prior(self, hit: Hit) -> float:
        """Return the log prior of a name: how often one of its kind means an entity of this weight."""
        return log_prior(self._store.kind(hit.name), self.own.type(hit.entity), self.own.weigh(hit.entity))


def _always(log_odds: float) -> Weigh:
    """Return what gives all names the same log-odds."""
    return lambda _: log_odds


def settles(found: Iterable[Match]) -> bool:
    """Return whether one of some matches is the string to the letter, and where it was asked for.

    A case form that keeps few letters is not: it stands beside what is near.
    """
    return any(m.hit.exact and not m.hit.elsewhere and m.log_odds >= SHORTENED for m in found)


def _is_of_syllables(form: Form) -> bool:
    return bool(form.romans) and all(map(is_syllable, form.romans[0].split()))


def _read(word: str) -> str:
    return next(iter(analyse(word).romans), "")


def _may_be_people(form: Form, nominative: str) -> bool:
    """Return whether a word is as likely one for the people of a place as a case of another name: Кубанцы, of Кубанка.

    Letters that its language has not say that it is a case.
    """
    ends = (end for end, own in endings_for("people") if form.key.endswith(end) and nominative.endswith(own))
    return form.lang in (None, "ru") and any(ends) and words_for("not people").isdisjoint(form.key)


def _is_her_name(form: Form, other: Form) -> bool:
    """Return whether a word is the name of the women of the family that another one is the name of: Сахарова."""
    return (
        " " not in form.key and bool(form.romans and other.romans) and is_of_other_sex(form.romans[0], other.romans[0])
    )
