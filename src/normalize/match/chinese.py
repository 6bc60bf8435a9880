"""Names of people in pinyin: two syllables of Chinese are two names, however alike, but for an older romanisation.

The syllables, with what Wade and Giles wrote, and the family names are the table `pinyin.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from normalize.match.syllables import is_syllable
from normalize.match.tokens import NameTokens
from normalize.tsv import rows_of

_TABLE = Path(__file__).with_name("pinyin.tsv")
_VOWELS = "aeo"  # letters that no syllable within a word begins with, but behind an apostrophe
_LONGEST = 6  # letters of a syllable
_MOST = 18  # letters of a word that is read by syllables
_VELAR = re.compile("(?<=n)g(?![aeiou])")  # the g of ng, by which two syllables differ


def have_other_pinyin(
    query: Sequence[str], own: Sequence[str], pairs: Iterable[tuple[str, str]], tokens: NameTokens
) -> bool:
    """Return whether a name of a Chinese person has another syllable than a query; `pairs` are their words in pairs.

    All words of both are to be in pinyin, and the first or the last of the name is to be a family's. A query all of
    which may be in the romanisation of Wade and Giles is read so too; Anna and Ana are one for all that.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> bin = ["zhou", "wenbin"]
    >>> names = (["zhou", "wenping"], ["zhou", "wenbing"], ["chou", "wenpin"], ["zhou", "wenbn"])
    >>> [have_other_pinyin(name, bin, zip(name, bin, strict=True), NO_TOKENS) for name in names]
    [True, True, False, False]
    """
    if not is_chinese(own) or not all(map(is_pinyin, query)) or sorted("".join(query)) == sorted("".join(own)):
        return False
    read = [read_wade_giles(word) for word in (*query, *own)]
    asked, known = all(read[: len(query)]), all(read[len(query) :])
    return any(
        one != other and not (asked and other in read_wade_giles(one)) and not (known and one in read_wade_giles(other))
        for one, other in pairs
        if one and other and (is_syllable(other) or tokens.relate([one], other) <= 0)
    )


def has_other_characters(query: str, readings: Iterable[str], tokens: NameTokens) -> bool:
    """Return whether a plain name has another syllable than a name in Han characters, however these are read.

    The readings are asked that part the name of a family of China from the given name, which may be of several words.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> names = ("wang jianyun", "jian jun wang", "wang chien chun", "wang jianjn", "yun wang")
    >>> [has_other_characters(name, ["wangjianjun", "wang jianjun"], NO_TOKENS) for name in names]
    [True, False, False, False, False]
    """
    told = []
    for own in map(str.split, readings):
        if len(own) != 2 or own[0] not in families():
            continue
        words = query.split()
        at = next((i for i in (0, len(words) - 1) if own[0] in {words[i], *read_wade_giles(words[i])}), None)
        if at is None or len(words) < 2:
            return False
        given = "".join(word for i, word in enumerate(words) if i != at)
        even = len(given) > _LONGEST or not is_syllable(given)
        told.append(even and have_other_pinyin([words[at], given], own, [(given, own[1])], tokens))
    return bool(told) and all(told)


def is_none_of(query: str, names: Iterable[str], tokens: NameTokens) -> bool:
    """Return whether a plain name in pinyin is none of those in pinyin that a person has.

    The family name may stand first or last, and other words beside the name. What as a whole may be in the romanisation
    of Wade and Giles is read so too.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> wen = ["cai yingwen", "tsai ing wen"]
    >>> asked = ("cai jingwen", "dai yingwen", "ying wen cai", "nushi cai yingwen", "tsai ying wen", "cai ingwen")
    >>> [is_none_of(name, wen, NO_TOKENS) for name in asked]
    [True, True, False, False, False, False]
    """
    words = query.split()
    own = list(filter(is_chinese, map(str.split, names)))
    if not own or len(words) < 2 or not all(map(is_pinyin, words)):
        return False
    if any(set(words) <= set(name) or set(name) <= set(words) for name in own):
        return False
    asked = _part_family(words)
    known = [parts for name in own for parts in _part_family(name) if parts[0] in families()]
    return not any(_are_one(*parts, tokens) for parts in product(asked, known))


def _part_family(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return the family name and the given name of a name, of which either may come first."""
    return [(words[0], "".join(words[1:])), (words[-1], "".join(words[:-1]))]


