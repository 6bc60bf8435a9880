"""The words of organisations' names beside each other: which both have, and which tell them from others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from normalize.form import analyse_alias
from normalize.lexicon.variants import is_legal_form, strip_legal_forms
from normalize.lexicon.vocabulary import vocabulary
from normalize.match.alignment import is_numeral, liken
from normalize.match.tokens import NameTokens
from normalize.sounds import is_respelt
from normalize.text import THE, clean, key
from normalize.tsv import rows_of

_LIKE = 0.8  # likeness from which two words are one, misspelt
_SLIP = 0.75  # the same beside a word that says little
WHOLE = 0.85  # and from which what several words make together is
_MANY = 5  # words that two names share, beside which a generic one may be missing
_LONGEST = 3  # words of the name of a place
_ARABIC = re.compile(f"^({THE})(?=..)")
_ARTICLE = re.compile("^(?:al|el)(?=.{4})")  # the article of Arabic, in Latin letters
_REMEMBERED = 1 << 12  # names, and pairs of their words: each rule asks for them anew
_SHORT = 2  # letters of a word that is no word of a language but an acronym


class Name(NamedTuple):
    """A reading of a name, the string that it is the reading of, and the whole that this is a variant of."""

    roman: str
    text: str
    written: str

    @property
    def whole(self) -> tuple[str, ...]:
        """The words of the whole, as they are read, legal forms too."""
        return list_words(self.written)

    def list_ordinary(self, tokens: NameTokens) -> frozenset[str]:
        """Return the words of the reading that are ordinary ones as they are written, in Arabic without the article."""
        words = self.roman.split()
        keys = " ".join(_ARABIC.sub(r"\1 ", word) for word in key(self.text).split()).split()
        pairs = zip(words, keys, strict=True) if len(words) == len(keys) else ()
        return frozenset(word for word, exact in pairs if tokens.is_ordinary(exact))

    def opens_alone(self, other: Name) -> bool:
        """Return whether a short word that may be a legal form opens the name, one closes it, the other lacks it."""
        words = self.whole
        return (
            len(words) > 1
            and len(words[0]) <= _SHORT
            and words[0] not in other.whole
            and is_legal_form(words[0])
            and is_legal_form(words[-1])
        )


class Parted(NamedTuple):
    """The words of two names: those that both have, in pairs, and those of one of them alone."""

    both: list[tuple[str, str]]
    query: list[str]
    alias: list[str]

    def forget(self, query: Sequence[str], alias: Sequence[str]) -> Parted:
        """Return the same without what says little beside the other whole.

        That is what is said twice, a letter that does not open the name, and what is nearly a small word (Gruop).
        """
        known = {word for pair in self.both for word in pair}
        left = ((self.query, query, alias), (self.alias, alias, query))
        one, other = (
            [
                w
                for w in words
                if not (w in known or is_slip(w, others) or (len(w) == 1 and not w.isdigit() and w != own[0]))
            ]
            for words, own, others in left
        )
        return Parted(self.both, one, other)

    def is_long(self, tokens: NameTokens) -> bool:
        """Return whether many words are shared, and one that says little is not."""
        left = [*self.query, *self.alias]
        told = any(is_distinct(word, tokens) or tokens.find_places(word) for word in left)
        return len(left) == 1 and len(self.both) >= _MANY and not told


@lru_cache(_REMEMBERED)
def list_distinctive_words(roman: str, type: str) -> tuple[str, ...]:
    """Return the words of a reading that say who is meant, without legal forms, and with generic ones in English.

    Whom an organisation is named after is left out; without a type no word is a generic one.

    >>> [list_distinctive_words(name, "organisation") for name in ("lines limited", "the bank of east asia limited")]
    [('lines',), ('bank', 'east', 'asian')]
    """
    stripped = strip_legal_forms(roman) or roman
    translated = vocabulary(type).translate(stripped) or stripped
    words = translated.split()
    end = next((at for at, word in enumerate(words) if at and word in body_words("named")), len(words))
    return tuple(word for word in words[:end] if word not in body_words("slight") and not is_legal_form(word))


def part_words(query: Sequence[str], alias: Sequence[str]) -> Parted:
    """Return the words that two names share, misspelt or not, and those that only one has.

    >>> part_words(["north", "east", "asia", "bank"], ["bank", "east", "asia"])
    Parted(both=[('east', 'east'), ('asia', 'asia'), ('bank', 'bank')], query=['north'], alias=[])
    """
    whole, other_whole = "".join(query), "".join(alias)
    if len(query) != len(alias) and is_respelt(whole, other_whole, True):
        return Parted([(whole, other_whole)], [], [])
    left = list(alias)
    both, alone = [], []
    for word in query:
        likeness, best = (1.0, word) if word in left else _find_likest(word, left)
        if likeness >= _LIKE:
            both.append((word, best))
            left.remove(best)
        else:
            alone.append(word)
    if alone and left and liken("".join(alone), "".join(left)) >= WHOLE:
        return Parted([*both, ("".join(alone), "".join(left))], [], [])
    return Parted(both, alone, left)


def list_left_out(query: Sequence[str], alias: Sequence[str]) -> list[str]:
    """Return the words that the first of two names leaves out of the second, none where it has words of its own.

    >>> list_left_out(["strela"], ["strela", "m"]), list_left_out(["lines"], ["star", "ships"])
    (['m'], [])
    """
    if [*alias[: len(query)]] == [*query]:
        return [word for word in alias[len(query) :] if word not in query] if query else []
    parted = part_words(query, alias)
    known = {word for pair in parted.both for word in pair}
    return [word for word in parted.alias if word not in known] if known and not parted.query else []


def is_slip(word: str, words: Sequence[str]) -> bool:
    """Return whether a word is nearly one of some others that says little: Gruop.

    >>> is_slip("gruop", ["star", "group"]), is_slip("gruop", ["star", "lines"])
    (True, False)
    """
    return is_like_one(word, (other for other in words if other in body_words("slight") or is_legal_form(other)))


def is_like_one(word: str, words: Iterable[str]) -> bool:
    """Return whether a word is nearly one of some others.

    >>> is_like_one("federatoin", ["russian", "federation"]), is_like_one("yug", ["sever"])
    (True, False)
    """
    return any(_liken(word, other) >= _SLIP for other in words)


def _find_likest(word: str, others: Sequence[str]) -> tuple[float, str]:
    """Return the word that is likest to another, the first of equals, and how like it is."""
    return max(((_liken(word, other), other) for other in others), key=itemgetter(0), default=(0.0, ""))


@lru_cache(_REMEMBERED)
def _liken(one: str, other: str) -> float:
    if one == other or is_respelt(one, other, True):
        return 1.0
    one, other = (_ARTICLE.sub("", word) for word in (one, other))
    return 0.0 if min(len(one), len(other)) <= _SHORT else liken(one, other)


def find_other_places(
    parted: Parted, query: Sequence[str], alias: Sequence[str], tokens: NameTokens
) -> tuple[bool, bool]:
    """Return of each of two names whether it names a country or a city that the other does not."""
    known, others = (frozenset[int]().union(*list_places(words, words, tokens)) for words in (query, alias))
    one, other = list_places(query, parted.query, tokens), list_places(alias, parted.alias, tokens)
    found = any(places.isdisjoint(others) for places in one), any(places.isdisjoint(known) for places in other)
    if all(found):
        return found
    respelt = ((a, b) for a, b in parted.both if a != b and not is_respelt(a, b, True))
    pairs = ((tokens.find_places(a), tokens.find_places(b)) for a, b in respelt)
    return (True, True) if any(a and b and a.isdisjoint(b) for a, b in pairs) else found


def list_places(words: Sequence[str], wanted: Sequence[str], tokens: NameTokens) -> list[frozenset[int]]:
    """Return the countries and cities that words in a row are the name of, if one of the words wanted is among them."""
    found = []
    for size in range(1, _LONGEST + 1):
        for at in range(len(words) - size + 1):
            span = words[at : at + size]
            if not set(wanted).isdisjoint(span) and not (size == 1 and tokens.is_ordinary(span[0])):
                found.append(tokens.find_places(" ".join(span)))
    return [places for places in found if places]


def is_distinct(word: str, tokens: NameTokens) -> bool:
    """Return whether a word tells one organisation from the others: no generic or ordinary word, figure or place."""
    if len(word) <= _SHORT or is_numeral(word):
        return len(word) > 1 or not is_numeral(word)
    if vocabulary("organisation").is_generic(word) or word in body_words("plain") or tokens.is_ordinary(word):
        return False
    return not tokens.find_places(word)


@lru_cache(_REMEMBERED)
def read_key(text: str) -> str:
    """Return the exact key of a string that may not be clean."""
    return key(clean(text).text)


@lru_cache(_REMEMBERED)
def list_words(text: str) -> tuple[str, ...]:
    """Return the words of a string as they are read; plain letters are read as they stand."""
    roman = read_key(text) if text.isascii() else next(iter(analyse_alias(text, None, 1)[1]), "")
    return tuple(roman.split())


@lru_cache(_REMEMBERED)
def read_name(text: str, type: str) -> tuple[str, ...]:
    """Return the words of a name that say who is meant, in English as far as they are generic, as they are read."""
    exact = read_key(text)
    stripped = strip_legal_forms(exact) or exact
    return list_distinctive_words(" ".join(list_words(vocabulary(type).translate(stripped) or stripped)), type)


@cache
def body_words(rule: str) -> frozenset[str]:
    """Return the words of one kind of the table."""
    return frozenset(form for _, form in rows_of(Path(__file__).with_name("bodies.tsv"), rule))
