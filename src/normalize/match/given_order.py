"""Whether a name has the given names of a person, each one and in their order: what likeness of letters does not see.

In "SERHAN, Fadi Hussein" Hussein is the father's name, so "Hussein Serhan" is the father; a family name may stand
before the given names or behind them, but these do not change places.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from rapidfuzz.distance import Indel

from normalize.lexicon.respellings import patronymic_endings
from normalize.lexicon.vocabulary import vocabulary
from normalize.match.alignment import is_numeral
from normalize.match.called import ARTICLES, STRANGER
from normalize.match.chinese import have_other_pinyin
from normalize.match.evidence import list_numbers
from normalize.match.name_words import words_for
from normalize.match.other_names import have_other_vowels, is_epenthetic
from normalize.match.syllables import is_burmese, is_other_syllable, is_syllable
from normalize.match.tokens import NameTokens
from normalize.sounds import is_respelt
from normalize.text import key

LEFT_OUT = "the first given name is left out"
SWAPPED = "the given names have changed places"
PATRONYMIC = "a patronymic is not the name that it is made of"
SYLLABLE = "a syllable is that of another name"
ELDER = "the father of the same name is called so"
ALONE = "one word of the name is many people's"
_SHORTER = 2  # letters that a name has less than the patronymic made of it
_FAMILY = 0.8  # likeness from which a word is the family name


@dataclass(frozen=True, slots=True)
class Borne:
    """The words of one name of a person as they are read, and which of them are of the family name, by their places."""

    words: tuple[str, ...]
    family: frozenset[int]

    @classmethod
    def of(cls, text: str, reading: str, family: Collection[str] = ()) -> Borne:
        """Return a name: `text` as it is written and `reading` in Latin letters, `family` what is known of the family.

        A family name before a comma, or alone in capitals, is told by the text; where nothing tells it, it is the last
        word of several with a hyphen, but for syllables.

        >>> texts = ("LI, Na", "Ivan IVANOV", "Bashar al-Assad", "Li Na")
        >>> [sorted(Borne.of(text, key(text)).family) for text in texts]
        [[0], [1], [1, 2], []]
        """
        words = tuple(reading.split())
        written = [(word, len(key(word).split())) for word in text.replace("-", " ").split()]
        marked: set[int] = set()
        if sum(size for _, size in written) == len(words):
            marked = set(_mark_family(text, written))
        if not 0 < len(marked) < len(words):
            alike = Indel.normalized_similarity
            marked = {i for i, word in enumerate(words) if any(alike(word, own) >= _FAMILY for own in family)}
            marked = _join_hyphened(text, marked, len(words))
        if not 0 < len(marked) < len(words):
            last = words[-len(key(text.rpartition(" ")[2]).split()) :]
            marked = (
                set() if len(last) < 2 or all(map(is_syllable, last)) else {*range(len(words) - len(last), len(words))}
            )
        return cls(words, frozenset(marked) if len(marked) < len(words) else frozenset())

    @property
    def given(self) -> list[int]:
        """The places of the given names; of all words, if it is not known which they are."""
        return [i for i, word in enumerate(self.words) if i not in self.family and word not in ARTICLES]

    def find_other(
        self, query: Borne, pairs: Sequence[tuple[str, str]], tokens: NameTokens, *, same_script: bool, latin: bool
    ) -> str | None:
        """Return why a name is another person's, None where it may be this one; `pairs` are its words beside these.

        >>> from normalize.match.tokens import NO_TOKENS
        >>> serhan = Borne.of("SERHAN, Fadi Hussein", "serhan fadi hussein")
        >>> father = Borne.of("Hussein Serhan", "hussein serhan")
        >>> pairs = [("hussein", "hussein"), ("serhan", "serhan"), ("", "fadi")]
        >>> serhan.find_other(father, pairs, NO_TOKENS, same_script=True, latin=True)
        'the first given name is left out'
        """
        placed = list(self._place(query.put_family_last(pairs)))
        if any(is_other_patronymic(word, self.words[at]) for word, at in placed):
            return PATRONYMIC
        of_syllables = latin and all(map(is_syllable, self.words)) and not is_burmese(self.words)
        if of_syllables and any(is_other_syllable(word, self.words[at]) for word, at in placed):
            return SYLLABLE
        if latin and have_other_pinyin(query.words, self.words, pairs, tokens):
            return SYLLABLE
        if len(placed) < 2 or any(map(list_numbers, self.words)):  # a king is called by one name
            return None
        if self._leaves_out({at for _, at in placed}):
            return LEFT_OUT
        if self._is_swapped(placed):
            return SWAPPED
        if same_script and any(self._is_other(word, at, tokens) for word, at in placed):
            return STRANGER
        return None

    def put_family_last(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return pairs, of which the first words are those of this name, with its family name behind the others."""
        family = [self.words[i] for i in sorted(self.family)]
        last = [pair for pair in pairs if pair[0] in family]
        return [*(pair for pair in pairs if pair not in last), *last]

    def _place(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, int]]:
        """Yield the query's words that have one beside them, in their order, with the place of that.

        Of a word that is given name and family name too it is the given name's.
        """
        taken: set[int] = set()
        for query, own in pairs:
            if not (query and own):
                continue
            for at in sorted(range(len(self.words)), key=self.family.__contains__):
                size = next((n for n in (1, 2, 3) if "".join(self.words[at : at + n]) == own), 0)
                if size and at not in taken:
                    taken.update(range(at, at + size))
                    yield query, at
                    break

    def _leaves_out(self, placed: Collection[int]) -> bool:
        """Return whether the first given name has no word beside it, but one that comes behind it has.

        An initial may be left out, and a title. Of names whose family name is not known, the last word may be it.
        """
        given = self.given if self.family else self.given[:-1]
        titles = set(self.words).difference(vocabulary("person").drop(" ".join(self.words)).split() or self.words)
        given = [i for i in given if self.words[i] not in titles]
        if not given or given[0] in placed or len(self.words[given[0]]) == 1:
            return False
        return any(i in placed and self.words[i] not in words_for("particle") for i in given)

    def _is_swapped(self, placed: Sequence[tuple[str, int]]) -> bool:
        """Return whether the given names stand in another order.

        Where the family name is not known or left out, the last of them may stand first, as one. A patronymic may stand
        anywhere, but not its initial.
        """
        own = self.given
        order = [i for word, i in placed if i in own and not (len(word) > 1 and is_patronymic(self.words[i]))]
        back = sum(one > other for one, other in pairwise(order))
        return back > self.family.isdisjoint({at for _, at in placed}) or (back == 1 and order[-1] > order[0])

    def _is_other(self, query: str, at: int, tokens: NameTokens) -> bool:
        """Return whether a word beside the first given name is another name that has other vowels: Bushra, Bashar."""
        own = self.words[at]
        if at != next(iter(self.given), -1) or own in words_for("particle") or not tokens.groups(own):
            return False
        if tokens.relate([query], own) >= 0 or is_respelt(query, own, True) or is_epenthetic(query, own):
            return False
        return have_other_vowels(query, own)


