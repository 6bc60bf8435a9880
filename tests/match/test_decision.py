"""Decisions: probabilities share one, and what is elsewhere is never an answer."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.match.decision import Decision, Standing, decide

POINT = 0.97
PRECISION = 0.99
ODDS = st.floats(-50, 50)
PRIOR = st.floats(-10, 20)


@st.composite
def standings(draw: st.DrawFn, elsewhere: bool = True) -> list[Standing]:
    entities = draw(st.lists(st.integers(0, 99), unique=True, max_size=8))
    away = st.booleans() if elsewhere else st.just(False)
    return [Standing(e, draw(ODDS), draw(PRIOR), draw(st.booleans()), draw(away)) for e in entities]


def shares(decision: Decision) -> dict[int, float]:
    """Return the probabilities by the place of what was given."""
    return dict(zip(decision.order, decision.probabilities, strict=True))


@given(given_=standings(), point=st.floats(0.5, 1))
def test_probabilities_share_one_and_the_status_follows(given_: list[Standing], point: float) -> None:
    found = decide(given_, point, PRECISION)
    assert sorted(found.order) == list(range(len(given_)))
    assert all(0 <= p <= 1 for p in found.probabilities)
    assert sum(found.probabilities) <= 1 + 1e-9
    assert list(found.probabilities) == sorted(found.probabilities, reverse=True)
    assert 0 <= found.margin <= 1
    here = [p for place, p in shares(found).items() if not given_[place].elsewhere]
    several = sum(s.certain and not s.elsewhere for s in given_) > 1
    needed = max(point, max(point, 0.995) * sum(here)) if several else point
    if max(here, default=0) >= needed:
        assert found.status == "resolved"
    elif len(here) > 1 and sum(here) >= point and (several or sorted(here)[-2] >= 0.01):
        assert found.status == "ambiguous"
    else:
        assert found.status == "unresolved"


@given(given_=standings())
def test_what_is_elsewhere_ranks_behind_and_is_never_the_answer(given_: list[Standing]) -> None:
    found = decide(given_, POINT, PRECISION)
    assert [given_[place].elsewhere for place in found.order] == sorted(s.elsewhere for s in given_)
    if found.status != "unresolved":
        assert not given_[found.order[0]].elsewhere
    away = [replace(s, elsewhere=True) for s in given_]
    assert decide(away, POINT, PRECISION).status == "unresolved"


@given(given_=standings(), seed=st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(given_: list[Standing], seed: object) -> None:
    mixed = list(given_)
    seed.shuffle(mixed)  # type: ignore[attr-defined]
    one, two = decide(given_, POINT, PRECISION), decide(mixed, POINT, PRECISION)
    assert [given_[i].entity for i in one.order] == [mixed[i].entity for i in two.order]
    assert one.probabilities == pytest.approx(two.probabilities)


@given(given_=standings(elsewhere=False), place=st.integers(0, 7), rise=st.floats(0, 20))
def test_more_odds_are_never_a_smaller_share_and_never_help_the_others(
    given_: list[Standing], place: int, rise: float
) -> None:
    if place >= len(given_):
        return
    before = shares(decide(given_, POINT, PRECISION))
    better = [replace(s, log_odds=s.log_odds + rise) if i == place else s for i, s in enumerate(given_)]
    after = shares(decide(better, POINT, PRECISION))
    assert after[place] >= before[place] - 1e-12
    assert all(after[i] <= before[i] + 1e-12 for i in before if i != place)


@given(given_=standings(elsewhere=False), odds=ODDS)
def test_a_rival_takes_from_all(given_: list[Standing], odds: float) -> None:
    rival = Standing(100, odds, 0.0, False, False)
    before, after = shares(decide(given_, POINT, PRECISION)), shares(decide([*given_, rival], POINT, PRECISION))
    assert all(after[i] <= before[i] + 1e-12 for i in before)


@pytest.mark.parametrize("log_odds", [-3.0, 0.0, 1.0, 8.0])
def test_one_candidate_has_its_odds_against_none(log_odds: float) -> None:
    found = decide([Standing(1, log_odds, 5.0, False, False)], POINT, PRECISION)
    assert found.probabilities == (pytest.approx(1 / (1 + math.exp(-log_odds))),)
    assert found.margin == found.probabilities[0]


def test_nothing_is_unresolved() -> None:
    assert decide([], POINT, PRECISION) == Decision("unresolved", (), ())
    assert decide([], POINT, PRECISION).margin == 0


def test_namesakes_share_by_their_priors() -> None:
    city, village = Standing(1, 8.0, math.log(1_000_000), True, False), Standing(2, 8.0, math.log(100), True, False)
    found = decide([village, city], POINT, PRECISION)
    assert found.status == "resolved"
    assert found.order == (1, 0)
    assert found.probabilities[0] / found.probabilities[1] == pytest.approx(10_000)
    town = replace(village, log_prior=math.log(500_000))
    assert decide([town, city], POINT, PRECISION).status == "ambiguous"
    assert decide([replace(town, elsewhere=True), city], POINT, PRECISION).status == "resolved"


def test_of_several_who_may_be_meant_in_another_case_one_has_to_be_far_ahead_of_the_others() -> None:
    city, village = Standing(1, 4.0, math.log(1_000_000), True, False), Standing(2, 4.0, math.log(100), True, False)
    assert decide([city], POINT, PRECISION).status == "resolved"
    assert decide([village, city], POINT, PRECISION).status == "resolved"
    town = replace(village, log_prior=math.log(50_000))
    assert decide([town, city], POINT, PRECISION).status == "ambiguous"


def test_the_prior_of_a_name_that_is_only_near_is_part_of_its_evidence() -> None:
    near = [Standing(1, 2.0, 10.0, False, False), Standing(2, 2.0, -10.0, False, False)]
    one, two = decide(near, POINT, PRECISION).probabilities
    assert one == two
    assert decide(near, POINT, PRECISION).order == (0, 1)


def test_equal_candidates_stand_in_the_order_of_their_entities() -> None:
    given_ = [Standing(entity, 1.0, 0.0, False, False) for entity in (5, 3, 9)]
    assert [given_[i].entity for i in decide(given_, POINT, PRECISION).order] == [3, 5, 9]


def test_namesakes_found_near_share_as_their_priors_are() -> None:
    city = Standing(1, 3.0, math.log(5_000_000), False, False, group=(7,))
    village = Standing(2, 3.0, math.log(50_000), False, False, group=(7,))
    other = Standing(3, 0.0, math.log(10_000_000), False, False, group=(8,))
    alone = [Standing(s.entity, s.log_odds, s.log_prior, False, False) for s in (city, village, other)]
    shared, apart = decide([city, village, other], POINT, PRECISION), decide(alone, POINT, PRECISION)
    assert shared.order == (0, 2, 1)
    assert shared.probabilities[0] / shared.probabilities[2] == pytest.approx(100)
    assert sum(shared.probabilities) == pytest.approx(sum(apart.probabilities))
    assert shared.probabilities[1] == pytest.approx(apart.probabilities[2])


def test_who_is_only_listed_takes_no_part_in_what_namesakes_share() -> None:
    weighed, listed = (
        Standing(1, 2.0, 0.0, False, False, group=(7,)),
        Standing(2, -999.0, 9.0, False, False, group=(7,)),
    )
    alone, beside = (decide(given, POINT, PRECISION).probabilities for given in ([weighed], [weighed, listed]))
    assert beside == (*alone, 0.0)


def test_only_namesakes_and_rivals_are_ambiguous() -> None:
    nearly, dust, rival = (Standing(entity, odds, 0.0, False, False) for entity, odds in enumerate((3.4, -5.0, 2.0)))
    forbidden = Standing(3, 2.0, 0.0, False, False, contradicted=True)
    point = 0.9676
    shares = decide([nearly, dust], point, PRECISION).probabilities
    assert shares[0] < point < sum(shares)
    cases = ((dust, "unresolved"), (rival, "ambiguous"), (forbidden, "unresolved"))
    assert [decide([nearly, other], point, PRECISION).status for other, _ in cases] == [status for _, status in cases]
