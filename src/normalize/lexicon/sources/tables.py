"""The committed tables as texts, made in one go from the pinned sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Set
from pathlib import Path

from normalize.lexicon.namesakes import HEADER as NAMESAKE_HEADER
from normalize.lexicon.namesakes import TABLE as NAMESAKES
from normalize.lexicon.regions import TABLE as REGIONS
from normalize.lexicon.regions import Subdivision, by_division
from normalize.lexicon.sources.cldr import covered_languages
from normalize.lexicon.sources.countries import country_rows, gather_countries
from normalize.lexicon.sources.divisions import HEADER as DIVISION_HEADER
from normalize.lexicon.sources.divisions import format_subdivision, list_subdivisions
from normalize.lexicon.sources.english_words import HEADER as ENGLISH_HEADER
from normalize.lexicon.sources.english_words import TABLE as ENGLISH
from normalize.lexicon.sources.english_words import english_word_lines
from normalize.lexicon.sources.entity import HEADER, format_row
from normalize.lexicon.sources.generic_words import HEADER as WORD_HEADER
from normalize.lexicon.sources.generic_words import generic_word_lines
from normalize.lexicon.sources.geonames import read_places
from normalize.lexicon.sources.given_names import HEADER as NAME_HEADER
from normalize.lexicon.sources.given_names import given_name_lines
from normalize.lexicon.sources.hand_made import drop_denied
from normalize.lexicon.sources.legal_forms import HEADER as FORM_HEADER
from normalize.lexicon.sources.legal_forms import legal_form_lines
from normalize.lexicon.sources.links import hand_links, territory_links
from normalize.lexicon.sources.namesakes import namesake_lines
from normalize.lexicon.sources.ordinary_words import HEADER as ORDINARY_HEADER
from normalize.lexicon.sources.ordinary_words import ordinary_word_lines
from normalize.lexicon.sources.other_words import drop_other_words, drop_translated, read_other_words
from normalize.lexicon.sources.person_tokens import HEADER as TOKEN_HEADER
from normalize.lexicon.sources.person_tokens import token_lines
from normalize.lexicon.sources.pins import check_pins, read_pins
from normalize.lexicon.sources.place_filters import survey
from normalize.lexicon.sources.place_tags import read_tags
from normalize.lexicon.sources.places import Report, core_places, names_of_countries, place_rows, read_extra
from normalize.lexicon.sources.seat_words import HEADER as SEAT_HEADER
from normalize.lexicon.sources.seat_words import TABLE as SEATS
from normalize.lexicon.sources.seat_words import seat_word_lines
from normalize.lexicon.sources.shared_names import shared_name_lines
from normalize.lexicon.sources.subdivision_filters import is_name_of_another_country
from normalize.lexicon.sources.subdivisions import gather_subdivisions, subdivision_rows
from normalize.lexicon.table import NameRow, read_table
from normalize.text import clean, key

TABLES = (
    "countries.tsv", "subdivisions.tsv", "places.tsv", "links.tsv", "name_tokens.tsv", "shared_country_names.tsv",
    "legal_forms.tsv", "generic_words.tsv", "given_names.tsv", "ordinary_words.tsv", ENGLISH, SEATS, REGIONS,
    NAMESAKES,
)  # fmt: skip
_TRANSLATED = frozenset({"ga"})  # CLDR has words for the names of subdivisions: Pará is "Stop", La Libertad "Saoirse"
_EXTRA = Path(__file__).parent / "data" / "attested_places.tsv"


def make_tables(lexicons: Path, downloads: Path, wanted: frozenset[str], say: Callable[[str], None]) -> dict[str, str]:
    """Return the text of each wanted table; `say` is given what was made and what each filter dropped.

    Raises `InputError` when a source is missing or is not the one that `lexicons/SOURCES.tsv` pins.
    """
    tables: dict[str, str] = {}
    if "generic_words.tsv" in wanted:
        tables["generic_words.tsv"] = _text(WORD_HEADER, generic_word_lines())
        say(f"generic_words.tsv: {tables['generic_words.tsv'].count(chr(10)) - 1:,} forms")
    if "given_names.tsv" in wanted:
        tables["given_names.tsv"] = _text(NAME_HEADER, given_name_lines())
        say(f"given_names.tsv: {tables['given_names.tsv'].count(chr(10)) - 1:,} forms")
    if wanted <= tables.keys():
        return tables  # made by hand: no source to check
    check_pins(read_pins(lexicons / "SOURCES.tsv"), downloads)
    dropped: Counter[str] = Counter()
    needed = wanted - {"name_tokens.tsv", "legal_forms.tsv", ENGLISH}
    people, ordinary = read_other_words(downloads) if needed else (frozenset(), frozenset())
    gathered = gather_countries(downloads, dropped)
    countries = drop_other_words(gathered, people | ordinary, covered_languages(), dropped)
    rows: list[NameRow] = list(drop_denied(country_rows(countries), dropped))
    if "countries.tsv" in wanted:
        tables["countries.tsv"] = _text(HEADER, map(format_row, rows))
        say(_summary("countries.tsv", rows, dropped))
    if wanted & {"subdivisions.tsv", "links.tsv", "places.tsv", SEATS, REGIONS, NAMESAKES}:
        made, regions = _subdivisions(lexicons, rows, people, ordinary, say)
        tables.update({name: text for name, text in made.items() if name in wanted})
        places = _places(rows, regions, say) if wanted & {"places.tsv", SEATS, NAMESAKES} else []
        if "places.tsv" in wanted:
            tables["places.tsv"] = _text(HEADER, map(format_row, places))
        if NAMESAKES in wanted:
            tables[NAMESAKES] = _text(NAMESAKE_HEADER, namesake_lines(places, read_places()))
            say(f"{NAMESAKES}: {tables[NAMESAKES].count(chr(10)) - 1:,} namesakes")
        if SEATS in wanted:
            tables[SEATS] = _text(SEAT_HEADER, seat_word_lines(lexicons, rows, places))
            say(f"{SEATS}: {tables[SEATS].count(chr(10)) - 1:,} forms")
    if "name_tokens.tsv" in wanted:
        tables["name_tokens.tsv"] = _text(TOKEN_HEADER, token_lines())
        say(f"name_tokens.tsv: {tables['name_tokens.tsv'].count(chr(10)) - 1:,} groups")
    if "shared_country_names.tsv" in wanted:
        tables["shared_country_names.tsv"] = _text("", shared_name_lines())[1:]
    if "ordinary_words.tsv" in wanted:
        demonyms = (row for row in read_table(lexicons / "demonyms.tsv") if row.name[:1].isupper())
        peoples = {(row.lang, key(clean(row.name).text)) for row in demonyms}
        names = {key(clean(row.name).text) for row in rows if row.kind != "code"}
        tables["ordinary_words.tsv"] = _text(ORDINARY_HEADER, ordinary_word_lines(downloads, names, peoples))
        say(f"ordinary_words.tsv: {tables['ordinary_words.tsv'].count(chr(10)) - 1:,} words")
    if ENGLISH in wanted:
        tables[ENGLISH] = _text(ENGLISH_HEADER, english_word_lines())
        say(f"{ENGLISH}: {tables[ENGLISH].count(chr(10)) - 1:,} words")
    if "legal_forms.tsv" in wanted:
        tables["legal_forms.tsv"] = _text(FORM_HEADER, legal_form_lines())
        say(f"legal_forms.tsv: {tables['legal_forms.tsv'].count(chr(10)) - 1:,} forms")
    return tables


def _read_former(lexicons: Path) -> dict[str, list[str]]:
    """Return the former names of places that are kept by hand, by id."""
    found: dict[str, list[str]] = {}
    for row in read_table(lexicons / "additions.tsv"):
        if row.kind == "former":
            found.setdefault(row.id, []).append(row.name)
    return found


def _subdivisions(
    lexicons: Path, countries: Iterable[NameRow], people: Set[str], ordinary: Set[str], say: Callable[[str], None]
) -> tuple[dict[str, str], list[Subdivision]]:
    dropped: Counter[str] = Counter()
    subdivisions, links = gather_subdivisions(list(read_places()), _read_former(lexicons), dropped)
    codes = [s.id.partition(":")[2] for s in subdivisions]
    every = sorted({*links, *territory_links(codes), *hand_links()}, key=lambda k: (k.id, k.same_as))
    territories = {link.same_as: link.id for link in every if link.id.startswith("iso3166-1:")}
    for subdivision in subdivisions:
        if subdivision.id in territories:
            subdivision.weight = None  # the country's row has its people
    bearers: dict[str, frozenset[str]] = {}
    for row in countries:
        exact = key(clean(row.name).text)
        bearers[exact] = bearers.get(exact, frozenset()) | {row.id}
    rows = []
    own = drop_other_words(subdivisions, people | ordinary, covered_languages() - _TRANSLATED, dropped)
    for row in drop_denied(subdivision_rows(list(drop_translated(own, ordinary, dropped))), dropped):
        if row.id in territories and is_name_of_another_country(row.name, territories[row.id], bearers):
            dropped["is_name_of_another_country"] += 1
        else:
            rows.append(row)
    say(_summary("subdivisions.tsv", rows, dropped))
    say(f"links.tsv: {len(every):,} links")
    regions = list(list_subdivisions(every))
    say(f"{REGIONS}: {len(regions):,} codes, {len(by_division(regions)):,} divisions of GeoNames")
    made = {
        REGIONS: _text(DIVISION_HEADER, map(format_subdivision, regions)),
        "subdivisions.tsv": _text(HEADER, map(format_row, rows)),
        "links.tsv": _text("id\tsame_as\tsource", (f"{k.id}\t{k.same_as}\t{k.source}" for k in every)),
    }
    return made, regions


def _places(countries: Iterable[NameRow], regions: Iterable[Subdivision], say: Callable[[str], None]) -> list[NameRow]:
    places = core_places()
    around = survey(read_places(), *names_of_countries(countries))
    tags = read_tags(frozenset(p.id for p in places))
    report = Report()
    made = place_rows(places, around, tags, read_extra(_EXTRA), by_division(regions), report)
    rows = list(drop_denied(made, report.dropped))
    say(_summary("places.tsv", rows, report.dropped))
    say(f"  {sum(bool(row.region) for row in rows):,} in a known region")
    return rows


def _text(header: str, lines: Iterable[str]) -> str:
    return "\n".join([header, *lines]) + "\n"


def _summary(table: str, rows: list[NameRow], dropped: Counter[str]) -> str:
    entities = len({row.id for row in rows})
    taken = "".join(f"\n  dropped {count:,}: {reason}" for reason, count in dropped.most_common())
    return f"{table}: {entities:,} entities, {len(rows):,} names{taken}"
