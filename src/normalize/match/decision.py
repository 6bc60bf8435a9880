"""From log-odds of candidates to probabilities that share one, and to resolved, ambiguous or unresolved."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

PRECISION = 0.99  # of the answers given, how many are to be right where nobody says otherwise
# Namesakes are told apart by a prior that was chosen, not fitted: it may fail this much less often than a likeness.
_NAMESAKES = 2
# An entity that is known to be elsewhere than asked keeps this share of its odds, and is never an answer. Namesakes to
# the letter share it: that the country is wrong is no likelier where there are many.
_ELSEWHERE = 0.001
# A name that is to the letter that of an entity elsewhere means none of the candidates here as often as so many would.
_KNOWN_ELSEWHERE = 10.0
_RIVAL = 0.01  # probability from which a candidate that is no namesake is a rival

Group = tuple[int | str | bool, ...]  # what candidates have in common that share their odds


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one candidate entity before it meets its rivals.

    `certain`: the name is its to the letter; `elsewhere`, `contradicted`: it cannot be the answer, whatever its odds.
    Those of one `group` were found near by one spelling, with the same evidence; () is none.
    """

    entity: int
    log_odds: float
    log_prior: float
    certain: bool
    elsewhere: bool
    contradicted: bool = False
    group: Group = ()


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a context made the first candidates worth, best first, and "none of these"; None where that keeps its share.

    >>> Weighing((1.0, 2.0), None).apply([0.5, 0.25, 0.125])
    (0.375, 0.375)
    """

    weights: tuple[float, ...]
    none: float | None

    def apply(self, shares: Sequence[float]) -> tuple[float, ...]:
        """Return the probabilities of the weighed candidates, in the same order: their sum stays but for `none`."""
        weighed = [share * weight for share, weight in zip(shares, self.weights, strict=False)]
        total, kept = sum(weighed), sum(shares[: len(weighed)])
        scale = kept / total if self.none is None else 1 / (total + self.none * (1 - kept))
        return tuple(share * scale for share in weighed)


@dataclass(frozen=True, slots=True)
class Decision:
    """Probabilities of the candidates in the order of `order` (positions in what was given), and the status."""

    status: str
    order: tuple[int, ...]
    probabilities: tuple[float, ...]

    @property
    def margin(self) -> float:
        """The best probability less the second."""
        best, second = (*self.probabilities, 0.0, 0.0)[:2]
        return best - second


def decide(standings: Sequence[Standing], point: float, precision: float) -> Decision:
    """Return how probable each candidate is beside the others and "none of these", and what follows.

    The odds of the candidates and of none (1, or more where the name is one of an entity that is elsewhere) are
    divided by their sum. Among names that are the string the prior counts in full, relative to the best of them, so
    namesakes share the probability of the name; and so do those that were found near by one spelling and with the same
    evidence: it does not tell who of them is meant. Otherwise it is part of the evidence. An answer is given from the
    probability `point`, at which it is right as often as `precision` says; where the prior decides, from one at which
    it is wrong half as often: 0.995 for 0.99, and of bearers of the string itself, 0.995 of what all have together.
    What can be the answer and passes the point only together is ambiguous, if it is namesakes or the second is a rival.

    >>> one = Standing(0, 8.0, 0.0, True, False)
    >>> [decide(s, 0.97, 0.99).status for s in ([one], [one, Standing(1, 8.0, 0.0, True, False)], [])]
    ['resolved', 'ambiguous', 'unresolved']
    """
    best_prior = max((s.log_prior for s in standings if s.certain and not s.elsewhere), default=0.0)
    away = sum(s.certain and s.elsewhere for s in standings)
    values = [
        math.exp(min(s.log_odds, 30.0) + (min(s.log_prior - best_prior, 0.0) if s.certain else 0.0)) for s in standings
    ]
    odds = []
    groups = _list_groups(standings, values)
    for s, value in zip(standings, _share_namesakes(standings, values, groups), strict=True):
        odds.append(value * _ELSEWHERE / (away if s.certain else 1) if s.elsewhere else value)
    least = min((o for o, s in zip(odds, standings, strict=True) if not s.elsewhere), default=math.inf)
    odds = [min(o, least) if s.elsewhere else o for o, s in zip(odds, standings, strict=True)]
    none = 1.0 + _KNOWN_ELSEWHERE * any(s.certain and s.elsewhere for s in standings)
    total = _add(none, odds)
    order = sorted(
        range(len(odds)),
        key=lambda i: (
            standings[i].elsewhere, -odds[i], -standings[i].log_odds, -standings[i].log_prior, standings[i].entity
        ),
    )  # fmt: skip
    probabilities = tuple(odds[i] / total for i in order)
    here = [p for i, p in zip(order, probabilities, strict=True) if not standings[i].elsewhere]
    needed, namesakes = point, any(order[0] in group for group in groups)
    if namesakes:
        needed = namesake_point(point, precision)
    elif sum(s.certain and not s.elsewhere for s in standings) > 1:
        needed, namesakes = max(point, namesake_point(point, precision) * _add(0.0, here)), True
    left = [
        p
        for i, p in zip(order, probabilities, strict=True)
        if not (standings[i].elsewhere or standings[i].contradicted)
    ]
    if here and here[0] >= needed:
        status = "unresolved" if standings[order[0]].contradicted else "resolved"
    elif len(left) > 1 and _add(0.0, left) >= point and (namesakes or left[1] >= _RIVAL):
        status = "ambiguous"
    else:
        status = "unresolved"
    return Decision(status, tuple(order), probabilities)


def namesake_point(point: float, precision: float) -> float:
    """Return the probability from which one of several bearers of a name to the letter is an answer.

    >>> namesake_point(0.97, 0.99)
    0.995
    """
    return max(point, 1 - (1 - precision) / _NAMESAKES)


def _list_groups(standings: Sequence[Standing], values: Sequence[float]) -> list[list[int]]:
    """Return the places of the candidates that share their odds, group by group, but for those that have none."""
    groups: dict[tuple[Group, bool], list[int]] = {}
    for i, s in enumerate(standings):
        if s.group and values[i] > 0:
            groups.setdefault((s.group, s.elsewhere), []).append(i)
    return [group for group in groups.values() if len(group) > 1]


def _share_namesakes(
    standings: Sequence[Standing], values: Sequence[float], groups: Sequence[Sequence[int]]
) -> list[float]:
    """Return the odds of candidates in which those of each group divide theirs as their priors are."""
    shared = list(values)
    for group in groups:
        best = max(standings[i].log_prior for i in group)
        weights = [math.exp(standings[i].log_prior - best) for i in group]
        each = _add(0.0, [values[i] for i in group]) / _add(0.0, weights)
        for i, weight in zip(group, weights, strict=True):
            shared[i] = each * weight
    return shared


def _add(total: float, values: Sequence[float]) -> float:
    """Return a sum added in order: what `sum` makes of floats differs between versions of Python."""
    for value in values:
        total += value
    return total
