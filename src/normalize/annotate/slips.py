"""Slips of the hand in the names of a text: Kopenhaggen, where every noun has a capital, and Singappore."""

from __future__ import annotations

from collections.abc import Callable

from normalize.annotate.entities import Entities
from normalize.annotate.features import follows_article
from normalize.annotate.measures import PROMINENT, TOWN
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import Page, Span
from normalize.annotate.scene import is_subdivision
from normalize.lexicon import inflection
from normalize.resolution import Candidate, Resolution
from normalize.text import clean, key

FEWEST, FEWEST_HAN = 6, 3  # letters of a word that is a slip, whatever stands beside it
_FEWEST_SURE = 5  # and of one that is a name
_LONG = 11  # letters of one that is like few others, so that the town need not be large
_RENOWNED = 1_000_000
_HAN = "Hani"


def is_slip(page: Page, span: Span, best: Candidate, entities: Entities) -> bool:
    """Return whether one word is a slip away from a name of a country, a body or a large town in the same letters."""
    word = page.words[span.first]
    fewest = FEWEST_HAN if word.script == _HAN else _FEWEST_SURE if span.sure else FEWEST
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
    least = 0 if best.type != "place" or entities.weight(best.id) >= PROMINENT else _LONG
    return any(
        len(name) >= least and (span.sure or phrase[0] == name[0]) and inflection.is_slip(phrase, name)
        for name in entities.keys(best.id, word.script)  # and Zhordania is no Jordania
    )


def is_slipped_name(
    page: Page, span: Span, found: Resolution, bears: Callable[[str], bool], weight: Callable[[str], float]
) -> bool:
    """Return whether several words are those of the name found in some case, but for slips that are no people's names.

    Whom all know is meant by a slip though there are people of that name: Donald Trum. `bears` says whether people bear
    a word, `weight` how many know somebody.
    """
    best = found.likely[0]
    words, own = page.words[span.first : span.last], key(clean(best.name).text).split()
    if len(words) < 2 or len(words) != len(own):
        return False
    renowned = weight(best.id) >= _RENOWNED
    other = [(word, name) for word, name in zip(words, own, strict=True) if not inflection.is_case_form(word.key, name)]
    return 0 < len(other) < len(own) and all(
        inflection.is_slip(word.key, name) and (renowned or not bears(word.text)) for word, name in other
    )
