"""The model: trees beside a walk of their rows, and what may never move the odds the wrong way."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from normalize.errors import InputError
from normalize.match.decision import PRECISION
from normalize.match.evidence import FEATURES
from normalize.match.model import Trees, decision_point, load_trees, log_prior, probability, read_numbers
from normalize.match.trees import COLUMNS, TREES, compile_trees, load_nodes, read_nodes

# What speaks for a candidate never lowers the odds, what speaks against one never raises them.
FOR = ("cosine", "letters", "bones", "start", "agreement", "worst", "word_cosine", "worst_cosine", "kinships",
       "ahead", "ahead_cosine", "ahead_slips", "prominence")  # fmt: skip
AGAINST = ("missing", "extra", "clash", "contradictions", "numerals", "slips")
COUNTS = ("contradictions", "kinships", "numerals", "initials", "query_words", "alias_words", "slips")
FLAGS = ("reads_same", "first_reads_same", "same_script")
RANGES = {
    **dict.fromkeys(FEATURES, (0.0, 1.0)),
    **dict.fromkeys(COUNTS, (0.0, 6.0)),
    "clash": (0.0, 4.0),
    "length": (1.0, 20.0),
    "ahead": (-1.0, 1.0),
    "ahead_cosine": (-1.2, 1.2),
    "cosine": (-0.5, 1.01),
    "word_cosine": (-0.5, 1.01),
    "worst_cosine": (-0.5, 1.01),
    "ahead_slips": (-6.0, 6.0),
    "crowd": (1.0, 20.0),
    "candidates": (1.0, 30.0),
    "prominence": (-20.0, 0.0),
}
Rows = list[list[str]]


def read_trees(path: Path) -> list[Rows]:
    """Return the rows of each tree."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    trees: list[Rows] = []
    for row in (line.split("\t") for line in lines):
        trees += [[]] * (int(row[0]) + 1 - len(trees))
        trees[int(row[0])] = [*trees[int(row[0])], row]
    return trees


def walk(rows: Rows, evidence: dict[str, float], node: str = "0") -> float:
    """Return the value of the leaf of one tree that evidence leads to."""
    (row,) = [row for row in rows if row[1] == node]
    _, _, feature, threshold, low, high, value = row
    if not feature:
        return float(value)
    return walk(rows, evidence, low if evidence[feature] <= float(threshold) else high)


def walk_all(trees: list[Rows], table: NDArray[np.float64]) -> list[float]:
    """Return the log-odds of each row of evidence: the definition of `Trees.log_odds`."""
    calibration = read_numbers("calibration.tsv")
    kinds = ["one" if row[FEATURES.index("same_script")] > 0.5 else "two scripts" for row in table.tolist()]
    return [
        sum(walk(rows, dict(zip(FEATURES, row, strict=True))) for rows in trees) * calibration[f"scale, {kind}"]
        + calibration[f"shift, {kind}"]
        - 5 * row[FEATURES.index("numerals")]  # what a number costs, whatever the trees say
        for row, kind in zip(table.tolist(), kinds, strict=True)
    ]


def random_evidence(seed: int, count: int) -> NDArray[np.float64]:
    chance = np.random.default_rng(seed)
    table = np.empty((count, len(FEATURES)))
    for column, feature in enumerate(FEATURES):
        low, high = RANGES[feature]
        table[:, column] = chance.uniform(low, high, count)
        if feature in COUNTS or feature in FLAGS:
            table[:, column] = np.rint(table[:, column])
    return table


@st.composite
def grown_tree(draw: st.DrawFn, number: int) -> list[str]:
    """Return the lines of a tree, a node before those it leads to, numbered in any order but for the root."""
    lines: list[str] = []
    numbers = iter([0, *draw(st.permutations(range(1, 31)))])

    def grow(depth: int) -> int:
        node, at = next(numbers), len(lines)
        if depth == 4 or draw(st.booleans()):
            lines.append(f"{number}\t{node}\t\t\t\t\t{draw(st.integers(-9, 9)) / 4}")
        else:
            feature, threshold = draw(st.sampled_from(FEATURES)), draw(st.sampled_from([0.0, 0.25, 0.5, 1.0, 3.0]))
            low, high = grow(depth + 1), grow(depth + 1)
            lines.insert(at, f"{number}\t{node}\t{feature}\t{threshold}\t{low}\t{high}\t")
        return node

    grow(0)
    return lines


