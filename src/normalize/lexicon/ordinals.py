"""Ordinals in words as numerals, as monarchs and popes are listed: Elizabeth the Second, Jan Paweł Drugi."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path

from normalize.text import key, main_script
from normalize.tsv import read_cells

_ARTICLES, _ENDINGS, _FIGURES = "articles", "endings", "figures"  # rows that are no numbers
_FEWEST = 2  # words of a name with its ordinal
# Numerals of two letters that are more often the names of people: Xi Jinping, Vi.
NAMES = frozenset({"xi", "vi"})
_LARGEST = 39  # number that is looked for in Roman numerals
_ENDS_ALONE = "йя"  # what by itself is no letter of a house or a block
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def list_ordinals(exact: str) -> Iterator[str]:
    """Yield an exact key of a person with a numeral for the ordinal that it ends or begins with, beside a name.

    >>> list(list_ordinals("elizabeth the second")), list(list_ordinals("елизавета вторая"))
    (['elizabeth ii'], ['елизавета ii'])
    >>> list(list_ordinals("második erzsébet")), list(list_ordinals("drugi"))
    (['ii erzsébet'], [])
    """
    words = exact.split()
    if len(words) < _FEWEST:
        return
    numbers, longest, known = _read()
    if known.isdisjoint((words[0], words[-1])):
        return
    for size in range(min(longest, len(words) - 1), 0, -1):
        behind, before = numbers.get(" ".join(words[-size:])), numbers.get(" ".join(words[:size]))
        if behind or before:
            yield from (" ".join([*words[:-size], roman]) for roman in behind or ())
            # Before a name one letter is an initial: Primo Levi is no I. Levi.
            yield from (" ".join([roman, *words[size:]]) for roman in before or () if len(roman) > 1)
            return


def replace_ordinals(exact: str) -> str:
    """Return an exact key with the ordinals in it, but for those of two numbers in two languages, in figures.

    >>> replace_ordinals("second rifle brigade"), replace_ordinals("пятый мехзавод"), replace_ordinals("second")
    ('2 rifle brigade', '5 мехзавод', 'second')
    """
    words = exact.split()
    numbers, longest, known = _read()
    if len(words) < _FEWEST or known.isdisjoint(words):
        return exact
    found: list[str] = []
    at = 0
    while at < len(words):
        sizes = range(min(longest, len(words) - at), 0, -1)
        size = next((n for n in sizes if len(numbers.get(" ".join(words[at : at + n]), ())) == 1), 0)
        found.append(roman_numerals()[numbers[" ".join(words[at : at + size])][0]] if size else words[at])
        at += max(size, 1)
    return " ".join(found)


@cache
def list_behind_figures(place: str) -> Set[str]:
    """Return what makes ordinals of figures: attached to the "first" word or to "any", or as the word "after" them.

    Block 3e is no third block, nor is 12 St. Georges Road the twelfth.

    >>> ["e" in list_behind_figures(place) for place in ("first", "any")], "th" in list_behind_figures("any")
    ([True, False], True)
    >>> "й" in list_behind_figures("after"), "st" in list_behind_figures("after")
    (True, False)
    """
    rows = read_cells(Path(__file__).with_name("ordinals.tsv"))[1:]
    forms = {form for _, kind, listed in rows if kind == _FIGURES for form in listed.split(",")}
    if place != "first":
        forms = {form for form in forms if len(form) > 1 or form in _ENDS_ALONE}
    return frozenset(form for form in forms if place != "after" or main_script(form) == "Cyrl")


@cache
def roman_numerals() -> Mapping[str, str]:
    """Return the Roman numerals that names have, in small letters, each with its figures.

    >>> roman_numerals()["xvi"], roman_numerals()["xxiii"]
    ('16', '23')
    """
    return {_write_roman(number): str(number) for number in range(1, _LARGEST + 1)}


def _write_roman(number: int) -> str:
    found = ""
    for letters, value in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


@cache
def _read() -> tuple[Mapping[str, Sequence[str]], int, Set[str]]:
    """Return the numerals of each ordinal, how many words the longest has, and the words that one begins or ends with.

    A word that is one number in one language and another in another has both.
    """
    rows = read_cells(Path(__file__).with_name("ordinals.tsv"))[1:]
    told = {(lang, number): forms.split(",") for lang, number, forms in rows if not number.isdigit()}
    found: dict[str, list[str]] = defaultdict(list)
    for lang, number, forms in rows:
        for form in forms.split(",") if number.isdigit() else ():
            endings = told[lang, _ENDINGS] if form.endswith("*") else [""]
            for article in ("", *(f"{article} " for article in told.get((lang, _ARTICLES), ()))):
                for ending in endings:
                    numerals = found[key(article + form.rstrip("*") + ending)]
                    numerals += [n for n in [_write_roman(int(number))] if n not in numerals]
    ends = {word for form in found for word in (form.split()[0], form.split()[-1])}
    return found, max(form.count(" ") for form in found) + 1, ends
