"""Ordinary words that open a sentence and have a town's form: Суми збитків are sums, and Рівне поле is even."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.annotate.institutions import is_owned_form
from normalize.annotate.page import Page, Span, find_nominatives
from normalize.annotate.small_words import AND, small_words
from normalize.annotate.words import CASED, Word
from normalize.lexicon.inflection import is_case_form

_DECLINED = frozenset({"be", "pl", "ru", "uk"})  # languages whose endings tell what goes with what
_NEUTER = re.compile(r"(..+)[аоеё]е|(..+)е")  # an adjective before a noun like поле, місто, життя
_MASCULINE = ("ий", "ій", "ый", "ой", "ы", "і")
_BEHIND = re.compile(r".+[оеяё](?<!л[оа])(?<!л[оа]с[яь])(?<!ься)(?<!тся)")  # nouns and adjectives, but no verb
_OF_MANY = re.compile(r".{2,}(?:[ії]в|[оеё]в|[оаея]ў|ów)")  # genitives in the plural
_PLURAL = re.compile(r".+[иыіїy]")
_WHICH = re.compile(r"як(?:і|ія|их|іх|им|ім|ими|імі)|котор(?:ые|ых|ым|ыми)|któr(?:e|ych|ym|ymi)")
_REACH = 2  # words behind a comma among which "which" is


def is_ordinary_opener(page: Page, span: Span) -> bool:
    """Return whether a word that opens a sentence is a form of an ordinary one that goes with what stands behind it.

    >>> page = Page.of("Він мовчав. Суми збитків смішні. Суми знову без світла.", "uk")
    >>> [is_ordinary_opener(page, Span(at, at + 1, "", "", "", False)) for at in (2, 5)]
    [True, False]
    """
    words, word = page.words, page.words[span.first]
    if span.size > 1 or page.language not in _DECLINED or word.script not in CASED or not word.plain or span.sure:
        return False
    if span.last == len(words) or word.key in page.named:
        return False
    behind = words[span.last : span.last + 1 + _REACH]
    return _is_adjective(page, word, behind) or _is_noun(page, word, behind)


def _is_adjective(page: Page, word: Word, behind: Sequence[Word]) -> bool:
    """Return whether a word is an adjective before a noun or another adjective: Рівне й сухе поле."""
    found = _NEUTER.fullmatch(word.key)
    stem = (found[1] or found[2]) if found else ""
    if not stem or page.ordinary.isdisjoint(stem + ending for ending in _MASCULINE):
        return False
    after = behind[0]
    if after.joint == " " and after.key in small_words(AND) and len(behind) > 1:
        after = behind[1]
    return after.joint == " " and not after.capital and bool(_BEHIND.fullmatch(after.key))


def _is_noun(page: Page, word: Word, behind: Sequence[Word]) -> bool:
    """Return whether a word is a noun before what is its owner, or what is told of it: Суми, про які йдеться."""
    forms = (form for form in find_nominatives(word.key) if form in page.ordinary)
    if not any(is_case_form(word.key, form, page.language) for form in forms):
        return False
    after = behind[0]
    if after.joint == "," and _PLURAL.fullmatch(word.key):
        return any(_WHICH.fullmatch(one.key) and not one.capital for one in behind[:_REACH])
    if after.joint != " " or after.capital:
        return False
    return bool(_OF_MANY.fullmatch(after.key)) or (after.key not in page.ordinary and is_owned_form(after))
