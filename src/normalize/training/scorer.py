"""Fits the model: evidence → log-odds, such that the probabilities of whole lists of candidates are right.

For each question the candidates and "none of these" share one probability (a multinomial logit, McFadden 1974); its
gradient drives boosted trees (LightGBM, Ke et al. 2017), kept from contradicting what must hold: more likeness never
speaks against a candidate, a contradiction never for one. What calibrates is asked of trees that were not fitted to it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray

from normalize.compile import compile_lexicon
from normalize.form import analyse
from normalize.index.candidates import make_constraint
from normalize.lexicon.store import Arrays, Store
from normalize.match.decision import PRECISION
from normalize.match.evidence import FEATURES, RELATIVE, relate
from normalize.match.model import NO_TREES, contradicts
from normalize.match.tokens import NameTokens
from normalize.match.trees import COLUMNS, TREES
from normalize.matcher import Matcher
from normalize.training.exam import Exam

# The direction in which each number may move the odds; the others may move them either way.
_UP = frozenset(
    {"cosine", "letters", "bones", "start", "agreement", "worst", "word_cosine", "worst_cosine", "kinships",
     "shared", "ahead", "ahead_cosine", "ahead_slips", "prominence"}
)  # fmt: skip
_DOWN = frozenset({"missing", "extra", "clash", "contradictions", "numerals", "slips"})
_KEPT = 30  # candidates of a question that the model is fitted to, the nearest first
_PARTS = 3  # of the questions: each is asked of trees that were fitted to the others
_WAYS = 4  # a question is asked in its lexicon and in up to three lexicons of one
_FARTHER = 2  # the candidate that stands for those who are less alike, in a lexicon of one
_ROUNDS = 200
_TURNS = 2  # each kind of pair is calibrated as often, in turn
# Of the answers given, how many are right on the questions that calibrate, slips of the data included: what a user may
# ask for. About one pair in a hundred of the public lists is a slip, so that above 0.99 little is resolved.
PRECISIONS = (0.9, 0.95, 0.98, 0.99, 0.995)
_TREES_HEAD = "# The trees of the model, node by node: low where feature <= threshold. Written by `make train`."
_CALIBRATION_HEAD = (
    "# What makes a probability of the trees' sum, and from which one an answer is given. By `make train`."
)
_PARAMETERS = {
    "learning_rate": 0.1, "num_leaves": 40, "max_depth": 7, "min_data_in_leaf": 100, "lambda_l2": 5.0,
    "feature_fraction": 0.7, "bagging_fraction": 0.8, "bagging_freq": 1, "min_sum_hessian_in_leaf": 1.0,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbosity": -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lists:
    """Candidates of many questions: evidence, shape (n, features), number of the question, whether it is meant.

    `exam` is the number of the exam of each candidate, `weight` what its question counts times what the exam
    counts, `single` says whether it stands in a lexicon of one.
    """

    table: NDArray[np.float64]
    owner: NDArray[np.int64]
    meant: NDArray[np.bool_]
    exam: NDArray[np.int64]
    weight: NDArray[np.float64]
    single: NDArray[np.bool_]

    def pick(self, kept: NDArray[np.bool_]) -> Lists:
        """Return the candidates of a mask."""
        owner = np.unique(self.owner[kept], return_inverse=True)[1]
        meant, exam, weight, single = self.meant[kept], self.exam[kept], self.weight[kept], self.single[kept]
        return Lists(self.table[kept], owner.astype(np.int64), meant, exam, weight, single)


def weigh_exams(exams: Sequence[Exam], tokens: Path, workers: int) -> Lists:
    """Return the candidates of every question of every exam; `tokens` is the folder of the compiled name words."""
    with ProcessPoolExecutor(workers) as pool:
        parts = list(pool.map(weigh_exam, exams, [tokens] * len(exams)))
    before = np.concatenate(([0], np.cumsum([part.owner.max(initial=0) // _WAYS + 1 for part in parts])))
    return Lists(
        np.concatenate([part.table for part in parts]),
        np.concatenate([part.owner + _WAYS * before[at] for at, part in enumerate(parts)]),
        np.concatenate([part.meant for part in parts]),
        np.concatenate([np.full(len(part.meant), at) for at, part in enumerate(parts)]),
        np.concatenate([part.weight for part in parts]),
        np.concatenate([part.single for part in parts]),
    )


def weigh_exam(exam: Exam, tokens: Path) -> Lists:
    """Return the candidates of every question of an exam.

    Questions that are an alias to the letter are left out: no evidence decides those. A question is asked once in
    the lexicon of its exam and once, for up to three of its candidates, in a lexicon of one, as `compare` asks.
    """
    table: list[list[float]] = []
    owner: list[int] = []
    meant: list[bool] = []
    weights: list[float] = []
    alone = len(FEATURES) - len(RELATIVE)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Arrays(compile_lexicon(exam.rows, Path(folder) / "exam", name="exam")))
        matcher = Matcher(store, NameTokens.load(tokens), NO_TREES)
        for number, question in enumerate(exam.questions):
            matches = matcher.match(analyse(question.name), make_constraint(question.type, question.country))
            here = [m for m in matches if not m.hit.elsewhere]
            if any(m.hit.exact for m in here):
                continue
            weighed = [(m, list(m.values)) for m in here if m.values is not None][:_KEPT]
            right = [store.id(m.hit.entity) in question.ids for m, _ in weighed]
            rows = [row for _, row in weighed]
            table += rows
            owner += [_WAYS * number] * len(rows)
            meant += right
            weights += [exam.weight * (1.0 if question.ids else exam.strangers)] * len(rows)
            singly = {0, min(_FARTHER, len(rows) - 1), right.index(True) if any(right) else 0} if rows else set()
            for way, i in enumerate(sorted(singly), 1):
                table += relate([rows[i][:alone]], [0.0]).tolist()
                owner.append(_WAYS * number + way)
                meant.append(right[i])
                weights.append(exam.weight)
    numbers, count = np.array(owner), len(meant)
    exams = np.zeros(count, dtype=np.int64)
    return Lists(np.array(table), numbers, np.array(meant), exams, np.array(weights), numbers % _WAYS > 0)


def share_out(odds: NDArray[np.float64], owner: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the probability of each candidate beside the others of its question and none."""
    value = np.exp(np.clip(odds, -30, 30))
    return np.asarray(value / (1 + np.bincount(owner, value))[owner])


