"""A folder of name pairs as training reads it, and what the installed packages give, read once."""

from __future__ import annotations

import gzip
from itertools import product
from pathlib import Path
from random import Random

import pytest

from normalize.training.exam import Exam
from normalize.training.exams import make_exams
from normalize.training.held_out import Pair, held_out_pairs, is_for_scorer
from normalize.training.spellings import Groups, Place, places, read_groups

_VOWELS = {"a": "а", "e": "е", "i": "и", "o": "о", "u": "у"}
_CONSONANTS = {
    "b": ("б", "バベビボブ"), "d": ("д", "ダデヂドヅ"), "k": ("к", "カケキコク"), "l": ("л", "ラレリロル"),
    "m": ("м", "マメミモム"), "n": ("н", "ナネニノヌ"), "p": ("п", "パペピポプ"), "r": ("р", "ラレリロル"),
    "s": ("с", "サセシソス"), "t": ("т", "タテチトツ"),
}  # fmt: skip
# Pairs that stand in the lists of other sources too: GeoNames, rigour, CLDR.
KNOWN = (("Minsk", "Минск"), ("Alexander", "Александр"), ("Poland", "Польша"))
TRAINED = 6000


def _invent() -> list[tuple[str, str, str]]:
    """Return names in English, Cyrillic and kana, in no order."""
    syllables = [
        (latin + vowel, cyrillic + _VOWELS[vowel], kana[at])
        for latin, (cyrillic, kana) in _CONSONANTS.items()
        for at, vowel in enumerate(_VOWELS)
    ]
    names = [
        ("".join(p[0] for p in parts).title(), "".join(p[1] for p in parts).title(), "".join(p[2] for p in parts))
        for parts in product(syllables, repeat=3)
    ]
    return Random(1).sample(names, TRAINED + 100)


def _write(path: Path, pairs: list[Pair]) -> None:
    rows = ["en\tnative\tcount", *(f"{english}\t{native}\t1" for english, native in pairs)]
    path.write_bytes(gzip.compress("\n".join([*rows, ""]).encode("utf-8")))


@pytest.fixture(scope="session")
def everywhere() -> list[Place]:
    """The places that may be trained on."""
    return list(places())


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, everywhere: list[Place]) -> Path:
    """Train parts in two scripts, and development parts whose pairs stand in train parts and other lists as well."""
    data = tmp_path_factory.mktemp("data")
    part = data / "netransliteration"
    part.mkdir()
    names = _invent()
    russian = [(english, native) for english, native, _ in names]
    katakana = [(english, native) for english, _, native in names]
    asked = [place.names for place in everywhere if is_for_scorer(place.id)][::2]
    aliases = [(names[0], alias) for names in asked for alias in names[1:]]
    _write(part / "russian_train.tsv.gz", [*KNOWN, *russian[:TRAINED]])
    _write(part / "katakana_train.tsv.gz", katakana[:TRAINED])
    _write(part / "russian_dev.tsv.gz", [*KNOWN, *russian[TRAINED:], *russian[:TRAINED:9], *aliases])
    _write(part / "katakana_dev.tsv.gz", [*katakana[TRAINED:], *katakana[:TRAINED:7]])
    return data


@pytest.fixture(scope="session")
def held_out(folder: Path) -> frozenset[Pair]:
    return held_out_pairs(folder)


@pytest.fixture(scope="session")
def groups(folder: Path) -> Groups:
    """What the encoder learns from."""
    return read_groups(folder)


@pytest.fixture(scope="session")
def exams(folder: Path) -> list[Exam]:
    """What the scorer is fitted to."""
    return make_exams(folder)
