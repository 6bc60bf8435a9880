"""Names with the words in full that are often cut short: Н. Новгород, Gorzów Wlkp., MSZ RP (`abbreviations.tsv`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from normalize.lexicon.lineages import list_lineages
from normalize.lexicon.ordinals import list_ordinals
from normalize.text import key
from normalize.tsv import rows_of

_FIRST, _LAST, _ANY = "first", "last", "any"  # where in a name an abbreviation may stand; "any" may be all of it
_NO_WORD, _PERSON = "-", "person"
_TITLED = 2  # words of a person's name behind a title that may be an initial or a given name cut short
_BODY = "organisation"  # a type that the table does not have bears names as these do


class _Abbreviation(NamedTuple):
    written: str
    stands: str
    full: Sequence[str]
    beside: str  # beginnings of words, one of which stands in the name too
    least: int  # words that are left of the name

    def find(self, small: str) -> re.Match[str] | None:
        """Return where a name in small letters is cut short so, and none where nothing that it asks for is beside."""
        found = _compile(self.written, self.stands).search(small)
        return found if found and (self.beside == _NO_WORD or _compile_beside(self.beside).search(small)) else None


def write_out(text: str, exact: str, type: str) -> Iterator[str]:
    """Yield a cleaned string with its exact key, a name of an entity of a type, with what is cut short in it in full.

    A single letter is cut short where it has its stop; a title that may be a name cut short has two words behind it.
    An ordinal of a person is a numeral, and a chain of fathers or a patronymic is written as others write it.

    >>> list(write_out("Gorzów Wlkp.", "gorzów wlkp", "place")), list(write_out("Ростов н/Д", "ростов н д", "place"))
    (['gorzów wielkopolski', 'gorzów wielkopolska'], ['ростов на дону'])
    >>> list(write_out("Ministerstwo Obrony RP", "ministerstwo obrony rp", "organisation"))
    ['ministerstwo obrony polski']
    >>> list(write_out("Jan Paweł Drugi", "jan paweł drugi", "person"))
    ['jan paweł ii']
    >>> names = ("Gral. San Martín", "J.E. Omar Karami", "J. E. Karami")
    >>> [list(write_out(name, key(name), "person")) for name in names]
    [['general san martín'], ['jego ekscelencja omar karami'], []]
    """
    if type == "person":
        yield from chain(list_ordinals(exact), list_lineages(exact))
    small = text.lower()
    known = _read(type)
    for short in dict.fromkeys(chain.from_iterable(known.get(word, ()) for word in exact.split())):
        found = short.find(small)
        if found:
            rest = small[: found.start()], small[found.end() :]
            if sum(len(key(part).split()) for part in rest) >= short.least:
                yield from (key(f"{rest[0]} {full} {rest[1]}") for full in short.full)


def may_write_out(words: Sequence[str], type: str) -> bool:
    """Return whether `write_out` may yield something of a name with these words as exact keys: most have none."""
    if type == "person":
        exact = " ".join(words)
        if any(True for _ in chain(list_ordinals(exact), list_lineages(exact))):
            return True
    return not _read(type).keys().isdisjoint(words)


@cache
def _read(type: str) -> Mapping[str, Sequence[_Abbreviation]]:
    """Return the abbreviations in names of entities of a type, by the first word of each as an exact key."""
    table = Path(__file__).with_name("abbreviations.tsv")
    own = type if type in ("person", "") or rows_of(table, type) else _BODY
    found: dict[str, list[_Abbreviation]] = defaultdict(list)
    for _, stands, written, full, beside in rows_of(table, own):
        for form in written.split(","):
            first, *_ = letters = key(form).split()
            least = _TITLED if full == _NO_WORD or all(len(word) == 1 for word in letters) else 1
            least = least if own == _PERSON else stands != _ANY
            spelt = tuple(full.strip(_NO_WORD).split(";"))
            found[first].append(_Abbreviation(form, stands, spelt, beside, least))
    return found


@cache
def _compile(form: str, stands: str) -> re.Pattern[str]:
    """Return the pattern of an abbreviation: few of the table are ever met, and all of them take long to compile."""
    begin, end = "^" * (stands == _FIRST), r"\W*$" * (stands == _LAST)
    signs = re.escape(form).replace(r"\ ", r"\s*")
    before = r"(?<![\w/])" if form[0].isalpha() else ""
    stop = r"(?:\.|(?!\w))" if form[-1].isalpha() else ""
    return re.compile(rf"{begin}{before}{signs}{stop}{end}")


@cache
def _compile_beside(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words.split(',')))})")
