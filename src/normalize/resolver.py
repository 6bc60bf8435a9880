"""The one path: string → Form → candidates → evidence → probabilities → decision."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from normalize.bearers import Match, Opened, settles
from normalize.decisions import NONE, Decisions, Ruling, Verdict, tell_decided
from normalize.errors import InputError, check_characters, check_count, read_lang
from normalize.form import Form, analyse
from normalize.index.candidates import Constraint, Hit, make_constraint, read_type, type_answers
from normalize.later import Each, Later
from normalize.lexicon.damage import tells_damage
from normalize.lexicon.dates import Moment
from normalize.lexicon.store import Store
from normalize.lexicon.table import TYPES
from normalize.match.decision import PRECISION, Decision, Standing, decide, namesake_point
from normalize.match.explanation import TOLD, Explanation
from normalize.match.model import EXACT, decision_point
from normalize.match.setting import Setting, add_regions, make_setting
from normalize.match.tokens import NameTokens
from normalize.matcher import Matcher
from normalize.reasons import explain
from normalize.resolution import Candidate, Resolution

if TYPE_CHECKING:
    from normalize.native import kernels

_TOGETHER = 1024  # names that are looked up at once
STATUSES = ("unresolved", "ambiguous", "resolved")
UNRESOLVED, AMBIGUOUS, RESOLVED, UNREAD = 0, 1, 2, -2
_PLACED = 500  # candidates that a setting weighs: of many namesakes it is seldom the best known that is meant


class Asked(NamedTuple):
    """A name with type, country and language, and where and when it was written."""

    name: str
    type: str | None = None
    country: str | Sequence[str] | None = None
    lang: str | None = None
    setting: Setting | None = None


class Resolver:
    """The path from a string to a decision over one store; read-only, safe to share between threads."""

    def __init__(
        self,
        store: Store,
        tokens: NameTokens,
        *,
        precision: float = PRECISION,
        decisions: Decisions | None = None,
    ) -> None:
        self._store = store
        self.point, self._precision = decision_point(precision), float(precision)
        self.namesake_point = namesake_point(self.point, precision)
        self._points = self.point, self.namesake_point
        self._decisions = Decisions(()) if decisions is None else decisions
        self._matcher = Matcher(store, tokens)
        self._types = tuple(dict.fromkeys((*store.types, *TYPES)))
        self._written = frozenset(("", *self._types))
        # What is decided on the only bearer of a name: its prior has no rival to count against.
        self._sole = decide([Standing(0, EXACT, 0.0, True, False)], self.point, precision)

    @property
    def opened(self) -> tuple[Path, float, Decisions]:
        """What the resolver was made of: the folder of the lexicon, the precision asked for, people's decisions."""
        return self._store.arrays.folder, self._precision, self._decisions

    @property
    def store(self) -> Store:
        """What it knows of entities and their names."""
        return self._store

    @property
    def decides_exact(self) -> bool:
        """Whether `decide_exact` says all of an answer: kernels are there, and people decided nothing."""
        return self._matcher.nearby is not None and not self._decisions

    @tells_damage
    def decide_exact(self, text: NDArray[np.uint8], ends: NDArray[np.int64]) -> NDArray[np.void]:
        """Return for strings of a flat array, asked without any constraint, who is meant by a name to the letter.

        A row has the numbers of the entity, of its name, and of the entity that is next, -1 where there is none; status
        as in `STATUSES`, and the probabilities of both. A status below 0 says that more has to be asked: `UNREAD` that
        the string has letters that have to be cleaned first.
        """
        assert self._matcher.nearby is not None
        return self._matcher.nearby.decide_exact(text, ends, self._points)

    @tells_damage
    def decide_cleaned(self, names: Sequence[str]) -> NDArray[np.void]:
        """Return the same for strings of any letters."""
        assert self._matcher.nearby is not None
        return self._matcher.nearby.decide_cleaned(names, self._points)

    def read_type(self, type: str) -> str:
        """Return a type as the lexicon writes it; raises `InputError` for one that neither it nor the library knows."""
        return read_type(type, self._types) if type else ""

    def list_conflicts(self) -> tuple[str, ...]:
        """Return what is wrong with the decisions, a sentence each."""
        return (*self._decisions.conflicts, *self._decisions.list_useless(self._explain_useless))

    @property
    def knowledge(self) -> Matcher:
        """What the lexicon knows of strings and words by themselves."""
        return self._matcher

    def weight(self, id: str) -> float:
        """Return how prominent an entity is: its people, 0 where the lexicon does not say."""
        return float(self._store.entity_weight[self._store.find(id)])

    def count_names(self, id: str) -> int:
        """Return how many names of an entity the lexicon has."""
        return self._store.count_names(self._store.find(id))

    def resolve(
        self,
        name: str,
        *,
        type: str | None = None,
        country: str | Sequence[str] | None = None,
        lang: str | None = None,
        near: Sequence[float] | None = None,
        when: Moment | None = None,
        limit: int = 5,
    ) -> Resolution:
        """Return who or what `name` means, or say that it is open; see `Lexicon.resolve`."""
        return self.resolve_all([Asked(name, type, country, lang, make_setting(near, when))], limit)[0]

    @tells_damage
    def resolve_all(self, asked: Sequence[Asked], limit: int) -> list[Resolution]:
        """Return the resolutions of many names, each with what is known of it, as `resolve` does for one."""
        check_count("limit", limit)
        answers: list[Resolution] = []
        for start in range(0, len(asked), _TOGETHER):
            answers += self._resolve_some(asked[start : start + _TOGETHER], limit)
        return answers

    def _resolve_some(self, asked: Sequence[Asked], limit: int) -> list[Resolution]:
        constraints = [make_constraint(one.type, one.country) for one in asked]
        if not self._written.issuperset({asks.type for asks in constraints}):
            constraints = [Constraint(self.read_type(c.type), c.countries, c.regions) for c in constraints]
        settings = [
            add_regions(one.setting, asks) if asks.regions else one.setting
            for one, asks in zip(asked, constraints, strict=True)
        ]
        limits = [limit if setting is None else max(limit, _PLACED) for setting in settings]
        forms = [self._analyse(one.name, one.lang) for one in asked]
        verdicts = [
            self._decisions.find(form.key, constraint.type, constraint.countries, constraint.regions)
            for form, constraint in zip(forms, constraints, strict=True)
        ]
        bearers = self._matcher.find_bearers(forms, constraints)
        answers = [
            self._answer_sole(bearer, form, constraint, most) if bearer >= 0 and verdict is None else None
            for bearer, form, constraint, verdict, most in zip(
                bearers, forms, constraints, verdicts, limits, strict=True
            )
        ]
        rest = [i for i, answer in enumerate(answers) if answer is None]
        opened = [self._matcher.bearers.open(forms[i], constraints[i]) for i in rest]
        # The kernels decide between what is near; what people decided comes in between.
        far = [
            not (o.settled or verdicts[i]) and self._matcher.nearby is not None
            for i, o in zip(rest, opened, strict=True)
        ]
        asked_near = [o for o, is_far in zip(opened, far, strict=True) if is_far]
        near = iter(self._matcher.find_near(asked_near, self._points, max(limits)) if asked_near else ())
        for i, o, is_far in zip(rest, opened, far, strict=True):
            most = limits[i]
            answers[i] = self._answer_near(o, next(near), most) if is_far else self._conclude(o, verdicts[i], most)
        found: list[Resolution] = answers  # type: ignore[assignment]  # none is left open
        return [
            answer if setting is None else self._place(answer, setting, limit)
            for answer, setting in zip(found, settings, strict=True)
        ]

    def _place(self, answer: Resolution, setting: Setting, limit: int) -> Resolution:
        """Return an answer in the light of where and when its name was written."""
        hits, shares = [m.hit for m in answer._matches], [c.probability for c in answer.likely]
        weighing = setting.weigh(self._store, hits, shares, exact=answer._certain)
        return answer.weigh(weighing, limit, setting=setting)

    def _analyse(self, name: str, lang: str | None) -> Form:
        check_characters("the name", name)
        return analyse(name, lang if lang is None else read_lang(lang))

    def _answer_sole(self, entity: int, form: Form, constraint: Constraint, limit: int) -> Resolution:
        """Return the answer for a name that one entity alone bears to the letter; what is near is never asked for."""
        decided, store, of = self._sole, self._store, (self, form, constraint, limit)
        resolved = decided.status == "resolved"
        return Resolution(
            status=decided.status,
            id=store.id(entity) if resolved else None,
            label=store.label(entity) if resolved else None,
            probability=decided.probabilities[0],
            margin=decided.margin,
            _form=form,
            _decided=Later(Resolver._list_sole, of),
            _matches=Later(Resolver._match_sole, of),
            _certain=True,
            _exact=True,
            _constraint=constraint,
            _limit=limit,
            _ruling=None,
            _standings=Later(Resolver._stand_sole, of),
            _resolver=self,
        )

    def _match_sole(self, form: Form, constraint: Constraint, limit: int) -> tuple[Match, ...]:
        return tuple(self._matcher.bearers.open(form, constraint).exact)

    def _list_sole(self, form: Form, constraint: Constraint, limit: int) -> tuple[Candidate, ...]:
        return self._list_hits([m.hit for m in self._match_sole(form, constraint, limit)], self._sole.probabilities)

    def _stand_sole(self, form: Form, constraint: Constraint, limit: int) -> tuple[Standing, ...]:
        return self._stand(self._match_sole(form, constraint, limit))

    def _conclude(self, opened: Opened, verdict: Verdict | None, limit: int) -> Resolution:
        matches = self._matcher.finish(opened)
        if verdict is not None:
            return self._obey(verdict, opened.form, matches, opened.constraint, limit)
        return self._answer(opened.form, matches, opened.constraint, limit)

    def _answer_near(self, opened: Opened, found: kernels.Found, limit: int) -> Resolution:
        """Return what the kernels decided; candidates and reasons are made when they are asked for."""
        forms = tuple([form for form, _ in opened.asked if form.romans])
        of, shown = (self, found, forms, opened.exact), min(limit, len(found))
        status, exact = found.status, bool(shown) and found.exact(0) >= 0
        if status == RESOLVED:
            status = status if exact or self._matcher.judge(found, 0, forms)[1] is None else UNRESOLVED
        elif self._matcher.judges_otherwise(found, forms, TOLD if status == AMBIGUOUS else self.point):
            standings = [self._stand_found(*of[1:], i) for i in range(len(found))]
            status = STATUSES.index(decide(standings, self.point, self._precision).status)
        store, resolved, best = self._store, status == RESOLVED, found.probability(0)
        entity = found.candidate(0)[1] if resolved else 0
        return Resolution(
            status=STATUSES[status],
            id=store.id(entity) if resolved else None,
            label=store.label(entity) if resolved else None,
            probability=best,
            margin=best - found.probability(1),
            _form=opened.form,
            _decided=Each(Resolver._list_found, of, shown),
            _matches=Each(Resolver._show_found, of, shown),
            _certain=False,
            _exact=exact,
            _constraint=opened.constraint,
            _limit=limit,
            _ruling=None,
            _standings=Each(Resolver._stand_found, of, len(found)),
            _resolver=self,
        )

    def _list_found(self, found: kernels.Found, forms: Sequence[Form], exact: Sequence[Match], at: int) -> Candidate:
        return self._candidate(*found.candidate(at)[:2], found.probability(at))

    def _show_found(self, found: kernels.Found, forms: Sequence[Form], exact: Sequence[Match], at: int) -> Match:
        return exact[found.exact(at)] if found.exact(at) >= 0 else self._matcher.show(found, at, forms)

    def _stand_found(self, found: kernels.Found, forms: Sequence[Form], exact: Sequence[Match], at: int) -> Standing:
        if found.exact(at) >= 0:
            match = exact[found.exact(at)]
            return Standing(match.hit.entity, match.log_odds, found.prior(at), True, match.hit.elsewhere)
        hit, veto = self._matcher.judge(found, at, forms)
        _, _, _, _, form, odds, _ = found.candidate(at)
        group = self._matcher.group(hit, form, odds)
        return Standing(hit.entity, odds, found.prior(at), False, hit.elsewhere, veto is not None, group)

    def _obey(
        self, verdict: Verdict, form: Form, matches: Sequence[Match], constraint: Constraint, limit: int
    ) -> Resolution:
        """Return the answer that people have decided, or that is left when what they rejected is gone."""
        store, rejected = self._store, verdict.rejected
        left = [match for match in matches if store.id(match.hit.entity) not in rejected]
        ruling, _ = verdict.choose(partial(self._applies, constraint))
        if ruling is None:
            return self._answer(form, left, constraint, limit)
        chosen: list[Match] = []
        if ruling.id != NONE:
            entity = store.find(ruling.id)
            label = Hit(int(store.name_ends[entity]), entity, -1, True, False)
            known = (match for match in left if match.hit.entity == entity)
            chosen = [next(known, Match(label, form, None, EXACT))]
        ranked = [*chosen, *(left[i] for i in self.decide(left).order if left[i] not in chosen)]
        shares = (*(1.0 for _ in chosen), *(0.0 for _ in ranked[len(chosen) :]))
        decided = Decision("resolved" if chosen else "unresolved", tuple(range(len(ranked))), shares)
        return self._answer(form, ranked, constraint, limit, decided, ruling)

    def _applies(self, constraint: Constraint, ruling: Ruling) -> bool:
        """Return whether a ruling can be followed: a wide one not against what this question says of itself."""
        if ruling.id == NONE:
            return True
        told = Constraint(self.read_type(ruling.type)) if ruling.context else constraint
        return self._store.holds(ruling.id) and self._matcher.allows(self._store.find(ruling.id), told)

    def _explain_useless(self, ruling: Ruling) -> str:
        """Return why a ruling never applies, as its sentence ends, "" where it may."""
        store, id = self._store, ruling.rejected or ruling.id
        try:
            type = self.read_type(ruling.type)
        except InputError as error:
            return f"but {error}"
        if id == NONE:
            return ""
        if not store.holds(id):
            return "which is not in the lexicon"
        own = store.types[store.entity_type[store.find(id)]]
        return "" if type_answers(own, type) else f'which is of type "{own}" and not "{type}"'

    def _answer(
        self,
        form: Form,
        matches: Sequence[Match],
        constraint: Constraint,
        limit: int,
        ruled: Decision | None = None,
        ruling: Ruling | None = None,
    ) -> Resolution:
        standings = self._stand(matches)
        decision = ruled or decide(standings, self.point, self._precision)
        ranked = [matches[i] for i in decision.order]
        hits = [match.hit for match in ranked[:limit]]
        resolved = decision.status == "resolved"
        return Resolution(
            status=decision.status,
            id=self._store.id(hits[0].entity) if resolved else None,
            label=self._store.label(hits[0].entity) if resolved else None,
            probability=decision.probabilities[0] if decision.probabilities else 0.0,
            margin=decision.margin,
            _form=form,
            _decided=Later(Resolver._list_hits, (self, hits, decision.probabilities)),
            _matches=tuple(ranked[:limit]),
            _certain=settles(ranked),
            _exact=bool(hits) and hits[0].exact,
            _constraint=constraint,
            _limit=limit,
            _ruling=ruling,
            _standings=tuple(standings[i] for i in decision.order),
            _resolver=self,
        )

    def decide(self, matches: Sequence[Match]) -> Decision:
        """Return the decision between the matches of one question."""
        return decide(self._stand(matches), self.point, self._precision)

    def _list_hits(self, hits: Sequence[Hit], shares: Sequence[float]) -> tuple[Candidate, ...]:
        return tuple(self._candidate(hit.name, hit.entity, share) for hit, share in zip(hits, shares, strict=False))

    def _stand(self, matches: Sequence[Match]) -> tuple[Standing, ...]:
        priors = [self._matcher.bearers.prior(match.hit) for match in matches]
        most = max((prior for prior, m in zip(priors, matches, strict=True) if m.hit.exact), default=0.0)
        # An echo is never likelier than the name itself, however prominent.
        limited = [min(prior, most) if m.certain else prior for prior, m in zip(priors, matches, strict=True)]
        return tuple(
            Standing(m.hit.entity, m.log_odds, prior, m.certain, m.hit.elsewhere, m.veto is not None, m.group)
            for m, prior in zip(matches, limited, strict=True)
        )

    @tells_damage
    def list_others(self, resolution: Resolution, most: int) -> list[Candidate]:
        form, asked = resolution._form, resolution._constraint
        verdict = self._decisions.find(form.key, asked.type, asked.countries, asked.regions)
        rejected = filter(self._store.holds, verdict.rejected if verdict else ())
        known = [self._store.find(id) for id in (*rejected, *(candidate.id for candidate in resolution._decided))]
        matches = self._matcher.match_near(self._matcher.list_near_forms(form), asked, known)
        hits = [matches[i].hit for i in self.decide(matches).order[:most]]
        return [self._candidate(hit.name, hit.entity, 0.0) for hit in hits]

    def _candidate(self, name: int, entity: int, share: float) -> Candidate:
        store = self._store
        return Candidate(
            id=store.id(entity),
            label=store.label(entity),
            probability=share,
            name=store.name_text(name),
            kind=store.kind(name),
            type=store.types[store.entity_type[entity]],
            country=store.country(entity),
        )

    @tells_damage
    def explain(self, resolution: Resolution, *, whole: bool) -> Explanation:
        return explain(resolution, self._store, self._matcher, self._list_decided(resolution), whole=whole)

    def _list_decided(self, resolution: Resolution) -> tuple[str, ...]:
        """Return what was decided beside the ruling that an answer obeys: set aside, or against an entity."""
        asked = resolution._constraint
        verdict = self._decisions.find(resolution._form.key, asked.type, asked.countries, asked.regions)
        return () if verdict is None else tell_decided(verdict, partial(self._applies, asked), self._explain_useless)
