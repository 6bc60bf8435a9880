"""What the names of a lexicon are found by: exact keys and spellings, worked out by several processes.

A name is read by itself, so that the arrays are the same however many processes there are.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from normalize.cores import count_cores
from normalize.encoder import Spelling
from normalize.form import analyse_alias, analyse_cleaned
from normalize.index.echoes import list_echoes
from normalize.index.exact import HashIndex, digests
from normalize.index.spellings import index_spellings, simplify
from normalize.lexicon.acronyms import is_acronym, list_initials
from normalize.lexicon.store import Strings
from normalize.lexicon.variants import list_by_type
from normalize.loose import loosen
from normalize.text import ALPHABETS, clean, fold_han

# Readings kept of an alias: one says it all when its language is known or it is Latin; otherwise the likeliest few.
_READINGS_KNOWN, _READINGS_UNKNOWN = 2, 3
_TOGETHER = 1 << 15  # names between two calls of `progress`
_WORTH = 30_000  # names from which several processes are worth starting

Progress = Callable[[str, int, int], None]
Asked = tuple[str, str, str]  # a name, its language or "", the type of its entity
# The hashes of its exact key, of its loose key and of its first reading without spaces; spellings, and which are
# acronyms.
Read = tuple[int, int, int, tuple[tuple[Spelling, bool], ...]]


def index_names(
    files: Mapping[str, NDArray[np.generic]],
    langs: Sequence[str],
    types: Sequence[str],
    scripts: Sequence[str],
    progress: Progress,
    workers: int | None,
) -> tuple[dict[str, NDArray[np.generic]], int]:
    """Return the arrays by which the names in `files` are found, of exact keys and of `Spellings`, and how many
    spellings the names have.

    `langs`, `types` and `scripts` are what the numbers in `files` stand for; `workers` is how many processes read the
    names, all cores where there are many names and None is given.
    """
    count = len(files["name.lang"])
    keys, loose, readings = np.empty((3, count), dtype=np.uint64)
    numbers: dict[Spelling, int] = {}
    spelt = array("I")  # name, spelling and whether that is its acronym, again and again
    for number, (*hashed, spellings) in enumerate(_read_all(files, langs, types, progress, workers)):
        keys[number], loose[number], readings[number] = hashed
        for spelling, acronym in spellings:
            spelt.extend((number, numbers.setdefault(spelling, len(numbers)), acronym))
    progress("names", count, count)
    written = list(numbers)
    del numbers
    found = index_spellings(written, np.frombuffer(spelt, dtype=np.uint32).reshape(-1, 3), progress)
    script, entity = files["name.script"], files["name.entity"]
    readings[~np.isin(script, [number for number, code in enumerate(scripts) if code in ALPHABETS])] = 0
    echoed, echoes = list_echoes(keys, readings, script, entity)  # type: ignore[arg-type]
    careful = np.flatnonzero(loose != keys).astype(np.uint32)
    hashes = np.concatenate([keys, loose[careful], echoed])
    names = np.concatenate([np.arange(count, dtype=np.uint32), careful, echoes])
    return found | HashIndex.files("key.hash", "key.name", hashes, names), len(written)


def _read_all(
    files: Mapping[str, NDArray[np.generic]],
    langs: Sequence[str],
    types: Sequence[str],
    progress: Progress,
    workers: int | None,
) -> Iterator[Read]:
    count = len(files["name.lang"])
    several = workers or (count_cores() if count >= _WORTH else 1)
    parts = _list_parts(files, langs, types, progress)
    if several == 1:
        for part in parts:
            yield from read_names(None, part)
        return
    from concurrent.futures import ThreadPoolExecutor  # these two: whoever opens a lexicon does not need them

    from normalize.workers import Workers

    with Workers(None, several) as shared, ThreadPoolExecutor(1) as ahead:
        # The next part is read while what was read of the last is taken in.
        reading = ahead.submit(shared.map, read_names, next(parts))
        for part in parts:
            read = reading.result()
            reading = ahead.submit(shared.map, read_names, part)
            yield from read
        yield from reading.result()


def _list_parts(
    files: Mapping[str, NDArray[np.generic]], langs: Sequence[str], types: Sequence[str], progress: Progress
) -> Iterator[list[Asked]]:
    texts = Strings(files["name.text.text"], files["name.text.ends"])  # type: ignore[arg-type]
    own_langs, own_types = files["name.lang"], files["entity.type"][files["name.entity"]]
    for start in range(0, len(texts), _TOGETHER):
        progress("names", start, len(texts))
        last = min(start + _TOGETHER, len(texts))
        yield [(texts[i], langs[own_langs[i]], types[own_types[i]]) for i in range(start, last)]


def read_names(_: None, names: Sequence[Asked]) -> list[Read]:
    """Return of each name what it is found by."""
    exacts, firsts, found = [], [], []
    for name, lang, type_ in names:
        most = _READINGS_KNOWN if lang else _READINGS_UNKNOWN
        cleaned = clean(name).text
        letters, romans = analyse_cleaned(cleaned, lang or None, most)
        exact = fold_han(letters)
        exacts.append(exact)
        firsts.append(next(iter(romans), "").replace(" ", ""))
        initials = list_initials(cleaned, type_)
        (variants,) = list_by_type(cleaned, exact, [type_])
        others = (analyse_alias(text, lang or None, most) for text in (*variants, *initials))
        found.append(
            tuple(
                (simplify(spelling), bool(spelling[1]) and is_acronym(spelling[1], initials))
                for spelling in ((letters, romans), *others)
            )
        )
    hashed = (digests(exacts).tolist(), digests(list(map(loosen, exacts))).tolist(), _hash_readings(firsts))
    return list(zip(*hashed, found, strict=True))


def _hash_readings(readings: Sequence[str]) -> list[int]:
    """Return the hash of each reading, 0 for none."""
    return [hashed if reading else 0 for reading, hashed in zip(readings, digests(readings).tolist(), strict=True)]
