"""Text → words with their offsets: where each stands, how it is written, and how it hangs on the one before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from normalize.annotate.small_words import ABBREVIATION, ELIDED, PHRASE, SMALL, small_words
from normalize.text import clean, key, script

LOOSE = (",", "(", '"', "&")  # joints that only a name to the letter goes over
BREAKS = ("|", *LOOSE)  # joints that a phrase does not go over
_WRAPPED = 50  # a line at least this long that ends without a stop goes on in the next
_HEADLINE, _FEWEST = 0.8, 4  # share of longer words with a capital, and their number, that make a line a headline
_LONGER = 3
_SENTENCE_END = re.compile(r"[.!?…。！？؟:։।]")
_GAPS = re.compile(r"(?:[ \u00a0\u202f\u2009]|[-‐‑–'’/&·・])+")
# Scripts with two cases; the others cannot say by a capital that a word is a name.
CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_GENITIVE = re.compile(r"(?<=\w)['’]s?\Z")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|dell|all|nell|sull|dall|un)['’](?=[A-ZÀ-Þ])", re.ASCII)
# The same where a sentence opens, so that its capital says nothing of what is behind the article.
_ELIDED_FIRST = re.compile(
    r"(?:[CDJLS]|Qu|Dell|All|Nell|Sull|Dall|Un)['’](?=[a-zß-ÿ])|L['’](?=[A-ZÀ-Þ])",
)
# What opens for each mark that closes a part of a name.
CLOSED = {")": "(", '"': '"', "»": "«", "”": "“", "“": "„", "」": "「", "』": "『", "’": "‘"}
_THIN = " \u00a0\u2009\u202f"  # spaces
# What ICU's dictionary takes for a word though a name before it goes on with its first character: 高知県内, 莫斯科河畔.
_JOINED = re.compile("[県府][内外民]|[都府県道]知事|[河江湖川][和与與及畔谷边邊岸沿]|川上(?=流)|(?<=理事)会同")
_DATELINE = re.compile("(?<=【)[\u4e00-\u9fff]{2,4}[訊讯電电](?=】)")  # 【台北訊】
_HAN = re.compile("[\u4e00-\u9fff]")
_UNSPACED = frozenset({"Hani", "Kana"})
_QUOTES = frozenset(CLOSED.values()) - {"("}  # that open a part of a name: Центр «Весна»
_MARKS = "\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, from `start` to `end`; `key` is its exact key.

    `capital`: it begins with a capital letter. `plain`: the place where it stands says nothing about that, as at the
    start of a sentence or in a headline. `joint` is how it hangs on the word before: "" for nothing between them,
    " " for a space, "-", "." after an initial or an abbreviation, "/", the `LOOSE` ones before a part that may belong
    to it, or "|" for anything that ends a phrase.
    """

    start: int
    end: int
    text: str
    key: str
    script: str
    capital: bool
    plain: bool
    joint: str


def split_words(text: str, lang: str | None = None) -> list[Word]:
    """Return the words of a text, by the rules of Unicode and, for scripts without spaces, ICU's dictionaries.

    >>> [(w.text, w.capital, w.plain, w.joint) for w in split_words("Last week A. Kohl met him.")][:4]
    [('Last', True, True, '|'), ('week', False, False, ' '), ('A', True, False, ' '), ('Kohl', True, False, '.')]
    """
    spans = _merge_phrases(text, _split_joined(text, _merge_kana(text, _spans(text, lang))))
    headlines = _headlines(text, spans)
    starts = [start for start, _ in headlines]
    words: list[Word] = []
    keys: dict[str, str] = {}
    small, elided = small_words(SMALL), small_words(ELIDED)
    before = 0
    for start, end in spans:
        written = text[start:end]
        exact = keys.get(written)
        if exact is None:
            exact = keys[written] = key(clean(written).text)
        gap = text[before:start]
        joint = _join(gap, words[-1] if words else None, text)
        at = bisect_right(starts, start) - 1
        shouted = at >= 0 and start < headlines[at][1]
        opens = not words or (joint in BREAKS and _opens(gap))
        first = script(written[0]) or script(written[-1])
        quoted = joint == '"' and text[end : end + 1] in CLOSED  # газета «Медуза»
        plain = shouted or (opens and not quoted)
        article = _ELIDED_FIRST.match(written) if plain and first == "Latn" else None
        if article and (written[article.end()].islower() or exact not in elided):  # L'équipe, L'Égypte, not L'Aquila
            start, written = start + article.end(), written[article.end() :]
            exact = key(clean(written).text)
        capital = written[0].isupper() or (first in CASED and not written.islower()) or written in small  # airBaltic
        words.append(Word(start, end, written, exact, first, capital, plain, joint))
        before = end
    return words


def write_phrase(words: Sequence[Word]) -> str:
    """Return the exact key of some words that stand side by side.

    >>> write_phrase(split_words("Guinea-Bissau, the"))
    'guinea bissau the'
    """
    text = words[0].key
    for word in words[1:]:
        text += f" {word.key}" if word.joint else word.key
    return text


