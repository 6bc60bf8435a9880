"""Names of people that neither a capital nor the lexicon shows: short for a full one, or behind a word people bear."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from normalize.annotate.cues import measure_title, tell_after, tell_before
from normalize.annotate.page import ATTACHED, Page, Span
from normalize.annotate.small_words import PARTICLE, SERVANT, small_words
from normalize.annotate.words import CASED
from normalize.lexicon.inflection import is_slip
from normalize.text import UNSPACED, script

_LONGEST = 10  # words that spell a part of a name
_FAMILY = (1, 2)  # characters of a family name before a given name
_HEAD, _LONG_HEAD = 3, 5  # letters that a name in another case, or misspelt, shares; where any noun has a capital
_PARTS = 3  # words of a person's name in a script without capitals
_LEAST = 3  # letters of a part of one


def find_short(page: Page, spans: Sequence[Span], full: Mapping[Span, str]) -> Iterator[Span]:
    """Yield the words outside of `spans` that are parts of full names of people, where no capital has shown them.

    `full` are those names, each with the exact key of the one in the lexicon that it is, or "".
    """
    names = (f"{page.phrase(span.first, span.last)} {span.known} {known}" for span, known in full.items())
    parts = {part for name in names for part in _list_parts(name) if len(part) > 1} - small_words(PARTICLE)
    size = _HEAD if page.capitals_tell else _LONG_HEAD
    heads = {part[:size] for part in parts if len(part) >= size}
    families = _list_families(page, full)
    taken = {at for span in spans for at in range(span.first, span.last)}
    for first, word in enumerate(page.words):
        if first in taken or not word.script:
            continue
        if word.script in CASED:
            if not word.capital or page.is_ordinary(first):
                continue
            like = word.key in parts or (len(word.key) > size and word.key[:size] in heads)
            if like or any(is_slip(word.key, part) for part in parts if part[0] == word.key[0]):
                yield Span(first, first + 1, "", "", word.key if word.key in parts else "", False)
            continue
        if word.script not in UNSPACED:
            forms = (word.key, *page.list_forms(word)) if word.script in ATTACHED else (word.key,)
            known = next((form for form in forms if form in parts and len(form) >= _LEAST), "")
            if known and not measure_title(page.words, first, first + 1):
                yield Span(first, first + 1, "", "", known, False)
            continue
        letters = ""
        for last in range(first + 1, min(first + _LONGEST, len(page.words)) + 1):
            letters += page.words[last - 1].key
            if last - 1 in taken or (last > first + 1 and page.words[last - 1].joint):
                break
            titled = letters in families and tell_after(page.words, last) == "person"
            if letters in parts or titled:
                yield Span(first, last, "", "", families[letters] if titled else letters, False)
                break


def _list_parts(name: str) -> Iterator[str]:
    """Yield the words of a name that may be short for it: not the second of عبد الفتاح السيسي, which many have."""
    before = ""
    for part in name.split():
        if before not in small_words(SERVANT):
            yield part
        before = part


def _list_families(page: Page, full: Mapping[Span, str]) -> dict[str, str]:
    """Return the names in Han characters by what may be the family's, where that is not that of several people."""
    names: dict[str, str] = {}
    people: dict[str, set[str]] = {}
    for span, known in full.items():
        own = page.phrase(span.first, span.last)
        for name in dict.fromkeys(f"{own} {span.known} {known}".split()):
            for size in _FAMILY if script(name[0]) == "Hani" else ():
                if len(name) > size:
                    names[name[:size]] = name
                    people.setdefault(name[:size], set()).add(known or own)
    return {family: name for family, name in names.items() if len(people[family]) == 1}


def find_people(page: Page, spans: Sequence[Span], bears: Callable[[str], bool]) -> Iterator[Span]:
    """Yield what may be people outside of `spans` in scripts without capitals: words behind one that people bear."""
    words = page.words
    taken = {at for span in spans if span.known or span.sure for at in range(span.first, span.last)}
    alone = {span.first for span in spans if span.size == 1}  # فلاديمير is a town, but not before another word
    for at, word in enumerate(words):
        if not word.script or word.script in CASED or word.script in UNSPACED or (at in taken and at not in alone):
            continue
        if (page.is_ordinary(at) and tell_before(words, at) != "person") or not bears(word.text):
            continue  # من is a name too
        for last in range(at + 2, min(at + _PARTS, len(words)) + 1):
            if words[last - 1].joint != " " or (last - 1 in taken and last - 1 not in alone):
                break
            if not page.is_ordinary(last - 1):  # طيب is a word too
                yield Span(at, last, "person", "", "", False)
