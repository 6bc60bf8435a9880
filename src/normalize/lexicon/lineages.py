"""A person's name without the words for "son of", or with them as Russian passports write them (`lineages.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from normalize.form import analyse
from normalize.text import main_script
from normalize.tsv import read_cells

_CHAIN, _PARTICLE, _NO_WORD = "chain", "particle", "-"
# Names behind a word of a chain, for it to stand between names: the last one alone may be a family's, as bin Laden.
_NAMES = 2
_SEVERAL = 2  # words of a chain, of which the last one is no family's
_FULL = 3  # words of a name of which the middle one may be a genitive
_STEM = 3  # letters of a father's name without its ending
_VOWELS = "aeiouyаеёиоуыэюяәөүұі"
# The beginning of a given name of two words with its article: Abd ar-Rahman; and of another: Abu Bakr.
_SERVANT = re.compile(r"\b(abd|عبد)(?: ?[aeu][dlnrstz]h? ?| ?ال| )(?=\w{3})")
_FATHER_OF = re.compile(r"\bab(?:u|ou) (?=\w{3})")
_SEXES = frozenset({"son", "daughter"})
# What a patronymic ends in, by script, and whether a vowel is before it.
_PATRONYMICS = {
    ("son", "Cyrl"): ("ович", "евич"),
    ("daughter", "Cyrl"): ("овна", "евна"),
    ("son", "Latn"): ("ovich", "evich"),
    ("daughter", "Latn"): ("ovna", "evna"),
}


class _Word(NamedTuple):
    sense: str
    genitives: Sequence[str]


def list_lineages(exact: str) -> Iterator[str]:
    """Yield an exact key of a person without the words of a chain of fathers, and with a patronymic for "son of".

    >>> list(list_lineages("sulaiman bin nasser bin saeed al zahrani")), list(list_lineages("osama bin laden"))
    (['sulaiman nasser saeed al zahrani'], [])
    >>> list(list_lineages("hasan bin ali bin yahya"))
    ['hasan ali bin yahya', 'hasan ali yahya']
    >>> list(list_lineages("садыр нургожо уулу жапаров")), list(list_lineages("նիկոլ վովայի փաշինյան"))
    (['садыр нургожоевич жапаров'], ['nikol vovaevich pashinyan'])
    """
    words, known = exact.split(), _read()
    kept = [word for at, word in enumerate(words) if not _is_chain(words, at)]
    if kept != words:
        yield " ".join(kept)
        rest = [word for word in kept[1:] if not _is_chain_word(word)]
        if len(rest) < len(kept) - 1:  # the last word of several is no family's
            yield " ".join([kept[0], *rest])
    for at in range(2, len(words)):
        word = known.get(words[at])
        if word and word.sense in _SEXES:
            yield from _write(words, at - 1, at + 1, word)
    unsaid = known[_NO_WORD]
    if len(words) == _FULL and words[1].endswith(unsaid.genitives[-1]):
        yield from _write(words, 1, 2, unsaid)


def list_nearest_fathers(exact: str) -> Iterator[str]:
    """Yield an exact key of a person with a chain of several fathers, and a family name, without the farthest of them.

    >>> list(list_nearest_fathers("salem bin hamad bin abd al karim al harbi"))
    ['salem hamad al harbi']
    >>> list(list_nearest_fathers("salem bin hamad bin karim")), list(list_nearest_fathers("salem bin hamad al harbi"))
    ([], [])
    """
    words = exact.split()
    places = [at for at in range(len(words)) if _is_chain(words, at)]
    if len(places) < _SEVERAL:
        return
    given = words[: places[0]]
    fathers = [words[start + 1 : end] for start, end in pairwise(places)]
    last = words[places[-1] + 1 :]
    at = next(i for i, word in enumerate(last) if not _is_particle(word)) + 1
    for left in range(len(fathers), 0, -1):
        yield " ".join([*given, *chain.from_iterable(fathers[:left]), *last[at:]])


def list_names(exact: str) -> list[str]:
    """Return the words of an exact key of a person that are names by themselves: no "son of" and no article.

    A name of two words is one, however its article is written: Abd al-Aziz, Abdulaziz.

    >>> list_names("salem bin hamad al harbi"), list_names("salem abd al aziz") == list_names("salem abdulaziz")
    (['salem', 'hamad', 'harbi'], True)
    """
    whole = _FATHER_OF.sub("abu", _SERVANT.sub(r"\1", exact))
    return [word for word in whole.split() if not (_is_particle(word) or _is_chain_word(word))]


def _is_chain(words: Sequence[str], at: int) -> bool:
    """Return whether a word stands for "son of" between a name and several."""
    if at == 0 or not _is_chain_word(words[at]):
        return False
    return len(words) - at - 1 - sum(map(_is_particle, words[at + 1 :])) >= _NAMES


def _is_chain_word(word: str) -> bool:
    known = _read().get(word)
    return known is not None and known.sense == _CHAIN


def _is_particle(word: str) -> bool:
    known = _read().get(word)
    return known is not None and known.sense == _PARTICLE


def _write(words: Sequence[str], start: int, end: int, word: _Word) -> Iterator[str]:
    """Yield a name with a patronymic for some words of it, in Latin letters unless its script is Cyrillic."""
    ending = next((e for e in word.genitives if words[start].endswith(e)), "")
    father = words[start].removesuffix(ending)
    if len(father) < _STEM:
        return
    words = [*words[:start], father, *words[end:]]
    script = main_script(father)
    if (word.sense, script) not in _PATRONYMICS:
        read = next(iter(analyse(" ".join(words)).romans), "").split()
        if len(read) != len(words):
            return
        words, script = read, "Latn"
    behind_consonant, behind_vowel = _PATRONYMICS[word.sense, script]
    patronymic = words[start] + (behind_vowel if words[start][-1] in _VOWELS else behind_consonant)
    yield " ".join([*words[:start], patronymic, *words[start + 1 :]])


@cache
def _read() -> Mapping[str, _Word]:
    """Return what each word says."""
    rows = read_cells(Path(__file__).with_name("lineages.tsv"))[1:]
    return {word: _Word(sense, genitives.strip("-").split()) for _, word, sense, genitives in rows}
