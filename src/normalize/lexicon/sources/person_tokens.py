"""Groups of spellings of one personal name across scripts, from rigour: knowledge for matching, not entities."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.lexicon.sources.pins import package_folder
from normalize.lexicon.sources.tidy import tidy_name

HEADER = "group\tforms"


def token_lines() -> Iterator[str]:
    """Yield one line a group: the Wikidata id that rigour gives it, a tab, its forms set apart by commas."""
    path = package_folder("rigour") / "data/names/persons.txt"
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            forms, _, group = line.partition(" => ")
            if group:
                names = dict.fromkeys(filter(None, (tidy_name(f) for f in forms.split(","))))
                yield f"{group.strip()}\t{','.join(names)}"
