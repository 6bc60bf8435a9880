"""Fits the weights of the pair model so that the probabilities of whole candidate lists are right.

The model is a multinomial logit over the candidates of a question and "none of these" (McFadden 1974), fitted by
gradient ascent with Adam (Kingma & Ba 2015) and a small ridge; it is what match/decision.py computes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.compile import compile_lexicon
from normalize.form import analyse
from normalize.lexicon.store import Arrays, Store
from normalize.lexicon.table import NameRow
from normalize.match.decision import PROMINENCE_ALIKE
from normalize.match.evidence import FEATURES
from normalize.match.tokens import NameTokens
from normalize.resolver import Resolver, make_constraint
from normalize.training.questions import Question

_STEPS, _RATE, _RIDGE = 1500, 0.05, 1e-3
# Laws that data may sharpen but not overturn: a contradiction and an omission never speak for a candidate. The groups
# of known names are finer than names are, so what is fitted alone makes too little of a contradiction.
_AT_MOST = {"contradictions": -1.0, "omitted": 0.0}


def weigh_questions(
    rows: list[NameRow], questions: list[Question], tokens: NameTokens
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return for every candidate of every question: features, offset, question number, and whether it is meant.

    Questions that are an alias of another entity to the letter are left out: no reading decides those.
    """
    features, offsets, owners, meant = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Arrays(compile_lexicon(rows, Path(folder) / "fit", name="fit")))
        resolver = Resolver(store, tokens)
        for number, question in enumerate(questions):
            matches = resolver.match(analyse(question.name), make_constraint(question.type, question.country))
            if any(m.comparison is None for m in matches):
                continue
            standings = [resolver.stand(m) for m in matches if not m.hit.elsewhere]
            best = max((s.log_prior for s in standings), default=0.0)
            here = [m for m in matches if not m.hit.elsewhere and m.comparison is not None]
            for match, standing in zip(here, standings, strict=True):
                evidence = match.comparison.evidence  # type: ignore[union-attr]
                features.append([float(getattr(evidence, f)) for f in FEATURES])
                offsets.append(PROMINENCE_ALIKE * (standing.log_prior - best))
                owners.append(number)
                meant.append(store.id(match.hit.entity) == question.id)
    return np.array(features), np.array(offsets), np.array(owners), np.array(meant, dtype=bool)


def fit(
    features: NDArray[np.float64],
    offsets: NDArray[np.float64],
    owners: NDArray[np.int64],
    meant: NDArray[np.bool_],
) -> tuple[float, NDArray[np.float64]]:
    """Return intercept and weights that make the answers most likely; arrays as `weigh_questions` gives them."""
    centre, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    x = np.hstack([(features - centre) / scale, np.ones((len(features), 1))])
    groups = np.unique(owners, return_inverse=True)[1]
    w = np.zeros(x.shape[1])
    first, second = np.zeros_like(w), np.zeros_like(w)
    most = np.append([_AT_MOST.get(f, np.inf) for f in FEATURES] * scale, np.inf)
    for step in range(1, _STEPS + 1):
        odds = np.exp(np.clip(x @ w + offsets, -50, 50))
        share = odds / (1 + np.bincount(groups, odds))[groups]
        gradient = x.T @ (meant - share) / groups.max() - _RIDGE * np.append(w[:-1], 0)
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        w += _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        w = np.minimum(w, most)
    weights = w[:-1] / scale
    return float(w[-1] - weights @ centre), weights
