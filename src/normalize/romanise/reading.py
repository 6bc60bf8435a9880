"""The chain of readings: a string of any script, as each standard that may apply writes it in Latin letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from normalize.errors import check_characters, check_count, read_lang
from normalize.romanise import icu
from normalize.romanise.languages import languages, of_language, plan, table
from normalize.romanise.runs import Run, runs
from normalize.romanise.table import lowered, romanise

# How many readings a string of unknown language gets: enough for the standards of the likeliest languages.
MOST = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A string in Latin letters, the language it was read in (BCP 47, "und" if not known) and the standard."""

    text: str
    lang: str
    standard: str


def readings(text: str, lang: str | None = None, most: int | None = None) -> tuple[Reading, ...]:
    """Return the romanised readings of a string, best first, no two alike but for case.

    With a `lang` (BCP 47) in whose script the string is, these are all its standards; otherwise at most eight, by
    the languages that its letters allow and the ranks in ``rules/languages.tsv``. Letters without a table are read
    by ICU, then by Unidecode. A string of Latin letters is its own reading. `most` ends the list sooner. Raises
    `InputError` for what is no text, no language tag or no number from 1.

    >>> from normalize import readings
    >>> [r.text for r in readings("Глыбокае", "be")][:3]
    ['Hlybokaye', 'Hłybokaje', 'Hlybokaje']
    >>> readings("Fribourg")
    (Reading(text='Fribourg', lang='und', standard='latin'),)
    """
    check_characters("the text", text)
    lang = lang if lang is None else read_lang(lang)
    if most is not None:
        check_count("most", most)
    if text.isascii():
        return (Reading(text, (_base(lang) if lang else "") or "und", "latin"),)
    found: dict[str, Reading] = {}
    for reading in _each(text, lang):
        found.setdefault(reading.text.casefold(), reading)
        if len(found) == most or (len(found) == MOST and not (lang and reading.lang == _base(lang))):
            break
    return tuple(found.values())


def primary(text: str, lang: str | None = None) -> Reading:
    """Return the best reading alone: the first of `readings`, for the price of one.

    >>> primary("Щучын", "be").text, primary("Щучин", "ru").text
    ('Shchuchyn', 'Shchuchin')
    """
    return next(_each(text, lang))


def _each(text: str, lang: str | None) -> Iterator[Reading]:
    """Yield the readings best first, alike ones too; at least one."""
    asked = _base(lang) if lang else ""
    pieces = () if text.isascii() else runs(text)
    counts: dict[str, int] = {}
    for script, piece in pieces:
        if script and script != "Latn":
            counts[script] = counts.get(script, 0) + len(piece)
    if not counts:
        yield Reading(text, asked or "und", "latin")
        return
    main = max(counts, key=lambda script: (script in languages(), counts[script]))
    known = of_language(main, asked)
    if asked and known is None and icu.has_own(asked):
        yield _by_icu(pieces, asked)
    told_by = "" if known else _marked(p for s, p in pieces if s == main)
    nothing = True
    for spoken, standard in plan(main, asked, told_by):
        rules = table(spoken, standard)
        read = "".join([romanise(rules, p) if s == main else _beside(s, p, spoken) for s, p in pieces])
        # A soft sign alone is nothing in many standards.
        if read and not read.isspace():
            nothing = False
            yield Reading(read, spoken, standard)
    if nothing:
        yield _by_icu(pieces, asked)
        if main == "Hani" and len(pieces) == 1 and 1 < len(text) < 5:
            yield Reading(icu.surname_apart(text), asked or "und", "icu")


def _beside(script: str, piece: str, lang: str) -> str:
    """Return a run in another script than the rest of its string: Latin as it is, else by the first rules for it."""
    if not script or script == "Latn":
        return piece
    ranked = plan(script, lang, _marked((piece,)))
    return romanise(table(*ranked[0]), piece) if ranked else icu.romanise(piece, script, lang)[0]


def _by_icu(pieces: tuple[Run, ...], lang: str) -> Reading:
    standard = "icu"
    texts = []
    for script, piece in pieces:
        if script and script != "Latn":
            piece, helper = icu.romanise(piece, script, lang)
            standard = helper if helper != "icu" else standard
        texts.append(piece)
    return Reading("".join(texts), lang or "und", standard)


def _marked(words: Iterable[str]) -> str:
    return "".join([f"^{lowered(word)}$" for word in words])


def _base(lang: str) -> str:
    base = lang.replace("_", "-").split("-")[0].lower()
    return "" if base in ("und", "mul") else base
