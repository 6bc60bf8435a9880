"""Names that stand beside a place: in a list with it, or behind the region that they are in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from normalize.annotate.cues import find_owner_of_kind
from normalize.annotate.exact import Exact
from normalize.annotate.nominatives import has_endings
from normalize.annotate.page import PREFIXED, Page, Span
from normalize.annotate.small_words import AND, OF, REGION, small_words
from normalize.annotate.words import CASED

_COMMAS = frozenset({",", "،", "、"})
_IN = frozenset({"in", "в", "у", "ў", "w", "we", "en", "v", "im"})
_SMALL = _IN | {"the", "of", "der", "de"}  # and what else may stand before a word for a region
_LARGEST_FIRST = frozenset({"Hang", "Hani", "Kana"})  # scripts of languages that name a region before what is in it
_COUNTED = re.compile("(?:[、・とや][\u4e00-\u9fff]{2,3}?){0,5}の?[両二三四五六七八九十数]県")
_NOW = re.compile("[（(](?:今|[現现]|[現现]在[のは的]?|即今|今の|今日の)")
_CLOSING = frozenset("）)")
_PARTS = 7  # words of a region's name: in Chinese each syllable of a foreign one may be one
_AND = "וو"  # written as one word with what is behind it


def find_beside(page: Page, spans: Sequence[Span], is_place: Callable[[Span], bool]) -> Iterator[Span]:
    """Yield the spans that a list joins with a place, or that its name goes before: درعا وحلب, 北海道の伊達."""
    for before, after in pairwise(spans):
        joint = _tell_joint(page, before, after)
        if joint and is_place(before) and not (joint == OF and _is_kind(page, after)):
            yield after
        if joint == AND and is_place(after):
            yield before


def find_listed(page: Page, spans: Sequence[Span], is_town: Callable[[Span], bool]) -> Iterator[Span]:
    """Yield the spans that a list joins with a town, so that they are towns rather than countries: عمان ودمشق."""
    for before, after in pairwise(spans):
        if _tell_joint(page, before, after) == AND:
            if is_town(before):
                yield after
            if is_town(after):
                yield before


def is_counted(page: Page, span: Span) -> bool:
    """Return whether a number of prefectures stands behind a Japanese name, so that it is no town's: 岡山、鳥取両県.

    >>> page = Page.of("岡山、鳥取両県で", "ja")
    >>> [is_counted(page, Span(at, at + 1, "", "", "", True)) for at in range(2)]
    [True, True]
    """
    return page.language == "ja" and bool(_COUNTED.match(page.text, page.words[span.last - 1].end))


def find_within(
    page: Page, spans: Sequence[Span], exact: Exact, tell: Callable[[Span], Sequence[str]]
) -> dict[Span, tuple[Span, Sequence[str]]]:
    """Return the spans that a region stands beside which they are in: Portland in Maine, 경기도 광주시.

    Each comes with the span of the region, and the codes of what that may be; `tell` says them, or nothing.
    """
    found: dict[Span, tuple[Span, Sequence[str]]] = {}
    for span in spans:
        if page.words[span.first].script in _LARGEST_FIRST:
            owner = find_owner_of_kind(page.words, span.first)
            last = owner or span.first
            for first, name in _list_before(page, last, exact):
                whole = Span(first, last, "", "", name, True)
                regions = [code for code in tell(whole)[:1] if owner or "-" in code]
                if regions:
                    found[span] = whole, regions
                    break
    for before, after in pairwise(spans):
        if page.words[after.first].script in CASED and _is_region_of(page, before, after):
            codes = tell(after)
            if codes:
                found[before] = after, codes
    return found


def is_in(page: Page, span: Span) -> bool:
    """Return whether "in" stands behind a name, so that it is nowhere else than there: Ludlow in Shropshire.

    >>> is_in(Page.of("She lived at Ludlow in Shropshire."), Span(3, 4, "", "", "", True))
    True
    """
    return span.last < len(page.words) and page.words[span.last].joint == " " and page.words[span.last].key in _IN


def is_renamed(page: Page, before: Span, after: Span) -> bool:
    """Return whether Chinese or Japanese says in brackets behind a place how it is called today: 奉天（今沈阳）.

    >>> page = Page.of("奉天（今沈阳）", "zh")
    >>> is_renamed(page, Span(0, 1, "", "", "", True), Span(2, 3, "", "", "", True))
    True
    """
    (_, end), (start, last) = page.place(before), page.place(after)
    return bool(_NOW.fullmatch(page.text, end, start)) and page.text[last : last + 1] in _CLOSING


def _list_before(page: Page, last: int, exact: Exact) -> Iterator[tuple[int, str]]:
    """Yield the names to the letter that end before a word, each with where it begins."""
    if page.words[last].joint in ("", " "):
        for first in range(max(last - _PARTS, 0), last):
            name = exact.get(first, {}).get(last, "")
            if name:
                yield first, name


def _is_region_of(page: Page, before: Span, after: Span) -> bool:
    """Return whether a comma that makes no list, or "in", stands between two spans."""
    words, between = page.words, page.words[before.last : after.first]
    if has_endings(page.language) and before.known not in ("", page.phrase(before.first, before.last)):
        return False  # Suriye'de, Halep müzesinde
    told = bool(between) and all(word.key in small_words(REGION) or word.key in _SMALL for word in between)
    if between and not (told and all(word.joint == " " for word in (*between[1:], words[after.first]))):
        return False
    if between:
        return between[0].key in _IN if between[0].joint == " " else between[0].joint == ","  # Портленд, штат Мэн
    comma = words[before.last]
    behind = words[after.last] if after.last < len(words) else None
    listed = behind is not None and (
        behind.key in small_words(AND) if behind.joint == " " else behind.joint == "," and behind.capital
    )
    return comma.joint == "," != words[before.first].joint and not listed


def _is_kind(page: Page, span: Span) -> bool:
    """Return whether a name is written as one word with a span that only says what it is: 港町バトゥーミ."""
    return span.last < len(page.words) and not page.words[span.last].joint and page.words[span.last].script == "Kana"


def _tell_joint(page: Page, before: Span, after: Span) -> str:
    """Return what joins two spans: `AND`, `OF` or nothing."""
    (_, end), (start, _) = page.place(before), page.place(after)
    between = page.text[end:start].strip()
    first = page.words[after.first]
    if between in _COMMAS or (first.script in PREFIXED and between and between in _AND):
        return AND
    if find_owner_of_kind(page.words, after.first) == before.last > 0:
        return OF
    if after.first - before.last != 1:
        return ""
    word = page.words[before.last]
    return next((role for role in (AND, OF) if word.text == between and word.key in small_words(role)), "")
