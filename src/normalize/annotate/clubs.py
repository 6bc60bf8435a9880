"""Clubs that are called like towns in Arabic and Chinese, where no capital ends a name (`deeds.tsv`): 犹他爵士."""

from __future__ import annotations

import re
from functools import cache

from normalize.annotate.cues import is_located, tell_after
from normalize.annotate.deeds import list_phrases
from normalize.annotate.exact import Exact
from normalize.annotate.page import PREFIXED, Page, Span

_HEAD, _NICKNAME, _MASCOT, _PLAY, _RIVAL = "head", "nickname", "mascot", "result", "versus"
_STOPS = re.compile(r"[.!?؟。！？；\n]")
_REACH = 60  # words of a sentence on each side of a name
_PROCLITIC = re.compile("[وفبكل](?=..)")  # Arabic: and, in, as, to
_NUMBER = "[一二三四五六七八九十零〇0-9]+"
_SCORE = f"{_NUMBER}(?:比|:|-){_NUMBER}"
_OTHERS = "[^，。；、和与及]{2,8}"  # the name of another club
_ADVERBS = "(?:同时|双双|均|也|都|则|以|[一二两三四五六七八九]球)*"
_LONGEST = 4  # characters of what a Chinese club has behind its town's name


def names_club_of(page: Page, span: Span, exact: Exact, sport: bool) -> bool:
    """Return whether a town's name is a part of a club's, or its club is meant; `sport`: the page tells of a match.

    >>> page = Page.of("昨天纽约尼克斯不敌对手", "zh")
    >>> names_club_of(page, Span(1, 2, "", "", "", True), {}, True)
    True
    """
    script = page.words[span.first].script
    if script == "Hani" and page.language == "zh":
        return _is_chinese(page, span, exact, sport)
    if script == "Hani" and page.language == "ja":
        return sport and _is_japanese(page, span)
    return script in PREFIXED and _is_arabic(page, span, sport)


def _is_chinese(page: Page, span: Span, exact: Exact, sport: bool) -> bool:
    first, last = _find_sentence(page, span)
    before, behind = _write(page, first, span.first), _write(page, span.last, last)
    play = _compile(page.language, _PLAY, _RIVAL)
    if _compile(page.language, *((_NICKNAME, _MASCOT) if sport else (_NICKNAME,))).match(behind):
        return True
    if not sport or is_located(page, span):
        return False
    if re.search(f"(?:{_compile(page.language, _HEAD).pattern})$", before):
        return True
    if not (play.search(before + behind) or re.search(_SCORE, before + behind)):
        return False
    if page.phrase(span.first, span.last) in list_phrases(page.language, _MASCOT):
        return True  # 德比 is a town too
    others = f"队?(?:[、和与及]{_OTHERS}){{0,3}}{_ADVERBS}(?:在[^，。；]{{1,8}})?"
    if re.match(f"(?:{others})(?:{play.pattern}|{_SCORE})", behind):
        return True
    rival = _compile(page.language, _RIVAL).pattern
    if re.search(f"(?:{rival}|{_SCORE}[胜负平]?)(?:{_OTHERS}[、和与及])?$", before):
        return True
    own = re.match(f"[\u4e00-\u9fff]{{2,{_LONGEST}}}?(?=$|[、，。；和与及均]|双双|{play.pattern}|{_SCORE})", behind)
    return own is not None and _is_strange(page, span.last, own.end(), exact)


def _is_japanese(page: Page, span: Span) -> bool:
    """Return whether a town's name stands before a particle and what a club does: 広島は敗れた."""
    behind = _write(page, span.last, _find_sentence(page, span)[1])
    if _compile(page.language, _MASCOT).match(behind):
        return True  # 埼玉西武
    play = _compile(page.language, _PLAY).pattern
    return bool(re.match(f"(?:[はがも][^。]{{0,25}}?|[にとを][^。、]{{0,12}}?)(?:{play})", behind))


def _is_strange(page: Page, at: int, size: int, exact: Exact) -> bool:
    """Return whether some characters from a word on are words of which one is no ordinary one, and begin no place."""
    if at in exact or tell_after(page.words, at):
        return False
    strange = False
    while size > 0 and at < len(page.words):
        strange |= not page.is_ordinary(at)
        size -= len(page.words[at].key)
        at += 1
    return strange and not size


def _is_arabic(page: Page, span: Span, sport: bool) -> bool:
    words, first, last = page.words, span.first, span.last
    before = words[first - 1].key if first and words[first].joint == " " else ""
    bare = _PROCLITIC.sub("", before, count=1)
    heads, nicknames = list_phrases(page.language, _HEAD), list_phrases(page.language, _NICKNAME)
    if before in heads or bare in heads:
        return True
    behind = words[last].key if last < len(words) and words[last].joint == " " else ""
    if behind in nicknames or (sport and behind in list_phrases(page.language, _MASCOT)):
        return True
    if not sport or is_located(page, span):
        return False
    begin, end = _find_sentence(page, span)
    rival, play = list_phrases(page.language, _RIVAL), list_phrases(page.language, _PLAY)
    told = {form for word in words[begin:end] for form in (word.key, _PROCLITIC.sub("", word.key, count=1))}
    if told.isdisjoint(play):
        return False
    return before in rival or bare in rival or before in play or bare in play


def _find_sentence(page: Page, span: Span) -> tuple[int, int]:
    """Return where the sentence of a name begins and ends."""
    words, text, first, last = page.words, page.text, span.first, span.last
    while first > max(span.first - _REACH, 0) and not _STOPS.search(text, words[first - 1].end, words[first].start):
        first -= 1
    while last < min(span.last + _REACH, len(words)) and not _STOPS.search(
        text, words[last - 1].end, words[last].start
    ):
        last += 1
    return first, last


def _write(page: Page, first: int, last: int) -> str:
    """Return the exact keys of some words with what stands between them."""
    words, text = page.words, page.text
    return "".join(
        (text[words[at - 1].end : words[at].start] if at > first or first else "") + words[at].key
        for at in range(first, last)
    )


@cache
def _compile(language: str, *roles: str) -> re.Pattern[str]:
    phrases = sorted({phrase for role in roles for phrase in list_phrases(language, role)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)) or "(?!)")
