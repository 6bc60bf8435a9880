"""Misspelt names in scripts without capitals, where nothing shows that a word is a name: აზერბაჯანის, بركسل.

A word is one if it is no ordinary word and a slip away from a name that all know in the language of the page, in some
case, or written with another letter of the same sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from normalize.annotate.entities import Entities
from normalize.annotate.exact import names_people
from normalize.annotate.languages import SPOKEN, tell_of
from normalize.annotate.measures import METROPOLIS, PROMINENT, RENOWNED
from normalize.annotate.page import Page, Span, find_nominatives
from normalize.annotate.scene import is_subdivision
from normalize.resolution import Candidate, Resolution
from normalize.text import THE

_SCRIPTS = {"ar": "Arab", "ka": "Geor"}
_LIKELY, _UNLIKELY = 0.5, 0.3  # probability from which what nothing shows to be a name may be one; where all may be one
_FEWEST, _FEWEST_TOLD, _FEWEST_SOUNDED = 6, 5, 4  # letters of a slip; beside a cue; there with a letter of one sound
_LOOKED_AT = 6  # candidates that a word may be a slip of
_KNOWN = 100_000  # weight of somebody or of a body that all know
_LONG = 8  # letters of a name that is like few words
_BEGUN = 5  # letters from which a word that begins as an ordinary one is a form of that
_ENDING, _STEM = 3, 4  # letters that such a form adds at most, and that it has of the word at least
_VOWELS = frozenset("აეიოუاويىةه")  # letters that stand for vowels, which are mistaken for one another
# Letters that are written for one another, because they sound alike or nearly so.
_SOUNDS = str.maketrans(
    dict.fromkeys("ტ", "თ") | dict.fromkeys("კყ", "ქ") | dict.fromkeys("პ", "ფ") | dict.fromkeys("ჭ", "ჩ")
    | dict.fromkeys("წ", "ც") | dict.fromkeys("ჟ", "ჯ") | dict.fromkeys("ძ", "ზ") | dict.fromkeys("ღჰგ", "ხ")
    | dict.fromkeys("قغگجچ", "ك") | dict.fromkeys("ط", "ت") | dict.fromkeys("صث", "س") | dict.fromkeys("ظ", "ض")
    | dict.fromkeys("ذ", "ز") | dict.fromkeys("ةأإآه", "ا") | dict.fromkeys("پ", "ب") | dict.fromkeys("ڤ", "ف")
    | dict.fromkeys("ى", "ي")
)  # fmt: skip


def least(page: Page) -> float:
    """Return the probability from which a word may be a name in another case, or misspelt, though nothing shows it."""
    return _UNLIKELY if page.language in _SCRIPTS else _LIKELY


def _find_slip(page: Page, span: Span, likely: Sequence[Candidate], entities: Entities) -> str:
    """Return the exact key of the one name among those of some candidates that a word is a slip of, or ""."""
    word = page.words[span.first]
    forms = (word.key, *page.list_forms(word))
    if not page.ordinary.isdisjoint((*forms, *map(_bare, forms))):
        return ""
    found: dict[str, str] = {}
    ids: set[str] = set()
    for candidate in likely[:_LOOKED_AT]:
        for name, whole in _list_names(page, candidate, entities):
            if any(_is_slip_of(page, form, name, span.shown) for form in forms) and _is_known(
                page, candidate, word.key, name, entities
            ):
                found[name] = min(found.get(name, whole), whole, key=len)
                ids.add(candidate.id)
    return next(iter(found.values())) if found and 1 in (len(found), len(ids)) else ""


def _bare(word: str) -> str:
    return word.removeprefix(THE)


def _list_names(page: Page, candidate: Candidate, entities: Entities) -> Iterator[tuple[str, str]]:
    """Yield what one may call a candidate by one word on a page, each with the whole name that it is of."""
    for whole in entities.keys(candidate.id, page.script, page.language):
        if candidate.type == "person":
            yield whole.rpartition(" ")[2], whole
        elif " " not in whole and not names_people(whole, page.language):
            yield whole, whole


def _is_slip_of(page: Page, word: str, name: str, told: bool) -> bool:
    """Return whether a word of enough letters is a slip away from a name; nobody mistakes the sound of the first.

    `told`: what stands beside it says that it may be a name.
    """
    sounded = _sound(word) == _sound(name)
    fewest = _FEWEST_SOUNDED if told and sounded else _FEWEST_TOLD if told else _FEWEST
    if min(len(_bare(word)), len(_bare(name))) < fewest or _sound(word[:1]) != _sound(name[:1]):
        return False
    return (sounded or _is_like(word, name)) and not _begins_ordinary(page, _bare(word), _bare(name))


def _is_like(word: str, name: str) -> bool:
    """Return whether a letter is missed, added, doubled or swapped, or a vowel or in a long name any is another one."""
    if OSA.distance(word, name, score_cutoff=1) > 1:
        return False
    others = [pair for pair in zip(word, name, strict=False) if pair[0] != pair[1]]
    if len(word) != len(name) or len(others) != 1 or len(name.removeprefix(THE)) >= _LONG:
        return True
    return _VOWELS.issuperset(others[0])


def _begins_ordinary(page: Page, word: str, name: str) -> bool:
    """Return whether a word is an ordinary one with an ending that is no case's, or begins as one and not as a name."""
    if any(word[:size] in page.ordinary for size in range(max(len(word) - _ENDING, _STEM), len(word))):
        return True
    return word[:_BEGUN] != name[:_BEGUN] and word[:_BEGUN] in _list_begun(page.ordinary)


