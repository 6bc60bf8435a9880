"""spaCy: a pipeline component that links the names of a document.

With `find="own"` the names are those that `Lexicon.annotate` finds; with `find="ents"` those that the pipeline has
found before. Either way they stand in `doc.ents`, with the canonical id as `kb_id`, "" where it is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.errors import InputError, MissingExtraError

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.util import filter_spans
except ImportError as error:
    raise MissingExtraError(
        'the spaCy component needs spaCy; install it with "pip install normalize-names[spacy]"'
    ) from error

if TYPE_CHECKING:
    from normalize.library import Lexicon

OWN, ENTS = "own", "ents"
# Labels of spaCy's models, those of OntoNotes and of WikiNER among them, and the types that they stand for.
TYPES = {
    "PERSON": "person", "PER": "person", "persName": "person", "GPE": "place", "LOC": "place", "FAC": "place",
    "placeName": "place", "geogName": "place", "ORG": "organisation", "orgName": "organisation", "NORP": "country",
}  # fmt: skip
LABELS = {"person": "PERSON", "place": "LOC", "country": "GPE", "organisation": "ORG"}


class Linker:
    """Writes names and their ids into documents."""

    def __init__(self, lexicon: Lexicon, find: str = OWN, lang: str | None = None) -> None:
        if find not in (OWN, ENTS):
            raise InputError(f'find is "{find}"; expected "{OWN}" or "{ENTS}"')
        self._lexicon, self._find, self._lang = lexicon, find, lang

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with the ids of its names."""
        if self._find == ENTS:
            known = [ent for ent in doc.ents if ent.label_ in TYPES]
            places = [(ent.start_char, ent.end_char, TYPES[ent.label_]) for ent in known]
            mentions = self._lexicon.annotate(doc.text, self._lang, places)
            linked = [
                Span(doc, e.start, e.end, e.label_, kb_id=m.id or "") for e, m in zip(known, mentions, strict=True)
            ]
            doc.ents = [*linked, *(ent for ent in doc.ents if ent.label_ not in TYPES)]
            return doc
        spans = []
        for mention in self._lexicon.annotate(doc.text, self._lang):
            label = LABELS.get(mention.type, mention.type.upper() or "MISC")
            span = doc.char_span(mention.start, mention.end, label, kb_id=mention.id or "", alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.ents = filter_spans(spans)
        return doc


@Language.factory("normalize", default_config={"lexicon": "core", "find": OWN, "lang": None})  # type: ignore[untyped-decorator]
def make_linker(nlp: Language, name: str, lexicon: str, find: str, lang: str | None) -> Linker:
    """Return the component for a pipeline: `nlp.add_pipe("normalize", config={"find": "ents"})`."""
    from normalize.library import load

    return Linker(load(lexicon), find, lang or (None if nlp.lang == "xx" else nlp.lang))
