"""What is left out of the spellings of countrynames, and why.

The collection maps what people type into a country field, so it also holds nationalities, provinces, towns,
codes and guesses. A spelling is only kept where it is plainly a variant of a name that CLDR or ISO has.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from rapidfuzz import fuzz, process

from normalize.lexicon.sources.cldr import CodeName
from normalize.lexicon.sources.tidy import fold

_CLOSE = 80.0  # of 100: "Belrus" for Belarus, not "Belgrade"
_CITY = 100_000  # people of a place that is no other name of its country


def is_claimed_elsewhere(code: str, spelling: str, claims: Mapping[str, frozenset[str]]) -> bool:
    """Another country bears this very name in CLDR or ISO: Kazakh "Солтүстік Корея" is North Korea, filed under KR."""
    owners = claims.get(fold(spelling), frozenset())
    return bool(owners) and code not in owners


def is_nationality(spelling: str, names: list[str]) -> bool:
    """A demonym or a person ("Belarusian", "Frenchwoman", "British Citizen"): not a name of the country."""
    if _PERSON.search(spelling):
        return True
    folded = fold(spelling)
    if _ADJECTIVE.search(folded) is None:
        return False
    return not any(f" {name} " in f" {folded} " for name in names if len(name) > 3)


_PERSON = re.compile(r"(?i)\b(?:citizen|subject|national|resident|people)s?\b|(?:wo)?m[ae]n\Z")
_ADJECTIVE = re.compile(r"(?:an|ish|ese|ic|i|er|sh|ch|te|ец|нин|ка|ский)\Z")


def is_abbreviation(spelling: str) -> bool:
    """Up to three letters, or letters with dots: codes of car plates, sport and registers, each list its own."""
    return sum(c.isalnum() for c in spelling) <= 3 or re.fullmatch(r"(?:\w\.? ?){1,5}", spelling) is not None


def is_part_of_country(spelling: str, parts: frozenset[str]) -> bool:
    """A province or city of the country ("Galway", "TEXAS, U.S.A.", "Sapporo"), which has an entity of its own."""
    return fold(spelling) in parts or any(fold(piece) in parts for piece in spelling.split(","))


def is_far_from_known(spelling: str, names: list[str]) -> bool:
    """Neither close to a name that CLDR or ISO has for the country, nor holding one as a whole word sequence."""
    folded = f" {fold(spelling)} "
    if any(f" {name} " in folded for name in names if len(name) > 4):
        return False
    return process.extractOne(folded.strip(), names, scorer=fuzz.ratio, score_cutoff=_CLOSE) is None


def keep_spellings(
    spellings: Mapping[str, tuple[str, ...]], known: Mapping[str, list[str]], dropped: Counter[str]
) -> Iterator[CodeName]:
    """Yield the spellings that are variants of known names; count what each filter took into `dropped`.

    `known` holds the names of each country so far.
    """
    from normalize.lexicon.sources.geonames import read_places
    from normalize.lexicon.sources.iso_codes import read_subdivisions

    parts: dict[str, set[str]] = defaultdict(set)
    for subdivision in read_subdivisions():
        parts[subdivision.code[:2]].add(fold(subdivision.name))
    for place in read_places():
        if place.population >= _CITY:
            parts[place.country].add(fold(place.name))
    folded = {code: sorted({fold(n) for n in names}) for code, names in known.items()}
    owners: dict[str, set[str]] = defaultdict(set)
    for code, names in folded.items():
        for name in names:
            owners[name].add(code)
    claims = {name: frozenset(codes) for name, codes in owners.items()}
    doubled = Counter(fold(s) for code in known for s in {fold(s) for s in spellings.get(code, ())})
    for code in sorted(known):
        for spelling in spellings.get(code, ()):
            if fold(spelling) in folded[code]:
                continue
            reason = (
                "is_claimed_elsewhere" if is_claimed_elsewhere(code, spelling, claims) or doubled[fold(spelling)] > 1
                else "is_abbreviation" if is_abbreviation(spelling)
                else "is_nationality" if is_nationality(spelling, folded[code])
                else "is_part_of_country" if is_part_of_country(spelling, frozenset(parts[code]))
                else "is_far_from_known" if is_far_from_known(spelling, folded[code])
                else ""
            )  # fmt: skip
            if reason:
                dropped[reason] += 1
            else:
                yield CodeName(code, spelling, "")


def keep_translations(
    translated: Iterable[CodeName],
    cldr: Iterable[CodeName],
    dropped: Counter[str],
    heirs: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[CodeName]:
    """Yield the translations of iso-codes that are not another country's name; count the others into `dropped`.

    Translations slip to other rows: Afghanistan is "República Islâmica do Paquistão", Eswatini the "Kingdom of Spain"
    in Gujarati. A name that several codes have is kept where it holds, about, what CLDR calls the country there.
    `heirs` maps a withdrawn code to the present country that continues it.
    """
    names = list(translated)
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    owners: dict[str, set[str]] = defaultdict(set)
    for label in cldr:
        labels[label.lang][label.code] = label.name
        owners[label.name.casefold()].add(label.code)
    claims: dict[str, set[str]] = defaultdict(set)
    for name in names:
        claims[name.name.casefold()].add(name.code)
    for name in names:
        code, folded = heirs.get(name.code, name.code), name.name.casefold()
        known = labels.get(name.lang) or labels.get(name.lang.split("-")[0], {})
        if owners.get(folded, {code}) != {code}:
            dropped["is_claimed_elsewhere"] += 1
        elif len(claims[folded]) > 1 and code != _likeliest(folded, claims[folded], known):
            dropped["translated alike for several countries"] += 1
        else:
            yield name


def _likeliest(folded: str, codes: Iterable[str], known: Mapping[str, str]) -> str:
    """Return the one code whose name in CLDR the translation holds best, or nothing where that is not plain."""
    scores = sorted((fuzz.partial_ratio(known.get(c, "").casefold(), folded), c) for c in codes)
    (second, _), (best, code) = scores[-2:]
    return code if best >= _CLOSE and best > second else ""
