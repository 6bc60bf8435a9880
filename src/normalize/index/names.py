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
from normalize.form import analyse, analyse_alias, analyse_cleaned, is_unlike
from normalize.index.echoes import list_echoes
from normalize.index.exact import HashIndex, digests
from normalize.index.phrases import begin, is_phrase
from normalize.index.spellings import index_spellings, simplify
from normalize.lexicon.acronyms import is_acronym_of, list_initials
from normalize.lexicon.body_names import is_body_name
from normalize.lexicon.store import Strings
from normalize.lexicon.table import KINDS
from normalize.lexicon.variants import is_body, list_by_type, strip_syllabic
from normalize.loose import loosen
from normalize.text import ALPHABETS, clean, fold_han

# Readings kept of an alias: one says it all when its language is known or it is Latin; otherwise the likeliest few.
_READINGS_KNOWN, _READINGS_UNKNOWN = 2, 3
_TOWN = 100_000  # the most people of a small town
_AFTER_PEOPLE = frozenset({"US"})
_NO_WORD, _UNLIKE, _BODY = range(3)  # what the name of a town may be before it is that: a body's, or another word
_TOGETHER = 1 << 15  # names between two calls of `progress`
_WORTH = 30_000  # names from which several processes are worth starting

Progress = Callable[[str, int, int], None]
Asked = tuple[str, str, str, str]  # a name, its language or "", the type of its entity, the label of that
# The hashes of its exact key, of its loose key, of that without its legal form, of its first reading without spaces and
# of its beginning; whether it is unlike the label; spellings, and which are acronyms.
Read = tuple[int, int, int, int, int, bool, tuple[tuple[Spelling, bool], ...]]


def index_names(
    files: Mapping[str, NDArray[np.generic]],
    langs: Sequence[str],
    types: Sequence[str],
    scripts: Sequence[str],
    countries: Sequence[str],
    is_word: Callable[[str], bool],
    progress: Progress,
    workers: int | None,
) -> tuple[dict[str, NDArray[np.generic]], int]:
    """Return the arrays by which the names in `files` are found, of exact keys and of `Spellings`, and how many
    spellings the names have.

    `is_word` says whether a word is a personal name or an ordinary word; `langs`, `types`, `scripts` and `countries`
    are what the numbers in `files` stand for; `workers` is how many processes read the names, all cores where there
    are many names and None is given.
    """
    count = len(files["name.lang"])
    keys, loose, bare, readings, begun = np.empty((5, count), dtype=np.uint64)
    unlike = np.empty(count, dtype=np.uint8)
    numbers: dict[Spelling, int] = {}
    spelt = array("I")  # name, spelling and whether that is its acronym, again and again
    for number, (*hashed, differs, spellings) in enumerate(_read_all(files, langs, types, progress, workers)):
        keys[number], loose[number], bare[number], readings[number], begun[number] = hashed
        unlike[number] = differs
        for spelling, acronym in spellings:
            spelt.extend((number, numbers.setdefault(spelling, len(numbers)), acronym))
    progress("names", count, count)
    written = list(numbers)
    del numbers
    found = index_spellings(written, np.frombuffer(spelt, dtype=np.uint32).reshape(-1, 3), progress)
    script, entity = files["name.script"], files["name.entity"]
    foreign = [number for number, code in enumerate(scripts) if code not in ALPHABETS]
    readings[np.isin(script, foreign)] = 0
    texts = Strings(files["name.text.text"], files["name.text.ends"])  # type: ignore[arg-type]
    echoed, echoes = list_echoes(keys, readings, script, entity)  # type: ignore[arg-type]
    heard = _are_heard(texts, keys, echoed, readings[echoes])
    echoed, echoes = echoed[heard], echoes[heard]
    careful = np.flatnonzero(loose != keys).astype(np.uint32)
    formal = np.flatnonzero(bare).astype(np.uint32)
    hashes = np.concatenate([keys, loose[careful], bare[formal], echoed])
    names = np.concatenate([np.arange(count, dtype=np.uint32), careful, formal, echoes])
    other = np.isin(files["name.kind"], [KINDS.index(kind) for kind in ("alias", "former")])
    bodies = unlike == _BODY
    unlike[~bodies & (np.isin(script, foreign) | ~other | ~_are_small_towns(files, countries)[entity])] = _NO_WORD
    for name in np.flatnonzero(unlike == _UNLIKE).tolist():
        unlike[name] = is_word(texts[name])
    unlike[bodies] = True
    found |= HashIndex.files("key.hash", "key.name", hashes, names)
    phrases = np.flatnonzero(begun).astype(np.uint32)
    found |= HashIndex.files("phrase.hash", "phrase.name", begun[phrases], phrases)
    return found | {"name.word": unlike}, len(written)


