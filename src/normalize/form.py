"""A string analysed once: cleaned, its exact key, scripts and readings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalize.romanise import Reading, readings
from normalize.text import clean, key, plain, scripts


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that later stages know of a string; `romans` are its plain readings, best first."""

    raw: str
    text: str
    key: str
    scripts: tuple[str, ...]
    repairs: tuple[str, ...]
    readings: tuple[Reading, ...]
    romans: tuple[str, ...]

    def reading(self, roman: str) -> Reading:
        """Return the first reading whose plain form is `roman`."""
        return next(r for r in self.readings if plain(r.text) == roman)


def analyse(raw: str, lang: str | None = None) -> Form:
    """Return the `Form` of a string; with `lang` (BCP 47) only that language's readings are made.

    >>> form = analyse("Глыбокае", "be")
    >>> form.key, form.romans[0]
    ('глыбокае', 'hlybokaye')
    """
    cleaned = clean(raw)
    # What was cut is not the string that was asked for: it is read as nothing.
    exact = key(cleaned.text) if cleaned.whole else ""
    found = readings(cleaned.text, lang) if exact else ()
    romans = tuple(dict.fromkeys(roman for roman in (plain(r.text) for r in found) if roman))
    return Form(
        raw=raw,
        text=cleaned.text,
        key=exact,
        scripts=scripts(cleaned.text),
        repairs=cleaned.repairs,
        readings=found,
        romans=romans,
    )


def analyse_alias(name: str, lang: str | None, most: int) -> tuple[str, tuple[str, ...]]:
    """Return exact key and at most `most` plain readings of a name: what a lexicon keeps of an alias."""
    return analyse_cleaned(clean(name).text, lang, most)


def analyse_cleaned(text: str, lang: str | None, most: int) -> tuple[str, tuple[str, ...]]:
    """Return what `analyse_alias` does of a string that is clean already."""
    found = readings(text, lang, most)
    return key(text), tuple(dict.fromkeys(roman for roman in (plain(r.text) for r in found) if roman))


@cache
def readings_digest() -> str:
    """Return a hash of every table that decides a reading or a sound key; a lexicon records its own."""
    here = Path(__file__).parent
    tables = sorted(here.joinpath("romanise").rglob("*.tsv"))
    total = hashlib.blake2b(digest_size=8)
    for table in (*tables, here / "sounds.tsv"):
        total.update(table.name.encode() + b"\0" + table.read_bytes())
    return total.hexdigest()
