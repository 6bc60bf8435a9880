"""Exams of invented people: names as lists have them, asked for as others write them.

A person has one or two given names, perhaps a patronymic, a chain of forefathers or a mother's family name, and a
family name, each with its spellings in several scripts. Given names are few and come often, as in life: that two
names share them says little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from normalize.lexicon.table import NameRow
from normalize.training.channels import disturb
from normalize.training.exam import Exam, Question
from normalize.training.held_out import held_out_pairs, is_for_scorer, name_pair_files, read_pairs

_GIVEN, _FAMILY = 160, 500
_WORLD = 8000  # names of people from all over the world
_GONE, _FEW_GONE = 0.33, 0.5  # of those asked for, how many are strangers; the second share is not life's
_WEIGHT = 3.0  # a stranger let in weighs more than a friend not known
STRANGERS = 0.38  # half of the questions are for people who are not there: more than people ask who look somebody up
_STEM, _ENDING = 0.6, 3  # of a family name what stays, and the letters behind it, where it is given another ending
_LONG = 6  # letters of a family name that has an ending
_BARE = 0.2  # of the people, how many are also known by their family name alone


_SPELT = frozenset({"russian", "greek", "armenian"})  # scripts of which an ending is one in Latin letters too


@dataclass(frozen=True, slots=True)
class Token:
    """One name in English and in other scripts, by the file it was read from."""

    english: str
    native: dict[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """The names of a person in order; `middle` are forefathers or a second family name, often left out."""

    given: tuple[Token, ...]
    middle: tuple[Token, ...]
    family: Token

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All names."""
        return (*self.given, *self.middle, self.family)


def read_tokens(data: Path) -> list[Token]:
    """Return the names of the `*_train` files that are kept for the scorer, those in most scripts first."""
    held_out = held_out_pairs(data)
    spellings: dict[str, dict[str, str]] = defaultdict(dict)
    for path in name_pair_files(data, "train"):
        script = path.name.partition("_")[0]
        for english, native in read_pairs(path):
            if is_for_scorer(english) and len(english) > 2 and (english.casefold(), native.casefold()) not in held_out:
                spellings[english].setdefault(script, native)
    tokens = [Token(english, native) for english, native in spellings.items()]
    return sorted(tokens, key=lambda token: (-len(token.native), token.english))


