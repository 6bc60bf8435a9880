"""People in Arabic: names of several words, and adjectives of countries that are family names (محمود المصري)."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import replace

from normalize.annotate.cues import is_cue, measure_title
from normalize.annotate.institutions import calls_body
from normalize.annotate.page import PREFIXED, Page, Span
from normalize.annotate.small_words import COMPOUND, SERVANT, SON, small_words
from normalize.annotate.words import Word
from normalize.text import THE

_NISBA = re.compile("ال.*(?:ي|ية)")  # الفرنسي, الفرنسية
_ADJECTIVE = ("ي", "ية")  # the endings of one who lives in a country
_AND, _COMMAS = "و", ("،", ",")
_LEAST = 3  # letters of a given name: not of "that" and "not"
_DEFINITE = re.compile(f"[وفبك]?(?:{THE}|لل).+|...+(?:ه|ها|هم|نا)")  # words with an article, and "his", "her"


def is_nisba(word: Word) -> bool:
    """Return whether an Arabic word with an article may be an adjective of a country or a town.

    >>> from normalize.annotate.words import split_words
    >>> [is_nisba(word) for word in split_words("اللاعب البرازيلي")]
    [False, True]
    """
    return bool(_NISBA.fullmatch(word.key))


def is_indefinite(word: Word) -> bool:
    """Return whether an Arabic word is an adjective without an article, which no adjective of a person's name is."""
    return word.script in PREFIXED and not word.key.startswith(THE) and bool(_NISBA.fullmatch(THE + word.key))


def names_person(page: Page, at: int, bears: Callable[[str], bool]) -> bool:
    """Return whether an adjective of a country is none of one: a family name, or part of the name of a body or a sea.

    `bears` says whether people bear a word.

    >>> page = Page.of("أوضح المحامي عبد اللطيف التونسي أن", "ar")
    >>> names_person(page, 4, lambda word: True)
    True
    >>> page = Page.of("قالت السلطات التونسية أمس", "ar")
    >>> names_person(page, 2, lambda word: True)
    False
    """
    if calls_body(page.words, at):
        return True
    if not page.words[at].key.endswith(_ADJECTIVE):
        return False  # آلاف السوريين, الأتراك
    joined = page.words[at].key.startswith(_AND)  # والبرتغالي كريستيانو
    return not (joined or _is_definite(page, at - 1, bears) or _introduces(page, at, bears))


def _is_definite(page: Page, at: int, bears: Callable[[str], bool]) -> bool:
    """Return whether an Arabic word may have an adjective with an article: السلطات, نظيره, but not عمر or قال."""
    word = page.words[at]
    if _DEFINITE.fullmatch(word.key):
        return not ends_given_name(page, at, bears)
    return not (page.is_ordinary(at) or bears(word.text))


def ends_given_name(page: Page, at: int, bears: Callable[[str], bool]) -> bool:
    """Return whether a word with an article is the second of a given name: عبد اللطيف, نور الدين, سيف الإسلام.

    >>> page = Page.of("مع نور الدين اللبناني", "ar")
    >>> ends_given_name(page, 2, lambda word: True), ends_given_name(page, 3, lambda word: True)
    (True, False)
    """
    words = page.words
    if not at or words[at].joint != " " or not words[at].key.startswith(THE):
        return False
    before = words[at - 1]
    if before.key in small_words(SERVANT):
        return True
    return words[at].key in small_words(COMPOUND) and bears(before.text) and not before.key.startswith(THE)


def _introduces(page: Page, at: int, bears: Callable[[str], bool]) -> bool:
    """Return whether a name stands behind what says whose citizen somebody is: سجل البرتغالي كريستيانو."""
    if page.words[at - 1].key.startswith(THE) or not page.is_ordinary(at - 1) or not _is_given(page, at + 1, bears):
        return False
    return not page.is_ordinary(at + 1) or _is_named_on(page, at + 2, bears)  # صالح is a word too


def _is_named_on(page: Page, at: int, bears: Callable[[str], bool]) -> bool:
    return _is_family(page, at) or (_is_given(page, at, bears) and not page.is_ordinary(at))


def _is_given(page: Page, at: int, bears: Callable[[str], bool]) -> bool:
    """Return whether people bear the word at a place, which goes on from the one before it without an article."""
    word = page.words[at] if at < len(page.words) else None
    if word is None or word.joint != " " or word.key.startswith(THE) or len(word.key) < _LEAST:
        return False
    return bears(word.text)


def _is_family(page: Page, at: int) -> bool:
    word = page.words[at] if at < len(page.words) else None
    return word is not None and word.joint == " " and word.key.startswith(THE) and not page.is_ordinary(at)


def is_part_of_name(page: Page, span: Span, bears: Callable[[str], bool]) -> bool:
    """Return whether a name is a given name of two words, or "son of" joins it with another: صلاح الدين, سالم بن جمعة.

    >>> page = Page.of("قال سالم بن جمعة", "ar")
    >>> is_part_of_name(page, Span(1, 2, "", "", "", False), lambda word: True)
    True
    """
    words, first, last = page.words, span.first, span.last
    if words[first].script not in PREFIXED:
        return False
    if is_compound_given_name(page, span, bears):
        return True
    behind = last + 1 < len(words) and words[last].joint == words[last + 1].joint == " "
    if behind and words[last].key in small_words(SON) and not words[last + 1].key.startswith(THE):
        return True
    return (
        first > 1 and words[first].joint == words[first - 1].joint == " " and words[first - 1].key in small_words(SON)
    )


def is_compound_given_name(page: Page, span: Span, bears: Callable[[str], bool]) -> bool:
    """Return whether an Arabic name is a given name of two words: عبد الناصر.

    >>> page = Page.of("قال عبد الناصر", "ar")
    >>> is_compound_given_name(page, Span(1, 3, "", "", "", False), lambda word: True)
    True
    """
    return span.size == 2 and page.words[span.first].script in PREFIXED and ends_given_name(page, span.last - 1, bears)


def is_followed_by_family(page: Page, span: Span, bears: Callable[[str], bool]) -> bool:
    """Return whether a family name stands behind a given name of two words: عبد الناصر البغدادي.

    >>> page = Page.of("قال عبد الناصر البغدادي", "ar")
    >>> is_followed_by_family(page, Span(1, 3, "", "", "", False), lambda word: True)
    True
    """
    return is_compound_given_name(page, span, bears) and _is_family(page, span.last)


def follows_stranger(page: Page, span: Span, known: Set[int]) -> bool:
    """Return whether a word that is nothing known stands before an Arabic name, and a title behind its comma.

    `known`: where names to the letter begin.

    >>> page = Page.of("وكاد باتسون داكا، مهاجم الفريق، أن يسجل", "ar")
    >>> follows_stranger(page, Span(2, 3, "", "", "داكا", False), {2})
    True
    """
    words, at, last = page.words, span.first - 1, span.last
    if last == len(words) or page.text[words[last - 1].end : words[last].start].strip() not in _COMMAS:
        return False
    title = words[last]  # مهاجم, as المهاجم
    if not any(measure_title([one], 0, 1) for one in (title, replace(title, key=THE + title.key))):
        return False
    if span.size > 1 or at < 0 or words[span.first].script not in PREFIXED or words[span.first].joint != " ":
        return False
    before = words[at]
    strange = len(before.key) > _LEAST and at not in known and not page.is_ordinary(at)
    return strange and not (is_cue(before.key) or _DEFINITE.fullmatch(before.key) or before.script not in PREFIXED)
