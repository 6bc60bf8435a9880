"""Rule tables: how one standard writes one language in Latin letters, as rows that people read and correct.

A table is a file ``rules/<lang>.<standard>.tsv``: comment lines with ``#``, a header, one row per rule. At each
place of a word the longest letter wins; among rows of the same letter those with a context come first, then the
order of the file decides. A character that no row covers is handed to the last resort.

A comment ``# normalise: nfd`` has words decomposed before the rules are applied (hangul becomes jamo).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from normalize.errors import InputError
from normalize.romanise.last_resort import spell
from normalize.romanise.runs import APOSTROPHES, script_of

COLUMNS = ("letter", "before", "after", "roman", "example", "romanised", "source")
# Scripts whose letters come in two cases; words of all others get a capital, as names have in Latin script.
_CASED = frozenset({"Cyrl", "Grek", "Armn", "Copt", "Glag", "Latn"})
_APOSTROPHE = {ord(c): "'" for c in APOSTROPHES}
# Stress marks of dictionaries and encyclopaedias: no standard writes them. Where an accent makes another letter
# (ѓ, ќ, ѝ, ά) it has been composed with it before.
_STRESS = {0x300: None, 0x301: None}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a table; `before` and `after` are empty when any neighbour will do."""

    letter: str
    before: str
    after: str
    roman: str
    example: str
    romanised: str
    source: str


@dataclass(frozen=True, slots=True)
class _Context:
    """The neighbours that a rule asks for: at the edge of the word, or one of these characters, or not so."""

    edge: bool
    chars: frozenset[str]
    negated: bool

    def admits(self, neighbour: str) -> bool:
        """Say whether a rule applies beside `neighbour`, which is empty at the edge of the word."""
        return (neighbour in self.chars if neighbour else self.edge) is not self.negated


