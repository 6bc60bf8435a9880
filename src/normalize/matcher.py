"""From a form to the entities that it could mean, each with its best match: exact names first, then what is near."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

import numpy as np

from normalize.encoder import encoder_digest, load_encoder
from normalize.form import Form, analyse, analyse_alias
from normalize.index.candidates import CandidateIndex, Constraint, Hit, Query
from normalize.index.phrases import Phrases
from normalize.lexicon.given_names import list_given_names
from normalize.lexicon.inflection import count_kept, list_changed, list_nominatives, write_like
from normalize.lexicon.particles import list_particles
from normalize.lexicon.store import Store
from normalize.lexicon.variants import list_by_type, list_orders
from normalize.match.decision import Group
from normalize.match.evidence import Comparison, Evidence, Side, relate, weigh
from normalize.match.model import (
    ECHO,
    EXACT,
    REORDERED,
    SHORTENED,
    Trees,
    contradicts,
    load_trees,
    log_prior,
    weigh_case_form,
)
from normalize.match.ranking import rank_hits
from normalize.match.tokens import NO_TOKENS, NameTokens, is_personal
from normalize.match.vetoes import Written, find_veto
from normalize.native import load_kernels
from normalize.nearby import Nearby, Question
from normalize.text import clean, key

if TYPE_CHECKING:
    from normalize.native import kernels

# scripts of the languages whose case endings, or what they write as one word with a name, are known
_INFLECTED = {"Cyrl", "Latn", "Geor", "Armn", "Hang", "Arab", "Hebr"}
_READINGS = 2  # of a word that may be a personal name
# Spellings whose evidence is weighed, the nearest first, for each word of the query: of several words letters say less.
_WEIGHED = 20
_HOPELESS = -3.0  # log-odds from which nothing that a text or a group says makes an answer
_UNWEIGHED = -1000.0  # log-odds of a candidate that stands behind these: it has no share in the probability
_LISTED_ONLY = -500.0  # log-odds that only these have
_ALL = 1 << 30
Weigh = Callable[[float], float]  # what gives the log-odds of a name to the letter by the log weight of its entity
_BORN_OR_BUILT = ("person", "place")
_KIND_BEHIND = re.compile("[\u30a1-\u30fe]{2}[\u4e00-\u9fff]{1,3}$")  # katakana, and what it is in Han characters


@dataclass(frozen=True, slots=True)
class Match:
    """The best hit of one entity and what it was weighed on.

    `form` is the query, or the variant of it that matched; `values` are the evidence in the order of `FEATURES`, None
    for a name that is the string itself, or an echo of it, and for one that stands behind all that were weighed.
    Matches of one `group` have one spelling and the same evidence; none is ().
    """

    hit: Hit
    form: Form
    values: Sequence[float] | None
    log_odds: float
    contradicted: bool = False
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
    """A name whose exact aliases are known; unless these settle it, what is near the forms in `asked` counts too."""

    form: Form
    constraint: Constraint
    exact: list[Match]
    asked: list[tuple[Form, list[bool]]]
    settled: bool


class Matcher:
    """The retrievals and the model over one store; read-only, safe to share between threads.

    `nearby` are the compiled kernels, which answer as the steps below do; None where they are not there or not wanted.
    """

    def __init__(self, store: Store, tokens: NameTokens, trees: Trees | None = None, *, nearby: bool = True) -> None:
        self._store = store
        self._trees = trees or load_trees()
        self._people = [type_ == "person" for type_ in store.types]
        self.index = CandidateIndex(store, load_encoder(), encoder_digest())
        self.tokens = tokens
        self.nearby = Nearby(store, load_encoder(), tokens, self._trees) if nearby and load_kernels() else None

    def match(self, form: Form, constraint: Constraint) -> list[Match]:
        """Return the best match of every candidate entity: exact aliases; if none holds here, also what is near."""
        return self.finish(self.open(form, constraint))

    def finish(self, opened: Opened) -> list[Match]:
        """Return the best match of every candidate entity of a name whose exact aliases are known."""
        if opened.settled:
            return opened.exact
        found = {match.hit.entity: match for match in opened.exact}
        sure = [entity for entity, match in found.items() if match.log_odds >= SHORTENED]
        for near in self.match_near(opened.asked, opened.constraint, sure):
            found[near.hit.entity] = max(found.get(near.hit.entity, near), near, key=attrgetter("log_odds"))
        return list(found.values())

    def find_bearers(self, forms: Sequence[Form], constraints: Sequence[Constraint]) -> list[int]:
        """Return for each form the only entity that it is a name of to the letter, where that is the answer's all.

        -1 stands for all else: no bearer, several, or one that the constraint leaves out; `open` finds out more.
        """
        if self.nearby is None:
            return [-1] * len(forms)
        free = Constraint()
        return [
            bearer if bearer < 0 or constraint == free or self.allows(bearer, constraint) else -1
            for bearer, constraint in zip(self.nearby.find_bearers(forms), constraints, strict=True)
        ]

    def open(self, form: Form, constraint: Constraint) -> Opened:
        """Return what a name is an alias of to the letter.

        A variant of the form that is an alias to the letter is exact too ("President X", "city of X"), and so are, a
        little less surely, a nominative that it may be a case form of and, for a person, the words in another order,
        particles written otherwise or the given name in another form.
        """
        exact: dict[int, Match] = {}
        asked = []
        for one, suits in self.list_forms(form):
            asked.append((one, suits))
            self._add_exact(exact, one, suits, constraint, _always(EXACT))
            if settles(exact.values()):
                return Opened(form, constraint, list(exact.values()), asked, True)
        for one, suits in asked:
            if form.script in _INFLECTED:
                self._add_case_forms(exact, one, suits, constraint)
            if is_personal(constraint.type):
                self._add_otherwise(exact, one, constraint)
            if settles(exact.values()):
                return Opened(form, constraint, list(exact.values()), asked, True)
        left = [match for match in exact.values() if match.hit.exact]
        return Opened(form, constraint, left, _narrow(asked), False)

    def _add_case_forms(
        self, found: dict[int, Match], form: Form, suits: Sequence[bool], constraint: Constraint
    ) -> None:
        """Add the bearers of what a name may be a case form of; they settle nothing where it keeps few letters."""
        for nominative in filter(self.index.is_known, list_nominatives(form.text)):
            kept, changed = count_kept(form.text, nominative), list_changed(form.text, nominative)
            weigh = partial(weigh_case_form, kept, form.script, bool(changed) and all(map(self.bears, changed)))
            self._add_exact(found, analyse(write_like(nominative, form.text)), suits, constraint, weigh)

    def _add_otherwise(self, found: dict[int, Match], form: Form, constraint: Constraint) -> None:
        """Add the bearers of a person's name in another order, with other particles or another form of a given name."""
        for turned in filter(self.index.is_known, chain(list_orders(form.key), list_particles(form.key))):
            self._add_exact(found, analyse(turned), self._people, constraint, _always(REORDERED))
        for called, same in list_given_names(form.key):
            if self.index.is_known(called):
                weigh = _always(REORDERED if same else SHORTENED)
                self._add_exact(found, analyse(called), self._people, constraint, weigh)

    def _add_exact(
        self, found: dict[int, Match], form: Form, suits: Sequence[bool], constraint: Constraint, weigh: Weigh
    ) -> None:
        """Add who bears a name that is, or reads as, the form to the letter, each with the likeliest of its names.

        `weigh` gives its log-odds; no likelier than not, it is left to what is near.
        """
        for hit in self.index.find_exact(form, constraint):
            known, odds = found.get(hit.entity), weigh(math.log(self._weight(hit.entity))) - ECHO * (not hit.exact)
            if (
                suits[self._store.entity_type[hit.entity]]
                and odds > 0
                and (known is None or (odds, self.prior(hit)) > (known.log_odds, self.prior(known.hit)))
            ):
                found[hit.entity] = Match(hit, form, None, odds)

    def are_known(self, exacts: Sequence[str]) -> list[bool]:
        """Return of each exact key whether some name has it, or its hash."""
        known: list[bool] = self.index.are_known(exacts).tolist()
        return known

    @cached_property
    def phrases(self) -> Phrases:
        """The names of several words that texts put in other cases: all but those of people and places."""
        store = self._store
        whole = [n for n, type_ in enumerate(store.types) if type_ not in _BORN_OR_BUILT]
        entities = np.flatnonzero(np.isin(store.entity_type, whole)).tolist()
        return Phrases(key(clean(store.name_text(name)).text) for entity in entities for name in store.names(entity))

    def bears(self, word: str) -> bool:
        """Return whether a word, in any script, reads as a known personal name."""
        return any(map(self.tokens.groups, analyse_alias(word, None, _READINGS)[1]))

    def allows(self, entity: int, constraint: Constraint) -> bool:
        """Return whether an entity is of the type, and not known to be outside the countries, of a constraint."""
        return self.index.allows(entity, constraint)

    def list_forms(self, form: Form) -> Iterator[tuple[Form, list[bool]]]:
        """Yield the form and its variants, each with the types that it is a name for, by their numbers."""
        types = self._store.types
        yield form, [True] * len(types)
        variants = list_by_type(form.text, form.key or key(form.text), types)
        for text in dict.fromkeys(text for found in variants for text in found if text != form.text):
            capitals = text.upper()  # "JSC BAZ" is BAZ, not "baz", which may be a word
            yield analyse(capitals if capitals in form.text else text), [text in found for found in variants]

    def list_near_forms(self, form: Form) -> list[tuple[Form, list[bool]]]:
        """Return what `list_forms` yields, as far as names near it are of use."""
        return _narrow(list(self.list_forms(form)))

    def match_near(
        self, asked: Iterable[tuple[Form, list[bool]]], constraint: Constraint, known: Collection[int]
    ) -> list[Match]:
        """Return the best match of every entity that has a name near one of the forms, but for those that are known."""
        if self.nearby is not None:
            return self._match_natively(self.nearby, list(asked), constraint, known)
        best: dict[int, Match] = {}
        legible = ((form, suits) for form, suits in asked if form.romans)
        for number, (form, suits) in enumerate(legible):
            query = self.index.ask(form)
            hits = [
                hit
                for hit in self.index.find_near(query, constraint)
                if hit.entity not in known and suits[self._store.entity_type[hit.entity]]
            ]
            for match in self._weigh(query, hits, number):
                other = best.get(match.hit.entity)
                if other is None or match.log_odds > other.log_odds:
                    best[match.hit.entity] = match
        return list(best.values())

    def _match_natively(
        self, nearby: Nearby, asked: Sequence[tuple[Form, list[bool]]], constraint: Constraint, known: Collection[int]
    ) -> list[Match]:
        forms = [form for form, _ in asked if form.romans]
        (found,) = nearby.find([self._question(asked, constraint, known)], (1.0, 1.0), _ALL)
        ranked = [self.show(found, i, forms) for i in range(len(found))]
        return [match for _, match in sorted(zip(found.order, ranked, strict=True), key=itemgetter(0))]

    def find_near(self, opened: Sequence[Opened], points: tuple[float, float], shown: int) -> list[kernels.Found]:
        """Return the candidates near each of some names, decided on by the kernels; `nearby` has to be there."""
        assert self.nearby is not None
        return self.nearby.find([self._question(o.asked, o.constraint, ()) for o in opened], points, shown)

    def _question(
        self, asked: Sequence[tuple[Form, list[bool]]], constraint: Constraint, known: Collection[int]
    ) -> Question:
        forms = [(form, suits) for form, suits in asked if form.romans]
        anywhere = self.index.mask(Constraint(constraint.type)) if constraint.countries else None
        return Question(forms, self.index.mask(constraint), anywhere, known)

    def show(self, found: kernels.Found, at: int, forms: Sequence[Form]) -> Match:
        """Return one of the candidates that the kernels found; `forms` are those of its name that have readings."""
        _, _, _, _, form, odds, _ = found.candidate(at)
        hit, against = self.judge(found, at, forms)
        return Match(hit, forms[form], found.evidence(at), odds, against, self.group(hit, form, odds))

    def judge(self, found: kernels.Found, at: int, forms: Sequence[Form]) -> tuple[Hit, bool]:
        """Return one of the candidates that the kernels found, and whether it is contradicted."""
        name, entity, spelling, away, form, odds, against = found.candidate(at)
        hit = Hit(name, entity, spelling, False, away)
        return hit, against or self.find_veto(forms[form], hit, odds) is not None

    def find_veto(self, form: Form, hit: Hit, odds: float = 0.0) -> str | None:
        """Return the rule that tells a name from the one near it, None where they may be one, or it is no answer."""
        if hit.exact or odds < _HOPELESS:
            return None
        alias = Written(self._store.name_text(hit.name), self.index.spellings.romans(hit.spelling))
        return find_veto(Written(form.text, form.romans), alias, self._store.types[self._store.entity_type[hit.entity]])

    def compare(self, match: Match) -> Comparison | None:
        """Return the pair of readings that a match was weighed on, laid side by side; None for the string itself."""
        if match.hit.exact:
            return None
        vectors = None if self.nearby is None else self.nearby.encode(match.form)
        asked = _ask(self.index.ask(match.form, vectors))
        return weigh(asked, [self._side(match.hit)], [self._words(match.hit)])[0]

    def _weigh(self, query: Query, hits: list[Hit], number: int) -> list[Match]:
        matches = []
        for ranked in rank_hits(query, hits, self._store, self.index, self.prior):
            nearest = list(dict.fromkeys(near.hit.spelling for near in ranked))[: _WEIGHED * len(query.words)]
            chosen = [near.hit for near in ranked if near.hit.spelling in nearest]
            behind = [near for near in ranked if near.hit.spelling not in nearest]
            sides = [self._side(hit) for hit in chosen]
            words = [self._words(hit) for hit in chosen]
            comparisons = weigh(_ask(query), sides, words)
            table = relate(
                [comparison.values for comparison in comparisons],
                [self.prior(hit) for hit in chosen],
                [(near.likeness, self.prior(near.hit)) for near in behind],
            )
            odds, against = self._trees.log_odds(table).tolist(), contradicts(table).tolist()
            weighed = {
                hit.entity: Match(
                    hit,
                    query.form,
                    row,
                    odd,
                    is_against or bool(self.find_veto(query.form, hit, odd)),
                    self.group(hit, number, odd),
                )
                for hit, row, odd, is_against in zip(chosen, table.tolist(), odds, against, strict=True)
            }
            unweighed = {n.hit.entity: Match(n.hit, query.form, None, _UNWEIGHED + n.near) for n in behind}
            matches += [(weighed | unweighed)[near.hit.entity] for near in ranked]
        return matches

    def group(self, hit: Hit, form: int, odds: float) -> Group:
        """Return what all hits near a form, the one of this number, have in common whose evidence is the same.

        Names in Han characters have evidence of their own, and what was not weighed has none.
        """
        script = self._store.script(hit.name)
        if script == "Hani" or odds < _LISTED_ONLY:
            return ()
        acronym = self.index.spellings.is_acronym(hit.spelling, hit.name)
        return hit.spelling, form, script, acronym, self._words(hit) is not NO_TOKENS

    def _side(self, hit: Hit) -> Side:
        spellings = self.index.spellings
        words = spellings.words(hit.spelling)
        return Side(
            spellings.romans(hit.spelling),
            spellings.vectors[hit.spelling],
            spellings.vectors[words],
            spellings.rarity[words].tolist(),
            self._store.name_text(hit.name),
            self._store.script(hit.name),
            spellings.is_acronym(hit.spelling, hit.name),
        )

    def _words(self, hit: Hit) -> NameTokens:
        return name_words(self._store.types[self._store.entity_type[hit.entity]], self.tokens)

    def prior(self, hit: Hit) -> float:
        """Return the log prior of a name: how often one of its kind means an entity of this weight."""
        store = self._store
        kind, type_ = store.kind(hit.name), store.types[store.entity_type[hit.entity]]
        return log_prior(kind, type_, self._weight(hit.entity))

    def _weight(self, entity: int) -> float:
        """Return the weight of an entity; of more names where none is given, for who is written about has more."""
        return float(self._store.entity_weight[entity]) or float(self._store.count_names(entity))


def _always(log_odds: float) -> Weigh:
    """Return what gives the names of all entities the same log-odds."""
    return lambda _: log_odds


def settles(found: Iterable[Match]) -> bool:
    """Return whether one of some matches is the string to the letter, and where it was asked for.

    A case form that keeps few letters is not: it stands beside what is near.
    """
    return any(m.hit.exact and not m.hit.elsewhere and m.log_odds >= SHORTENED for m in found)


def _narrow(asked: list[tuple[Form, list[bool]]]) -> list[tuple[Form, list[bool]]]:
    """Return the forms of a name without the first where it says the kind in another script than the name: オデッサ州.

    It is near the names of the city alone; of a type that has no variant of it, it stays.
    """
    (form, suits), *variants = asked
    if not _KIND_BEHIND.search(form.key):
        return asked
    return [(form, [a and not any(s[i] for _, s in variants) for i, a in enumerate(suits)]), *variants]


def name_words(type: str, tokens: NameTokens) -> NameTokens:
    """Return what is known of personal names for a type that bears them, and nothing for any other type."""
    return tokens if is_personal(type) else NO_TOKENS


def _ask(query: Query) -> Side:
    form = query.form
    return Side(form.romans, query.vector, query.word_vectors, query.rarity, form.text, form.script)
