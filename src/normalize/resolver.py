"""The one path: string → Form → candidates → evidence → probabilities → decision."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from normalize.encoder import encoder_digest, load_encoder
from normalize.errors import InputError
from normalize.form import Form, analyse
from normalize.index.candidates import CandidateIndex, Constraint, Hit, Query
from normalize.index.spellings import words_of
from normalize.lexicon.iso3166 import COUNTRIES, NOT_ISO
from normalize.lexicon.store import Store
from normalize.lexicon.variants import list_variants
from normalize.match.decision import Decision, Standing, decide
from normalize.match.evidence import Comparison, Evidence, Side, relate, weigh
from normalize.match.explanation import Explanation, list_differences
from normalize.match.model import EXACT, Trees, contradicts, decision_point, load_trees, log_prior, probability
from normalize.match.tokens import NO_TOKENS, NameTokens
from normalize.text import scripts

_WEIGHED = 60  # entities whose evidence is weighed word by word, the nearest first
_APART = 2.5  # what each word more or less costs a spelling, by how unlike it is; likeness of vectors is worth three
_WEIGHED_ELSEWHERE = 10  # and of those that the country rules out


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entity that could be meant; `name` is the alias that matched."""

    id: str
    label: str
    probability: float
    name: str
    type: str
    country: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The best hit of one entity and what it was weighed on (None for a name that is the string itself).

    `form` is the query, or one of the two spellings that it gives.
    """

    hit: Hit
    form: Form
    comparison: Comparison | None
    evidence: Evidence | None
    log_odds: float
    contradicted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Resolution:
    """The answer for one name.

    `id` and `label` are None unless `status` is "resolved"; `probability` is that of the best candidate, `margin`
    that less the second's.
    """

    status: str
    id: str | None
    label: str | None
    probability: float
    margin: float
    _form: Form = field(repr=False)
    _decided: tuple[Candidate, ...] = field(repr=False)
    _best: Match | None = field(repr=False)
    _certain: bool = field(repr=False)
    _constraint: Constraint = field(repr=False)
    _limit: int = field(repr=False)
    _resolver: Resolver = field(repr=False)
    _others: list[Candidate] = field(repr=False, default_factory=list)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The entities that could be meant, best first, at most `limit`.

        Behind the bearers of a name that is an alias to the letter stand, with probability 0, those of names like
        it; they are looked for when they are asked for.
        """
        missing = self._limit - len(self._decided)
        if self._certain and missing > 0 and not self._others:
            self._others.extend(self._resolver._list_others(self, missing))
        return (*self._decided, *self._others)

    def explain(self) -> Explanation:
        """Return the reasons: a structure; `str()` of it is a sentence."""
        return self._resolver._explain(self)


