"""The withdrawn entries of ISO 3166-3: former names of present countries, and states that are no more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from normalize.lexicon.sources.cldr import CodeName
from normalize.lexicon.sources.country_filters import keep_translations
from normalize.lexicon.sources.country_spellings import read_spellings
from normalize.lexicon.sources.entity import Gathered, Spelling
from normalize.lexicon.sources.iso_codes import IsoCountry, read_former_countries, translations

# Withdrawn entries that one present country continues: their names are its former names, not a state of its own.
CONTINUED = {
    "AIDJ": "DJ", "BUMM": "MM", "BYAA": "BY", "DYBJ": "BJ", "FXFR": "FR", "HVBF": "BF", "NHVU": "VU", "RHZW": "ZW",
    "TPTL": "TL", "VDVN": "VN", "ZRCD": "CD",
}  # fmt: skip
# Withdrawn entries that were states or territories which people still write about; the rest of the list is islands.
DISSOLVED = {
    "ANHH": ("BQ", "CW", "SX"), "CSHH": ("CZ", "SK"), "CSXX": ("ME", "RS"), "DDDE": ("DE",), "GEHH": ("KI", "TV"),
    "PCHH": ("FM", "MH", "MP", "PW"), "SKIN": ("IN",), "YDYE": ("YE",),
    "SUHH": ("AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA", "UZ"),
    "YUCS": ("BA", "HR", "ME", "MK", "RS", "SI"),
}  # fmt: skip
# What people write for entries whose ISO name is the long one.
_ENGLISH = {
    "BUMM": ("Burma",), "BYAA": ("Byelorussia", "Belorussia"), "HVBF": ("Upper Volta",), "RHZW": ("Rhodesia",),
    "VDVN": ("North Vietnam",), "ZRCD": ("Zaire",),
    "CSHH": ("Czechoslovakia",), "DDDE": ("East Germany", "GDR"), "PCHH": ("Trust Territory of the Pacific Islands",),
    "SUHH": ("Soviet Union", "USSR"), "YDYE": ("South Yemen",), "YUCS": ("Yugoslavia",),
}  # fmt: skip
FORMER_WEIGHT = 1000.0  # a dissolved state never outranks a present country of the same name


def gather_former(found: Mapping[str, Gathered], cldr: list[CodeName], dropped: Counter[str]) -> list[Gathered]:
    """Add former names to the countries in `found`, and return the dissolved states by their ISO 3166-3 code."""
    entries = {c.code: c for c in read_former_countries() if c.code in CONTINUED or c.code in DISSOLVED}
    others: dict[str, list[CodeName]] = defaultdict(list)
    names = {code: entry.names for code, entry in entries.items()}
    for name in keep_translations(translations("3166-3", names), cldr, dropped, CONTINUED):
        others[name.code].append(name)
    for code, present in CONTINUED.items():
        for english in (*entries[code].names, *_ENGLISH.get(code, ())):
            found[present].set(english, "en", "former", "iso")
        for other in others[code]:
            found[present].add(other.name, other.lang, "former", "iso-codes")
    return [_gather_state(entry, others[code]) for code, entry in entries.items() if code in DISSOLVED]


def _gather_state(entry: IsoCountry, others: list[CodeName]) -> Gathered:
    english = _ENGLISH.get(entry.code, entry.names)
    state = Gathered(
        f"iso3166-3:{entry.code}", "country", Spelling(english[0], "en", "label", "iso"),
        country=DISSOLVED[entry.code], weight=FORMER_WEIGHT, end=entry.withdrawn,
    )  # fmt: skip
    for name in (*english[1:], *entry.names):
        state.add(name, "en", "alias", "iso")
    for other in others:
        state.add(other.name, other.lang, "alias", "iso-codes")
    for spelling in read_spellings().get(entry.code, ()):
        if len(spelling) > 3:
            state.add(spelling, "", "alias", "countrynames")
    return state
