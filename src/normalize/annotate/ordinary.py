"""Words that are no names though a text may write them with a capital (`ordinary_words.tsv`), and whose they are."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cache

from normalize.annotate.words import CASED, Word
from normalize.lexicon.table import tables_folder
from normalize.text import script
from normalize.tsv import read_lines

GERMAN = "de"
_LOOKED_AT = 3000  # words of a text that tell its language
_FEWEST, _CAPITALS = 20, 0.6  # words of a text, and the share of them with a capital, from which all may have one
_LEAST = 0.1  # share of the words that the likeliest language knows from which one of another script is the text's
_SOME = 200  # words of a language that tell its script
_ENOUGH = 0.5  # share of the words that the likeliest language knows from which another is the text's too


@cache
def _list_words() -> dict[str, list[str]]:
    """Return the ordinary words of each language; the table is in order, so that those of one stand together."""
    lines = read_lines(tables_folder() / "ordinary_words.tsv")[1:]
    found: dict[str, list[str]] = {}
    at = 0
    while at < len(lines):
        lang = lines[at].partition("\t")[0]
        end = bisect_left(lines, f"{lang}\n", at)
        found[lang] = [line[len(lang) + 1 :] for line in lines[at:end]]
        at = end
    return found


@cache
def _words_of() -> dict[str, frozenset[str]]:
    return {lang: frozenset(words) for lang, words in _list_words().items()}


def guess_languages(words: Sequence[Word]) -> list[str]:
    """Return the languages whose ordinary words a text has, the likeliest first; none where it has none.

    Of each script it has the likeliest one, and those that are nearly as likely; a few words make no language. Only
    words count that would not be there as names: written small, or in a script without capitals; those that open a
    sentence tell between two that are as likely, and where there are no others.

    >>> from normalize.annotate.words import split_words
    >>> guess_languages(split_words("Die Regierung hat gestern in Minsk mit ihm darüber gesprochen."))[0]
    'de'
    """
    seen = Counter(word.key for word in words[:_LOOKED_AT] if not word.capital)
    opening = {word.key for word in words[:_LOOKED_AT] if word.capital and word.plain}
    known = {lang: sum(n for word, n in seen.items() if word in own) for lang, own in _words_of().items()}
    if seen and not any(known.values()):
        known = {lang: len(opening & own) for lang, own in _words_of().items()}  # Der „Ungarn“-Band erschien
    least = _LEAST * max(known.values(), default=0)
    most: dict[str, int] = {}
    for lang, count in known.items():
        most[_scripts()[lang]] = max(most.get(_scripts()[lang], 0), count)
    ranked = sorted(known, key=lambda lang: (-known[lang], -len(opening & _words_of()[lang]), lang))
    return [lang for lang in ranked if known[lang] > max(_ENOUGH * most[_scripts()[lang]], least)]


@cache
def _scripts() -> dict[str, str]:
    """Return the script of most ordinary words of each language; one for Chinese and Japanese, who share words."""
    japanese = {"Hira": "Hani", "Kana": "Hani"}
    found = {}
    for lang, words in _list_words().items():
        some = (script(word[0]) for word in words[:: max(1, len(words) // _SOME)])
        found[lang] = Counter(japanese.get(own, own) for own in some).most_common(1)[0][0]
    return found


def list_ordinary(languages: Iterable[str]) -> Set[str]:
    """Return the ordinary words of some languages, as exact keys."""
    return frozenset().union(*(_words_of().get(lang, frozenset()) for lang in languages))


def tell_capitals(words: Sequence[Word], languages: Sequence[str]) -> bool:
    """Return whether a capital tells a name from a noun in a text: not in German, nor where all is written so.

    >>> tell_capitals([], ["de"])
    False
    """
    if languages[:1] == [GERMAN]:
        return False
    cased = [word for word in words if word.script in CASED]
    return len(cased) < _FEWEST or sum(word.capital for word in cased) <= _CAPITALS * len(cased)
