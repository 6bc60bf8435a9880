"""What is asked: a lexicon's rows and the queries to it, read from the folder of development data."""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from normalize.text import key
from normalize.training.held_out import read_pairs

Row = dict[str, object]
T = TypeVar("T")

LANGUAGES = ("katakana", "arabic", "hebrew", "persian", "russian", "greek", "armenian", "korean", "chinese")
OFAC_TYPES = {"individual": "person", "entity": "organisation"}
NATIVE = {"ua": ("ukr", "rus"), "lt": ("lit",)}
EU, OFAC = "eu_sanctions/russia_names.tsv.gz", ("ofac_sdn/entities.tsv.gz", "ofac_sdn/aliases.tsv.gz")


@dataclass(frozen=True, slots=True)
class Query:
    """A string and the ids of which any is right; `times` is how often it stands in the data."""

    text: str
    gold: frozenset[str]
    country: str | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """A named set: the rows of its lexicon and its queries. Tasks that share `rows` share the compiled lexicon.

    `is_list` marks a list of people and organisations; `has_namesakes` a lexicon of which many names are several
    ids', so that it is also judged by the name that is found.
    """

    name: str
    rows: Sequence[Row]
    queries: Sequence[Query]
    is_list: bool = False
    has_namesakes: bool = False

    def by_name(self) -> Task:
        """Return the same task with every name as an entity of its own, of which any that a right id has is right."""
        held: dict[str, set[str]] = {}
        for row in self.rows:
            held.setdefault(str(row["id"]), set()).add(key(str(row["name"])))
        names = sorted(set().union(*held.values()))
        queries = [replace(q, gold=frozenset().union(*(held.get(id, set()) for id in q.gold))) for q in self.queries]
        return Task(f"{self.name}, by name", [{"id": name, "name": name} for name in names], queries)


def read_tsv(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a gzip-compressed, tab-separated file without quoting."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def draw(items: Iterable[T], count: int, seed: int) -> list[T]:
    """Return `count` of the items, drawn with the seed, or all of them where there are fewer."""
    found = list(items)
    return random.Random(seed).sample(found, count) if len(found) > count else found


def name_pairs(language: str) -> Callable[[Path, int, int], Iterator[Task]]:
    """Return the reader of one netransliteration dev part: every English token is an entity of its own."""

    def read(data: Path, count: int, seed: int) -> Iterator[Task]:
        gold: dict[str, set[str]] = {}
        for english, native in read_pairs(data / pairs_file(language)):
            if english.strip() and native.strip():
                gold.setdefault(native.strip(), set()).add(english.strip())
        rows: list[Row] = [{"id": name, "name": name} for name in sorted(set().union(*gold.values()))]
        asked = draw(sorted(gold), count, seed)
        yield Task(f"netransliteration {language}", rows, [Query(q, frozenset(gold[q])) for q in asked])

    return read


def pairs_file(language: str) -> str:
    """Return where the dev part of a language lies in the data folder."""
    return f"netransliteration/{language}_dev.tsv.gz"


def place_files(country: str) -> tuple[str, ...]:
    """Return where the names and the queries of a country lie in the data folder."""
    return tuple(f"wof_places/{country}_{part}.tsv.gz" for part in ("names", "eval"))


def wof_places(country: str) -> Callable[[Path, int, int], Iterator[Task]]:
    """Return the reader of a country's places: native names are known, the names in other languages are asked for."""

    def read(data: Path, count: int, seed: int) -> Iterator[Task]:
        names, questions = (data / file for file in place_files(country))
        known = {
            (row["gold_wof_id"], row["query"].strip()): None
            for row in read_tsv(names)
            if row["lang"] in NATIVE[country] and row["query"].strip()
        }
        rows: list[Row] = [{"id": id, "name": name, "type": "place"} for id, name in known]
        asked = sorted(read_tsv(questions), key=lambda row: row["query"])
        tasks = {f"wof_places {country}_eval": asked}
        if country == "ua":
            tasks["wof_places ua_eval, Japanese"] = [row for row in asked if "jpn" in row["langs"].split("|")]
        for name, rows_asked in tasks.items():
            drawn = draw(rows_asked, count, seed)
            yield Task(
                name,
                rows,
                [Query(r["query"], frozenset(r["gold_wof_ids"].split("|"))) for r in drawn],
                has_namesakes=True,
            )

    return read


def eu_sanctions(data: Path, count: int, seed: int) -> Iterator[Task]:
    """Yield the task of one EU list: the rows of kind `name` are known, all others are asked for."""
    listed = list(read_tsv(data / EU))
    others = (Query(row["name"], frozenset([row["id"]])) for row in listed if row["kind"] != "name")
    yield Task("eu_sanctions", [eu_row(r) for r in listed if r["kind"] == "name"], draw(others, count, seed), True)


def ofac_sdn(data: Path, count: int, seed: int) -> Iterator[Task]:
    """Yield the task of the OFAC list: the main names are known, the aliases are asked for."""
    entities, aliases = (list(read_tsv(data / file)) for file in OFAC)
    queries = (Query(row["query"], frozenset([row["gold_id"]])) for row in aliases)
    yield Task("ofac_sdn", [ofac_row(row, row["name"]) for row in entities], draw(queries, count, seed), True)


def eu_row(row: dict[str, str]) -> Row:
    """Return the lexicon row of one line of the EU list."""
    return {"id": row["id"], "name": row["name"], "type": row["type"]}


def ofac_row(row: dict[str, str], name: str) -> Row:
    """Return the lexicon row of one line of the OFAC list."""
    return {"id": row["gold_id"], "name": name, "type": OFAC_TYPES.get(row["type"], row["type"])}
