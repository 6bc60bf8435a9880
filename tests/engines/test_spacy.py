"""The spaCy component in real pipelines; the extra may not be installed."""

from __future__ import annotations

import pytest

import normalize

spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")

TEXT = "Mikola Stackevich is in Fribokai, Belarus; Pavel Latush of Riga is not."


def test_own_names_are_in_the_document_with_their_ids(core: normalize.Lexicon) -> None:
    import normalize.spacy  # noqa: F401  # registers the component

    nlp = spacy.blank("en")
    nlp.add_pipe("normalize")
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in nlp(TEXT).ents] == [
        (m.text, {"person": "PERSON", "place": "LOC", "country": "GPE"}.get(m.type, "MISC"), m.id or "")
        for m in core.annotate(TEXT, "en")
    ]


def test_names_that_the_pipeline_found_are_linked() -> None:
    import normalize.spacy  # noqa: F401  # registers the component

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "GPE", "pattern": "Fribokai"},
            {"label": "GPE", "pattern": "Belarus"},
            {"label": "DATE", "pattern": "not"},
        ]
    )
    nlp.add_pipe("normalize", config={"find": "ents"})
    assert [(ent.text, ent.kb_id_) for ent in nlp(TEXT).ents] == [
        ("Fribokai", "geonames:627908"),
        ("Belarus", "iso3166-1:BY"),
        ("not", ""),
    ]


def test_another_way_to_find_is_refused(core: normalize.Lexicon) -> None:
    import normalize.spacy

    with pytest.raises(normalize.InputError, match='expected "own" or "ents"'):
        normalize.spacy.Linker(core, "all")
