"""What other people's code depends on: the exported names, lazy imports, signatures."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import normalize


def test_the_exported_names() -> None:
    assert normalize.__all__ == [
        "Candidate", "Entity", "Explanation", "InputError", "Lexicon", "LexiconError", "Mention", "MissingExtraError",
        "Name", "NormalizeError", "Reading", "Resolution", "UnknownIdError", "WrongOptionError", "__version__", "build",
        "compare", "compare_many", "load", "readings",
    ]  # fmt: skip
    assert all(getattr(normalize, name) is not None for name in normalize.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'resolver_of_all'"):
        normalize.resolver_of_all  # noqa: B018  # the access itself is tested


def test_importing_reads_no_heavy_package() -> None:
    code = "import sys, normalize; print(sorted({'numpy', 'icu', 'rapidfuzz', 'click', 'rich'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_an_answer_has_the_promised_fields(core: normalize.Lexicon) -> None:
    r = core.resolve("Fribokai", type="place", country="BY", lang=None, limit=5)
    assert r.status in ("resolved", "ambiguous", "unresolved")
    assert 0 <= r.margin <= r.probability <= 1
    first = r.candidates[0]
    assert (first.id, first.label, first.type) == ("geonames:627908", "Hlybokaye", "place")
    assert first.name in {n.name for n in core.names(first.id)}
    assert len(r.candidates) <= 5
    assert len(core.resolve("Glubokoye", limit=2).candidates) == 2


def test_readings_name_language_and_standard() -> None:
    found = normalize.readings("Глыбокае", lang="be")
    assert ("Hlybokaye", "be", "bgn-pcgn") in {(r.text, r.lang, r.standard) for r in found}
    assert 1 < len(normalize.readings("Глыбокае")) <= 8


def test_entities_and_names(core: normalize.Lexicon) -> None:
    hlybokaye = core["geonames:627908"]
    assert (hlybokaye.label, hlybokaye.type, hlybokaye.country) == ("Hlybokaye", "place", ("BY",))
    assert core["wikidata:Q954114"] == hlybokaye
    assert {"Глыбокае", "Głębokie", "Hlybokaye"} <= {n.name for n in core.names("geonames:627908")}
    assert "geonames:627908" in core
    assert "geonames:0" not in core
    with pytest.raises(KeyError, match="no entity"):
        core["geonames:0"]
    assert "\ud800" not in core


def test_half_a_character_is_refused_everywhere(core: normalize.Lexicon) -> None:
    told = r"holds half a character \(a lone surrogate\) at character 4; it was decoded wrongly"
    for ask in (
        lambda: core.resolve("Min\udce9sk"),
        lambda: core.annotate("Min\udce9sk is big."),
        lambda: list(core.annotate_parts(["Min", "\udce9sk"])),
        lambda: normalize.compare("Minsk", "Min\udce9sk"),
        lambda: normalize.readings("Мин\udce9ск"),
    ):
        with pytest.raises(normalize.InputError, match=told):
            ask()
    with pytest.raises(normalize.InputError, match=r"names\[1\]: the name holds half a character"):
        core.resolve_many(["Minsk", "Min\udce9sk"])


def test_a_letter_that_was_lost_is_no_invisible_character(core: normalize.Lexicon) -> None:
    said = str(core.resolve("Min\ufffdsk").explain())
    assert "A character that was lost before (U+FFFD) left out." in said
    assert "nvisible" not in said
    both = str(core.resolve("Min\ufffds\u200bk").explain())
    assert "Invisible characters removed." in both and "lost before" in both


def test_blank_and_missing_values_say_nothing(core: normalize.Lexicon) -> None:
    plain = core.resolve("Minsk")
    nan = float("nan")
    silent = (
        {"lang": ""}, {"when": " "}, {"near": (nan, nan)}, {"country": ""}, {"type": ""}, {"when": pd.NaT},
        {"near": (None, None)}, {"lang": nan}, {"country": nan}, {"type": nan}, {"country": pd.NA}, {"when": pd.NA},
    )  # fmt: skip
    for told in silent:
        one = core.resolve("Minsk", **told)
        assert (one.id, one.probability, str(one.explain())) == (plain.id, plain.probability, str(plain.explain()))
        several = {key: [value, None] for key, value in told.items()}
        assert [r.id for r in core.resolve_many(["Minsk", "Minsk"], **several)] == [plain.id] * 2
    assert core.annotate("Minsk is big.", lang="")[0].id == plain.id
    assert core.resolve_many(["Minsk"], context=[nan])[0].id == plain.id
    with pytest.raises(normalize.InputError, match="are no point"):
        core.resolve("Minsk", near=(nan, 27.5))


def test_points_are_points_and_not_columns(core: normalize.Lexicon) -> None:
    names, points = ["Minsk", "Riga"], [(53.9, 27.5), (56.9, 24.1)]
    assert [r.id for r in core.resolve_many(names, near=points)] == ["geonames:625144", "geonames:456172"]
    assert [r.id for r in core.resolve_many(names, near=[[53.9, 27.5], None])] == ["geonames:625144", "geonames:456172"]
    for columns in (([53.9, 56.9], [27.5, 24.1]), [[53.9, 27.5], [56.9, 24.1]], np.array(points)):
        with pytest.raises(normalize.InputError, match=r"near is two lists .*list\(zip\(latitudes, longitudes\)\)"):
            core.resolve_many(names, near=columns)
    with pytest.raises(normalize.InputError, match=r"near has 2 values for 3 names.*list\(zip\("):
        core.resolve_many([*names, "Pinsk"], near=([53.9, 56.9, 52.1], [27.5, 24.1, 26.1]))


def test_a_type_of_two_names_is_read_as_resolve_reads_it() -> None:
    pair = "Olaf Schulz", "Olaf Scholz"
    assert normalize.compare(*pair, type="Person ") == normalize.compare(*pair, type="person")
    assert normalize.compare(*pair, type="") == normalize.compare(*pair)
    with pytest.raises(normalize.InputError, match=r'type "persn" is unknown; expected one of: person, .*"person"\?'):
        normalize.compare(*pair, type="persn")
    with pytest.raises(normalize.InputError, match=r'country\. Did you mean "organisation"\?'):
        normalize.compare(*pair, type="org")


def test_what_a_rule_tells_apart_is_less_probable_than_what_is_only_unlike() -> None:
    told = normalize.compare("Simona Weidner", "Simon Weidner", type="person")
    assert told < normalize.compare("Th. Aagaard", "Thorvald Aagaard", type="person")
    assert normalize.compare("Simona Weidner", "Simon Weidner") == told


def test_two_names_are_of_the_type_that_they_say() -> None:
    for pair, type_ in (
        (("Rossmann-Stiftung", "Rossmann Foundation"), "organisation"),
        (("Lake Tinnsjø", "Tinnsjø lake"), "place"),
        (("Prof. Ulla Brandt", "Ulla Brandt"), "person"),
    ):
        assert normalize.compare(*pair) == normalize.compare(*pair, type=type_) > 0.8


def test_what_is_one_string_names_one_thing() -> None:
    for text in ("😀", "!!!", "a" * 401, "Minsk"):
        assert normalize.compare(text, text) == normalize.compare("Minsk", "MINSK") > 0.99
    assert normalize.compare(" ", " ") == normalize.compare("", "") == normalize.compare("😀", "!!!") == 0


def test_a_type_is_one_whatever_its_case_as_it_was_written_first(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "name": "Alfa", "type": "Ship"},
        {"id": "2", "name": "Beta", "type": "SHIP"},
        {"id": "3", "name": "Gamma", "type": "place"},
        {"id": "4", "name": "Delta", "type": "Place"},
        {"id": "5", "name": "Epsilon", "type": "PERSON"},
    ]
    own = normalize.build(rows, tmp_path / "own")
    assert [own[id].type for id in "12345"] == ["Ship", "Ship", "place", "place", "person"]
    assert own.resolve("Delta", type="place").id == "4"
    assert own.resolve("Beta", type="ship").id == "2"


def test_names_that_can_never_be_found_are_told(tmp_path: Path) -> None:
    for name in ("...", "\u200b", "😀", "a" * 100_000):
        rows = [{"id": "1", "name": "Minsk"}, {"id": "1", "name": name}]
        with pytest.warns(UserWarning, match="row 2: name .* it is never found"):
            normalize.build(rows, tmp_path / "own")


def test_columns_that_are_not_read_are_told_once(tmp_path: Path) -> None:
    rows = [{"id": "1", "name": "Minsk", "dob": "1067"}, {"id": "2", "name": "Brest", "dob": "", "note": "x"}]
    with pytest.warns(UserWarning, match="columns that are not read") as told:
        normalize.build(rows, tmp_path / "own")
    assert [str(one.message).partition(";")[0] for one in told] == [
        "row 1 has columns that are not read: dob",
        "row 2 has columns that are not read: note",
    ]


def test_a_country_that_is_no_code_is_told_as_it_was_written(tmp_path: Path) -> None:
    with pytest.raises(normalize.InputError, match="row 1: country 'Russia' is no ISO 3166-1"):
        normalize.build([{"id": "1", "name": "Minsk", "country": "Russia"}], tmp_path / "own")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: normalize.load(5), "the lexicon is an int"),
        (lambda: normalize.load(None), "the lexicon is None"),
        (lambda: normalize.load("core", decisions=5), "the file of decisions is an int"),
        (lambda: normalize.build(5, "own"), "rows is an int"),
        (lambda: normalize.build([], 5), "the folder is an int"),
        (lambda: normalize.readings("Минск", "english"), 'lang is "english"; expected a language tag'),
        (lambda: normalize.readings("Minsk", "english"), 'lang is "english"; expected a language tag'),
        (lambda: normalize.readings("Минск", most=0), "most is 0; expected a whole number from 1"),
        (lambda: normalize.readings("Минск", most="x"), "most is 'x'; expected a whole number from 1"),
        (lambda: normalize.load().resolve("Minsk", country=b"BY"), "country is a bytes; expected a code such as BY"),
        (lambda: normalize.load().resolve("Minsk", country=bytearray(b"BY")), "country is a bytearray"),
    ],
)
def test_arguments_of_other_kinds_are_refused(call: Callable[[], object], told: str) -> None:
    with pytest.raises(normalize.InputError, match=told):
        call()
