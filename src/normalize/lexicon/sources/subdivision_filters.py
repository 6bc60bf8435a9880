"""What is left out of the names of subdivisions, and why: one function for each trap seen in the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

from normalize.lexicon.sources.tidy import fold
from normalize.text import clean, key, script


def is_marked_homonym(name: str) -> bool:
    """CLDR's mark for a name that another code bears in the same language: "Minsk²" is the region, not the city.

    Where the other is a present code, nothing of the name can be used: without its mark it is the other's.
    """
    return _SUPERSCRIPT.search(name) is not None


def unmark(name: str) -> str:
    """Return a name without CLDR's mark: "Île-de-France²", for the other bearer is the region's former code."""
    return _SUPERSCRIPT.sub("", name).strip()


_SUPERSCRIPT = re.compile("[¹²³⁰⁴-⁹]")


def is_sibling_label(name: str, code: str, labels: Mapping[str, str], bearers: Mapping[str, frozenset[str]]) -> bool:
    """The name of a sibling and unlike the code's own: the German iso-codes call Viciebsk Region "Brest".

    `labels` holds the folded label of every code, `bearers` the codes of the country by folded name. Siblings
    whose labels are like the code's own (a state and its capital) may well share a name.
    """
    others = bearers.get(fold(name), frozenset())
    if not others or code in others:
        return False
    mine = labels[code]
    return not any(
        fuzz.ratio(mine, labels[other]) >= 60 or mine in labels[other] or labels[other] in mine for other in others
    )


def is_shifted(names: Iterable[str], label: str, siblings: Iterable[str]) -> bool:
    """Whether most Latin names of a code are those of its siblings: in CLDR 41 seven districts of Uganda.

    All are folded; `names` are those in other languages than English.
    """
    latin = [name for name in names if name.isascii()]
    astray = [
        name
        for name in latin
        if fuzz.partial_ratio(name, label) < 60 and any(fuzz.token_set_ratio(name, other) >= 85 for other in siblings)
    ]
    return len(astray) >= 4 and 2 * len(astray) > len(latin)


def is_untranslated(name: str, lang: str) -> bool:
    """Latin letters under a language that is not written so ("VICIEBSKAJA VOPLASć" as Tamil): no translation at all."""
    home = _SCRIPTS.get(lang)
    return home is not None and not any(script(c) in home for c in name)


_SCRIPTS = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"), ("Cyrl",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("Arab",)),
    **dict.fromkeys(("hi", "mr", "ne"), ("Deva",)),
    **dict.fromkeys(("as", "bn"), ("Beng",)),
    "am": ("Ethi",), "el": ("Grek",), "gu": ("Gujr",), "he": ("Hebr",), "hy": ("Armn",), "ja": ("Hani", "Hira", "Kana"),
    "ka": ("Geor",), "km": ("Khmr",), "kn": ("Knda",), "ko": ("Hang",), "lo": ("Laoo",), "ml": ("Mlym",),
    "my": ("Mymr",), "pa": ("Guru",), "si": ("Sinh",), "ta": ("Taml",), "te": ("Telu",), "th": ("Thai",),
    "zh": ("Hani",),
}  # fmt: skip


def is_name_of_another_country(name: str, country: str, bearers: Mapping[str, frozenset[str]]) -> bool:
    """A territory's name as a subdivision that is the name of another country: "Sint Maarten" for FR-MF.

    The territory is the entity `country`; `bearers` are the ids of the countries that have an exact key.
    """
    owners = bearers.get(key(clean(name).text), frozenset())
    return bool(owners) and country not in owners
