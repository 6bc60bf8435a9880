"""Words of a person's name that are known as other names than those beside them, though like them: Nováček, Novák."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from normalize.match.evidence import Laid
from normalize.match.name_words import is_elder, words_for
from normalize.match.tokens import NameTokens
from normalize.sounds import is_respelt, skeleton, sound_key
from normalize.text import key

_LIKE = 0.7  # likeness from which a word may pass for a slip; what is less alike is no answer by the evidence
_SHORT = 4  # letters of a word that says something
# What is silent behind, a Russian ending as it was once written in French, and a French w.
_SOUNDS = [
    (re.compile(found), sound) for found, sound in (("(?<=[ae])h$", ""), ("(?<=[oe])ff$", "v"), ("ou(?=[aei])", "w"))
]
_MET = re.compile("[AI]*A[AI]*")  # of vowels that meet, languages write now one, now the other: Egor, Jegor, Yahor
_MARKED = frozenset(",(")
_REPEATS = re.compile(r"([a-z])\1+")
_EPENTHETIC = re.compile(r"(?<=[^aeiouy])[aeiouy](?=[^aeiouy])")


def has_known_other(laid: Laid, readings: Sequence[str], own: Iterable[str], tokens: NameTokens) -> bool:
    """Return whether a query has a known name beside another one that is like it and no spelling of it.

    `readings` are those of the query, `own` those of all names of the person in its script: a word of any is theirs.

    >>> from normalize.library import load_tokens
    >>> names = ("jan novacek", "jan novak"), ("saeed karami", "saeed karimi"), ("muammar gaddafi", "muammar qadhafi")
    >>> pairs = [(one, other, list(zip(one.split(), other.split(), strict=True))) for one, other in names]
    >>> [has_known_other(Laid(*laid), laid[:1], laid[1:2], load_tokens()) for laid in pairs]
    [True, True, False]
    """
    different = _list_different(laid, readings)
    known = [(words, other) for words, other in different if tokens.relate(words, other) < 0]
    theirs = {word for name in own for word in name.split()} if known else set()
    return any(
        not any(is_heard_same(word, name) or tokens.relate([word], name) > 0 for word in words for name in theirs)
        for words, other in known
        if not any(is_heard_same(word, other) for word in words)
    )


def _list_different(laid: Laid, readings: Sequence[str]) -> Iterator[tuple[set[str], str]]:
    """Yield the words that differ but are alike: all readings of the query's, and the one beside it."""
    asked = laid.query.split()
    several = [words for words in map(str.split, readings) if len(words) == len(asked)]
    for query, own in laid.words:
        if query == own or min(len(query), len(own)) < _SHORT or not words_for("particle").isdisjoint((query, own)):
            continue
        if query.startswith(own) and query.removeprefix(own) in words_for("case"):
            continue
        if Indel.normalized_similarity(query, own) >= _LIKE:
            yield {query, *(words[i] for words in several for i, word in enumerate(asked) if word == query)}, own


def keep_telling(
    text: str, types: Sequence[str], variants: Sequence[tuple[str, ...]], tokens: NameTokens
) -> list[tuple[str, ...]]:
    """Return the variants of a string for each type without those that leave out a word that tells people apart.

    That is what the father of another one is called by, and of a person a middle name in Latin letters, which elsewhere
    may be a title; in a string with a comma or brackets a title may stand there.

    >>> from normalize.library import load_tokens
    >>> names = ("Imran Nazir Khan", "Nazir Imran Khan", "Imran Prime Minister Khan", "Imran, Nazir Khan")
    >>> [keep_telling(name, ["person"], [("imran khan",)], load_tokens()) for name in names]
    [[()], [('imran khan',)], [('imran khan',)], [('imran khan',)]]
    """
    if not any(variants):
        return list(variants)
    exact = key(text)
    words = exact.split() if _MARKED.isdisjoint(text) else []
    kept = variants
    if is_elder(exact, ""):  # seldom
        kept = [tuple(name for name in found if not is_elder(exact, key(name))) for found in variants]
    return [
        tuple(name for name in found if not _lacks_middle(name.split(), words, tokens)) if type_ == "person" else found
        for type_, found in zip(types, kept, strict=True)
    ]


def _lacks_middle(left: Sequence[str], words: Sequence[str], tokens: NameTokens) -> bool:
    """Return whether some words are others but for one between them that is a known name, and does not say "son of"."""
    if not 2 < len(words) == len(left) + 1:
        return False
    at = next((i for i, (one, other) in enumerate(zip(left, words, strict=False)) if one != other), 0)
    if at == 0 or list(left[at:]) != list(words[at + 1 :]) or words[at] in words_for("chain"):
        return False
    return bool(tokens.groups(words[at]))


def is_heard_same(one: str, other: str) -> bool:
    """Return whether two words may be one that writers of a script hear otherwise: e as i or a, k as g, q or h.

    >>> pairs = (("yazbek", "yazbak"), ("nasser", "nasr"), ("haniya", "haniyeh"), ("salami", "salimi"))
    >>> [is_heard_same(*pair) for pair in pairs]
    [True, True, True, False]
    """
    if is_respelt(one, other, True) or is_epenthetic(_REPEATS.sub(r"\1", one), _REPEATS.sub(r"\1", other)):
        return True
    keys = [{_MET.sub("A", _sound(word)) for word in (name, name.replace("e", "a"))} for name in (one, other)]
    return not keys[0].isdisjoint(keys[1])


def have_other_vowels(one: str, other: str) -> bool:
    """Return whether two words have the same consonants and other vowels between them: Bushra, Bashar.

    >>> have_other_vowels("bushra", "bashar"), have_other_vowels("yahor", "jagor")
    (True, False)
    """
    keys = sound_key(one), sound_key(other)
    return skeleton(keys[0]) == skeleton(keys[1]) and _MET.sub("A", keys[0]) != _MET.sub("A", keys[1])


def list_bones(word: str) -> str:
    """Return the consonants that are heard in a word; languages write k for what others write g, q or h.

    >>> list_bones("gaddafi") == list_bones("qadhafi"), list_bones("karimi") == list_bones("karami")
    (True, True)
    """
    return skeleton(_sound(word))


def is_epenthetic(one: str, other: str) -> bool:
    """Return whether one of two words is the other with a vowel between two of its consonants.

    >>> is_epenthetic("bakar", "bakr"), is_epenthetic("bakar", "bakri")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    return any(long[: match.start()] + long[match.end() :] == short for match in _EPENTHETIC.finditer(long))


def _sound(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = spelling.sub(sound, word)
    return sound_key(word).replace("K", "H")
