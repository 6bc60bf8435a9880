"""Who is not meant by a family name alone (`titles.tsv`): Judge Kennedy, Mr Putin, a waiter, and nobody's Mr France."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from normalize.annotate.languages import UNDECLINED, languages_of
from normalize.annotate.page import Page, Span
from normalize.annotate.words import Word, write_phrase
from normalize.lexicon.sexes import men, women
from normalize.tsv import open_words_of

_TABLE = Path(__file__).with_name("titles.tsv")
_CIVIL, _HIS, _TRADE, _ARTICLE, _FROM = "civil", "his", "trade", "article", "from"
_CIVIL_BEHIND, _SEATED = "civil behind", "seated"
_LOCAL, _LOCAL_AT_HOME = "local", "local at home"
_LONGEST = 2  # words of a title
_BESIDE = (" ", ".", "-")
_AGE = re.compile(r"\d{1,3}")
_HERS = re.compile(r".+(?:[оеё]ва|[иы]на|[аяь]я|ська|цька|ska|cka|owa|ewa)")  # family names of women
_SHE = re.compile(r"..+[аяеиоуыі]?(?:ла(?:сь|ся)?|ла́|ła(?:by)?)")  # verbs of what a woman did


def is_title_word(word: str, role: str) -> bool:
    """Return whether an exact key is a word of a role.

    >>> is_title_word("mrs", "civil"), is_title_word("учительницей", "trade"), is_title_word("president", "trade")
    (True, True, False)
    """
    whole, begun = open_words_of(_TABLE, role)
    return word in whole or word.startswith(begun)


def is_trade(word: str) -> bool:
    """Return whether an exact key says what somebody does or is whom nobody knows.

    >>> is_trade("baker"), is_trade("president")
    (True, False)
    """
    return is_title_word(word, _TRADE)


def is_addressed(page: Page, span: Span) -> bool:
    """Return whether what anybody is addressed by stands beside a name, and so no place: Miss Ireland, ボルトン氏.

    >>> is_addressed(Page.of("He thanked Mr France."), Span(3, 4, "person", "", "", True))
    True
    """
    return _stands_before(page, span, _CIVIL) or _tell_joined(page, span, _CIVIL_BEHIND)


def holds_office(page: Page, span: Span) -> bool:
    """Return whether a title that no town has stands in Japanese behind a name: ワシントン大統領, but not ロンドン市長.

    >>> span = Span(0, 1, "", "person", "", True)
    >>> [holds_office(Page.of(text, "ja"), span) for text in ("ボルトン大使", "ボルトン市長")]
    [True, False]
    """
    told = page.language == "ja" and span.hint == "person" and not page.words[span.last].joint
    return told and not _tell_joined(page, span, _SEATED)


def is_of_town(page: Page, span: Span) -> bool:
    """Return whether what somebody is of a town or a region stands before a name: мэр Москвы.

    >>> [is_of_town(Page.of(text, "ru"), Span(1, 2, "", "", "", True)) for text in ("мэр Москвы", "режиссёр Москвы")]
    [True, False]
    """
    return _stands_before(page, span, _LOCAL) or is_of_town_at_home(page, span)


def stands_as_it_is(language: str) -> bool:
    """Return whether a place stands behind a title as it is in a language: प्रधानमंत्री दिल्ली पहुँचे, شهردار تهران.

    >>> stands_as_it_is("hi"), stands_as_it_is("ru")
    (True, False)
    """
    return language in languages_of(UNDECLINED)


def is_of_town_at_home(page: Page, span: Span) -> bool:
    """Return whether that is what in one country alone somebody is of a town: prezydent Gdyni.

    >>> is_of_town_at_home(Page.of("Prezydent Gdyni", "pl"), Span(1, 2, "", "", "", True))
    True
    """
    return _stands_before(page, span, _LOCAL_AT_HOME)


def _tell_joined(page: Page, span: Span, role: str) -> bool:
    """Return whether a word of a role is written as one with a name before it."""
    after = page.words[span.last] if span.last < len(page.words) else None
    return after is not None and after.joint == "" and is_title_word(after.key, role)


def is_stranger(page: Page, span: Span, id: str, own: bool) -> bool:
    """Return whether a family name alone is that of somebody else than an entity who bears it.

    `own`: the entity has this very name, or nobody else is known to have it.

    >>> page = Page.of("Judge Kennedy adjourned the case.")
    >>> is_stranger(page, Span(1, 2, "person", "", "", True), "local:john-f-kennedy", True)
    True
    """
    if not own or _stands_before(page, span, _TRADE) or _is_of_other_sex(page, span, id):
        return True
    return _stands_before(page, span, _CIVIL) and _is_explained(page, span)


def _stands_before(page: Page, span: Span, role: str) -> bool:
    words, first = page.words, span.first
    for size in range(1, min(_LONGEST, first) + 1):
        if words[first - size + 1].joint not in _BESIDE:
            return False
        if is_title_word(write_phrase(words[first - size : first]), role):
            return True
    return False


def is_she(page: Page, at: int) -> bool:
    """Return whether the word at a place says what a woman did, in the phrase of the name before it.

    >>> is_she(Page.of("Вяземская пела."), 1)
    True
    """
    words = page.words
    told = at < len(words) and words[at].joint == " " and words[at].script == words[at - 1].script
    return told and bool(_SHE.fullmatch(words[at].key))


def _is_of_other_sex(page: Page, span: Span, id: str) -> bool:
    """Return whether a man's title stands before a woman's name, or what a man's would be did what a woman does."""
    if id in women():
        return _stands_before(page, span, _HIS)
    words = page.words
    if id not in men() or not _HERS.fullmatch(words[span.last - 1].key):
        return False
    opens = words[span.first].plain or (span.first > 0 and words[span.first - 1].plain)
    return opens and is_she(page, span.last)


def _is_explained(page: Page, span: Span) -> bool:
    """Return whether a trade, an age or where somebody is from stands behind a name: Mr Schulz, a baker from Ulm."""
    words, at = page.words, span.last
    if at == len(words) or words[at].joint not in (" ", ","):
        return False
    comma = words[at].joint == ","
    if comma and _AGE.fullmatch(words[at].key):
        return True
    if _is_origin(words, at):
        return True
    if comma and at + 1 < len(words) and is_title_word(words[at].key, _ARTICLE):
        return not words[at + 1].capital or is_title_word(words[at + 1].key, _TRADE)
    return comma and is_title_word(words[at].key, _TRADE)


def _is_origin(words: Sequence[Word], at: int) -> bool:
    """Return whether a word says where somebody is from, a name behind it: Herr Merkel aus Bottrop."""
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and after.capital and after.joint == " " and is_title_word(words[at].key, _FROM)