def is_alone(query: str, alias: str, tokens: NameTokens) -> bool:
    """Return whether a plain reading is one known name, and the exact key of an alias has more than it.

    >>> from normalize.library import load_tokens
    >>> [is_alone("cameron", alias, load_tokens()) for alias in ("lord cameron", "cameron")]
    [True, False]
    """
    return " " not in query and len(set(alias.split()) - words_for("particle")) > 1 and bool(tokens.groups(query))


def _mark_family(text: str, written: Sequence[tuple[str, int]]) -> Iterator[int]:
    """Yield the places of the words before a comma, or else of those in capitals."""
    has_comma = "," in text
    capitals = [word.isupper() and len(word.strip(".,")) > 1 and not is_numeral(word.casefold()) for word, _ in written]
    at = 0
    for (word, size), is_capital in zip(written, capitals, strict=True):
        if has_comma or (is_capital and not all(capitals)):
            yield from range(at, at + size)
        at += size
        if has_comma and word.endswith(","):
            return


def _join_hyphened(text: str, marked: set[int], count: int) -> set[int]:
    """Return places of words with those of the words that a hyphen joins to the last of them: Kara-Murza."""
    sizes = [len(key(word).split()) for word in text.split()]
    if not marked or sum(sizes) != count:
        return marked
    joined = set(marked)
    for end, size in zip(accumulate(sizes), sizes, strict=True):
        joined.update(range(end - size, end) if end - 1 in marked else ())
    return joined


def is_patronymic(word: str) -> bool:
    """Return whether a word in Latin letters has the ending of an East Slavic patronymic, in any case.

    >>> [is_patronymic(word) for word in ("olegovych", "petrovichem", "petrov", "ilyinichna")]
    [True, True, False, True]
    """
    return _patronymic().match(word) is not None


def is_other_patronymic(query: str, own: str) -> bool:
    """Return whether one of two words is a patronymic and the other is the name that it, or a family name, is made of.

    >>> [is_other_patronymic("oleg", "olegovych"), is_other_patronymic("ivanovich", "ivanov")]
    [True, True]
    >>> [is_other_patronymic("olegovih", "olegovych"), is_other_patronymic("o", "olegovych")]
    [False, False]
    """
    if is_patronymic(query) == is_patronymic(own) or min(len(query), len(own)) < 2:
        return False
    patronymic, other = (query, own) if is_patronymic(query) else (own, query)
    match = _patronymic().match(patronymic)
    if match is None or len(other) > len(patronymic) - _SHORTER:
        return False
    alike = Indel.normalized_similarity
    return alike(match[1], other) >= alike(patronymic, other)


@cache
def _patronymic() -> re.Pattern[str]:
    endings = sorted(patronymic_endings(), key=len, reverse=True)
    return re.compile(rf"(\w{{2,}}?)(?:{'|'.join(endings)})\w{{0,2}}\Z")
