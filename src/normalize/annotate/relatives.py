"""Names that are people's by what stands beside them: "their daughters, Sienna and Verona", "a girl called Paris"."""

from __future__ import annotations

from collections.abc import Callable, Set

from normalize.annotate.cues import is_located, tell_before
from normalize.annotate.exact import Exact, ends_at
from normalize.annotate.page import Page, Span
from normalize.annotate.small_words import AND, RELATIVE, TOWARD, WHERE, small_words
from normalize.annotate.words import CASED
from normalize.lexicon.inflection import PREPOSITIONS
from normalize.text import THE

_CALLED, _ARTICLES = frozenset({"called", "named"}), frozenset({"a", "an"})
_WHOSE = frozenset({"his", "her", "their", "my", "our", "the", "jego", "jej", "ich", "moja", "его", "её", "ее", "их"})
_NAMED, _LEAST = frozenset({"اسمه", "اسمها", "واسمه", "واسمها", "يدعى", "تدعى"}), 2
_INTRODUCED = 4  # words from the article to the name


def find_relatives(page: Page, exact: Exact, bears: Callable[[str], bool]) -> Set[str]:
    """Return the names with a capital that somewhere are a relative's, and nowhere where something is.

    >>> page = Page.of("He left a daughter, Sofia. She is survived by Sofia and a dog.")
    >>> sorted(find_relatives(page, {4: {5: "sofia"}, 9: {10: "sofia"}}, lambda word: True))
    ['sofia']
    """
    found, placed = set(), set()
    for first, ends in exact.items():
        known, word = ends.get(first + 1, ""), page.words[first]
        if not known or word.script not in CASED:
            continue
        if is_located(page, Span(first, first + 1, "", "", known, True)) or _is_placed(page, first):
            placed.add(known)
        elif _follows_relative(page, first) and bears(word.text):
            found.add(known)
    return found - placed


def is_relative(page: Page, span: Span, exact: Exact, bears: Callable[[str], bool], small: bool) -> bool:
    """Return whether a name with a capital is a relative's, or of somebody introduced or named beside people.

    `small`: it is no great town's either, so that it is a relative's though nobody is known to bear it; another one
    that a list joins with a name before it is none: envoys of India, China and Southern Sudan.

    >>> page = Page.of("He left two daughters, Sienna and Verona, and a dog.")
    >>> exact = {4: {5: "sienna"}, 6: {7: "verona"}}
    >>> is_relative(page, Span(6, 7, "", "", "", True), exact, lambda word: True, False)
    True
    """
    words, first, last = page.words, span.first, span.last
    if _is_introduced(page, first) or _is_named(page, first):
        return True
    if span.size > 1 or words[first].script not in CASED:
        return False
    if small and words[first].joint == " " and _follows_relative(page, first):
        return True  # wuj Zelów
    if not bears(words[first].text):
        return False
    if not small and words[first].joint == "," and ends_at(exact, first):
        return False
    if _follows_relative(page, first) or (not _is_placed(page, first) and _is_explained(page, last)):
        return True
    begin, beside = first, []
    if first > 1 and words[first - 1].key in small_words(AND) and words[first - 1].joint in (" ", ","):
        begin = first - 2
        if words[begin].capital and _follows_relative(page, begin):
            return True
        beside.append(begin)
    if last + 1 < len(words) and words[last].key in small_words(AND) and words[last].joint == " ":
        beside.append(last + 1)
    if _is_placed(page, begin):
        return False  # w Mokrem i Krakowie
    return any(
        words[at].capital
        and not words[at].plain
        and not (at in exact or ends_at(exact, at + 1))  # Буенос-Айрес та Торонто
        and bears(words[at].text)
        for at in beside
    )


def is_child(page: Page, span: Span, bears: Callable[[str], bool]) -> bool:
    """Return whether an Arabic name that people bear stands behind a relative: ابنته الصغرى فيينا.

    >>> is_child(Page.of("ولدت ابنته الصغرى فيينا أمس."), Span(3, 4, "", "", "", True), lambda word: True)
    True
    """
    words, first = page.words, span.first
    if words[first].script != "Arab" or page.place(span)[0] > words[first].start or words[first].key.startswith(THE):
        return False
    before = first - 1 if first > 1 and words[first].joint == " " and words[first - 1].key.startswith(THE) else first
    return _follows_relative(page, before) and bears(words[first].text)


def _is_named(page: Page, at: int) -> bool:
    """Return whether an Arabic word tells the name of somebody, and of no place: حفيدة اسمها جورجيا."""
    words = page.words
    if at < _LEAST or words[at].joint != " " or words[at - 1].key not in _NAMED:
        return False
    return tell_before(words, at - 1) != "place"


def _is_placed(page: Page, at: int) -> bool:
    """Return whether what stands before a word says that something is there, or goes there."""
    before = page.words[at - 1].key if at else ""
    return before in PREPOSITIONS or before in small_words(TOWARD) or before in small_words(WHERE)


def _follows_relative(page: Page, at: int) -> bool:
    """Return whether a word stands behind a relative, with a comma or without."""
    return at > 0 and page.words[at].joint in (" ", ",") and page.words[at - 1].key in small_words(RELATIVE)


def _is_explained(page: Page, last: int) -> bool:
    """Return whether a comma and a word for a relative stand behind a name: "Malta, siostra Kuby"."""
    at = last + 1 if last + 1 < len(page.words) and page.words[last].key in _WHOSE else last
    words = page.words[last : at + 1]
    return bool(words) and words[0].joint == "," and words[-1].key in small_words(RELATIVE) and not words[-1].capital


def _is_introduced(page: Page, at: int) -> bool:
    """Return whether a name is that of somebody or something not known before: "a midwife called Florence"."""
    words = page.words
    while at and words[at].joint == "," and words[at].key == words[at - 1].key:
        at -= 1  # a film called Vienna, Vienna
    if at < _INTRODUCED or words[at].joint != " " or words[at - 1].key not in _CALLED:
        return False
    return any(word.key in _ARTICLES for word in words[at - _INTRODUCED : at - 1])
