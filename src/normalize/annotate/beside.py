"""Names that stand beside a place: in a list with it, or behind the region that they are in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from normalize.annotate.page import PREFIXED, Page, Span
from normalize.annotate.small_words import AND, OF, small_words

_COMMAS = frozenset({",", "،", "、"})
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
    if after.first - before.last != 1:
        return ""
    word = page.words[before.last]
    return next((role for role in (AND, OF) if word.text == between and word.key in small_words(role)), "")
