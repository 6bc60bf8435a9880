"""Other strings that a string stands for: a name given twice in two scripts, and a company without its legal form."""

from __future__ import annotations

from functools import cache

from normalize.lexicon.table import tables_folder
from normalize.text import key, scripts

_PERSONAL = frozenset({"person", "place", "country"})  # what bears no legal form
_SHORTEST = 3  # letters that must be left of a company's name


def list_variants(text: str, type: str = "") -> tuple[str, ...]:
    """Return the other strings that a cleaned string stands for, as the name of an entity of a type.

    A person, a place and a country have no legal form.

    >>> list_variants("Sergei AKSENOV (Сергей АКСЁНОВ)"), list_variants("Minsk (Belarus)")
    (('Sergei AKSENOV', 'Сергей АКСЁНОВ'), ())
    >>> list_variants("Limited Liability Company ‘Kamensky Zavod’")
    ('kamensky zavod',)
    """
    spellings = split_spellings(text)
    if type in _PERSONAL:
        return spellings
    bare = (strip_legal_forms(key(part)) for part in spellings or (text,))
    return (*spellings, *dict.fromkeys(name for name in bare if name))


def split_spellings(text: str) -> tuple[str, ...]:
    """Return the spellings in a string that gives one name twice, in two scripts and once in brackets, or nothing."""
    opened, closed = text.find("("), text.rfind(")")
    if not 0 < opened < closed:
        return ()
    outside, inside = f"{text[:opened]} {text[closed + 1 :]}".strip(" ,;"), text[opened + 1 : closed].strip()
    written = scripts(outside), scripts(inside)
    return (outside, inside) if all(written) and set(written[0]).isdisjoint(written[1]) else ()


def strip_legal_forms(exact: str) -> str:
    """Return an exact key without the legal forms at its ends, or "" where there are none or little would be left."""
    forms, longest = _legal_forms()
    words = exact.split()
    first, last = 0, len(words)
    found = True
    while found:
        found = False
        for size in range(min(longest, last - first - 1), 0, -1):
            if tuple(words[first : first + size]) in forms:
                first, found = first + size, True
                break
            if tuple(words[last - size : last]) in forms:
                last, found = last - size, True
                break
    left = tuple(words[first:last])
    if len(left) == len(words) or left in forms or sum(map(len, left)) < _SHORTEST:
        return ""
    return " ".join(left)


@cache
def _legal_forms() -> tuple[frozenset[tuple[str, ...]], int]:
    lines = (tables_folder() / "legal_forms.tsv").read_text(encoding="utf-8").splitlines()
    forms = frozenset(tuple(line.split("\t")[0].split()) for line in lines[1:] if not line.startswith("#"))
    return forms, max(map(len, forms))
