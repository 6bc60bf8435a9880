"""What stands in quotation marks: the title of a work, the name of a ship or a shop, or what somebody says."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from normalize.annotate.deeds import tells_speech, tells_work
from normalize.annotate.page import Page, Span
from normalize.annotate.words import CASED
from normalize.text import script

_QUOTES = {"«": "»", "„": "“”", "“": "”", '"': '"', "「": "」", "『": "』", "《": "》", "〈": "〉"}
_GERMAN = {"»": "«", "›": "‹", "‹": "›", "‚": "‘"}
_QUOTES |= _GERMAN
_MARKS = frozenset("".join((*_QUOTES, *_QUOTES.values())))
_ENDS = frozenset(".!?,…。！？、，")
_TITLES = "《『〈"  # marks that only works have
_SPACED = "fr"  # the language that has spaces within its marks
_REACH = 60  # characters in which a quotation mark is looked for
_WORDS, _CHARACTERS = 5, 8  # of a title in quotation marks; characters in scripts without spaces
_SPACELESS = frozenset({"Hani", "Kana", "Hira"})
_CALLED = re.compile("という(?!(?:名(?:前)?の)?(?:町|街|都|村|国|地|場所|島|州|県|市|言葉|名称))")
_AND = r"(?:,|,? ?(?:и|да|або|ды|і|й|та|i|oraz|a|and|or|und|oder|sowie|et|y|e))\s*"
_LISTED_BEFORE = re.compile(rf"[»”“«\"‹›‘]\s?{_AND}\Z")
_LISTED_BEHIND = re.compile(rf"\s?{_AND}[«„“»\"›‹‚](?=\w)")
_SPOKEN = re.compile(r",\s?[—–-]")  # what stands behind what is said: «Еду в Минск», — сказал он
# What Korean has behind what is said, and Hebrew a comma, before a verb: "런던에 간다"고 말했다, "אני בלונדון", אמר.
_SAID = re.compile('(?:이?라)?(?:고|며|면서|는)(?![가-힣])|,["״]? (?=[\u05d0-\u05ea])')
_SAID_IN_JAPANESE = re.compile("と(?!いう|題|名|[「『、])")
_DASH = re.compile(r",\s?|\s[—–-]\s")
_POLISH, _PAST = "pl", re.compile(r"..+ł[ao]?")  # and a verb there: „Wracam do Krakowa”, żartował
_NEAR = 5  # words before a colon that tell what stands behind it
_LED = 16  # characters before quotation marks that are looked at
_STOPS, _SENTENCE = (".", "!", "?", "…"), 3  # around a quotation that is a sentence by itself, and words of such a one
_START = attrgetter("start")


def is_title(page: Page, span: Span) -> bool:
    """Return whether a name stands in quotation marks as ships and books do: «Рим», 「パリ」, "Praga w cieniu".

    >>> page = Page.of("Die Fähre „Helsinki“ fuhr ab, »Schnee über Manila« lief.")
    >>> [is_title(page, Span(at, at + 1, "", "", "", True)) for at in (2, 7)]
    [True, True]
    >>> is_title(Page.of("«Едем в Минск», — сказал он.", "ru"), Span(2, 3, "", "", "", True))
    False
    """
    text, (start, end) = page.text, page.place(span)
    opened, closed = find_quotation(page, span)
    if opened < 0:
        return False
    inside, cased = text[opened + 1 : closed], page.words[span.first].script in CASED
    if text[opened] == '"':
        line = text.rfind("\n", 0, opened) + 1
        if text.count('"', line, opened) % 2:
            return False
    if inside[-1] in _ENDS or "\n" in inside:
        return False
    listed = cased and (
        _LISTED_BEFORE.search(text, max(opened - _LED, 0), opened) or _LISTED_BEHIND.match(text, closed + 1)
    )
    if inside == text[start:end] and not listed and not _is_noun(_end_before(text, opened), page):
        return bool(_CALLED.match(text, closed + 1))  # 首都が「ミンスコ」となった, but 「プラハ」という店
    if text[opened] in _TITLES:
        return True
    if page.words[span.first].script in _SPACELESS:
        said = _SAID_IN_JAPANESE.match(text, closed + 1)  # 「キーウの挑発だ」と述べた
        return len(inside) <= _CHARACTERS and _ENDS.isdisjoint(inside) and not said
    if len(inside.split()) > _WORDS or (cased and inside[0].islower()) or _SAID.match(text, closed + 1):
        return False
    return bool(listed) or not _is_said(page, opened, closed)


def is_in_work(page: Page, span: Span) -> bool:
    """Return whether a name is but a part of what stands in marks that only works have: 《北约之后》, not 《纽约时报》.

    >>> is_in_work(Page.of("他写了小说《北约之后》。", "zh"), Span(4, 5, "", "", "", True))
    True
    """
    opened, closed = find_quotation(page, span)
    return opened >= 0 and page.text[opened] in _TITLES and page.text[opened + 1 : closed] != page.surface(span)


def find_quotation(page: Page, span: Span) -> tuple[int, int]:
    """Return where quotation marks open and close around a name, -1 twice where there are none.

    >>> page = Page.of("»Eis«, Manila, »Schnee«")
    >>> [find_quotation(page, Span(at, at + 1, "", "", "", True)) for at in (0, 1)]
    [(0, 4), (-1, -1)]
    """
    text, (start, end) = page.text, page.place(span)
    opened = next((at for at in range(start - 1, max(start - _REACH, 0) - 1, -1) if text[at] in _MARKS), -1)
    closed = next((at for at in range(end, min(end + _REACH, len(text))) if text[at] in _MARKS), -1)
    found = opened >= 0 and closed >= 0 and text[closed] in _QUOTES.get(text[opened], "")
    if found and (page.words[span.first].script in CASED or text[opened] in _GERMAN):
        inside = text[opened + 1 : closed]
        tight = page.language == _SPACED or inside == inside.strip(" ")
        found = tight and inside.strip()[0].isalnum()  # of «Рим», Киев и «Мир» the second is in none
    return (opened, closed) if found else (-1, -1)


def _end_before(text: str, at: int) -> str:
    """Return the last character before a place that is no space, "" where only spaces are near."""
    return text[max(at - _LED, 0) : at].rstrip()[-1:]


def _is_noun(letter: str, page: Page) -> bool:
    """Return whether what ends in a letter may say what a name in quotation marks is; no particle does in Japanese."""
    return letter.isalpha() and not (page.language == "ja" and script(letter) == "Hira")


def _is_said(page: Page, opened: int, closed: int) -> bool:
    """Return whether what stands between two quotation marks is what somebody says: «Еду в Минск», — сказал он."""
    text, words = page.text, page.words
    if _SPOKEN.match(text, closed + 1):
        return True
    first, last = bisect_left(words, opened, key=_START), bisect_left(words, closed, key=_START)
    before = _end_before(text, opened)
    if before == ":":
        near = max(first - _NEAR, 0)
        led = range(next((at for at in range(first - 1, near, -1) if words[at].joint == "|"), near), first)
        return any(tells_speech(page, at) for at in led) or (
            last - first >= _SENTENCE and not any(tells_work(page, at) for at in led)
        )
    gap = _DASH.match(text, closed + 1)
    if gap and last < len(words) and words[last].start == gap.end():
        past = page.language == _POLISH and not before.isalpha() and bool(_PAST.fullmatch(words[last].text))
        if past or tells_speech(page, last):
            return True
    return bool(last - first >= _SENTENCE and before in ("", *_STOPS) and text[closed + 1 : closed + 2] in _STOPS)
