"""Runs: a string cut into words of one script and what lies between them."""

from __future__ import annotations

import unicodedata

from normalize.text import script

APOSTROPHES = "'’ʼ‘`´ʹ′׳"
# Hiragana and katakana are two blocks and one system: one word of a brand or a name may hold both.
_TOGETHER = {"Hira": "Kana"}

Run = tuple[str, str]


def runs(text: str) -> tuple[Run, ...]:
    """Return (script, piece) pairs that join up to `text`; the script is empty between words.

    Marks belong to the letter they follow, apostrophes to the word around them (and to the word before them in
    Hebrew, where a final geresh makes another letter).

    >>> runs("В'ячеслав, RFE")
    (('Cyrl', "В'ячеслав"), ('', ', '), ('Latn', 'RFE'))
    """
    found: list[Run] = []
    scripts = _SCRIPTS
    start = 0
    current = ""
    for at, char in enumerate(text):
        here = scripts.get(char)
        if here is None:
            here = scripts[char] = script_of(char)
        if here != current:
            if at and current and _joins(text, at, char, current):
                continue
            if at:
                found.append((current, text[start:at]))
            start, current = at, here
    if text:
        found.append((current, text[start:]))
    return tuple(found)


# Filled as characters are met: a look-up of its own is what makes this loop quick.
_SCRIPTS: dict[str, str] = {}


def script_of(char: str) -> str:
    """Return the script of a letter as runs know it: hiragana is written with katakana."""
    found = script(char)
    return _TOGETHER.get(found, found)


def _joins(text: str, at: int, char: str, current: str) -> bool:
    """Say whether a character that is no letter belongs to the word that it follows."""
    if char in APOSTROPHES:
        return current == "Hebr" or (at + 1 < len(text) and script_of(text[at + 1]) == current)
    return unicodedata.category(char)[0] == "M"
