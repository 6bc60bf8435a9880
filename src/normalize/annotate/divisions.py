"""Adjectives of towns before the word for a district or a region, alone or in a list: в Курской и Тульской областях."""

from __future__ import annotations

import re

from normalize.annotate.page import Page
from normalize.annotate.small_words import AND, DIVISION, REGIONAL, small_words
from normalize.lexicon.inflection import PREPOSITIONS

_STEM = r"(.+(?:[сцз]ьк|[сц]к))"
_ADJECTIVE = re.compile(
    _STEM + r"(?:[иі]й|[іыи]|ый|[оа]го|ага|[оа]му|[иі]м|[иі]х|[иі]мі|ими|ие|ія|ая|ую|ою|аю|ое|ае|о[йї]|ай|ій|[ауе])"
)
# The same in languages that have no such regions.
_OTHERS = {
    **dict.fromkeys(("bg", "sr"), re.compile(".+[сцшч]к(?:[иаоеу]|о[гјм]|им|их|ата|ият|ия|ото|ите)")),
    "lt": re.compile(".+išk(?:as|a|o|os|am|ai|ą|u|oje|ame|i|e|ų|iems|oms|us|ais|omis|uose|ose)"),
}
_NOUN_TOO = re.compile(_STEM + "[ауе]")  # Луцька, Луцьку are of Луцьк too
_ON = "на"
# What the name of a region ends in by language: the endings of its adjective's cases, and the nominative with the noun.
_REGIONS = {
    "be": (re.compile(_STEM + "(?:ая|ай|ую|аю|ою)"), "ая вобласць"),
    "ru": (re.compile(_STEM + "(?:ая|ой|ую|ою)"), "ая область"),
    "uk": (re.compile(_STEM + "(?:а|ої|ій|у|ою)"), "а область"),
}

# What a Polish region is called by, though it is written small: the cases of each noun, and the adjective's ending.
_POLISH = (
    (re.compile("województw(?:o|a|u|em|ie)"), "województwo", "ie"),
    (re.compile("obw(?:ód|odu|odowi|odem|odzie)"), "obwód", "i"),
)
_POLISH_ADJECTIVE = re.compile("(.+[sc]k)(?:ie|iego|iemu|im|i)")
_LONGEST = 2  # words of such an adjective: warmińsko-mazurskie


def is_of_division(page: Page, at: int) -> bool:
    """Return whether a word is an adjective that the word for a district, a front or a road stands behind.

    It may stand behind a list, or be left out behind "on", which no town of such a name has before it.

    >>> page = Page.of("У Лиманському та Покровському районах, на Сумському, у Лимані", "uk")
    >>> [is_of_division(page, at) for at in (1, 3, 6, 8)]
    [True, True, True, False]
    """
    word = page.words[at].key
    adjective = bool(_ADJECTIVE.fullmatch(word)) and not _NOUN_TOO.fullmatch(word)
    if not adjective or page.language not in _REGIONS:
        return False
    return bool(_find(page, at)) or (at > 0 and page.words[at].joint == " " and page.words[at - 1].key == _ON)


def is_adjective_form(page: Page, at: int) -> bool:
    """Return whether a word ends as the adjectives of towns and countries do, in languages whose endings are known.

    >>> page = Page.of("Американские и американцы", "ru")
    >>> [is_adjective_form(page, at) for at in (0, 2)]
    [True, False]
    """
    pattern = _ADJECTIVE if page.language in _REGIONS else _OTHERS.get(page.language)
    return pattern is None or bool(pattern.fullmatch(page.words[at].key))


def tell_region(page: Page, at: int) -> str:
    """Return the exact key of the region that an adjective in a list of regions means, or "".

    >>> tell_region(Page.of("У Київській та Сумській областях тихо.", "uk"), 1)
    'київська область'
    """
    word = page.words[at]
    pattern, ending = _REGIONS.get(page.language, (None, ""))
    found = pattern.fullmatch(word.key) if pattern and word.capital else None
    return found[1] + ending if found and _find(page, at) in small_words(REGIONAL) else ""


def tell_small_region(page: Page, at: int) -> tuple[int, str]:
    """Return where a Polish region's name that is written small ends, and its exact key, or "".

    >>> tell_small_region(Page.of("Jest w województwie lubelskim.", "pl"), 2)
    (4, 'województwo lubelskie')
    """
    words = page.words
    noun = words[at].key if page.language == "pl" and not words[at].capital else ""
    for cases, nominative, ending in _POLISH if noun else ():
        for last in range(at + 2, min(at + 1 + _LONGEST, len(words)) + 1) if cases.fullmatch(noun) else ():
            found = _POLISH_ADJECTIVE.fullmatch(words[last - 1].key)
            if found and words[at + 1].joint == " " and all(word.joint == "-" for word in words[at + 2 : last]):
                return last, " ".join([nominative, *(word.key for word in words[at + 1 : last - 1]), found[1] + ending])
    return at, ""


def _find(page: Page, at: int) -> str:
    """Return the word for a division that an adjective stands before, or a list that it begins, or ""."""
    words, at = page.words, at + 1
    while at < len(words) and words[at].joint in (" ", ","):
        listed = words[at].joint == ","
        if words[at].key in small_words(DIVISION):
            return "" if listed else words[at].key
        if words[at].key in small_words(AND):
            at, listed = at + 1, True
        at += at < len(words) and words[at].key in PREPOSITIONS
        if not listed or at >= len(words) or not _ADJECTIVE.fullmatch(words[at].key):
            return ""
        at += 1
    return ""
