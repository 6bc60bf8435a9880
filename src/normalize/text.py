"""Cleaning, scripts and tokens: what is done to a string before anything is known of its language.

Everything here rests on parts of Unicode that are frozen by its stability policy (NFKC and case folding of
assigned characters) and on the tables below, so that keys made on one machine are found on every other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from normalize.tsv import read_cells

# Longer strings are no names: 10 MB cells are cut here, noticed, and can only come out unresolved.
MAX_LENGTH = 400
SHORT = 3  # letters of a word that nobody writes small when it is a name
# Scripts that write every vowel and consonant, so that names that read the same are written the same.
ALPHABETS = ("Latn", "Cyrl", "Grek", "Armn", "Geor")
UNSPACED = ("Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr")  # scripts that leave no space between words
THE = "ال"  # the article of Arabic, which is written as one word with the noun
_HAN = re.compile("[\u3400-\u9fff]")

# First code point of each block and its script; blocks that hold no letters of a script are "".
# Source: Unicode 15 Blocks.txt and Scripts.txt, coarsened to what names are written in.
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0000, "Latn"), (0x0250, "Latn"), (0x02B0, ""), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"),
    (0x0590, "Hebr"), (0x0600, "Arab"), (0x0700, "Syrc"), (0x0750, "Arab"), (0x0780, "Thaa"), (0x07C0, "Nkoo"),
    (0x0800, ""), (0x08A0, "Arab"), (0x0900, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"), (0x0A80, "Gujr"),
    (0x0B00, "Orya"), (0x0B80, "Taml"), (0x0C00, "Telu"), (0x0C80, "Knda"), (0x0D00, "Mlym"), (0x0D80, "Sinh"),
    (0x0E00, "Thai"), (0x0E80, "Laoo"), (0x0F00, "Tibt"), (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"),
    (0x1200, "Ethi"), (0x13A0, "Cher"), (0x1400, "Cans"), (0x1680, ""), (0x1780, "Khmr"), (0x1800, "Mong"),
    (0x18B0, ""), (0x1C80, "Cyrl"), (0x1C90, "Geor"), (0x1CC0, ""), (0x1D00, "Latn"), (0x1DC0, ""),
    (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, ""), (0x2C60, "Latn"), (0x2C80, "Copt"), (0x2D00, "Geor"),
    (0x2D30, "Tfng"), (0x2D80, "Ethi"), (0x2DE0, "Cyrl"), (0x2E00, ""), (0x2E80, "Hani"), (0x3000, ""),
    (0x3005, "Hani"), (0x3008, ""), (0x3040, "Hira"), (0x30A0, "Kana"), (0x3100, "Bopo"), (0x3130, "Hang"),
    (0x3190, ""), (0x31F0, "Kana"), (0x3200, ""), (0x3400, "Hani"), (0x4DC0, ""), (0x4E00, "Hani"),
    (0xA000, "Yiii"), (0xA4D0, "Lisu"), (0xA500, "Vaii"), (0xA640, "Cyrl"), (0xA6A0, ""), (0xA720, "Latn"),
    (0xA800, ""), (0xA960, "Hang"), (0xA980, ""), (0xAB30, "Latn"), (0xAB70, "Cher"), (0xABC0, ""),
    (0xAC00, "Hang"), (0xD800, ""), (0xF900, "Hani"), (0xFB00, "Latn"), (0xFB13, "Armn"), (0xFB1D, "Hebr"),
    (0xFB50, "Arab"), (0xFE00, ""), (0xFE70, "Arab"), (0xFF00, "Latn"), (0xFF66, "Kana"), (0xFFA0, "Hang"),
    (0xFFE0, ""), (0x1B000, "Kana"), (0x1B170, ""), (0x20000, "Hani"), (0x323B0, ""),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _BLOCKS)
_MIDDLE_DOTS = "·・･‧•∙⋅"  # between the parts of a foreign name in kana, Han and Catalan
_APOSTROPHES = "'’‘ʼʻ`´ʹʺ′″ˈ‛＇׳״՚ʾʿ"
_DASHES = "-‐‑‒–—―−﹘﹣－־"
_QUOTES = '"“”„‟«»‹›「」『』《》〈〉'

_TO_SPACE = {ord(c): " " for c in _MIDDLE_DOTS + "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"}
_STANDARD = {
    **{ord(c): "'" for c in _APOSTROPHES},
    **{ord(c): "-" for c in _DASHES},
    **{ord(c): '"' for c in _QUOTES},
    ord("№"): "No ",  # with a space as without: №5
}

# Letters that look alike, Latin to Cyrillic and Latin to Greek. Source: Unicode confusables.txt, the part that
# keyboards and OCR mix up in names. Capital letters first; a pair is listed in both cases only if both look alike.
_LATIN_CYRILLIC = dict(zip("ABCEHIJKMOPSTXYaceijopsxyäëïÏ", "АВСЕНІЈКМОРЅТХУасеіјорѕхуӓёїЇ", strict=True))
_LATIN_GREEK = dict(zip("ABEZHIKMNOPTYXov", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον", strict=True))
_LOOKALIKES = {
    ("Latn", "Cyrl"): _LATIN_CYRILLIC,
    ("Cyrl", "Latn"): {b: a for a, b in _LATIN_CYRILLIC.items()},
    ("Latn", "Grek"): _LATIN_GREEK,
    ("Grek", "Latn"): {b: a for a, b in _LATIN_GREEK.items()},
}

# Letters that Unicode does not decompose, as plain ASCII.
_PLAIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
    "ŋ": "n", "ə": "a", "ɛ": "e", "ɔ": "o", "ŧ": "t", "ŀ": "l", "ĸ": "k", "ƒ": "f", "ƙ": "k", "ɓ": "b", "ɗ": "d",
    "ƴ": "y", "ʒ": "z", "ǝ": "e", "ƶ": "z", "ɨ": "i", "ʉ": "u", "ɫ": "l", "ⱡ": "l", "ꞑ": "n", "ƣ": "gh",
}  # fmt: skip
_PLAIN_TABLE = {ord(k): v for k, v in _PLAIN.items()} | {ord(c): "" for c in _APOSTROPHES}


class Cleaned(NamedTuple):  # a tuple is made in half the time, and every name is cleaned
    """A cleaned string and what had to be repaired in it, in the words of an explanation."""

    text: str
    repairs: tuple[str, ...]
    whole: bool = True  # False for a string that was too long to be a name and was cut


@lru_cache(maxsize=65536)
def script(char: str) -> str:
    """Return the ISO 15924 code of the script of one letter, or "" for anything that is no letter.

    >>> script("Ў"), script("s"), script("ツ"), script("-")
    ('Cyrl', 'Latn', 'Kana', '')
    """
    if unicodedata.category(char)[0] not in "LM" and char not in "ー々":
        return ""
    if char == "ー":
        return "Kana"
    return _BLOCKS[bisect_right(_STARTS, ord(char)) - 1][1]


def scripts(text: str) -> tuple[str, ...]:
    """Return the scripts of the letters of `text`, each once, the most frequent first.

    >>> scripts("Сергій Сидоренко (Serhii)")
    ('Cyrl', 'Latn')
    """
    if text.isascii():
        return ("Latn",) if _ASCII_LETTER.search(text) else ()
    return _find_scripts(text) if len(text) <= _NAME else _find_scripts.__wrapped__(text)


@lru_cache(maxsize=1 << 12)  # the rules ask for those of the same names again and again
def _find_scripts(text: str) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for char in text:
        found = script(char)
        if found:
            counts[found] = counts.get(found, 0) + 1
    return tuple(counts) if len(counts) < 2 else tuple(sorted(counts, key=lambda s: -counts[s]))


def main_script(text: str) -> str:
    """Return the script that most letters of `text` are of, or "" where it has none.

    >>> main_script("Сергій Сидоренко (Serhii)")
    'Cyrl'
    """
    return next(iter(scripts(text)), "")


_ASCII_LETTER = re.compile("[A-Za-z]")
_NAME = 256  # characters of a string that is no text
_REMOVED = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
# What Arabic and the scripts of India to Cambodia are written with between letters: nothing to speak of.
_JOINERS = re.compile("(?<=[\u0600-\u109f\u1780-\u17ff])[\u200c\u200d]+")
_SPACES = re.compile(r"\s+")
_MARK_FLOOD = re.compile("([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
                         "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip
# Letters that cleaning leaves as they are whatever stands beside them: Armenian, Hebrew, Arabic, Georgian and kana; and
# those of Latin and of Cyrillic, which have look-alikes in each other.
_STEADY = (
    "\u0531-\u0556\u0561-\u0586\u05d0-\u05ea\u0620-\u063f\u0641-\u064a\u10d0-\u10fa\u3041-\u3096\u30a1-\u30fa\u30fc"
)
_LATIN_STEADY = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e"
_CYRILLIC_STEADY = "\u0400-\u0481\u048a-\u052f"
_STEADY_NAME = re.compile(
    "|".join(rf"[{own}{_STEADY}0-9][{own}{_STEADY}0-9 .,&()/-]*\Z" for own in (_LATIN_STEADY, _CYRILLIC_STEADY))
)


def clean(raw: str) -> Cleaned:
    """Return `raw` without what no reader sees: NFKC, no invisible characters, one space, one kind of dash.

    Case, letters and marks are kept, but for letters of another script that stand in for their look-alikes
    ("Сергiй" with a Latin i). Idempotent.

    >>> clean("Сергi\\u200bй").repairs
    ('invisible characters removed', 'look-alike letters of another script replaced')
    """
    if len(raw) <= MAX_LENGTH and _STEADY_NAME.match(raw) and "  " not in raw and raw[-1] != " ":
        return Cleaned(raw, ())
    repairs = []
    # Quotes and apostrophes first: NFKC makes a spacing accent (´) a space and a mark.
    text = unicodedata.normalize("NFKC", raw[: 50 * MAX_LENGTH].translate(_TO_SPACE).translate(_STANDARD))
    text = _JOINERS.sub("", text)
    shown = _REMOVED.sub("", text)
    if shown != text:
        lost = "\ufffd" in text  # what decoders leave of bytes that they cannot read is no invisible character
        repairs += ["a character that was lost before (U+FFFD) left out"] if lost else []
        repairs += ["invisible characters removed"] if len(shown) + text.count("\ufffd") < len(text) else []
        text = unicodedata.normalize("NFKC", shown)
    calm = _MARK_FLOOD.sub(r"\1", text)
    if calm != text:
        repairs.append("stacked marks removed")
        text = unicodedata.normalize("NFKC", calm)
    text = _SPACES.sub(" ", text.translate(_TO_SPACE).translate(_STANDARD)).strip()
    whole = len(text) <= MAX_LENGTH and len(raw) <= 50 * MAX_LENGTH
    if not whole:
        text = text[:MAX_LENGTH].rstrip()
        repairs.append(f"cut to its first {MAX_LENGTH} characters")
    may_mix = not text.isascii() and _LATIN.search(text) and _CYRILLIC_OR_GREEK.search(text)
    repaired = " ".join(_repair_lookalikes(word) for word in text.split(" ")) if may_mix else text
    if repaired != text:
        repairs.append("look-alike letters of another script replaced")
        text = repaired
    return Cleaned(text, tuple(repairs), whole)


# The blocks of scripts that have look-alikes: a string without letters of two of them needs no look at each word.
_LATIN = re.compile(
    "[A-Za-z\u0080-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f\ufb00-\uff65]"
)
_CYRILLIC_OR_GREEK = re.compile("[\u0370-\u052f\u1c80-\u1c8f\u1f00-\u1fff\u2de0-\u2dff\ua640-\ua69f]")


def _repair_lookalikes(word: str) -> str:
    """Rewrite a word of two scripts in one, if all letters of the rarer script have a twin in the other."""
    found = scripts(word)
    if len(found) != 2:
        return word
    for here, there in (found, found[::-1]):
        twins = _LOOKALIKES.get((there, here))
        if twins is not None and all(c in twins for c in word if script(c) == there):
            return unicodedata.normalize("NFC", "".join(twins[c] if script(c) == there else c for c in word))
    return word


_KEY_BREAKS = re.compile(r"[^\w]+|_+")
# What a name may carry without being another name: marks that only help to read. The vowel signs of Arabic and Hebrew,
# and the stress of Cyrillic dictionaries; where an accent makes another letter (ѓ, ќ, й) it is composed with it.
_READING_AIDS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
    "|(?<=[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f])[\u0300\u0301]+"
)


def key(text: str) -> str:
    """Return the exact key of a cleaned string: its letters, forms of one Han character being one.

    >>> key("Radio Free Europe/Radio Liberty"), key("長崎"), key("橫濱") == key("横浜") == key("横滨")
    ('radio free europe radio liberty', '长崎', True)
    """
    return fold_han(letters(text))


def fold_han(found: str) -> str:
    """Return letters with one character for all the forms of it: what makes an exact key of them."""
    return found.translate(_simplified()) if holds_han(found) else found


def holds_han(text: str) -> bool:
    """Return whether a string has a Han character."""
    return _HAN.search(text) is not None


def letters(text: str) -> str:
    """Return the letters of a cleaned string: case, punctuation and vowel points off, letters and marks kept.

    >>> letters("Radio Free Europe/Radio Liberty"), letters("Кот-д'Івуар"), letters("Głębokie"), letters("長崎")
    ('radio free europe radio liberty', 'кот дівуар', 'głębokie', '長崎')
    """
    folded = text.casefold()
    if folded.isascii():
        if folded.isalnum():
            return folded
        return " ".join(_KEY_BREAKS.sub(" ", folded.replace("'", "")).split())
    folded = folded.replace("i̇", "i").replace("'", "")
    folded = unicodedata.normalize("NFC", _READING_AIDS.sub("", unicodedata.normalize("NFC", folded)))
    return " ".join(folded.translate(_SPACED).split())


@lru_cache(maxsize=1)
def list_letters() -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return what a key makes of characters from U+0080 on, each by itself, 0 for one that has to be seen with others.

    Letters that `clean` leaves as they are stand as a key has them, an apostrophe for what a key leaves out, a space
    for what parts its words. The second array says what each is, one bit for each of `Trait`, and its canonical
    combining class in the higher eight: marks are left as they are only in the order of these.

    >>> chr(list_letters()[0][ord("Ł") - 0x80])
    'ł'
    """
    found = {c: key(c) for c in map(chr, range(0x80, _EUROPEAN)) if c.isalpha() and _is_left(c)}
    found |= {c: key(c) for c in map(chr, _SOUTHERN) if unicodedata.category(c)[0] in "LMN" and _is_left(c)}
    steady = re.findall(f"[{_STEADY}{_EASTERN}]", "".join(map(chr, range(_EUROPEAN, _BEYOND))))
    found |= dict(zip(steady, key("".join(steady)), strict=True))
    aids = [c for c in map(chr, _SOUTHERN) if _READING_AIDS.fullmatch(c) and unicodedata.normalize("NFKC", c) == c]
    found |= dict.fromkeys((*aids, *_APOSTROPHES), "'") | dict.fromkeys(_MIDDLE_DOTS + _DASHES + _QUOTES + _STOPS, " ")
    folded, traits = np.zeros(_BEYOND, dtype=np.uint16), np.zeros(_BEYOND, dtype=np.uint16)
    apart = (unicodedata.decomposition(chr(code)).split() for code in (*range(0x80, _EUROPEAN), *_SOUTHERN))
    pairs = ["".join(chr(int(code, 16)) for code in codes) for codes in apart if len(codes) == 2 and codes[0][0] != "<"]
    pairs = [pair for pair in pairs if len(unicodedata.normalize("NFC", pair)) == 1]
    firsts, seconds = ({pair[at] for pair in pairs} for at in range(2))
    for c, made in found.items():
        if len(made) == 1 and ord(c) < _BEYOND:
            marks = [_CYRILLIC_OR_GREEK.match(c) is not None, c.islower(), c.isupper(), c in firsts, c in seconds]
            folded[ord(c)] = ord(made)
            traits[ord(c)] = sum(1 << bit for bit, is_so in enumerate(marks) if is_so) | unicodedata.combining(c) << 8
    return folded[0x80:], traits[0x80:]