_Step = tuple[str, _Context | None, _Context | None, str]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A compiled table; `plain` holds the letters that one rule decides alone, `steps` all others."""

    lang: str
    standard: str
    script: str
    decomposed: bool
    rules: tuple[Rule, ...]
    plain: dict[str, str]
    steps: dict[str, tuple[_Step, ...]]


def read(path: Path, default: Table | None = None) -> Table:
    """Return the table in the file `path`, with the letters that it lacks taken from `default`.

    Raises InputError for a file that is no rule table.

    >>> from normalize.romanise import RULES
    >>> romanise(read(RULES / "be.bgn-pcgn.tsv"), "Глыбокае")
    'Hlybokaye'
    """
    lang, _, standard = path.name.removesuffix(".tsv").partition(".")
    rules: list[Rule] = []
    header: tuple[str, ...] | None = None
    decomposed = False
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("#"):
            decomposed = decomposed or line.removeprefix("#").strip().lower() == "normalise: nfd"
        elif line and header is None:
            header = tuple(line.split("\t"))
            if header != COLUMNS:
                raise InputError(f"{path.name} line {number}: columns are {header}, expected {COLUMNS}")
        elif line:
            rules.append(_rule(line, f"{path.name} line {number}", decomposed))
    if not rules:
        raise InputError(f"{path.name} holds no rules; expected a header and one row per rule")
    plain, steps = _compile(rules)
    if default is not None:
        plain = {**{c: r for c, r in default.plain.items() if c not in steps}, **plain}
    written = next((found for rule in rules for c in rule.letter if (found := script_of(c))), "")
    return Table(lang, standard, written, decomposed, tuple(rules), plain, steps)


def _rule(line: str, where: str, decomposed: bool) -> Rule:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise InputError(f"{where}: got {len(cells)} columns, expected {len(COLUMNS)}; separate them by tabs")
    rule = Rule(*cells)
    form: Literal["NFC", "NFD"] = "NFD" if decomposed else "NFC"
    letter, before, after = (unicodedata.normalize(form, cell) for cell in (rule.letter, rule.before, rule.after))
    if not letter or letter != letter.lower() or (not decomposed and letter != rule.letter):
        raise InputError(f"{where}: letter is {rule.letter!r}, expected lower-case letters, composed (NFC)")
    return Rule(letter, before, after, rule.roman, rule.example, rule.romanised, rule.source)


def _compile(rules: list[Rule]) -> tuple[dict[str, str], dict[str, tuple[_Step, ...]]]:
    by_first: dict[str, list[Rule]] = {}
    for rule in rules:
        by_first.setdefault(rule.letter[0], []).append(rule)
    plain: dict[str, str] = {}
    steps: dict[str, tuple[_Step, ...]] = {}
    for first, group in by_first.items():
        group.sort(key=lambda rule: (-len(rule.letter), not (rule.before or rule.after)))
        if group[0].letter == first and not (group[0].before or group[0].after):
            plain[first] = group[0].roman
        else:
            steps[first] = tuple(
                (rule.letter, _context(rule.before, "^"), _context(rule.after, "$"), rule.roman) for rule in group
            )
    return plain, steps


def _context(cell: str, edge: str) -> _Context | None:
    if not cell:
        return None
    chars = cell.removeprefix("!")
    return _Context(edge in chars, frozenset(chars) - {edge}, negated=cell != chars)


@lru_cache(maxsize=1 << 12)
def lowered(word: str) -> str:
    """Return a word as the rules know it: NFC, lower case, one kind of apostrophe."""
    return unicodedata.normalize("NFC", word).lower().translate(_APOSTROPHE)


@lru_cache(maxsize=1 << 15)
def romanise(table: Table, word: str) -> str:
    """Return one word (letters, marks and apostrophes of the table's script) as the table writes it.

    The case of the source is kept: Щ is Shch, and SHCH in a word of capitals. Words of scripts without case are
    capitalised. What no rule covers is spelt by the last resort, so that no source letter is left.
    """
    lower = lowered(word)
    if table.decomposed:
        lower = unicodedata.normalize("NFD", lower)
    elif table.script == "Cyrl":
        lower = lower.translate(_STRESS)
    starts, pieces = _pieces(table, lower)
    if table.script not in _CASED or (word[:1].isupper() and (word[1:].islower() or len(word) == 1)):
        text = _capitalise("".join(pieces))
    elif word.islower():
        text = "".join(pieces)
    elif word.isupper():
        text = "".join(pieces).upper()
    elif len(lower) == len(word):
        text = "".join(_cased(word, lower, *piece) for piece in zip(starts, pieces, strict=True))
    else:
        text = _capitalise("".join(pieces))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _pieces(table: Table, word: str) -> tuple[list[int], list[str]]:
    """Return where each applied rule began in `word`, and what it wrote."""
    plain, steps, end = table.plain, table.steps, len(word)
    alone = list(map(plain.get, word))
    at = alone.index(None) if None in alone else end  # what stands before is decided letter by letter
    starts = list(range(at))
    pieces: list[str] = alone[:at]  # type: ignore[assignment]  # none of these is None
    while at < end:
        char = word[at]
        roman = alone[at]
        length = 1
        if roman is None:
            for letter, before, after, written in steps.get(char, ()):
                length = len(letter)
                if (
                    (length == 1 or word.startswith(letter, at))
                    and (before is None or before.admits(word[at - 1] if at else ""))
                    and (after is None or after.admits(word[at + length : at + length + 1]))
                ):
                    roman = written
                    break
            else:
                length = 1
                # A letter with a mark that the table does not know is read as the letter.
                base = plain.get(unicodedata.normalize("NFD", char)[0])
                roman = spell(char) if base is None else base
        starts.append(at)
        pieces.append(roman)
        at += length
    return starts, pieces


def _capitalise(text: str) -> str:
    """Give the first letter a capital; a sign for ayn or a hamza may stand before it."""
    for at, char in enumerate(text):
        if char.upper() != char:
            return f"{text[:at]}{char.upper()}{text[at + 1 :]}"
        if char.isalpha() and char.lower() != char:
            return text
    return text


def _cased(word: str, lower: str, start: int, piece: str) -> str:
    """Return `piece` in the case that `word` has at `start`: Щ is SHCH between capitals and Shch elsewhere."""
    if word[start] == lower[start]:
        return piece
    beside = word[start + 1 : start + 2] or word[max(start - 1, 0) : start]
    return piece.upper() if beside.isupper() else _capitalise(piece)
