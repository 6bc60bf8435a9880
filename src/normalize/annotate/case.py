"""An answer for a span of a page: what it would mean, and what the words around it and the text say of that."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

from normalize.annotate.doubts import Doubts
from normalize.annotate.measures import Question
from normalize.annotate.page import Page, Span
from normalize.annotate.scene import Scene, is_subdivision
from normalize.annotate.words import CASED, Word
from normalize.resolution import Candidate, Resolution


@dataclass(frozen=True, slots=True)
class Case:
    """An answer for a span of a page: `best` is its first candidate, `word` the first word of the span.

    `asked` are the types that the words around the span ask for, `located`: these say that it is a place.
    """

    span: Span
    found: Resolution
    question: Question
    located: bool
    best: Candidate
    word: Word
    asked: Set[str]

    @staticmethod
    def of(page: Page, span: Span, found: Resolution, question: Question, located: bool) -> Case:
        """Return the case of an answer that has candidates."""
        asked = frozenset({span.type, span.hint} - {""})
        return Case(span, found, question, located, found.likely[0], page.words[span.first], asked)

    @property
    def one(self) -> bool:
        """Whether the span is one word."""
        return self.span.size == 1

    @property
    def place_asked(self) -> bool:
        """Whether the words around the span ask for a place."""
        return "place" in self.asked

    @property
    def caseless(self) -> bool:
        """Whether the span is in a script without capitals, so that none shows a name."""
        return self.word.script not in CASED

    @property
    def is_region(self) -> bool:
        """Whether the best candidate is a part of a country."""
        return is_subdivision(self.best.id)

    def is_backed(self, scene: Scene) -> bool:
        """Return whether the words around the name or the text say that something like what is found is meant."""
        return self.best.type in self.asked or scene.supports(self.question, self.best)

    def is_spoken_of(self, scene: Scene) -> bool:
        """Return whether the text names what is found elsewhere, or speaks of its country."""
        return scene.names(self.best.id) or scene.speaks_of(self.question, self.best.country)


Refusal = Callable[[Doubts, Case], bool]
