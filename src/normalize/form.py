"""A string analysed once: cleaned, its exact key, scripts and readings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import Indel

from normalize.romanise import Reading, readings
from normalize.text import clean, holds_han, key, letters, plain, scripts

_LIKE = 0.5  # similarity of readings from which a name is one of the label's


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that later stages know of a string; scripts and readings are worked out when they are asked for.

    A name that is an alias to the letter needs none of these.
    """

    raw: str
    text: str
    key: str
    repairs: tuple[str, ...]
    lang: str | None
    _scripts: tuple[str, ...] | None = field(default=None, repr=False, compare=False)
    _readings: tuple[Reading, ...] | None = field(default=None, repr=False, compare=False)
    _romans: tuple[str, ...] | None = field(default=None, repr=False, compare=False)

    # Two threads at once work one of these out twice, and alike.

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts of the letters, the most frequent first."""
        if self._scripts is None:
            object.__setattr__(self, "_scripts", scripts(self.text))
        return self._scripts  # type: ignore[return-value]  # it was set

    @property
    def script(self) -> str:
        """The script that most letters are of, or "" where there is none."""
        return next(iter(self.scripts), "")

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings, best first; none of what was cut, which is not the string that was asked for."""
        if self._readings is None:
            object.__setattr__(self, "_readings", readings(self.text, self.lang) if self.key else ())
        return self._readings  # type: ignore[return-value]  # it was set

    @property
    def letters(self) -> str:
        """What the encoder reads beside the readings; "" where there is no key."""
        return letters(self.text) if holds_han(self.key) else self.key

    @property
    def romans(self) -> tuple[str, ...]:
        """The plain readings, best first."""
        if self._romans is None:
            # Of plain letters the key is the reading.
            plainly = self.key and self.text.isascii()
            object.__setattr__(self, "_romans", (self.key,) if plainly else _list_romans(self.readings))
        return self._romans  # type: ignore[return-value]  # it was set

    def reading(self, roman: str) -> Reading:
        """Return the first reading whose plain form is `roman`."""
        return next(r for r in self.readings if plain(r.text) == roman)


def analyse(raw: str, lang: str | None = None) -> Form:
    """Return the `Form` of a string; with `lang` (BCP 47) only that language's readings are made.

    >>> form = analyse("Глыбокае", "be")
    >>> form.key, form.romans[0]
    ('глыбокае', 'hlybokaye')
    """
    raw = str.__str__(raw)  # a string of NumPy or of an HTML parser is a class of its own, and the kernels refuse it
    cleaned = clean(raw)
    return Form(raw, cleaned.text, key(cleaned.text) if cleaned.whole else "", cleaned.repairs, lang)


def analyse_alias(name: str, lang: str | None, most: int) -> tuple[str, tuple[str, ...]]:
    """Return the letters and at most `most` plain readings of a name: what the encoder reads of it."""
    return analyse_cleaned(clean(name).text, lang, most)


def analyse_cleaned(text: str, lang: str | None, most: int) -> tuple[str, tuple[str, ...]]:
    """Return what `analyse_alias` does of a string that is clean already."""
    found = readings(text, lang, most)
    return letters(text), _list_romans(found)


def is_unlike(romans: Sequence[str], label: str) -> bool:
    """Return whether one word, given by its readings, reads otherwise than a label, and than each word of it.

    >>> is_unlike(["zapad"], "West"), is_unlike(["minsk"], "Minsk Region")
    (True, False)
    """
    read = _read_label(label)
    return bool(romans and read) and all(
        Indel.normalized_similarity(romans[0], part) < _LIKE for part in (read, *read.split())
    )


@lru_cache(maxsize=1)  # the names of an entity stand together
def _read_label(label: str) -> str:
    return next(iter(analyse_alias(label, None, 1)[1]), "")


def _list_romans(found: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(roman for roman in (plain(r.text) for r in found) if roman))


@cache
def readings_digest() -> str:
    """Return a hash of every table that decides a reading, a sound key or a key; a lexicon records its own."""
    here = Path(__file__).parent
    tables = sorted(here.joinpath("romanise").rglob("*.tsv"))
    total = hashlib.blake2b(digest_size=8)
    for table in (*tables, *(here / name for name in ("sounds.tsv", "han.tsv", "loose.tsv"))):
        total.update(table.name.encode() + b"\0" + table.read_bytes())
    return total.hexdigest()
