"""The nominative of a person's name in another case, as its patronymic tells: Навальному Алексею Анатольевичу.

A name of three words is in one case throughout, and of a patronymic (`patronymics.tsv`) the ending says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from normalize.text import main_script
from normalize.tsv import rows_of

_WORDS = 3
_STEM = 2  # letters that a word keeps without its ending, unless it is in the table as a whole: Льва
_PATRONYMIC, _GIVEN, _FAMILY = "patronymic", "given", "family"
# Letters of which one tells a language from Russian, the first language that has one of them.
_LETTERS = {"be": "ўэі", "uk": "іїєґ"}
_NOT_IN = {"be": "иїєґ", "uk": "ыўэё"}  # and letters that it does not have


def find_nominative(exact: str) -> str:
    """Return an exact key of three words, one a patronymic in another case, in the nominative; "" for any other name.

    >>> find_nominative("навального алексея анатольевича"), find_nominative("світлані георгіївні тихановській")
    ('навальный алексей анатольевич', 'світлана георгіївна тихановська')
    >>> find_nominative("навальный алексей анатольевич"), find_nominative("романа аркадьевича абрамовича")
    ('', 'роман аркадьевич абрамович')
    """
    words = exact.split()
    if len(words) != _WORDS or main_script(exact) != "Cyrl":
        return ""
    for endings in _list_cases(_tell_language(exact)):
        for at in range(1, _WORDS):
            told = _end(words[at], endings[_PATRONYMIC]), _end(words[at - 1], endings[_GIVEN])
            if all(told):
                first, last = words[: at - 1], words[at + 1 :]
                family = [_end(word, endings[_FAMILY]) or word for word in (*first, *last)]
                return " ".join([*family[: len(first)], *reversed(told), *family[len(first) :]])
    return ""


def _tell_language(exact: str) -> str:
    """Return which of the three languages that have patronymics a name is in: Russian where no letter tells another."""
    used = set(exact)
    return next((lang for lang, own in _LETTERS.items() if used & set(own) and not used & set(_NOT_IN[lang])), "ru")


def _end(word: str, endings: Sequence[tuple[str, str]]) -> str:
    """Return the nominative of a word in one case, "" for a word that does not end so."""
    long = len(word) - _STEM
    fitting = (pair for pair in endings if word.endswith(pair[0]) and (len(pair[0]) <= long or word == pair[0]))
    ending, nominative = next(fitting, ("", ""))
    return word.removesuffix(ending) + nominative if ending else ""


@cache
def _list_cases(lang: str) -> list[dict[str, list[tuple[str, str]]]]:
    """Return what the parts of a name end in, the longest ending first, in each case of a language."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for case, part, ending, nominative in rows_of(Path(__file__).with_name("patronymics.tsv"), lang):
        parts = found.setdefault(case, {_PATRONYMIC: [], _GIVEN: [], _FAMILY: []})
        parts[part].append((ending, nominative.strip("-")))
    for parts in found.values():
        for endings in parts.values():
            endings.sort(key=lambda pair: -len(pair[0]))
    return list(found.values())
