"""What is left out of GeoNames alternate names, and why: one function for each trap seen in the data.

The alternates of GeoNames hold more than names: codes, links, machine transcripts, and the names of other
places. Every function here says whether one alternate of one place is such a thing; `FILTERS` is the order in
which they are asked, and the first that says yes is counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from normalize.form import analyse
from normalize.lexicon.sources.geonames import Place
from normalize.lexicon.sources.tidy import fold, tidy_name
from normalize.text import ALPHABETS, script

LONGEST = 200
LARGER = 20  # times the population: "far larger"
LARGE = 200_000
# Chinese homophones share every romanisation, so there it says nothing that a larger place has the same one.
_HOMOPHONES = frozenset({"CN", "HK", "MO", "TW"})
_ABJADS = frozenset({"Arab", "Hebr", "Syrc"})
_EAST_ASIAN = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a filter must know beyond the place: the names of countries, and of the large places of each country.

    `countries` maps a casefolded country name to the codes that bear it, `latin` a code to its folded Latin names,
    `large` a country and folded label to the largest place so called.
    """

    countries: Mapping[str, frozenset[str]]
    latin: Mapping[str, frozenset[str]]
    large: Mapping[tuple[str, str], LargePlace]
    large_names: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LargePlace:
    """A large place: its population, its folded label and its casefolded names."""

    population: int
    label: str
    names: frozenset[str]


def is_empty(place: Place, name: str, around: Surroundings) -> bool:
    """Nothing is left of the alternate once invisible characters are gone."""
    return not name


def is_too_long(place: Place, name: str, around: Surroundings) -> bool:
    """A sentence or a ceremonial text, not a name: more than 200 characters."""
    return len(name) > LONGEST


def is_garbled(place: Place, name: str, around: Surroundings) -> bool:
    """Bytes of another encoding ("\\x9fAA¬²±" for Ottawa), or characters that no font has (private use)."""
    return not name.isascii() and _GARBAGE.search(name) is not None


_GARBAGE = re.compile("[\x80-\x9f\ue000-\uf8ff\ufffd¬±²³¦¤†‡\U000f0000-\U0010ffff]")


def is_link(place: Place, name: str, around: Surroundings) -> bool:
    """A web address or a wiki page that is no article ("Template:Vandalism" for Vancouver)."""
    return _LINK.search(name) is not None


_LINK = re.compile(r"https?:|://|\bwww\.|\.(?:org|com|net|html?)\b|^(?:Template|File|Category|User|Wikipedia):", re.I)


def is_phonetic(place: Place, name: str, around: Surroundings) -> bool:
    """A pronunciation in phonetic letters: "[ˈʂtʂɛtɕin]" for Szczecin."""
    return not name.isascii() and _PHONETIC.search(name) is not None


_PHONETIC = re.compile("[ˈˌː͡]|\\[[^\\]]*[ʂɕɛɔʑʐɲɨɡʲ][^\\]]*\\]")


def is_number(place: Place, name: str, around: Surroundings) -> bool:
    """A postal code, a district number or a statistical code ("54" for Vuosaari, "NL_GM0796"), not a word."""
    if _WORD.search(name) is None:
        return True
    return name.isascii() and _CODE_WITH_DIGITS.match(name) is not None


_WORD = re.compile(r"[^\W\d_]")
_CODE_WITH_DIGITS = re.compile(r"[A-Z]{1,3}[_ ]?(?:[A-Z]{2})?\d+[A-Z]?\Z")


def is_airport_code(place: Place, name: str, around: Surroundings) -> bool:
    """Three or four capitals: the IATA or ICAO code of the airport ("MVQ" for Mahilyow), another thing than the town.

    A name that is itself so spelt ("LMS" in Russia) stays.
    """
    return name.isascii() and len(name) in (3, 4) and name.isalpha() and name.isupper() and name != place.name.upper()


def is_trade_code(place: Place, name: str, around: Surroundings) -> bool:
    """Five capitals of which the first two are the country: a UN/LOCODE ("BYMSQ")."""
    return len(name) == 5 and name.isascii() and name.isupper() and name[:2] == place.country and name[2:].isalnum()


def is_mixed_script(place: Place, name: str, around: Surroundings) -> bool:
    """One word in two scripts ("moግilev", "ٹyٹwww"): a transcript that a machine gave up on, or look-alike letters."""
    if _LATIN_ONLY.match(name) or _ASCII_LETTER.search(name) is None:
        return False
    return any(_scripts(word) > 1 for word in name.replace("-", " ").split() if not word.isascii())


_LATIN_ONLY = re.compile("[\x00-\u02ff\u0300-\u036f\u1e00-\u1eff\u2010-\u2019]*\\Z")
_ASCII_LETTER = re.compile("[A-Za-z]")


@lru_cache(maxsize=1 << 16)
def _scripts(word: str) -> int:
    found = {s for s in map(script, word) if s}
    return len(found) - max(0, len(found & _EAST_ASIAN) - 1)


def is_machine_romanisation(place: Place, name: str, around: Surroundings) -> bool:
    """ASCII without a capital ("mogiryofu", "mwghylyf"): GeoNames' own transcript of a caseless script.

    It is letter by letter, without the language: no person writes so, and the name in its own script stands beside.
    """
    return _UNCASED.match(name) is not None and name != place.name


