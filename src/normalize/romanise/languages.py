"""Which languages a string may be in, and by which standards each is romanised: ``rules/languages.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from normalize.errors import InputError
from normalize.romanise.table import Table, read
from normalize.tsv import read_cells

RULES = Path(__file__).with_name("rules")
# How many pairs are tried on a string of unknown language: what comes later hardly ever gives another reading.
_TRIED = 24
# How long the letter groups of the columns telling and never may be.
_SIGN_LENGTHS = (1, 2, 3)
_COLUMNS = ("script", "lang", "plausible", "standards", "telling", "never", "letters", "source")


@dataclass(frozen=True, slots=True)
class Language:
    """A language in one of its scripts; `standards` best first, `letters` empty when any letter may occur.

    `telling` and `never` are letters or letter groups that speak for the language, or that its spelling does not
    allow; ``^`` and ``$`` stand for the edges of a word. A language that is not `plausible` of itself is thought of
    only when something telling occurs.
    """

    script: str
    lang: str
    plausible: bool
    standards: tuple[str, ...]
    telling: frozenset[str]
    never: frozenset[str]
    letters: frozenset[str]


@cache
def languages() -> dict[str, tuple[Language, ...]]:
    """Return the languages of each script, likeliest first."""
    found: dict[str, list[Language]] = {}
    rows = [tuple(cells) for cells in read_cells(RULES / "languages.tsv")]
    if not rows or rows[0] != _COLUMNS:
        raise InputError(f"languages.tsv: columns are {rows[:1]}, expected {_COLUMNS}")
    for script, lang, plausible, standards, telling, never, letters, _ in rows[1:]:
        found.setdefault(script, []).append(
            Language(
                script,
                lang,
                plausible == "always",
                tuple(standards.split()),
                frozenset(telling.split()),
                frozenset(never.split()),
                frozenset(letters),
            )
        )
    return {script: tuple(ranked) for script, ranked in found.items()}


@cache
def table(lang: str, standard: str) -> Table:
    """Return the rule table of a language by a standard, read once.

    A letter that a Cyrillic table lacks is written as in Russian by that standard, and one that Russian lacks too
    by ISO 9, which has a Latin letter for every Cyrillic one.
    """
    default = None
    russian = of_language("Cyrl", "ru")
    if lang == "ru":
        default = table("und", "iso9")
    elif russian is not None and of_language("Cyrl", lang) is not None:
        default = table("ru", standard if standard in russian.standards else russian.standards[0])
    return read(RULES / f"{lang}.{standard}.tsv", default)


@lru_cache(maxsize=256)
def of_language(script: str, lang: str) -> Language | None:
    """Return `lang` (its base code) in `script`, or None when no table is held for it."""
    return next((known for known in languages().get(script, ()) if known.lang == lang), None)


def candidates(script: str, text: str) -> tuple[Language, ...]:
    """Return the languages that a lower-case text, its words between ``^`` and ``$``, may be in, likeliest first.

    >>> [language.lang for language in candidates("Cyrl", "^быхаў$")]
    ['be']
    """
    known = languages().get(script, ())
    letters = {char for char in text if char.isalpha()}
    signs = {text[at : at + length] for length in _SIGN_LENGTHS for at in range(len(text))}
    fitting = [
        language
        for language in known
        if (not language.letters or letters <= language.letters)
        and (language.plausible or not language.telling.isdisjoint(signs))
    ]
    if not fitting:
        # Letters of two languages in one string: the languages that know most of them.
        fitting = sorted(known, key=lambda language: len(letters - language.letters))[:2]
    # A spelling that a language does not allow outweighs any one sign that speaks for it.
    return tuple(sorted(fitting, key=lambda known: 3 * len(known.never & signs) - len(known.telling & signs)))


@lru_cache(maxsize=1 << 12)
def plan(script: str, lang: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return the (language, standard) pairs by which a text is read, best first.

    With a `lang` that has tables those are all its standards, whatever the text, which is lower-case and has its
    words between ``^`` and ``$``. Otherwise they are the first standard of every plausible language, then the second
    of each, and so on: another language changes more than another standard does.
    """
    language = of_language(script, lang) if lang else None
    if language is not None:
        return tuple((language.lang, standard) for standard in language.standards)
    found = candidates(script, text)
    deepest = max((len(language.standards) for language in found), default=0)
    pairs = [
        (language.lang, language.standards[depth])
        for depth in range(deepest)
        for language in found
        if depth < len(language.standards)
    ]
    return tuple(pairs[:_TRIED])
