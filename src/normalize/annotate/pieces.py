"""Names to the letter in scripts without capitals: whether they are whole words, and no pieces of longer names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from normalize.annotate.cues import find_owner_of_kind, is_located, tell_after, tell_before
from normalize.annotate.exact import Exact, tell_adjective
from normalize.annotate.page import ATTACHED, Page, Span
from normalize.annotate.small_words import SYLLABLE, small_words
from normalize.annotate.words import Word
from normalize.lexicon.table import list_names
from normalize.text import UNSPACED, clean, key

_LEAST = 3  # characters of a word that may be a name though it is an ordinary one too
_SHORT = 2  # characters of a name that may be a piece of a foreign one
_REACH = 3  # words of a name, or of a municipality's
_PREFECTURES, _MUNICIPALITIES = "县府都道", "市区町村郡"  # what Japanese names of such end in, in exact keys
_INSIDE = "内外民"  # what is written as one word with a prefecture
_OPENED = 20  # characters of where a report comes from, and whose it is
_DATELINE = re.compile("【[^【】\n]{2,}\\Z")
_DATE = re.compile("[一二三四五六七八九十]+[日月年时]")  # 四日 is a town too


def stands_alone(page: Page, first: int, last: int, exact: Exact) -> bool:
    """Return whether a name to the letter in a script without capitals is not a piece of a longer word, nor a word.

    >>> page = Page.of("高知県四万十町で、高知県警が", "ja")
    >>> stands_alone(page, 0, 2, {}), stands_alone(page, 0, 1, {})
    (True, False)
    """
    words = page.words
    letters = page.phrase(first, last)
    if last - first == 1 and tell_adjective(words[first]):
        return True
    if (last - first == 1 or len(letters) < _LEAST) and all(map(page.is_ordinary, range(first, last))):
        told = is_located(page, Span(first, last, "", "", "", False)) or tell_before(words, first) == "place"
        titled = words[last - 1].script == "Kana" and tell_after(words, last) == "person"  # トランプ氏
        form = words[first].script == "Geor" and exact.get(first, {}).get(last, letters) not in page.ordinary
        told = told and words[first].script in ATTACHED  # რიგის is of Riga, and of a row
        called = find_owner_of_kind(words, first) > 0 or closes_dateline(page, last)  # 霹雳州的小城太平
        inner = words[first].script == "Hani" and words[first].joint == "" and _ends_name(exact, first)  # 陕西安康
        return told or titled or form or called or inner
    if words[first].script not in UNSPACED:
        return True
    if last - first > 1 and len(words[first].key) == 1 and tell_before(words, first + 1) == "person":
        return False  # 通讯员林 is no 员林
    if len(letters) < 2 or (words[first].script == "Hira" and len(letters) <= _LEAST) or _DATE.fullmatch(letters):
        return False
    after = words[last] if last < len(words) and not words[last].joint else None
    if after is not None and after.script == words[last - 1].script == "Kana":
        return False
    if page.language == "ja" and after is not None and after.script == words[last - 1].script == "Hani":
        if after.key[0] in _PREFECTURES[:-1] and not is_prefecture(words[last - 1].key):
            return False  # 高知県警 is none of the town's
        if is_prefecture(letters) and (after.key in _INSIDE or _opens_municipality(words, last)):
            return True
        return page.is_ordinary(last) or bool(tell_after(words, last))
    # A foreign name in Han characters is longer than what the lexicon knows of it where its syllables go on.
    short = exact if len(letters) <= _SHORT else None
    before = first > 0 and words[first].joint == "" and _spells_on(page, first - 1, short)
    goes_on = before or (after is not None and (_spells_on(page, last, short) or _are_syllables(page, last)))
    if not before and page.language == "zh" and len(letters) >= _LEAST and letters in _countries():
        return True  # 乌干达古卢
    return not (goes_on and words[first].script == "Hani" and is_spelt(letters))


def closes_dateline(page: Page, last: int) -> bool:
    """Return whether a word ends what a Japanese report opens with, behind where that comes from: 【ワシントン共同】.

    >>> page = Page.of("【ワシントン共同】両国は共同で声明を出した。", "ja")
    >>> closes_dateline(page, 2), closes_dateline(page, 5)
    (True, False)
    """
    end = page.words[last - 1].end
    return bool(_DATELINE.search(page.text, max(end - _OPENED, 0), end)) and page.text[end : end + 1] == "】"


@cache
def _countries() -> frozenset[str]:
    """Return the exact keys of the Chinese names of countries that are too long to be a piece of another name."""
    names = (name for name, lang in list_names("countries.tsv") if lang.partition("-")[0] == "zh")
    return frozenset(exact for exact in (key(clean(name).text) for name in names) if len(exact) >= _LEAST)


def is_prefecture(exact: str) -> bool:
    """Return whether the exact key of a Japanese name says that it is a prefecture's: 北海道.

    >>> is_prefecture("北海道"), is_prefecture("东京")
    (True, False)
    """
    return exact[-1] in _PREFECTURES


def is_municipality(exact: str) -> bool:
    """Return whether a name in Han characters says that it is a town's or a village's: 高山市.

    >>> is_municipality("高山市"), is_municipality("高山")
    (True, False)
    """
    return len(exact) >= _LEAST and exact[-1] in _MUNICIPALITIES


def _opens_municipality(words: Sequence[Word], at: int) -> bool:
    """Return whether the name of a Japanese municipality begins at a word: 高知県四万十町, but not 大阪府警本部."""
    for word in words[at : at + _REACH]:
        if word.joint or word.script not in ("Hani", "Kana"):
            return False
        if word.key[-1] in _MUNICIPALITIES:
            return True
    return False


def is_transcribing_character(page: Page, at: int) -> bool:
    """Return whether a word is one character that foreign names are spelt with, and no ordinary word.

    >>> page = Page.of("佩斯可夫昨天说", "zh")
    >>> is_transcribing_character(page, 1), is_transcribing_character(page, 2)
    (True, False)
    """
    return _are_syllables(page, at, 1) and not page.is_ordinary(at)


def _spells_on(page: Page, at: int, exact: Exact | None) -> bool:
    """Return whether a word is spelt as foreign names are, and is no name by itself: 巴尔 before 喀什.

    `exact`: the names to the letter where one beside it is so short that it may be a piece of a name, or None.
    """
    if is_transcribing_character(page, at):
        return True
    spelt = exact is not None and is_spelt(page.words[at].key)
    return spelt and not page.is_ordinary(at) and not _is_piece(at, exact or {})


def _ends_name(exact: Exact, at: int) -> bool:
    """Return whether a name to the letter of several characters ends before a word."""
    return any(len(exact.get(first, {}).get(at, "")) > 1 for first in range(max(at - _REACH, 0), at))


def _is_piece(at: int, exact: Exact) -> bool:
    """Return whether a word is of a name to the letter."""
    return any(end > at for first in range(max(at - _REACH, 0), at + 1) for end in exact.get(first, ()))


def _are_syllables(page: Page, at: int, count: int = 2) -> bool:
    """Return whether some words, ordinary ones too, are single characters that foreign names are spelt with."""
    words = page.words[at : at + count]
    single = all(len(word.key) == 1 and not word.joint and word.key in small_words(SYLLABLE) for word in words)
    return single and len(words) == count


def is_spelt(letters: str) -> bool:
    """Return whether some Han characters are all such as foreign names are spelt with.

    >>> is_spelt("巴尔"), is_spelt("很好")
    (True, False)
    """
    return all(letter in small_words(SYLLABLE) for letter in letters)
