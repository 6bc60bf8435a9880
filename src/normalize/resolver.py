"""The one path: string → Form → candidates → evidence → probabilities → decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from normalize.errors import InputError
from normalize.form import Form, analyse
from normalize.index.candidates import SHORTEST, CandidateIndex, Constraint, Hit
from normalize.lexicon.iso3166 import COUNTRIES, NOT_ISO
from normalize.lexicon.store import Store
from normalize.match.decision import Standing, decide
from normalize.match.evidence import Comparison, shortlist, weigh
from normalize.match.explanation import Explanation, list_differences
from normalize.match.model import EXACT, SAME, load_model, log_prior, probability
from normalize.match.tokens import NO_TOKENS, NameTokens

_WEIGHED = 40  # entities whose evidence is weighed word by word, the nearest first


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
    """The best hit of one entity, with what it was weighed on (None for a name that is the string itself)."""

    hit: Hit
    comparison: Comparison | None
    log_odds: float


@dataclass(frozen=True, slots=True, eq=False)
class Resolution:
    """The answer for one name.

    `id` and `label` are None unless `status` is "resolved"; `probability` is that of the best candidate, `margin`
    that less the second's. `candidates` are best first, at most `limit`.
    """

    status: str
    id: str | None
    label: str | None
    probability: float
    margin: float
    candidates: tuple[Candidate, ...]
    _form: Form = field(repr=False)
    _best: Match | None = field(repr=False)
    _constraint: Constraint = field(repr=False)
    _resolver: Resolver = field(repr=False)

    def explain(self) -> Explanation:
        """Return the reasons: a structure; `str()` of it is a sentence."""
        return self._resolver._explain(self)


class Resolver:
    """The path from a string to a decision over one store; read-only, safe to share between threads."""

    def __init__(self, store: Store, tokens: NameTokens) -> None:
        self._store = store
        self._index = CandidateIndex(store)
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
        decision = decide([self.stand(match) for match in matches])
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
            candidates=candidates,
            _form=form,
            _best=ranked[0] if ranked else None,
            _constraint=constraint,
            _resolver=self,
        )

    def match(self, form: Form, constraint: Constraint) -> list[Match]:
        """Return the best match of every candidate entity: exact aliases; if none holds here, also what is alike."""
        exact: dict[int, Match] = {}
        for hit in self._index.find_exact(form, constraint):
            known = exact.get(hit.entity)
            if known is None or self._prior(hit) > self._prior(known.hit):
                exact[hit.entity] = Match(hit, None, EXACT)
        if any(not match.hit.elsewhere for match in exact.values()):
            return list(exact.values())
        alike = self._weigh(form, [h for h in self._index.find_alike(form, constraint) if h.entity not in exact])
        return [*exact.values(), *alike]

    def _weigh(self, form: Form, hits: list[Hit]) -> list[Match]:
        if not hits:
            return []
        aliases = list(dict.fromkeys(hit.roman for hit in hits))
        queries, near = shortlist(form.romans, aliases)
        number = {alias: i for i, alias in enumerate(aliases)}
        nearest: dict[int, list[tuple[float, str, Hit]]] = {}
        for hit in hits:
            at = number[hit.roman]
            nearest.setdefault(hit.entity, []).append((-float(near[at]), form.romans[int(queries[at])], hit))
        best = {
            entity: min(found, key=lambda f: (not f[2].same, f[0], -self._prior(f[2]), f[2].name))
            for entity, found in nearest.items()
        }
        model = load_model()
        matches = []
        for _, roman, hit in sorted(best.values(), key=lambda f: (not f[2].same, f[0], f[2].entity))[:_WEIGHED]:
            type_ = self._store.types[self._store.entity_type[hit.entity]]
            comparison = weigh(roman, hit.roman, name_words(type_, self._tokens))
            matches.append(Match(hit, comparison, SAME if hit.same else model.log_odds(comparison.evidence)))
        return matches

    def _prior(self, hit: Hit) -> float:
        store = self._store
        kind, type_ = store.kind(hit.name), store.types[store.entity_type[hit.entity]]
        return log_prior(kind, type_, float(store.entity_weight[hit.entity]))

    def stand(self, match: Match) -> Standing:
        hit = match.hit
        return Standing(hit.entity, match.log_odds, self._prior(hit), hit.exact or hit.same, hit.elsewhere)

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
        rival = resolution.candidates[1] if len(resolution.candidates) > 1 else None
        alias = self._store.name(best.hit.name) if best else None
        comparison = best.comparison if best else None
        return Explanation(
            status=resolution.status,
            name=form.raw,
            id=resolution.candidates[0].id if best else None,
            label=resolution.candidates[0].label if best else None,
            probability=resolution.probability,
            exact=bool(best and best.hit.exact),
            alias=alias.name if alias else None,
            alias_lang=alias.lang if alias else None,
            alias_kind=alias.kind if alias else None,
            query_reading=comparison.query if comparison else None,
            alias_reading=comparison.alias if comparison else None,
            standard=_standard(form, comparison.query) if comparison else None,
            differences=list_differences(comparison) if comparison else (),
            evidence=comparison.evidence if comparison else None,
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
    """Return the probability that two analysed strings name the same thing: the pair model on a lexicon of one."""
    if left.key and left.key == right.key:
        return probability(EXACT)
    if not left.romans or not right.romans:
        return 0.0
    mine, others = ({r.replace(" ", "") for r in form.romans} for form in (left, right))
    if any(len(spelling) >= SHORTEST for spelling in mine & others):
        return probability(SAME)
    queries, near = shortlist(left.romans, right.romans)
    at = int(near.argmax())
    comparison = weigh(left.romans[int(queries[at])], right.romans[at], name_words(type, tokens))
    return probability(load_model().log_odds(comparison.evidence))


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
