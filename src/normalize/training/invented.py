"""Exams of invented people and companies: names as lists have them, asked for as others write them.

A person has one or two given names, perhaps a patronymic, and a family name, each with its spellings in several
scripts; a company a name of its own, what it does, and a legal form. Given names and things done are few and come
often, as in life: that two names share them says little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from normalize.lexicon.table import NameRow
from normalize.training.channels import disturb
from normalize.training.exam import Exam, Question
from normalize.training.held_out import held_out_pairs, is_for_scorer, name_pair_files, read_pairs

_GIVEN, _FAMILY = 160, 500
_GONE = 0.33
_COMPANY_GONE = 0.2
_BARE = 0.2  # of the people, how many are also known by their family name alone
_ACTIVITIES = (
    "trading", "shipping", "bank", "engineering", "petroleum", "construction", "investment", "holding", "energy",
    "services", "industries", "international", "transport", "exchange", "general trading", "import export",
    "research institute", "electronics", "aviation", "marine", "foundation", "association", "relief", "technology",
    "machine plant", "design bureau", "chemical works", "news agency", "steel", "telecommunications",
)  # fmt: skip
_FORMS = (
    ("llc", "limited liability company", "ltd", "limited", "ooo", "co. ltd"),
    ("jsc", "joint stock company", "ao", "pjsc", "open joint stock company", "oao"),
    ("gmbh", "ag"),
    ("s.a.", "s.a. de c.v.", "s.a.s.", "ltda."),
    ("company", "co.", "corporation", "group", "organization"),
    ("",),
)


@dataclass(frozen=True, slots=True)
class Token:
    """One name in English and in other scripts, by the file it was read from."""

    english: str
    native: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Person:
    given: tuple[Token, ...]
    family: Token

    @property
    def tokens(self) -> tuple[Token, ...]:
        return (*self.given, self.family)


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


def ask_people(tokens: Sequence[Token], seed: int, count: int, *, style: str) -> Exam:
    """Return an exam of `count` invented people; `style` is how the list writes them: "plain" or "FAMILY, Given"."""
    chance = Random(f"people {seed} {style} {count}")
    usual = tokens[: (_GIVEN + _FAMILY) * 2]
    drawn = chance.sample(usual, min(len(usual), _GIVEN + _FAMILY))
    given, family = drawn[:_GIVEN], drawn[_GIVEN:]
    by_english = {token.english: token for token in tokens}
    rows: list[NameRow] = []
    questions = []
    people: list[_Person] = []
    for number in range(count):
        names = tuple(_often(given, chance) for _ in range(chance.choice((1, 1, 1, 2, 2, 3))))
        person = _Person(names, _often(family, chance))
        id = f"person:{number}"
        gone = bool(people) and chance.random() < _GONE
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
    return Exam(f"people {style}", rows, questions)


def ask_companies(tokens: Sequence[Token], seed: int, count: int) -> Exam:
    """Return an exam of `count` invented companies."""
    chance = Random(f"companies {seed} {count}")
    by_english = {token.english: token for token in tokens}
    rows: list[NameRow] = []
    questions = []
    for number in range(count):
        own = chance.sample(tokens, chance.choice((1, 1, 2)))
        does, form = chance.choice(_ACTIVITIES), chance.choice(_FORMS)
        id = f"company:{number}"
        name = _company([token.english for token in own], does, chance.choice(form), chance)
        if chance.random() < _COMPANY_GONE:
            # Another company: the same business and form, and another name, or one nearly alike.
            near = extract(own[0].english, by_english.keys(), scorer=Indel.normalized_similarity, limit=4)[1:]
            other = chance.choice(near)[0] if chance.random() < 0.5 else chance.choice(tokens).english
            questions.append(Question(_company([other], does, chance.choice(form), chance), frozenset()))
            rows.append(NameRow(id, name.upper(), type="organisation"))
            continue
        rows.append(NameRow(id, name.upper() if chance.random() < 0.5 else name.title(), type="organisation"))
        if chance.random() < 0.6:
            words = [_spell(token, chance) if chance.random() < 0.3 else token.english for token in own]
            if chance.random() < 0.3:
                words = [disturb(word, chance) or word for word in words]
            left_out = chance.random()
            asked = _company(words, "" if left_out < 0.2 else does, chance.choice((*form, "")), chance)
            questions.append(Question(asked, frozenset([id])))
    return Exam("companies", rows, questions)


def _often(tokens: Sequence[Token], chance: Random) -> Token:
    """Return one of some tokens, the first ones far more often, as names are."""
    return tokens[int(chance.random() ** 3 * len(tokens))]


def _somebody_else(known: _Person, person: _Person, by_english: dict[str, Token], chance: Random) -> _Person:
    """Return a person who is not the known one but shares a name with them, or has one nearly alike."""
    kind = chance.random()
    if kind < 0.2:
        return person
    if kind < 0.3:
        # Shorter by names that the known one has too: nothing in the string says that it is another.
        return _Person(known.given[-1:], known.family)
    if kind < 0.4:
        return _Person(person.given, known.family)
    if kind < 0.45:
        return _Person((*known.given[:1], *person.given), known.family)
    if kind < 0.55:
        return _Person(known.given, person.family)
    if kind < 0.85:
        near = extract(known.family.english, by_english.keys(), scorer=Indel.normalized_similarity, limit=4)[1:]
        return _Person(known.given, by_english[chance.choice(near)[0]])
    near = extract(known.given[0].english, by_english.keys(), scorer=Indel.normalized_similarity, limit=4)[1:]
    return _Person((by_english[chance.choice(near)[0]], *known.given[1:]), known.family)


def _write(person: _Person, style: str, chance: Random) -> str:
    given = " ".join(token.english.title() for token in person.given)
    if style == "FAMILY, Given":
        return f"{person.family.english.upper()}, {given}"
    family = person.family.english
    return f"{given} {family.upper() if chance.random() < 0.3 else family.title()}"


def _write_anyhow(person: _Person, chance: Random) -> str:
    """Return a name as somebody else writes it: in another script, misspelt, turned round, shortened."""
    given, family = list(person.given), person.family
    if len(given) > 1 and chance.random() < 0.5:
        del given[chance.randrange(1, len(given))]
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


def _spell(token: Token, chance: Random) -> str:
    return chance.choice(list(token.native.values()))


def _company(words: Sequence[str], does: str, form: str, chance: Random) -> str:
    parts = [" ".join(words), does]
    parts = [form, *parts] if chance.random() < 0.3 else [*parts, form]
    return " ".join(part for part in parts if part)