@lru_cache(8)
def _list_begun(ordinary: Set[str]) -> Set[str]:
    return frozenset(word[:_BEGUN] for word in ordinary if len(word) >= _BEGUN)


def sounds_like(word: str, name: str) -> bool:
    """Return whether a word is a name in some case, but for letters of the same sound.

    >>> sounds_like("ბორჟომში", "ბორჯომი"), sounds_like("ريقا", "ريغا"), sounds_like("ბარჯომი", "ბორჯომი")
    (True, True, False)
    """
    return any(_sound(form) == _sound(name) for form in (word, *find_nominatives(word)))


def _sound(word: str) -> str:
    return word.translate(_SOUNDS)


def _is_known(page: Page, candidate: Candidate, word: str, name: str, entities: Entities) -> bool:
    """Return whether all know a candidate, or those at home where the page is written, if it sounds as its name."""
    weight, letters = entities.weight(candidate.id), min(len(word), len(name))
    if candidate.type == "country":
        return True
    if candidate.type == "person":
        return weight >= RENOWNED or (weight >= _KNOWN and letters >= _LONG)
    if candidate.type == "organisation":
        return weight >= _KNOWN
    sounded = sounds_like(word, name)
    if sounded and letters >= _FEWEST and not tell_of(SPOKEN, page.language).isdisjoint(candidate.country):
        return True
    if is_subdivision(candidate.id) or (THE in (word[:2], name[:2]) and not (sounded or _has_vowel(word, name))):
        return False  # in المقصورة one sits in a theatre, and not in المنصورة
    return weight >= METROPOLIS or (weight >= PROMINENT and letters >= _LONG)


def _has_vowel(word: str, name: str) -> bool:
    """Return whether two long words have the same consonants: الناصيرية, الناصرية."""
    bare = ("".join(letter for letter in one if letter not in _VOWELS) for one in (word, name))
    return len(set(bare)) == 1 and len(_bare(name)) >= _FEWEST


def mend(
    page: Page,
    spans: Sequence[Span],
    look_up: Callable[[Span], Resolution],
    entities: Entities,
    bears: Callable[[str], bool],
) -> Iterator[Span]:
    """Yield the spans; those that are slips of a name where no capital could show it as of that name.

    `look_up` returns what a span may mean, `bears` whether people bear a word, which is then a slip of nothing.
    """
    for span in spans:
        word = page.words[span.first]
        if span.size > 1 or span.known or _SCRIPTS.get(page.language) != word.script or bears(word.text):
            yield span
            continue
        known = _find_slip(page, span, look_up(span).likely, entities)
        yield replace(span, known=known, slipped=True, shown=True) if known else span
