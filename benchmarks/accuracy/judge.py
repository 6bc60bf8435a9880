"""What the answers are worth: recall, what was resolved and how rightly, whether the probabilities keep their word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist
from tasks import Query, Row, draw

from normalize.form import analyse_alias
from normalize.text import key

RANKS = (1, 10, 50)
BINS = 15
ALIKE = 85  # rapidfuzz ratio of readings from which another entity is a rival
READINGS = 3  # of a name, as a lexicon keeps them
_MOST_CELLS = 100_000_000  # of one block of the comparison matrix, a byte each


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out for a query: ids best first, with the probability and name of each, and what it resolved to."""

    ids: tuple[str, ...]
    probabilities: tuple[float, ...]
    names: tuple[str, ...]
    resolved: str | None

    @property
    def probability(self) -> float:
        """That of the first."""
        return next(iter(self.probabilities), 0.0)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set in per cent; NaN where nothing was there to count.

    `taken` is the share of the resolved answers that are wrong and to the letter a name of the entity given, `aside`
    the precision of all others; `alone` is the share resolved of the right first candidates that have no rival;
    `calibration` is not in per cent.
    """

    recall: dict[int, float]
    resolved: float
    precision: float
    taken: float
    aside: float
    alone: float
    calibration: float


class Names:
    """What the names of a lexicon read as, and whose they are."""

    def __init__(self, rows: Iterable[Row]) -> None:
        owners: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            exact, readings = _analyse(str(row["name"]))
            self._holders[exact].add(str(row["id"]))
            for reading in readings:
                owners[reading].add(str(row["id"]))
        self._readings = list(owners)
        self._owners = list(owners.values())

    def holding(self, text: str) -> set[str]:
        """Return the ids that have this very string for a name."""
        return self._holders.get(key(text), set())

    def have_rival(self, asked: Sequence[tuple[str, str]]) -> list[bool]:
        """Say for each (string, id) whether another id has a name whose reading is nearly the string's first one."""
        found: list[bool] = []
        step = max(1, _MOST_CELLS // max(1, len(self._readings)))
        for start in range(0, len(asked), step):
            block = asked[start : start + step]
            firsts = [next(iter(_analyse(text)[1]), "") for text, _ in block]
            near = cdist(firsts, self._readings, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
            found += [
                any(self._owners[at] != {id} for at in line.nonzero()[0])
                for line, (_, id) in zip(near, block, strict=True)
            ]
        return found


def judge(queries: Sequence[Query], answers: Sequence[Answer], names: Names, sample: int, seed: int) -> Figures:
    """Return the figures of a set; rivals are looked for among `sample` of the right answers, drawn with the seed."""
    times = np.array([query.times for query in queries], dtype=np.float64)
    right = np.array(
        [a.ids[:1] != () and a.ids[0] in q.gold for q, a in zip(queries, answers, strict=True)], dtype=bool
    )
    resolved = np.array([answer.resolved is not None for answer in answers], dtype=bool)
    given = np.array([a.resolved in q.gold for q, a in zip(queries, answers, strict=True)], dtype=bool)
    taken = np.array([a.resolved in names.holding(q.text) for q, a in zip(queries, answers, strict=True)])
    lost = resolved & taken & ~given
    drawn = draw(right.nonzero()[0].tolist(), sample, seed)
    asked = names.have_rival([(queries[at].text, answers[at].ids[0]) for at in drawn])
    found = names.have_rival([(answers[at].names[0], answers[at].ids[0]) for at in drawn])
    alone = np.array([at for at, *rivals in zip(drawn, asked, found, strict=True) if not any(rivals)], dtype=np.int64)
    return Figures(
        recall=recall([rank_gold(q, a) for q, a in zip(queries, answers, strict=True)], times),
        resolved=share(resolved, times),
        precision=share(given[resolved], times[resolved]),
        taken=share(lost[resolved], times[resolved]),
        aside=share(given[resolved & ~lost], times[resolved & ~lost]),
        alone=share(resolved[alone], times[alone]),
        calibration=calibration_error(np.array([answer.probability for answer in answers]), right, times),
    )


def rank_gold(query: Query, answer: Answer) -> Callable[[int], float]:
    """Return the function that says whether a right id is among the first n."""
    first = next((at for at, id in enumerate(answer.ids) if id in query.gold), max(RANKS))
    return lambda n: float(first < n)


def judge_naming(queries: Sequence[Query], answers: Sequence[Answer], names: Names) -> tuple[dict[int, float], float]:
    """Return the recall of names, and the calibration error of the first one's probability.

    Namesakes, whom nothing in the string tells apart, count as one name, which is as probable as all of them.
    """
    times = np.array([query.times for query in queries], dtype=np.float64)
    ranked = [rank_names(answer) for answer in answers]
    right = [
        [bool(names.holding(name) & query.gold) for name in found] for query, found in zip(queries, ranked, strict=True)
    ]
    places = [(*found, True).index(True) if any(found) else max(RANKS) for found in right]
    hits: list[Callable[[int], float]] = [lambda n, at=at: float(at < n) for at in places]  # type: ignore[misc]
    first = np.array([next(iter(found.values()), 0.0) for found in ranked])
    return recall(hits, times), calibration_error(first, np.array([any(found[:1]) for found in right]), times)


def rank_names(answer: Answer) -> dict[str, float]:
    """Return the names of an answer, each with the sum of its bearers' probabilities, the most probable first."""
    found: dict[str, float] = defaultdict(float)
    for name, probability in zip(answer.names, answer.probabilities, strict=True):
        found[key(name)] += probability
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def recall(hits: Sequence[Callable[[int], float]], times: NDArray[np.float64]) -> dict[int, float]:
    """Return the recall at each of `RANKS` in per cent."""
    return {rank: share(np.array([hit(rank) for hit in hits], dtype=np.float64), times) for rank in RANKS}


def share(hits: NDArray[np.bool_] | NDArray[np.float64], times: NDArray[np.float64]) -> float:
    """Return the weighted mean in per cent, NaN of nothing."""
    return float(100 * (hits * times).sum() / times.sum()) if len(hits) else float("nan")


def calibration_error(
    probabilities: NDArray[np.float64], right: NDArray[np.bool_], times: NDArray[np.float64]
) -> float:
    """Return the expected calibration error over equally wide bins (Guo et al. 2017, "On calibration")."""
    if not len(probabilities):
        return float("nan")
    bins = np.minimum((probabilities * BINS).astype(np.int64), BINS - 1)
    gaps = np.bincount(bins, weights=(probabilities - right) * times, minlength=BINS)
    return float(np.abs(gaps).sum() / times.sum())


def _analyse(name: str) -> tuple[str, tuple[str, ...]]:
    return analyse_alias(name, None, READINGS)
