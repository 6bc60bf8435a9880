"""Evidence: ranges, what each number means on real names, and its place among the candidates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.encoder import load_encoder
from normalize.form import analyse
from normalize.index.spellings import words_of
from normalize.library import load_tokens
from normalize.match.evidence import FEATURES, RELATIVE, Comparison, Evidence, Side, relate, weigh
from normalize.match.tokens import NO_TOKENS

SHARES = ("letters", "bones", "start", "missing", "extra")
FLAGS = ("reads_same", "first_reads_same")
COUNTS = ("contradictions", "kinships", "numerals", "initials", "query_words", "alias_words", "length")
COSINES = ("cosine", "word_cosine", "worst_cosine")
# Their vectors are whole numbers, so a name is this much nearer to itself than 1 at most.
ROUNDED = 0.02
NAMES = (
    "Hlybokaye", "Глыбокае", "Mikalai Statkevich", "Статкевіч Мікалай", "M. Statkevich", "Benedict XV", "Benedict XVI",
    "Terminal 1", "Terminal 2", "Nasha Niva", "Nashaniva", "東京", "Tokyo", "Alexander G Lukashenko", "X", "7", "Anna",
    "Александра Лукашенко", "Juan Carlos I of Spain", "Rio de Janeiro", "Saint-Denis", "Kim Jong Un", "Ōe Kenzaburō",
)  # fmt: skip
NAME = st.one_of(st.sampled_from(NAMES), st.text(alphabet="abkvy xi1 мінск", min_size=1, max_size=20))


def side(name: str, rarity: dict[str, float] | None = None) -> Side:
    """Return one side of a comparison; a word is rare unless something else is said of it."""
    form = analyse(name)
    whole = form.key, form.romans
    words = words_of(whole)
    vectors = load_encoder().encode([whole, *words])
    rare = [(rarity or {}).get(word[1][0], 1.0) for word in words]
    return Side(form.romans, vectors[0], vectors[1:], rare, form.text, form.scripts[0] if form.scripts else "")


def compare(query: str, alias: str, rarity: dict[str, float] | None = None) -> Comparison:
    (found,) = weigh(side(query, rarity), [side(alias, rarity)], [load_tokens()])
    return found


def evidence(query: str, alias: str, rarity: dict[str, float] | None = None) -> Evidence:
    """Return the evidence for the only candidate of a question."""
    return Evidence(*relate([compare(query, alias, rarity).values], [0.0])[0].tolist())


def test_the_relative_evidence_comes_last() -> None:
    assert FEATURES[-len(RELATIVE) :] == RELATIVE
    assert RELATIVE == ("ahead", "ahead_cosine", "ahead_slips", "crowd", "candidates", "prominence")


@given(query=NAME, alias=NAME)
def test_numbers_lie_in_their_ranges(query: str, alias: str) -> None:
    sides = side(query), side(alias)
    if not all(one.romans for one in sides):
        return
    found = dict(zip(FEATURES, relate([weigh(sides[0], [sides[1]], [load_tokens()])[0].values], [0.0])[0], strict=True))
    assert all(0 <= found[name] <= 1 for name in SHARES)
    assert all(-1 - ROUNDED <= found[name] <= 1 + ROUNDED for name in COSINES)
    assert all(0 <= found[name] <= 1 + ROUNDED for name in ("agreement", "worst"))
    assert all(found[name] in (0, 1) for name in FLAGS)
    assert found["same_script"] in (-1, 0, 1)
    assert all(found[name] >= 0 and found[name] == int(found[name]) for name in COUNTS)
    assert found["missing"] + found["extra"] <= 1
    assert 0 <= found["clash"] <= min(found["query_words"], found["alias_words"])
    assert found["worst"] <= found["agreement"] + 1e-9 or found["agreement"] == 0
    assert found["worst_cosine"] <= found["word_cosine"] + 1e-6 or found["word_cosine"] == 0
    assert found["length"] <= 20
    assert found["reads_same"] >= found["first_reads_same"]


@given(name=NAME)
def test_a_name_agrees_with_itself_in_everything(name: str) -> None:
    one = side(name)
    if not one.romans:
        return
    found = Evidence(*relate([weigh(one, [one], [load_tokens()])[0].values], [0.0])[0].tolist())
    assert (found.letters, found.start, found.reads_same, found.first_reads_same, found.same_script) == (1, 1, 1, 1, 1)
    assert (found.agreement, found.worst) == (pytest.approx(1, abs=ROUNDED), pytest.approx(1, abs=ROUNDED))
    assert (found.missing, found.extra, found.clash, found.contradictions, found.numerals, found.initials) == (0,) * 6
    if one.vector.any():
        assert found.cosine == pytest.approx(1, abs=ROUNDED)


@given(query=NAME, aliases=st.lists(NAME, min_size=1, max_size=6))
def test_a_comparison_does_not_depend_on_the_others(query: str, aliases: list[str]) -> None:
    asked, sides = side(query), [one for one in map(side, aliases) if one.romans]
    together = weigh(asked, sides, [NO_TOKENS] * len(sides))
    alone = [comparison for one in sides for comparison in weigh(asked, [one], [NO_TOKENS])]
    assert together == alone
    assert len(together) == (len(sides) if asked.romans else 0)


def test_nothing_is_weighed_without_readings_or_candidates() -> None:
    assert weigh(side("🙂"), [side("Minsk")], [NO_TOKENS]) == []
    assert weigh(side("Minsk"), [], []) == []
    assert relate([], []).shape == (0, len(FEATURES))


# What each number means


def test_spaces_and_order_of_words_are_no_difference_of_letters() -> None:
    assert evidence("Nashaniva", "Nasha Niva").letters == 1
    assert evidence("Statkevich Mikalai", "Mikalai Statkevich").letters == 1
    assert evidence("Nashaniva", "Nasha Niva").reads_same == 1
    assert evidence("Statkevich Mikalai", "Mikalai Statkevich").reads_same == 0


def test_scripts_are_the_same_or_not() -> None:
    assert evidence("Мінск", "Minsk").same_script == 0
    assert evidence("Мінск", "Минск").same_script == 1


def test_what_the_other_side_leaves_out_is_missing_or_extra() -> None:
    more, less = (
        evidence("Alexander Grigoryevich Lukashenko", "Alexander Lukashenko"),
        evidence("Alexander Lukashenko", "Alexander Grigoryevich Lukashenko"),
    )
    assert (more.missing, more.extra) == (pytest.approx(1 / 3), 0)
    assert (less.missing, less.extra) == (0, pytest.approx(1 / 3))
    assert (more.query_words, more.alias_words) == (3, 2)
    assert more.clash == less.clash == 0


def test_a_name_without_spaces_is_all_the_words_of_the_other_side_or_one() -> None:
    whole, part = evidence("サンタクルスデテネリフェ", "Santa Cruz de Tenerife"), evidence("トランプ", "Donald Trump")
    assert (whole.missing, whole.extra, whole.clash) == (0, 0, 0)
    assert whole.agreement == whole.worst >= max(whole.cosine, whole.letters)
    assert (whole.query_words, whole.alias_words) == (1, 4)
    assert part.extra == pytest.approx(0.5)
    assert part.agreement > part.cosine
    assert evidence("Santa Cruz de Tenerife", "サンタクルスデテネリフェ").missing == 0
    assert evidence("santacruzdetenerife", "Санта Круз").extra > 0
    assert evidence("Santa", "Санта Круз").extra > 0


def test_numbers_and_initials_are_no_part_of_a_name_without_spaces() -> None:
    assert evidence("ブルクハウゼン", "Burg Hausen IV").numerals == 1
    assert evidence("ジョージブッシュ", "George W Bush").extra > 0


def test_a_common_word_that_is_left_out_counts_less() -> None:
    rare, common = (evidence("Province of Minsk", "Minsk", {"of": r, "province": r}) for r in (1.0, 0.1))
    assert 0 < common.missing < rare.missing


def test_words_that_stand_against_each_other_clash() -> None:
    found = evidence("Olga Lukashenko", "Viktor Lukashenko")
    assert (found.missing, found.extra) == (0, 0)
    assert 0 < found.clash <= 1
    assert found.worst < found.agreement < 1
    assert evidence("Olga Petrova", "Viktor Lukashenko").clash > found.clash


def test_numbers_that_only_one_side_has_are_counted() -> None:
    assert evidence("Benedict XV", "Benedict XVI").numerals == 2
    assert evidence("Terminal 1", "Terminal 2").numerals == 2
    assert evidence("Benedict", "Benedict XVI").numerals == 1
    assert evidence("Benedict XVI", "Benedict XVI").numerals == 0
    assert evidence("Malcolm X", "Malcolm").numerals == 0, "one letter may be an initial"


def test_initials_are_counted_and_go_with_their_word() -> None:
    found = evidence("M. Statkevich", "Mikalai Statkevich")
    assert (found.initials, found.missing, found.extra, found.clash) == (1, 0, 0, 0)
    assert evidence("Mikalai Statkevich", "Mikalai Statkevich").initials == 0
    assert evidence("V. Statkevich", "Mikalai Statkevich").clash > 0


def test_two_known_names_nearly_alike_contradict_and_two_spellings_of_one_are_kin() -> None:
    other, kin = (
        evidence("Alexandra Lukashenko", "Alexander Lukashenko"),
        evidence("Aleksandr Ivanov", "Alexander Ivanov"),
    )
    assert (other.contradictions, other.kinships) == (1, 0)
    assert (kin.contradictions, kin.kinships) == (0, 1)
    assert weigh(side("Alexandra"), [side("Alexander")], [NO_TOKENS])[0].values[FEATURES.index("contradictions")] == 0


# Among the candidates

LIKENESS = st.floats(0, 1)


@st.composite
def rivals(draw: st.DrawFn) -> list[Comparison]:
    """Return comparisons that differ in letters and vector alone."""
    found = compare("Minsk", "Pinsk")
    pairs = draw(st.lists(st.tuples(LIKENESS, LIKENESS), min_size=1, max_size=8))
    return [Comparison(found.query, found.alias, found.alignment, (*pair, *found.values[2:])) for pair in pairs]


def column(table: np.ndarray[tuple[int, int], np.dtype[np.float64]], feature: str) -> list[float]:
    found: list[float] = table[:, FEATURES.index(feature)].tolist()
    return found


@given(found=rivals())
def test_ahead_is_what_is_above_the_best_of_the_others(found: list[Comparison]) -> None:
    table = relate([one.values for one in found], [0.0] * len(found))
    for feature, of in (("ahead", "letters"), ("ahead_cosine", "cosine")):
        values = column(table, of)
        expected = [
            value - max((other for j, other in enumerate(values) if j != i), default=0.0)
            for i, value in enumerate(values)
        ]
        assert column(table, feature) == expected


def test_ahead_is_nought_for_a_tie() -> None:
    found = [compare("Minsk", name) for name in ("Minsk", "Minsk", "Pinsk")]
    table = relate([one.values for one in found], [0.0] * 3)
    assert column(table, "ahead")[:2] == column(table, "ahead_cosine")[:2] == [0, 0]
    assert column(table, "ahead")[2] < 0


@given(found=rivals(), data=st.data())
def test_the_rest_of_the_relative_evidence(found: list[Comparison], data: st.DataObject) -> None:
    count = len(found)
    priors = data.draw(st.lists(st.floats(-20, 20), min_size=count, max_size=count))
    table = relate([one.values for one in found], priors)
    best = [max(comparison.values[:2]) for comparison in found]
    assert set(column(table, "crowd")) == {sum(value >= max(best) - 0.1 for value in best)}
    assert column(table, "prominence") == [prior - max(priors) for prior in priors]
    assert table[:, : -len(RELATIVE)].tolist() == [list(comparison.values) for comparison in found]


@given(found=rivals(), behind=st.lists(st.tuples(LIKENESS, st.floats(-20, 20)), max_size=8))
def test_what_stands_behind_counts_among_the_candidates(
    found: list[Comparison], behind: list[tuple[float, float]]
) -> None:
    table = relate([one.values for one in found], [0.0] * len(found), behind)
    best = [*(max(comparison.values[:2]) for comparison in found), *(likeness for likeness, _ in behind)]
    assert set(column(table, "candidates")) == {float(len(best))}
    assert set(column(table, "crowd")) == {sum(value >= max(best) - 0.1 for value in best)}
    assert set(column(table, "prominence")) == {-max([0.0, *(prior for _, prior in behind)])}
    alone = relate([one.values for one in found], [0.0] * len(found))
    for feature in ("ahead", "ahead_cosine", "ahead_slips"):
        assert column(table, feature) == column(alone, feature)


@given(found=rivals(), elsewhere=st.integers(0, 40))
def test_what_a_constraint_leaves_out_counts_and_is_no_rival(found: list[Comparison], elsewhere: int) -> None:
    values, priors = [one.values for one in found], [0.0] * len(found)
    table, alone = relate(values, priors, (), elsewhere), relate(values, priors)
    assert set(column(table, "candidates")) == {float(min(len(found) + elsewhere, 30))}
    assert all(column(table, feature) == column(alone, feature) for feature in RELATIVE if feature != "candidates")


def test_a_crowd_has_an_upper_bound() -> None:
    found = [compare("Minsk", "Pinsk")] * 30
    assert set(column(relate([one.values for one in found], [0.0] * 30), "crowd")) == {20.0}
