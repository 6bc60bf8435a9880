"""Questions with known answers, for fitting: aliases hidden from a lexicon of places, invented full names of people.

What is measured is never trained on: no place of Ukraine or Lithuania, no GeoNames id whose crc32 is 0 modulo 10,
only the `*_train` parts of the name pairs.
"""

from __future__ import annotations

import csv
import gzip
import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from normalize.form import analyse_alias
from normalize.lexicon.table import NameRow

_MEASURED_COUNTRIES = frozenset({"UA", "LT"})


@dataclass(frozen=True, slots=True)
class Question:
    """A string to resolve and the id it means; None when that entity is not in the lexicon."""

    name: str
    type: str | None
    country: str | None
    id: str | None


def is_measured(id: str, country: Iterable[str]) -> bool:
    """Return whether a place is kept for measuring, so that nothing may be fitted to it.

    >>> is_measured("geonames:627908", ["BY"]), is_measured("geonames:703448", ["UA"])
    (False, True)
    """
    return not _MEASURED_COUNTRIES.isdisjoint(country) or zlib.crc32(id.partition(":")[2].encode()) % 10 == 0


def ask_places(rows: Iterable[NameRow], count: int, seed: int) -> tuple[list[NameRow], list[Question]]:
    """Hide one alias each of `count` places, and a third of these places altogether.

    Returns the rows that are left and the questions. Only an alias is hidden whose reading no other name of its
    place has.
    """
    chance = random.Random(seed)
    places: dict[str, list[NameRow]] = defaultdict(list)
    for row in rows:
        places[row.id].append(row)
    asked = [i for i, names in places.items() if len(names) > 2 and not is_measured(i, names[0].country)]
    hidden: set[tuple[str, str]] = set()
    absent: set[str] = set()
    questions = []
    for place in chance.sample(sorted(asked), min(count, len(asked))):
        names = places[place]
        row = chance.choice(names[1:])
        readings = {n.name: set(analyse_alias(n.name, n.lang or None, 3)[1]) for n in names}
        if any(readings[row.name] & found for name, found in readings.items() if name != row.name):
            continue
        gone = chance.random() < 1 / 3
        hidden.add((place, row.name))
        if gone:
            absent.add(place)
        country = names[0].country[0] if names[0].country and chance.random() < 0.5 else None
        questions.append(Question(row.name, "place", country, None if gone else place))
    return [r for r in rows if r.id not in absent and (r.id, r.name) not in hidden], questions


def ask_people(data: Path, count: int, seed: int) -> tuple[list[NameRow], list[Question]]:
    """Invent `count` people from the name pairs in `data`/netransliteration and ask for half of them again.

    Each person has an English name and one in another script; the question is a third spelling, at times with an
    initial, turned round, or mistyped. One question in three asks for a person who is not in the lexicon but
    shares the given name of one who is, and has a family name that is like theirs or any other.
    """
    chance = random.Random(seed)
    spellings: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(data.glob("netransliteration/*_train.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                spellings[row["en"]][path.name.partition("_")[0]] = row["native"]
    words = sorted(word for word, native in spellings.items() if len(native) >= 3 and len(word) > 2)
    chance.shuffle(words)
    given, family = words[: count // 20], words[count // 20 : count // 20 + count // 2]
    rows: list[NameRow] = []
    questions = []
    for number in range(count):
        first, last = chance.choice(given), chance.choice(family)
        shared = sorted(spellings[first].keys() & spellings[last].keys())
        if len(shared) < 2:
            continue
        known, asked = chance.sample(shared, 2)
        person = f"person:{number}"
        gone = number % 3 == 0
        if gone and rows and chance.random() < 0.5:
            first, _, last = chance.choice(rows[::2]).name.lower().partition(" ")
            last = chance.choice(
                [w for w, _, _ in extract(last, words, scorer=Indel.normalized_similarity, limit=4)][1:]
            )
            shared = sorted(spellings[first].keys() & spellings[last].keys()) or [""]
            asked = chance.choice(shared)
        elif not gone:
            rows.append(NameRow(person, f"{first} {last}".title(), type="person", kind="label"))
            rows.append(NameRow(person, f"{spellings[first][known]} {spellings[last][known]}"))
        if gone or number % 2:
            native = bool(asked) and chance.random() < 0.6
            pair = (spellings[first][asked], spellings[last][asked]) if native else (first, last)
            questions.append(Question(_disturb(pair, native, chance), "person", None, None if gone else person))
    return rows, questions


def _disturb(pair: tuple[str, str], native: bool, chance: random.Random) -> str:
    first, last = pair
    kind = chance.random()
    if kind < 0.1:
        return f"{last} {first}"
    if kind < 0.2 and not native:
        return f"{first[0]}. {last}"
    if not native:
        last = "".join(_mistype(last, chance))
    return f"{first} {last}"


def _mistype(word: str, chance: random.Random) -> Iterator[str]:
    at = chance.randrange(1, len(word))
    kind = chance.choice(("drop", "double", "swap", "vowel"))
    for i, letter in enumerate(word):
        if i != at:
            yield letter
        elif kind == "double":
            yield letter * 2
        elif kind == "swap":
            yield chance.choice("abdefghiklmnoprstuvz")
        elif kind == "vowel":
            yield letter + chance.choice("aeiou")
