"""From a form to the entities that it could mean, each with its best match: exact names first, then what is near."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from normalize.bearers import Bearers, Match, Opened
from normalize.encoder import encoder_digest, load_encoder
from normalize.form import Form
from normalize.index.candidates import CandidateIndex, Constraint, Hit, Query
from normalize.index.families import Families
from normalize.index.homophones import Homophones
from normalize.index.lookalikes import Lookalikes
from normalize.index.phrases import Phrases
from normalize.lexicon.store import Store
from normalize.match.decision import Group
from normalize.match.evidence import Laid, Side, relate, weigh
from normalize.match.forms import narrow
from normalize.match.meeting import Known
from normalize.match.model import SHORTENED, Trees, contradicts, load_trees
from normalize.match.name_words import NAME
from normalize.match.originals import is_spelt_by_ear
from normalize.match.ranking import rank_hits
from normalize.match.tokens import NO_TOKENS, NameTokens, tokens_for
from normalize.match.vetoes import find_known_veto, is_part
from normalize.match.written_bodies import leave_out_city
from normalize.native import load_kernels
from normalize.nearby import Nearby, Question

if TYPE_CHECKING:
    from normalize.native import kernels

# Spellings whose evidence is weighed, the nearest first, for each word of the query: of several words letters say less.
_WEIGHED = 20
_HOPELESS = -3.0  # log-odds from which nothing that a text or a group says makes an answer
_UNWEIGHED = -1000.0  # log-odds of a candidate that stands behind these: it has no share in the probability
_LISTED_ONLY = -500.0  # log-odds that only these have
_ALL = 1 << 30


class Matcher:
    """The retrievals and the model over one store; read-only, safe to share between threads.

    `nearby` are the compiled kernels, which answer as the steps below do; None where they are not there or not wanted.
    """

    def __init__(self, store: Store, tokens: NameTokens, trees: Trees | None = None, *, nearby: bool = True) -> None:
        self._store = store
        self._trees = trees or load_trees()
        self.index = CandidateIndex(store, load_encoder(), encoder_digest())
        self.tokens = tokens
        self.bearers = Bearers(store, self.index, tokens)
        self.nearby = Nearby(store, load_encoder(), tokens, self._trees) if nearby and load_kernels() else None

    def match(self, form: Form, constraint: Constraint) -> list[Match]:
        """Return the best match of every candidate entity: exact aliases; if none holds here, also what is near."""
        return self.finish(self.bearers.open(form, constraint))

    def finish(self, opened: Opened) -> list[Match]:
        """Return the best match of every candidate entity of a name whose exact aliases are known."""
        if opened.settled:
            return opened.exact
        found = {match.hit.entity: match for match in opened.exact}
        for near in self.match_near(opened.asked, opened.constraint, _list_known(opened)):
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

    def are_known(self, exacts: Sequence[str]) -> list[bool]:
        """Return of each exact key whether some name has it, or its hash."""
        known: list[bool] = self.index.are_known(exacts).tolist()
        return known

    @cached_property
    def families(self) -> Families:
        """Well-known people by their family names."""
        return Families(self._store)

    @cached_property
    def phrases(self) -> Phrases:
        """The names of several words that texts put in other cases."""
        return Phrases(self._store)

    @cached_property
    def homophones(self) -> Homophones:
        """The names that Chinese texts may write with other characters of the same sound."""
        return Homophones(self._store)

    @cached_property
    def lookalikes(self) -> Lookalikes:
        """The names that Japanese texts may write with other letters that look nearly so."""
        return Lookalikes(self._store)

    def allows(self, entity: int, constraint: Constraint) -> bool:
        """Return whether an entity is of the type, and not known to be outside the countries, of a constraint."""
        return self.index.allows(entity, constraint)

    def list_near_forms(self, form: Form) -> list[tuple[Form, list[bool]]]:
        """Return what `list_forms` yields, as far as names near it are of use."""
        return narrow(list(self.bearers.list_forms(form)))

    def match_near(
        self, asked: Iterable[tuple[Form, list[bool]]], constraint: Constraint, known: Collection[int]
    ) -> list[Match]:
        """Return the best match of every entity that has a name near one of the forms, but for those that are known."""
        if self.nearby is not None:
            return self._match_natively(self.nearby, list(asked), constraint, known)
        best: dict[int, Match] = {}
        legible = ((form, suits) for form, suits in asked if form.romans)
        written: Form | None = None
        for number, (form, suits) in enumerate(legible):
            query, written = self.index.ask(form), written or form
            hits = [
                hit
                for hit in self.index.find_near(query, constraint)
                if hit.entity not in known and suits[self._store.entity_type[hit.entity]]
            ]
            for match in self._weigh(query, hits, number, written):
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
        """Return the candidates of each of some names that are not settled, decided on by the kernels.

        These are its bearers to the letter and what is near; `nearby` has to be there.
        """
        assert self.nearby is not None
        asked = [self._question(o.asked, o.constraint, _list_known(o), o.exact) for o in opened]
        return self.nearby.find(asked, points, shown)

    def _question(
        self,
        asked: Sequence[tuple[Form, list[bool]]],
        constraint: Constraint,
        known: Collection[int],
        exact: Sequence[Match] = (),
    ) -> Question:
        forms = [(form, suits) for form, suits in asked if form.romans]
        anywhere = self.index.mask(Constraint(constraint.type)) if constraint.countries else None
        told = [(m.hit.name, m.hit.entity, m.hit.elsewhere, m.log_odds, self.bearers.prior(m.hit)) for m in exact]
        return Question(forms, self.index.mask(constraint), anywhere, known, told)

    def show(self, found: kernels.Found, at: int, forms: Sequence[Form]) -> Match:
        """Return one of the candidates that the kernels found; `forms` are those of its name that have readings."""
        _, _, _, _, form, odds, _ = found.candidate(at)
        hit, veto = self.judge(found, at, forms)
        return Match(hit, forms[form], found.evidence(at), odds, veto, self.group(hit, form, odds))

    def judge(self, found: kernels.Found, at: int, forms: Sequence[Form]) -> tuple[Hit, str | None]:
        """Return one of the candidates that the kernels found, and the rule by which it is no answer."""
        name, entity, spelling, away, form, odds, against = found.candidate(at)
        hit = Hit(name, entity, spelling, False, away)
        return hit, self._find_veto(forms[0], forms[form], hit, odds, against)

    def judges_otherwise(self, found: kernels.Found, forms: Sequence[Form], least: float) -> bool:
        """Return whether a candidate of this probability or more is no answer by a rule, or is against the evidence.

        The kernels know of no rule but that the evidence contradicts a name; what a rule forbids is no rival.
        """
        likely = (i for i in range(len(found)) if found.exact(i) < 0 and found.probability(i) >= least)
        return any((self.judge(found, i, forms)[1] is not None) != found.candidate(i)[-1] for i in likely)

    def _find_veto(self, asked: Form, form: Form, hit: Hit, odds: float, against: bool) -> str | None:
        """Return the rule that tells a name from the one near it, None where they may be one, or it is no answer.

        `asked` is the name as it is written, which `form` may be a variant of; `against` says that the evidence
        contradicts it.
        """
        hopeless = odds < _HOPELESS
        if hopeless and not against:
            return None
        known = Known.of(asked, form, hit, self.bearers.own, self.tokens, self._lay)
        heard = form.script == "Hani" and is_spelt_by_ear(known.query, known.alias, self._store.country(hit.entity))
        if against and not (
            heard or is_part(known) or (form.script == "Hani" and leave_out_city(asked.text, known.alias.text))
        ):
            return NAME
        return None if heard or hopeless else find_known_veto(known)

    def lay(self, match: Match) -> Laid | None:
        """Return the pair of readings that a match was weighed on, laid side by side; None for the string itself."""
        return None if match.hit.exact else self._lay(match.form, match.hit)

    def _lay(self, form: Form, hit: Hit) -> Laid:
        if self.nearby is not None:
            return self.nearby.lay(form, hit)
        return Laid.of(weigh(_ask(self.index.ask(form)), [self._side(hit)], [self._words(hit)])[0])

    def _weigh(self, query: Query, hits: list[Hit], number: int, written: Form) -> list[Match]:
        matches = []
        by_place = rank_hits(query, hits, self._store, self.index, self.bearers.prior)
        found = sum(map(len, by_place))
        for ranked in by_place:
            nearest = list(dict.fromkeys(near.hit.spelling for near in ranked))[: _WEIGHED * len(query.words)]
            chosen = [near.hit for near in ranked if near.hit.spelling in nearest]
            behind = [near for near in ranked if near.hit.spelling not in nearest]
            sides = [self._side(hit) for hit in chosen]
            words = [self._words(hit) for hit in chosen]
            comparisons = weigh(_ask(query), sides, words)
            table = relate(
                [comparison.values for comparison in comparisons],
                [self.bearers.prior(hit) for hit in chosen],
                [(near.likeness, self.bearers.prior(near.hit)) for near in behind],
                found - len(ranked),
            )
            odds, against = self._trees.log_odds(table).tolist(), contradicts(table).tolist()
            weighed = {
                hit.entity: Match(
                    hit,
                    query.form,
                    row,
                    odd,
                    self._find_veto(written, query.form, hit, odd, is_against),
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
        return tokens_for(self._store.types[self._store.entity_type[hit.entity]], self.tokens)


def _list_known(opened: Opened) -> list[int]:
    """Return the entities that are not looked for near a name: nothing is nearer than the string itself."""
    sure = (m.hit.entity for m in opened.exact if m.log_odds >= SHORTENED or m.form is opened.form)
    return [*sure, *opened.barred]


def _ask(query: Query) -> Side:
    form = query.form
    return Side(form.romans, query.vector, query.word_vectors, query.rarity, form.text, form.script)