_UNCASED = re.compile("(?=[^a-z]*[a-z])[a-z0-9æ ʼʻ’'`´ʹʺʿʾ\u200c\u200d・_\\-.,()=+/&\"]+\\Z")


def is_too_short(place: Place, name: str, around: Surroundings) -> bool:
    """One or two letters of an alphabet: an abbreviation, a sign, or a word of another meaning ("Ea" for Tripoli).

    Short names of places that are short themselves stay (Bo, Ii, قم for Qom), as do scripts that write a syllable
    or a word in one sign: 北京, ሶል, 빈 for Vienna.
    """
    if len(name) > 4:
        return False
    letters = [script(c) for c in name if unicodedata.category(c)[0] == "L"]
    if len(letters) > 2:
        return False
    own = len(fold(place.name))
    if set(letters).issubset(ALPHABETS):
        return own > 3
    return set(letters) <= _ABJADS and own > 4


def is_language(place: Place, name: str, around: Surroundings) -> bool:
    """The name of a language in this language: "日本語" for Mariupol.

    Only in scripts that spell enough to tell, and unlike the place's own name: "اردو" is Ordu too, "Русский" an island.
    """
    if name.isascii() or name.casefold() not in _languages():
        return False
    return not _alike(fold(place.name), analyse(name).romans[0])


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    """Return what CLDR has for the names of languages in themselves, but for Latin letters and abjads."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    own = ((lang, Locale.parse(lang)) for lang in locale_identifiers() if "_" not in lang)
    names = (name.casefold() for lang, locale in own if (name := locale.languages.get(lang)))
    return frozenset(name for name in names if script(name[0]) not in {"Latn", *_ABJADS})


def is_country_elsewhere(place: Place, name: str, around: Surroundings) -> bool:
    """The name of a country in which the place is not, and unlike its own name: "Egypt" for Goodyear, "Ireland".

    Places that are called like a country (Lebanon in Oregon, Mexico in the Philippines) keep it in every language.
    """
    codes = around.countries.get(name.casefold(), _NONE) - {place.country}
    if not codes or place.country in around.countries[name.casefold()]:
        return False
    own = fold(place.name)
    if any(_alike(own, country) for code in codes for country in around.latin.get(code, ())):
        return False
    # In another script the name may be the place's own by chance (קובה is Cuba and Kobe): then it takes the same
    # country in Latin letters beside it.
    for alternate in place.alternates:
        folded = fold(alternate)
        if len(folded) > 3 and any(folded in around.latin.get(code, ()) for code in codes):
            return True
    return False


_NONE: frozenset[str] = frozenset()


def is_larger_namesake(place: Place, name: str, around: Surroundings) -> bool:
    """The name of a far larger place of the same country, and unlike the place's own: "Кременчук" for Yampil.

    "Far larger" is twenty times the people and at least 200,000. It takes an alternate that is the other's label;
    with it go the other's names in every script.
    """
    if (place.country, name.casefold()) not in around.large_names or place.country in _HOMOPHONES:
        return False
    own = fold(place.name)
    for alternate in place.alternates:
        other = around.large.get((place.country, fold(alternate)))
        if (
            other is not None
            and other.population >= LARGER * max(place.population, 500)
            and name.casefold() in other.names
            and not _alike(own, other.label)
            and not _alike(own, fold(name))
        ):
            return True
    return False


def _alike(label: str, other: str) -> bool:
    """Whether two folded Latin names are similar as a whole, or one holds a word like the other."""
    if other in label or label in other or fuzz.ratio(label, other) >= 60:
        return True
    return any(len(word) > 3 and fuzz.ratio(word, other) >= 75 for word in label.split())


Filter = Callable[[Place, str, Surroundings], bool]
FILTERS: tuple[Filter, ...] = (
    is_empty, is_too_long, is_machine_romanisation, is_airport_code, is_number, is_link, is_garbled, is_phonetic,
    is_trade_code, is_mixed_script, is_too_short, is_language, is_country_elsewhere, is_larger_namesake,
)  # fmt: skip


# What most alternates are: capitalised ASCII of some length, in which only two of the traps can hide.
_PLAIN = re.compile(r"[A-Z][a-z]{2}[A-Za-z '\-]{2,40}\Z")


def find_reason(place: Place, name: str, around: Surroundings) -> str:
    """Return the name of the first filter that an alternate falls to, or an empty string."""
    filters = FILTERS[-2:] if _PLAIN.match(name) else FILTERS
    for is_trap in filters:
        if is_trap(place, name, around):
            return is_trap.__name__
    return ""


def survey(
    places: Iterable[Place],
    countries: Mapping[str, frozenset[str]],
    latin: Mapping[str, frozenset[str]],
) -> Surroundings:
    """Return the surroundings of places: the names of countries, and the large places by country and label."""
    large: dict[tuple[str, str], LargePlace] = {}
    for place in places:
        if place.population >= LARGE:
            label = fold(place.name)
            old = large.get((place.country, label))
            if old is None or old.population < place.population:
                names = frozenset(tidy_name(n).casefold() for n in (place.name, *place.alternates))
                large[place.country, label] = LargePlace(place.population, label, names)
    names_of_large = frozenset((country, n) for (country, _), other in large.items() for n in other.names)
    return Surroundings(countries, latin, large, names_of_large)