def ask_people(tokens: Sequence[Token], seed: int, count: int, *, style: str, few: bool = False) -> Exam:
    """Return an exam of `count` invented people; `style` is how the list writes them: "plain" or "FAMILY, Given".

    With `few` they come from all over the world, so that hardly two share a name, and a stranger is like one alone.
    """
    chance = Random(f"people {seed} {style} {count}")
    usual = tokens[:_WORLD] if few else tokens[: (_GIVEN + _FAMILY) * 2]
    drawn = chance.sample(usual, len(usual) if few else min(len(usual), _GIVEN + _FAMILY))
    given, family = (drawn[: len(drawn) // 4], drawn[len(drawn) // 4 :]) if few else (drawn[:_GIVEN], drawn[_GIVEN:])
    by_english = {token.english: token for token in tokens}
    rows: list[NameRow] = []
    questions = []
    people: list[Person] = []
    for number in range(count):
        names = tuple(_often(given, chance) for _ in range(chance.choice((1, 1, 1, 2, 2, 3))))
        person = chance.choice(_STRUCTURES)(names, given, family, chance)
        id = f"person:{number}"
        gone = bool(people) and chance.random() < (_FEW_GONE if few else _GONE)
        if gone:
            person = _somebody_else(chance.choice(people), person, by_english, chance)
        else:
            people.append(person)
            rows.append(NameRow(id, _write(person, style, chance), type="person", kind="label"))
            for _ in range(chance.choice((0, 0, 0, 1, 2))):
                rows.append(NameRow(id, _write_anyhow(person, chance)))
            if chance.random() < _BARE:
                rows.append(NameRow(id, person.family.english.title()))
        if gone or chance.random() < 0.6:
            typed = "person" if chance.random() < 0.5 else None
            questions.append(Question(_write_anyhow(person, chance), frozenset() if gone else frozenset([id]), typed))
    title, weight = ("few people", 1.0) if few else (f"people {style}", _WEIGHT)
    return Exam(title, rows, questions, weight, calibrates=not few, strangers=STRANGERS)


Names = tuple[Token, ...]


def _western(names: Names, given: Sequence[Token], family: Sequence[Token], chance: Random) -> Person:
    return Person(names, (), _often(family, chance))


def _slavic(names: Names, given: Sequence[Token], family: Sequence[Token], chance: Random) -> Person:
    """Return a person with a patronymic, in Latin and Cyrillic letters."""
    father = _often(given, chance)
    latin, cyrillic = chance.choice((("ovich", "ович"), ("evich", "евич"), ("ovna", "овна"), ("evna", "евна")))
    native = {"russian": father.native["russian"] + cyrillic} if "russian" in father.native else {}
    return Person(names[:1], (Token(father.english + latin, native),), _often(family, chance))


def _chain(names: Names, given: Sequence[Token], family: Sequence[Token], chance: Random) -> Person:
    """Return a person who is called by forefathers too, sometimes with "bin" between them."""
    fathers = [_often(given, chance) for _ in range(chance.choice((1, 1, 2)))]
    if chance.random() < 0.3:
        fathers[0] = replace(fathers[0], english=f"{chance.choice(('bin', 'ibn', 'ben'))} {fathers[0].english}")
    last = _often(family, chance)
    if chance.random() < 0.4:
        last = replace(last, english=f"{chance.choice(('al-', 'el-', 'al '))}{last.english}")
    return Person(names[:1], tuple(fathers), last)


def _hispanic(names: Names, given: Sequence[Token], family: Sequence[Token], chance: Random) -> Person:
    """Return a person whose mother's family name stands behind the father's: here the one that may be left out."""
    return Person(names[:2], (_often(family, chance),), _often(family, chance))


_STRUCTURES: tuple[Callable[[Names, Sequence[Token], Sequence[Token], Random], Person], ...] = (
    _western, _western, _slavic, _chain, _hispanic,
)  # fmt: skip


def _often(tokens: Sequence[Token], chance: Random) -> Token:
    """Return one of some tokens, the first ones far more often, as names are."""
    return tokens[int(chance.random() ** 3 * len(tokens))]


def _somebody_else(known: Person, person: Person, by_english: dict[str, Token], chance: Random) -> Person:
    """Return a person who is not the known one but shares a name with them, or has one nearly alike."""
    kind = chance.random()
    if kind < 0.1:
        return person
    if kind < 0.16:
        # Shorter by names that the known one has too: nothing in the string says that it is another.
        return Person(known.given[-1:], (), known.family)
    if kind < 0.26:
        return Person(person.given, person.middle, known.family)
    if kind < 0.31:
        return Person((*known.given[:1], *person.given), (), known.family)
    if kind < 0.36 and known.middle and person.middle:
        return replace(known, middle=person.middle)
    if kind < 0.42:
        return replace(known, family=person.family)
    if kind < 0.66 or (kind < 0.82 and len(known.family.english) < _LONG):
        return replace(known, family=nearly(known.family.english, by_english, chance))
    if kind < 0.82:
        return replace(known, family=_end_otherwise(known.family, person.family))
    return replace(known, given=(nearly(known.given[0].english, by_english, chance), *known.given[1:]))


def _end_otherwise(family: Token, other: Token) -> Token:
    """Return a family name with the ending of another, which makes it another: Medvedchuk is not Medvedev."""

    def join(one: str, end: str) -> str:
        return one[: max(round(_STEM * len(one)), _ENDING)] + end[-_ENDING:]

    scripts = sorted(_SPELT.intersection(family.native, other.native))
    native = {script: join(family.native[script], other.native[script]) for script in scripts}
    return Token(join(family.english, other.english), native)


def nearly(english: str, by_english: dict[str, Token], chance: Random) -> Token:
    """Return one of the three names that are written most like one."""
    near = extract(english, by_english.keys(), scorer=Indel.normalized_similarity, limit=4)[1:]
    return by_english[chance.choice(near)[0]]


def _write(person: Person, style: str, chance: Random) -> str:
    given = " ".join(token.english.title() for token in (*person.given, *person.middle))
    if style == "FAMILY, Given":
        return f"{person.family.english.upper()}, {given}"
    family = person.family.english
    return f"{given} {family.upper() if chance.random() < 0.3 else family.title()}"


def _write_anyhow(person: Person, chance: Random) -> str:
    """Return a name as somebody else writes it: in another script, misspelt, turned round, shortened."""
    given, middle, family = list(person.given), list(person.middle), person.family
    if len(given) > 1 and chance.random() < 0.5:
        del given[chance.randrange(1, len(given))]
    while middle and chance.random() < 0.45:
        del middle[chance.randrange(len(middle))]
    given += middle
    shared = sorted(set(family.native).intersection(*(token.native for token in given)))
    kind = chance.random()
    if shared and kind < 0.4:
        script = chance.choice(shared)
        words, last = [token.native[script] for token in given], family.native[script]
        joint = "・" if script in ("katakana", "japanese") else "·" if script == "chinese" else " "
        return joint.join([*words, last])
    words, last = [token.english.title() for token in given], family.english.title()
    if kind < 0.75:
        at = chance.randrange(len(words) + 1)
        spelt = disturb((*words, last)[at], chance) or last
        words, last = ([*words[:at], spelt, *words[at + 1 :]], last) if at < len(words) else (words, spelt)
    elif kind < 0.82:
        words[0] = f"{words[0][0]}."
    elif kind < 0.87 and len(words) > 1:
        words[1:] = [f"{word[0]}." for word in words[1:]]
    turned = chance.random()
    if turned < 0.15:
        return " ".join([last, *words])
    if turned < 0.3:
        return f"{last.upper()}, {' '.join(words)}"
    return " ".join([*words, last])
