"""The pair model: evidence → log-odds that two strings name the same thing; and the prior among namesakes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalize.match.evidence import FEATURES, Evidence

# Log-odds of a name that is an alias to the letter: one in three thousand such aliases is a mistake of its source.
EXACT = 8.0
# And of one that reads the same: other accents, or another script by one of its standards.
SAME = 6.5


@dataclass(frozen=True, slots=True)
class PairModel:
    """A logistic model over `Evidence`; `weights` in the order of its fields."""

    intercept: float
    weights: tuple[float, ...]

    def log_odds(self, evidence: Evidence) -> float:
        """Return the log-odds that the two readings name the same thing."""
        values = (float(getattr(evidence, feature)) for feature in FEATURES)
        return self.intercept + sum(w * value for w, value in zip(self.weights, values, strict=True))


def read_weights(name: str) -> dict[str, float]:
    """Return one of the two weight tables of this package, row name → number."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {row[0]: float(row[1]) for row in rows}


@cache
def load_model() -> PairModel:
    """Return the model that ships with the package."""
    weights = read_weights("model.tsv")
    return PairModel(weights["intercept"], tuple(weights[f] for f in FEATURES))


@cache
def _factors() -> dict[str, float]:
    return read_weights("prior.tsv")


def log_prior(kind: str, type: str, weight: float) -> float:
    """Return the log of how often a name of this kind means an entity of this weight, up to a constant."""
    factors = _factors()
    factor = factors.get(f"{kind} {type}", factors[kind]) * factors.get(f"any {type}", 1.0)
    return math.log((weight if weight > 0 else 1.0) * factor)


def probability(log_odds: float) -> float:
    """Return the probability of some log-odds."""
    return 1 / (1 + math.exp(-log_odds)) if log_odds > -700 else 0.0
