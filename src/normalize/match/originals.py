"""Names of people in one script that the letters they are written in tell apart, though they read alike.

Korean and Chinese names are of a few syllables, each with one character: another character is another name, for what
reads alike is 박 (Park) and 백 (Baek), or 山田 and 山本. A foreign name in these scripts is spelt by ear, and long or
with a dot between its parts. Arabic leaves vowels out that its readings guess: حسن and حسين are two names, and so are
الحلبي and الجلبي. Cyrillic Захаров and Сахаров are alike in a German reading alone. The words are in the table
`originals.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path

from rapidfuzz.distance import Indel

from normalize.form import analyse
from normalize.loose import loosen
from normalize.match.meeting import Written
from normalize.match.tokens import NameTokens
from normalize.text import THE, key
from normalize.tsv import rows_of

ORIGINAL = "in its own letters it is another name"
WRITTEN_SCRIPTS = frozenset({"Hani", "Hang", "Arab", "Cyrl"})  # of names that these rules are of
_HAN = re.compile("[\u3005\u3400-\u9fff]{2,6}")
_HANGUL = re.compile("[\uac00-\ud7a3]{2,4}")
_ARABIC = re.compile("[\u0620-\u06ff ]+")
_CYRILLIC = re.compile("[\u0400-\u04ff ]+")
_REPEATS = re.compile(r"(.)\1+")
_DOT = re.compile("[·・‧•∙⋅=＝]")
_WHOLE = 3  # characters of a Chinese family name with its given name
_TITLES = "氏君"  # of one character
_GIVEN = 2  # syllables of a Korean given name at most
_BEGINNINGS = 2  # syllables of a name with which its family name or its given name begins
_LETTERS, _ALIKE = 4, 0.7  # letters and likeness of Cyrillic words of which one may be a slip for the other
# Countries whose own names are written in Han characters, or were.
_WRITTEN_SO = frozenset({"CN", "HK", "JP", "KP", "KR", "MO", "MY", "SG", "TW", "VN"})
_ARTICLE = re.compile(f"(?:عبد)?{THE}(?=...)")


def tell_written_apart(query: str, names: Iterable[str], tokens: NameTokens) -> str | None:
    """Return why a name cannot be that of the bearer of some names in its script, None where it may be one of them.

    >>> from normalize.library import load_tokens
    >>> may_be = lambda query, name: tell_written_apart(query, [name], load_tokens()) is None
    >>> [may_be(name, "山田健太郎") for name in ("山田 健太郎", "山本健太郎", "山田")]
    [True, False, True]
    >>> [may_be(name, "温家宝") for name in ("温家宝贝", "家宝", "温家宝总理")]
    [False, True, True]
    >>> [may_be(name, "姚明") for name in ("姚明明", "姚明氏")]
    [False, True]
    >>> [may_be(name, "이정훈") for name in ("리정훈", "이중훈", "이정훈 대통령")]
    [True, False, True]
    >>> [may_be(name, "حسن البياتي") for name in ("حسن بياتى", "حسين البياتي", "حسن البياني")]
    [True, False, False]
    >>> [may_be(name, "Андрей Сахаров") for name in ("Андрей Сахоров", "Андрей Захаров")]
    [True, False]
    """
    own = list(names)
    if any(map(_DOT.search, own)):
        return None
    told = [_are_others(key(query), key(name), tokens) for name in own]
    known = [is_other for is_other in told if is_other is not None]
    return ORIGINAL if known and all(known) else None


def is_spelt_by_ear(query: Written, alias: Written, countries: Sequence[str]) -> bool:
    """Return whether a foreign name in Han characters has one other character of the same sound: 特郎普, 特朗普.

    `countries`: whose it is; what is of where names are written so has other characters for other names.

    >>> trump, asked = Written("特朗普", ["telangpu"]), Written("特郎普", ["telangpu"])
    >>> is_spelt_by_ear(asked, trump, ["US"]), is_spelt_by_ear(asked, trump, ["CN"])
    (True, False)
    """
    one, other = query.text, alias.text
    if not (_HAN.fullmatch(one) and _HAN.fullmatch(other) and len(one) == len(other) >= _WHOLE):
        return False
    foreign = bool(countries) and _WRITTEN_SO.isdisjoint(countries)
    return foreign and query.romans[0] in alias.romans and sum(map(str.__ne__, one, other)) == 1


def _are_others(query: str, own: str, tokens: NameTokens) -> bool | None:
    """Return whether two names are two, of which none is part of the other; None where their letters do not say it."""
    if _ARABIC.fullmatch(query) and _ARABIC.fullmatch(own):
        return have_other_word(query, own, _are_other_in_arabic)
    if _CYRILLIC.fullmatch(query) and _CYRILLIC.fullmatch(own):
        return have_other_word(query, own, partial(_are_other_in_cyrillic, tokens))
    query, own = query.replace(" ", ""), own.replace(" ", "")
    if _is_korean(query) and _is_korean(own):
        query, own = _spell_alike(query), _spell_alike(own)
    elif not (_HAN.fullmatch(query) and _HAN.fullmatch(own)):
        return None
    return not (query in own or (own in query and not _goes_on(query, own)))


def _goes_on(query: str, own: str) -> bool:
    """Return whether a name in Han is a whole one with one character more, in which no title has room but 氏 and 君."""
    if not _HAN.fullmatch(query) or query[-1] in _TITLES:
        return False
    return len(query) == len(own) + 1 and len(own) in (_WHOLE - 1, _WHOLE)


def have_other_word(query: str, own: str, are_others: Callable[[str, str], bool | None]) -> bool | None:
    """Return whether the one word in which two names differ is another name; None where they differ in more.

    What is loosely written makes no difference.

    >>> have_other_word("boris petrov", "boris ivanov", lambda one, other: one != other)
    True
    """
    one, other = (list(map(loosen, name.split())) for name in (query, own))
    left, right = [word for word in one if word not in other], [word for word in other if word not in one]
    if len(one) != len(other) or max(len(left), len(right)) > 1:
        return None
    return are_others(left[0], right[0]) if left and right and len(one) > 1 else False


def _are_other_in_arabic(query: str, own: str) -> bool:
    """Return whether two words are two known given names, or have another consonant behind the article."""
    given = read_originals("given")
    if query in given and own in given:
        return len({word if given[word] == "-" else given[word] for word in (query, own)}) > 1
    bare = [_ARTICLE.sub("", word, count=1) for word in (query, own)]
    one, other = map(_list_consonants, bare)
    return one != other and len(one) == len(other) and query != bare[0] and own != bare[1]


def _are_other_in_cyrillic(tokens: NameTokens, query: str, own: str) -> bool | None:
    """Return whether two words are two known names and have other consonants; None where they are not nearly alike."""
    if min(len(query), len(own)) < _LETTERS or Indel.normalized_similarity(query, own) < _ALIKE:
        return None
    one, other = (tokens.groups(analyse(word).romans[0]) for word in (query, own))
    return bool(one and other) and one.isdisjoint(other) and _list_consonants(query) != _list_consonants(own)


def _list_consonants(word: str) -> str:
    """Return the consonants of a word, of those that are one sound in names the same one, and its first letter."""
    sounds, vowels = read_originals("sound"), read_originals("vowel")
    found = word[:1] + "".join(letter for letter in word[1:] if letter not in vowels)
    return _REPEATS.sub(r"\1", "".join(sounds.get(letter, letter) for letter in found))


def _is_korean(name: str) -> bool:
    """Return whether a word in Hangul is a family name of Korea with a given name."""
    if not _HANGUL.fullmatch(name):
        return False
    return any(name[:size] in read_originals("family") and 1 <= len(name) - size <= _GIVEN for size in (1, 2))


def _spell_alike(name: str) -> str:
    """Return a word in Hangul as the South of Korea spells it: 리 and 렬 of the North are 이 and 열 there.

    So it is where the family and the given name begin, and with a few syllables anywhere.
    """
    initial, final = read_originals("initial"), read_originals("final")
    alike = []
    for at, syllable in enumerate(name):
        letters = unicodedata.normalize("NFD", syllable)
        opened = unicodedata.normalize("NFC", letters[:2])  # without what closes it
        southern = initial.get(opened, opened) if at < _BEGINNINGS else opened
        alike.append(final.get(syllable, unicodedata.normalize("NFC", southern + letters[2:])))
    return "".join(alike)


@cache
def read_originals(rule: str) -> dict[str, str]:
    """Return the forms of one rule of the table, each with its base.

    >>> read_originals("final")["렬"]
    '열'
    """
    return {form: base for _, form, base in rows_of(Path(__file__).with_name("originals.tsv"), rule)}