def _are_one(query: Sequence[str], own: Sequence[str], tokens: NameTokens) -> bool:
    """Return whether the parts of two names in pinyin are the same, or may be."""
    for one, other in ((query, own), (own, query)):
        if all(b in read_wade_giles(a) for a, b in zip(one, other, strict=True)):
            return True
    pairs = list(zip(query, own, strict=True))
    return all(a == b or (not is_syllable(b) and tokens.relate([a], b) > 0) for a, b in pairs)


def find_other_words(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words of several syllables in pinyin that are two, and no older romanisation of one.

    >>> pairs = [("dalian", "dalian"), ("yuanhong", "yuanhang"), ("ningpo", "ningbo"), ("trade", "trading")]
    >>> list(find_other_words(pairs))
    [('yuanhong', 'yuanhang')]
    """
    for one, other in pairs:
        if one == other or is_syllable(one) or is_syllable(other) or not (is_pinyin(one) and is_pinyin(other)):
            continue
        if one not in read_wade_giles(other) and other not in read_wade_giles(one):
            yield one, other


def have_other_finals(query: str, own: str) -> bool:
    """Return whether two plain words of Chinese syllables differ in an n that is ng in the other: Haixin, Haixing.

    >>> [have_other_finals(*pair) for pair in (("haixin", "haixing"), ("xinda", "xingda"), ("martin", "marting"))]
    [True, True, False]
    """
    short, long = sorted((query, own), key=len)
    if len(long) != len(short) + 1 or not (is_pinyin(short) and is_pinyin(long)):
        return False
    return any(long[: match.start()] + long[match.end() :] == short for match in _VELAR.finditer(long))


def is_chinese(words: Sequence[str]) -> bool:
    """Return whether words in plain letters are the name of a Chinese person in pinyin.

    >>> [is_chinese(name.split()) for name in ("zhang ye", "yao ming", "kai ping", "li peter", "yang")]
    [True, True, False, False, False]
    """
    return len(words) > 1 and not families().isdisjoint((words[0], words[-1])) and all(map(is_pinyin, words))


def is_pinyin(word: str) -> bool:
    """Return whether a word in plain letters is of syllables in pinyin.

    >>> is_pinyin("xiaodong"), is_pinyin("hsiaotung")
    (True, False)
    """
    return _pinyin().fullmatch(word) is not None


def read_wade_giles(word: str) -> frozenset[str]:
    """Return what a word may be in pinyin, if it is in the romanisation of Wade and Giles.

    >>> sorted(read_wade_giles("wenpin")), sorted(read_wade_giles("zhou"))
    (['wenbin', 'wenpin'], [])
    """
    if len(word) > _MOST:
        return frozenset()
    ends: list[set[str]] = [{""}, *(set[str]() for _ in word)]
    for i in range(len(word)):
        for size in range(1, min(_LONGEST, len(word) - i) + 1):
            for syllable in _wade_giles().get(word[i : i + size], ()) if ends[i] else ():
                ends[i + size].update(before + syllable for before in ends[i])
    return frozenset(ends[-1])


@cache
def families() -> frozenset[str]:
    """Return the family names of China in pinyin."""
    return frozenset(name for name, _ in rows_of(_TABLE, "family"))


@cache
def _pinyin() -> re.Pattern[str]:
    syllables = sorted((name for name, _ in rows_of(_TABLE, "syllable")), key=len, reverse=True)
    behind = [name for name in syllables if name[0] not in _VOWELS]
    return re.compile(f"(?:{'|'.join(syllables)})(?:{'|'.join(behind)})*")


@cache
def _wade_giles() -> Mapping[str, tuple[str, ...]]:
    """Return what each syllable as Wade and Giles wrote it may be in pinyin."""
    found: dict[str, tuple[str, ...]] = {}
    for name, spellings in rows_of(_TABLE, "syllable"):
        for spelling in spellings.split():
            found[spelling] = (*found.get(spelling, ()), name)
    return found