def fit(lists: Lists) -> lightgbm.Booster:
    """Return the trees that make the answers of the lists most likely.

    An exam counts its weight times the root of its questions.
    """
    sizes = np.bincount(lists.exam[np.unique(lists.owner, return_index=True)[1]])
    weight = lists.weight * np.sqrt(sizes.mean() / np.maximum(sizes, 1))[lists.exam]

    def objective(odds: NDArray[np.float64], _: lightgbm.Dataset) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        share = share_out(odds, lists.owner)
        right = np.bincount(lists.owner, share * lists.meant)[lists.owner]
        wanted = np.where(lists.meant, share / np.maximum(right, 1e-12), 0.0)
        return (share - wanted) * weight, np.maximum(share * (1 - share), 1e-6) * weight

    constraints = [1 if f in _UP else -1 if f in _DOWN else 0 for f in FEATURES]
    parameters = {**_PARAMETERS, "objective": objective, "monotone_constraints": constraints}
    data = lightgbm.Dataset(lists.table, np.zeros(len(lists.table)), feature_name=list(FEATURES))
    return lightgbm.train(parameters, data, _ROUNDS)


def list_nodes(booster: lightgbm.Booster) -> list[str]:
    """Return the rows of `trees.tsv`."""
    lines = ["\t".join(COLUMNS)]
    for number, tree in enumerate(booster.dump_model()["tree_info"]):
        nodes: list[str] = []

        def walk(node: dict[str, object], tree: int, nodes: list[str]) -> int:
            at = len(nodes)
            nodes.append("")
            if "leaf_value" in node:
                nodes[at] = f"{tree}\t{at}\t\t\t\t\t{node['leaf_value']:.6g}"
            else:
                low = walk(node["left_child"], tree, nodes)  # type: ignore[arg-type]
                high = walk(node["right_child"], tree, nodes)  # type: ignore[arg-type]
                feature = FEATURES[int(str(node["split_feature"]))]
                nodes[at] = f"{tree}\t{at}\t{feature}\t{node['threshold']!r}\t{low}\t{high}\t"
            return at

        walk(tree["tree_structure"], number, nodes)
        lines += nodes
    return lines


def calibrate(odds: NDArray[np.float64], lists: Lists) -> tuple[list[float], list[float]]:
    """Return the scales and shifts of the log-odds (Platt 1999) that make the answers of the lists most likely.

    The first are for names in two scripts, the second for names in one.
    """
    scales, shifts = [1.0, 1.0], [0.0, 0.0]
    weight, one = _exam_weight(lists), is_one_script(lists)

    def find(kind: int) -> tuple[float, float]:
        """Return the best scale and shift of one kind as the other stands."""
        best = (np.inf, 1.0, 0.0)
        for scale in np.arange(0.5, 1.31, 0.05):
            for shift in np.arange(-1.5, 1.51, 0.1):
                scales[kind], shifts[kind] = float(scale), float(shift)
                share = share_out(np.take(scales, one) * odds + np.take(shifts, one), lists.owner)
                loss = float((find_loss(share, lists) * weight).sum())
                best = min(best, (loss, float(scale), float(shift)))
        return best[1], best[2]

    for kind in (0, 1) * _TURNS:
        scales[kind], shifts[kind] = find(kind)
    return scales, shifts


def is_one_script(lists: Lists) -> NDArray[np.int64]:
    """Return 1 for the candidates that are in the script of their question, 0 for the others."""
    return np.asarray(lists.table[:, FEATURES.index("same_script")] > 0, dtype=np.int64)


def find_loss(share: NDArray[np.float64], lists: Lists) -> NDArray[np.float64]:
    """Return the log loss of each question: of what is meant, or of none where that is not among the candidates."""
    any_right = np.bincount(lists.owner, lists.meant) > 0
    right, all_ = np.bincount(lists.owner, share * lists.meant), np.bincount(lists.owner, share)
    return np.asarray(-np.log(np.maximum(np.where(any_right, right, 1 - all_), 1e-12)))


