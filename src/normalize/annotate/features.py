"""Rivers, mountains, streets, ships (`features.tsv`): names in a text that a town, a region or a person bears too."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from normalize.annotate.institutions import holds
from normalize.annotate.page import PREFIXED, Page, Span, find_nominatives, list_plurals
from normalize.annotate.small_words import AND, FEATURE, small_words
from normalize.text import THE
from normalize.tsv import rows_of

_NAME, _TOWN, _KIND = "name", "town", "kind"
_BESIDE, _BEHIND, _ALONG = "beside", "behind", "along"
_CALLED, _CALLED_SHORT, _CALLED_BEHIND = "called", "called short", "called behind"
_ARTICLE, _ARTICLE_ALONE, _INDEFINITE = "article", "article alone", "indefinite"
_PREFIX = re.compile(f"^[وفبل]?(?:{THE}|ل)?(?=..)")  # Arabic: and, in, to, the
# What says that somebody speaks for another, and that something is called after him where nothing stands before it.
_FROM, _NAME_OF = frozenset({"від", "от", "ад"}), frozenset({"імені", "имени", "імя"})
_SHIP_OF = "of"
_WATERS, _FROM_TO = "of", "nach"  # die Straße von Bonn nach Köln
_OF = frozenset({_SHIP_OF, "da", "do", "das", "dos", "de", "del", "di", "du", "von"})
_GENITIVE = "ის"  # of Georgian
_SOMEWHERE = ("ში", "დან", "თან", "მდე")  # Georgian: in, from, at, as far as
_THING, _PAPER, _WORK, _NO_NOUN = "thing", "paper", "work", "no noun"
_SPACELESS = frozenset({"Hani", "Kana"})
_REACH = 2  # words behind a river in which what it does is told
_HYPHENS = frozenset("-‐‑")
_QUOTED = 3  # words of a name in quotation marks


@cache
def _words(language: str, role: str) -> frozenset[str]:
    """Return the words of a role in a language, in all of them for "": a text of few words tells no language."""
    rows = rows_of(Path(__file__).with_name("features.tsv"), role, column=2)
    return frozenset(word for lang, word in rows if language in ("", lang))


def is_feature(page: Page, span: Span, small: bool = False) -> bool:
    """Return whether a text means a river, a lake, a mountain or a newspaper by a name, not the town.

    `small`: the town is one that is not known everywhere, so that a word as of banks tells a river of any name.

    >>> page = Page.of("Мост через Днепр закрыт, сказали в Киеве.")
    >>> is_feature(page, Span(2, 3, "", "", "", True))
    True
    """
    if span.size > 1:
        return _has(page, _NAME, page.phrase(span.first, span.last)) or _ends_small(page, span)
    word, before, after = page.words[span.first], *_list_neighbours(page, span)
    if before and (_has(page, _KIND, before) or _has(page, _PAPER, before)):
        return True
    if _is_alone(page, span) and _has(page, _WORK, before):
        return True
    names = (word.key, *find_nominatives(word.key), *list_plurals(word.key))
    if any(_has(page, _NAME, name) for name in names):
        return True
    if (small and _has(page, _ALONG, before)) or is_river(page, span):
        return True
    behind = page.words[span.last : span.last + _REACH] if after else ()
    told = (before and _has(page, _BESIDE, before)) or any(_has(page, _BEHIND, word.key) for word in behind)
    return bool(told) and any(_has(page, _TOWN, name) for name in names)


def _ends_small(page: Page, span: Span) -> bool:
    """Return whether a name ends in "sea" or "lake" written small, as no town's does: Аральское море."""
    return page.capitals_tell and not page.words[span.last - 1].capital and holds(page, span, FEATURE)


def is_river(page: Page, span: Span) -> bool:
    """Return whether a name that a river has too stands with an article and without a noun: in the Ohio.

    >>> span = Span(5, 6, "", "", "", True)
    >>> [is_river(Page.of(text), span) for text in ("A barge sank in the Ohio.", "A barge sank in the Ohio mud.")]
    [True, False]
    """
    told = span.size == 1 and follows_article(page, span) and _is_alone(page, span)
    return told and _has(page, _TOWN, page.words[span.first].key)


def _is_alone(page: Page, span: Span) -> bool:
    """Return whether no noun stands behind a name."""
    _, after = _list_neighbours(page, span)
    return not after or after in small_words(AND) or _has(page, _NO_NOUN, after)


def follows_article(page: Page, span: Span) -> bool:
    """Return whether an article stands before a word, whatever comes behind: the Springboks lost.

    >>> page = Page.of("In Auckland the Springboks lost last September.")
    >>> follows_article(page, Span(3, 4, "", "", "", True)), follows_article(page, Span(1, 2, "", "", "", True))
    (True, False)
    """
    before, _ = _list_neighbours(page, span)
    return _has(page, _ARTICLE, before) or _has(page, _ARTICLE_ALONE, before)


def has_article(page: Page, span: Span) -> bool:
    """Return whether an article stands before a name where towns have none: am Inn, the Jordan, but the Minsk court.

    >>> page = Page.of("Der Zug fuhr gestern am Inn entlang nach Passau.")
    >>> has_article(page, Span(5, 6, "", "", "", True))
    True
    """
    before, after = _list_neighbours(page, span)
    if _has(page, _ARTICLE, before):
        return True
    alone = (not after and not _is_hyphened(page, span)) or after in small_words(AND)
    return _has(page, _ARTICLE_ALONE, before) and alone


