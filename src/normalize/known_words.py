"""The words that are known personal names, in groups of spellings of one name, compiled for `match.tokens`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from normalize.compile import write_arrays
from normalize.form import analyse_alias, readings_digest
from normalize.index.exact import HashIndex
from normalize.lexicon.respellings import PATRONYMICS, list_expanded, list_patronymics, list_respellings
from normalize.lexicon.store import FORMAT, digest
from normalize.lexicon.table import read_table, tables_folder
from normalize.text import scripts
from normalize.tsv import read_cells

_FAMILY = 0.75  # likeness from which a word of a person's name is the family name


_READ_PLAINLY = frozenset({"Latn", "Cyrl"})  # scripts whose readings leave nothing to guess
_CITY = 100_000  # people of a place whose name tells apart what is called after it
_FEWEST_LETTERS = {"label": 3, "demonym": 3, "short": 2}  # of a country's name of this kind; of any other name four
_OTHER_LETTERS = 4


def compile_words(
    table: Path, given: Path, people: Sequence[Path], ordinary: Path, english: Path, places: Sequence[Path], out: Path
) -> Path:
    """Compile the table of name words (columns group and forms, forms split by commas) into the folder `out`.

    `given` are other forms of given names (columns kind, form and of, split by commas): what is the same name joins
    its groups, a short form makes a group with each full one. The patronymics of what is the same name are a group
    too, and so are the family names of each of the `people` (names tables); and a name that Arabic letters stand for
    is also written with other vowels where these leave them open. `ordinary` are words (columns lang and word) that
    are no names, `english` a dictionary (column word), `places` names tables of countries and towns, whose names are
    known too.
    """
    rows, more = read_cells(table)[1:], read_cells(given)[1:]
    groups: dict[str, set[int]] = {}
    names: list[tuple[list[str], set[str]]] = []  # of each group, in Latin and in Arabic letters
    for number, (_, forms) in enumerate(rows):
        written = [(form, scripts(form)) for form in forms.split(",")]
        latin = ",".join(form for form, used in written if used == ("Latn",))
        names.append((_read_words(latin), {form for form, used in written if used == ("Arab",)}))
        for word in _read_words(",".join([forms, *list_expanded(forms)])):
            groups.setdefault(word, set()).add(number)
    families = list(_list_families(people))
    guessed = [(word, number) for number, (_, own) in enumerate(families, len(rows)) for word in own]
    guessed = list(_drop_others(guessed, groups, [words for words, _ in families], len(rows)))
    joined = [*_list_respelt(groups, names), *_list_called(groups, len(rows) + len(families), more)]
    joined += [(word, number) for number, (own, _) in enumerate(families, len(rows)) for word in own]
    joined += guessed
    for word, number in joined:
        groups.setdefault(word, set()).add(number)
    numbered = [(digest(word), number) for word, own in groups.items() for number in sorted(own)]
    files = HashIndex.files(
        "token.hash",
        "token.group",
        np.array([word for word, _ in numbered], dtype=np.uint64),
        np.array([number for _, number in numbered], dtype=np.uint32),
    )
    spoken = read_cells(ordinary)[1:]
    langs = {lang: number for number, lang in enumerate(sorted({lang for lang, _ in spoken}))}
    files |= HashIndex.files(
        "word.ordinary",
        "word.lang",
        np.array([digest(word) for _, word in spoken], dtype=np.uint64),
        np.array([langs[lang] for lang, _ in spoken], dtype=np.uint32),
    )
    dictionary = np.array([digest(word) for (word,) in read_cells(english)[1:]], dtype=np.uint64)
    files |= HashIndex.files(
        "word.spoken", "word.spoken.lang", dictionary, np.full(len(dictionary), langs["en"], dtype=np.uint32)
    )
    named = sorted({(digest(name), number) for name, number in _list_places(places)})
    files |= HashIndex.files(
        "place.hash",
        "place.group",
        np.array([name for name, _ in named], dtype=np.uint64),
        np.array([number for _, number in named], dtype=np.uint32),
    )
    tables = (table, given, *people, ordinary, english, *places, tables_folder() / PATRONYMICS)
    sources = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tables}
    manifest = {"format": FORMAT, "name": "tokens", "readings": readings_digest(), "sources_of": sources}
    write_arrays(out, files, manifest)
    return out


def _list_places(tables: Sequence[Path]) -> Iterator[tuple[str, int]]:
    """Yield the Latin names of countries and cities, and what their people are called, as they are read.

    Each with the number of its country or city.
    """
    numbers: dict[str, int] = {}
    for row in chain.from_iterable(map(read_table, tables)):
        is_country = row.id.startswith("iso3166-1:")
        if is_country or (row.weight or 0) >= _CITY:
            numbers.setdefault(row.id, len(numbers))
        if row.id not in numbers or row.kind == "code" or scripts(row.name) != ("Latn",):
            continue
        fewest = _FEWEST_LETTERS.get(row.kind, _OTHER_LETTERS) if is_country else _OTHER_LETTERS
        if row.kind == "short" and row.lang != "en":
            continue
        for roman in analyse_alias(row.name, row.lang or None, 1)[1]:
            if len(roman) >= fewest:
                yield roman, numbers[row.id]


def _drop_others(
    guessed: Sequence[tuple[str, int]],
    groups: Mapping[str, set[int]],
    families: Sequence[Sequence[str]],
    first: int,
) -> Iterator[tuple[str, int]]:
    """Yield words that family names in other scripts are read as, but for those of other names.

    Each with its group. Such a word is a guess, and is another name where one that has it otherwise shares no word with
    its group: urban, that أوربان may be, is no spelling of Orbán. `first` is the number of the first of the families.
    """
    own: dict[int, set[str]] = {number: set(words) for number, words in enumerate(families, first)}
    for word, numbers in groups.items():
        for number in numbers:
            own.setdefault(number, set()).add(word)
    for word, number in guessed:
        bearers = groups.get(word, set())
        if not bearers or number in bearers or any(not own[b].isdisjoint(own.get(number, ())) for b in bearers):
            yield word, number


def _list_families(people: Sequence[Path]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the spellings of the family name of each person of some tables, as they are read.

    A short name of one word is one, and so is a word of a full name that is like one. Those of names in Latin and
    Cyrillic letters stand first, then those that only names in other scripts are read as.
    """
    short: dict[str, list[str]] = {}
    full: dict[str, list[str]] = {}
    for row in chain.from_iterable(map(read_table, people)):
        if row.kind == "short" and " " not in row.name:
            short.setdefault(row.id, []).append(row.name)
        else:
            full.setdefault(row.id, []).extend(row.name.split())
    for id, names in short.items():
        own = _read_words(",".join(names))
        words = _read_words(",".join(full.get(id, ())))
        near = cdist(words, own, scorer=Indel.normalized_similarity).max(axis=1, initial=0.0)
        found = dict.fromkeys([*own, *(word for word, like in zip(words, near, strict=True) if like >= _FAMILY)])
        every = [*names, *full.get(id, ())]
        plainly = set(_read_words(",".join(name for name in every if _READ_PLAINLY.issuperset(scripts(name)))))
        yield [word for word in found if word in plainly], [word for word in found if word not in plainly]


