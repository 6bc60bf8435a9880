"""The last resort for letters that no rule and no ICU transform covers: Unidecode, then Unicode's own names.

Unidecode is optional (it is GPL, the library is MIT) and called from here alone.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import cast


@cache
def _unidecode() -> Callable[[str], str] | None:
    try:
        return cast(Callable[[str], str], importlib.import_module("unidecode").unidecode)
    except ImportError:
        return None


@lru_cache(maxsize=4096)
def spell(char: str) -> str:
    """Return Latin letters for one character of any script; characters that are no letters may vanish.

    >>> spell("ក"), spell("-")
    ('k', '-')
    """
    return spell_as(char)[0]


def spell_as(char: str) -> tuple[str, str]:
    """Return Latin letters for one character, and what they are from: "icu", "unidecode" or "unicode"."""
    if char.isascii() or "LATIN" in unicodedata.name(char, ""):
        return char, "icu"
    category = unicodedata.category(char)
    if category[0] != "L":
        return "" if category == "Cf" or category[0] == "M" else char, "unicode"
    decode = _unidecode()
    if decode is not None:
        found = "".join(filter(str.isalnum, decode(char)))
        if found:
            return found.lower() if char.islower() else found, "unidecode"
    # Signs that only modify a letter have no sound of their own.
    return "" if category == "Lm" else _from_name(char), "unicode"


def _from_name(char: str) -> str:
    """Return what the Unicode name of a letter says of its sound: KHMER LETTER KA is ka."""
    name = unicodedata.name(char, "")
    for kind in (" LETTER ", " CHARACTER ", " SYLLABLE ", " SYLLABICS ", " SIGN "):
        if kind in name:
            return name.partition(kind)[2].split(" ")[0].lower()
    # Ideographs have no sound in their names; their number at least keeps them apart.
    return f"u{ord(char):x}"
