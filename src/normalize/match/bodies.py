"""What tells two organisations apart whose names look alike: the place, the brackets, the one word that is not generic.

Firms and offices share most of their words with others: what is the same says little where it is generic words and
places alone ("Leasing LLC" is not M Leasing LLC), and nothing where the place is another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Indel

from normalize.form import analyse_alias
from normalize.lexicon.codes import is_made_of, spell_out
from normalize.lexicon.variants import (
    BRACKETS,
    find_brackets,
    find_legal_forms,
    is_legal_form,
    simplify_name,
    strip_legal_forms,
)
from normalize.lexicon.vocabulary import vocabulary
from normalize.match.alignment import is_numeral, liken
from normalize.match.evidence import list_numbers
from normalize.match.tokens import NameTokens
from normalize.match.tails import TAIL, lacks_tail, list_joined
from normalize.match.vetoes import NAME, Written
from normalize.sounds import is_respelt
from normalize.text import clean, key, scripts
from normalize.tsv import read_cells

BRACKET = "what stands in brackets is another"
ACRONYM_ALONE = "what it is short for is another"
PLACE = "the place is another"
PLACED = "a place is named behind one of them alone"
GENERIC = "they share only words that many names have"
BARE = "a legal form alone is no name"
BESIDE = "what is against it, or for its victims or friends, is another"
FORM = "the legal form is of another kind"
_COMPANIES = frozenset({"JSC", "LLC", "LP", "LLP", "GP", "JV", "FIN"})  # classes of forms that are one kind
_LIKE = 0.8  # likeness from which two words are one, misspelt
_SLIP = 0.75  # the same beside a word that says little
_WHOLE = 0.85  # and from which what several words make together is
_MANY = 5  # words that two names share, beside which a generic one may be missing
_LONGEST = 3  # words of the name of a place
_ARABIC = re.compile("^(ال)(?=..)")  # the Arabic article, which is written as one with its word
_ARTICLE = re.compile("^(?:al|el)(?=.{4})")  # the same in Latin letters
_NAME = 6  # letters of a word that stands against another one
_SHORT = 2  # letters of a word that is no word of a language but an acronym


class Name(NamedTuple):
    """A reading of a name, the string that it is the reading of, and the whole that this is a variant of."""

    roman: str
    text: str
    written: str

    @property
    def whole(self) -> tuple[str, ...]:
        """The words of the whole, as they are read, legal forms too."""
        return _words(self.written)

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
                if not (w in known or _is_slip(w, others) or (len(w) == 1 and not w.isdigit() and w != own[0]))
            ]
            for words, own, others in left
        )
        return Parted(self.both, one, other)

    def list_left_out(self) -> list[str]:
        """Return the words that the first name leaves out of the second, none where it has words of its own."""
        known = {word for pair in self.both for word in pair}
        return [word for word in self.alias if word not in known] if known and not self.query else []

    def is_long(self, tokens: NameTokens) -> bool:
        """Return whether many words are shared, and one that says little is not."""
        left = [*self.query, *self.alias]
        told = any(_is_distinct(word, tokens) or tokens.find_places(word) for word in left)
        return len(left) == 1 and len(self.both) >= _MANY and not told


def tell_bodies_apart(
    asked: str,
    query: Written,
    alias: Written,
    names: Callable[[], Iterable[str]],
    type: str,
    tokens: NameTokens,
) -> str | None:
    """Return why a name cannot be that of an organisation, or None where it may be.

    `asked` is the name as it was written, `query` what it was taken for; `alias` is the name that this is near, with
    the readings it was found by, and `names` gives all names of the organisation.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> lines, others = Written("Lines Limited", ["lines limited"]), Written("KB Lines Limited", ["kb lines limited"])
    >>> tell_bodies_apart(lines.text, lines, others, lambda: [others.text], "organisation", NO_TOKENS) == GENERIC
    True
    """
    inside = find_brackets(asked)
    told = tell_brackets_apart(asked, query.text, names, type, tokens)
    if told is not None or is_acronym_beside(query.text, asked, type):
        return told
    if inside and _are_other_brackets(inside, asked, alias.text, names, tokens):
        return BRACKET
    if _are_other_kinds(asked, alias.text):
        return FORM
    one, other = max(product(query.romans, alias.romans), key=lambda pair: Indel.normalized_similarity(*pair))
    here, there = Name(one, query.text, asked), Name(other, alias.text, alias.text)
    if _lacks_tail(here, there, type, tokens) or _lacks_tail(there, here, type, tokens):
        return TAIL
    return _tell_words_apart(here, there, type, tokens)


def list_other_forms(asked: str, alias: str) -> tuple[str, str] | None:
    """Return the legal forms of two names where both have some, and these are not only written otherwise.

    Those of one class in two scripts, or that begin alike, are one: LLC and ООО, Ltd and Limited.

    >>> list_other_forms("Siemens S.p.A.", "Siemens AG"), list_other_forms("Siemens", "Siemens AG")
    (('s p a', 'ag'), None)
    """
    one, other = _find_forms(asked), _find_forms(alias)
    if not one or not other:
        return None
    forms = " ".join(one), " ".join(other)
    begins_alike = scripts(forms[0]) != scripts(forms[1]) or not {f[0] for f in one}.isdisjoint(f[0] for f in other)
    return None if begins_alike and not set(one.values()).isdisjoint(other.values()) else forms


def _are_other_kinds(asked: str, alias: str) -> bool:
    """Return whether one name is that of a company, and one that of a trader, an association or an office."""
    kinds = [{"" if kind in _COMPANIES else kind for kind in _find_forms(name).values()} for name in (asked, alias)]
    return all(kinds) and kinds[0].isdisjoint(kinds[1])


@lru_cache(maxsize=1 << 12)
def _find_forms(name: str) -> dict[str, str]:
    return find_legal_forms(key(clean(name).text))


def _lacks_tail(query: Name, alias: Name, type: str, tokens: NameTokens) -> bool:
    """Return whether a name is another one without what makes that one of another firm; brackets may be left out."""
    bracketed, joined = (
        {word for part in parts for word in _words(part)}
        for parts in (BRACKETS.findall(alias.written), list_joined(alias.written))
    )
    is_alike = scripts(query.written)[:1] == scripts(alias.written)[:1]  # then the words are as they are spelt
    spelt = [" ".join(name.whole) if is_alike else name.roman for name in (query, alias)]
    for names, of in (((query.roman, alias.roman), type), (spelt, "")):
        one, other = (read_words(name, of) for name in names)
        left = other[len(one) :] if other[: len(one)] == one else part_words(one, other).list_left_out()
        alone = {word for word in left if word not in one and word not in bracketed}
        distinct = {word for word in alone if _is_distinct(word, tokens)}
        if one and alone and lacks_tail(alone, other, distinct, joined):
            return True
    return False


def _tell_words_apart(query: Name, alias: Name, type: str, tokens: NameTokens) -> str | None:
    told = _tell_some_apart(query, alias, read_words(query.roman, type), read_words(alias.roman, type), tokens)
    if told is None:
        return None
    is_latin = scripts(query.written) == scripts(alias.written) == ("Latn",)  # then the words are as they are spelt
    one, other = (" ".join(name.whole) if is_latin else name.roman for name in (query, alias))
    spelt = _tell_some_apart(query, alias, read_words(one, ""), read_words(other, ""), tokens)
    return told if spelt else None


def _tell_some_apart(
    query: Name, alias: Name, one: Sequence[str], other: Sequence[str], tokens: NameTokens
) -> str | None:
    if not one or not other:
        return BARE if other else None
    parted = part_words(one, other)
    places = _find_places(parted, one, other, tokens)
    if all(places):
        return PLACE
    parted = parted.forget(query.whole, alias.whole)
    if not _words_for("beside").isdisjoint([*parted.query, *parted.alias]):
        return BESIDE
    is_same_script = scripts(query.text) == scripts(alias.text)
    is_part = bool(parted.query) != bool(parted.alias)
    ordinary = query.list_ordinary(tokens)
    if parted.both and not any(a not in ordinary and _is_distinct(a, tokens) for a, _ in parted.both):
        left = [*parted.query, *parted.alias]
        if len(parted.query) == len(parted.alias) == 1 and any(_is_distinct(word, tokens) for word in left):
            is_name = max(map(len, left)) >= _NAME and not any(map(list_numbers, left))
            return NAME if is_name and is_same_script and all(a == b for a, b in parted.both) else None
        return GENERIC if (is_part and not parted.is_long(tokens)) or alias.opens_alone(query) else None
    behind = [name[-1] for name, placed in ((one, places[0]), (other, places[1])) if placed]
    return PLACED if parted.both and is_part and not {*behind}.isdisjoint([*parted.query, *parted.alias]) else None


def read_words(roman: str, type: str) -> list[str]:
    """Return the words of a reading that say who is meant, without legal forms, and with generic ones in English.

    Whom an organisation is named after is left out; without a type no word is a generic one.

    >>> read_words("lines limited", "organisation"), read_words("the bank of east asia limited", "organisation")
    (['lines'], ['bank', 'east', 'asian'])
    """
    stripped = strip_legal_forms(roman) or roman
    translated = vocabulary(type).translate(stripped) or stripped
    words = translated.split()
    end = next((at for at, word in enumerate(words) if at and word in _words_for("named")), len(words))
    return [word for word in words[:end] if word not in _words_for("slight") and not is_legal_form(word)]


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
        best = word if word in left else max(left, key=lambda other: _liken(word, other), default="")
        if best and _liken(word, best) >= _LIKE:
            both.append((word, best))
            left.remove(best)
        else:
            alone.append(word)
    if alone and left and liken("".join(alone), "".join(left)) >= _WHOLE:
        return Parted([*both, ("".join(alone), "".join(left))], [], [])
    return Parted(both, alone, left)


def _is_slip(word: str, words: Sequence[str]) -> bool:
    says_little = (other for other in words if other in _words_for("slight") or is_legal_form(other))
    return any(_liken(word, other) >= _SLIP for other in says_little)


def _liken(one: str, other: str) -> float:
    if one == other or is_respelt(one, other, True):
        return 1.0
    one, other = (re.sub(_ARTICLE, "", word) for word in (one, other))
    return 0.0 if min(len(one), len(other)) <= _SHORT else liken(one, other)


def tell_brackets_apart(
    asked: str, text: str, names: Callable[[], Iterable[str]], type: str, tokens: NameTokens
) -> str | None:
    """Return why a variant of a name that has brackets is not what is meant, or None where it may be.

    The variant is what stands in brackets, and the words beside it are those of no name of the organisation; or it is
    without brackets that name a place, which no name has.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> asked, plants = "Anti-Fascist Committee (HESA)", lambda: ["Iran Aircraft Manufacturing (HESA)"]
    >>> tell_brackets_apart(asked, "HESA", plants, "organisation", NO_TOKENS)
    'what it is short for is another'
    """
    if is_acronym_beside(text, asked, type):
        return None if _is_supported(text, asked, names(), type, tokens) else ACRONYM_ALONE
    dropped = {_words(inside) for inside in find_brackets(asked) if key(inside) not in key(text)}
    placed = [tokens.find_places(" ".join(words)) for words in dropped]
    if not any(placed):
        return None
    known = (_list_places(words, words, tokens) for words in map(_words, names()))
    own = frozenset[int]().union(*(places for several in known for places in several))
    return BRACKET if any(places and places.isdisjoint(own) for places in placed) else None


def is_acronym_beside(text: str, asked: str, type: str) -> bool:
    """Return whether a variant of a name is what stands in brackets in it, or a word of that, in English or not.

    >>> is_acronym_beside("HESA", "Anti-Fascist Committee (HESA)", "organisation")
    True
    """
    inside = BRACKETS.findall(asked)
    return text != asked and any(text in (i, *i.split(), *simplify_name(key(i), type)) for i in inside)


def _is_supported(text: str, asked: str, names: Iterable[str], type: str, tokens: NameTokens) -> bool:
    """Return whether the words beside an acronym in brackets are, by half, those of a name; and not one more.

    Unless the acronym is made of them or a name by itself, no word of theirs stands against one of the name.
    """
    outside, whole, names = _read(_outside(asked), type), _words(asked), list(names)
    is_told = is_made_of(key(text), key(_outside(asked)).split()) or key(text) in map(key, names)
    half = []
    for name in names:
        own = _read(_outside(name), type)
        parted = part_words(outside, own).forget(whole, _words(name))
        half += [(parted, own)] if 2 * len(parted.both) >= len(outside) else []
    if any(parted.query and (not parted.alias or not is_told) for parted, _ in half):
        return False
    return not outside or any(not all(_find_places(parted, outside, own, tokens)) for parted, own in half)


def _are_other_brackets(
    inside: Sequence[str], asked: str, alias: str, names: Callable[[], Iterable[str]], tokens: NameTokens
) -> bool:
    """Return whether two names have brackets, and what stands in them is not the same in any name of the second."""
    own = find_brackets(alias)
    if not own or scripts("".join(inside)) != scripts("".join(own)):
        return False
    every = {bracket for name in names() for bracket in find_brackets(name)}
    if any(_say_the_same(one, other, tokens) for one in inside for other in every):
        return False
    return not any(
        set(_words(one)) <= set(_words(other))
        for one, other in [*((i, alias) for i in inside), *((o, asked) for o in own)]
    )


def _say_the_same(one: str, other: str, tokens: NameTokens) -> bool:
    """Return whether what stands in two brackets is one thing, misspelt or shortened to its first letters or not."""
    words, others = (_words(spell_out(text) or text) for text in (one, other))
    here, there = (tokens.find_places(" ".join(w)) for w in (words, others))
    if here and there:
        return bool(here & there)
    if sorted(filter(is_numeral, words)) != sorted(filter(is_numeral, others)):
        return False
    joined, other_joined = "".join(words), "".join(others)
    initials = {"".join(word[0] for word in w) for w in (words, others) if len(w) > 1}
    return liken(joined, other_joined) >= _WHOLE or not initials.isdisjoint((joined, other_joined))


def _find_places(parted: Parted, query: Sequence[str], alias: Sequence[str], tokens: NameTokens) -> tuple[bool, bool]:
    """Return of each of two names whether it names a country or a city that the other does not."""
    known, others = (frozenset[int]().union(*_list_places(words, words, tokens)) for words in (query, alias))
    one, other = _list_places(query, parted.query, tokens), _list_places(alias, parted.alias, tokens)
    found = any(places.isdisjoint(others) for places in one), any(places.isdisjoint(known) for places in other)
    if all(found):
        return found
    respelt = ((a, b) for a, b in parted.both if a != b and not is_respelt(a, b, True))
    pairs = ((tokens.find_places(a), tokens.find_places(b)) for a, b in respelt)
    return (True, True) if any(a and b and a.isdisjoint(b) for a, b in pairs) else found


def _list_places(words: Sequence[str], wanted: Sequence[str], tokens: NameTokens) -> list[frozenset[int]]:
    """Return the countries and cities that words in a row are the name of, if one of the words wanted is among them."""
    found = []
    for size in range(1, _LONGEST + 1):
        for at in range(len(words) - size + 1):
            span = words[at : at + size]
            if not set(wanted).isdisjoint(span) and not (size == 1 and tokens.is_ordinary(span[0])):
                found.append(tokens.find_places(" ".join(span)))
    return [places for places in found if places]


def _is_distinct(word: str, tokens: NameTokens) -> bool:
    """Return whether a word tells one organisation from the others: no generic or ordinary word, figure or place."""
    if len(word) <= _SHORT or is_numeral(word):
        return len(word) > 1 or not is_numeral(word)
    if vocabulary("organisation").is_generic(word) or word in _words_for("plain") or tokens.is_ordinary(word):
        return False
    return not tokens.find_places(word)


def _outside(text: str) -> str:
    return BRACKETS.sub(" ", text)


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> tuple[str, ...]:
    return tuple(next(iter(analyse_alias(text, None, 1)[1]), "").split())


@lru_cache(maxsize=1 << 12)
def _read(text: str, type: str) -> tuple[str, ...]:
    """Return the words of a name that say who is meant, in English as far as they are generic, as they are read."""
    exact = key(clean(text).text)
    stripped = strip_legal_forms(exact) or exact
    return tuple(read_words(" ".join(_words(vocabulary(type).translate(stripped) or stripped)), type))


@cache
def _words_for(rule: str) -> frozenset[str]:
    """Return the words of one kind of the table."""
    rows = read_cells(Path(__file__).with_name("bodies.tsv"))[1:]
    return frozenset(form for kind, _, form in rows if kind == rule)
