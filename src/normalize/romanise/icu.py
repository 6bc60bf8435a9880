"""ICU's transforms, for languages that have no rule table; whatever they leave behind is spelt letter by letter."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Protocol

from normalize.romanise.last_resort import spell_as
from normalize.text import script

# Pinyin tone marks; the diaeresis of ü is none.
_TONES = {0x300: None, 0x301: None, 0x304: None, 0x30C: None}


class _Transform(Protocol):
    def transliterate(self, text: str, /) -> str: ...


@cache
def _transform(name: str) -> _Transform | None:
    try:
        import icu
    except ImportError:
        return None
    if name not in _names():
        return None
    transform: _Transform = icu.Transliterator.createInstance(name)
    return transform


@cache
def _names() -> frozenset[str]:
    import icu

    return frozenset(icu.Transliterator.getAvailableIDs())


def has_own(lang: str) -> bool:
    """Say whether ICU holds a BGN/PCGN transform for the language."""
    return bool(lang) and _transform(f"{lang}-{lang}_Latn/BGN") is not None


@lru_cache(maxsize=1 << 14)
def romanise(word: str, written: str, lang: str) -> tuple[str, str]:
    """Return one word of the script `written` in Latin letters, and the standard: "icu" or what had to help out.

    A transform that leaves letters of the source standing, as ICU's own BGN transforms for Arabic, Katakana and
    Korean do, gives way to Any-Latin; what that leaves is spelt by the last resort, so none is ever left.
    """
    text = word
    for name in ("Han-Latin",) if written == "Hani" else (f"{lang}-{lang}_Latn/BGN", "Any-Latin"):
        transform = _transform(name)
        if transform is not None:
            text = transform.transliterate(word)
            if is_latin(text):
                break
    if written == "Hani":
        # Tones off, and the syllables of a name in one word: Beijing, not běi jīng.
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_TONES)).replace(" ", "")
    standard = "icu"
    if not is_latin(text):
        spelt = [spell_as(char) for char in unicodedata.normalize("NFC", text)]
        text = "".join(letters for letters, _ in spelt)
        standard = next((source for _, source in spelt if source != "icu"), standard)
    text = unicodedata.normalize("NFC", text)
    return text[:1].upper() + text[1:], standard


def surname_apart(name: str) -> str:
    """Return a Chinese name in pinyin with its first syllable apart: Xi Jinping beside Xijinping.

    >>> surname_apart("习近平")
    'Xi Jinping'
    """
    return f"{romanise(name[:1], 'Hani', '')[0]} {romanise(name[1:], 'Hani', '')[0]}".strip()


def is_latin(text: str) -> bool:
    """Say whether no letter or mark of another script is in `text`.

    >>> is_latin("Al Qāhirah"), is_latin("Saudi ٱ")
    (True, False)
    """
    return text.isascii() or all(script(char) in ("Latn", "") for char in text)
