"""Spellings of a small lexicon beside a reading of its rows by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize
from normalize.encoder import Spelling, is_foreign, load_encoder
from normalize.form import analyse_alias
from normalize.index.spellings import Spellings, simplify, words_of
from normalize.lexicon.store import Arrays, Store

ROWS: list[dict[str, object]] = [
    {"id": "1", "name": "New York", "type": "place", "kind": "label"},
    {"id": "1", "name": "Нью-Йорк", "lang": "ru"},
    {"id": "1", "name": "Nueva York", "lang": "es"},
    {"id": "2", "name": "York", "type": "place"},
    {"id": "2", "name": "Йорк"},
    {"id": "3", "name": "New Orleans", "type": "place"},
    {"id": "4", "name": "Orléans", "type": "place"},
    {"id": "5", "name": "Orleans", "type": "place"},
    {"id": "6", "name": "New New Town", "type": "place"},
    {"id": "7", "name": "Newyork", "type": "organisation"},
    {"id": "8", "name": "OOO «Новый Йорк»", "type": "organisation"},
    {"id": "9", "name": "🙂", "type": "place"},
    {"id": "10", "name": "ニューヨーク", "type": "place", "lang": "ja"},
    {"id": "11", "name": "New Delhi", "type": "place"},
    {"id": "12", "name": "Sergei Aksenov (Сергей Аксёнов)", "type": "person"},
]
# What a row stands for beside itself.
VARIANTS = {
    "Нью-Йорк": ["new йорк"],
    "Nueva York": ["new york"],
    "New New Town": ["new new"],
    "ニューヨーク": ["ヨーク new"],
    "OOO «Новый Йорк»": ["новый йорк", "new йорк"],
    "Sergei Aksenov (Сергей Аксёнов)": ["Sergei Aksenov", "Сергей Аксёнов"],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    with pytest.warns(UserWarning, match='row 12: name "🙂" has no letter or digit'):
        return Store(Arrays(normalize.build(ROWS, tmp_path_factory.mktemp("spellings") / "lexicon").path))


@pytest.fixture(scope="module")
def spellings(store: Store) -> Spellings:
    return Spellings(store.arrays)


def squeeze(roman: str) -> str:
    return roman.replace(" ", "")


def written() -> dict[str, list[Spelling]]:
    """Return the spellings of each name of the rows."""
    found = {}
    for row in ROWS:
        name, lang = str(row["name"]), str(row.get("lang", ""))
        texts = [name, *VARIANTS.get(name, [])]
        found[name] = [simplify(analyse_alias(text, lang or None, 2 if lang else 3)) for text in texts]
    return found


def test_every_name_has_its_spellings_and_their_vectors(store: Store, spellings: Spellings) -> None:
    found: dict[str, list[tuple[str, ...]]] = {str(row["name"]): [] for row in ROWS}
    for spelling in range(len(spellings)):
        for name in spellings.names(spelling).tolist():
            found[store.name_text(name)].append(spellings.romans(spelling))
    expected = written()
    assert {name: sorted(romans) for name, romans in found.items()} == {
        name: sorted(romans for _, romans in several) for name, several in expected.items()
    }
    for name, several in expected.items():
        vectors = {tuple(vector) for vector in load_encoder().encode(several).tolist()}
        number = next(n for n in range(len(store.name_entity)) if store.name_text(n) == name)
        mine = [s for s in range(len(spellings)) if number in spellings.names(s)]
        assert {tuple(spellings.vectors[s].tolist()) for s in mine} == vectors


def test_every_spelling_is_a_name_or_a_word_of_one(spellings: Spellings) -> None:
    whole = {spelling for several in written().values() for spelling in several}
    words = {simplify(word) for spelling in whole for word in words_of(spelling)}
    assert len(spellings) == len(whole | words)
    assert Counter(map(spellings.romans, range(len(spellings)))) == Counter(romans for _, romans in whole | words)


def test_accents_make_no_spelling_of_their_own(store: Store, spellings: Spellings) -> None:
    (one,) = [s for s in range(len(spellings)) if spellings.romans(s) == ("orleans",)]
    assert {store.name_text(name) for name in spellings.names(one).tolist()} == {"Orleans", "Orléans"}


def test_words_are_those_of_the_readings_in_order(spellings: Spellings) -> None:
    for spelling in range(len(spellings)):
        romans = spellings.romans(spelling)
        words = spellings.words(spelling).tolist()
        if not romans:
            assert words == []
        elif " " not in romans[0]:
            assert words == [spelling]
        else:
            assert [spellings.romans(word)[0] for word in words] == romans[0].split()


def test_holders_are_the_names_of_several_words_with_the_word(spellings: Spellings) -> None:
    words = [spellings.words(s).tolist() for s in range(len(spellings))]
    for word in range(len(spellings)):
        held = [s for s, several in enumerate(words) for w in several if w == word and len(several) > 1]
        assert sorted(spellings.holders(word).tolist()) == held
    (new,) = [s for s in range(len(spellings)) if spellings.romans(s) == ("new",)]
    assert {spellings.romans(s)[0] for s in spellings.holders(new).tolist()} == {
        "new york", "new orleans", "new new town", "new new", "new delhi", "yoku new",
    }  # fmt: skip


@pytest.mark.parametrize("roman", ["new york", "newyork", "york", "orleans", "nyuyork", "new", "y ork", "minsk", ""])
def test_readings_are_found_whatever_their_spaces(spellings: Spellings, roman: str) -> None:
    wanted = squeeze(roman)
    same = [s for s in range(len(spellings)) if wanted in map(squeeze, spellings.romans(s))]
    assert spellings.read_as(roman) == same
    assert bool(same) is (roman not in ("minsk", ""))


def test_a_word_is_rarer_than_one_of_more_spellings(spellings: Spellings) -> None:
    held = [word for several in {s for found in written().values() for s in found} for word in words_of(several)]
    read = Counter(roman for _, romans in held for roman in romans)
    # A word read in several ways is as common as the commonest of its readings.
    counts = {roman: max(read[r] for _, romans in held if roman in romans for r in romans) for roman in read}
    wrong = [
        (often, seldom)
        for often in counts
        for seldom in counts
        if counts[often] > counts[seldom] + 1 and spellings.rarity_of(often) >= spellings.rarity_of(seldom)
    ]
    assert wrong == []
    assert 0 <= spellings.rarity_of("york") <= spellings.rarity_of("new") < spellings.rarity_of("delhi") < 1
    assert spellings.rarity_of("minsk") == 1
    assert ((spellings.rarity >= 0) & (spellings.rarity <= 1)).all()


def test_rarity_goes_from_nearly_none_for_a_word_of_every_name_to_one(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "name": f"Saint {word}"}
        for n, word in enumerate(["ab", "cd", "ef", "gh", "ij", "kl", "mn", "op", "qr", "st", "uv"])
    ]
    lex = normalize.build([{"id": "x", "name": "Somebody Else"}, *rows], tmp_path / "lexicon")
    found = Spellings(Arrays(lex.path))
    assert found.rarity_of("saint") < 0.15
    assert found.rarity_of("saint") < found.rarity_of("somebody") < found.rarity_of("nobody") == 1


def test_signs_have_no_reading(store: Store, spellings: Spellings) -> None:
    every = np.arange(len(spellings))
    assert spellings.legible(every).tolist() == [bool(spellings.romans(s)) for s in every.tolist()]
    (sign,) = np.flatnonzero(~spellings.legible(every)).tolist()
    assert [store.name_text(name) for name in spellings.names(sign).tolist()] == ["🙂"]


# Words and keys


@pytest.mark.parametrize(
    ("spelling", "words"),
    [
        (("minsk", ("minsk",)), [("minsk", ("minsk",))]),
        (("минск", ("minsk", "mins k")), [("минск", ("minsk", "mins k"))]),
        (
            ("новы двор", ("novy dvor", "novyj dvor", "novydvor")),
            [("новы", ("novy", "novyj")), ("двор", ("dvor",))],
        ),
        (("東京都", ("tokyo to",)), [("", ("tokyo",)), ("", ("to",))]),
        (("🙂", ()), []),
        (("", ("a b",)), [("", ("a",)), ("", ("b",))]),
    ],
)
def test_words_share_out_the_key_and_the_readings_of_as_many_words(spelling: Spelling, words: list[Spelling]) -> None:
    assert words_of(spelling) == words


ROMANS = st.lists(
    st.text(alphabet="abc ", max_size=9).map(lambda t: " ".join(t.split())).filter(bool), max_size=4, unique=True
)


@given(key=st.text(alphabet="abж京 ", max_size=9), romans=ROMANS)
def test_words_put_together_are_the_first_reading(key: str, romans: list[str]) -> None:
    words = words_of((key, tuple(romans)))
    assert " ".join(word[1][0] for word in words) == (romans[0] if romans else "")
    assert all(len(set(word[1])) == len(word[1]) for word in words)
    if all(word[0] for word in words) and words:
        assert " ".join(word[0] for word in words) == " ".join(key.split()) or len(words) == 1


@given(key=st.text(alphabet="abéłжカ ", max_size=9), romans=ROMANS)
def test_a_key_stays_where_the_readings_do_not_say_it_all(key: str, romans: list[str]) -> None:
    kept, read = simplify((key, romans))
    assert read == tuple(romans)
    assert kept == (key if is_foreign(key) or not romans else "")
    assert simplify((kept, read)) == (kept, read)
