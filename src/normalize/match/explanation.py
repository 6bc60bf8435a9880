"""Why a name came out as it did: a structure first, a sentence second."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import astuple, dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from normalize.match.decision import Standing, Weighing, decide
from normalize.match.evidence import Evidence, Laid
from normalize.match.model import load_trees
from normalize.tsv import read_cells

TOLD = 0.001  # probability from which the next candidate is told


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons of one resolution; `str()` of it is a sentence.

    `seen_as` is what the name was taken for where that is another string: one of two spellings that it gives, a name
    without its title or legal form, or with its generic words in English.
    `alias` is the name of the best candidate that was compared, with `alias_lang` and `alias_kind`;
    `query_reading` and `alias_reading` are what was compared and `standard` how the query was read;
    `ruling` is what people have decided;
    `standings` is what was known of every candidate before they met, best first, `place` where the one with `evidence`
    stands there, and `weighings` what the setting and the context made of them, one after the other: `replay` works the
    answer out of these.
    `differences` are words that differ, as "query → alias"; `veto` is the rule that makes these two names of two;
    `constraints` what the caller asked and how it fared.
    """

    status: str
    name: str
    id: str | None
    label: str | None
    probability: float
    exact: bool
    seen_as: str | None
    alias: str | None
    alias_lang: str | None
    alias_kind: str | None
    query_reading: str | None
    alias_reading: str | None
    standard: str | None
    differences: tuple[str, ...]
    veto: str | None
    evidence: Evidence | None
    standings: tuple[Standing, ...]
    place: int
    weighings: tuple[Weighing, ...]
    constraints: tuple[str, ...]
    repairs: tuple[str, ...]
    ruling: str | None
    runner_up: str | None
    runner_up_probability: float | None

    def replay(self) -> float:
        """Return the probability of the best candidate, worked out anew from what the explanation holds."""
        if self.ruling is not None:
            return 1.0 if self.status == "resolved" else 0.0
        standings = list(self.standings)
        if self.evidence is not None:
            row = np.array([astuple(self.evidence)])
            odds = float(load_trees().log_odds(row)[0])
            standings[self.place] = replace(standings[self.place], log_odds=odds)
        shares = decide(standings, 1.0, 1.0).probabilities
        for weighing in self.weighings:
            shares = tuple(sorted(weighing.apply(shares), reverse=True))
        return shares[0] if shares else 0.0

    def __str__(self) -> str:
        return " ".join(_sentences(self))


def list_differences(laid: Laid, of: Set[str] = frozenset()) -> tuple[str, ...]:
    """Return the words of two readings that differ, with the letters that do and the habits that these are known for.

    Whether what both have stands in another order is told last. `of` are the languages of the two names, as far
    as they are known, and the countries of the bearer.

    >>> list_differences(Laid("olaf scholze", "olaf scholz", [("olaf", "olaf"), ("scholze", "scholz")]))
    ('scholze → scholz (e → –: a vowel filled in or left out, as through Japanese or Arabic)',)
    >>> list_differences(Laid("scholz olaf", "olaf scholz", [("scholz", "scholz"), ("olaf", "olaf")]))
    ('the words are in another order',)
    """
    found = []
    for query, alias in laid.words:
        if query == alias:
            continue
        if not alias:
            found.append(f"{query} is not in the alias")
        elif not query:
            found.append(f"{alias} is only in the alias")
        else:
            found.append(f"{query} → {alias} ({_list_edits(query, alias, of)})")
    own = laid.alias.split()
    places = [own.index(alias) for query, alias in laid.words if query and alias in own]
    if places != sorted(places):
        found.append("the words are in another order")
    return tuple(found)


