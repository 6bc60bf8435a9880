"""Generated neighbours of names in the core lexicon: another given name, number or compass word makes another name."""

from __future__ import annotations

import re
from random import Random

import pytest

from normalize import Lexicon
from normalize.form import analyse
from normalize.library import load_tokens

GIVEN = ("Mikalai", "Viktar", "Sviatlana", "John", "Angela", "Ahmed", "Wolfgang", "Carlos", "Yuki", "Ingrid", "Olga",
         "Pierre", "Giovanni", "Fatima", "Tomasz", "Rosa")  # fmt: skip
OPPOSITES = {
    "north": "south", "south": "north", "east": "west", "west": "east", "upper": "lower", "lower": "upper",
    "old": "new", "new": "old", "great": "little", "little": "great", "first": "second", "second": "first",
    "северный": "южный", "южный": "северный", "верхний": "нижний", "нижний": "верхний", "верхняя": "нижняя",
    "новая": "старая", "новый": "старый", "старый": "новый", "старая": "новая", "большой": "малый", "велика": "мала",
}  # fmt: skip
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]
COUNT = 150


def other_given_names(core: Lexicon, chance: Random) -> list[tuple[str, str]]:
    """Return names of people with a given name that is no spelling of theirs, and whose they were."""
    found = []
    people = [id for id in core if core[id].type == "person"]
    for id in chance.sample(people, len(people)):
        names = [n.name for n in core.names(id) if re.fullmatch(r"[A-Za-z]{3,} [A-Za-z]{4,}", n.name)]
        known = {word.casefold() for n in core.names(id) for word in n.name.split()}
        strangers = [g for g in GIVEN if not any(_are_akin(g, word) for word in known)]
        if names and strangers:
            found.append((f"{chance.choice(strangers)} {chance.choice(names).split()[1]}", id))
    return found[:COUNT]


def other_numbers(core: Lexicon, chance: Random) -> list[tuple[str, str]]:
    """Return names in which a number is another, and whose they were."""
    found = []
    for id in core:
        for name in core.names(id):
            words = name.name.split()
            numbers = [i for i, word in enumerate(words) if word in ROMAN[2:] or re.fullmatch(r"[1-9]\d?", word)]
            if len(words) > 1 and numbers:
                i = numbers[0]
                after = words[i]
                after = ROMAN[ROMAN.index(after) - 1] if after in ROMAN else str(int(after) + 1)
                if after != "I":
                    found.append((" ".join([*words[:i], after, *words[i + 1 :]]), id))
                break
    return chance.sample(found, min(COUNT, len(found)))


def other_sides(core: Lexicon, chance: Random) -> list[tuple[str, str]]:
    """Return names of places with the opposite of a word in them, and whose they were."""
    found = []
    for id in core:
        if core[id].type == "place":
            for name in core.names(id):
                words = name.name.split()
                turned = [OPPOSITES.get(word.casefold(), "") for word in words]
                if len(words) > 1 and any(turned):
                    found.append((" ".join(t or w for t, w in zip(turned, words, strict=True)), id))
                    break
    return chance.sample(found, min(COUNT, len(found)))


@pytest.mark.parametrize("make", [other_given_names, other_numbers, other_sides])
def test_a_neighbour_is_never_taken_for_the_entity(core: Lexicon, make) -> None:
    asked = make(core, Random(20261128))
    assert len(asked) > 40
    types = {id: core[id].type for _, id in asked}
    let_in = []
    for name, id in asked:
        held = {n.name.casefold() for n in core.names(id)}
        found = core.resolve(name, type=types[id])
        if name.casefold() not in held and found.id == id:
            let_in.append((name, core[id].label, str(found.explain())))
    assert let_in == []


def _are_akin(given: str, word: str) -> bool:
    tokens = load_tokens()
    mine = analyse(given).romans[0]
    romans = analyse(word).romans
    return any(roman[:2] == mine[:2] or tokens.groups(roman) & tokens.groups(mine) for roman in romans)
