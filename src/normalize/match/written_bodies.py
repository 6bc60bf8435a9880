"""Firms in one script of syllables, or in Arabic, that the letters they are written in tell apart.

As they are read, 深圳市星海微电子 and 深圳市星河微电子 are nearly the same, for each character is a few letters of a
long word; but another character is another firm. That is said of firms alone, which have a legal form or a word for
their business: what offices and parties are called is a translation, and is put in other words. What is spelt by ear
may differ in what is heard alike, and what is left out, or stands before a firm's name or behind it, says nothing
here. The words are in the table `originals.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial

from rapidfuzz.distance import Levenshtein

from normalize.lexicon.variants import find_legal_forms, strip_legal_forms
from normalize.lexicon.vocabulary import vocabulary
from normalize.match.originals import have_other_word, read_originals
from normalize.match.tokens import NameTokens
from normalize.text import THE, key, scripts

_WITHOUT_ALPHABET = frozenset({"Hani", "Hang", "Kana", "Hira"})
_SYLLABLES = re.compile("[\u3005\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_HAN = re.compile("[\u3005\u3400-\u9fff]+")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_FIRST, _INITIAL, _FINAL = 0xAC00, 588, 28  # of the syllables in Hangul, and how many have one initial, one vowel
_BY_EAR = frozenset({0, 8})  # finals of what foreign names are spelt with in Hangul: none, and l
_CITY = "市"
_LONG = "اويى"  # letters for long vowels, of which writers leave some out
_ENDINGS = re.compile("(?<=..)(?:ات|ين|ون|يه|ية|[ةهيى])$")
_ARTICLE = re.compile(f"^(?:و?{THE}|لل)(?=..)")


def tell_firms_apart(asked: str, names: Callable[[], Iterable[str]], type: str, tokens: NameTokens) -> bool:
    """Return whether a name cannot be that of a firm with some names, of which one at least is in its script.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> own = ["深圳市星海微电子有限公司", "Shenzhen Xinghai Microelectronics"]
    >>> asked = ("深圳市星河微电子有限公司", "珠海市星海微电子", "深圳星海微電子股份有限公司", "星海微电子")
    >>> [tell_firms_apart(name, lambda: own, "organisation", NO_TOKENS) for name in asked]
    [True, True, False, False]
    >>> asked = ("대한기계공업 주식회사", "대성기계공업", "대안기계공업")
    >>> [tell_firms_apart(name, lambda: ["대한기계공업"], "organisation", NO_TOKENS) for name in asked]
    [False, True, True]
    """
    written = scripts(asked)
    if "Arab" in written:
        are_others: Callable[[str, str], bool | None] = partial(have_other_word, are_others=partial(_are_other, tokens))
    elif written and _WITHOUT_ALPHABET.issuperset(written):
        are_others = _have_other_syllables
    else:
        return False
    own = [name for name in names() if ("Arab" in scripts(name)) == ("Arab" in written) and scripts(name)]
    own = [name for name in own if "Arab" in written or _WITHOUT_ALPHABET.issuperset(scripts(name))]
    if type != "company" and not any(map(_is_firm, own)):
        return False
    bare = {_strip(name) for name in own}
    whole = [name for name in bare if not any(name in other for other in bare if other != name)]
    query = _strip(asked)
    return bool(whole) and all(are_others(query, name) for name in whole)


def leave_out_city(one: str, other: str) -> bool:
    """Return whether two names in Han characters differ in 市, behind a city, and in their legal forms at most.

    >>> leave_out_city("深圳华宏光电", "深圳市华宏光电有限公司"), leave_out_city("深圳华宏光电", "深圳市华洪光电")
    (True, False)
    """
    bare = [_strip(name).replace(_CITY, "") for name in (one, other)]
    return bare[0] == bare[1] and (_CITY in one) != (_CITY in other)


def _is_firm(name: str) -> bool:
    exact = key(name)
    if find_legal_forms(exact) or (_SYLLABLES.search(exact) and strip_legal_forms(exact)):
        return True
    squeezed = exact.replace(" ", "")
    return any(word in squeezed for word in read_originals("business"))


@lru_cache(maxsize=1 << 12)
def _strip(name: str) -> str:
    """Return the exact key of a name without its legal form; of one in syllables, without spaces."""
    exact = key(name)
    stripped = strip_legal_forms(exact) or exact
    return stripped if "Arab" in scripts(name) else stripped.translate(_same())


@cache
def _same() -> dict[int, str]:
    return {ord(char): base for char, base in read_originals("same").items()} | {ord(" "): ""}


def _have_other_syllables(query: str, own: str) -> bool:
    """Return whether something stands in one name instead of what stands in the other, or is new inside of it."""
    if query in own or own in query:
        return False
    inside = read_originals("apart")
    for edit in Levenshtein.opcodes(query, own):
        one, other = query[edit.src_start : edit.src_end], own[edit.dest_start : edit.dest_end]
        if edit.tag == "replace" and any(map(_is_other_syllable, one, other)):
            return True
        if edit.tag in ("insert", "delete") and (one or other) in inside:
            return True
    return False


def _is_other_syllable(one: str, other: str) -> bool:
    """Return whether of two characters at one place none is the other one spelt by ear."""
    if _HAN.match(one) and _HAN.match(other):
        return True
    if not (_HANGUL.match(one) and _HANGUL.match(other)):
        return False
    finals = {(ord(char) - _FIRST) % _FINAL for char in (one, other)}
    if len(finals) > 1 or not finals.issubset(_BY_EAR):
        return True
    heard = read_originals("heard")
    initials = {chr(0x1100 + (ord(char) - _FIRST) // _INITIAL) for char in (one, other)}
    return len({heard.get(initial, initial) for initial in initials}) > 1


def _are_other(tokens: NameTokens, query: str, own: str) -> bool:
    """Return whether two words in Arabic letters are two nouns: both are known, or bear the article."""
    is_generic = vocabulary("organisation").is_generic
    bare = [_ARTICLE.sub("", word) for word in (query, own)]
    if is_generic(query) or is_generic(own) or any(map(is_generic, bare)):
        return False
    known = all(word != noun or tokens.is_word(word) for word, noun in zip((query, own), bare, strict=True))
    one, other = map(_list_consonants, bare)
    return known and one != other


def _list_consonants(noun: str) -> str:
    """Return the consonants of a noun without its endings; those that are written for one sound are the same one."""
    sounds = read_originals("sound")
    stem = _ENDINGS.sub("", noun)
    return "".join(sounds.get(letter, letter) for letter in stem if letter not in _LONG)
