"""Cue words (`cue_words.tsv`): what stands beside a name and tells of what type it is, "President", "prison", 氏."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from normalize.annotate.page import PREFIXED, Page, Span, find_nominatives
from normalize.annotate.small_words import (
    CAPITAL,
    FIELD,
    KIND,
    OF,
    REGION,
    REGION_BEHIND,
    TOWARD,
    WHERE,
    WHERE_BEHIND,
    small_words,
)
from normalize.annotate.words import BREAKS, CASED, Word, write_phrase
from normalize.lexicon.table import tables_folder
from normalize.text import THE, clean, key
from normalize.tsv import read_cells

BEFORE, AFTER = "before", "after"
_PERSON = "person"
_LONGEST = 4  # words of a cue
# What a word ends in that is where something is, comes from or goes to: Georgian, Korean, Bengali.
_CASES = {
    "Geor": ("ში", "დან", "მდე", "თან", "კენ"),
    "Hang": ("에", "에서", "에는", "에도", "에서는", "에서도", "까지", "부터", "으로"),
    "Beng": ("ে", "তে", "য়"),
}
_IN = "에서"  # Korean: the ending among these that few words but places have
_PROCLITICS = "بلבלמ"  # Arabic and Hebrew: in, to, from
_AND = "وفו"
_DATELINE = re.compile(r"[^()\n]{0,20}\) ?[-–—]")
# What stands behind the town that a report comes from, where it opens the text, and where a line: –, or a date.
_DATED = re.compile(r"[,،] ?\d")
_DASHED = re.compile(r" ?[–—] ?|[,،] ?\d")
_STOP = "."
_INSIDE, _INTO = frozenset({"in", "в", "во", "w", "we", "ў", "v", "ve"}), "у"
_UNCHANGED = re.compile(".*[бвгджзклмнпрстфцчшщь](?<![еоіїў]в)")  # behind "у" no person's name, who would own something
_OF = frozenset({"of", "de", "di", "du", "von"})  # what may stand between "state" and its name
_TITLE = 7  # letters of a title that a longer word may end in


@cache
def _cues() -> dict[tuple[str, str], str]:
    """Return the type of name that each cue stands beside, by side and exact key; none where languages differ."""
    found: dict[tuple[str, str], set[str]] = {}
    for _, cue, type, side in read_cells(tables_folder() / "cue_words.tsv")[1:]:
        found.setdefault((side, key(clean(cue).text)), set()).add(type)
    return {cue: next(iter(types)) for cue, types in found.items() if len(types) == 1}


def measure_title(words: Sequence[Word], first: int, last: int) -> int:
    """Return how many words from `first` on, before `last`, are a title of people: "Prime Minister", "Mr"; 0 for none.

    >>> from normalize.annotate.words import split_words
    >>> measure_title(split_words("Prime Minister Donald Tusk"), 0, 4)
    2
    """
    size = _measure_phrase(words, first, last)
    if size:
        return size
    word = words[first].key  # a compound that ends in a title: Verkehrsminister
    return int(any(_cues().get((BEFORE, word[at:])) == "person" for at in range(3, len(word) - _TITLE + 1)))


def pass_title(words: Sequence[Word], first: int) -> int:
    """Return where a title ends that begins at a word and has others behind it, or where that word does.

    >>> from normalize.annotate.words import split_words
    >>> pass_title(split_words("Secretary of State Marco Rubio"), 0)
    3
    """
    return first + max(_measure_phrase(words, first, len(words)), 1)


def _measure_phrase(words: Sequence[Word], first: int, last: int) -> int:
    if words[first].key not in _openings():
        return 0
    sizes = range(min(_LONGEST, last - first), 0, -1)
    of_people = (n for n in sizes if _cues().get((BEFORE, write_phrase(words[first : first + n]))) == "person")
    return next(of_people, 0)


@cache
def _openings() -> frozenset[str]:
    """Return the first words of titles of people."""
    return frozenset(
        cue.partition(" ")[0] for (side, cue), type in _cues().items() if (side, type) == (BEFORE, "person")
    )


def is_cue(word: str) -> bool:
    """Return whether an exact key is itself what stands before names: "prison", المدينة, العاصمة.

    >>> is_cue("president"), is_cue("minsk")
    (True, False)
    """
    forms = (word, *find_nominatives(word), word.removeprefix(THE))
    return any((BEFORE, form) in _cues() or form in small_words(CAPITAL) for form in forms)


def tell_before(words: Sequence[Word], first: int) -> str:
    """Return the type that the words before a span ask for, or "".

    >>> from normalize.annotate.words import split_words
    >>> tell_before(split_words("US envoy John Kohl"), 2)
    'person'
    """
    for size in range(min(_LONGEST, first), 0, -1):
        if _hang(words, first - size, first + 1):
            phrase = write_phrase(words[first - size : first])
            if len(phrase) == 1 and words[first].script in CASED and words[first].joint != _STOP:
                continue  # с. is a village, and с only "with"
            found = _cues().get((BEFORE, phrase)) or _cues().get((BEFORE, _bare(phrase, words[first - size])), "")
            if found:
                return found
    return ""


def _bare(phrase: str, word: Word) -> str:
    """Return a phrase without an Arabic or Hebrew "and" that is written as one word with its first one."""
    return phrase[1:] if word.script in PREFIXED and phrase[0] in _AND else phrase


def tell_after(words: Sequence[Word], last: int) -> str:
    """Return the type that the words after a span ask for, or "".

    >>> from normalize.annotate.words import split_words
    >>> tell_after(split_words("in the Fribokai prison"), 3)
    'place'
    >>> [tell_after(split_words(text), 1) for text in ("カラス外交安全保障上級代表も", "ワシントン外交も")]
    ['person', '']
    """
    found = _tell_behind(words, last)
    at = last
    while not found and at < len(words) and not words[at].joint and words[at].key in small_words(FIELD):
        at += 1
        found = _tell_behind(words, at) if _hang(words, last - 1, at + 1) else ""
        if found != _PERSON:
            found = ""
    return found


def _tell_behind(words: Sequence[Word], last: int) -> str:
    """Return the type that the words right behind a span ask for, or ""."""
    for size in range(min(_LONGEST, len(words) - last), 0, -1):
        if _hang(words, last - 1, last + size):
            found = _cues().get((AFTER, write_phrase(words[last : last + size])))
            if found:
                return found
    return ""


def find_owner_of_kind(words: Sequence[Word], first: int) -> int:
    """Return where the name ends of where a place is that Chinese or Japanese calls a town before its name, or 0.

    >>> from normalize.annotate.words import split_words
    >>> [find_owner_of_kind(split_words(text), 4) for text in ("グロドノ州の町スモルゴニ", "グロドノ州で今スモルゴニ")]
    [2, 0]
    """
    for size in range(1, min(_LONGEST, first - 1) + 1):
        at = first - size  # where the word for a town begins
        if any(word.joint for word in words[at - 1 : first + 1]):
            return 0
        if words[at - 1].key in small_words(OF) and write_phrase(words[at:first]) in small_words(KIND):
            return at - 1
    return 0


def is_located(page: Page, span: Span) -> bool:
    """Return whether what stands beside a name says that it is where something is, comes from or goes to."""
    words, word = page.words, page.words[span.first]
    if opens_report(page, span):
        return True
    if word.script in _CASES:
        end = words[span.last - 1].key
        if word.script != "Geor" and (not span.known or span.known.endswith(end)):
            return not span.known and end.endswith(_IN)
        return end.endswith(_CASES[word.script])
    place = page.place(span)[0]
    if word.script == "Hani" and page.language == "zh":  # in Japanese it stands behind
        return any(page.text.endswith(where, 0, place) for where in small_words(WHERE))
    if place > word.start:
        return page.text[word.start] in _PROCLITICS
    before = words[span.first - 1] if span.first and word.joint in ("", " ") else None
    if before is not None and (before.key in small_words(WHERE) or _bare(before.key, before) in small_words(WHERE)):
        return True
    after = words[span.last] if span.last < len(words) else None
    if after is not None and after.joint == " " and after.key in small_words(WHERE_BEHIND):
        return True
    return after is not None and after.joint == "" and after.key in small_words(WHERE)


def opens_report(page: Page, span: Span) -> bool:
    """Return whether a name that no capital shows opens a report that comes from there: بيروت – أعلن; Wien, 12. März.

    >>> [opens_report(Page.of(text), Span(0, 1, "", "", "", False)) for text in ("ბათუმი, 3 ივნისი.", "ბათუმი, ფოთი.")]
    [True, False]
    """
    word, end = page.words[span.first], page.words[span.last - 1].end
    if (word.script in CASED and page.capitals_tell) or word.joint != "|":
        return False
    if not span.first:
        return bool(_DASHED.match(page.text, end))
    return "\n" in page.text[page.words[span.first - 1].end : word.start] and bool(_DATED.match(page.text, end))


def is_toward(page: Page, span: Span) -> bool:
    """Return whether a small word stands before a name with a capital that stands before places most: "from"."""
    words, at = page.words, span.first
    return at > 0 and words[at].joint == " " and words[at - 1].key in small_words(TOWARD) and words[at].script in CASED


def is_inside(page: Page, span: Span) -> bool:
    """Return whether "in" stands before a name, as it does before no person's: в Чехове, but not у Чехова.

    >>> page = Page.of("Он жил в Чехове, а был у Чехова.", "ru")
    >>> [is_inside(page, Span(at, at + 1, "", "", "", True)) for at in (3, 7)]
    [True, False]
    """
    words, first = page.words, span.first
    if not first or words[first].joint != " ":
        return False
    before = words[first - 1].key
    return before in _INSIDE or (before == _INTO and bool(_UNCHANGED.fullmatch(words[first].key)))  # у Мір


def is_region(page: Page, span: Span) -> bool:
    """Return whether a word beside a name says that it is a region's, and not its town's: в штате Нью-Йорк.

    >>> is_region(Page.of("В штате Вашингтон выпал снег."), Span(2, 3, "", "", "", True))
    True
    """
    words, first, last = page.words, span.first, span.last
    if last < len(words) and words[last].joint == " " and words[last].key in small_words(REGION_BEHIND):
        return True
    if span.size > 1 and words[first].script in PREFIXED and words[first].key in small_words(REGION):
        return True  # ولاية سطيف
    at = first - (first > 1 and words[first].joint == " " and words[first - 1].key in _OF)
    told = at > 0 and words[at].joint == " " and words[at - 1].key in small_words(REGION)
    return told and not (
        at > 1 and words[at - 1].joint == " " and words[at - 2].key in _OF
    )  # a head of state of Georgia


def is_seat(page: Page, span: Span) -> bool:
    """Return whether a name of one word stands beside "the capital", or opens a report: عمان (رويترز) -."""
    if span.size > 1:
        return False
    words, first, last = page.words, span.first, span.last
    prefixed = words[first].script in PREFIXED
    if prefixed and last < len(words) and words[last].joint == " " and words[last].key in small_words(CAPITAL):
        return True  # تونس العاصمة
    if words[first].joint == "|":
        return last < len(words) and words[last].joint == "(" and bool(_DATELINE.match(page.text, words[last].end))
    before = words[first - 1].key
    forms = (before, *find_nominatives(before)) if prefixed else (before,)
    return words[first].joint in ("", " ") and not small_words(CAPITAL).isdisjoint(forms)


def _hang(words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether the words from `first` to `last` stand in one phrase."""
    return all(word.joint not in BREAKS for word in words[first + 1 : last])
