"""What a slip or two lead to, beside every reading held against the query."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

import normalize
from normalize.errors import LexiconError
from normalize.form import analyse
from normalize.index.candidates import Constraint
from normalize.index.slips import FEWEST, MOST, SlipIndex, count_allowed, rank_slips

READING = st.text("abcdo", min_size=1, max_size=MOST + 3)


def make(readings: list[str]) -> SlipIndex:
    files = SlipIndex.files(readings, np.arange(len(readings), dtype=np.uint32))
    return SlipIndex(files["slip.ends"], files["slip.spelling"])  # type: ignore[arg-type]


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str]:
    """Return a reading, and the same with letters missed, added, changed or swapped."""
    reading = draw(st.text("abcdo", min_size=FEWEST, max_size=MOST))
    written = list(reading)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(written) - 1)) if written else 0
        kind = draw(st.integers(0, 3))
        if kind == 0:
            del written[at : at + 1]
        elif kind == 1:
            written.insert(at, draw(st.sampled_from("abcdoxy")))
        elif kind == 2:
            written[at : at + 1] = draw(st.sampled_from("abcdoxy"))
        else:
            written[at : at + 2] = reversed(written[at : at + 2])
    return reading, "".join(written)


@given(pair=slipped(), others=st.lists(READING, max_size=5))
def test_every_reading_within_the_slips_is_found(pair: tuple[str, str], others: list[str]) -> None:
    reading, written = pair
    readings = [reading, *others]
    found = make(readings).find(written).tolist()
    wanted = [
        place
        for place, one in enumerate(readings)
        if FEWEST <= len(one) <= MOST and OSA.distance(one, written) <= count_allowed(one, written)
    ]
    assert found == sorted(set(found))
    assert set(wanted) <= set(found)
    assert sorted(found[i] for i in rank_slips(written, [readings[i] for i in found])) == wanted


def test_the_nearest_come_first() -> None:
    readings = ["vitebsc", "viteps", "vitebsk", "witebsk", "minsk"]
    assert [readings[i] for i in rank_slips("vitebsk", readings)] == ["vitebsk", "vitebsc", "witebsk", "viteps"]


def test_short_readings_are_one_slip_apart() -> None:
    assert [count_allowed(*pair) for pair in (("brest", "vitebsk"), ("vitebs", "vitebsk"))] == [1, 2]


def test_an_index_of_nothing_finds_nothing() -> None:
    empty = make([])
    assert [empty.find(text).tolist() for text in ("", "a", "minsk", 40 * "a")] == [[], [], [], []]


def test_a_slip_in_a_short_name_leads_to_it(core: normalize.Lexicon) -> None:
    for written, meant in (("Winnkieg", "Winnipeg"), ("Shalmugh", "Shamlugh"), ("Brikivgsi", "Baikivtsi")):
        assert meant in [core[c.id].label for c in core.resolve(written, limit=60).candidates]


@pytest.mark.parametrize("ends", [[], [0], [0, 3], [0, 1, 2, 3], [0, 1, 4], [0, 2, 3, 4, 9]])
def test_a_damaged_index_is_refused(ends: list[int]) -> None:
    with pytest.raises(LexiconError, match="damaged"):
        SlipIndex(np.array(ends, dtype=np.uint32), np.arange(3, dtype=np.uint32))


def test_readings_that_are_too_short_or_too_long_are_left_out() -> None:
    readings = ["abc", "abcd", "abcdefghijkl", "abcdefghijklm"]
    files = SlipIndex.files(readings, np.arange(4, dtype=np.uint32))
    assert set(files["slip.spelling"].tolist()) == {1, 2}


def test_no_slip_is_looked_for_in_scripts_that_leave_letters_out(core: normalize.Lexicon) -> None:
    index = core._resolver._matcher.index
    for name, some in (("Minck", True), ("Минкс", True), ("مينكس", False), ("ミンクス", False)):
        query = index.ask(analyse(name))
        assert (len(index._by_slips(query, index.mask(Constraint()))) > 0) == some
