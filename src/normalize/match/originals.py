"""Names of people in one script that the letters they are written in tell apart, though they read alike.

Korean and Chinese names are of a few syllables, each with one character: another character is another name, for what
reads alike is 박 (Park) and 백 (Baek), or 山田 and 山本. A foreign name in these scripts is spelt by ear, and long or
with a dot between its parts. Arabic leaves vowels out that its readings guess: حسن and حسين are two names, and so are
الحلبي and الجلبي. The words are in the table `originals.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from normalize.loose import loosen
from normalize.text import key
from normalize.tsv import read_cells

ORIGINAL = "in its own letters it is another name"
WRITTEN_SCRIPTS = frozenset({"Hani", "Hang", "Arab"})  # of names that these rules are of
_HAN = re.compile("[\u3005\u3400-\u9fff]{2,6}")
_HANGUL = re.compile("[\uac00-\ud7a3]{2,4}")
_ARABIC = re.compile("[\u0620-\u06ff ]+")
_DOT = re.compile("[·・‧•∙⋅=＝]")
_GIVEN = 2  # syllables of a Korean given name at most
_BEGINNINGS = 2  # syllables of a name with which its family name or its given name begins
_ARTICLE = re.compile("(?:عبد)?ال(?=...)")


def tell_written_apart(query: str, names: Iterable[str]) -> str | None:
    """Return why a name cannot be that of the bearer of some names in its script, None where it may be one of them.

    >>> [tell_written_apart(name, ["山田健太郎"]) is None for name in ("山田 健太郎", "山本健太郎", "山田")]
    [True, False, True]
    >>> [tell_written_apart(name, ["이정훈"]) is None for name in ("리정훈", "이중훈", "이정훈 대통령")]
    [True, False, True]
    >>> [tell_written_apart(name, ["حسن البياتي"]) is None for name in ("حسن بياتى", "حسين البياتي", "حسن البياني")]
    [True, False, False]
    """
    own = list(names)
    if any(map(_DOT.search, own)):
        return None
    told = [_are_others(key(query), key(name)) for name in own]
    known = [is_other for is_other in told if is_other is not None]
    return ORIGINAL if known and all(known) else None


def _are_others(query: str, own: str) -> bool | None:
    """Return whether two names are two, of which none is part of the other; None where their letters do not say it."""
    if _ARABIC.fullmatch(query) and _ARABIC.fullmatch(own):
        return _have_other_words(query, own)
    query, own = query.replace(" ", ""), own.replace(" ", "")
    if _is_korean(query) and _is_korean(own):
        query, own = _spell_alike(query), _spell_alike(own)
    elif not (_HAN.fullmatch(query) and _HAN.fullmatch(own)):
        return None
    return not (query in own or own in query)


def _have_other_words(query: str, own: str) -> bool | None:
    """Return whether two names in Arabic letters differ in one word that is another name; None where in more, or none.

    So it is where both words are known given names, or where one has another consonant than the other behind the
    article. What is loosely written, and the article itself, makes no difference.
    """
    one, other = (list(map(loosen, name.split())) for name in (query, own))
    left, right = [word for word in one if word not in other], [word for word in other if word not in one]
    if len(one) != len(other) or len(one) < 2 or not left:
        return False if sorted(one) == sorted(other) else None
    if not len(left) == len(right) == 1:
        return None
    given = _read("given")
    names = [(word if base == "-" else base) for word in (*left, *right) if (base := given.get(word))]
    if len(names) == 2:
        return names[0] != names[1]
    with_article = [_ARTICLE.match(word) for word in (*left, *right)]
    bare = [_ARTICLE.sub("", word, count=1) for word in (*left, *right)]
    bones = [_list_consonants(word) for word in bare]
    return bones[0] != bones[1] if all(with_article) and len(bones[0]) == len(bones[1]) else False


def _list_consonants(word: str) -> str:
    """Return the consonants of a word in Arabic letters, of those that are one sound in names the same one."""
    sounds, vowels = _read("sound"), _read("vowel")
    return word[:1] + "".join(sounds.get(letter, letter) for letter in word[1:] if letter not in vowels)


def _is_korean(name: str) -> bool:
    """Return whether a word in Hangul is a family name of Korea with a given name."""
    if not _HANGUL.fullmatch(name):
        return False
    return any(name[:size] in _read("family") and 1 <= len(name) - size <= _GIVEN for size in (1, 2))


def _spell_alike(name: str) -> str:
    """Return a word in Hangul as the South of Korea spells it: 리 and 렬 of the North are 이 and 열 there.

    So it is where the family and the given name begin, and with a few syllables anywhere.
    """
    initial, final = _read("initial"), _read("final")
    alike = []
    for at, syllable in enumerate(name):
        letters = unicodedata.normalize("NFD", syllable)
        opened = unicodedata.normalize("NFC", letters[:2])  # without what closes it
        southern = initial.get(opened, opened) if at < _BEGINNINGS else opened
        alike.append(final.get(syllable, unicodedata.normalize("NFC", southern + letters[2:])))
    return "".join(alike)


@cache
def _read(wanted: str) -> dict[str, str]:
    """Return the forms of one rule of the table, each with its base."""
    rows = read_cells(Path(__file__).with_name("originals.tsv"))[1:]
    return {form: base for rule, _, form, base in rows if rule == wanted}
