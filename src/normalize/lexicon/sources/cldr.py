"""Names of territories and subdivisions in every locale of Unicode CLDR."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from normalize.lexicon.sources.languages import language_tag
from normalize.lexicon.sources.tidy import tidy_name

_CLDR = Path("/usr/share/unicode/cldr/common")
_INHERITED = "↑↑↑"  # CLDR: take the value of the parent locale


@dataclass(frozen=True, slots=True)
class CodeName:
    """The name of a code in one language; `form` is CLDR's alt attribute ("short", "variant") or empty."""

    code: str
    name: str
    lang: str
    form: str = ""


def territory_names() -> Iterator[CodeName]:
    """Yield the names of two-letter territory codes in every locale that babel holds, inherited ones left out."""
    from babel import localedata

    for locale in sorted(localedata.locale_identifiers()):
        if "POSIX" in locale:
            continue
        names = localedata.load(locale, merge_inherited=False).get("territories", {})
        for code in sorted(names):
            if len(code) == 2 and code.isalpha():
                yield CodeName(code, tidy_name(names[code]), language_tag(locale))


def territory_forms(folder: Path = _CLDR / "main") -> Iterator[CodeName]:
    """Yield the short and variant names of territories, which babel leaves out, from CLDR's own files."""
    for path in sorted(folder.glob("*.xml")):
        for item in ElementTree.parse(path).iterfind("localeDisplayNames/territories/territory"):
            code, form, text = item.get("type", ""), item.get("alt", ""), item.text or _INHERITED
            if len(code) == 2 and form in ("short", "variant") and text != _INHERITED:
                yield CodeName(code, tidy_name(text), language_tag(path.stem), form)


def subdivision_names(folder: Path = _CLDR / "subdivisions") -> Iterator[CodeName]:
    """Yield the names of ISO 3166-2 codes ("BY-VI") in every locale of CLDR's subdivision files."""
    for path in sorted(folder.glob("*.xml")):
        for item in ElementTree.parse(path).iterfind("localeDisplayNames/subdivisions/subdivision"):
            code, text = item.get("type", "").upper(), item.text or _INHERITED
            if text != _INHERITED and len(code) > 3:  # two letters: a whole territory
                yield CodeName(f"{code[:2]}-{code[2:]}", tidy_name(text), language_tag(path.stem))


def replaced_subdivisions(path: Path = _CLDR / "supplemental/supplementalMetadata.xml") -> dict[str, str]:
    """Return the subdivision codes that CLDR calls aliases, with the one code that replaces each ("FI-01" → "AX")."""
    found = {}
    for item in ElementTree.parse(path).iterfind("metadata/alias/subdivisionAlias"):
        old, new = item.get("type", "").upper(), item.get("replacement", "").upper()
        if " " not in new:
            found[f"{old[:2]}-{old[2:]}"] = new if len(new) == 2 else f"{new[:2]}-{new[2:]}"
    return found


def covered_languages(path: Path = _CLDR / "properties/coverageLevels.txt") -> frozenset[str]:
    """Return the languages that CLDR calls covered at its level "modern": what software is sold and news written in."""
    lines = (line.split(";") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(cells[0].strip().partition("_")[0] for cells in lines if cells[-1].strip() == "modern")