def _is_left(char: str) -> bool:
    """Return whether cleaning and keys leave a character by itself as it is, but for its case."""
    return clean(char).text == char == unicodedata.normalize("NFC", char) and _READING_AIDS.sub("", char) == char


# Han and Hangul, as steady as those above; a class of so many takes too long to compile for the start of a command.
_EASTERN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_EUROPEAN, _BEYOND = 0x530, 0xD7A4  # the end of Latin, Greek and Cyrillic; and of Hangul
# From Hebrew to Khmer, without the letters of which Hangul is composed; and Latin with marks, as Arabic is romanised.
_SOUTHERN = (*range(0x590, 0x1100), *range(0x1200, 0x1800), *range(0x1E00, 0x1F00))
_STOPS = "،؛।॥་།፡።፣၊။។៕、。"  # between words or behind them, in scripts that have stops of their own


class _Spaced(dict[int, str]):
    """Letters and marks as they are, all others as a space; filled as they are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # Combining marks are no word characters to `re`, and in many scripts they are the vowels.
        found = self[code] = char if char.isalnum() or unicodedata.category(char)[0] == "M" else " "
        return found


@cache
def _simplified() -> dict[int, str]:
    """Return the character that stands for each other form of it in a key (`han.tsv`)."""
    rows = read_cells(Path(__file__).with_name("han.tsv"))[1:]
    return {ord(variant): simplified for _, variant, simplified in rows}


class _Unmarked(dict[int, str]):
    """Characters without those that are marks above or below another; filled as they are met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = "" if unicodedata.category(chr(code)) == "Mn" else chr(code)
        return found


_SPACED, _UNMARKED = _Spaced(), _Unmarked()


def plain(text: str) -> str:
    """Return a romanised string as words of a–z and 0–9: what readings are compared in.

    >>> plain("Hłybókaje"), plain("Côte d’Ivoire"), plain("Straße")
    ('hlybokaje', 'cote divoire', 'strasse')
    """
    folded = text.lower()
    if folded.isascii():
        if folded.isalnum():
            return folded
    else:
        folded = folded.translate(_PLAIN_TABLE)
        folded = unicodedata.normalize("NFKD", folded).translate(_UNMARKED)
    return " ".join(_PLAIN_BREAKS.sub(" ", folded.replace("'", "")).split())


_PLAIN_BREAKS = re.compile(r"[^a-z0-9]+")
