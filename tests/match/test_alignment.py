"""Two readings laid side by side: every word once, the likest together."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.match.alignment import Word, align, is_numeral, join, liken, liken_special

WORD = st.text(alphabet="abkxvi1", min_size=1, max_size=6)


def words(*texts: str) -> list[Word]:
    return [Word(text, 1.0, place) for place, text in enumerate(texts)]


def lay(query: str, alias: str) -> list[tuple[str, str]]:
    """Return the pairs of two readings by their letters alone."""
    left, right = words(*query.split()), words(*alias.split())
    letters = [[liken(a.text, b.text) for b in right] for a in left]
    return [(pair.query, pair.alias) for pair in align(left, right, letters, letters).pairs]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Word], list[Word], list[list[float]], list[list[float]]]:
    sides = [
        [Word(f"{name}{n}", draw(st.floats(0, 1)), n) for n in range(draw(st.integers(0, 5)))] for name in ("q", "a")
    ]
    row = st.lists(st.floats(0, 1), min_size=len(sides[1]), max_size=len(sides[1]))
    table = st.lists(row, min_size=len(sides[0]), max_size=len(sides[0]))
    return sides[0], sides[1], draw(table), draw(table)


@given(given_=tables())
def test_every_word_is_paired_once(
    given_: tuple[list[Word], list[Word], list[list[float]], list[list[float]]],
) -> None:
    query, alias, letters, cosines = given_
    found = align(*given_)
    assert [pair.query for pair in found.pairs if pair.query] == [word.text for word in query]
    assert Counter(pair.alias for pair in found.pairs if pair.alias) == Counter(word.text for word in alias)
    assert len(found.both) == min(len(query), len(alias)), "what is left on both sides stands against each other"
    for pair in found.both:
        i, j = int(pair.query[1:]), int(pair.alias[1:])
        assert (pair.letters, pair.cosine) == (letters[i][j], cosines[i][j])
        assert pair.likeness == max(pair.letters, pair.cosine)
        assert pair.weight == min(query[i].rarity, alias[j].rarity)
    for pair in found.pairs:
        if not pair.query or not pair.alias:
            assert pair.likeness == pair.letters == pair.cosine == 0


@given(given_=tables())
def test_the_likest_words_stand_together(
    given_: tuple[list[Word], list[Word], list[list[float]], list[list[float]]],
) -> None:
    query, alias, letters, cosines = given_
    if query and alias:
        best = max(max(letters[i][j], cosines[i][j]) for i in range(len(query)) for j in range(len(alias)))
        if best >= 0.6:
            assert best in [pair.likeness for pair in align(*given_).both]


@pytest.mark.parametrize(
    ("query", "alias", "pairs"),
    [
        ("mikalai statkevich", "statkevich mikalai", [("mikalai", "mikalai"), ("statkevich", "statkevich")]),
        ("juan carlos of spain", "juan carlos", [("juan", "juan"), ("carlos", "carlos"), ("of", ""), ("spain", "")]),
        ("pope john", "john paul", [("pope", "paul"), ("john", "john")]),
        ("john", "john paul", [("john", "john"), ("", "paul")]),
        ("m statkevich", "mikalai statkevich", [("m", "mikalai"), ("statkevich", "statkevich")]),
        ("benedict xv", "benedict xvi", [("benedict", "benedict"), ("xv", "xvi")]),
        ("", "minsk", [("", "minsk")]),
    ],
)
def test_words_find_each_other(query: str, alias: str, pairs: list[tuple[str, str]]) -> None:
    assert lay(query, alias) == pairs


@pytest.mark.parametrize(
    ("texts", "others", "joined"),
    [
        ("nasha niva", "nashaniva", "nashaniva"),
        ("new york city", "newyork city", "newyork city"),
        ("rio de janeiro", "riodejaneiro", "riodejaneiro"),
        ("saint denis", "saint denis", "saint denis"),
        ("alexandra g", "alexander", "alexandra g"),
        ("mikalai statkevich", "statkevich", "mikalai statkevich"),
        ("minsk", "minsk", "minsk"),
        ("", "minsk", ""),
    ],
)
def test_neighbours_are_joined_where_the_other_side_writes_them_together(texts: str, others: str, joined: str) -> None:
    assert " ".join(word.text for word in join(words(*texts.split()), words(*others.split()))) == joined


@given(texts=st.lists(WORD, max_size=6), others=st.lists(WORD, max_size=4))
def test_joining_keeps_every_letter_in_order(texts: list[str], others: list[str]) -> None:
    found = join(words(*texts), words(*others))
    assert "".join(word.text for word in found) == "".join(texts)
    assert all((word.place is None) == (word.text not in texts) or word.place is not None for word in found)


@given(left=WORD, right=WORD)
def test_likeness_is_symmetric_and_a_share(left: str, right: str) -> None:
    assert 0 <= liken(left, right) <= 1
    assert liken(left, right) == pytest.approx(liken(right, left))
    assert liken(left, left) == 1
    if left != right:
        assert liken_special(left, right) in (None, 0.0, 0.85)


@pytest.mark.parametrize("word", ["1", "23", "2024", "i", "ii", "iv", "ix", "xi", "xv", "xvi", "xxxix", "x"])
def test_numbers_are_numerals(word: str) -> None:
    assert is_numeral(word)


@pytest.mark.parametrize("word", ["", "iiii", "vv", "ivy", "vin", "max", "mix", "1st", "xc", "di"])
def test_other_words_are_none(word: str) -> None:
    assert not is_numeral(word)


@pytest.mark.parametrize(("left", "right"), [("xv", "xvi"), ("1", "2"), ("ii", "2"), ("x", "xi"), ("9", "xi")])
def test_two_different_numerals_are_not_alike(left: str, right: str) -> None:
    assert liken(left, right) == 0