def find_first(share: NDArray[np.float64], lists: Lists) -> NDArray[np.int64]:
    """Return the place of the likeliest candidate of each question."""
    order = np.lexsort((-share, lists.owner))
    return np.asarray(order[np.unique(lists.owner[order], return_index=True)[1]])


def find_decision_point(share: NDArray[np.float64], lists: Lists, precision: float) -> float:
    """Return the least probability from which the first candidates were right as often as `precision` says.

    Those that are never an answer do not count, nor do namesakes: nothing in a name that reads the same tells who else
    bears it, so that the point would say how many strangers an exam has.
    """
    first = find_first(share, lists)
    namesake = ~lists.meant[first] & (lists.table[first, FEATURES.index("reads_same")] > 0)
    first = first[~contradicts(lists.table[first]) & ~namesake]
    weight = _exam_weight(lists)
    ranked = first[np.argsort(-share[first], kind="stable")]
    weight = weight[lists.owner[ranked]]
    rate = np.cumsum(weight * lists.meant[ranked]) / np.cumsum(weight)
    enough = np.flatnonzero(rate >= precision)
    return float(share[ranked[enough[-1]]]) if len(enough) else 1.0


def _exam_weight(lists: Lists) -> NDArray[np.float64]:
    """Return a weight for each question, such that every exam weighs the same."""
    first = np.unique(lists.owner, return_index=True)[1]
    exam, weight = lists.exam[first], lists.weight[first]
    return np.asarray(weight / np.bincount(exam, weight)[exam])


def deal_out(lists: Lists) -> NDArray[np.int64]:
    """Return the part of the questions that each candidate belongs to; of lists as `weigh_exams` returns them."""
    return np.asarray(lists.owner // _WAYS % _PARTS)


def predict_apart(lists: Lists, calibrating: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the log-odds of the candidates of a mask, by trees that were not fitted to their questions.

    The questions are dealt out into parts, and each part is asked of trees that were fitted to the others (Stone 1974):
    so all of them calibrate, and the trees that ship are fitted to all of them.
    """
    part = deal_out(lists)
    odds = np.zeros(len(lists.owner))
    for number in range(_PARTS):
        asked = calibrating & (part == number)
        odds[asked] = np.asarray(fit(lists.pick(~asked)).predict(lists.table[asked], raw_score=True))
    return odds[calibrating]


def fit_and_write(exams: Sequence[Exam], tokens: Path, workers: int) -> str:
    """Fit trees and calibration to the exams, write both beside the model, and return what the calibration shows."""
    lists = weigh_exams(exams, tokens, workers)
    calibrating = np.array([exam.calibrates for exam in exams])[lists.exam]
    odds, held = predict_apart(lists, calibrating), lists.pick(calibrating)
    # Exams of one title weigh as one, or a single question of a small one would move the decision point.
    titles = [exam.title for exam in exams]
    held = replace(held, exam=np.array([titles.index(title) for title in titles])[held.exam])
    booster = fit(lists)
    scales, shifts = calibrate(odds, held)
    one = is_one_script(held)
    share = share_out(odds * np.take(scales, one) + np.take(shifts, one), held.owner)
    points = {precision: find_decision_point(share, held, precision) for precision in PRECISIONS}
    TREES.write_text("\n".join([_TREES_HEAD, *list_nodes(booster), ""]), encoding="utf-8")
    numbers = [(f"precision {p}", point) for p, point in points.items()]
    for what, found in (("scale", scales), ("shift", shifts)):
        numbers += zip((f"{what}, two scripts", f"{what}, one"), found, strict=True)
    rows = [_CALIBRATION_HEAD, "name\tvalue", *(f"{name}\t{value:.5g}" for name, value in numbers), ""]
    TREES.with_name("calibration.tsv").write_text("\n".join(rows), encoding="utf-8")
    return describe(titles, share, held, points[PRECISION])


def describe(titles: Sequence[str], share: NDArray[np.float64], lists: Lists, point: float) -> str:
    """Return a table of the exams: questions, right first candidates, calibration error, what is resolved and right."""
    first = find_first(share, lists)
    first = first[~lists.single[first]]
    lines = ["exam\tquestions\tright first\tcalibration error\tresolved\tof these right"]
    for number, title in enumerate(titles):
        own = first[lists.exam[first] == number]
        if not len(own):
            continue
        chance, right = share[own], lists.meant[own]
        bins = np.minimum((chance * 15).astype(int), 14)
        error = sum(abs(float((chance[bins == b] - right[bins == b]).sum())) for b in range(15)) / len(own)
        given = (chance >= point) & ~contradicts(lists.table[own])
        sure = f"{right[given].mean():.1%}" if given.any() else "-"
        lines.append(f"{title}\t{len(own)}\t{right.mean():.1%}\t{error:.3f}\t{given.mean():.1%}\t{sure}")
    return "\n".join(lines)
