"""Exams of names in Slavic texts: countries, regions and people known in some languages, asked for in others."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from random import Random

from normalize.lexicon.table import NameRow, read_table, tables_folder
from normalize.training.exam import Exam, Question
from normalize.training.held_out import is_for_scorer
from normalize.training.spellings import is_held_out_region, read_both_ways

_LANGS = ("be", "bg", "bs", "cs", "hr", "mk", "pl", "ru", "sk", "sl", "sr", "uk", "hsb")
_GONE = 0.2
# Endings of the other cases by that of the nominative, the longest first; "" is a consonant. School grammars of
# Russian, Ukrainian, Bulgarian, Polish, Czech and Slovene, hard and soft stems not told apart.
_CYRILLIC = {
    "ский": ("ского", "скому", "ским", "ском", "ская", "ские"), "ская": ("ской", "скую", "ские"),
    "ия": ("ии", "ию", "ией", "ията"), "ый": ("ого", "ому", "ым", "ом"), "ий": ("ия", "ию", "ием", "ии"),
    "ая": ("ой", "ую"), "а": ("ы", "е", "у", "ой", "і", "и"), "я": ("и", "е", "ю", "ей", "ята"),
    "ь": ("и", "я", "ю", "ем"), "й": ("я", "ю", "ем", "е"), "о": ("а", "у", "ом", "е"), "е": ("я", "ю", "ем"),
    "ы": ("ов", "ам", "ах", "ами"), "и": ("ов", "ей", "ам", "ах"), "": ("а", "у", "ом", "е", "ов", "ом", "ът"),
}  # fmt: skip
_LATIN = {
    "ski": ("skiego", "skiemu", "skim", "ska"), "ský": ("ského", "skému", "ským", "ská"),
    "ska": ("skiej", "ské", "ske"), "sko": ("ska", "sku", "skiem", "skem"), "ia": ("ii", "ię", "ią"),
    "ja": ("ji", "ję", "ją", "jo"), "ie": ("ii", "ií"),
    "a": ("y", "ę", "ą", "u", "o", "e", "i", "ie", "ou"), "o": ("a", "u", "em", "ie", "om"),
    "e": ("a", "u", "i", "em"), "y": ("ów", "om", "ach", "ů"), "i": ("ju", "jem", "ów"),
    "": ("a", "u", "em", "ie", "owi", "ovi", "om", "ów", "em"),
}  # fmt: skip


def inflect(name: str, chance: Random) -> str:
    """Return a name with the ending of another case on every word, or on the last one alone.

    >>> inflect("Москва", Random(0)), inflect("Warszawa", Random(3))
    ('Москвой', 'Warszawou')
    """
    words = name.split(" ")
    first = 0 if chance.random() < 0.7 else len(words) - 1
    return " ".join([*words[:first], *(_inflect_word(word, chance) for word in words[first:])])


def _inflect_word(word: str, chance: Random) -> str:
    if len(word) < 4 or not word[-1].isalpha():
        return word
    endings: Mapping[str, Sequence[str]] = _CYRILLIC if "CYRILLIC" in unicodedata.name(word[-1], "") else _LATIN
    ending = next(end for end in endings if word.endswith(end))
    return word[: len(word) - len(ending)] + chance.choice(endings[ending])


def ask_inflected(seed: int, questions: int) -> Exam:
    """Return an exam of countries, subdivisions and people of the tables that ship, none of them held out."""
    chance = Random(f"inflected {seed}")
    names: dict[str, dict[str, str]] = {}
    links = read_both_ways()
    for table in ("countries", "subdivisions", "people_world"):
        barred = set()
        found: dict[str, dict[str, str]] = {}
        for row in read_table(tables_folder() / f"{table}.tsv"):
            if is_held_out_region(row, links):
                barred.add(row.id)
            if row.lang in _LANGS and row.kind in ("label", "alias"):
                found.setdefault(row.id, {}).setdefault(row.lang, row.name)
        names.update((id, spelt) for id, spelt in found.items() if id not in barred and len(spelt) > 2)
    rows: list[NameRow] = []
    exam = []
    asked = [id for id in sorted(names) if is_for_scorer(id) or id.startswith(("wikidata:", "local:", "iso3166-1:"))]
    wanted = set(chance.sample(asked, min(questions, len(asked))))
    for id, spelt in names.items():
        known = list(spelt.items())
        chance.shuffle(known)
        gone = id in wanted and chance.random() < _GONE
        kept = known[: chance.randint(1, len(known) - 1)]
        if not gone:
            rows += [NameRow(id, name) for name in dict.fromkeys(name for _, name in kept)]
        if id in wanted:
            name = chance.choice(known)[1]
            exam.append(Question(inflect(name, chance), frozenset() if gone else frozenset([id])))
    return Exam("inflected", rows, exam)
