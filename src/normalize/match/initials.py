"""Words of a name that are cut short to a letter, beside a person's names: Vadim R. Tarabrin, Vadim Ruslanovich."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from itertools import product

from normalize.form import Form, analyse
from normalize.loose import loosen
from normalize.match.alignment import is_numeral
from normalize.match.given_order import is_patronymic
from normalize.match.name_words import endings_for
from normalize.match.syllables import is_syllable
from normalize.sounds import is_respelt
from normalize.text import ALPHABETS, key, main_script, plain

INITIAL = "an initial is another's"
_STOPPED = re.compile(r"(\w{2,})\.")
_CYRILLIC = 0x430, 0x460
_SEVERAL = 2  # initials beside a family name that tell whose it is
_FULL = 3  # words of a name whose initials tell: one and a family name are many people's


def find_initials(form: Form) -> list[str]:
    """Return the words of a name that are initials."""
    stopped = {key(word) for word in _STOPPED.findall(form.text)}
    stopped = stopped and stopped & _readings_of_letters()
    return [word for word in form.key.split() if len(word) == 1 or word in stopped]


def fit(asked: Form, own: Form, *, loosely: bool = False) -> bool | None:
    """Return whether the initials in a name are those of another of as many words, in some order; None if no name's.

    That is so where its other words are no words of that name; and a family name is never cut short, nor the number
    of a king. `loosely` takes letters for one that languages write the same name with: Nikolai, Mykola.

    >>> full = analyse("Tarabrin Vadim Ruslanovich")
    >>> [fit(analyse(name), full) for name in ("Vadim R. Tarabrin", "Vadim Q. Tarabrin", "Igor R. Tarabrin")]
    [True, False, None]
    >>> fit(analyse("Вадим Р. Тарабрин"), full), fit(analyse("Vadim Ruslanovich T."), full)
    (True, None)
    """
    same = asked.script == own.script
    initials = set(find_initials(asked))
    query, theirs = _read_words(asked, same), _read_words(own, same)
    if len(query) != len(theirs) or any(len(word) > 1 and is_numeral(word) for word in own.key.split()):
        return None
    found = None
    words, family = asked.key.split(), _place_family(own)
    begun = [frozenset(() if same else read_initial(word[0])) for word in own.key.split()]
    for at in range(len(words)):
        turned, begins = [*theirs[at:], *theirs[:at]], [*begun[at:], *begun[:at]]
        beside = list(zip(words, query, turned, strict=True))
        if words[family - at] in initials:
            continue
        if not all(word in initials or _are_same(one, other, same) for word, one, other in beside):
            continue
        pairs = zip(words, turned, begins, strict=True)
        if all(word not in initials or _begins(word, other | first, loosely=loosely) for word, other, first in pairs):
            return True
        found = False
    return found


def have_other_initials(asked: Form, names: Iterable[str]) -> bool:
    """Return whether a name is one of a person's in the same script but for its initials, which none of all explains.

    >>> names = ["Алесь Пушкин", "Алесь Николаевич Пушкин"]
    >>> [have_other_initials(analyse(name), names) for name in ("Пушкин А.С.", "Пушкин А.Н.", "Пушкин А.М.")]
    [True, False, False]
    """
    words = asked.key.split()
    if len(words) < _FULL or asked.script not in ALPHABETS or not find_initials(asked):
        return False
    if all(map(is_syllable, asked.romans[0].split())):
        return False
    fitting = [(own.script, fit(asked, own, loosely=True)) for own in map(analyse, names) if own.script in ALPHABETS]
    return (asked.script, False) in fitting and not any(is_fit for _, is_fit in fitting)


def split_initials(form: Form) -> tuple[list[str], str]:
    """Return the initials before or behind the other words of a name, and these.

    Two letters and more are one where they are a reading of one, and have a stop.

    >>> [split_initials(analyse(name)) for name in ("В. В. Путин", "putin v", "Щукина Ю.Я.", "Shchukina, Yu. Ya.")]
    [(['в', 'в'], 'путин'), (['v'], 'putin'), (['ю', 'я'], 'щукина'), (['yu', 'ya'], 'shchukina')]
    """
    initials = find_initials(form)
    words = form.key.split()
    rest = [word for word in words if word not in initials]
    if not rest or words not in ([*initials, *rest], [*rest, *initials]):
        return [], form.key
    return initials, " ".join(rest)


def are_other_initials(one: Form, other: Form) -> bool:
    """Return whether a name has initials beside a family name, and the same family's other name has others in order.

    >>> full = analyse("Гончаренко Виталий Степанович")
    >>> [are_other_initials(analyse(name), full) for name in ("Гончаренко С.В.", "Гончаренко В.С.")]
    [True, False]
    """
    initials, family = split_initials(one)
    if len(initials) < _SEVERAL:
        return False
    if one.script == other.script:
        given = take_given([fold(other.key)], [fold(family)])
    else:
        given = take_given(other.romans, analyse(family).romans, [read_initial(word[0]) for word in other.key.split()])
    return len(given) == len(initials) and not begin_alike(initials, given)


def begin_alike(initials: Sequence[str], given: Sequence[frozenset[str]]) -> bool:
    """Return whether given names begin with initials, as they are written or as both may be read, each with its own.

    >>> begin_alike(["п"], [frozenset({"петр"})]), begin_alike(["п"], [frozenset({"ivan"})])
    (True, False)
    """
    pairs = zip(map(read_initial, initials), given, strict=False)
    return all(any(word.startswith(begin) for word in own) for begin, own in pairs)


def take_given(
    names: Iterable[str], families: Iterable[str], letters: Sequence[Sequence[str]] = ()
) -> list[frozenset[str]]:
    """Return each word, as any of some readings has it, that stands behind or before a family name.

    `letters` are the readings of the first letter of each word, where that may also be read by itself.

    >>> take_given(["иванов петр ильич"], ["иванов"]) == [{"петр"}, {"ильич"}]
    True
    """
    found: list[set[str]] = []
    for words, family in product(map(str.split, names), map(str.split, families)):
        size = len(family)
        left = slice(size, None) if words[:size] == family else slice(-size) if words[-size:] == family else slice(0)
        given = [{word} for word in words[left]]
        if len(letters) == len(words):
            given = [own.union(read) for own, read in zip(given, letters[left], strict=True)]
        if not found:
            found = given
        elif len(given) == len(found):
            found = [own | more for own, more in zip(found, given, strict=True)]
    return list(map(frozenset, found))


def _place_family(form: Form) -> int:
    """Return the place of a person's family name: the last, but before a comma or where a patronymic is last."""
    words = form.romans[0].split() if form.romans else [""]
    return 0 if "," in form.text or is_patronymic(words[-1]) else len(form.key.split()) - 1


