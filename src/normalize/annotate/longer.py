"""Names of places that only begin or end what is named where they stand: ETH Zürich, Devon and Cornwall Police."""

from __future__ import annotations

from collections.abc import Callable

from normalize.annotate.cues import is_cue, pass_title
from normalize.annotate.exact import INFLECTED, Exact
from normalize.annotate.institutions import holds
from normalize.annotate.nominatives import has_endings
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import Page, Span, is_acronym
from normalize.annotate.small_words import AND, BODY, QUALIFIER, small_words
from normalize.annotate.words import CASED

_ENGLISH = "en"
_CHANNELS = frozenset({"radio", "tv", "television", "channel", "sport", "news"})


def is_abbreviated(page: Page, span: Span, exact: Exact) -> bool:
    """Return whether an acronym that is nothing by itself stands before a name: ETH Zürich, FSV Mainz.

    >>> is_abbreviated(Page.of("Sie forscht an der ETH Zürich."), Span(5, 6, "", "", "", True), {})
    True
    """
    word = page.words[span.first]
    if not span.first or word.joint != " " or word.script not in CASED or is_acronym(word):
        return False
    before = page.words[span.first - 1]
    return is_acronym(before) and not before.plain and (page.language == GERMAN or span.first - 1 not in exact)


def goes_on(page: Page, span: Span, exact: Exact, bears: Callable[[str], bool]) -> bool:
    """Return whether a capitalised word behind a name shows that it is longer than the lexicon knows.

    `bears` says whether people bear a word.

    >>> page = Page.of("She wrote to the Dorset Mercury again.")
    >>> goes_on(page, Span(4, 5, "", "", "", True), {}, lambda word: False)
    True
    """
    words, last = page.words, span.last
    if last == len(words) or words[last].joint != " " or words[last].script not in CASED:
        return False
    word = words[last]
    if word.key in small_words(AND) and any(
        words[end].joint == " " and words[end].capital and holds(page, Span(end, end + 1, "", "", "", True), BODY)
        for end in exact.get(last + 1, ())
        if end < len(words)
    ):
        return page.language == _ENGLISH  # Devon and Cornwall Police
    if word.capital and word.key in small_words(QUALIFIER):
        return True  # Stara Wieś Górna
    if last in exact or page.language in INFLECTED:
        return False  # президент Литвы Гитанас
    if has_endings(page.language) and span.known not in ("", page.phrase(span.first, last)):
        return False  # Romániából Nikusor Dan
    if pass_title(words, last) > last + 1:
        return False  # the US Secretary of State
    return page.shows(last) and not is_acronym(word) and not is_cue(word.key) and not bears(word.text)


def is_channel(page: Page, span: Span) -> bool:
    """Return whether a number and what is broadcast make a broadcaster's name that of one of its channels: BBC Radio 4.

    >>> page = Page.of("She told BBC Radio 4 so. BBC Radio said nothing.")
    >>> [is_channel(page, Span(at, at + 1, "", "", "", True)) for at in (2, 6)]
    [True, False]
    """
    behind = page.words[span.last : span.last + 2]
    if len(behind) < 2 or any(word.joint != " " for word in behind):
        return False
    return behind[0].capital and behind[0].key in _CHANNELS and behind[1].text.isdigit()
