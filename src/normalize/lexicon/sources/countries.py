"""Rows of countries: ISO 3166-1 and Kosovo under its user-assigned code, with every name that the sources have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rapidfuzz import fuzz

from normalize.lexicon.sources.cldr import CodeName, subdivision_names, territory_forms, territory_names
from normalize.lexicon.sources.country_coder import wikidata_ids
from normalize.lexicon.sources.country_filters import keep_spellings, keep_translations
from normalize.lexicon.sources.country_spellings import read_spellings
from normalize.lexicon.sources.entity import Gathered, Spelling
from normalize.lexicon.sources.former_countries import gather_former
from normalize.lexicon.sources.geonames import read_languages, read_populations
from normalize.lexicon.sources.iso_codes import IsoCountry, read_countries, translations
from normalize.lexicon.sources.pins import COUNTRY_CODER, npm_archive
from normalize.lexicon.sources.tidy import fold
from normalize.lexicon.table import NameRow, read_table

# XK is user-assigned in ISO 3166-1: CLDR, GeoNames and the European Union use it for Kosovo.
KOSOVO = IsoCountry("XK", "XK", "XKX", ("Kosovo",))
# CLDR's variant of these is what the country was called before, not another present name.
_FORMER_VARIANTS = frozenset({("SZ", "variant")})
_ATTESTED = Path(__file__).parent / "data" / "attested_countries.tsv"


def gather_countries(downloads: Path, dropped: Counter[str]) -> list[Gathered]:
    """Return the countries by code with every name of CLDR, ISO 3166, iso-codes and countrynames."""
    present = sorted([*read_countries(), KOSOVO], key=lambda c: c.code)
    codes = {c.code for c in present}
    cldr = [n for n in territory_names() if n.code in codes]
    english = {n.code: n.name for n in cldr if n.lang == "en"}
    ids, people, spoken = wikidata_ids(npm_archive(COUNTRY_CODER, downloads)), read_populations(), read_languages()
    found = {}
    for country in present:
        found[country.code] = Gathered(
            f"iso3166-1:{country.code}", "country", Spelling(english[country.code], "en", "label", "cldr"),
            country=(country.code,), weight=max(float(people.get(country.code, 0)), 500.0),
            same_as=(f"wikidata:{ids[country.code]}",) if country.code in ids else (),
            languages=spoken.get(country.code, ()),
        )  # fmt: skip
    for name in cldr:
        found[name.code].add(name.name, name.lang, "label", "cldr")
    _add_iso(found, present, cldr, dropped)
    for name in keep_spellings(read_spellings(), _names(found), dropped):
        found[name.code].add(name.name, "", "alias", "countrynames")
    states = gather_former(found, cldr, dropped)
    _add_attested({**found, **{state.id.partition(":")[2]: state for state in states}})
    _shorten_parts(found)
    return [*found.values(), *states]


def _add_iso(
    found: Mapping[str, Gathered], present: list[IsoCountry], cldr: list[CodeName], dropped: Counter[str]
) -> None:
    """Add CLDR's short and variant names, ISO's names and codes, and their translations."""
    codes = {code: c.code for c in present for code in (c.alpha2, c.alpha3)}
    for form in territory_forms():
        if codes.get(form.name, form.code) != form.code:
            dropped["is another country's code"] += 1
        elif form.code in found:
            kind = "short" if form.form == "short" else "alias"
            if (form.code, form.form) in _FORMER_VARIANTS:
                kind = "former"
            if form.lang == "en":  # "UK" is English before it is Akan
                found[form.code].set(form.name, form.lang, kind, "cldr41")
            else:
                found[form.code].add(form.name, form.lang, kind, "cldr41")
    names = {c.code: c.names for c in present}
    for country in present:
        for iso in country.names:
            found[country.code].add(iso, "en", "alias", "iso")
        for code in (country.alpha2, country.alpha3):
            old = found[country.code].spellings.get(code)
            if old is None or old.lang != "en":
                found[country.code].set(code, "", "code", "iso")
    for translated in keep_translations(translations("3166-1", names), cldr, dropped):
        if codes.get(translated.name.upper(), translated.code) != translated.code:
            dropped["is another country's code"] += 1
        else:
            found[translated.code].add(translated.name, translated.lang, "alias", "iso-codes")


def _add_attested(found: Mapping[str, Gathered]) -> None:
    """Add the names kept by hand: what people write and no source has ("Britain", "U.S.", "Korea" for both)."""
    for row in read_table(_ATTESTED):
        found[row.id.partition(":")[2]].set(row.name, row.lang, row.kind, row.source)


def _shorten_parts(found: Mapping[str, Gathered]) -> None:
    """Make a name that is that of a part of the country a short one: in Walser German the United Kingdom is England."""
    parts: dict[str, set[str]] = defaultdict(set)
    for part in subdivision_names():
        if part.lang == "en":
            parts[part.code[:2]].add(part.name.casefold())
    for code, gathered in found.items():
        label = fold(gathered.label.name)
        for name, spelling in gathered.spellings.items():
            if name.casefold() in parts[code] and spelling.kind == "label" and fuzz.ratio(label, fold(name)) < 60:
                gathered.spellings[name] = Spelling(name, spelling.lang, "short", spelling.source)


def _names(found: Mapping[str, Gathered]) -> dict[str, list[str]]:
    return {code: [g.label.name, *g.spellings] for code, g in found.items()}


def country_rows(countries: Iterable[Gathered]) -> Iterator[NameRow]:
    """Yield the rows of the countries in the order given."""
    for country in countries:
        yield from country.rows()