def _list_edits(query: str, alias: str, of: Set[str]) -> str:
    """Return the letters of two words that differ, those of one habit together."""
    by_habit: dict[str, list[str]] = {}
    for o in Levenshtein.opcodes(query, alias):
        if o.tag != "equal":
            one, other = query[o.src_start : o.src_end], alias[o.dest_start : o.dest_end]
            before = query[o.src_start - 1 : o.src_start]
            last = o.src_end == len(query) and o.dest_end == len(alias)
            habit = find_habit(one, other, before, last=last, of=of)
            by_habit.setdefault(habit, []).append(f"{one or '–'} → {other or '–'}")
    told = ((", ".join(edits), habit) for habit, edits in by_habit.items())
    return "; ".join(f"{edits}: {habit}" if habit else edits for edits, habit in told)


def find_habit(one: str, other: str, before: str, *, last: bool, of: Set[str] = frozenset()) -> str:
    """Return what writing one run of letters for another is known for, or ""; `before` is the letter before it.

    >>> find_habit("r", "l", "f", last=False), find_habit("", "s", "s", last=False)
    ('through Japanese or Korean', 'a letter doubled or not')
    """
    run = one or other
    if not (one and other) and run == before:
        return "a letter doubled or not"
    habits = _habits()
    ends = [(f"{one}$" if one else "-", f"{other}$" if other else "-")] if last else []
    known = (habits[pair] for pair in (*ends, (one or "-", other or "-")) if pair in habits)
    return next((habit for habit, own in known if not own or not own.isdisjoint(of)), "")


@cache
def _habits() -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    """Return what each pair of letters is known for, and the languages and countries that this is of alone."""
    rows = read_cells(Path(__file__).with_name("habits.tsv"))[1:]
    return {
        pair: (habit, frozenset(own.split()))
        for one, other, habit, own in rows
        for pair in ((one, other), (other, one))
    }


def _sentences(e: Explanation) -> list[str]:
    if not e.name.strip():
        return ["The name is empty."]
    if e.ruling is not None:
        meant = e.label if e.status == "resolved" else "nobody in the lexicon"
        return [f'"{_short(e.name)}" is {meant}: {e.ruling}.', *_asides(e)]
    if e.alias is None:
        return [f'Nothing in the lexicon is like "{_short(e.name)}".', *_asides(e)]
    known = {"label": "the name", "short": "a short name", "former": "a former name", "code": "the code"}
    kind = (
        "the name"
        if e.alias == e.label
        else known.get(e.alias_kind or "", "an alias" if e.alias_kind != "demonym" else "a demonym")
    )
    lang = f" ({e.alias_lang})" if e.alias_lang else ""
    name = f'"{_short(e.name)}"' + (f' as "{e.seen_as}"' if e.seen_as else "")
    read = f"{name}, read {e.query_reading} ({e.standard}),"
    if e.exact:
        text = f"{name} is {kind}{lang} of {e.label} to the letter"
    elif e.differences:
        text = f"{read} resembles {kind} {e.alias}{lang} of {e.label}: {'; '.join(e.differences)}"
    else:
        text = f"{read} reads like {kind} {e.alias}{lang} of {e.label}"
    rival = ""
    if e.runner_up is not None and e.runner_up_probability is not None and e.runner_up_probability >= TOLD:
        rival = f"; next is {e.runner_up} ({e.runner_up_probability:.3f})"
    verdict = {"resolved": "", "ambiguous": "Not decided: ", "unresolved": "Not enough: "}[e.status]
    if e.veto is not None:
        spoken = e.status == "resolved"
        verdict = (
            f"{e.veto}, but what stands around it says a slip: " if spoken else f"{e.veto}, so this is not the answer: "
        )
    chance = f"{verdict}probability {e.probability:.3f}{rival}."
    return [f"{text}.", chance[0].upper() + chance[1:], *_asides(e)]


def _asides(e: Explanation) -> list[str]:
    return [f"{aside[0].upper()}{aside[1:]}." for aside in (*e.constraints, *e.repairs)]


def _short(name: str) -> str:
    name = " ".join("".join(c for c in name if c.isprintable() or c.isspace()).split())
    return name if len(name) <= 80 else f"{name[:79]}…"
