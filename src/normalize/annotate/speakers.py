"""Well-known people by the family name alone, where somebody speaks: "заявил Песков", "Песков, отвечая на вопрос"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from normalize.annotate.cues import tell_before
from normalize.annotate.deeds import introduces, speaks
from normalize.annotate.page import Page, Span, is_acronym
from normalize.annotate.words import CASED
from normalize.lexicon.inflection import is_case_form

_PERSON = "person"


def find_speakers(
    page: Page, spans: Sequence[Span], find: Callable[[str, str], str], is_settled: Callable[[Span], bool]
) -> Iterator[Span]:
    """Yield the spans, and the words beside which somebody speaks that are well-known people's family names.

    `find` gives the label of a family name in a language; what `is_settled` stays what it is, and who is named in full.
    """
    held = {at: span for span in spans for at in range(span.first, span.last)}
    full = {page.words[span.last - 1].key for span in spans if span.size > 1}
    named: dict[int, Span] = {}
    for at, word in enumerate(page.words):
        alone = held.get(at, Span(at, at + 1, "", "", "", True))
        if not word.capital or word.script not in CASED or is_acronym(word) or alone.size > 1:
            continue
        if not speaks(page, alone) or _is_told(page, at, held):
            continue
        label = find(word.key, page.language)
        family = label.rpartition(" ")[2]
        if label and not any(is_case_form(other, family) for other in full) and not is_settled(alone):
            named[at] = replace(alone, type=_PERSON, hint="", known=label, sure=True)
    yield from named.values()
    yield from (span for span in spans if span.first not in named)


def _is_told(page: Page, at: int, held: Mapping[int, Span]) -> bool:
    """Return whether a word that may say who somebody is stands before a name: any rare one, a title, a given name."""
    if not at or page.words[at].joint != " " or introduces(page, at):
        return False
    if at - 1 in held:
        return not held[at - 1].known
    return page.words[at - 1].key not in page.ordinary or tell_before(page.words, at) == _PERSON
