"""The phrases of a page that are names of the lexicon to the letter, or may be one in another case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from normalize.annotate.page import ATTACHED, PREFIXED, Page, find_nominatives, is_acronym
from normalize.annotate.small_words import PARTICLE, small_words
from normalize.annotate.words import CASED, Word

_LONGEST = 10  # words of a name that is looked for
_LISTED = 4  # a name goes over a comma if it has more words than these
_INFLECTED = frozenset({"be", "ru", "uk", "pl", "cs", "sk", "sr", "hr", "sl", "bg", "lt", "lv"})
_GERMAN = "de"
_GENITIVE_S = frozenset({_GERMAN, "sv", "da", "no", "nl"})  # languages that write it without an apostrophe
_SHORTEST = 4  # letters that are left of a name without it

Known = Callable[[Sequence[str]], Sequence[bool]]
# The names to the letter that begin at a word: where each ends and its exact key, the longest first.
Exact = dict[int, dict[int, str]]


def find_exact(page: Page, known: Known) -> Exact:
    """Return the phrases of a page that are names to the letter, or in another case, by where they begin and end."""
    asked: list[tuple[str, int, int]] = []
    words = page.words
    for first, word in enumerate(words):
        if not _may_begin(words, first):
            continue
        ordinary = word.key in page.ordinary and not is_acronym(word)
        phrase = ""
        for last in range(first + 1, min(first + _LONGEST, len(words)) + 1):
            end = words[last - 1]
            if phrase and end.joint == "|":
                break
            phrase += f" {end.key}" if phrase and end.joint else end.key
            if last == first + 1 and (ordinary or len(word.key) < 2):
                continue
            asked.append((phrase, first, last))
            if not ordinary:
                asked += ((form, first, last) for form in _list_forms(page, phrase, first, last))
    distinct = list(dict.fromkeys(phrase for phrase, _, _ in asked))
    here = {phrase for phrase, is_known in zip(distinct, known(distinct), strict=True) if is_known}
    found: Exact = {}
    for phrase, first, last in asked:
        if phrase in here and (last - first > _LISTED or all(w.joint != "," for w in words[first + 1 : last])):
            found.setdefault(first, {}).setdefault(last, phrase)
    return {first: dict(sorted(ends.items(), reverse=True)) for first, ends in found.items()}


def _list_forms(page: Page, phrase: str, first: int, last: int) -> Iterator[str]:
    """Yield what the words of a phrase may be a case form of, where the lexicon would not see it by itself."""
    size, word, end = last - first, page.words[first], page.words[last - 1]
    language = next(iter(page.languages), "")
    if word.script in ATTACHED:  # of several words the first ones stand in the case that the name has them in
        before = phrase.removesuffix(end.key)
        yield from (before + form for form in find_nominatives(end.key))
        if word.script in PREFIXED and size > 1:
            yield from (form + phrase.removeprefix(word.key) for form in find_nominatives(word.key))
    elif word.capital and word.script in CASED:
        if (size == 1 and language in _INFLECTED) or (
            1 < size <= 3 and (language == _GERMAN or (language in _INFLECTED and not end.capital))
        ):
            yield from find_nominatives(phrase)
        if language in _GENITIVE_S and end.capital and len(end.key) > _SHORTEST and phrase.endswith("s"):
            yield phrase[:-1]


def _may_begin(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.script not in CASED:
        return word.text[0].isalpha()
    return word.capital or is_particle(words, at)


def is_particle(words: Sequence[Word], at: int) -> bool:
    """Return whether a word is a small one before a capitalised one that it may belong to."""
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        words[at].key in small_words(PARTICLE) and after is not None and after.capital and after.joint in (" ", "-", "")
    )
