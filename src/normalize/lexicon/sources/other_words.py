"""Names of countries and regions in languages that few write, where to all others they are another word."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from normalize.form import analyse_alias, is_unlike
from normalize.lexicon.sources.entity import Gathered
from normalize.lexicon.sources.ordinary_words import ordinary_word_lines
from normalize.lexicon.sources.person_tokens import token_lines
from normalize.text import UNSPACED, main_script


def read_other_words(downloads: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Return the given and family names, and the ordinary words of many languages."""
    people = (form for line in token_lines() for form in line.partition("\t")[2].split(","))
    ordinary = (line.partition("\t")[2] for line in ordinary_word_lines(downloads, frozenset(), frozenset()))
    return frozenset(map(str.casefold, people)), frozenset(map(str.casefold, ordinary))


def drop_other_words(
    gathered: Iterable[Gathered], words: Set[str], known: Set[str], dropped: Counter[str]
) -> Iterator[Gathered]:
    """Yield entities without the names that are another word; count what was dropped.

    Russia is "Ruslân" in Frisian, Spain "Pain" in Nauruan and Cameroon "Cameron" in Ligurian: whoever writes that means
    somebody or something else. What one of the `known` languages says stays, and a language of the country itself, and
    what is not itself such a word and differs from that in marks alone.
    """
    folded = {_unmark(word) for word in words}
    for one in gathered:
        strange = [name for name in one.spellings if _is_strange(one, name, known)]
        kept = [one.label.name, *one.spellings.keys() - strange]
        sure, nearly = {name.casefold() for name in kept}, {_unmark(name) for name in kept}
        for name in strange:
            is_word = name.casefold() in words or (_unmark(name) in folded and _unmark(name) not in nearly)
            if is_word and name.casefold() not in sure:
                del one.spellings[name]
                dropped["is another word"] += 1
        yield one


def drop_translated(gathered: Iterable[Gathered], words: Set[str], dropped: Counter[str]) -> Iterator[Gathered]:
    """Yield entities without what translates their name into an ordinary word of a language that they do not speak.

    Whoever writes "Запад" in Bulgarian or "Kuzey" in Turkish means the west and the north, no region of Cameroon's.
    Names in Han and kana stay: 汉堡 is Hamburg before it is food.
    """
    for one in gathered:
        for name, spelling in list(one.spellings.items()):
            if (
                name.casefold() in words
                and spelling.lang
                and spelling.lang.partition("-")[0] not in one.languages
                and main_script(name) not in UNSPACED
                and is_unlike(analyse_alias(name, None, 1)[1], one.label.name)
            ):
                del one.spellings[name]
                dropped["is translated by an ordinary word"] += 1
        yield one


def _is_strange(one: Gathered, name: str, known: Set[str]) -> bool:
    """Return whether a name was found in languages alone that are not known, nor of the country."""
    langs = {lang.partition("-")[0] for lang in one.called.get(name, {""})}
    return "" not in langs and langs.isdisjoint(known) and langs.isdisjoint(one.languages)


def _unmark(name: str) -> str:
    """Return a name in small letters without marks."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
