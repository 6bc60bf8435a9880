"""What tells family names apart that look alike: another ending, or a father and a child in each other's place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import Indel

from normalize.match.name_words import endings_for, read_rule
from normalize.sounds import is_respelt

_REMEMBERED = 1 << 12  # pairs of words
_STEM = 3  # letters that a family name has before its ending
_BASE = 2  # letters that two of them share where other syllables stand behind these
_OF_FATHER, _ONE_FATHER = "dottir", 0.7  # what is no family name but the father's, and likeness from which he is one
_SOFT = "iyj"  # what a stem may end in for the sake of the letter before it
_WITHOUT_I = ("ian", "iants")  # endings for which a name loses its last i: Karimi, Karimian
_MADE_OF = frozenset({"in", "yn", "ov", "ev"})  # endings for which a name loses its last vowel


def is_turned(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether the names around the first word for "child of" have changed places.

    >>> is_turned(["salman", "bin", "muhammad"], ["mohammed", "bin", "salman"])
    True
    """
    one, other = split_chain(query), split_chain(alias)
    if one is None or other is None:
        return False
    like = Indel.normalized_similarity
    return like(one[0], other[1]) > like(one[0], other[0]) and like(one[1], other[0]) > like(one[1], other[1])


def split_chain(words: Sequence[str]) -> tuple[str, str] | None:
    """Return the names of child and father around the first word that says so, None where there is none.

    >>> split_chain("salman bin hamad al harbi".split()), split_chain("rauf kamil oglu hasanli".split())
    (('salman', 'hamad'), ('rauf', 'kamil'))
    """
    chain = _chain_words()
    if chain.keys().isdisjoint(words):
        return None
    for i in range(1, len(words)):
        behind = chain.get(words[i])
        if behind is False and i + 1 < len(words):
            return words[i - 1], words[i + 1]
        if behind and i > 1:
            return words[i - 2], words[i - 1]
    return None


def stands_behind_father(word: str) -> bool:
    """Return whether a word says "son of" or "daughter of" behind the father's name.

    >>> stands_behind_father("oglu"), stands_behind_father("bin")
    (True, False)
    """
    return _chain_words().get(word, False)


def is_other_family(query: Sequence[str], alias: Sequence[str]) -> bool:
    """Return whether two names differ in the ending of one word that makes it another family's, or the wife's.

    >>> is_other_family(["dmitry", "medvedchuk"], ["dmitry", "medvedev"])
    True
    """
    if len(query) != len(alias):
        return False
    one, other = ([word for word in words if word not in others] for words, others in ((query, alias), (alias, query)))
    if not len(one) == len(other) == 1:
        return False
    return is_other_ending(one[0], other[0])


@lru_cache(_REMEMBERED)
def is_other_ending(one: str, other: str) -> bool:
    """Return whether two words differ in an ending, or in what stands before one, that makes it another family's.

    >>> pairs = (("zeman", "zemanek"), ("lavrov", "lavrenov"), ("uskov", "usikov"), ("sakharov", "saharov"))
    >>> [is_other_ending(*pair) for pair in pairs]
    [True, True, True, False]
    >>> pairs = (("raisi", "raisian"), ("tsipras", "tsiprakis"), ("trump", "trumpas"))
    >>> [is_other_ending(*pair) for pair in pairs]
    [True, True, False]
    """
    (stem, own), (other_stem, others) = _split_family(one), _split_family(other)
    short, long = sorted((one, other), key=len)
    if is_respelt(one, other, True):
        return False
    if own == others == _OF_FATHER:
        return Indel.normalized_similarity(stem, other_stem) < _ONE_FATHER
    if short[-1:] == "i" and any(long == short[:-1] + ending for ending in _WITHOUT_I):
        return True
    if len(short) >= _STEM and _is_longer_family(short, long):
        return True
    if _swapped_kinds().issuperset((own, others)):
        return False
    if own == others:
        return bool(own) and _have_other_infixes(stem, other_stem)
    return stem == other_stem and bool(own and others)


def _is_longer_family(short: str, long: str) -> bool:
    """Return whether a word is another with the ending of a family put to it, or put for its vowel: Latushkin."""
    put = _put_to_names()
    if long.startswith(short) and long[len(short) :] in put:
        return True
    bare = short[:-1] if short[-1] in ("a", "o") else ""
    if not bare or not long.startswith(bare):
        return False
    ending = long[len(bare) :]
    return ending in put and ("-" in put[ending] or ending in _MADE_OF)


def _have_other_infixes(stem: str, other: str) -> bool:
    """Return whether two stems of family names are one with other syllables behind it: Kolob-ov, Kolob-k-ov."""
    one, two = ({stem.rstrip(_SOFT): ""} | _list_bare(stem) for stem in (stem, other))
    shared = [base for base in one.keys() & two.keys() if len(base) >= _BASE]
    return bool(shared) and all(one[base] != two[base] for base in shared)


def _list_bare(stem: str) -> dict[str, str]:
    """Return what a stem is without an infix, each with that."""
    return {stem.removesuffix(i).rstrip(_SOFT): i for i, _ in endings_for("infix") if stem.endswith(i)}


def _split_family(word: str) -> tuple[str, str]:
    """Return what stands before the ending of a family name, and the kind of the ending; "" for none."""
    kinds = _kinds()
    for at in range(_STEM, len(word)):  # the longest ending first
        kind = kinds.get(word[at:])
        if kind is not None:
            return word[:at], kind
    return word, ""


@cache
def _chain_words() -> dict[str, bool]:
    """Return the words for "child of", each with whether it stands behind the father's name."""
    return {form: base == "-" for form, base in read_rule("chain")}


@cache
def _put_to_names() -> dict[str, set[str]]:
    """Return the endings that make another family's name where they are put to one, each with its kinds."""
    found: dict[str, set[str]] = {}
    for ending, kind in read_rule("family"):
        if kind == "-" or not ending.endswith(("a", "e")):
            found.setdefault(ending, set()).add(kind)
    return found


@cache
def _kinds() -> dict[str, str]:
    """Return the endings of family names, and those that languages put to any name, with their kinds."""
    rows = [row for row in (*read_rule("family"), *read_rule("swap")) if row[1] != "-"]
    return dict(reversed(rows))  # the first row of an ending counts


@cache
def _swapped_kinds() -> frozenset[str]:
    return frozenset(kind for _, kind in read_rule("swap"))