def _spans(text: str, lang: str | None) -> list[tuple[int, int]]:
    """Return where the words of a text begin and end; what has no letter or figure is no word."""
    import icu  # only texts need it here

    breaks = icu.BreakIterator.createWordInstance(icu.Locale(lang or "und"))
    breaks.setText(text)
    if text.isascii() or max(text) <= "\uffff":
        ends = list(breaks)
    else:  # ICU counts UTF-16 units
        units: list[int] = []
        total = 0
        for letter in text:
            total += 1 + (letter > "\uffff")
            units.append(total)
        ends = [bisect_right(units, end - 1) + 1 for end in breaks]
    return [_bare(text, start, end) for start, end in pairwise([0, *ends]) if text[start].isalnum()]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a word without an English genitive behind it and a French or Italian article before it."""
    word = text[start:end]
    behind = _GENITIVE.search(word)
    before = _ELIDED.match(word)
    return start + (before.end() if before else 0), start + behind.start() if behind else end


def _merge_kana(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with what ICU's dictionary cuts of a run of katakana put together again: it knows no names."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and merged[-1][1] == start and script(text[start]) == "Kana" == script(text[start - 1]):
            merged[-1] = merged[-1][0], end
        else:
            merged.append((start, end))
    return merged


def _split_joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with what ICU's dictionary takes for a word cut: 高知県 and 内."""
    if _JOINED.search(text) is None and _DATELINE.search(text) is None:
        return spans
    return [part for start, end in spans for part in _cut(text, start, end)]


def _merge_phrases(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with those of a Chinese phrase put together that a town's name is no name in: 大同小异."""
    found = [match.span() for match in _phrases().finditer(text)] if _HAN.search(text) else []
    starts, ends = ({span[side] for span in spans} if found else set() for side in (0, 1))
    whole = [(start, end) for start, end in found if start in starts and end in ends]
    if not whole:
        return spans
    rest = [span for span in spans if not any(start <= span[0] < end for start, end in whole)]
    return sorted([*rest, *whole])


@cache
def _phrases() -> re.Pattern[str]:
    """Return what finds the phrases of `small_words.tsv`, but where somebody comes to the town: 到开封后."""
    longest_first = sorted(small_words(PHRASE), key=len, reverse=True)
    return re.compile(f"(?<![在到抵达赴往回于])(?:{'|'.join(longest_first)})")


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    if start and script(text[start - 1]) in _UNSPACED and _is_joined(text, start, end):
        at = start + 1
    elif _DATELINE.match(text, start) and text[end : end + 1] == "】":
        at = end - 1
    if at > start:
        yield start, at
    yield at, end


def _is_joined(text: str, start: int, end: int) -> bool:
    found = _JOINED.match(text, start)
    return found is not None and found.end() == end


def _headlines(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the lines are that write nearly every word with a capital."""
    found = []
    at = 0
    for start, end in _lines(text):
        longer = capitals = 0
        while at < len(spans) and spans[at][0] < end:
            first, last = spans[at]
            if last - first > _LONGER and script(text[first]) in CASED:
                longer += 1
                capitals += text[first].isupper()
            at += 1
        stopped = _SENTENCE_END.search(text[start:end].rstrip()[-1:])
        if longer >= _FEWEST and capitals >= _HEADLINE * longer and not stopped:
            found.append((start, end))
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield start, end
        start = end


def _join(gap: str, before: Word | None, text: str) -> str:
    if before is None:
        return "|"
    if gap == " ":  # as most words hang together
        return " "
    shown = gap.translate(_DROPPED)
    if not shown:
        return ""
    if "\n" in shown:
        line = text.rfind("\n", 0, before.end) + 1
        if shown.strip() or shown.count("\n") > 1 or before.end - line < _WRAPPED:
            return "|"
        return " "
    if shown[0] == "." and (len(shown) == 1 or shown[1:].isspace() or shown[1] == "-"):
        initial = len(before.text) == 1 and before.text.isalpha()
        return "." if initial or before.key in small_words(ABBREVIATION) or "." in before.text else "|"
    if shown in (", ", " (", "("):
        return shown.strip()
    if len(shown) == 2 and shown[0] == " " and shown[1] in _QUOTES:
        return '"'
    if before.script == "Grek" and shown.strip() in ("·", "\u0387"):
        return "|"  # a semicolon
    if _GAPS.fullmatch(shown):
        tight = shown.strip(_THIN)
        if not tight:
            return " "
        if tight == "&" != shown:
            return "&"
        if tight in "·・&" or shown == tight:
            return "/" if "/" in tight else "-" if tight not in "·・&" else " "
    return "|"


_DROPPED = str.maketrans("", "", _MARKS)


def _opens(gap: str) -> bool:
    """Return whether a sentence ends, or a line or a quotation begins, in what stands between two words."""
    return "\n" in gap or bool(_SENTENCE_END.search(gap)) or any(mark in gap for mark in '«“„"「『•*–—|')
