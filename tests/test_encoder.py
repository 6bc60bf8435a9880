"""The encoder: n-grams as their definition has them, vectors that depend on nothing else, weights that fit."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from normalize.encoder import (
    DIGEST,
    LENGTH,
    ORIGINAL_SIZES,
    READINGS,
    ROMAN_SIZES,
    VOCABULARY,
    WEIGHTS,
    WHOLE,
    Encoder,
    Spelling,
    cut,
    encoder_digest,
    hash_weights,
    is_foreign,
    load_encoder,
    quantise,
    save_encoder,
)
from normalize.errors import InputError
from normalize.form import analyse_alias

# Each line is one name, or names of one thing; no language is given, as nobody says it of a query.
SAME = (
    ("Hlybokaye", "Глыбокае", "Hłybokaje"),
    ("Minsk", "Мінск", "ミンスク", "מינסק"),
    ("Warszawa", "Варшава", "ワルシャワ", "Varšava"),
    ("London", "Лондон", "ロンドン", "لندن", "Λονδίνο"),
    ("Vilnius", "Вільнюс", "ビリニュス"),
    ("Paris", "Париж", "パリ"),
    ("Tokyo", "Токио", "東京"),
    ("Zhytomyr", "Житомир", "Żytomierz"),
    ("Chekhov", "Чехов", "チェーホフ", "Tschechow"),
    ("Mikalai Statkevich", "Мікалай Статкевіч", "Николай Статкевич"),
    ("Shakespeare", "Шекспир", "シェイクスピア"),
    ("Jerusalem", "ירושלים"),
    ("Yerevan", "Երևան", "Ереван"),
    ("Tbilisi", "თბილისი", "Тбилиси"),
    ("Seoul", "서울", "Сеул"),
    ("Beijing", "北京"),
    ("Athens", "Αθήνα"),
)
NAMES = [name for names in SAME for name in names]
POOL = [*NAMES, "", "🙂", "7", "Rīga", "Anna-Maria Ōe", "Ленінградская вобласць", "ab" * 40, "щ" * 60]


@cache
def read(name: str) -> Spelling:
    """Return a name as a query has it."""
    return analyse_alias(name, None, READINGS)


# N-grams


def ngrams(text: str, sizes: Sequence[int]) -> list[str]:
    """Return the n-grams of a text, each of a word between spaces; a space by itself is none."""
    found = []
    for word in text.split(" "):
        padded = f" {word} "
        for size in sizes:
            found += [padded[at : at + size] for at in range(len(padded) - size + 1)]
    return [gram for gram in found if gram.strip(" ")]


def bag(spelling: Spelling) -> Counter[tuple[bool, str]]:
    """Return the weights of the n-grams of a spelling by whether they are of original letters, and text."""
    key, romans = spelling
    first = romans[:READINGS]
    found: Counter[tuple[bool, str]] = Counter()
    for roman in first:
        for gram in ngrams(roman, ROMAN_SIZES):
            found[False, gram] += WHOLE // len(first)
    if key and (is_foreign(key) or not first):
        for gram in ngrams(key, ORIGINAL_SIZES):
            found[True, gram] += WHOLE
    return found


def hash_one(original: bool, gram: str) -> int:
    """Return the hash of one n-gram, in whole numbers of any size: the definition of what `cut` does for all."""
    wrap = 2**64
    value = 0
    for letter in gram:
        value = (value * 0x100000001B3 + ord(letter) + 1) % wrap
        value ^= value >> 29
    value = (value + 0xD6E8FEB86659FD93 * len(gram) + original * 0x517CC1B727220A95) % wrap
    value ^= value >> 32
    value = value * 0x9E3779B97F4A7C15 % wrap
    value ^= value >> 29
    return value * 0x9E3779B97F4A7C15 % wrap


def cut_bags(spellings: Sequence[Spelling]) -> list[Counter[int]]:
    """Return what `cut` makes of spellings as a bag of hashes each."""
    grams = cut(spellings)
    bags = []
    for start, end in zip(grams.starts.tolist(), grams.starts[1:].tolist(), strict=False):
        found: Counter[int] = Counter()
        for hashed, weight in zip(grams.hashes[start:end].tolist(), grams.weights[start:end].tolist(), strict=True):
            found[hashed] += int(weight)
        bags.append(found)
    return bags


ROMANS = st.lists(st.text(alphabet="abkz0 ", max_size=12), max_size=5)
KEYS = st.text(alphabet="ab żЖдカ京ß𐌰'", max_size=12)


@given(spellings=st.lists(st.tuples(KEYS, ROMANS), max_size=6))
def test_the_cut_is_the_bag_of_ngrams_inside_words(spellings: list[Spelling]) -> None:
    expected = [bag(spelling) for spelling in spellings]
    hashed = [Counter({hash_one(*gram): weight for gram, weight in found.items()}) for found in expected]
    assert cut_bags(spellings) == hashed
    assert [len(found) for found in hashed] == [len(found) for found in expected], "two n-grams share a hash"


@pytest.mark.parametrize("name", NAMES)
def test_the_cut_of_a_real_name(name: str) -> None:
    assert cut_bags([read(name)]) == [Counter({hash_one(*gram): n for gram, n in bag(read(name)).items()})]


def test_readings_share_one_weight_and_original_letters_have_another() -> None:
    (one,), (three,), (foreign,) = (
        cut_bags([spelling]) for spelling in [("oz", ["oz"]), ("oz", ["oz", "ots", "os", "no more"]), ("оз", ["oz"])]
    )
    assert set(one.values()) == {WHOLE}
    assert three[hash_one(False, "o")] == WHOLE
    assert three[hash_one(False, "oz")] == WHOLE // 3
    assert hash_one(False, "no") not in three
    assert foreign[hash_one(True, "оз")] == WHOLE
    assert hash_one(True, "oz") not in one


# Vectors


@given(names=st.lists(st.sampled_from(POOL), max_size=40))
def test_a_vector_does_not_depend_on_its_batch(names: list[str]) -> None:
    encoder = load_encoder()
    spellings = [read(name) for name in names]
    together = encoder.encode(spellings)
    assert together.shape == (len(names), encoder.dimension)
    assert together.dtype == np.int8
    for vector, spelling in zip(together, spellings, strict=True):
        assert vector.tolist() == encoder.encode([spelling])[0].tolist()


def test_a_large_batch_gives_what_each_name_gives_alone() -> None:
    encoder = load_encoder()
    spellings = [read(POOL[i * 7 % len(POOL)]) for i in range(600)]
    alone = {name: encoder.encode([read(name)])[0] for name in POOL}
    expected = [alone[POOL[i * 7 % len(POOL)]] for i in range(600)]
    assert np.array_equal(encoder.encode(spellings), expected)


@pytest.mark.parametrize("name", POOL)
def test_a_vector_is_the_scaled_sum_of_the_rows_of_known_ngrams(name: str) -> None:
    encoder = load_encoder()
    total = np.zeros(encoder.dimension)
    for hashed, weight in cut_bags([read(name)])[0].items():
        at = int(np.searchsorted(encoder.vocabulary, np.uint64(hashed)))
        if at < len(encoder.vocabulary) and int(encoder.vocabulary[at]) == hashed:
            total += weight * encoder.rows[at].astype(float)
    length = np.linalg.norm(total) or 1.0
    expected = np.clip(total * LENGTH / length, -127, 127)
    assert np.abs(encoder.encode([read(name)])[0] - expected).max() <= 0.5 + 1e-9


def test_what_has_no_known_ngram_is_a_vector_of_zeros() -> None:
    encoder = load_encoder()
    assert not encoder.encode([read(""), read("🙂"), ("", ())]).any()
    without = Encoder(encoder.vocabulary[:1], encoder.rows[:1])
    assert not without.encode([read("Minsk"), read("Мінск")]).any()
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_vectors_of_names_have_one_length() -> None:
    lengths = np.linalg.norm(load_encoder().encode([read(name) for name in NAMES]).astype(float), axis=1)
    assert np.abs(lengths - LENGTH).max() < 3


@given(name=st.text(alphabet="abcdefghijklmnopqrstuvwxyzабвгдежзікアイウ ", min_size=1, max_size=30))
def test_no_vector_is_longer_than_rounding_makes_it(name: str) -> None:
    encoder = load_encoder()
    length = float(np.linalg.norm(encoder.encode([read(name)])[0].astype(float)))
    assert length <= LENGTH + 0.5 * encoder.dimension**0.5


def test_spellings_of_one_name_are_nearer_than_any_other_name() -> None:
    vectors = dict(zip(NAMES, load_encoder().encode([read(name) for name in NAMES]).astype(float), strict=True))
    other = [(one, two) for left, right in combinations(SAME, 2) for one in left for two in right]
    nearest = {name: max(float(vectors[name] @ vectors[b if name == a else a]) for a, b in other if name in (a, b))
               for name in NAMES}  # fmt: skip
    wrong = [
        (one, two)
        for names in SAME
        for one, two in combinations(names, 2)
        if float(vectors[one] @ vectors[two]) <= max(nearest[one], nearest[two])
    ]
    assert wrong == []


# Weights


def random_table(seed: int, count: int = 300, dimension: int = 8) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)


@given(seed=st.integers(0, 2**32))
def test_quantised_rows_keep_their_directions_and_come_in_the_order_of_their_hashes(seed: int) -> None:
    table = random_table(seed)
    hashes = np.random.default_rng(seed).permutation(2**20)[: len(table)].astype(np.uint64)
    encoder = quantise(hashes, table)
    assert encoder.vocabulary.tolist() == sorted(hashes.tolist())
    for hashed, row in zip(hashes[:50], table[:50], strict=True):
        found = encoder.rows[np.searchsorted(encoder.vocabulary, hashed)].astype(float)
        assert found @ row / np.linalg.norm(found) / np.linalg.norm(row) > 0.99


def test_one_number_far_beyond_the_others_is_cut_and_zeros_stay() -> None:
    table = random_table(1)
    table[7] = 0
    table[9, 3], table[9, 4] = 1000 * np.abs(table).max(), -1000 * np.abs(table).max()
    table = np.concatenate([table, random_table(2, 100_000)])
    encoder = quantise(np.arange(len(table), dtype=np.uint64), table)
    assert encoder.rows[9, 3:5].tolist() == [127, -127]
    assert not encoder.rows[7].any()
    assert encoder.rows[10].any()


def test_saved_weights_come_back(tmp_path: Path) -> None:
    encoder = quantise(np.arange(50, dtype=np.uint64) * np.uint64(2**58), random_table(3, 50))
    save_encoder(encoder, tmp_path / "weights")
    loaded = load_encoder(tmp_path / "weights")
    assert np.array_equal(loaded.vocabulary, encoder.vocabulary)
    assert np.array_equal(loaded.rows, encoder.rows)
    assert (loaded.rows.dtype, loaded.dimension) == (np.int8, 8)


def test_the_digest_is_that_of_the_weights(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder, seed in zip(folders, (1, 1, 2), strict=True):
        save_encoder(quantise(np.arange(50, dtype=np.uint64), random_table(seed, 50)), folder)
    digests = [encoder_digest(folder) for folder in folders]
    assert digests[0] == digests[1] != digests[2]
    assert len(digests[0]) == 16


def test_a_recorded_digest_is_not_believed_of_other_weights(tmp_path: Path) -> None:
    for seed in (1, 2):
        record = (tmp_path / DIGEST.name).read_bytes() if seed == 2 else b""
        save_encoder(quantise(np.arange(5000, dtype=np.uint64), random_table(seed, 5000)), tmp_path)
    own = encoder_digest.__wrapped__(tmp_path)
    (tmp_path / DIGEST.name).write_bytes(record)
    assert encoder_digest.__wrapped__(tmp_path) == hash_weights(tmp_path) == own != record.split()[0].decode()


def test_the_recorded_digest_is_that_of_the_shipped_weights() -> None:
    assert encoder_digest() == hash_weights() == DIGEST.read_text(encoding="ascii").split()[0]


@pytest.mark.parametrize("name", [VOCABULARY.name, WEIGHTS.name])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"is not there; `make train` makes it"),
        (b"no array at all", "are damaged"),
        (b"", "are damaged"),
        (b"short", "are damaged"),
    ],
)
def test_weights_that_are_missing_or_damaged_are_said(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    save_encoder(quantise(np.arange(50, dtype=np.uint64), random_table(4, 50)), tmp_path)
    path = tmp_path / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-9] if content == b"short" else content)
    with pytest.raises(InputError, match=message) as caught:
        load_encoder(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    ("vocabulary", "rows"),
    [
        (np.arange(3, dtype=np.uint64), np.zeros((4, 8), dtype=np.int8)),
        (np.arange(3, dtype=np.int64), np.zeros((3, 8), dtype=np.int8)),
        (np.arange(3, dtype=np.uint64), np.zeros((3, 8), dtype=np.float32)),
        (np.arange(3, dtype=np.uint64), np.zeros(3, dtype=np.int8)),
    ],
)
def test_weights_of_another_shape_are_said(
    tmp_path: Path, vocabulary: NDArray[np.integer], rows: NDArray[np.number]
) -> None:
    np.save(tmp_path / VOCABULARY.name, vocabulary)
    np.save(tmp_path / WEIGHTS.name, rows)
    with pytest.raises(InputError, match=r"expected int8\(n, any\) for uint64\(n,\); train them"):
        load_encoder(tmp_path)


def test_shipped_weights_are_small_and_their_hashes_ascend(tmp_path: Path) -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.parent.rglob("*") if path.is_file()) <= 16 * 2**20
    encoder = load_encoder()
    assert (encoder.vocabulary[1:] > encoder.vocabulary[:-1]).all()
    for path in (VOCABULARY, WEIGHTS):
        shutil.copy(path, tmp_path)
    assert encoder_digest(tmp_path) == encoder_digest()


def test_the_card_is_that_of_the_shipped_weights() -> None:
    card = WEIGHTS.with_name("CARD.md").read_text(encoding="utf-8")
    assert f"Weights `{encoder_digest()}`" in card
    assert f"{load_encoder().dimension} numbers" in card
