"""Names that look alike and are two: rules with a table (`vetoes.tsv`), asked of what would be an answer otherwise.

Likeness alone does not see them: the same words in another order are a son and his father, one ending more is the
village beside the town, another tone is another Vietnamese name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Indel

from normalize.match.sexes import have_other_sexes
from normalize.match.syllables import have_other_tones
from normalize.sounds import is_respelt
from normalize.text import scripts
from normalize.tsv import read_cells

TURNED = "a father and a child have changed places"
DERIVED = "a place that is called after another one is not that place"
FEATURE = "what is called a gulf, a lake or a mountain is not the town"
FAMILY = "a family name of another ending is another"
SEX = "a woman is not the man of the same name"
TONES = "the tone marks are those of another name"
OPPOSITE = "north is not south, nor new old"
PART = "a part of it, or a new one, is not the thing itself"
ACRONYM = "other letters are another acronym"
ORDINARY = "it is an ordinary word"
TOWN = "the town is called so only with what says that it is one"
NAME = "a word is another name"  # said of what the evidence contradicts
NAMED = "it is a personal name, and only nearly the name found"
_BASE = 3  # letters that the name of a place has at least to have others called after it
_STEM = 3  # letters that a family name has before its ending
_ACRONYM = 5  # letters of a string in capitals that is one
_OF_FATHER, _ONE_FATHER = "dottir", 0.7  # what is no family name but the father's, and likeness from which he is one
_NEARLY = 0.85  # likeness from which two readings are of one place
_SOFT = "iyj"  # what a stem may end in for the sake of the letter before it
_MADE_OF = frozenset({"in", "yn", "ov", "ev"})  # endings for which a name loses its last vowel


class Written(NamedTuple):
    """A name as it is written, and its plain readings."""

    text: str
    romans: Sequence[str]


def find_veto(query: Written, alias: Written, type: str) -> str | None:
    """Return why a name cannot be one that it looks like, or None where it may be; `type` is that of the bearer.

    >>> father, child = Written("Салман бин Мухаммад", ["salman bin muhammad"]), Written("", ["mohammed bin salman"])
    >>> find_veto(father, child, "person")
    'a father and a child have changed places'
    >>> find_veto(Written("Białystoczek", ["bialystoczek"]), Written("Białystok", ["bialystok"]), "place") == DERIVED
    True
    >>> find_veto(Written("", ["dmitry medvedchuk"]), Written("", ["dmitry medvedev"]), "person")
    'a family name of another ending is another'
    >>> find_veto(Written("Phạm Văn Đổng", ["pham van dong"]), Written("Phạm Văn Đồng", ["pham van dong"]), "person")
    'the tone marks are those of another name'
    """
    readings = list(product(map(str.split, query.romans), map(str.split, alias.romans)))
    if _are_acronyms(query, alias):
        return ACRONYM
    if type != "person" and any(_are_opposite(one, other) for one, other in readings):
        return OPPOSITE
    if type != "person" and all(_is_opposed(one, other) for one, other in readings):
        return PART
    if type in ("place", "country"):
        for one, other in readings:
            if _is_derived(one, other):
                return DERIVED
            if _is_feature(one, other):
                return FEATURE
    else:
        written = (*scripts(query.text), *scripts(alias.text))
        for one, other in readings:
            if _is_turned(one, other):
                return TURNED
            if type == "person" and _is_other_family(one, other):
                return FAMILY
            if type == "person" and (have_other_sexes(one, other, written) or _is_borne_by_other_sex(one, other)):
                return SEX
    return TONES if have_other_tones(query.text, alias.text) else None


def _is_turned(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether the names around the first word for "child of" have changed places."""
    one, other = _split_chain(query), _split_chain(alias)
    if one is None or other is None:
        return False
    like = Indel.normalized_similarity
    return like(one[0], other[1]) > like(one[0], other[0]) and like(one[1], other[0]) > like(one[1], other[1])


def _split_chain(words: Sequence[str]) -> tuple[str, str] | None:
    """Return the names of child and father around the first word that says so, None where there is none."""
    chain = _chain_words()
    for i in range(1, len(words)):
        behind = chain.get(words[i])
        if behind is False and i + 1 < len(words):
            return words[i - 1], words[i + 1]
        if behind and i > 1:
            return words[i - 2], words[i - 1]
    return None