class Resolver:
    """The path from a string to a decision over one store; read-only, safe to share between threads."""

    def __init__(self, store: Store, tokens: NameTokens, trees: Trees | None = None) -> None:
        self._store = store
        self._trees = trees
        self._index = CandidateIndex(store, load_encoder(), encoder_digest())
        self._tokens = tokens

    @property
    def folder(self) -> Path:
        """The folder of the lexicon."""
        return self._store.arrays.folder

    def resolve(
        self,
        name: str,
        *,
        type: str | None = None,
        country: str | Sequence[str] | None = None,
        lang: str | None = None,
        limit: int = 5,
    ) -> Resolution:
        """Return who or what `name` means, or say that it is open; see `Lexicon.resolve`."""
        constraint = make_constraint(type, country)
        if not isinstance(name, str):
            raise InputError(f"the name is a {name.__class__.__name__}; expected a string")
        if limit < 1:
            raise InputError(f"limit is {limit}; expected a whole number from 1")
        form = analyse(name, lang)
        matches = self.match(form, constraint)
        decision = self.decide(matches)
        ranked = [matches[i] for i in decision.order]
        candidates = tuple(
            self._candidate(m, p) for m, p in zip(ranked[:limit], decision.probabilities[:limit], strict=True)
        )
        resolved = decision.status == "resolved"
        return Resolution(
            status=decision.status,
            id=candidates[0].id if resolved else None,
            label=candidates[0].label if resolved else None,
            probability=decision.probabilities[0] if decision.probabilities else 0.0,
            margin=decision.margin,
            _form=form,
            _decided=candidates,
            _best=ranked[0] if ranked else None,
            _certain=any(m.hit.exact and not m.hit.elsewhere for m in ranked),
            _constraint=constraint,
            _limit=limit,
            _resolver=self,
        )

    def match(self, form: Form, constraint: Constraint) -> list[Match]:
        """Return the best match of every candidate entity: exact aliases; if none holds here, also what is near."""
        exact: dict[int, Match] = {}
        for hit in self._index.find_exact(form, constraint):
            known = exact.get(hit.entity)
            if known is None or self._prior(hit) > self._prior(known.hit):
                exact[hit.entity] = Match(hit, form, None, None, EXACT)
        if any(not match.hit.elsewhere for match in exact.values()):
            return list(exact.values())
        return [*exact.values(), *self.match_near(form, constraint, exact.keys())]

    def match_near(self, form: Form, constraint: Constraint, known: Collection[int]) -> list[Match]:
        """Return the best match of every entity that has a name near the form, but for those that are known."""
        best: dict[int, Match] = {}
        variants = {type_: (form.text, *list_variants(form.text, type_)) for type_ in self._store.types}
        for text in dict.fromkeys(text for found in variants.values() for text in found):
            query = self._index.ask(form if text == form.text else analyse(text))
            suits = [text in variants[type_] for type_ in self._store.types]
            hits = [
                hit
                for hit in self._index.find_near(query, constraint)
                if hit.entity not in known and suits[self._store.entity_type[hit.entity]]
            ]
            for match in self._weigh(query, hits):
                other = best.get(match.hit.entity)
                if other is None or match.log_odds > other.log_odds:
                    best[match.hit.entity] = match
        return list(best.values())

    def _weigh(self, query: Query, hits: list[Hit]) -> list[Match]:
        matches = []
        here, elsewhere = self._nearest(query, hits)
        for chosen in (here, elsewhere):
            sides = [self._side(hit) for hit in chosen]
            words = [self._words(hit) for hit in chosen]
            comparisons = weigh(_ask(query), sides, words)
            table = relate(comparisons, [self._prior(hit) for hit in chosen])
            odds, against = (self._trees or load_trees()).log_odds(table).tolist(), contradicts(table).tolist()
            matches += [
                Match(hit, query.form, comparison, Evidence(*row), *judged)
                for hit, comparison, row, *judged in zip(
                    chosen, comparisons, table.tolist(), odds, against, strict=True
                )
            ]
        return matches

    def _nearest(self, query: Query, hits: list[Hit]) -> tuple[list[Hit], list[Hit]]:
        """Return the nearest hit of each of the nearest entities: of those that the constraints allow, and others."""
        if not hits:
            return [], []
        spellings = list(dict.fromkeys(hit.spelling for hit in hits))
        romans = [
            (i, roman) for i, spelling in enumerate(spellings) for roman in self._index.spellings.romans(spelling)
        ]
        letters = np.zeros(len(spellings))
        scores = cdist(query.form.romans, [roman for _, roman in romans], scorer=Indel.normalized_similarity)
        np.maximum.at(letters, [i for i, _ in romans], scores.max(axis=0))
        words = [len(self._index.spellings.words(spelling)) for spelling in spellings]
        apart = np.abs(np.array(words) - len(query.words))
        likeness = letters + 3 * self._index.cosines(query, spellings)
        near = dict(zip(spellings, likeness.tolist(), strict=True))
        # Of an entity's names one of as many words says more: a name left out hides whether it contradicts.
        telling = dict(zip(spellings, (likeness - _APART * apart * (1 - letters)).tolist(), strict=True))
        best: dict[int, tuple[float, float, int, Hit]] = {}
        nearest: dict[int, float] = {}
        for hit in hits:
            rank = (-telling[hit.spelling], -self._prior(hit), hit.name, hit)
            if hit.entity not in best or rank[:3] < best[hit.entity][:3]:
                best[hit.entity] = rank
            nearest[hit.entity] = max(nearest.get(hit.entity, 0.0), near[hit.spelling])
        ranked = [best[entity][3] for entity in sorted(best, key=lambda entity: (-nearest[entity], entity))]
        return (
            [hit for hit in ranked if not hit.elsewhere][:_WEIGHED],
            [hit for hit in ranked if hit.elsewhere][:_WEIGHED_ELSEWHERE],
        )

    def _side(self, hit: Hit) -> Side:
        spellings = self._index.spellings
        words = spellings.words(hit.spelling)
        text = self._store.name_text(hit.name)
        return Side(
            spellings.romans(hit.spelling),
            spellings.vectors[hit.spelling],
            spellings.vectors[words],
            spellings.rarity[words].tolist(),
            text,
            _main(scripts(text)),
        )

    def _words(self, hit: Hit) -> NameTokens:
        return name_words(self._store.types[self._store.entity_type[hit.entity]], self._tokens)

    def _prior(self, hit: Hit) -> float:
        store = self._store
        kind, type_ = store.kind(hit.name), store.types[store.entity_type[hit.entity]]
        # Who is written about has more names: they stand in for a weight that the table does not give.
        names = int(store.name_ends[hit.entity + 1]) - int(store.name_ends[hit.entity])
        return log_prior(kind, type_, float(store.entity_weight[hit.entity]) or float(names))

    def decide(self, matches: Sequence[Match]) -> Decision:
        """Return the decision between the matches of one question."""
        standings = [
            Standing(m.hit.entity, m.log_odds, self._prior(m.hit), m.hit.exact, m.hit.elsewhere, m.contradicted)
            for m in matches
        ]
        return decide(standings, decision_point())

    def _list_others(self, resolution: Resolution, most: int) -> list[Candidate]:
        known = [self._store.find(candidate.id) for candidate in resolution._decided]
        matches = self.match_near(resolution._form, resolution._constraint, known)
        order = self.decide(matches).order
        return [self._candidate(matches[i], 0.0) for i in order[:most]]

    def _candidate(self, match: Match, share: float) -> Candidate:
        store, entity = self._store, match.hit.entity
        return Candidate(
            id=store.id(entity),
            label=store.label(entity),
            probability=share,
            name=store.name_text(match.hit.name),
            type=store.types[store.entity_type[entity]],
            country=store.country(entity),
        )

    def _explain(self, resolution: Resolution) -> Explanation:
        best, form = resolution._best, resolution._form
        first, rival = (*resolution._decided, None, None)[:2]
        alias = self._store.name(best.hit.name) if best else None
        comparison = best.comparison if best else None
        return Explanation(
            status=resolution.status,
            name=form.raw,
            id=first.id if first else None,
            label=first.label if first else None,
            probability=resolution.probability,
            exact=bool(best and best.hit.exact),
            alias=alias.name if alias else None,
            alias_lang=alias.lang if alias else None,
            alias_kind=alias.kind if alias else None,
            query_reading=comparison.query if comparison else None,
            alias_reading=comparison.alias if comparison else None,
            standard=_standard(best.form, comparison.query) if best and comparison else None,
            differences=list_differences(comparison) if comparison else (),
            evidence=best.evidence if best else None,
            constraints=_constraints(resolution),
            repairs=form.repairs,
            runner_up=rival.label if rival else None,
            runner_up_probability=rival.probability if rival else None,
        )