@given(data=st.data())
def test_trees_answer_like_a_walk_of_their_rows(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 4))
    lines = [line for number in range(count) for line in data.draw(grown_tree(number))]
    path = tmp_path_factory.mktemp("trees") / "trees.tsv"
    path.write_text("\n".join(["# made up", "\t".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    # Numbers that are thresholds too: a node goes low where they are equal.
    cells = st.sampled_from([-1.0, 0.0, 0.25, 0.5, 0.75, 1.0, 3.0, 4.0])
    row = st.lists(cells, min_size=len(FEATURES), max_size=len(FEATURES))
    table = np.array(data.draw(st.lists(row, min_size=1, max_size=5)))
    assert load_trees(path).log_odds(table) == pytest.approx(walk_all(read_trees(path), table))


def test_shipped_trees_answer_like_a_walk_of_their_rows() -> None:
    table = random_evidence(1, 40)
    found = load_trees().log_odds(table)
    assert found == pytest.approx(walk_all(read_trees(TREES), table), rel=1e-9, abs=1e-9)
    assert np.ptp(found) > 1


def test_compiled_trees_serve_only_the_table_they_were_compiled_from(tmp_path: Path) -> None:
    table, compiled = tmp_path / "trees.tsv", tmp_path / "trees"
    table.write_bytes(TREES.read_bytes())
    compile_trees(table, compiled)
    (compiled / "node.value.npy").write_bytes((compiled / "node.threshold.npy").read_bytes())
    assert not np.array_equal(load_nodes(table, compiled)[4], read_nodes(table)[4])  # these come from the folder
    changed = re.sub(r"\t-?0\.\d+\n", "\t0.5\n", TREES.read_text(encoding="utf-8"), count=1)
    table.write_text(changed, encoding="utf-8")
    for found, expected in zip(load_nodes(table, compiled), read_nodes(table), strict=True):
        assert np.array_equal(found, expected)


def test_odds_do_not_depend_on_the_other_candidates() -> None:
    table = random_evidence(2, 50)
    together = load_trees().log_odds(table)
    assert together.tolist() == [load_trees().log_odds(row[None])[0] for row in table]
    assert load_trees().log_odds(table[:0]).tolist() == []


HEAD = "\t".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "columns are"),
        ("# nothing but a comment\n", "columns are"),
        ("tree\tnode\n0\t0\n", "columns are"),
        (HEAD.replace("value", "worth") + "0\t0\t\t\t\t\t1\n", "columns are"),
        (HEAD + "0\t0\tcharm\t0.5\t1\t2\t\n0\t1\t\t\t\t\t1\n0\t2\t\t\t\t\t2\n", r"fitted to evidence \['charm'\]"),
    ],
)
def test_trees_of_another_version_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "trees.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        load_trees(path)
    assert "trees.tsv" in str(caught.value)


def steps(trees: Trees, feature: str) -> NDArray[np.float64]:
    """Return a number of the feature between all thresholds that any tree has for it, ascending."""
    tests = (trees.feature == FEATURES.index(feature)) & (trees.low != trees.high)
    low, high = RANGES[feature]
    cuts = np.unique(np.clip(trees.threshold[tests], low, high))
    return np.unique(np.concatenate([[low, high], cuts, (cuts[1:] + cuts[:-1]) / 2]))


@pytest.mark.parametrize("feature", [*FOR, *AGAINST])
def test_evidence_never_moves_the_odds_the_wrong_way(feature: str) -> None:
    trees = load_trees()
    values = steps(trees, feature)
    for row in random_evidence(3, 6):
        table = np.repeat(row[None], len(values), axis=0)
        table[:, FEATURES.index(feature)] = values
        rises = np.diff(trees.log_odds(table)) * (1 if feature in FOR else -1)
        assert rises.min() > -1e-9


@given(seed=st.integers(0, 2**32), feature=st.sampled_from([*FOR, *AGAINST]), ends=st.tuples(*[st.floats(0, 1)] * 2))
def test_more_of_it_is_never_worse_or_never_better(seed: int, feature: str, ends: tuple[float, float]) -> None:
    low, high = RANGES[feature]
    table = np.repeat(random_evidence(seed, 1), 2, axis=0)
    table[:, FEATURES.index(feature)] = [low + (high - low) * end for end in sorted(ends)]
    less, more = load_trees().log_odds(table).tolist()
    assert less <= more + 1e-9 if feature in FOR else more <= less + 1e-9


@pytest.mark.parametrize("feature", ["cosine", "letters", "contradictions", "numerals", "missing"])
def test_what_must_count_does_count(feature: str) -> None:
    trees = load_trees()
    low, high = RANGES[feature]
    table = np.repeat(random_evidence(4, 200), 2, axis=0)
    table[::2, FEATURES.index(feature)], table[1::2, FEATURES.index(feature)] = low, high
    odds = trees.log_odds(table)
    assert np.abs(odds[1::2] - odds[::2]).max() > 0.05


# Priors and probabilities


@given(weight=st.floats(1, 1e9), more=st.floats(1, 1e9))
def test_a_larger_weight_is_a_larger_prior(weight: float, more: float) -> None:
    assert log_prior("label", "place", weight * more) >= log_prior("label", "place", weight)
    assert log_prior("label", "place", weight * 10) == pytest.approx(log_prior("label", "place", weight) + math.log(10))


def test_kinds_and_levels_have_the_factors_of_their_table() -> None:
    factors = read_numbers("prior.tsv")
    assert log_prior("label", "person", 0) == 0 == log_prior("label", "person", 1)
    assert log_prior("alias", "person", 1) == pytest.approx(math.log(factors["alias"]))
    assert log_prior("short", "place", 1) == pytest.approx(math.log(factors["short place"]))
    assert log_prior("former", "country", 2) == pytest.approx(math.log(2 * factors["former"] * factors["any country"]))


@given(log_odds=st.floats(-1e6, 1e6))
def test_probability_is_a_share_of_one_that_rises(log_odds: float) -> None:
    assert 0 <= probability(log_odds) <= 1
    assert probability(log_odds) <= probability(log_odds + 1)
    assert probability(log_odds) + probability(-log_odds) == pytest.approx(1)
    if abs(log_odds) < 30:
        assert math.log(probability(log_odds) / probability(-log_odds)) == pytest.approx(log_odds, abs=1e-6)


def test_an_answer_is_given_only_from_a_high_probability() -> None:
    assert 0.9 <= decision_point(PRECISION) < 1
    assert all(read_numbers("calibration.tsv")[f"scale, {kind}"] > 0 for kind in ("one", "two scripts"))


def test_every_feature_is_written_about() -> None:
    from normalize.match.evidence import Evidence

    told = re.findall(r"`(\w+)`", str(Evidence.__doc__))
    assert set(FEATURES) <= set(told)
    assert set(RANGES) == set(FEATURES)
