"""A page: a text and its words, and what is known of them before the lexicon is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from normalize.annotate.languages import APART, languages_of
from normalize.annotate.ordinary import GERMAN, guess_languages, list_ordinary, tell_capitals
from normalize.annotate.small_words import CAPITALISED, WHERE, small_words
from normalize.annotate.words import CASED, CLOSED, Word, split_words, write_phrase
from normalize.form import analyse
from normalize.lexicon.inflection import list_nominatives
from normalize.text import THE

GENITIVE_S = frozenset({GERMAN, "sv", "da", "no", "nl"})  # languages that write it without an apostrophe
_KEPT = 1 << 13  # words whose nominatives are remembered
PREFIXED = ("Arab", "Hebr")
ATTACHED = frozenset({*PREFIXED, "Geor", "Hang", "Armn", "Beng"})  # scripts whose words carry more than the name
_PREPOSITIONS = "بل"  # Arabic: in, to
_STOPPED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")  # letters that each have a stop, the last one behind the word
_SPELT = 3  # characters of a name that its sound may tell
_LAST = "Geor"  # where the last of several words alone carries them
_VOWELS = frozenset("aeiouyąęóаеёиоуыэюяіїєьй")
_PLURALS = ("ы", "и", "і", "y")  # endings that a genitive has not
_STEMS = 3  # of a word, those without the longest endings


@dataclass(frozen=True, slots=True)
class Span:
    """Words `first : last` of a text that may be a name.

    `type` is what the words before them ask for, `hint` what those after them do, or "". `known` is the exact key of
    a name of the lexicon that the words are to the letter or in another case, or "". `sure`: the text shows that they
    are a name of something, known or not. `closed`: what is known in it is a part of it. `shown`: something in the text
    shows that they may be a name, if only their place; what nothing shows has to be a slip of a known name.
    `slipped`: the words are `known` but for a slip.
    """

    first: int
    last: int
    type: str
    hint: str
    known: str
    sure: bool
    closed: bool = False
    shown: bool = True
    slipped: bool = False

    @property
    def size(self) -> int:
        """The number of its words."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Page:
    """A text and its words, and what is known of them: which are ordinary, and whether a capital tells a name.

    `language` is the likeliest one, or "". `named`: words that stand somewhere in the text with a capital where only a
    name has one, ordinary ones only beside another ("Donald Tusk"); `small`: words that stand somewhere without one;
    `script`: that of most words.
    """

    text: str
    words: Sequence[Word]
    ordinary: Set[str]
    language: str
    capitals_tell: bool
    named: Set[str]
    small: Set[str]
    script: str

    @staticmethod
    def of(text: str, lang: str | None = None) -> Page:
        """Return the page of a text; its language is found out where it is not given."""
        words = split_words(text, lang)
        languages = [lang.replace("_", "-").partition("-")[0].lower()] if lang else guess_languages(words)
        capitals_tell = tell_capitals(words, languages)
        ordinary = list_ordinary(languages)
        named = set(_find_named(words, ordinary)) if capitals_tell else set()
        small = {word.key for word in words if not word.capital and word.script in CASED}
        language = next(iter(languages), "")
        script = next((script for script, _ in Counter(word.script for word in words).most_common(1)), "")
        return Page(text, words, ordinary, language, capitals_tell, named - small, small, script)

    def place(self, span: Span) -> tuple[int, int]:
        """Return where a span stands in the text: without what is only written as one word with its name before it."""
        word, end = self.words[span.first], self.words[span.last - 1].end
        start = word.start
        if word.script in PREFIXED and span.known and len(word.key) == len(word.text):
            name = span.known.partition(" ")[0]
            start = word.end - len(name) if word.key.endswith(name) else start
            start -= len(THE) * word.key.removesuffix(name).endswith(THE)  # السلطات الروسية
        if self.text[end : end + 1] == "." and _STOPPED.fullmatch(self.words[span.last - 1].text):
            return start, end + 1  # U.S.
        opened = CLOSED.get(self.text[end : end + 1])
        if opened and opened in self.text[start:end]:
            end += 1
        return start, end

    def surface(self, span: Span) -> str:
        """Return what stands in the text for a span."""
        start, end = self.place(span)
        return self.text[start:end]

    def shows(self, at: int) -> bool:
        """Return whether a word shows by its capital that it belongs to a name."""
        word = self.words[at]
        return word.capital and self.capitals_tell and (not word.plain or word.key in self.named)

    def list_stems(self, span: Span) -> list[str]:
        """Return what a name in a script whose words carry more than it may be without the longest endings.

        Of several words the last one has them: ნიკოლ ფაშინიანმა.
        """
        word = self.words[span.last - 1]
        if word.script not in ATTACHED or (span.size > 1 and word.script != _LAST) or self.is_governed(span.first):
            return []
        before = self.text[self.words[span.first].start : word.start]
        return [before + stem for stem in self.list_forms(word)[:_STEMS]]

    def list_forms(self, word: Word) -> Sequence[str]:
        """Return the nominatives that a word may be a case form of; Persian writes nothing before a name with it.

        >>> [Page.of("وین", lang).list_forms(split_words("وین")[0]) for lang in ("ar", "fa")]
        [('ین',), ()]
        """
        return () if word.script == "Arab" and self.language in languages_of(APART) else find_nominatives(word.key)

    def is_governed(self, at: int) -> bool:
        """Return whether an Arabic word stands behind "to" or "in", so that its first letter is neither."""
        word = self.words[at]
        governed = at > 0 and word.script in PREFIXED and word.joint == " " and word.key[0] in _PREPOSITIONS
        return governed and self.words[at - 1].key in small_words(WHERE)

    def list_sounds(self, span: Span) -> list[str]:
        """Return what a name that Chinese spells by its sound reads as: its characters may be others of that sound."""
        surface = self.surface(span)
        if self.language != "zh" or self.words[span.first].script != "Hani" or len(surface) < _SPELT:
            return []
        return list(analyse(surface, "zh").romans[:1])

    def is_ordinary(self, at: int) -> bool:
        """Return whether a word is an ordinary one where it stands."""
        word = self.words[at]
        if is_acronym(word):
            return False
        if self.shows(at) and word.key not in small_words(CAPITALISED):
            return False
        if self.is_bare(at):
            return False
        if word.key in self.ordinary or word.key in self.small:
            return True
        return word.script in ATTACHED and not self.ordinary.isdisjoint(self.list_forms(word))

    def is_genitive(self, at: int, name: str) -> bool:
        """Return whether a word is the genitive of a name in a language that adds but an s: Frankrikes."""
        return self.language in GENITIVE_S and self.words[at].key == name + "s"

    def is_plain(self, span: Span) -> bool:
        """Return whether all words of a span are ordinary ones."""
        return all(map(self.is_ordinary, range(span.first, span.last)))

    def is_bare(self, at: int) -> bool:
        """Return whether a German noun stands behind "in" or "nach" as nouns do not without an article."""
        word, before = self.words[at], self.words[at - 1] if at else None
        return (
            before is not None
            and self.language == GERMAN
            and word.capital
            and word.joint == " "
            and before.key in small_words(WHERE)
        )

    def phrase(self, first: int, last: int) -> str:
        """Return the exact key of some words."""
        return write_phrase(self.words[first:last])


def _find_named(words: Sequence[Word], ordinary: Set[str]) -> Iterator[str]:
    """Yield the words that a capital shows to be names; of the ordinary ones those that stand in a longer name."""
    for at, word in enumerate(words):
        if word.capital and not word.plain:
            before = words[at - 1]
            if word.key not in ordinary or (word.joint == " " and before.capital and before.key not in ordinary):
                yield word.key


def is_acronym(word: Word) -> bool:
    """Return whether a word is all capitals: US, WHO."""
    return word.text.isupper() and len(word.text) > 1


@lru_cache(_KEPT)
def find_nominatives(exact: str) -> tuple[str, ...]:
    """Return the nominatives that an exact key may be a case form of; the words of a text come again and again.

    >>> "мінск" in find_nominatives("мінску")
    True
    """
    return tuple(list_nominatives(exact))


def list_plurals(exact: str) -> list[str]:
    """Return the names in the plural that an exact key may be the genitive of without an ending.

    >>> list_plurals("карпат")[:2], list_plurals("карпаты")
    (['карпаты', 'карпати'], [])
    """
    return [] if exact[-1:] in _VOWELS else [exact + ending for ending in _PLURALS]
