"""The rule engine once more, as slow and plain as the format's description: what the fast one is held against."""

from __future__ import annotations

import unicodedata

from normalize.romanise.table import Rule, Table, lowered


def admits(context: str, edge: str, neighbour: str) -> bool:
    """Say whether a cell of the columns before or after allows a neighbour, empty at the edge of the word."""
    if not context:
        return True
    wanted = context.removeprefix("!")
    return ((neighbour or edge) in wanted) != context.startswith("!")


def trace(table: Table, word: str) -> tuple[str, list[Rule]]:
    """Return a word as the table spells it in lower case, and the rules that were used; others are not covered."""
    text = lowered(word)
    if table.decomposed:
        text = unicodedata.normalize("NFD", text)
    ranked = sorted(table.rules, key=lambda rule: (-len(rule.letter), not (rule.before or rule.after)))
    used: list[Rule] = []
    spelt = ""
    at = 0
    while at < len(text):
        for rule in ranked:
            rest = text[at + len(rule.letter) :]
            if (
                text.startswith(rule.letter, at)
                and admits(rule.before, "^", text[:at][-1:])
                and admits(rule.after, "$", rest[:1])
            ):
                used.append(rule)
                spelt += rule.roman
                at += len(rule.letter)
                break
        else:
            spelt += text[at]
            at += 1
    return unicodedata.normalize("NFC", spelt), used
