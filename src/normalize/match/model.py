"""The model: evidence → log-odds that a candidate is the entity meant; and the prior among namesakes.

A sum of boosted decision trees (Friedman 2001), fitted by `make train` to whole lists of candidates; the trees are
the rows of `trees.tsv` and are evaluated here, without a library.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from numbers import Real
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.errors import InputError
from normalize.match.evidence import FEATURES
from normalize.match.trees import TREES, load_nodes
from normalize.tsv import read_cells

# Log-odds of a name that is an alias to the letter: one in three thousand such aliases is a mistake of its source.
EXACT = 8.0
# The same of a person's name with its words in another order or particles written otherwise, and at most of a name of
# which a nominative is such an alias: the endings of cases are many, and some are of other names.
REORDERED = 5.5
# What such a nominative says: more for each letter that it keeps, and where names are mostly declined, for Maria is
# seldom a case of Mari, Тихановской is one of Тихановская; and more where the logarithm of its entity's weight, the
# people of a place, is above a measure. From how often the names of 9,000 places that are not in `core` are such forms,
# and how often inflected names of `core` are.
_KEPT, _DECLINED, _ELSE = 1.0, -1.4, -2.9
_MEASURE, _MOST_PROMINENT = 11.0, 5.0
KNOWN = 3.0  # what it says less where it is a personal name as it stands
HERS = 2.0  # and at most where it is the name of a woman of the family
_LETTERS_SAID = {"Hang": 2.0, "Arab": 1.5, "Hebr": 1.5}  # by a letter that is a syllable, or stands for its vowel too
_DECLINES = frozenset({"Cyrl", "Grek", "Geor", "Armn", "Hang"})
# How much less often a name is meant by what reads as it does, in a script in which its entity has no names.
ECHO = math.log(5)
# And of one whose given name is short or in full there: so many are called Sasha that it is no answer by itself.
SHORTENED = 3.0
# And at most of two names of which something says that they are not one: such a name is never an answer in a lexicon,
# though lists have people whose names are respelt so.
CONTRADICTED = -1.0
# What a number costs that only one of two names has: Benedict XV is not Benedict XVI, however much else agrees.
NUMBER = 5.0
_NUMERALS, _CLASHES = FEATURES.index("numerals"), FEATURES.index("clash")
_CONTRADICTIONS, _SAME_SCRIPT = FEATURES.index("contradictions"), FEATURES.index("same_script")
_LETTERS, _WORDS = FEATURES.index("letters"), [FEATURES.index("query_words"), FEATURES.index("alias_words")]
_EQUAL = 0.9  # likeness of readings from which a clash is one of characters that only sound alike


def weigh_case_form(kept: int, script: str, is_name: bool, log_weight: float) -> float:
    """Return the log-odds that a name is a case form of an alias of which it keeps so many letters.

    `is_name` says that it is a personal name as it stands.

    >>> weigh_case_form(8, "Cyrl", False, 9.0), round(weigh_case_form(4, "Latn", True, 9.0), 1)
    (5.5, -1.9)
    """
    said = kept * _LETTERS_SAID.get(script, 1.0) * _KEPT
    odds = said + (_DECLINED if script in _DECLINES else _ELSE) - KNOWN * is_name
    return min(REORDERED, odds + min(_MOST_PROMINENT, max(0.0, log_weight - _MEASURE)))


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees as flat arrays, shape (trees, nodes): a node tests `feature <= threshold` and goes on to `low` or `high`.

    A leaf has itself as `low` and `high`. `scale` and `shift` calibrate the sum of the leaves, first for names in two
    scripts, then for names in one: between these another name is often but a letter away.
    """

    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int
    scale: tuple[float, float]
    shift: tuple[float, float]

    def log_odds(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-odds of each candidate; `table` is what `evidence.relate` returns, shape (n, features)."""
        trees = np.arange(len(self.feature))
        at = np.zeros((len(table), len(trees)), dtype=np.int64)
        rows = np.arange(len(table))[:, None]
        for _ in range(self.depth):
            low = table[rows, self.feature[trees, at]] <= self.threshold[trees, at]
            at = np.where(low, self.low[trees, at], self.high[trees, at])
        # Tree by tree, not as numpy sums: a sum of floats depends on the order of its parts.
        total: NDArray[np.float64] = self.value[trees, at].cumsum(axis=1)[:, -1]
        one = (table[:, _SAME_SCRIPT] > 0.5).astype(np.int64)
        scaled: NDArray[np.float64] = total * np.take(self.scale, one) + np.take(self.shift, one)
        return scaled - NUMBER * table[:, _NUMERALS]


def contradicts(table: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which candidates have a word against another of several, or characters that only sound alike.

    These are never an answer, however probable: Kim Jong Il is not Kim Jong Un, 加賀 not 甲賀, and Mikalai Stankevich
    not Mikalai Statkevich, for Stankevich is a name of its own.
    """
    several = table[:, _WORDS].min(axis=1) > 1
    clash = table[:, _CLASHES] > 0
    return np.asarray(several & (clash | (table[:, _CONTRADICTIONS] > 0)) | clash & (table[:, _LETTERS] > _EQUAL))


_LEAF = np.zeros((1, 1), dtype=np.int64)
# Trees that know nothing, for the fit of others: every candidate has even odds.
NO_TREES = Trees(_LEAF, np.zeros((1, 1)), _LEAF, _LEAF, np.zeros((1, 1)), 0, (1.0, 1.0), (0.0, 0.0))


def read_numbers(name: str) -> dict[str, float]:
    """Return one of the two-column tables of this package, row name → number."""
    return {row[0]: float(row[1]) for row in read_cells(Path(__file__).with_name(name))[1:]}


@cache
def load_trees(path: Path = TREES) -> Trees:
    """Return the trees that ship with the package; raises `InputError` for a file that does not fit this version."""
    calibration = read_numbers("calibration.tsv")
    scale, shift = ((calibration[f"{what}, two scripts"], calibration[f"{what}, one"]) for what in ("scale", "shift"))
    return Trees(*load_nodes(path), scale, shift)


@cache
def _factors() -> dict[str, float]:
    return read_numbers("prior.tsv")


def log_prior(kind: str, type: str, weight: float) -> float:
    """Return the log of how often a name of this kind means an entity of this weight, up to a constant."""
    return math.log((weight if weight > 0 else 1.0) * prior_factor(kind, type))


@cache
def prior_factor(kind: str, type: str) -> float:
    """Return what a name's kind does to the odds that it means an entity of a type."""
    factors = _factors()
    return factors.get(f"{kind} {type}", factors[kind]) * factors.get(f"any {type}", 1.0)


def decision_point(precision: float) -> float:
    """Return the least probability at which an answer is given so that `precision` of the answers are right.

    Between the precisions that were measured it is interpolated; raises `InputError` outside them.
    """
    known = _points()
    if not isinstance(precision, Real) or not known[0][0] <= precision <= known[-1][0]:
        raise InputError(f"precision is {precision!r}; expected {known[0][0]} to {known[-1][0]}")
    return float(np.interp(precision, [right for right, _ in known], [point for _, point in known]))


@cache
def _points() -> list[tuple[float, float]]:
    rows = read_numbers("calibration.tsv").items()
    return sorted((float(name.split()[1]), point) for name, point in rows if name.startswith("precision "))


def probability(log_odds: float) -> float:
    """Return the probability of some log-odds."""
    return 1 / (1 + math.exp(-log_odds)) if log_odds > -700 else 0.0