def _list_respelt(
    groups: Mapping[str, set[int]], names: Sequence[tuple[list[str], set[str]]]
) -> Iterator[tuple[str, int]]:
    """Yield how the Latin names of groups are also written, each with its group.

    A known name that is written in Arabic letters too, but not in the same ones, is another.
    """
    for number, (latin, arabic) in enumerate(names):
        for other in sorted({other for word in latin for other in list_respellings(word, arabic)}):
            known = set[str]().union(*(names[own][1] for own in groups.get(other, ())))
            if not known or known & arabic:
                yield other, number


def _list_called(
    groups: Mapping[str, set[int]], first: int, given: Sequence[Sequence[str]]
) -> Iterator[tuple[str, int]]:
    """Yield the other forms of given names, and the patronymics of what is the same name, each with a group.

    `first` is the number of the first group that is new.
    """
    pairs = [(kind, form, name) for kind, form, of in given for name in of.split(",")]
    for number, (kind, form, name) in enumerate(pairs, first):  # apart: Sasha is short for two names
        names, words = _read_words(name), _read_words(form)
        # A short form is one of the name alone, not of all that is: Liz and Beth are two, and both Elizabeth.
        own = {number}.union(*(groups.get(one, ()) for one in names if kind == "same"))
        yield from product(names, [number])
        yield from product(words, sorted(own))
    same = [(_read_words(form), _read_words(of)) for kind, form, of in given if kind == "same"]
    first += len(pairs)
    fathers = {of[0]: number for number, (_, of) in enumerate(same)}
    for own_forms, of in same:
        for child in (child for father in (*own_forms, *of) for child in list_patronymics(father)):
            yield child, first + 2 * fathers[of[0]] + child.endswith("a")  # a son and a daughter are two


def _read_words(forms: str) -> list[str]:
    """Return the words that names, split by commas, read as; none of a name of several words."""
    found = (roman for form in forms.split(",") for roman in analyse_alias(form, None, 1)[1])
    return list(dict.fromkeys(roman for roman in found if " " not in roman))
