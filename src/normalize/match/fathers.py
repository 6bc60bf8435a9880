"""Whether a father is another person's: Walid bin Hamza bin Khalid, Walid Hamza Saeed; Rustam Anvarovich, Karimovich.

What a patronymic ends in is in the table `vetoes.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from rapidfuzz.distance import Indel

from normalize.form import analyse
from normalize.lexicon.lineages import list_names
from normalize.match.initials import may_begin_alike
from normalize.match.name_words import read_rule
from normalize.match.other_names import is_heard_same, list_bones
from normalize.match.tokens import NameTokens

FATHER = "a father is another"
MONGOLIA = "MN"  # where the father's name stands before one's own
_FULL = 3  # words of a name that has a patronymic beside a given and a family name
_STEM = 2  # letters of a father's name without the ending of a patronymic
_CASE = 2  # letters at most that another case puts behind it
_LIKE = 0.75  # likeness from which two fathers' names may be one
_SAME = str.maketrans("yjw", "iiv")  # letters of one sound in the languages that have patronymics
_GUTTURAL = re.compile("[kc]h|x(?!a?ndr)")  # Russian х, as others write it; but Alexander
_DAUGHTER, _GENITIVE = "daughter", "genitive"


class Patronymic(NamedTuple):
    """What says whose child somebody is: the father's name, as far as the ending leaves it, and the child's sex.

    `at` is the place of the word that does.
    """

    father: str
    is_daughter: bool
    at: int


def have_other_fathers(exact: str, names: Iterable[str], tokens: NameTokens) -> bool:
    """Return whether the likest of a person's names go on with another father than an exact key does.

    All are exact keys, in one script; the last word is the family's.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> names = ["walid hamza saeed al dulaimi"], ["walid hamza khaled al dulaimi"], ["walid hamza al dulaimi"]
    >>> [have_other_fathers("walid bin hamza bin khalid al dulaimi", own, NO_TOKENS) for own in names]
    [True, False, False]
    """
    words = list_names(exact)[:-1]
    agreeing: dict[int, list[list[str]]] = {}
    for own in (list_names(name)[:-1] for name in names):
        pairs = zip(words, own, strict=False)
        agreeing.setdefault(sum(1 for _ in takewhile(lambda pair: _is_same(*pair, tokens), pairs)), []).append(own)
    most = max(agreeing, default=0)
    return 0 < most < len(words) and any(len(own) > most for own in agreeing[most])


def _is_same(word: str, own: str, tokens: NameTokens) -> bool:
    if word == own:
        return True
    one, other = (next(iter(analyse(name).romans), "") for name in (word, own))
    return is_heard_same(one, other) or tokens.relate([one], other) > 0


def find_patronymic(reading: str, *, mongolian: bool = False) -> Patronymic | None:
    """Return the only patronymic in a full name, as it is read; a Mongolian one is the father's name before one's own.

    >>> find_patronymic("rustam anvarovich yoldoshev"), find_patronymic("leyla elxan qizi mammadova")
    (Patronymic(father='anvar', is_daughter=False, at=1), Patronymic(father='elxan', is_daughter=True, at=2))
    >>> find_patronymic("petar petrovic"), find_patronymic("roman arkadyevich abramovich")
    (None, None)
    >>> find_patronymic("jambalyn otgonbayar", mongolian=True)
    Patronymic(father='jambal', is_daughter=False, at=0)
    """
    words = reading.split()
    if mongolian and len(words) == _FULL - 1:
        match = _ending(_GENITIVE).match(words[0])
        return Patronymic(match[1], is_daughter=False, at=0) if match else None
    if len(words) < _FULL:
        return None
    found = []
    for at, word in enumerate(words[1:], start=1):
        before = words[at - 1]
        for sex in ("son", _DAUGHTER):
            match = _ending(sex).match(word)
            if match:
                found.append(Patronymic(match[1], sex == _DAUGHTER, at))
            elif at > 1 and (word, sex) in _list_alone():
                found.append(Patronymic(before, sex == _DAUGHTER, at))
    return found[0] if len(found) == 1 else None


def is_of_another_father(asked: Sequence[Patronymic], own: Sequence[Patronymic], tokens: NameTokens) -> bool:
    """Return whether all readings of a patronymic are of another father than any of a person's names has.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> names = "rustam {} qodirov", "mykola mykolayovych azarov", "nikolai nikolaevich azarov"
    >>> find = lambda father, at=0: [find_patronymic(names[at].format(father))]
    >>> own = find("karimovich")
    >>> [is_of_another_father(find(one), own, NO_TOKENS) for one in ("anvarovich", "kerimovitch", "karim oglu")]
    [True, False, False]
    >>> is_of_another_father(find("", 1), find("", 2), NO_TOKENS)
    False
    """
    return bool(asked and own) and not any(_is_one(one.father, other.father, tokens) for one in asked for other in own)


def _is_one(father: str, other: str, tokens: NameTokens) -> bool:
    """Return whether two names of fathers may be one, which languages begin with other letters: Nikolai, Mykola."""
    one, two = (_GUTTURAL.sub("h", name.translate(_SAME)) for name in (father, other))
    if Indel.normalized_similarity(one, two) >= _LIKE or is_heard_same(father, other):
        return True
    bones, others = list_bones(father), list_bones(other)
    if bones == others or tokens.relate([father], other) > 0:
        return True
    return bones[1:] == others[1:] and len(bones) > 1 and may_begin_alike(father[0], other[0])


@cache
def _ending(sense: str) -> re.Pattern[str]:
    endings = sorted((form for form, of in read_rule("patronymic") if of == sense), key=len, reverse=True)
    # A daughter's loses its vowel in other cases, a son's gets one.
    stems = [f"{form[:-1]}[aieyuo]y?" if form.endswith("na") else rf"{form}\w{{0,{_CASE}}}" for form in endings]
    if sense == _GENITIVE:
        stems = endings
    return re.compile(rf"(\w{{{_STEM},}}?)[iyj]*(?:{'|'.join(stems)})\Z")


@cache
def _list_alone() -> frozenset[tuple[str, str]]:
    return frozenset((form, of) for form, of in read_rule("patronymic"))
