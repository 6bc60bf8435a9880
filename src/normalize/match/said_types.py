"""What two names say of the type of what they name, where nobody else says it: GmbH, Bank, Lake, Dr."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from normalize.form import Form
from normalize.lexicon.variants import find_legal_forms, list_by_type
from normalize.lexicon.vocabulary import vocabulary
from normalize.match.name_words import words_for
from normalize.match.parts import body_words
from normalize.text import UNSPACED

_SHORT = 2  # letters of a legal form that may be a word of a name
_WORDS, _LETTERS = 2, 3  # of a name beside a title, with spaces and without


class Said(NamedTuple):
    """Whether a name has a legal form that is nothing else, a word for a kind of body or of place, a person's title."""

    legal: bool
    body: bool
    place: bool
    titled: bool

    @classmethod
    def of(cls, form: Form) -> Said:
        """Return what a name says.

        >>> from normalize.form import analyse
        >>> names = "Hüls GmbH", "Banco de Vigo", "Onega Lake", "Dr. Uwe Kern", "Maria de Sá"
        >>> [max(said._asdict(), key=said._asdict().get) for said in map(Said.of, map(analyse, names[:4]))]
        ['legal', 'body', 'place', 'titled']
        >>> any(Said.of(analyse(names[4])))
        False
        """
        capitals = () if form.text.isupper() else form.text.split()
        legal = any(len(f.replace(" ", "")) > _SHORT or f.upper() in capitals for f in find_legal_forms(form.key))
        body, place = (_read_words(form, type_) for type_ in ("organisation", "place"))
        is_place = not (words_for("feature") | words_for("kind")).isdisjoint(place)
        return cls(legal, not body_words("body").isdisjoint(body), is_place, _is_titled(form))


def tell_type(one: Said, other: Said) -> str:
    """Return the type of two names by what they say, "" where they do not: what both are, but for forms and titles.

    >>> nothing, titled, lake = Said(*[False] * 4), Said(*[False] * 3, True), Said(False, False, True, False)
    >>> tell_type(nothing, titled), tell_type(lake, lake), tell_type(lake, titled)
    ('person', 'place', '')
    """
    if one.legal or other.legal or (one.body and other.body):
        return "organisation"
    if one.place and other.place:
        return "place"
    return "person" if (one.titled or other.titled) and not any((one.body, other.body, one.place, other.place)) else ""


def _read_words(form: Form, type: str) -> Sequence[str]:
    """Return the words of a name with those that are generic in names of a type in English."""
    words, known = form.key.split(), vocabulary(type)
    if not form.key.isascii():  # generic words may be attached
        return (known.translate(form.key) or form.key).split()
    return known.rename(words) if known.may_translate(form.key, words) else words


def _is_titled(form: Form) -> bool:
    """Return whether a name has a title, or the name that somebody was born with, beside a whole name."""
    unspaced = form.script in UNSPACED
    if not unspaced and form.key.count(" ") < _WORDS:
        return False
    return any(
        name != form.key and (len(name) >= _LETTERS if unspaced else len(name.split()) >= _WORDS)
        for name in list_by_type(form.text, form.key, ["person"])[0]
    )
