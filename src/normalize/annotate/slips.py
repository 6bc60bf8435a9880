"""Slips of the hand in the names of a text: Kopenhaggen, where every noun has a capital, and Singappore."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from normalize.annotate.entities import Entities
from normalize.annotate.exact import INFLECTED
from normalize.annotate.features import follows_article
from normalize.annotate.institutions import list_longer
from normalize.annotate.measures import PROMINENT, TOWN, Question
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import Page, Span
from normalize.annotate.scene import is_subdivision
from normalize.lexicon import inflection
from normalize.resolution import Candidate, Resolution
from normalize.text import clean, key

FEWEST, FEWEST_HAN = 6, 3  # letters of a word that is a slip, whatever stands beside it; characters and syllables
_FEWEST_SURE = 5  # and of one that is a name
_NAMED = 5  # letters of the name that it is a slip of: Malibu is not in Mali
LONG = 11  # letters of one that is like few others, so that the town need not be large
_RENOWNED = 1_000_000
_HAN = "Hani"
_SYLLABLES = ("Hani", "Hang")  # scripts in which a character is a syllable


def is_slip(page: Page, span: Span, best: Candidate, entities: Entities) -> bool:
    """Return whether one word is a slip away from a name of a country, a body or a town in the language of the page.

    A town is large, or its name long; nobody mistakes the first letter: Siberia is no Liberia.
    """
    word = page.words[span.first]
    fewest = FEWEST_HAN if word.script in _SYLLABLES else _FEWEST_SURE if span.sure else FEWEST
    if (span.size > 1 and word.script != _HAN) or len(page.surface(span)) < fewest or word.key in page.ordinary:
        return False
    person = best.type == "person" and not (word.script == _HAN and entities.weight(best.id) >= _RENOWNED)  # 泽连司基
    if person or (best.type == "place" and (is_subdivision(best.id) or entities.weight(best.id) < TOWN)):
        return False
    if best.kind == "demonym" and page.language == GERMAN and not span.sure:
        return False  # Schweißer is nobody from Switzerland
    if best.type == "place" and follows_article(page, span):
        return False  # the Springboks
    phrase = page.phrase(span.first, span.last)
    fewest = 0 if word.script == _HAN else FEWEST_HAN if word.script in _SYLLABLES else _NAMED
    if best.type == "place" and entities.weight(best.id) < PROMINENT:
        fewest = LONG
    return any(
        len(name) >= fewest and phrase[:1] == name[:1] and inflection.is_slip(phrase, name, page.language)
        for name in entities.keys(best.id, word.script, page.language)
    )


def opens_in_case(span: Span, found: Resolution, bears: Callable[[str], bool]) -> bool:
    """Return whether a word that opens a sentence is the name of a country in some case, and no name that people bear.

    `found` is what it means: Францію is of France, and Kubą of Kuba, who is somebody in Polish.
    """
    best = next(iter(found.likely), None)
    return (
        best is not None and found.exact and best.type == "country" and best.kind != "demonym" and not bears(span.known)
    )


def is_slipped_name(page: Page, span: Span, found: Resolution, bears: Callable[[str], bool]) -> bool:
    """Return whether several words are those of the name found in some case, but for slips that are no people's names.

    `bears` says whether people bear a word: Friedrich Metz is not Friedrich Merz, nor is an ordinary word a slip.
    """
    words, own = page.words[span.first : span.last], key(clean(found.likely[0].name).text).split()
    if len(words) < 2 or len(words) != len(own):
        return False
    others = inflection.list_others([word.key for word in words], own)
    return 0 < len(others) < len(own) and all(
        inflection.is_slip(words[at].key, own[at]) and not bears(words[at].text) and words[at].key not in page.ordinary
        for at in others
    )


def is_slipped_phrase(page: Page, span: Span) -> bool:
    """Return whether several words are those of a name to the letter, in some case, but for a slip in one of them.

    >>> page = Page.of("The European Unison met.")
    >>> is_slipped_phrase(page, Span(1, 3, "", "", "european union", True))
    True
    """
    words, own = [word.key for word in page.words[span.first : span.last]], span.known.split()
    if len(words) < 2 or len(words) != len(own):
        return False
    others = inflection.list_others(words, own)
    return len(others) == 1 and inflection.is_slip(words[others[0]], own[others[0]])


def lengthen(
    page: Page,
    spans: Sequence[Span],
    ask: Callable[[Iterable[Question]], None],
    resolve: Callable[[str, str], Resolution],
) -> Iterator[Span]:
    """Yield the spans; an adjective alone with the misspelt rest of a body's name: Европейская комисия.

    `ask` has questions answered together, `resolve` returns the answer of one.
    """
    longer: dict[Span, list[Span]] = {}
    for span in spans if page.language in INFLECTED else ():
        alone = span.size == 1 and not span.known and not span.closed
        if alone and not resolve(page.surface(span), span.type).id:
            ends = list_longer(page.words, span.first)
            longer[span] = [replace(span, last=end, type="organisation", closed=True) for end in ends]
    ask((page.surface(span), span.type) for some in longer.values() for span in some)
    for span in spans:
        found = [one for one in longer.get(span, ()) if resolve(page.surface(one), one.type).id]
        yield found[-1] if found else span
