"""People whose name ends or begins as somebody's does, or an initial, so that no place or nobody known is meant."""

from __future__ import annotations

import re
from collections.abc import Callable

from normalize.annotate.arabic_names import is_followed_by_family
from normalize.annotate.cues import tell_before
from normalize.annotate.exact import Exact
from normalize.annotate.page import Page, Span, find_nominatives
from normalize.annotate.small_words import GIVEN, small_words
from normalize.annotate.titles import is_trade
from normalize.annotate.words import CASED

_GIVEN_FIRST = "Geor"  # the script without capitals in which no verb stands before a subject
# Georgian family names, in any case.
_FAMILY = re.compile(".{2,}(?:შვილ(?:ი|მა|ს|ის|ით|ად|ო|თან|ისთვის|სთან)?|ძე(?:მ|ს|ს?თან|სთვის|თი|დ|ვ)?)")
_STOP = "."
_SHORT = 2  # characters of a Chinese name that may go on


def is_namesake(page: Page, span: Span, bears: Callable[[str], bool]) -> bool:
    """Return whether a given name stands before a family name, or a Chinese name goes on: ნინო სააკაშვილი, 王毅刚.

    >>> page = Page.of("ნინო სააკაშვილი თელავში დაიბადა.")
    >>> is_namesake(page, Span(1, 2, "", "", "", True), lambda word: True)
    True
    """
    word = page.words[span.first]
    if is_followed_by_family(page, span, bears):
        return True
    if word.script == "Hani":
        return page.language == "zh" and len(page.surface(span)) == _SHORT and _goes_on(page, span.last)
    return span.size == 1 and word.script == _GIVEN_FIRST and _is_preceded(page, span.first, bears)


def has_initial(page: Page, span: Span) -> bool:
    """Return whether an initial with a stop stands before a word, alone or in a span, as it does in people's names.

    >>> page = Page.of("The book by J. Paris is out.")
    >>> has_initial(page, Span(4, 5, "", "", "", True)), has_initial(page, Span(3, 5, "", "", "", True))
    (True, True)
    """
    words, first = page.words, span.first
    first -= span.size == 1 and first > 0
    if first + 1 >= span.last or words[first + 1].joint != _STOP:
        return False
    initial, between = words[first], page.text[words[first].end : words[first + 1].start]
    return initial.script in CASED and len(initial.text) == 1 and initial.capital and "-" not in between


def is_forename(page: Page, span: Span, exact: Exact, bears: Callable[[str], bool]) -> bool:
    """Return whether a Georgian word that people bear stands before a family name, and so names no town: სოფია ლორენი.

    >>> page = Page.of("ექიმმა სოფია გელაშვილმა განაცხადა.")
    >>> is_forename(page, Span(1, 2, "", "", "სოფია", True), {}, lambda word: word == "სოფია")
    True
    """
    words, last = page.words, span.last
    if page.surface(span) != span.known or not bears(span.known):
        return False  # a given name stands in the nominative
    if last in exact or words[last].script != _GIVEN_FIRST:
        return False
    family = words[last]
    return bool(_FAMILY.fullmatch(family.key)) or any(map(bears, (family.text, *find_nominatives(family.key))))


def _goes_on(page: Page, last: int) -> bool:
    """Return whether a character of given names or a trade is written as one word with a Chinese name before it."""
    after = page.words[last] if last < len(page.words) and not page.words[last].joint else None
    return after is not None and (after.key in small_words(GIVEN) or is_trade(after.key))


def _is_preceded(page: Page, first: int, bears: Callable[[str], bool]) -> bool:
    """Return whether a word that people bear and that is none else stands before another."""
    if not first or page.words[first].joint != " ":
        return False
    before = page.words[first - 1]
    if page.is_ordinary(first - 1) or not bears(before.text):
        return False
    return before.script == page.words[first].script and tell_before(page.words, first) != "person"