def _is_other_family(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether two names differ in the ending of one word that makes it another family's, or the wife's."""
    if len(query) != len(alias):
        return False
    one, other = ([word for word in words if word not in others] for words, others in ((query, alias), (alias, query)))
    if not len(one) == len(other) == 1:
        return False
    return is_other_ending(one[0], other[0])


def _is_borne_by_other_sex(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether two names are the same but for the last word, a family name as a woman and as a man bear it.

    What Czech puts behind the family name of any woman says nothing: Merkelová.
    """
    if len(query) != len(alias) or len(query) < 2 or list(query[:-1]) != list(alias[:-1]):
        return False
    one, other = query[-1], alias[-1]
    return is_of_other_sex(one, other) and not any(
        woman.endswith(form) and "" in men for woman in (one, other) for form, men in _daughters()
    )


def is_other_ending(one: str, other: str) -> bool:
    """Return whether two words differ in an ending, or in what stands before one, that makes it another family's.

    >>> pairs = (("zeman", "zemanek"), ("lavrov", "lavrenov"), ("uskov", "usikov"), ("sakharov", "saharov"))
    >>> [is_other_ending(*pair) for pair in pairs]
    [True, True, True, False]
    """
    (stem, own), (other_stem, others) = _split_family(one), _split_family(other)
    short, long = sorted((one, other), key=len)
    if is_respelt(one, other, True):
        return False
    if own == others == _OF_FATHER:
        return Indel.normalized_similarity(stem, other_stem) < _ONE_FATHER
    bare = short[:-1] if short[-1:] in ("a", "o") else ""  # Latushka, Latushkin
    for ending, kind in _families() if len(short) >= _STEM else ():
        if kind != "-" and ending.endswith(("a", "e")):
            continue
        if long == short + ending or (bare and (kind == "-" or ending in _MADE_OF) and long == bare + ending):
            return True
    if own == others:
        return bool(own) and _have_other_infixes(stem, other_stem)
    return stem == other_stem and bool(own and others)


def _have_other_infixes(stem: str, other: str) -> bool:
    """Return whether two stems of family names are one with other syllables behind it: Kolob-ov, Kolob-k-ov."""
    one, two = ({stem.rstrip(_SOFT): ""} | _list_bare(stem) for stem in (stem, other))
    shared = [base for base in one.keys() & two.keys() if len(base) >= _BASE - 1]
    return bool(shared) and all(one[base] != two[base] for base in shared)


def _list_bare(stem: str) -> dict[str, str]:
    """Return what a stem is without an infix, each with that."""
    return {stem.removesuffix(i).rstrip(_SOFT): i for i in _infixes() if stem.endswith(i)}


def _split_family(word: str) -> tuple[str, str]:
    """Return what stands before the ending of a family name, and the kind of the ending; "" for none."""
    for ending, kind in _families():
        if kind != "-" and word.endswith(ending) and len(word) >= len(ending) + _STEM:
            return word[: -len(ending)], kind
    return word, ""


def _is_derived(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether one word of a place's name is made of that of another one, and the others are the same."""
    if len(query) != len(alias):
        return False
    different = [(one, other) for one, other in zip(query, alias, strict=True) if one != other]
    if len(different) != 1:
        return False
    one, other = different[0]
    if is_respelt(one, other, True):
        return False  # Karnatakka
    return len(one) > len(other) >= _BASE and (other in _list_bases(one) or _is_part(one, other))


def _is_feature(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether a name is that of a place with a word for a water or a height beside it."""
    left = [word for word in query if word not in _features()]
    return len(left) == len(query) - 1 and left == list(alias)


def _are_opposite(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether the words that only one of two names has are the two ends of one thing: East Timor, West Timor."""
    if _opposites().keys().isdisjoint(query):
        return False
    one, other = (
        {_opposites()[word] for word in words if word in _opposites() and word not in others}
        for words, others in ((query, alias), (alias, query))
    )
    return any(axis == against and end != pole for axis, end in one for against, pole in other) and one.isdisjoint(
        other
    )


def _is_opposed(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether a query is the other name with a word more for one end of something: East Ukraine, New Minsk."""
    left = [word for word in query if word not in _opposites() or word in alias]
    if len(left) == len(query) or not left or not _opposites().keys().isdisjoint(alias):
        return False
    return Indel.normalized_similarity("".join(left), "".join(alias)) >= _NEARLY


def _are_acronyms(query: Written, alias: Written) -> bool:
    """Return whether both strings are a few capitals, and are read otherwise."""
    if not all(text.isupper() and 1 < len(text) <= _ACRONYM for text in (query.text, alias.text)):
        return False
    return set(query.romans).isdisjoint(alias.romans)


def _is_part(word: str, other: str) -> bool:
    """Return whether a word is the name of a place, or nearly, with a word for a part of it before it."""
    rests = [word[len(part) :] for part in _parts() if word.startswith(part) and len(word) >= len(part) + _BASE]
    return any(Indel.normalized_similarity(rest, other) >= _NEARLY for rest in rests)


def _list_bases(word: str) -> Iterator[str]:
    """Yield the names of places that the name of this ending may be made of."""
    for ending, bases in _endings():
        if word.endswith(ending):
            for base in bases:
                yield word[: -len(ending)] + base


@cache
def _chain_words() -> dict[str, bool]:
    """Return the words for "child of", each with whether it stands behind the father's name."""
    return {form: base == "-" for form, base in _read("chain")}


@cache
def _opposites() -> dict[str, tuple[str, str]]:
    """Return the words that tell places of one name apart: each with its axis, and the end of it."""
    return {form: (axis, end) for form, base in _read("opposite") for axis, _, end in [base.partition(" ")]}


def is_compass(word: str) -> bool:
    """Return whether a word, as it is read, is a point of the compass in some language.

    >>> is_compass("yuzhny"), is_compass("great")
    (True, False)
    """
    return _opposites().get(word, ("", ""))[0] == "compass"


def is_of_woman(name: str, man: str) -> bool:
    """Return whether a given name is a woman's beside that of a man: Daniela, Daniel; Maria, Mario.

    >>> [is_of_woman(*pair) for pair in (("daniela", "daniel"), ("maria", "mario"), ("daniele", "daniel"))]
    [True, True, False]
    """
    return any(
        name.endswith(hers) and man == name[: -len(hers)] + his and len(man) >= _STEM
        for hers, endings in _sexes()
        for his in endings
    )


def is_of_other_sex(name: str, other: str) -> bool:
    """Return whether one of two family names is the other as a woman bears it: Nawrocka, Nawrocki.

    >>> [is_of_other_sex(*pair) for pair in (("nawrocka", "nawrocki"), ("trotsky", "trotskaya"), ("kafka", "kafki"))]
    [True, True, False]
    """
    return any(
        one.endswith(hers) and two == one[: -len(hers)] + his and len(one) >= len(hers) + _STEM
        for one, two in ((name, other), (other, name))
        for hers, endings in _daughters()
        for his in endings
    )


@cache
def _daughters() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what family names of women end in, and what stands for it in those of men."""
    return tuple((form, tuple(part.strip("-") for part in base.split())) for form, base in _read("daughter"))


@cache
def hers() -> frozenset[str]:
    """Return titles of women, as exact keys; those written attached have a dash before them."""
    return frozenset(form for form, _ in _read("her"))


@cache
def his() -> frozenset[str]:
    """Return titles of men, as exact keys; those written attached have a dash before them."""
    return frozenset(form for form, _ in _read("his"))


def is_elder(exact: str, other: str) -> bool:
    """Return whether an exact key is that of the father of whom another one is: Joe Biden Sr.

    >>> is_elder("joe biden sr", "joe biden"), is_elder("george bush sr", "bush sr"), is_elder("sr maduro", "maduro")
    (True, False, False)
    """
    one, two = (name.rpartition(" ")[2] in _elders() for name in (exact, other))
    return one and not two


@cache
def _elders() -> frozenset[str]:
    return frozenset(form for form, _ in _read("elder"))


@cache
def _sexes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what given names of women end in, and what stands for it in those of men."""
    return tuple((form, tuple(part.strip("-") for part in base.split())) for form, base in _read("sex"))


@cache
def particles() -> frozenset[str]:
    """Return the words of family names that by themselves say nothing: von, bin."""
    return frozenset(form for form, _ in _read("particle"))


def lacks_prefix(words: Collection[str], own: Sequence[str]) -> bool:
    """Return whether some words are those of a name but for what makes its family another: Margaryan, Ter-Margaryan.

    >>> lacks_prefix(["artak", "margaryan"], ["artak", "ter", "margaryan"])
    True
    """
    return any(
        word == prefix and behind.endswith(ending) and word not in words
        for word, behind in pairwise(own)
        for prefix, ending in _prefixes()
    )


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    """Return the words that begin a family name, each with what that ends in."""
    return tuple((form, base.strip("-")) for form, base in _read("prefix"))


@cache
def _infixes() -> tuple[str, ...]:
    """Return the syllables between the stem of a family name and its ending that make another name."""
    return tuple(form for form, _ in _read("infix"))


@cache
def cases() -> frozenset[str]:
    """Return the endings of cases that no other name is made with."""
    return frozenset(form for form, _ in _read("case"))


@cache
def _parts() -> tuple[str, ...]:
    """Return what the name of a part of a place, or of a neighbour, begins with."""
    return tuple(form for form, _ in _read("part"))


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a name made of a place's name ends in, and what that one may end in."""
    return tuple((form, tuple(part.strip("-") for part in base.split())) for form, base in _read("diminutive"))


@cache
def _features() -> frozenset[str]:
    """Return the words for waters and heights, in English, as generic words are read."""
    return frozenset(form for form, _ in _read("feature"))


@cache
def _families() -> tuple[tuple[str, str], ...]:
    """Return the endings of family names with their kinds, the longest first."""
    return tuple(sorted(_read("family"), key=lambda row: -len(row[0])))


def _read(rule: str) -> list[tuple[str, str]]:
    rows = read_cells(Path(__file__).with_name("vetoes.tsv"))[1:]
    return [(form, base) for kind, _, form, base in rows if kind == rule]
