"""The answer for one name: its status, its candidates, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from normalize.later import Later
from normalize.match.vetoes import FIRM

if TYPE_CHECKING:
    from normalize.bearers import Match
    from normalize.decisions import Ruling
    from normalize.form import Form
    from normalize.index.candidates import Constraint
    from normalize.match.decision import Standing, Weighing
    from normalize.match.explanation import Explanation
    from normalize.match.setting import Setting

_SAME = 1 + 1e-9  # what rounding may add to a sum
_ASKED = 0.9  # probability by itself from which a place that is asked for may be a slip


class Grounds(Protocol):
    """What answers are made of; they ask it for what is seldom wanted."""

    point: float  # the probability from which a name is resolved
    namesake_point: float  # and from which one of several bearers of a name to the letter is

    def weight(self, id: str) -> float:
        """Return how prominent an entity is: its people, 0 where the lexicon does not say."""

    def list_others(self, resolution: Resolution, most: int) -> list[Candidate]:
        """Return what is near a name that is an alias to the letter, at most `most`."""

    def explain(self, resolution: Resolution, *, whole: bool) -> Explanation:
        """Return the reasons."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entity that could be meant; `name` is the alias that matched, and `kind` what kind of name that is."""

    id: str
    label: str
    probability: float
    name: str
    kind: str
    type: str
    country: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Resolution:
    """The answer for one name.

    `id` and `label` are None unless `status` is "resolved"; `probability` is that of the best candidate, `margin`
    that less the second's. An answer is equal to itself alone: what two have in common stands in their fields.
    """

    status: str
    id: str | None
    label: str | None
    probability: float
    margin: float
    _form: Form = field(repr=False)
    _decided: Sequence[Candidate] = field(repr=False)
    _matches: Sequence[Match] = field(repr=False)
    _certain: bool = field(repr=False)
    _exact: bool = field(repr=False)
    _constraint: Constraint = field(repr=False)
    _limit: int = field(repr=False)
    _ruling: Ruling | None = field(repr=False)
    _standings: Sequence[Standing] = field(repr=False)
    _resolver: Grounds = field(repr=False)
    _setting: Setting | None = field(repr=False, default=None)
    _context: object = field(repr=False, default="")
    _weighings: tuple[Weighing, ...] = field(repr=False, default=())
    _others: tuple[Candidate, ...] = field(repr=False, default=())

    @property
    def exact(self) -> bool:
        """Whether the name is an alias of the best candidate to the letter, or in another case or order."""
        return self._exact

    @property
    def ruled(self) -> bool:
        """Whether people have decided what the name means."""
        return self._ruling is not None

    @property
    def veto(self) -> str | None:
        """The rule by which the best candidate is no answer, however probable it is by its letters; None where none is.

        >>> import normalize
        >>> lex = normalize.load()
        >>> lex.resolve("Tony Blain").veto, lex.resolve("Tony Blare").veto
        ('a word is another name', None)
        """
        best = next(iter(self._matches), None)
        return best.veto if best else None

    @property
    def seen_as(self) -> str | None:
        """What the name was taken for where that is another string: a nominative, a name without its title."""
        best = next(iter(self._matches), None)
        return best.form.text if best and best.form is not self._form else None

    @property
    def likely(self) -> Sequence[Candidate]:
        """The candidates that share the probability, best first: those of a name to the letter are its bearers."""
        return self._decided

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The entities that could be meant, best first, at most `limit`.

        Behind the bearers of a name that is an alias to the letter stand, with probability 0, those of names like
        it; they are looked for when they are asked for.
        """
        missing = self._limit - len(self._decided)
        if self._certain and missing > 0 and not self._others:
            object.__setattr__(self, "_others", tuple(self._resolver.list_others(self, missing)))
        return (*self._decided, *self._others)

    def taken_for(self, form: Form) -> Resolution:
        """Return the answer as that of another string, which is taken for the one that was asked; it is not exact."""
        return replace(self, _form=form, _exact=False)

    def take(self, least: float) -> Resolution:
        """Return the answer with its first candidate as what is meant, if that is so probable and nothing forbids it.

        For a text, which asks less than the decision point where more than the name speaks for a candidate.
        """
        if self.id is not None or self.probability < least or not _may_answer(self._matches[0], False):
            return self
        first = self.likely[0]
        return replace(self, status="resolved", id=first.id, label=first.label)

    def weigh(
        self,
        weighing: Weighing,
        limit: int,
        *,
        context: object = "",
        setting: Setting | None = None,
        told: bool = False,
        asked: bool = False,
    ) -> Resolution:
        """Return the answer with the probabilities of `likely` weighed anew.

        `str(context)` says in words where the weights come from, `setting` where and when the name was written if they
        come of that. What people decided stays, and what nothing in the name itself speaks for is not resolved. Where
        "none of these" is weighed too, the sum moves: so a text lifts the misspelt name of somebody whom it speaks of
        elsewhere, and a point far from every namesake says that another one is meant. `told`: the context speaks of
        the first candidate, so that a word that is another known name is a slip where the whole passes by itself.
        `asked`: it asks for a place, and the first candidate is one; then what people are called says less.
        """
        shares = [candidate.probability for candidate in self._decided]
        if self._ruling is not None or not any(s * w for s, w in zip(shares, weighing.weights, strict=True)):
            return replace(self, _decided=self._decided[:limit], _matches=self._matches[:limit], _limit=limit)
        weighed = weighing.apply(shares)
        order = sorted(range(len(weighed)), key=lambda i: -weighed[i])
        found = [_share(self._decided[i], weighed[i]) for i in order]
        best, second = (*(candidate.probability for candidate in found), 0.0)[:2]
        total = sum(weighed)
        least = _ASKED if asked else (1 + self._resolver.point) / 2  # a slip is to be half as uncertain
        slip = (told or asked) and order[0] == 0 and self.probability >= least
        point = self._resolver.point
        told_apart = setting is None and (weighing.none is not None or best > shares[order[0]] * _SAME)
        if not told_apart and self._certain and sum(m.certain and not m.hit.elsewhere for m in self._matches) > 1:
            # A group tells names apart where it speaks for one, a point or a date may err: no less is asked then.
            point = max(point, self._resolver.namesake_point * total)
        is_raised = weighing.none is not None and (slip or total > sum(shares) * _SAME)
        if self.status == "unresolved" and not is_raised:
            status = "unresolved"
        elif best >= point and _may_answer(self._matches[order[0]], slip):
            status = "resolved"
        else:
            status = "ambiguous" if weighing.none is None or total >= point else "unresolved"
        resolved = status == "resolved"
        return Resolution(  # `replace` takes twice as long
            status,
            found[0].id if resolved else None,
            found[0].label if resolved else None,
            best,
            best - second,
            self._form,
            tuple(found[:limit]),
            Later(_pick, (self._matches, order[:limit])),
            self._certain,
            self._exact and self._matches[order[0]].hit.exact,
            self._constraint,
            limit,
            self._ruling,
            self._standings,
            self._resolver,
            setting or self._setting,
            context or self._context,
            (*self._weighings, weighing),
        )

    def explain(self) -> Explanation:
        """Return the reasons: a structure; `str()` of it is a sentence."""
        return self._resolver.explain(self, whole=True)

    def tell(self) -> str:
        """Return the sentence of the reasons, for which not all of the structure is worked out."""
        return str(self._resolver.explain(self, whole=False))


def _may_answer(match: Match, slip: bool) -> bool:
    return not match.hit.elsewhere and (match.veto is None or (slip and match.veto not in FIRM))


def _pick(matches: Sequence[Match], order: Sequence[int]) -> tuple[Match, ...]:
    return tuple(matches[i] for i in order)


def _share(candidate: Candidate, probability: float) -> Candidate:
    """Return a candidate with another probability: `replace` takes thrice as long."""
    c = candidate
    return Candidate(c.id, c.label, probability, c.name, c.kind, c.type, c.country)
