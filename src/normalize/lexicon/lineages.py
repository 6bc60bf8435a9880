"""A person's name without the words for "son of", or with them as Russian passports write them (`lineages.tsv`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from normalize.form import analyse
from normalize.text import main_script
from normalize.tsv import read_cells

_CHAIN, _PARTICLE, _NO_WORD = "chain", "particle", "-"
_NAMES = (
    2  # behind a word of a chain, for it to stand between names: the last one alone may be a family's, as bin Laden
)
_FULL = 3  # words of a name of which the middle one may be a genitive
_STEM = 3  # letters of a father's name without its ending
_VOWELS = "aeiouyаеёиоуыэюяәөүұі"
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
    >>> list(list_lineages("садыр нургожо уулу жапаров")), list(list_lineages("նիկոլ վովայի փաշինյան"))
    (['садыр нургожоевич жапаров'], ['nikol vovaevich pashinyan'])
    """
    words, known = exact.split(), _read()
    kept = [word for at, word in enumerate(words) if not _is_chain(words, at)]
    if kept != words:
        yield " ".join(kept)
    for at in range(2, len(words)):
        word = known.get(words[at])
        if word and word.sense in _SEXES:
            yield from _write(words, at - 1, at + 1, word)
    unsaid = known[_NO_WORD]
    if len(words) == _FULL and words[1].endswith(unsaid.genitives[-1]):
        yield from _write(words, 1, 2, unsaid)


def _is_chain(words: Sequence[str], at: int) -> bool:
    """Return whether a word stands for "son of" between a name and several."""
    senses = [known.sense if known else "" for known in map(_read().get, words[at:])]
    return at > 0 and senses[0] == _CHAIN and len(senses) - 1 - senses[1:].count(_PARTICLE) >= _NAMES


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
