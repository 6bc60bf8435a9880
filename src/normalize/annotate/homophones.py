"""Names in Chinese texts that are written with other characters of the same sound: 马得里 is Madrid."""

from __future__ import annotations

from collections.abc import Mapping

from normalize.annotate.page import Page
from normalize.index.homophones import LONGEST, Homophones

_CHINESE, _HAN = "zh", "Hani"


def find_homophones(
    page: Page, exact: Mapping[int, Mapping[int, str]], homophones: Homophones
) -> list[tuple[int, int, str]]:
    """Return where a Chinese page has what only reads like a name, and the exact key of that.

    `exact` are the names to the letter: none of these is a piece of such a name, nor all of it but an ordinary word.

    >>> from normalize import load
    >>> page = Page.of("他昨天从马得里回来。", "zh")
    >>> find_homophones(page, {}, load().resolver.knowledge.homophones)
    [(3, 6, '马德里')]
    """
    found = []
    for first in range(len(page.words)) if page.language == _CHINESE else ():
        for size, name in homophones.find(_list_characters(page, first)):
            last = _find_last(page, first, size)
            if last and not _crosses(page, exact, first, last):
                found.append((first, last, name))
                break
    return found


def _list_characters(page: Page, first: int) -> str:
    """Return the characters from a word on that are no words of several that the language has."""
    characters = ""
    for at in range(first, len(page.words)):
        word = page.words[at]
        if word.script != _HAN or (at > first and word.joint) or len(characters) >= LONGEST:
            break
        if len(word.key) > 1 and word.key in page.ordinary:
            break
        characters += word.key
    return characters


def _find_last(page: Page, first: int, size: int) -> int:
    """Return where the words end that so many characters are, or 0 where they end in the middle of one."""
    last = first
    while size > 0:
        size -= len(page.words[last].key)
        last += 1
    return last if not size else 0


def _crosses(page: Page, exact: Mapping[int, Mapping[int, str]], first: int, last: int) -> bool:
    """Return whether a name to the letter is longer than some words, stands across an end of them, or is all but one.

    北京 before an ordinary word is Beijing, and no town that reads like both.
    """
    for begin in range(max(first - LONGEST, 0), last):
        for end, name in exact.get(begin, {}).items():
            across = begin < first < end or begin < last < end or (begin == first and last == end)
            most = (begin == first and end + 1 == last) or (begin == first + 1 and end == last)
            if len(name) > 1 and (across or (most and page.is_ordinary(first if end == last else end))):
                return True
    return False
