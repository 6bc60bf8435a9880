"""From log-odds of candidates to probabilities that share one, and to resolved, ambiguous or unresolved."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# The least probability at which an answer is given. An exact alias of one entity reaches 0.9997.
DECISION_POINT = 0.995
# Candidates that only resemble a name, beside one that is that name, keep this share of their odds.
_BESIDE_CERTAIN = 0.01
# An entity that is known to be elsewhere than asked keeps this share, and is never an answer.
_ELSEWHERE = 0.001
# How far prominence counts between candidates that merely resemble: a tenth of a logarithm.
PROMINENCE_ALIKE = 0.1


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one candidate entity before it meets its rivals; `certain`: to the letter or read the same."""

    entity: int
    log_odds: float
    log_prior: float
    certain: bool
    elsewhere: bool


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


def decide(standings: Sequence[Standing], point: float = DECISION_POINT) -> Decision:
    """Return how probable each candidate is beside the others and "none of these", and what follows.

    The odds of the candidates and of none (1) are divided by their sum. Among names that are the string, or read
    the same, the prior counts in full, relative to the best of them, so namesakes share the probability of the name.

    >>> one = Standing(0, 8.0, 0.0, True, False)
    >>> decide([one]).status, decide([one, Standing(1, 8.0, 0.0, True, False)]).status, decide([]).status
    ('resolved', 'ambiguous', 'unresolved')
    """
    best_prior = {
        certain: max((s.log_prior for s in standings if s.certain == certain and not s.elsewhere), default=0.0)
        for certain in (True, False)
    }
    certain_here = any(s.certain and not s.elsewhere for s in standings)
    odds = []
    for s in standings:
        relative = min(s.log_prior - best_prior[s.certain], 0.0)
        value = math.exp(min(s.log_odds, 30.0) + relative * (1.0 if s.certain else PROMINENCE_ALIKE))
        if certain_here and not s.certain:
            value *= _BESIDE_CERTAIN
        if s.elsewhere:
            value *= _ELSEWHERE
        odds.append(value)
    least = min((o for o, s in zip(odds, standings, strict=True) if not s.elsewhere), default=math.inf)
    odds = [min(o, least) if s.elsewhere else o for o, s in zip(odds, standings, strict=True)]
    total = 1.0 + sum(odds)
    order = sorted(range(len(odds)), key=lambda i: (standings[i].elsewhere, -odds[i], standings[i].entity))
    probabilities = tuple(odds[i] / total for i in order)
    here = [p for i, p in zip(order, probabilities, strict=True) if not standings[i].elsewhere]
    if here and here[0] >= point:
        status = "resolved"
    elif len(here) > 1 and sum(here) >= point:
        status = "ambiguous"
    else:
        status = "unresolved"
    return Decision(status, tuple(order), probabilities)
