"""What stands in brackets in an organisation's name: an acronym, a place or the name of a branch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from normalize.lexicon.codes import is_made_of, spell_out
from normalize.lexicon.variants import BRACKETS, find_brackets, simplify_name
from normalize.match.alignment import is_numeral, liken
from normalize.match.parts import WHOLE, find_other_places, list_places, list_words, part_words, read_name
from normalize.match.tokens import NameTokens
from normalize.text import key, scripts

BRACKET = "what stands in brackets is another"
ACRONYM_ALONE = "what it is short for is another"


def tell_brackets_apart(
    asked: str, text: str, names: Callable[[], Iterable[str]], type: str, tokens: NameTokens
) -> str | None:
    """Return why a variant of a name that has brackets is not what is meant, or None where it may be.

    The variant is what stands in brackets, and the words beside it are those of no name of the organisation; or it is
    without brackets that name a place, which no name has.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> asked, plants = "Anti-Fascist Committee (HESA)", lambda: ["Iran Aircraft Manufacturing (HESA)"]
    >>> tell_brackets_apart(asked, "HESA", plants, "organisation", NO_TOKENS)
    'what it is short for is another'
    """
    if is_acronym_beside(text, asked, type):
        return None if _is_supported(text, asked, names(), type, tokens) else ACRONYM_ALONE
    dropped = {list_words(inside) for inside in find_brackets(asked) if key(inside) not in key(text)}
    placed = [tokens.find_places(" ".join(words)) for words in dropped]
    if not any(placed):
        return None
    known = (list_places(words, words, tokens) for words in map(list_words, names()))
    own = frozenset[int]().union(*(places for several in known for places in several))
    return BRACKET if any(places and places.isdisjoint(own) for places in placed) else None


def is_acronym_beside(text: str, asked: str, type: str) -> bool:
    """Return whether a variant of a name is what stands in brackets in it, or a word of that, in English or not.

    >>> is_acronym_beside("HESA", "Anti-Fascist Committee (HESA)", "organisation")
    True
    """
    inside = BRACKETS.findall(asked)
    return text != asked and any(text in (i, *i.split(), *simplify_name(key(i), type)) for i in inside)


def _is_supported(text: str, asked: str, names: Iterable[str], type: str, tokens: NameTokens) -> bool:
    """Return whether the words beside an acronym in brackets are, by half, those of a name; and not one more.

    Unless the acronym is made of them or a name by itself, no word of theirs stands against one of the name.
    """
    outside, whole, names = read_name(_outside(asked), type), list_words(asked), list(names)
    is_told = is_made_of(key(text), key(_outside(asked)).split()) or key(text) in map(key, names)
    half = []
    for name in names:
        own = read_name(_outside(name), type)
        parted = part_words(outside, own).forget(whole, list_words(name))
        half += [(parted, own)] if 2 * len(parted.both) >= len(outside) else []
    if any(parted.query and (not parted.alias or not is_told) for parted, _ in half):
        return False
    return not outside or any(not all(find_other_places(parted, outside, own, tokens)) for parted, own in half)


def are_other_brackets(
    inside: Sequence[str], asked: str, alias: str, names: Callable[[], Iterable[str]], tokens: NameTokens
) -> bool:
    """Return whether two names have brackets, and what stands in them is not the same in any name of the second."""
    own = find_brackets(alias)
    if not own or scripts("".join(inside)) != scripts("".join(own)):
        return False
    every = {bracket for name in names() for bracket in find_brackets(name)}
    if any(_say_the_same(one, other, tokens) for one in inside for other in every):
        return False
    return not any(
        set(list_words(one)) <= set(list_words(other))
        for one, other in [*((i, alias) for i in inside), *((o, asked) for o in own)]
    )


def _say_the_same(one: str, other: str, tokens: NameTokens) -> bool:
    """Return whether what stands in two brackets is one thing, misspelt or shortened to its first letters or not."""
    words, others = (list_words(spell_out(text) or text) for text in (one, other))
    here, there = (tokens.find_places(" ".join(w)) for w in (words, others))
    if here and there:
        return bool(here & there)
    if sorted(filter(is_numeral, words)) != sorted(filter(is_numeral, others)):
        return False
    joined, other_joined = "".join(words), "".join(others)
    initials = {"".join(word[0] for word in w) for w in (words, others) if len(w) > 1}
    return liken(joined, other_joined) >= WHOLE or not initials.isdisjoint((joined, other_joined))


def _outside(text: str) -> str:
    return BRACKETS.sub(" ", text)
