"""Names of people in one script that their own characters tell apart, though they read alike.

Korean and Chinese names are of a few syllables, each with one character: another character is another name, for what
reads alike is 박 (Park) and 백 (Baek), or 山田 and 山本. A foreign name in these scripts is spelt by ear, and either long
or with a dot between its parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from normalize.text import key
from normalize.tsv import read_cells

CHARACTERS = "in its own characters it is another name"
_HAN = re.compile("[\u3005\u3400-\u9fff]{2,6}")
_HANGUL = re.compile("[\uac00-\ud7a3]{2,4}")
_GIVEN = 2  # syllables of a Korean given name at most
_BEGINNINGS = 2  # syllables of a name with which its family name or its given name begins
_DOT = re.compile("[·・‧•∙⋅=＝]")
CHARACTER_SCRIPTS = ("Hani", "Hang")  # of names that these rules are of


def tell_characters_apart(query: str, names: Iterable[str]) -> str | None:
    """Return why a name cannot be that of the bearer of some names in its script, None where it may be one of them.

    >>> [tell_characters_apart(name, ["山田健太郎"]) is None for name in ("山田 健太郎", "山本健太郎", "山田")]
    [True, False, True]
    >>> [tell_characters_apart(name, ["이정훈"]) is None for name in ("리정훈", "이중훈", "이정훈 대통령")]
    [True, False, True]
    """
    own = list(names)
    if any(map(_DOT.search, own)):
        return None
    told = [_are_others(key(query).replace(" ", ""), key(name).replace(" ", "")) for name in own]
    known = [is_other for is_other in told if is_other is not None]
    return CHARACTERS if known and all(known) else None


def _are_others(query: str, own: str) -> bool | None:
    """Return whether two names without spaces are two, of which none is part of the other.

    None where their characters do not say it.
    """
    if _HAN.fullmatch(query) and _HAN.fullmatch(own):
        return not (query in own or own in query)
    if _is_korean(query) and _is_korean(own):
        query, own = _spell_alike(query), _spell_alike(own)
        return not (query in own or own in query)
    return None


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
    """Return what stands beside each syllable of one part of the table."""
    rows = read_cells(Path(__file__).with_name("syllables.tsv"))[1:]
    return {form: other for part, form, other in rows if part == wanted}
