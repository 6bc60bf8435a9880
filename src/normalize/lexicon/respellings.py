"""How a known personal name is also written: vowels that Arabic leaves open, letters in full, and its patronymics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, product

from rapidfuzz.distance import Indel

from normalize.lexicon.table import tables_folder
from normalize.tsv import read_cells

PATRONYMICS = "patronymics.tsv"
_LEAST = 2  # consonants of a name whose vowels are left open
_CHANGES = 2  # vowels of it that are written otherwise at once
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]+")
_LETTERS = {
    **dict.fromkeys("اآأإىٱع", "a"),
    **dict.fromkeys("وؤ", "u"),
    **dict.fromkeys("يیئے", "i"),
    "ء": "",
}  # what is not a consonant
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_SILENT = "هةۀہھ"  # behind a name

_SOUND = re.compile(
    r"(?P<h>h$)|(?P<C>kh|gh|sh|ch|th|dh|zh|ph|([bcdfghjklmnpqrstvxz])\3?)|(?P<u>oo|ou|[ouw])|(?P<i>ee|ie|ei|[eiy])|(?P<a>a)"
)
# How a vowel that Arabic does not write is written otherwise, and how one that it writes is.
_OPEN = {"a": "e", "e": "a,i", "i": "e", "o": "u", "u": "o", "ou": "o,u", "oo": "u,o"}
_LONG = {"i": "ee,y,ie", "ee": "i", "y": "i", "ie": "i", "u": "ou,oo", "ou": "u,oo", "oo": "u,ou", "o": "ou"}
_FIRST = {"e": "i", "i": "e", "o": "u", "u": "o"}  # all are one letter there
# As passports of German, Danish, Norwegian and Swedish write them (ICAO Doc 9303).
_EXPANDED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_CERTAIN = frozenset({"a", "e", "o"})  # what ends a name for sure: Karima is not Karim, Luca not Luce


def list_respellings(name: str, forms: Iterable[str]) -> set[str]:
    """Return how a plain name is also written in Latin letters, where one of its forms is in Arabic ones.

    Short vowels have no letter there, and long ones one for i and e, one for u and o; the ending stays as it is.

    >>> sorted(list_respellings("hatem", ["حاتم"])), list_respellings("elena", ["إيلينا"])
    (['hatam', 'hatim'], set())
    """
    parts = [(str(match.lastgroup), match.group()) for match in _SOUND.finditer(name)]
    if "".join(text for _, text in parts) != name:
        return set()
    sounds = "".join(kind for kind, _ in parts)
    if sounds.count("C") < _LEAST:
        return set()
    found: set[str] = set()
    for form in filter(_ARABIC.fullmatch, (_MARKS.sub("", form) for form in forms)):
        silent = form[-1] in _SILENT
        skeleton = "".join(_LETTERS.get(letter, "C") for letter in form[: len(form) - silent]) + "h" * silent
        heard = sounds if silent else sounds.replace("h", "C")
        unwritten = _list_unwritten(heard, skeleton) if skeleton.count("C") == heard.count("C") else set()
        if unwritten:  # what is written out in full is a foreign name
            found.update(_write(parts, unwritten))
    return found - {name}


def _list_unwritten(sounds: str, skeleton: str) -> set[int]:
    """Return the places of the sounds that have no letter."""
    gone = [change for change in Indel.opcodes(sounds, skeleton) if change.tag == "delete"]
    return {at for change in gone for at in range(change.src_start, change.src_end)}


def _write(parts: list[tuple[str, str]], unwritten: set[int]) -> Iterator[str]:
    """Yield a name with some of its vowels written otherwise."""
    otherwise: dict[int, list[str]] = {}
    for at, (_, text) in enumerate(parts):
        last = at == len(parts) - 1
        others = (_OPEN if at in unwritten and at > 0 and not last else _LONG if at else _FIRST).get(text)
        if others and not (last and text in _CERTAIN):
            otherwise[at] = others.split(",")
    for size in range(1, _CHANGES + 1):
        for places in combinations(otherwise, size):
            for chosen in product(*(otherwise[at] for at in places)):
                changed = dict(zip(places, chosen, strict=True))
                yield "".join(changed.get(at, text) for at, (_, text) in enumerate(parts))


def list_expanded(form: str) -> list[str]:
    """Return a name as it is written where there are no letters like ü, if it has some: in full, not without the dots.

    >>> list_expanded("Müller"), list_expanded("Muller"), list_expanded("Ångström")
    (['Mueller'], [], ['Aangstroem'])
    """
    written = form.translate(_EXPANDED)
    return [written] if written != form else []


def list_patronymics(name: str) -> list[str]:
    """Return how the patronymics of a plain given name are written in Latin letters.

    >>> {"mikalaevich", "mikalayevich"} <= set(list_patronymics("mikalai")), "pavlovich" in list_patronymics("pavel")
    (True, True)
    """
    found: dict[str, None] = {}
    for ends, left, patronymics in _patronymics():
        for end in filter(name.endswith, ends):
            found.update(dict.fromkeys(name.removesuffix(end) + left + rest for rest in patronymics))
    if found or name.endswith("a"):
        return list(found)
    (others,) = (patronymics for ends, _, patronymics in _patronymics() if ends == ("*",))
    return [name + rest for rest in others]


@cache
def patronymic_endings() -> frozenset[str]:
    """Return what the patronymics of given names end in.

    >>> "ovich" in patronymic_endings()
    True
    """
    return frozenset(ending for _, _, endings in _patronymics() for ending in endings)


@cache
def _patronymics() -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Return the rows of the table: endings, what is left of them, and what follows."""
    rows = read_cells(tables_folder() / PATRONYMICS)[1:]
    return [(tuple(ends.split(",")), left.strip("-"), tuple(rest.split(","))) for ends, left, rest in rows]