def _is_hyphened(page: Page, span: Span) -> bool:
    """Return whether a hyphen joins a word written small with a name, before a noun: the Minsk-based group."""
    after = page.words[span.last] if span.last < len(page.words) else None
    if after is None or after.joint != "-" or after.capital:
        return False
    return page.text[page.words[span.last - 1].end : after.start] in _HYPHENS


def is_relative_pronoun(page: Page, at: int) -> bool:
    """Return whether the article before a word stands for a noun before it: eine Zeit, in der Berlin und Rom streiten.

    >>> page = Page.of("Es war eine Zeit, in der Berlin schwieg.", "de")
    >>> is_relative_pronoun(page, 6), is_relative_pronoun(page, 5)
    (True, False)
    """
    words = page.words
    if at < _REACH or words[at].joint != " " or not _has(page, _ARTICLE, words[at - 1].key):
        return False
    return words[at - 1].joint == "," or (words[at - 1].joint == " " and words[at - _REACH].joint == ",")


def is_one_of_many(page: Page, span: Span) -> bool:
    """Return whether an indefinite article stands before a name that no noun follows, as none does before a place's.

    >>> is_one_of_many(Page.of("She wore shorts and a Jersey."), Span(5, 6, "", "", "", True))
    True
    """
    before, _ = _list_neighbours(page, span)
    return _has(page, _INDEFINITE, before) and _is_alone(page, span)


def is_called_after(page: Page, span: Span, misspelt: bool) -> bool:
    """Return whether a text means a street, a ship or a storm by a name, not the person or the town of that name.

    `misspelt`: the name is only like that of what it may be called after, which owns nothing then.

    >>> page = Page.of("Пожар начался вчера на улице Ленина, сказали нам.")
    >>> is_called_after(page, Span(5, 6, "", "", "", True), False)
    True
    """
    before, after = _list_neighbours(page, span)
    if before in _OF and span.first > 1 and page.words[span.first - 1].joint == " ":
        word, first = page.words[span.first - _REACH], span.first - _REACH
        if _has(page, _WATERS, word.key):
            return after != _FROM_TO  # the gulf of Aden
        before = word.key if before != _SHIP_OF else ""  # Quinta da Oliveira
        if word.capital and word.joint == " " and first and _has(page, _CALLED, page.words[first - 1].key):
            return True  # the ferry Rose of Tralee
    if before in _NAME_OF and span.first > 1 and page.words[span.first - 2].key in _FROM:
        return False  # від імені ВООЗ
    owns = not misspelt and page.words[span.first].key.endswith(_GENITIVE)  # ლონდონის ფირმა is in London
    stopped = _has(page, _CALLED_SHORT, before) and page.words[span.first].joint == "."
    called = (stopped or _has(page, _CALLED, before)) and not _is_governed(page, span)
    owns |= page.words[span.first].key.endswith(_SOMEWHERE)  # წყალტუბოში ხეივანი is in the town
    if called or (not owns and _has(page, _CALLED_BEHIND, after)):
        return True
    if page.words[span.first].script in PREFIXED and _has(page, _CALLED, _PREFIX.sub("", before)):
        return True
    for at in range(span.first, max(span.first - _QUOTED, 0), -1):  # теплоход «Михаил Лермонтов»
        if page.words[at].joint == '"':
            return _has(page, _CALLED, page.words[at - 1].key)
        if page.words[at].joint != " ":
            break
    return False


def _is_governed(page: Page, span: Span) -> bool:
    """Return whether a Georgian name stands in a case behind a ship, which no ship's own name does: გემი ბათუმში."""
    word = page.words[span.first]
    return word.script == "Geor" and word.joint == " " and bool(span.known) and word.key != span.known


def is_thing(page: Page, span: Span) -> bool:
    """Return whether a word of a longer name says what it names, so that it is nobody: Mount Kazbek, Hurricane Katrina.

    >>> is_thing(Page.of("It was near Victoria Station."), Span(3, 5, "", "", "", True))
    True
    """
    first, last = page.words[span.first].key, page.words[span.last - 1].key
    return span.size > 1 and (
        any(_has(page, role, first) for role in (_KIND, _CALLED))
        or any(_has(page, role, last) for role in (_CALLED_BEHIND, _THING))
    )


def is_kind(page: Page, span: Span) -> bool:
    """Return whether a longer name begins with what says that it is a river's, a lake's or a mountain's.

    >>> is_kind(Page.of("We climbed Mount Kazbek."), Span(2, 4, "", "", "", True))
    True
    """
    return span.size > 1 and _has(page, _KIND, page.words[span.first].key)


def _list_neighbours(page: Page, span: Span) -> tuple[str, str]:
    """Return the words before and behind a span that hang together with it, or ""."""
    words, first, last = page.words, span.first, span.last
    beside = first > 0 and (
        words[first].joint in (" ", ".") or (words[first].joint == "" and words[first].script in _SPACELESS)
    )
    before = words[first - 1].key if beside else ""
    return before, words[last].key if last < len(words) and words[last].joint in (" ", "") else ""


def _has(page: Page, role: str, exact: str) -> bool:
    return exact in _words(page.language, role)
