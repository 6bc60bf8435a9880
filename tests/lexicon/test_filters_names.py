"""The traps of country and subdivision names, each shown on the real data or on the table that came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from normalize.lexicon.sources import country_filters, subdivision_filters
from normalize.lexicon.sources.cldr import CodeName
from normalize.lexicon.sources.country_spellings import read_spellings
from normalize.lexicon.sources.entity import Gathered, Spelling
from normalize.lexicon.sources.other_words import drop_other_words
from normalize.lexicon.sources.tidy import fold
from normalize.lexicon.table import NameRow, read_table
from normalize.text import clean, key

LEXICONS = Path(__file__).parents[2] / "lexicons"


def rows_by_id(table: str) -> dict[str, list[NameRow]]:
    """Return the rows of a committed table by id."""
    found: dict[str, list[NameRow]] = defaultdict(list)
    for row in read_table(LEXICONS / table):
        found[row.id].append(row)
    return found


@pytest.fixture(scope="module")
def countries() -> dict[str, list[NameRow]]:
    return rows_by_id("countries.tsv")


@pytest.fixture(scope="module")
def subdivisions() -> dict[str, list[NameRow]]:
    return rows_by_id("subdivisions.tsv")


NAMES = {"BY": ["belarus", "беларусь"], "KR": ["south korea"], "GB": ["united kingdom"], "SD": ["sudan"]}


@pytest.mark.parametrize(
    ("code", "spelling"), [("BY", "Belarusian"), ("GB", "British Citizen"), ("FR", "Frenchwoman"), ("IN", "Индиец")]
)
def test_nationalities_are_not_names_of_countries(code: str, spelling: str) -> None:
    assert spelling in read_spellings()[code]
    assert country_filters.is_nationality(spelling, NAMES.get(code, []))


def test_a_name_that_only_looks_like_a_nationality_stays() -> None:
    assert not country_filters.is_nationality("Republic of Sudan", NAMES["SD"])
    assert not country_filters.is_nationality("Belrus", NAMES["BY"])


def test_parts_of_a_country_are_not_its_names() -> None:
    assert {"Galway", "Dublin"} <= set(read_spellings()["IE"])
    assert country_filters.is_part_of_country("Galway", frozenset({"galway"}))
    assert "TEXAS, U.S.A." in read_spellings()["US"]
    assert country_filters.is_part_of_country("TEXAS, U.S.A.", frozenset({"texas"}))


def test_abbreviations_are_not_names() -> None:
    assert country_filters.is_abbreviation("WDM")
    assert country_filters.is_abbreviation("A.B.Ş.")
    assert not country_filters.is_abbreviation("Belrus")


def test_a_name_of_another_country_is_not_taken() -> None:
    assert "Солтүстік Корея" in read_spellings()["KR"]
    claims = {fold("Солтүстік Корея"): frozenset({"KP"})}
    assert country_filters.is_claimed_elsewhere("KR", "Солтүстік Корея", claims)
    assert not country_filters.is_claimed_elsewhere("KP", "Солтүстік Корея", claims)


def test_only_variants_of_known_names_are_kept() -> None:
    assert not country_filters.is_far_from_known("Belrus", NAMES["BY"])
    assert not country_filters.is_far_from_known("Republic of Belarus", NAMES["BY"])
    assert "companies house uk" in read_spellings()["GB"]
    assert country_filters.is_far_from_known("companies house uk", NAMES["GB"])


def test_translations_that_slipped_to_another_row_are_dropped() -> None:
    cldr = [CodeName("PK", "Paquistão", "pt"), CodeName("AF", "Afeganistão", "pt")]
    slipped = [
        CodeName("PK", "República Islâmica do Paquistão", "pt"),
        CodeName("AF", "República Islâmica do Paquistão", "pt"),
        CodeName("AF", "Paquistão", "pt"),
    ]
    dropped: Counter[str] = Counter()
    assert list(country_filters.keep_translations(slipped, cldr, dropped)) == slipped[:1]
    assert dropped == {"translated alike for several countries": 1, "is_claimed_elsewhere": 1}


def test_a_former_name_may_be_that_of_the_country_which_continues_it() -> None:
    zaire = [CodeName("ZRCD", "Kongo", "xx")]
    cldr = [CodeName("CD", "Kongo", "xx")]
    assert list(country_filters.keep_translations(zaire, cldr, Counter(), {"ZRCD": "CD"})) == zaire
    assert list(country_filters.keep_translations(zaire, cldr, Counter())) == []


def test_no_two_countries_share_a_name_but_for_the_listed_ones(countries: dict[str, list[NameRow]]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for id, rows in countries.items():
        for row in rows:
            if row.kind != "code":  # codes are told from names by their capitals
                owners[key(clean(row.name).text)].add(id)
    shared = {name for name, ids in owners.items() if len({i for i in ids if i.startswith("iso3166-1:")}) > 1}
    lines = (LEXICONS / "shared_country_names.tsv").read_text(encoding="utf-8").splitlines()[1:]
    listed = {line.split("\t")[0] for line in lines}
    korea = {"korea", "карэя", "корея", "corée", "corea", "korėja", "κορέα"}
    assert listed <= shared
    variant = {"காங்கோ குடியரசு"}  # a variant of CLDR's for CG, iso-codes' name of CD
    assert shared - listed == korea | variant


def test_countries_have_ids_codes_and_kinds(countries: dict[str, list[NameRow]]) -> None:
    assert sum(id.startswith("iso3166-1:") for id in countries) == 250  # ISO's 249, and XK for Kosovo
    belarus = countries["iso3166-1:BY"]
    assert belarus[0].name == "Belarus"
    assert belarus[0].same_as == ("wikidata:Q184",)
    assert {row.name for row in belarus if row.kind == "code"} == {"BY", "BLR"}
    kinds = {(row.name, row.kind) for row in countries["iso3166-1:GB"]}
    assert kinds >= {("GB", "code"), ("UK", "short")}
    assert ("Bonaire", "short") in {(row.name, row.kind) for row in countries["iso3166-1:BQ"]}  # for all three islands
    assert ("Burma", "former") in {(row.name, row.kind) for row in countries["iso3166-1:MM"]}
    assert countries["iso3166-3:SUHH"][0].end == "1992-08-30"


def gather(label: str, names: dict[str, str]) -> Gathered:
    """Return a country that some languages call by other names than its label."""
    found = Gathered("iso3166-1:XX", "country", Spelling(label, "en", "label", "cldr"), languages=("co",))
    for name, lang in names.items():
        found.add(name, lang, "label", "cldr")
    return found


def test_another_word_is_no_name_in_a_language_that_few_write() -> None:
    names = {"Pain": "na", "Ispaniya": "na", "Spanish": "de", "Ispagna": "co", "Spain": "en", "España": "es"}
    dropped: Counter[str] = Counter()
    words = frozenset({"pain", "spanish", "ispagna"})
    found = list(drop_other_words([gather("Spain", names)], words, {"de", "en", "es"}, dropped))
    assert set(found[0].spellings) == {"Ispaniya", "Spanish", "Ispagna", "España"}
    assert dropped == {"is another word": 1}


def test_marks_make_no_other_word() -> None:
    words = frozenset({"ruslan", "albania", "ira"})
    russia, albania, iran = (
        gather("Russia", {"Ruslân": "fy"}),
        gather("Albania", {"Àlbanìà": "bas"}),
        gather("Iran", {"Irã": "pt", "Ira": "lu", "Irâ": "ln"}),
    )
    found = [set(one.spellings) for one in drop_other_words([russia, albania, iran], words, {"pt"}, Counter())]
    assert found == [set(), {"Àlbanìà"}, {"Irã", "Irâ"}]


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("PL", "Poole"), ("RU", "Ruslân"), ("IR", "Ira"), ("ES", "Pain"), ("CN", "Shine"), ("CM", "Cameron"),
        ("IN", "Indy"), ("DO", "Domingo"), ("GR", "Helene"), ("TD", "Shadi"), ("GB", "England"), ("US", "Poo"),
    ],
)  # fmt: skip
def test_names_that_are_other_words_are_gone(countries: dict[str, list[NameRow]], id: str, name: str) -> None:
    assert name not in {row.name for row in countries[f"iso3166-1:{id}"]}


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("TR", "Turkey"), ("US", "Amerika"), ("US", "SUA"), ("TH", "Siam"), ("MO", "Macau"), ("RU", "Rußland"),
        ("FR", "Francia"), ("PE", "Perú"), ("IE", "Éire"), ("FR", "Frañs"), ("DE", "Germanujo"), ("CN", "Kina"),
    ],
)  # fmt: skip
def test_names_that_people_use_stay(countries: dict[str, list[NameRow]], id: str, name: str) -> None:
    assert name in {row.name for row in countries[f"iso3166-1:{id}"]}


def test_irish_words_are_no_names_of_regions(subdivisions: dict[str, list[NameRow]]) -> None:
    assert not {"Stop", "Slap", "Corn"} & {
        row.name for id in ("BR-PA", "TR-60", "MA-TAZ") for row in subdivisions[f"iso3166-2:{id}"]
    }
    assert "Bavaria" in {row.name for row in subdivisions["iso3166-2:DE-BY"]}


def test_cldr_marks_for_homonyms_are_no_part_of_a_name(subdivisions: dict[str, list[NameRow]]) -> None:
    assert subdivision_filters.is_marked_homonym("Minsk²")
    assert subdivision_filters.unmark("Île-de-France²") == "Île-de-France"
    assert not any(subdivision_filters.is_marked_homonym(r.name) for rows in subdivisions.values() for r in rows)
    assert "Minsk" not in {row.name for row in subdivisions["iso3166-2:BY-MI"]}
    assert subdivisions["iso3166-2:FR-IDF"][0].name == "Île-de-France"


def test_viciebsk_region_is_not_brest(subdivisions: dict[str, list[NameRow]]) -> None:
    labels = {"BY-VI": "vitebsk", "BY-BR": "brest"}
    bearers = {"brest": frozenset({"BY-BR"})}
    assert subdivision_filters.is_sibling_label("Brest", "BY-VI", labels, bearers)
    assert not subdivision_filters.is_sibling_label("Brest", "BY-BR", labels, bearers)
    assert "Brest" not in {row.name for row in subdivisions["iso3166-2:BY-VI"]}


def test_a_state_may_share_a_name_with_a_sibling_like_it() -> None:
    labels = {"US-WA": "washington", "US-DC": "washington dc"}
    bearers = {fold("Ουάσινγκτον"): frozenset({"US-DC"})}
    assert not subdivision_filters.is_sibling_label("Ουάσινγκτον", "US-WA", labels, bearers)


def test_latin_letters_are_no_tamil() -> None:
    assert subdivision_filters.is_untranslated("VICIEBSKAJA VOPLASć", "ta")
    assert not subdivision_filters.is_untranslated("Віцебская вобласць", "be")
    assert not subdivision_filters.is_untranslated("Obwód witebski", "pl")


def test_codes_that_are_shifted_keep_their_english_name(subdivisions: dict[str, list[NameRow]]) -> None:
    # In CLDR 41 the Ugandan district UG-221 is Butaleja in English and Manafwa in most languages.
    names = ["manafwa distrikt", "manafwa", "distrito manafwa", "quan manafwa", "butaledzas distrikts"]
    assert subdivision_filters.is_shifted(names, "butaleja", ["manafwa", "kaliro"])
    assert not subdivision_filters.is_shifted(["woblast minsk", "minska oblast"], "minsk region", ["brest"])
    butaleja = {row.name for row in subdivisions["iso3166-2:UG-221"]}
    assert any("Butaleja" in name for name in butaleja)
    assert not any("Manafwa" in name or "Манафва" in name for name in butaleja)


def test_codes_that_mean_another_province_now_have_the_right_names(subdivisions: dict[str, list[NameRow]]) -> None:
    # CLDR 41 has Ardabil under IR-03, which is East Azerbaijan in ISO 3166-2.
    assert subdivisions["iso3166-2:IR-03"][0].name == "East Azerbaijan"
    assert "Ardabil" in {row.name for row in subdivisions["iso3166-2:IR-24"]}
    assert not any("Ardabil" in row.name for row in subdivisions["iso3166-2:IR-03"])
    assert "iso3166-2:KZ-ALA" not in subdivisions
    assert ("Алматы", "ru") in {(row.name, row.lang) for row in subdivisions["iso3166-2:KZ-75"]}


def test_a_region_is_never_its_city(subdivisions: dict[str, list[NameRow]]) -> None:
    brest = subdivisions["iso3166-2:BY-BR"]
    assert brest[0].name == "Brest Oblast"
    assert {row.kind for row in brest if row.name == "Brest"} == {"short"}
    assert subdivisions["iso3166-2:US-NY"][0].name == "New York State"
    links = (LEXICONS / "links.tsv").read_text(encoding="utf-8").splitlines()
    assert "geonames:625144\tiso3166-2:BY-HM\tiso" in links
    assert not any("iso3166-2:BY-BR" in line or "iso3166-2:BY-MI" in line for line in links)