def _are_heard(
    texts: Strings, keys: NDArray[np.uint64], echoed: NDArray[np.uint64], readings: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """Return which echoes are heard by whoever does not know the language of the name: Жалал-Абад is no Jalalabad.

    `keys` are the hashes of the exact keys of `texts`, `echoed` those of names that have echoes, and `readings` the
    hashes of what these read as.
    """
    order = np.argsort(keys, kind="stable")
    named = order[np.searchsorted(keys[order], echoed)].tolist()
    read = {
        name: set(digests([r.replace(" ", "") for r in analyse(texts[name]).romans]).tolist()) for name in set(named)
    }
    heard = (own in read[name] for name, own in zip(named, readings.tolist(), strict=True))
    return np.fromiter(heard, dtype=np.bool_, count=len(named))


def _are_small_towns(files: Mapping[str, NDArray[np.generic]], countries: Sequence[str]) -> NDArray[np.bool_]:
    """Return which entities have at most the people of a small town, or lie where towns are called after people."""
    ends, codes = files["entity.country.ends"], files["entity.country.codes"]
    named = np.isin(codes, [number for number, country in enumerate(countries) if country in _AFTER_PEOPLE])
    before = np.concatenate([[0], np.cumsum(named)])[ends]
    small: NDArray[np.bool_] = np.less_equal(files["entity.weight"], _TOWN) | (before[1:] > before[:-1])
    return small


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
    own_langs, entities = files["name.lang"], files["name.entity"]
    own_types, labels = files["entity.type"][entities], files["entity.name.ends"][entities]
    for start in range(0, len(texts), _TOGETHER):
        progress("names", start, len(texts))
        last = min(start + _TOGETHER, len(texts))
        yield [(texts[i], langs[own_langs[i]], types[own_types[i]], texts[labels[i]]) for i in range(start, last)]


def read_names(_: None, names: Sequence[Asked]) -> list[Read]:
    """Return of each name what it is found by."""
    exacts, bare, firsts, begun, unlike, found = [], [], [], [], [], []
    for name, lang, type_, label in names:
        most = _READINGS_KNOWN if lang else _READINGS_UNKNOWN
        cleaned = clean(name).text
        letters, romans = analyse_cleaned(cleaned, lang or None, most)
        exact = fold_han(letters)
        exacts.append(exact)
        bare.append(loosen(strip_syllabic(exact)) if is_body(type_) else "")
        firsts.append(next(iter(romans), "").replace(" ", ""))
        begun.append(begin(exact.split()) if is_phrase(exact, type_) else "")
        unlike.append(_mark_other(name, exact, romans, label) if type_ == "place" else _NO_WORD)
        initials = list_initials(cleaned, type_)
        (variants,) = list_by_type(cleaned, exact, [type_])
        others = (analyse_alias(text, lang or None, most) for text in (*variants, *initials))
        found.append(
            tuple(
                (simplify(spelling), bool(spelling[1]) and is_acronym_of(spelling[1], initials))
                for spelling in ((letters, romans), *others)
            )
        )
    loose = digests(list(map(loosen, exacts))).tolist()
    hashed = (digests(exacts).tolist(), loose, *map(_hash_all, (bare, firsts, begun)))
    return list(zip(*hashed, unlike, found, strict=True))


def _mark_other(name: str, exact: str, romans: Sequence[str], label: str) -> int:
    """Return what a word is that is another name of a town: the name of a body before all, or unlike its own."""
    if name == label or " " in exact:
        return _NO_WORD
    return _BODY if is_body_name(exact, romans[:1]) else _UNLIKE if is_unlike(romans, label) else _NO_WORD


def _hash_all(texts: Sequence[str]) -> list[int]:
    """Return the hash of each string, 0 for none."""
    return [hashed if text else 0 for text, hashed in zip(texts, digests(texts).tolist(), strict=True)]
