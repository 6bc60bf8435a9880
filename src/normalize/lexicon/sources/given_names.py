"""Forms of given names that one person is called by, from the hand-made `data/given_names.tsv`: knowledge for matching.

A form in another script than Latin is also written in Latin letters: its readings are forms of the name's readings.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalize.form import analyse_alias
from normalize.lexicon.sources.hand_made import read_hand_made
from normalize.text import clean, key, main_script

HEADER = "kind\tform\tof"
_READINGS = 4  # of a form


def given_name_lines() -> Iterator[str]:
    """Yield one line a form and kind, sorted: the kind, the form as an exact key, the keys of its names by commas."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in read_hand_made("given_names.tsv"):
        names = row["of"].split(",")
        written = [(_key(row["form"]), [_key(name) for name in names])]
        if main_script(row["form"]) != "Latn":
            read = [roman for name in names for roman in _list_readings(name, None)]
            written += [(roman, read) for roman in _list_readings(row["form"], row["lang"])]
        for form, of in written:
            known = found.setdefault((row["kind"], form), {})
            known.update(dict.fromkeys(name for name in of if name != form))
    for (kind, form), others in sorted(found.items()):
        if others:
            yield f"{kind}\t{form}\t{','.join(others)}"


def _key(name: str) -> str:
    return key(clean(name).text)


def _list_readings(name: str, lang: str | None) -> list[str]:
    """Return the readings of a name; of what ends in two letters for й also the everyday one: Dzmitry, Vitaly, Yuri."""
    found = analyse_alias(name, lang, _READINGS)[1]
    short = (roman[:-1] for roman in found if roman.endswith(("yy", "ii")))
    clipped = (f"{roman[:-2]}y" for roman in found if roman.endswith(("iy", "yi", "ij", "yj")))
    return list(dict.fromkeys([*found, *short, *clipped]))
