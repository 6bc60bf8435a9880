"""Acronyms of organisations: the first letters of a name's words, and of the same words in Russian.

A plant that English lists call Bryansk Automobile Plant is known by the letters of its Russian name, БАЗ: where a name
has generic words whose Russian letters are known (`initials.tsv`), these and the first letters of its own words make
such an acronym. Russian puts the words in the order of English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache

from normalize.form import analyse_alias
from normalize.lexicon.table import tables_folder
from normalize.lexicon.variants import is_body, strip_legal_forms
from normalize.lexicon.vocabulary import vocabulary
from normalize.text import key, script
from normalize.tsv import read_cells

_FEWEST, _MOST = 3, 8  # words of a name that has an acronym
_FEWEST_LETTERS, _MOST_LETTERS = 3, 6  # of one in Russian
_COMPANY = " company"  # has two letters in some acronyms
_WRITTEN_OUT = 5  # letters of a legal form that is a word
_MOST_OWN = 2  # words of such a name that are not generic
# Words that have no letter in an acronym.
_SMALL = frozenset({"of", "the", "and", "for", "in", "de", "la", "del", "des", "du", "et", "и", "у", "i", "y", "und"})
_NAMED = (" named after ", " imeni ", " имени ")  # what follows is left out of an acronym
# How the Latin spelling of a Russian word begins, and the word's first letter; longer beginnings first.
_BEGINNINGS = (
    "shch=щ ch=ч sh=ш zh=ж kh=х ts=ц ya=я yu=ю a=а b=б v=в w=в g=г d=д e=е z=з i=и k=к c=к l=л m=м n=н o=о p=п r=р s=с "
    "t=т u=у f=ф h=х"
)


def list_initials(text: str, type: str) -> tuple[str, ...]:
    """Return the acronyms that an organisation's name may have; none for a name of another type.

    >>> list_initials("Minerals Marketing Corporation of Zimbabwe", "organisation")
    ('mmcz',)
    >>> list_initials("JSC Bryansk Automobile Plant", "organisation")
    ('bap', 'баз')
    >>> list_initials("National Iranian Oil Company", "organisation")
    ('nio', 'nioc', 'nioco')
    """
    if not is_body(type):
        return ()
    exact = key(text)
    stripped = strip_legal_forms(exact) or exact
    wholes = dict.fromkeys((stripped, _drop_short_forms(exact, stripped)))
    found = [letters for whole in wholes for letters in _list_first_letters(whole)]
    if exact.endswith(_COMPANY):
        found += [f"{letters}co" for letters in _list_first_letters(stripped) if len(letters) <= _MOST_LETTERS]
    for whole in wholes:
        for named in _NAMED:
            whole = whole.partition(named)[0]
        words = (vocabulary(type).translate(whole) or whole).split()
        found += filter(None, [_initials_in_russian(words, vocabulary(type).concepts)])
    return tuple(dict.fromkeys(found))


def _list_first_letters(exact: str) -> list[str]:
    words = [word for word in exact.split() if word not in _SMALL]
    return ["".join(word[0] for word in words)] if _FEWEST <= len(words) <= _MOST else []


def _drop_short_forms(exact: str, stripped: str) -> str:
    """Return a name without those of its legal forms that are short for something: of a Company there is a letter."""
    own = set(stripped.split())
    return " ".join(word for word in exact.split() if word in own or len(word) >= _WRITTEN_OUT)


def is_acronym_of(romans: Sequence[str], initials: Sequence[str]) -> bool:
    """Return whether the readings of a spelling are those of a name's first letters, not of the name itself.

    `initials` are what `list_initials` gives for the name.
    """
    return " " not in romans[0] and any(tuple(romans[:1]) == _read_initials(letters) for letters in initials)


@lru_cache(maxsize=1 << 10)
def _read_initials(initials: str) -> tuple[str, ...]:
    return analyse_alias(initials, None, 1)[1]


def _initials_in_russian(words: Sequence[str], concepts: Set[str]) -> str:
    """Return the letters of a name whose generic words are in English, or "" where it has no acronym in Russian."""
    parts = list(_list_letters(words, concepts))
    own = [letters for letters, is_generic in parts if not is_generic]
    found = "".join(letters for letters, _ in parts)
    if len(own) == len(parts) or len(own) > _MOST_OWN or not all(letters for letters, _ in parts):
        return ""
    return found if _FEWEST_LETTERS <= len(found) <= _MOST_LETTERS else ""


def _list_letters(words: Sequence[str], concepts: Set[str]) -> Iterator[tuple[str, bool]]:
    """Yield the Russian letters of each word or generic phrase, "" where there are none, and whether it is generic."""
    letters, longest = _letters()
    at = 0
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if " ".join(words[at : at + n]) in letters), 0)
        if size:
            yield letters[" ".join(words[at : at + size])], True
        elif words[at] not in _SMALL:
            yield "" if words[at] in concepts else _begin(words[at]), False
        at += size or 1


def _begin(word: str) -> str:
    if script(word[0]) == "Cyrl":
        return word[0]
    return next((letter for beginning, letter in _list_beginnings() if word.startswith(beginning)), "")


@cache
def _list_beginnings() -> tuple[tuple[str, str], ...]:
    return tuple((beginning, letter) for beginning, _, letter in (pair.partition("=") for pair in _BEGINNINGS.split()))


@cache
def _letters() -> tuple[dict[str, str], int]:
    """Return the letters of each concept, and how many words the longest concept has."""
    rows = read_cells(tables_folder() / "initials.tsv")[1:]
    letters = {concept: written for _, concept, written in rows}
    return letters, max(len(concept.split()) for concept in letters)
