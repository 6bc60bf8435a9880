"""Loose keys: careless and careful spelling of one name are one string (القاهره and القاهرة, Орел and Орёл).

Which letters are written for which is data (`loose.tsv`). A loose key has no spaces between letters of scripts that do
without them, or where a name is often written as one word; whether they may be missing, `may_stand_for` says.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from normalize.tsv import read_cells, rows_of

_TABLE = Path(__file__).with_name("loose.tsv")
# Arabic, Thai to Khmer, kana and Han, Hangul
_SPACELESS = "\u0620-\u06ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_GAP = re.compile(f"(?<=[{_SPACELESS}]) (?=[{_SPACELESS}])")
_ACCENTED = frozenset("άέήίόύώϊϋΐΰ")
_EASTERN = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")  # kana, Han and Hangul
_FEWEST = 3  # letters of each word that is written as one with the next, and of names in kana, Han or Hangul
_LATIN_END = "\u036f"  # the last character of Latin and its marks, of which none is loose


def loosen(exact: str) -> str:
    """Return the loose key of an exact key: itself where nothing in it is ever written otherwise.

    >>> loosen("القاهرة") == loosen("القاهره"), loosen("орёл"), loosen("αθήνα"), loosen("ジョージ ヴァシントン")
    (True, 'орел', 'αθηνα', 'ジョージバシントン')
    >>> loosen("kraków")
    'kraków'
    """
    if max(exact, default="") <= _LATIN_END:
        return exact
    return _GAP.sub("", _written().sub(lambda found: _standard()[found[0]], exact))


def may_stand_for(exact: str, other: str) -> bool:
    """Return whether an exact key may be a careless spelling of another one: that has all the marks which it has.

    Greek has an accent in each word or none. Spaces are left out, but not between words so short that the whole may be
    an ordinary word; they are put in in kana, Han and Hangul alone (山田 太郎).

    >>> may_stand_for("القاهره", "القاهرة"), may_stand_for("ميناء", "مينا"), may_stand_for("السيسى", "السيسي")
    (True, False, True)
    >>> may_stand_for("βασίλεια", "βασιλεία"), may_stand_for("ابوظبي", "أبو ظبي"), may_stand_for("و نیز", "ونیز")
    (False, True, False)
    >>> may_stand_for("山田 太郎", "山田太郎"), may_stand_for("عبد الله", "عبدالله")
    (True, False)
    """
    marks = _marks().intersection(exact)
    if exact == other or loosen(exact) != loosen(other) or not marks <= set(other) or not _ACCENTED.isdisjoint(marks):
        return False
    spaces = other.count(" ") - exact.count(" ")
    return not spaces or (_may_join(other) if spaces > 0 else are_spaced_otherwise(exact, other))


def are_spaced_otherwise(exact: str, other: str) -> bool:
    """Return whether two exact keys in kana, Han or Hangul, of three letters or more, are one but for spaces.

    >>> are_spaced_otherwise("山田 太郎", "山田太郎"), are_spaced_otherwise("ab c", "a bc")
    (True, False)
    """
    bare = exact.replace(" ", "")
    return len(bare) >= _FEWEST and bare == other.replace(" ", "") and _EASTERN.fullmatch(bare) is not None


def _may_join(exact: str) -> bool:
    words = exact.split()
    if exact[0] > "\u06ff":  # kana, Han and Hangul say more with each character
        return sum(map(len, words)) >= _FEWEST
    return min(map(len, words)) >= _FEWEST


@cache
def _standard() -> dict[str, str]:
    """Return what stands in a loose key for each run of letters."""
    return {written: standard for _, _, written, standard, _ in read_cells(_TABLE)[1:]}


@cache
def _marks() -> frozenset[str]:
    return frozenset(written for _, written, _, _ in rows_of(_TABLE, "mark", column=1))


@cache
def _written() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _standard()), key=lambda run: (-len(run), run))))
