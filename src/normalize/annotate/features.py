"""Rivers, lakes and mountains (`features.tsv`): names in a text that a town or a region bears too."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from normalize.annotate.page import Page, Span, find_nominatives
from normalize.tsv import read_cells

_NAME, _TOWN, _KIND, _BESIDE = "name", "town", "kind", "beside"


@cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    """Return the words of each role by language."""
    found: dict[str, dict[str, set[str]]] = {}
    for lang, word, role in read_cells(Path(__file__).with_name("features.tsv"))[1:]:
        found.setdefault(role, {}).setdefault(lang, set()).add(word)
    return {role: {lang: frozenset(words) for lang, words in langs.items()} for role, langs in found.items()}


def is_feature(page: Page, span: Span) -> bool:
    """Return whether a text means a river, a lake or a mountain by a name of one word, not the town called so.

    >>> page = Page.of("Мост через Днепр закрыт, сказали в Киеве.")
    >>> is_feature(page, Span(2, 3, "", "", "", True))
    True
    """
    if span.size > 1:
        return False
    word, before = page.words[span.first], page.words[span.first - 1] if span.first and _hangs(page, span) else None
    if before is not None and _has(page, _KIND, before.key):
        return True
    names = (word.key, *find_nominatives(word.key))
    if any(_has(page, _NAME, name) for name in names):
        return True
    beside = before is not None and _has(page, _BESIDE, before.key)
    return beside and any(_has(page, _TOWN, name) for name in names)


def _hangs(page: Page, span: Span) -> bool:
    return page.words[span.first].joint == " "


def _has(page: Page, role: str, exact: str) -> bool:
    return exact in _words()[role].get(page.language, frozenset())
