"""Invented people against real lists, and places against a lexicon without them: what is resolved is a false match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asking import Workshop, ask, tell
from tasks import EU, OFAC, Query, Row, draw, eu_row, ofac_row, read_tsv

import normalize
from normalize.text import main_script
from normalize.training.spellings import all_places

FILE = "absent_people/names.tsv.gz"
_SHOWN = 5
_SCRIPTS, _OTHERS = ("Latn", "Cyrl"), "other scripts"


@dataclass(frozen=True, slots=True)
class AbsentFigures:
    """How many invented people were resolved against one list, which of them by the very string of a listed name."""

    name: str
    names: int
    asked: int
    resolved: int
    by_letter: int

    @property
    def share(self) -> float:
        """The share resolved, in per cent."""
        return 100 * self.resolved / self.asked


def measure_absent(data: Path, count: int, seed: int, workshop: Workshop) -> Iterator[AbsentFigures]:
    """Yield the figures of each list with all its names, with the type given and without."""
    drawn = draw(sorted({row["name"] for row in read_tsv(data / FILE)}), count, seed)
    people = [Query(name, frozenset()) for name in drawn]
    for title, rows in (("OFAC", ofac_list(data)), ("EU", eu_list(data))):
        made = workshop.compile(rows)
        for type in ("person", None):
            tell(f"  {len(people):,} invented people against the {title} list, type {type}")
            answers, _ = ask(made.lexicon, people, type=type)
            found = [(q.text, a.resolved) for q, a in zip(people, answers, strict=True) if a.resolved is not None]
            for text, id in found[:_SHOWN]:
                tell(f"  resolved: {text} is {id}, {made.lexicon[id].label}")
            exact = sum(id in made.names.holding(text) for text, id in found)
            told = "given" if type else "not given"
            yield AbsentFigures(f"{title} list, type {told}", len(rows), len(people), len(found), exact)


def ofac_list(data: Path) -> list[Row]:
    """Return the rows of the OFAC list with its aliases."""
    entities, aliases = (list(read_tsv(data / file)) for file in OFAC)
    named = [ofac_row(row, row["name"]) for row in entities]
    return named + [ofac_row(row, row["query"]) for row in aliases]


def eu_list(data: Path) -> list[Row]:
    """Return the rows of the EU list with its aliases."""
    return [eu_row(row) for row in read_tsv(data / EU)]


@dataclass(frozen=True, slots=True)
class AbsentPlaces:
    """How many names of places that a lexicon has not were resolved, in one script.

    `by_letter` are names of another place too, `otherwise` were taken for a name in another case or with a generic
    word, and `near` are the rest.
    """

    script: str
    asked: int
    by_letter: int
    otherwise: int
    near: int


def measure_places(lexicon: normalize.Lexicon, count: int, seed: int) -> Iterator[AbsentPlaces]:
    """Yield the figures of the names in Latin, Cyrillic and all other letters."""
    names: dict[str, set[str]] = {script: set() for script in (*_SCRIPTS, _OTHERS)}
    for place in all_places():
        if f"geonames:{place.id}" not in lexicon:
            for name in place.names:
                names.get(main_script(name), names[_OTHERS]).add(name)
    for script, some in names.items():
        drawn = draw(sorted(some), count, seed)
        tell(f"  {len(drawn):,} names of absent places, {script}")
        found = [(n, r) for n, r in zip(drawn, lexicon.resolve_many(drawn, limit=1), strict=True) if r.id is not None]
        by_letter = sum(r.exact and r.seen_as is None for _, r in found)
        otherwise = sum(r.exact and r.seen_as is not None for _, r in found)
        yield AbsentPlaces(script, len(drawn), by_letter, otherwise, len(found) - by_letter - otherwise)
