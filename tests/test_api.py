"""What other people's code depends on: the exported names, lazy imports, signatures."""

from __future__ import annotations

import subprocess
import sys

import pytest

import normalize


def test_the_exported_names() -> None:
    assert normalize.__all__ == [
        "Candidate", "Explanation", "InputError", "Lexicon", "LexiconError", "Mention", "MissingExtraError",
        "NormalizeError", "Reading", "Resolution", "UnknownIdError", "__version__", "build", "compare",
        "compare_many", "load", "readings",
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
