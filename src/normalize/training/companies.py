"""Exams of invented companies and institutions: names as lists have them, asked for as others write them.

A name is one or two words of its own, what the company does, and a legal form. What companies do are few things that
come often, and are said in many languages (`lexicon/sources/data/organisation_words.tsv`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from normalize.form import analyse_alias
from normalize.lexicon.acronyms import list_initials
from normalize.lexicon.sources.generic_words import read_words
from normalize.lexicon.table import NameRow
from normalize.training.channels import disturb
from normalize.training.exam import Exam, Question
from normalize.training.invented import Token, nearly

_GONE = 0.2
_STRANGERS = 0.38  # four in ten of the questions are for companies that are not there
_TRANSLATED = 0.3  # of the questions, how many are in another language
_ACRONYM = 0.12  # of the questions, how many are the first letters of the words
_OTHER_ACRONYM = 0.4  # of those about a company that is not there, how many are letters
_SHARED, _SHARED_LONG = {3: 0.4, 4: 0.1}, 0.02  # and of these, how many one that is there has too, by their number
_SCRIPTS = {"ru": "russian", "fa": "persian", "ar": "arabic", "uk": "russian", "be": "russian", "bg": "russian"}
_FORMS = (
    ("llc", "limited liability company", "ltd", "limited", "ooo", "co. ltd"),
    ("jsc", "joint stock company", "ao", "pjsc", "open joint stock company", "oao"),
    ("gmbh", "ag"),
    ("s.a.", "s.a. de c.v.", "s.a.s.", "ltda."),
    ("company", "co.", "corporation", "group", "organization"),
    ("",),
    ("",),
)


@dataclass(frozen=True, slots=True)
class _Company:
    own: tuple[Token, ...]
    does: tuple[str, ...]
    forms: tuple[str, ...]

    @property
    def acronyms(self) -> tuple[str, ...]:
        return list_initials(" ".join([*(token.english for token in self.own), *self.does]), "organisation")


def ask_companies(tokens: Sequence[Token], seed: int, count: int) -> Exam:
    """Return an exam of `count` invented companies."""
    chance = Random(f"companies {seed} {count}")
    by_english = {token.english: token for token in tokens}
    said = _read_activities()
    activities = sorted({concept for words in said.values() for concept in words})
    chance.shuffle(activities)
    languages = sorted(said)
    rows: list[NameRow] = []
    questions = []
    for number in range(count):
        own = tuple(chance.sample(tokens, chance.choice((0, 1, 1, 1, 2)) if number % 2 else 1))
        does = tuple(_often(activities, chance) for _ in range(chance.choice((1, 1, 2, 2, 3)) + (not own)))
        company = _Company(own, tuple(dict.fromkeys(does)), chance.choice(_FORMS))
        id = f"company:{number}"
        name = _write([token.english for token in own], company.does, chance.choice(company.forms), chance)
        rows.append(NameRow(id, name.upper() if chance.random() < 0.5 else name.title(), type="organisation"))
        if chance.random() < _GONE:
            questions.append(Question(_write_another(company, tokens, by_english, activities, chance), frozenset()))
        elif chance.random() < 0.6:
            questions.append(Question(_write_anyhow(company, said, languages, chance), frozenset([id])))
    return Exam("companies", rows, questions, strangers=_STRANGERS)


def _read_activities() -> dict[str, dict[str, list[str]]]:
    """Return the ways of saying a concept by language; words that go on and words without a concept are left out."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in read_words("organisation"):
        if row["concept"] and "*" not in row["form"]:
            found[row["lang"]][row["concept"]].append(row["form"])
    return {lang: dict(words) for lang, words in found.items() if len(words) > 20}


def _often(activities: Sequence[str], chance: Random) -> str:
    return activities[int(chance.random() ** 2.5 * len(activities))]


def _write_anyhow(
    company: _Company, said: dict[str, dict[str, list[str]]], languages: Sequence[str], chance: Random
) -> str:
    """Return a company's name as others write it: translated, shortened, misspelt, its words turned round."""
    does = list(company.does)
    words = [token.english for token in company.own]
    if chance.random() < _ACRONYM and (acronyms := company.acronyms):
        return _write_letters(chance.choice(acronyms), (*company.forms, ""), chance)
    if chance.random() < _TRANSLATED:
        lang = chance.choice(languages)
        does = [chance.choice(said[lang].get(concept, [concept])) for concept in does]
        if _SCRIPTS.get(lang) in _native_of_all(company.own):
            words = [token.native[_SCRIPTS[lang]] for token in company.own]
    elif chance.random() < 0.3:
        words = [chance.choice(list(token.native.values())) for token in company.own]
    elif chance.random() < 0.4:
        words = [disturb(word, chance) or word for word in words]
    if does and words and chance.random() < 0.25:
        del does[chance.randrange(len(does))]
    if chance.random() < 0.3:
        chance.shuffle(does)
    return _write(words, does, chance.choice((*company.forms, "")), chance)


def _native_of_all(tokens: Sequence[Token]) -> set[str]:
    return set.intersection(*(set(token.native) for token in tokens)) if tokens else set()


def _write_another(
    company: _Company,
    tokens: Sequence[Token],
    by_english: dict[str, Token],
    activities: Sequence[str],
    chance: Random,
) -> str:
    """Return another company: another name and the same business and form; or the same name and other business.

    Business is other, too, where something is done more or less: a state university is not the linguistic one. Asked by
    letters, another one may have the same, the fewer there are the more often.
    """
    kind = chance.random()
    acronyms = company.acronyms
    if acronyms and chance.random() < _OTHER_ACRONYM:
        letters = chance.choice(acronyms)
        if chance.random() > _SHARED.get(len(letters), _SHARED_LONG):
            letters = "".join(chance.sample(letters, len(letters)))
        return _write_letters(letters, company.forms, chance)
    own = [token.english for token in company.own] or [chance.choice(tokens).english]
    does = list(company.does)
    if kind < 0.35:
        own = [nearly(own[0], by_english, chance).english, *own[1:]]
    elif kind < 0.6:
        own = [chance.choice(tokens).english]
    elif kind < 0.75:
        does[0] = chance.choice(activities)
    elif kind < 0.88 and len(does) > 1:
        del does[chance.randrange(len(does))]
    else:
        does.insert(chance.randrange(len(does) + 1), chance.choice(activities))
    return _write(own, does, chance.choice(company.forms), chance)


def _write_letters(letters: str, forms: Sequence[str], chance: Random) -> str:
    """Return an acronym in capitals with one of some legal forms; one in Russian now and then in Latin letters."""
    read = analyse_alias(letters, "ru", 1)[1]
    capitals = (read[0] if read and chance.random() < 0.5 else letters).upper()
    return _write([capitals], (), chance.choice(forms), chance)


def _write(words: Sequence[str], does: Sequence[str], form: str, chance: Random) -> str:
    own, business = " ".join(words), " ".join(does)
    parts = [own, business] if chance.random() < 0.7 else [business, own]
    parts = [form, *parts] if chance.random() < 0.3 else [*parts, form]
    return " ".join(part for part in parts if part)