def _read_words(form: Form, same: bool) -> list[frozenset[str]]:
    """Return each word of a name as it is written, or as it may be read beside a name in another script."""
    words = form.key.split()
    if same:
        return [frozenset((fold(word),)) for word in words]
    read = [parts for parts in map(str.split, form.romans) if len(parts) == len(words)]
    return [frozenset(parts[i] for parts in read) for i in range(len(words))]


def _are_same(words: Collection[str], others: Collection[str], same: bool) -> bool:
    return any(len(one) > 1 and is_respelt(one, other, same) for one in words for other in others)


def _begins(initial: str, words: Collection[str], *, loosely: bool) -> bool:
    begun = read_initial(initial)
    if any(word.startswith(begun) for word in words):
        return True
    letters = {roman[0] for word in words for roman in analyse(word).romans} if loosely else ()
    return any(may_begin_alike(roman[0], letter) for roman in begun for letter in letters)


def may_begin_alike(letter: str, other: str) -> bool:
    """Return whether one name may begin with two letters in two languages.

    >>> may_begin_alike("n", "m"), may_begin_alike("n", "k")
    (True, False)
    """
    return letter == other or letter + other in _same_initials()


@cache
def _same_initials() -> frozenset[str]:
    """Return the pairs of letters that one name may begin with in two languages."""
    pairs = [(one, other) for one, others in endings_for("initial") for other in others]
    return frozenset(first + second for one, other in pairs for first, second in ((one, other), (other, one)))


@lru_cache(maxsize=1 << 10)
def read_initial(initial: str) -> tuple[str, ...]:
    """Return an initial without marks, and what it is read as."""
    return tuple(dict.fromkeys((fold(initial), *analyse(initial).romans)))


@cache
def _readings_of_letters() -> frozenset[str]:
    """Return what single letters of Cyrillic are read as."""
    return frozenset(roman for letter in map(chr, range(*_CYRILLIC)) for roman in analyse(letter).romans)


def fold(exact: str) -> str:
    """Return an exact key without the marks that are left off: accents of Latin, the dots of ё."""
    return plain(exact) if exact.isascii() or main_script(exact) == "Latn" else loosen(exact)
