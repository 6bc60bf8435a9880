"""Exams of invented people of Korea and China: a family name and one or two syllables that are one given name.

That syllables are shared says little there: Kim Kang Jin and Kim Song Jin are two people, while a Westerner may well
leave out one of two given names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from normalize.lexicon.table import NameRow
from normalize.training.exam import Exam, Question
from normalize.training.invented import STRANGERS
from normalize.tsv import read_cells

_SYLLABLES = Path(__file__).with_name("eastern.tsv")
_GONE = 0.33  # of those drawn, how many are strangers
_WEIGHT = 3.0  # as of the other people
_TRADITIONAL = 0.3
_LISTED_NATIVE = 0.15  # of the people, how many are listed in their own script too
_SINGLE = {"ko": 0.05, "zh": 0.35}  # of the given names, how many have one syllable
_NATIVE = 0.55  # of the questions, how many are in the people's own script


@dataclass(frozen=True, slots=True)
class Syllable:
    """A family name or a syllable of a given name.

    `native` and `traditional` are its own script, the second as Taiwan writes it; `romans` are several standards'.
    """

    native: str
    traditional: str
    romans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Easterner:
    """A person of Korea or China; `lang` is "ko" or "zh"."""

    lang: str
    family: Syllable
    given: tuple[Syllable, ...]


def read_syllables() -> dict[tuple[str, str], list[Syllable]]:
    """Return the syllables of `eastern.tsv` by language and part, "family" or "given"."""
    found: dict[tuple[str, str], list[Syllable]] = {}
    for lang, part, native, traditional, romans in read_cells(_SYLLABLES)[1:]:
        found.setdefault((lang, part), []).append(Syllable(native, traditional, tuple(romans.split())))
    return found


def ask_easterners(seed: int, count: int) -> Exam:
    """Return an exam of `count` invented people of Korea and China."""
    chance = Random(f"easterners {seed} {count}")
    syllables = read_syllables()
    rows: list[NameRow] = []
    questions = []
    people: list[Easterner] = []
    for number in range(count):
        person = _draw(syllables, chance)
        id = f"person:{number}"
        gone = bool(people) and chance.random() < _GONE
        if gone:
            person = _somebody_else(chance.choice(people), person, syllables, chance)
        else:
            people.append(person)
            rows.append(NameRow(id, write_roman(person, chance), type="person", kind="label"))
            if chance.random() < _LISTED_NATIVE:
                rows.append(NameRow(id, write_native(person, chance)))
        if gone or chance.random() < 0.6:
            asked = (write_native if chance.random() < _NATIVE else write_roman)(person, chance)
            typed = "person" if chance.random() < 0.5 else None
            questions.append(Question(asked, frozenset() if gone else frozenset([id]), typed))
    return Exam("easterners", rows, questions, _WEIGHT, strangers=STRANGERS)


def _draw(syllables: dict[tuple[str, str], list[Syllable]], chance: Random) -> Easterner:
    lang = chance.choice(("ko", "zh"))
    family, given = syllables[lang, "family"], syllables[lang, "given"]
    size = 1 if chance.random() < _SINGLE[lang] else 2
    return Easterner(lang, family[int(chance.random() ** 2 * len(family))], tuple(chance.sample(given, size)))


def _somebody_else(
    known: Easterner, person: Easterner, syllables: dict[tuple[str, str], list[Syllable]], chance: Random
) -> Easterner:
    """Return a person who is another: wholly, or by one syllable, or by a syllable more or less."""
    kind, other = chance.random(), chance.choice(syllables[known.lang, "given"])
    if kind < 0.3:
        return person
    if kind < 0.45:
        return replace(person, family=known.family) if person.lang == known.lang else person
    if kind < 0.6:
        return replace(known, family=chance.choice(syllables[known.lang, "family"]))
    if len(known.given) == 1:
        return replace(known, given=(*known.given, other) if kind < 0.8 else (other,))
    if kind < 0.7:
        return replace(known, given=(chance.choice(known.given),))
    first, last = known.given
    return replace(known, given=chance.choice(((other, last), (first, other), (last, first))))


def write_native(person: Easterner, chance: Random) -> str:
    """Return a name in its own script: in one piece, with a space, or with the given name first as forms have it."""
    traditional = chance.random() < _TRADITIONAL
    family, *parts = (s.traditional if traditional else s.native for s in (person.family, *person.given))
    given = "".join(parts)
    return chance.choice((family + given, family + given, f"{family} {given}", f"{given} {family}"))


def write_roman(person: Easterner, chance: Random) -> str:
    """Return a name in Latin letters, by one standard or, as lists do, by several at once."""
    family, *given = (_romanise(syllable, chance) for syllable in (person.family, *person.given))
    joint = chance.choice((" ", " ", "-", "-", ""))
    first = joint.join([given[0], *(word if joint == " " else word.lower() for word in given[1:])])
    order: Sequence[str] = (f"{family} {first}", f"{family} {first}", f"{family.upper()}, {first}", f"{first} {family}")
    return chance.choice(order)


def _romanise(syllable: Syllable, chance: Random) -> str:
    return syllable.romans[0] if chance.random() < 0.5 else chance.choice(syllable.romans)
