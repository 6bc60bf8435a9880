"""The sound key of a reading: one letter per class of sounds that languages and scripts confuse.

The classes are the table `sounds.tsv`. A key keeps the words of the reading apart; its skeleton is the key
without vowels.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from normalize.tsv import read_cells

VOWELS = "AI"
ALPHABET = "ABDHIKLMNPST0123456789"  # the letters of a key
_DROP_VOWELS = str.maketrans("", "", VOWELS)
_REPEATS = re.compile(r"([A-Za-z])\1+")
_SAME = str.maketrans("yw", "iv")
_BEFORE_H = tuple("aeiou")
_REMEMBERED = 1 << 14  # readings: the rules ask for the same words again and again


@cache
def _rules() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = read_cells(Path(__file__).with_name("sounds.tsv"))[1:]
    classes = {row[0]: row[1] for row in rows}
    # Single letters are left to str.translate, which is faster than a match each.
    return re.compile("|".join(sorted((s for s in classes if len(s) > 1), key=len, reverse=True))), classes


@cache
def _letters() -> dict[int, str]:
    return {ord(spelling): sound for spelling, sound in _rules()[1].items() if len(spelling) == 1}


def sound_classes() -> dict[str, str]:
    """Return the class of each spelling, of one letter or several."""
    return _rules()[1]


@lru_cache(_REMEMBERED)
def sound_key(roman: str) -> str:
    """Return the sound key of a plain reading (words of a–z and digits), words kept apart by one space.

    >>> sound_key("hlybokaye"), sound_key("glubokoe"), sound_key("john coale")
    ('HLIBAKAI', 'HLABAKAI', 'IAHN KALI')
    """
    digraphs, classes = _rules()
    sounds = digraphs.sub(lambda match: classes[match.group()], roman).translate(_letters())
    return _REPEATS.sub(r"\1", sounds)


def skeleton(sounds: str) -> str:
    """Return a sound key without its vowels and spaces.

    >>> skeleton("HLIBAKAI")
    'HLBK'
    """
    return _REPEATS.sub(r"\1", sounds.replace(" ", "").translate(_DROP_VOWELS))


def is_respelt(one: str, other: str, same_script: bool) -> bool:
    """Return whether two words may be one that is only written otherwise.

    Between two scripts they may differ in what the standards confuse, in one only in what writers leave open: y, i and
    ee, u, ou and oo, v and w, a letter doubled, a silent h behind.

    >>> is_respelt("dmitriy", "dmitryi", False), is_respelt("rasooleymani", "rasuleimani", True)
    (True, True)
    >>> is_respelt("aleksandr", "aleksandra", False), is_respelt("cole", "coale", True)
    (False, False)
    """
    return _even(one) == _even(other) if same_script else sound_key(one) == sound_key(other)


@lru_cache(_REMEMBERED)
def _even(word: str) -> str:
    word = word.replace("ee", "i").replace("oo", "u").replace("ou", "u")
    even = _REPEATS.sub(r"\1", word.translate(_SAME))
    return even[:-1] if even[-2:-1] in _BEFORE_H and even[-1:] == "h" else even
