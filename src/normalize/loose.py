"""Loose keys: careless and careful spelling of one name are one string (القاهره and القاهرة, Орел and Орёл).

Which letters are written for which is data (`loose.tsv`). Spaces between letters of scripts that do without them, or
where a name is often written as one word, do not count either.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from normalize.tsv import read_cells

# Arabic, Thai to Khmer, kana and Han, Hangul
_SPACELESS = "\u0620-\u06ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_GAP = re.compile(f"(?<=[{_SPACELESS}]) (?=[{_SPACELESS}])")
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


@cache
def _standard() -> dict[str, str]:
    """Return what stands in a loose key for each run of letters."""
    rows = read_cells(Path(__file__).with_name("loose.tsv"))[1:]
    return {written: standard for _, written, standard, _ in rows}


@cache
def _written() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _standard()), key=lambda run: (-len(run), run))))
