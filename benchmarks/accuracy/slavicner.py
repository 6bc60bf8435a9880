"""Mentions in Slavic news linked to ids, each topic held out in turn: the other topics' forms and lemmas are known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from judge import share
from rapidfuzz import fuzz
from rapidfuzz.process import cdist
from tasks import Query, Row, Task, draw, read_tsv

FILE = "slavicner/mentions_dev.tsv.gz"
_MOST_CELLS = 50_000_000


@dataclass(frozen=True, slots=True)
class Topic:
    """A task with the linking accuracy of a dictionary of forms, and the share of the mentions whose id is known."""

    task: Task
    baseline: float
    ceiling: float

    @property
    def reach(self) -> float:
        """What is to be reached: half of the way from the baseline to the ceiling."""
        return (self.baseline + self.ceiling) / 2


def topics(data: Path, count: int, seed: int) -> Iterator[Topic]:
    """Yield each topic with at most `count` distinct strings, drawn with the seed, and all mentions of these."""
    mentions = list(read_tsv(data / FILE))
    for topic in sorted({row["topic"] for row in mentions}):
        others = [row for row in mentions if row["topic"] != topic]
        asked = Counter((row["query"], row["gold_id"]) for row in mentions if row["topic"] == topic)
        strings = set(draw(sorted({text for text, _ in asked}), count, seed))
        queries = [Query(t, frozenset([id]), times=n) for (t, id), n in sorted(asked.items()) if t in strings]
        times = np.array([query.times for query in queries], dtype=np.float64)
        known = {row["gold_id"] for row in others}
        guesses = link_by_dictionary(others, [query.text for query in queries])
        yield Topic(
            Task(f"slavicner {topic}", rows_of(others), queries),
            share(np.array([guess in q.gold for guess, q in zip(guesses, queries, strict=True)]), times),
            share(np.array([not known.isdisjoint(q.gold) for q in queries]), times),
        )


def rows_of(mentions: Sequence[dict[str, str]]) -> list[Row]:
    """Return the lexicon rows of mentions: every form and lemma, an id weighs what it is mentioned."""
    weight = Counter(row["gold_id"] for row in mentions)
    names = {(row["gold_id"], row[column].strip()): None for row in mentions for column in ("query", "lemma")}
    return [{"id": id, "name": name, "weight": weight[id]} for id, name in names]


def link_by_dictionary(mentions: Sequence[dict[str, str]], asked: Sequence[str]) -> list[str]:
    """Return the id that each string most often has in the mentions, or that the nearest form has."""
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    for row in mentions:
        for form in {row["query"].strip(), row["lemma"].strip()}:
            meant[form][row["gold_id"]] += 1
    usual = {form: min(ids, key=lambda id: (-ids[id], id)) for form, ids in meant.items()}
    forms = sorted(usual)
    folded = [form.casefold() for form in forms]
    unknown = list(dict.fromkeys(text for text in asked if text not in usual))
    step = max(1, _MOST_CELLS // len(folded))
    for start in range(0, len(unknown), step):
        block = unknown[start : start + step]
        nearest = cdist([text.casefold() for text in block], folded, scorer=fuzz.ratio).argmax(axis=1)
        usual |= {text: usual[forms[at]] for text, at in zip(block, nearest, strict=True)}
    return [usual[text] for text in asked]
