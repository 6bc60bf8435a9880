"""Names in Japanese texts that are written with letters that look nearly so: ロソドソ is London."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rapidfuzz.distance import OSA

from normalize.annotate.cues import is_located, is_seat, tell_after, tell_before
from normalize.annotate.page import Page, Span
from normalize.index.lookalikes import Lookalikes

_JAPANESE, _KANA, _SPACELESS = "ja", "Kana", ("Kana", "Hani")
_PARTS = 6  # words of such a name
_LONG, _LONGER = 6, 8  # letters of one that nothing else has to show; of one that two letters may be others in
_TAKEN = str.maketrans("ソツノ", "ンシン")  # letters that no writer takes for another, but that look alike
_LENGTH = "ー"

Exact = Mapping[int, Mapping[int, str]]


def find_lookalikes(
    page: Page, exact: Exact, lookalikes: Lookalikes, bears: Callable[[str], bool]
) -> Iterator[tuple[int, int, str]]:
    """Yield where a Japanese page has what only looks like a name, and the exact key of that.

    `exact` are the names to the letter: none of these begins or goes on there; `bears` says whether people bear a word.
    A short word has to stand where a place is, or before a title, if it is but a letter that sounds alike.

    >>> from normalize import load
    >>> found = load().resolver.knowledge.lookalikes
    >>> list(find_lookalikes(Page.of("彼は昨日ロソドソを出た。", "ja"), {}, found, lambda word: False))
    [(3, 4, 'ロンドン')]
    """
    words, covered = page.words, 0
    for first in range(len(words)) if page.language == _JAPANESE else ():
        covered = max(covered, *exact.get(first, {0: ""}))
        if first < covered or first in exact or words[first].script not in _SPACELESS:
            continue
        for last in range(min(first + _PARTS, len(words)), first, -1):
            if any(word.joint or word.script not in _SPACELESS for word in words[first + 1 : last]):
                continue
            phrase = page.phrase(first, last)
            name = lookalikes.find(phrase) if any(word.script == _KANA for word in words[first:last]) else ""
            if name and name != phrase and _is_meant(page, first, last, name, bears):
                yield first, last, name
                covered = last
                break


def _is_meant(page: Page, first: int, last: int, name: str, bears: Callable[[str], bool]) -> bool:
    """Return whether some words are a name but for their slips, and no other word or name."""
    phrase, word = page.phrase(first, last), page.words[first]
    seen, own = phrase.translate(_TAKEN), name.translate(_TAKEN)
    if last == first + 1 and (page.is_ordinary(first) or (bears(word.text) and not bears(name))):
        return False
    if (last < len(page.words) and _goes_on(page, last)) or OSA.distance(seen, own) > 1 + (len(phrase) >= _LONGER):
        return False
    if OSA.distance(seen, own) < OSA.distance(phrase, name):
        return True
    span = Span(first, last, "", "", "", False)
    told = tell_before(page.words, first) == "place" or tell_after(page.words, last) == "person"
    if told or is_located(page, span) or is_seat(page, span):
        return True
    return len(phrase) >= _LONG and phrase.rstrip(_LENGTH) != name.rstrip(_LENGTH)


def _goes_on(page: Page, last: int) -> bool:
    """Return whether a word in katakana goes on behind some words."""
    return page.words[last].script == _KANA and not page.words[last].joint
