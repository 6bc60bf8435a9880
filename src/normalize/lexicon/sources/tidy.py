"""Names as the tables hold them: composed, trimmed, without characters that no reader sees."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Direction marks, zero-width spaces, byte order marks, soft hyphens and controls; the joiners U+200C and U+200D
# are letters of Persian and Indic spelling and stay between letters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffc\ufffd]"
)
# Latin letters that people type for Cyrillic ones which look the same, Chuvash and Ossetian ones above all.
_CYRILLIC_TWINS = str.maketrans("ABCEHIJKMOPSTXYaceijopsxyăĕçæĂĔÇÆïÏë", "АВСЕНІЈКМОРЅТХУасеіјорѕхуӑӗҫӕӐӖҪӔїЇё")
_TWINS = "ABCEHIJKMOPSTXYaceijopsxyăĕçæĂĔÇÆïÏë"
_TWIN = re.compile(f"[{_TWINS}]")
_CYRILLIC_WORD = re.compile(f"(?=[^\\W\\d_]*[\u0400-\u04ff])[\u0400-\u04ff{_TWINS}]+\\b")
_EDGES = " \t\r\n\u00a0\u200c\u200d,;"
_SPACES = re.compile(r"\s+")
_MARKS = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
    "ə": "a", "ɛ": "e", "ɔ": "o", "ŋ": "n", "'": "", "’": "", "ʼ": "", "‘": "", "ʻ": "", "`": "", "-": " ", ".": "",
})  # fmt: skip


def tidy_name(raw: str) -> str:
    """Return a name in NFC with single spaces and nothing invisible.

    >>> tidy_name("\\u200fМінск\\xa0")
    'Мінск'
    """
    if raw.isascii() and raw.isprintable() and "  " not in raw:
        return raw.strip(_EDGES)
    shown = _UNSEEN.sub("", unicodedata.normalize("NFC", raw))
    if "\u0301" in shown:
        shown = _STRESS.sub(r"\1", shown)
    if _CYRILLIC.search(shown) and _TWIN.search(shown):
        shown = _CYRILLIC_WORD.sub(_repair, shown)
    return _SPACES.sub(" ", shown).strip(_EDGES)


_STRESS = re.compile("([\u0400-\u04ff])\u0301")  # an accent of dictionaries; ѓ and ќ are letters of their own
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def _repair(found: re.Match[str]) -> str:
    word = found[0]
    return word.translate(_CYRILLIC_TWINS) if len(_CYRILLIC.findall(word)) * 2 > len(word) else word


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return a name for comparison: case, marks, apostrophes and hyphens off.

    >>> fold("Głębokie"), fold("Homyel’")
    ('glebokie', 'homyel')
    """
    folded = name.casefold()
    if not folded.isascii():
        folded = _MARKS.sub("", unicodedata.normalize("NFKD", folded))
        folded = unicodedata.normalize("NFC", folded)
    return " ".join(folded.translate(_PLAIN).split())