def make_constraint(type: str | None, country: str | Sequence[str] | None) -> Constraint:
    """Return the constraint that two arguments stand for; raises `InputError` for a country that is no ISO code."""
    codes = country.replace(",", " ").split() if isinstance(country, str) else list(country or ())
    for code in codes:
        if str(code).upper() not in COUNTRIES:
            hint = f" did you mean {NOT_ISO[code.upper()]}?" if str(code).upper() in NOT_ISO else ""
            raise InputError(f"country {code!r} is no ISO 3166-1 alpha-2 code; expected two letters such as BY.{hint}")
    return Constraint(type or "", tuple(sorted({code.upper() for code in codes})))


def name_words(type: str, tokens: NameTokens) -> NameTokens:
    """Return what is known of personal names for a type that bears them, and nothing for any other type."""
    return tokens if type in ("", "person") else NO_TOKENS


def compare_forms(left: Form, right: Form, type: str, tokens: NameTokens) -> float:
    """Return the probability that two analysed strings name the same thing: the model on a lexicon of one."""
    if left.key and left.key == right.key:
        return probability(EXACT)
    if not left.romans or not right.romans:
        return 0.0
    sides = [_alone(form) for form in (left, right)]
    words = [name_words(type, tokens)]
    both = [relate(weigh(one, [other], words), [0.0]) for one, other in (sides, sides[::-1])]
    return probability(float(load_trees().log_odds(np.concatenate(both)).mean()))


def _alone(form: Form) -> Side:
    """Return one side of a comparison without a lexicon, where no word is rarer than another."""
    whole = form.key, form.romans
    words = words_of(whole)
    vectors = load_encoder().encode([whole, *words])
    return Side(form.romans, vectors[0], vectors[1:], [1.0] * len(words), form.text, _main(form.scripts))


def _ask(query: Query) -> Side:
    form = query.form
    return Side(form.romans, query.vector, query.word_vectors, query.rarity, form.text, _main(form.scripts))


def _main(written: Sequence[str]) -> str:
    """Return the script that most letters are of, or "" where there is none."""
    return written[0] if written else ""


def _standard(form: Form, roman: str) -> str:
    reading = form.reading(roman)
    return reading.standard if reading.lang == "und" else f"{reading.lang} {reading.standard}"


def _constraints(resolution: Resolution) -> tuple[str, ...]:
    asked, best = resolution._constraint, resolution._best
    told = []
    if asked.type:
        told.append(f"only entities of type {asked.type} were looked at")
    if asked.countries:
        where = " or ".join(asked.countries)
        if best and best.hit.elsewhere:
            told.append(f"it is not in {where}, so it cannot be the answer")
        else:
            told.append(f"entities known to be outside {where} rank behind")
    return tuple(told)
