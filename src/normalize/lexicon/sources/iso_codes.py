"""Countries, former countries and subdivisions of ISO 3166 as pycountry holds them, with their translations."""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from normalize.lexicon.sources.cldr import CodeName
from normalize.lexicon.sources.languages import language_tag
from normalize.lexicon.sources.pins import package_folder
from normalize.lexicon.sources.tidy import tidy_name


@dataclass(frozen=True, slots=True)
class IsoCountry:
    """A country of ISO 3166-1, or of ISO 3166-3 when `withdrawn` (a date) is not empty; `names` official and common."""

    code: str
    alpha2: str
    alpha3: str
    names: tuple[str, ...]
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class IsoSubdivision:
    """A subdivision of ISO 3166-2; `category` is ISO's word for its kind: "Oblast", "City"."""

    code: str
    name: str
    category: str
    parent: str = ""


def read_countries() -> list[IsoCountry]:
    """Return the countries of ISO 3166-1 by code."""
    rows = _database("iso3166-1.json", "3166-1")
    names = ("name", "common_name", "official_name")
    found = [
        IsoCountry(r["alpha_2"], r["alpha_2"], r["alpha_3"], tuple(tidy_name(r[n]) for n in names if n in r))
        for r in rows
    ]
    return sorted(found, key=lambda c: c.code)


def read_former_countries() -> list[IsoCountry]:
    """Return the withdrawn countries of ISO 3166-3 by their four-letter code."""
    rows = _database("iso3166-3.json", "3166-3")
    found = [
        IsoCountry(r["alpha_4"], r["alpha_2"], r["alpha_3"], (tidy_name(r["name"]),), r["withdrawal_date"])
        for r in rows
    ]
    return sorted(found, key=lambda c: c.code)


def read_subdivisions() -> list[IsoSubdivision]:
    """Return the subdivisions of ISO 3166-2 by code."""
    rows = _database("iso3166-2.json", "3166-2")
    found = [IsoSubdivision(r["code"], tidy_name(r["name"]), r["type"], r.get("parent", "")) for r in rows]
    return sorted(found, key=lambda s: s.code)


def translations(part: str, names: Mapping[str, tuple[str, ...]]) -> Iterator[CodeName]:
    """Yield the translations of names that stand in the iso-codes catalogues.

    `part` is "3166-1", "3166-2" or "3166-3", `names` the names as pycountry has them, by code. Names that the
    translator left as they were are not yielded.
    """
    folder = package_folder("pycountry") / "locales"
    for path in sorted(folder.glob(f"*/LC_MESSAGES/iso{part}.mo")):
        lang = language_tag(path.parts[-3].replace("@latin", "_Latn").split("@")[0])
        with path.open("rb") as stream:
            catalogue = gettext.GNUTranslations(stream)
        for code in sorted(names):
            for name in names[code]:
                translated = catalogue.gettext(name)
                if translated != name:
                    yield CodeName(code, tidy_name(translated), lang)


def _database(file: str, key: str) -> list[dict[str, str]]:
    path: Path = package_folder("pycountry") / "databases" / file
    rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))[key]
    return rows
