"""A compiled lexicon whose files have the right sizes and the wrong content: an error says so, whatever is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import normalize
from normalize import LexiconError
from normalize.native import load_kernels

ROWS = [
    {"id": f"{first}{last}", "name": f"{first} {last}", "type": "place" if last == "Town" else "person"}
    for first in ("Karov", "Monina", "Belgrad", "Vilina")
    for last in ("Mark", "Town", "Iva", "Petrov")
]
NUMBERS = (
    "cell.ends",
    "entity.type",
    "key.name",
    "name.entity",
    "name.kind",
    "name.script",
    "name.text.text",
    "roman.spelling",
    "spelling.holder",
    "spelling.name",
    "spelling.reading.ends",
    "spelling.word",
)
# Without the kernels a slice ends where its array does, and nothing shows.
RUNS = ("name.text.ends", "spelling.holder.ends", "spelling.name.ends", "spelling.word.ends")
ASKED = ["Karov Mork", "Belgrad Petrow", "Vilina", "Monina Twn", "Karov Mark"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return normalize.build(ROWS, tmp_path_factory.mktemp("sound") / "lexicon").path


def test_nothing_is_said_of_a_sound_one(sound: Path) -> None:
    assert normalize.load(sound).resolve("Karov Mark").id == "KarovMark"


@pytest.mark.parametrize("part", (*NUMBERS, *(RUNS if load_kernels() else ())))
def test_numbers_that_point_nowhere_are_reported(sound: Path, tmp_path: Path, part: str) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    for file in sound.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    numbers = np.load(folder / f"{part}.npy")
    numbers[1:] = np.iinfo(numbers.dtype).max - 4
    np.save(folder / f"{part}.npy", numbers)
    with pytest.raises(LexiconError, match="damaged"):
        for resolution in normalize.load(folder).resolve_many(ASKED):
            assert str(resolution.explain())
