"""Generic words in names, from the hand-made tables `data/*_words.tsv`: knowledge for matching, not entities.

A word of another script than Latin is also written in Latin letters by those who romanise a whole name
("Nauchno-proizvodstvennoye predpriyatiye"): its readings are forms too.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache

from normalize.form import analyse_alias
from normalize.lexicon.sources.hand_made import read_hand_made
from normalize.text import THE, clean, key, plain, scripts

HEADER = "type\tform\tconcept"
TYPES = ("country", "organisation", "person", "place")
_ROMANISED = frozenset({"Cyrl", "Grek", "Armn", "Geor"})
_READINGS = 3  # of a form
_FOR = "لل"  # "for the", as one word with what follows
_VOWELS = "aeiouyh"
_SHORTEST = 3  # letters of a reading: shorter ones are other words
# Readings of acronyms that are words of English too, or what others call another body: ЗСУ is not the SSU.
_OTHERS = frozenset({"drone", "fits", "fiz", "guru", "hour", "huta", "mos", "mous", "nan", "ssu"})


def generic_word_lines() -> Iterator[str]:
    """Yield one line a form, sorted: the type of entity, the form as an exact key, its concept."""
    for type in TYPES:
        forms: dict[str, str] = {}
        readings: dict[str, str] = {}
        purposes: dict[str, str] = {}
        rows = read_words(type)
        english = {word for row in rows for word in row["concept"].split()}
        for row in rows:
            forms.setdefault(write_form(row["form"]), row["concept"])
            for form in _list_with_articles(row["form"], row["lang"]) if type == "person" else ():
                forms.setdefault(write_form(form), row["concept"])
            if type == "organisation" and row["lang"] == "ar" and row["form"].startswith(THE):
                purposes.setdefault(write_form(_write_for(row["form"])), row["concept"])
            for reading in romanise_form(row["form"], row["lang"]):
                if reading not in _OTHERS and not _is_english(reading, english):
                    readings.setdefault(reading, row["concept"])
        for form, concept in sorted({**readings, **purposes, **forms}.items()):
            yield f"{type}\t{form}\t{concept}"


def read_words(type: str) -> list[dict[str, str]]:
    """Return the rows of the hand-made table of a type, columns form, lang and concept."""
    return read_hand_made(f"{type}_words.tsv")


def _list_with_articles(form: str, lang: str) -> Iterator[str]:
    """Yield a title with each article of its language before it: the one goes where the other does.

    >>> list(_list_with_articles("général", "fr")), list(_list_with_articles("amiral", "fr"))
    (['le général', 'la général', 'les général'], ['le amiral', 'la amiral', 'les amiral', 'lamiral'])
    """
    for article in _articles().get(lang, ()):
        if not article.endswith("+"):
            yield f"{article} {form}"
        elif plain(form)[:1] in _VOWELS:
            yield article.removesuffix("+") + form


def _write_for(form: str) -> str:
    """Return an Arabic word that has its article with what says that something is for it: للتأمين for التأمين.

    >>> _write_for("التأمين"), _write_for("اللحوم")
    ('للتأمين', 'للحوم')
    """
    return _FOR + form.removeprefix(THE).removeprefix(_FOR[0])


@cache
def _articles() -> dict[str, list[str]]:
    return {row["lang"]: row["articles"].split(",") for row in read_hand_made("articles.tsv")}


def write_form(form: str) -> str:
    """Return a form with every word as an exact key; the marks of open and attached words stay.

    >>> write_form("научно-производственн* предприяти*"), write_form("-州")
    ('научно производственн* предприяти*', '-州')
    """
    before, after = "-" * form.startswith("-"), "-" * form.endswith("-")
    words = [(key(clean(word.rstrip("*")).text), "*" * word.endswith("*")) for word in form.strip("-").split()]
    return before + " ".join(exact + mark for exact, mark in words) + after


def _is_english(reading: str, words: Set[str]) -> bool:
    """Return whether a reading would take one of some English words for its own: "farm" for фарм*."""
    stem = reading.removesuffix("*")
    return any(word.startswith(stem) for word in words) if stem != reading else reading in words


def romanise_form(form: str, lang: str) -> Iterator[str]:
    """Yield the readings of a form in a script with vowels, word by word; none of what is written attached."""
    if form.startswith("-") or form.endswith("-") or not set(scripts(form)) & _ROMANISED:
        return
    marks = ["*" * word.endswith("*") for word in form.replace("-", " ").split()]
    for reading in analyse_alias(form.replace("*", ""), lang, _READINGS)[1]:
        words = reading.split()
        if len(words) == len(marks) and len(reading) >= _SHORTEST:
            yield " ".join(word + mark for word, mark in zip(words, marks, strict=True))
