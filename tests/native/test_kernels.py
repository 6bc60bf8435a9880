"""Each compiled kernel beside its reference in Python: the same numbers, bit for bit."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel, JaroWinkler, Levenshtein

import normalize
from normalize import pairs as beside
from normalize import sounds
from normalize.encoder import load_encoder
from normalize.form import analyse
from normalize.index.candidates import Constraint, make_constraint, may_be_word
from normalize.lexicon.store import digest
from normalize.match.evidence import list_numbers
from normalize.matcher import Matcher
from normalize.native import load_kernels
from normalize.resolver import STATUSES, Asked, Resolver
from normalize.text import clean, key, list_letters
from support import ROOT, read_cases

kernels = load_kernels()
pytestmark = pytest.mark.skipif(kernels is None, reason="the kernels are not built, or not wanted")

READING = st.lists(st.text("abeghiknostvxz17", min_size=1, max_size=30), min_size=1, max_size=6).map(" ".join)
WORD = st.one_of(st.text("ivx017", max_size=6), st.sampled_from(["jr", "junior", "xi", "no10", "007", "0"]))
BYTES = st.integers(-127, 127)
NAMES = [
    (row["name"], row["type"] or "", row["country"])
    for file in ("fuzzy_places", "fuzzy_people", "people", "places", "organisations", "strangers_people")
    for row in read_cases(ROOT / "tests" / "cases" / f"{file}.tsv")
]

# Written without spaces, beside names of several words; made by hand, some of them misspelt.
UNSPACED = (
    "弗吉尼亚滩", "圣地牙哥德古巴", "聖克魯斯德特內里費", "維克多歐爾班", "布達佩斯第十四區", "リオデジャネーロ",
    "サンタクルズデテネリフェ", "ウラジーミルプーチン", "โฮจิมินซิตี", "ឡេប៉ាស", "ဟိုချီမင်း", "ຫວງພະບາງ", "二", "十",
)  # fmt: skip


@given(one=READING, other=READING)
def test_distances_are_those_of_rapidfuzz(one: str, other: str) -> None:
    assert kernels.indel(one, other) == Indel.normalized_similarity(one, other)
    assert kernels.levenshtein(one, other) == Levenshtein.normalized_similarity(one, other)
    assert kernels.jaro_winkler(one, other) == JaroWinkler.normalized_similarity(one, other)


def test_distances_of_what_is_short_or_long_are_those_of_rapidfuzz() -> None:
    for one in ("", "a", "b", "ab", "ba", "x" * 64, "xy" * 40):
        for other in ("", "a", "ab", "yx" * 40, "x" * 65):
            assert kernels.indel(one, other) == Indel.normalized_similarity(one, other)
            assert kernels.levenshtein(one, other) == Levenshtein.normalized_similarity(one, other)
            assert kernels.jaro_winkler(one, other) == JaroWinkler.normalized_similarity(one, other)


@given(text=st.text(max_size=300).filter(lambda text: text.isprintable()))
def test_hashes_are_those_of_the_store(text: str) -> None:
    assert kernels.digest(text) == digest(text)


@given(roman=READING)
def test_sound_keys_and_skeletons_are_those_of_the_table(core: normalize.Lexicon, roman: str) -> None:
    kernel = core._resolver._matcher.nearby.kernel
    sound = sounds.sound_key(roman)
    assert kernel.sound_key(roman) == sound
    assert kernel.sound_key(roman, spaced=False) == sound.replace(" ", "")
    assert kernels.skeleton(sound) == sounds.skeleton(sound)


@given(name=st.one_of(st.sampled_from([name for name, _, _ in NAMES]), st.text(max_size=40)))
def test_vectors_are_those_of_the_encoder(core: normalize.Lexicon, name: str) -> None:
    here = core._resolver._matcher
    form = analyse(name)
    if form.romans:
        expected = here.index.ask(form).vectors
        assert kernels.encode(here.nearby.kernel, form.letters, form.romans).tolist() == expected.tolist()


@given(word=WORD)
def test_numbers_in_words_are_those_of_the_evidence(word: str) -> None:
    assert {int(number) for number in kernels.list_numbers(word)} == list_numbers(word)


@given(data=st.data(), size=st.sampled_from([32, 96]), count=st.integers(0, 9))
def test_products_are_exact_on_every_processor(data: st.DataObject, size: int, count: int) -> None:
    numbers = data.draw(st.lists(BYTES, min_size=size * (count + 1), max_size=size * (count + 1)))
    rows = np.array(numbers[size:], dtype=np.int8).reshape(count, size)
    query = np.array(numbers[:size], dtype=np.int8)
    expected = (rows.astype(int) @ query.astype(int)).tolist()
    assert kernels.multiply(rows, query).tolist() == expected
    assert kernels.multiply(rows, query, plain=True).tolist() == expected


@given(data=st.data(), size=st.sampled_from([32, 96]), count=st.integers(1, 600), many=st.integers(0, 9))
def test_cells_are_those_of_the_reference(data: st.DataObject, size: int, count: int, many: int) -> None:
    chance = np.random.default_rng(data.draw(st.integers(0, 99)))
    least = data.draw(st.sampled_from([-1, -127]))  # few different numbers make ties
    rows, vectors = (chance.integers(least, -least + 1, (n, size)).astype(np.int8) for n in (count, many))
    expected = (vectors.astype(np.float32) @ rows.T.astype(np.float32)).argmax(axis=1)
    assert kernels.assign(vectors, rows).tolist() == expected.tolist()


def test_spellings_are_encoded_as_by_the_encoder() -> None:
    encoder = load_encoder()
    spellings = [(form.key, form.romans) for form in (analyse(name) for name, _, _ in NAMES)]
    spellings += [("", ()), ("глыбокае", ()), ("", ("minsk",)), ("🙂", ())]
    found = kernels.encode_all(encoder.vocabulary, encoder.rows, spellings)
    assert found.tolist() == encoder.encode(spellings).tolist()
    texts = [exact for exact, _ in spellings]
    assert kernels.digests(texts).tolist() == [digest(text) for text in texts]


# Names to the letter that settle nothing: other words, case forms of few letters, bearers elsewhere; and one that
# two spellings of a name are as near to.
UNSETTLED = [
    ("Emile", "", ""),
    ("Giffords", "", "US"),
    ("Derby", "", ""),
    ("Минск", "", "PL"),
    ("Paris", "place", "BY"),
    ("Виле", "", ""),
    ("ෆුකුෂිමා ප්\u200dරාන්තය", "", "UA"),
]


@pytest.mark.parametrize("every", [7])
def test_candidates_and_evidence_are_those_of_the_reference(core: normalize.Lexicon, every: int) -> None:
    here = core._resolver._matcher
    assert here.nearby is not None
    reference = Matcher(core._store, here.tokens, nearby=False)
    for name, type_, country in (*NAMES[::every], *((name, "", "") for name in UNSPACED)):
        form, asked = analyse(name), Constraint(type_, (country,) if country else ())
        found, expected = here.match(form, asked), reference.match(form, asked)
        assert [(m.hit, m.form, m.log_odds, m.veto) for m in found] == [
            (m.hit, m.form, m.log_odds, m.veto) for m in expected
        ], name
        values = [[None if m.values is None else list(m.values) for m in side] for side in (found, expected)]
        assert values[0] == values[1], name
        laid, by_reference = ([matcher.lay(m) for m in found[:9]] for matcher in (here, reference))
        assert laid == by_reference, name


def test_decisions_are_those_of_the_reference(core: normalize.Lexicon) -> None:
    resolver = core._resolver
    asked = [Asked(name, type_ or None, country or None) for name, type_, country in [*UNSETTLED, *NAMES[::7]]]
    answers = resolver.resolve_all(asked, 5)
    answers[: len(UNSETTLED)] = [resolver.resolve_all([one], 5)[0] for one in asked[: len(UNSETTLED)]]
    for one, r in zip(asked, answers, strict=True):
        opened = resolver._matcher.bearers.open(analyse(one[0]), make_constraint(one[1], one[2]))
        expected = resolver._conclude(opened, None, 5)
        assert (r.status, r.id, r.probability, r.margin) == (
            expected.status, expected.id, expected.probability, expected.margin
        ), one  # fmt: skip
        assert r.candidates == expected.candidates, one
        assert list(r._standings) == list(expected._standings), one
        assert str(r.explain()) == str(expected.explain()), one


@pytest.mark.parametrize("threads", ["2", "5"])
def test_answers_do_not_depend_on_threads(
    core: normalize.Lexicon, monkeypatch: pytest.MonkeyPatch, threads: str
) -> None:
    names = [name for name, _, _ in NAMES]
    pairs = list(itertools.pairwise(names))
    text, ends = np.frombuffer("".join(names).encode(), dtype=np.uint8), [0]
    for name in names:
        ends.append(ends[-1] + len(name.encode()))
    answers = []
    for count in ("1", threads):
        monkeypatch.setenv("OMP_NUM_THREADS", count)
        exact = core.resolver.decide_exact(text, np.array(ends, dtype=np.int64))
        found = core.resolve_many(names)
        answers.append((exact.tolist(), [list(r._standings) for r in found], normalize.compare_many(pairs)))
    assert len(names) > 1_000
    assert answers[0] == answers[1]


def test_the_only_bearer_of_a_name_is_that_of_the_reference(core: normalize.Lexicon) -> None:
    resolver = core._resolver
    store, here = core._store, resolver._matcher
    spellings = [store.name_text(name) for name in range(0, len(store.name_entity), 997)]
    spellings += [name.upper() for name in spellings[::3]] + [name.lower() for name in spellings[1::3]]
    forms = [analyse(name) for name in [*spellings, "us", "US", "no", "", "!"]]
    constraints = [Constraint("place", ("BY", "PL")) if i % 3 else Constraint() for i in range(len(forms))]
    bearers = here.find_bearers(forms, constraints)
    assert sum(bearer >= 0 for bearer in bearers) > len(forms) / 10
    for bearer, form, constraint in zip(bearers, forms, constraints, strict=True):
        if bearer >= 0:
            opened = here.bearers.open(form, constraint)
            assert opened.settled and [match.hit.entity for match in opened.exact] == [bearer], form.raw
            expected = resolver._conclude(opened, None, 5)
            r = resolver._answer_sole(bearer, form, constraint, 5)
            assert (r.status, r.id, r.label, r.probability, r.margin, r.exact, r.seen_as) == (
                expected.status, expected.id, expected.label, expected.probability, expected.margin,
                expected.exact, expected.seen_as,
            )  # fmt: skip
            assert (list(r.likely), list(r._standings)) == (list(expected.likely), list(expected._standings))


def test_exact_names_in_a_column_are_those_of_the_single_call(core: normalize.Lexicon) -> None:
    store, resolver = core._store, core.resolver
    names = [store.name_text(name) for name in range(0, len(store.name_entity), 487)]
    names += [turn(name) for turn in (str.upper, str.lower, str.title) for name in names[::3]]
    names += [f" {names[0]}", f"{names[0]} ", "Minsk  (city)", "Мiнск", "Minsк", "us", "No", "", "-", "İzmir", "ǅ"]
    names += [
        "KGB",
        "kgb",
        "Rostov’on’Don",
        "Лос—Анджелес",
        "横浜",
        "橫濱",
        "橫濱市",
        "გორი",
        "コトー",
        "by",
        "BY",
        "B‑Y",
    ]
    # Read as names of other entities in other scripts, and written with joiners.
    others = ["კადუნა", "Βαν", "Բրինդիզի", "Տիրգովիշտե", "Қызылорда", "चाँदनी", "‘Alemaya"]
    names += others
    encoded = [name.encode() for name in names]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    found = resolver.decide_exact(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)
    singly = resolver.decide_cleaned(names)
    assert sum(found["status"] >= 0) > len(names) / 2
    assert sum(found["next"] >= 0) > len(names) / 20
    reference = Resolver(store, resolver.knowledge.tokens)
    reference._matcher.nearby = None
    answers = reference.resolve_all([Asked(name) for name in names], 5)
    for name, one, other, answer in zip(names, found.tolist(), singly.tolist(), answers, strict=True):
        assert one[3] < 0 or other[3] < 0 or one == other, name
        entity, own, following, status, probability, second = one if one[3] >= 0 else other
        if status < 0:
            continue
        best, *rest = answer._matches
        assert (best.hit.entity, best.hit.name, best.hit.exact) == (entity, own, True), name
        assert (rest[0].hit.entity if rest else -1) == following, name
        assert (answer.status, answer.probability) == (STATUSES[status], probability), name
        assert answer.margin == probability - second, name


# Letters of many scripts, marks that may be composed with them or change places, and stops.
LETTERS = "aBzŁłÉßẞệẾяЯёІiΑσς .,&()/-09ªˈ'’・—橫横ガ゙하ᅡبًّآٓکی،אִႠაևक़क़़ीि्ন়োোொகുூ്ൺกุ่ำเຳཀཱིྲ་།ကို៉ាᎠꭰሀ፡ᚁ"
ANY_LETTER = st.one_of(st.sampled_from(LETTERS), st.characters(min_codepoint=0x80, max_codepoint=0x1FFF))


@given(text=st.text(ANY_LETTER, min_size=1, max_size=12))
def test_letters_that_need_no_repair_have_the_key_of_the_reference(text: str) -> None:
    folded = kernels.fold(text, list_letters())
    cleaned = clean(text)
    assert folded is None or (not cleaned.repairs and not may_be_word(cleaned.text) and folded == key(cleaned.text))


def test_pairs_are_compared_as_by_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [(name, other, type_) for (name, type_, _), (other, _, _) in zip(NAMES[::3], NAMES[1::3], strict=False)]
    pairs += [(name, name[1:], type_) for name, type_, _ in NAMES[::3]]
    pairs += [("加賀", "甲賀", ""), ("", "x", ""), ("Minsk", "Minsk", "place"), ("二", "Number II", "")]
    pairs += [(name, other, type_) for name in UNSPACED for other, type_, _ in NAMES[::60]]
    pairs += [(other, name, "") for name in UNSPACED for other in ("Santa Cruz de Tenerife", "Ho Chi Minh City")]
    found = [normalize.compare(one, other, type=type_) for one, other, type_ in pairs]
    for type_ in dict.fromkeys(type_ for _, _, type_ in pairs):
        own = [(one, other) for one, other, type_of in pairs if type_of == type_]
        alone = [p for p, (_, _, type_of) in zip(found, pairs, strict=True) if type_of == type_]
        assert normalize.compare_many(own, type=type_) == alone
    monkeypatch.setattr(beside, "_open_pairs", lambda tokens: None)
    assert found == [normalize.compare(one, other, type=type_) for one, other, type_ in pairs]


@pytest.mark.parametrize("lacking", ["Kernel", "Hashes", "Kernel.find_bearers"])
def test_doctor_finds_kernels_that_lack_something(environment: dict[str, str], lacking: str) -> None:
    code = (
        "import sys\n"
        "from normalize.native import kernels\n"
        "if '.' in sys.argv[2]:\n"
        "    kernels.Kernel = type('Kernel', (kernels.Kernel,), {sys.argv.pop().split('.')[1]: None})\n"
        "else:\n"
        "    delattr(kernels, sys.argv.pop())\n"
        "from normalize.cli import main\n"
        "main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "doctor", lacking], env=environment, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    (problem,) = [line for line in ran.stdout.splitlines() if "native kernels" in line]
    assert problem.startswith("problem  native kernels   kernels.") and "does not answer: " in problem
    assert "NORMALIZE_NATIVE=0 to leave them out" in ran.stdout


def test_a_process_without_kernels_answers_the_same(core: normalize.Lexicon, environment: dict[str, str]) -> None:
    names = [name for name, _, _ in NAMES[::40]]
    code = (
        "import json, sys, normalize\n"
        "from normalize.native import load_kernels\n"
        "assert load_kernels() is None\n"
        "found = normalize.load().resolve_many(json.loads(sys.argv[1]))\n"
        "print(json.dumps([[r.status, r.id, r.probability.hex()] for r in found]))"
    )
    command = [sys.executable, "-c", code, json.dumps(names)]
    ran = subprocess.run(
        command, env=environment | {"NORMALIZE_NATIVE": "0"}, capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == [[r.status, r.id, r.probability.hex()] for r in core.resolve_many(names)]
