"""What tells two organisations apart whose names look alike: the place, the brackets, the one word that is not generic.

Firms and offices share most of their words with others: what is the same says little where it is generic words and
places alone ("Leasing LLC" is not M Leasing LLC), and nothing where the place is another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product

from rapidfuzz.distance import OSA, Indel

from normalize.lexicon.variants import BRACKETS, find_brackets, find_legal_forms, strip_legal_forms
from normalize.lexicon.vocabulary import vocabulary
from normalize.match.brackets import BRACKET, are_other_brackets, is_acronym_beside, tell_brackets_apart
from normalize.match.chinese import have_other_finals
from normalize.match.compounds import have_other_parts
from normalize.match.evidence import list_numbers
from normalize.match.meeting import Meeting
from normalize.match.name_words import NAME
from normalize.match.originals import ORIGINAL
from normalize.match.parts import (
    Name,
    body_words,
    find_other_places,
    is_distinct,
    is_like_one,
    is_slip,
    list_distinctive_words,
    list_left_out,
    list_words,
    part_words,
    read_key,
    read_name,
)
from normalize.match.tails import TAIL, lacks_tail, list_joined, list_stopped
from normalize.match.tokens import NameTokens
from normalize.match.written_bodies import tell_firms_apart
from normalize.sounds import is_respelt, skeleton, sound_key
from normalize.text import key, scripts

PLACE = "the place is another"
PLACED = "a place is named behind one of them alone"
GENERIC = "they share only words that many names have"
BARE = "a legal form alone is no name"
BESIDE = "what is against it, or for its victims or friends, is another"
FORM = "the legal form is of another kind"
_COMPANIES = frozenset({"JSC", "LLC", "LP", "LLP", "GP", "JV", "FIN"})  # classes of forms that are one kind
READ_ALIKE = frozenset({"Latn", "Cyrl"})  # scripts whose names read alike, word for word
_PLURAL = frozenset({"", "s", "es", "e"})  # what forms of one word end in, in many languages
_FORM, _ENDING = 5, 3  # letters that forms of one word share, and at most of the ending
_WORD, _KNOWN = 3, 5  # letters of an ordinary word that is no acronym, and of a name
_SLIPS = 2  # letters in which two words are as near as slips
_NAME = 6  # letters of a word that stands against another one


def tell_bodies_apart(meeting: Meeting) -> str | None:
    """Return why a name cannot be that of an organisation, or None where it may be.

    >>> from normalize.form import analyse
    >>> from normalize.match.tokens import NO_TOKENS
    >>> lines, others = map(analyse, ("Lines Limited", "KB Lines Limited"))
    >>> tell_bodies_apart(Meeting.between(lines, others, "organisation", NO_TOKENS)) == GENERIC
    True
    """
    asked, query, alias, names = meeting.asked.text, meeting.query, meeting.alias, meeting.list_names
    type, tokens = meeting.type, meeting.tokens
    inside = find_brackets(asked)
    told = tell_brackets_apart(asked, query.text, names, type, tokens)
    if told is not None or is_acronym_beside(query.text, asked, type):
        return told
    if inside and are_other_brackets(inside, asked, alias.text, names, tokens):
        return BRACKET
    if _are_other_kinds(asked, alias.text):
        return FORM
    if tell_firms_apart(asked, names, type, tokens):
        return ORIGINAL
    one, other = max(product(query.romans, alias.romans), key=lambda pair: Indel.normalized_similarity(*pair))
    here, there = Name(one, query.text, asked), Name(other, alias.text, alias.text)
    if _lacks_tail(here, there, type, tokens) or _lacks_tail(there, here, type, tokens):
        return TAIL
    if _are_alike(here, there) and (_is_other_word(here, there, tokens) or _says_otherwise(here, there, names, tokens)):
        return NAME
    if _is_other_compound(here, there, names):
        return NAME
    if _are_alike(here, there) and _is_of_other_place(here, there, type, tokens):
        return PLACE
    return _tell_words_apart(here, there, type, tokens)


def list_other_forms(asked: str, alias: str) -> tuple[str, str] | None:
    """Return the legal forms of two names where both have some, and these are not only written otherwise.

    Those of one class in two scripts, or that begin alike, are one: LLC and ООО, Ltd and Limited.

    >>> list_other_forms("Siemens S.p.A.", "Siemens AG"), list_other_forms("Siemens", "Siemens AG")
    (('s p a', 'ag'), None)
    """
    one, other = _find_forms(asked), _find_forms(alias)
    if not one or not other:
        return None
    forms = " ".join(one), " ".join(other)
    begins_alike = scripts(forms[0]) != scripts(forms[1]) or not {f[0] for f in one}.isdisjoint(f[0] for f in other)
    return None if begins_alike and not set(one.values()).isdisjoint(other.values()) else forms


def _are_other_kinds(asked: str, alias: str) -> bool:
    """Return whether one name is that of a company, and one that of a trader, an association or an office."""
    kinds = [{"" if kind in _COMPANIES else kind for kind in _find_forms(name).values()} for name in (asked, alias)]
    return all(kinds) and kinds[0].isdisjoint(kinds[1])


@lru_cache(maxsize=1 << 12)
def _find_forms(name: str) -> dict[str, str]:
    return find_legal_forms(read_key(name))


def _lacks_tail(query: Name, alias: Name, type: str, tokens: NameTokens) -> bool:
    """Return whether a name is another one without what makes that one of another firm; brackets may be left out."""
    whole = read_key(alias.written).split()
    generic = {word for w in whole if vocabulary(type).is_generic(w) for word in list_words(w)}
    bracketed, joined = (
        {word for part in parts for word in list_words(part)}
        for parts in ([*BRACKETS.findall(alias.written), *list_stopped(alias.written)], list_joined(alias.written))
    )
    passes = []
    if READ_ALIKE.issuperset((*scripts(query.written), *scripts(alias.written))):
        passes.append([list_distinctive_words(name.roman, type) for name in (query, alias)])
    if _are_alike(query, alias):
        passes.append([read_name(name.written, "") for name in (query, alias)])
    for one, other in passes:
        left = list_left_out(one, other)
        misspelt = [word for word in query.whole if word not in alias.whole]
        alone = {word for word in left if word not in bracketed and not is_like_one(word, misspelt)}
        alone = {word for word in alone if not is_slip(word, query.whole)}
        distinct = {word for word in alone - generic if is_distinct(word, tokens)}
        if one and alone and lacks_tail(alone, other, distinct, joined):
            return True
    return False


def _are_alike(query: Name, alias: Name) -> bool:
    """Return whether two names are in one script, so that their words are as they are spelt."""
    return scripts(query.written)[:1] == scripts(alias.written)[:1]


def _is_other_word(query: Name, alias: Name, tokens: NameTokens) -> bool:
    """Return whether a word is a known name, or Chinese, and not the one that it is like: Müller & Söhne, not Möller.

    Beside a word that by itself tells who is meant it may be misspelt; generic ones say nothing, however many they are.
    """
    both = part_words(*(read_name(name.written, "") for name in (query, alias))).both
    if any(one == other and is_distinct(one, tokens) for one, other in both):
        return False
    # Letters with other marks are others: ü, ö.
    one_marks, other_marks = ({c for c in key(name.written) if not c.isascii()} for name in (query, alias))
    marked = bool(one_marks and other_marks) and one_marks != other_marks
    is_generic = vocabulary("organisation").is_generic
    left = [(a, b) for a, b in both if not (is_respelt(a, b, True) or is_generic(b))]
    return any(_are_others(a, b, tokens) for a, b in left if marked or not is_respelt(a, b, False))


def _is_other_compound(query: Name, alias: Name, names: Callable[[], Iterable[str]]) -> bool:
    """Return whether one word is a compound with another part than the one beside it, and all others are the same.

    In some name of the organisation it does not stand.
    """
    if not READ_ALIKE.issuperset((*scripts(query.written), *scripts(alias.written))):
        return False
    one, other = (read_name(name.written, "") for name in (query, alias))
    left = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) != len(other) or len(left) != 1 or not have_other_parts(*left[0]):
        return False
    return left[0][0] not in {word for name in names() for word in list_words(name)}


def _is_of_other_place(query: Name, alias: Name, type: str, tokens: NameTokens) -> bool:
    """Return whether each name says a country or a city, as it declines it, that the other does not: Bank Łotwy."""
    one, other = (read_name(name.written, type) for name in (query, alias))
    return all(find_other_places(part_words(one, other), one, other, tokens))


def _are_others(one: str, other: str, tokens: NameTokens) -> bool:
    """Return whether two words that are nearly alike are two names."""
    known = tokens.groups(one) and tokens.groups(other) and not tokens.find_places(other)
    return bool(known and tokens.relate([one], other) < 0) or have_other_finals(one, other)


def _says_otherwise(query: Name, alias: Name, names: Callable[[], Iterable[str]], tokens: NameTokens) -> bool:
    """Return whether a word is another word than the one beside it, whatever else agrees: Black Hero, not Black Heron.

    That is so of two ordinary words, of two that are near and in a dictionary, and of two known ones that are heard
    otherwise; none stands in some name of the organisation. A generic one may stand for many others, but not for a word
    of its language that is a letter from it.
    """
    parted = part_words(*(read_name(name.written, "") for name in (query, alias)))
    pairs = [(one, other) for one, other in parted.both if one != other]
    pairs += zip(parted.query, parted.alias, strict=True) if len(parted.query) == len(parted.alias) == 1 else ()
    # A word that its variant lacks is translated there.
    pairs = [(one, other) for one, other in pairs if one in query.roman.split() and other in alias.roman.split()]
    pairs += _pair_slight(query, alias)
    said = [{roman: word for word, roman in _pair_words(name.written)} for name in (query, alias)]
    # What is written with a hyphen or without is one: Co-operation.
    joined = [{"".join(pair) for pair in pairwise(list_words(name.written))} for name in (query, alias)]
    pairs = [(a, b) for a, b in pairs if a not in joined[1] and b not in joined[0]]
    others = [(a, b) for a, b in pairs if _are_two_words(a, b, said[0].get(a, ""), said[1].get(b, ""), tokens)]
    return bool(others) and not {one for one, _ in others} <= {word for name in names() for word in list_words(name)}


def _pair_slight(query: Name, alias: Name) -> list[tuple[str, str]]:
    """Return the one pair of words in which two names differ that are the same else, if one is generic: Sol and Sur.

    What says little by itself stands in no reading.
    """
    is_generic = vocabulary("organisation").is_generic
    one, other = (list_words(strip_legal_forms(read_key(name.written)) or name.written) for name in (query, alias))
    pairs = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return pairs if len(one) == len(other) and len(pairs) == 1 and any(map(is_generic, pairs[0])) else []


def _pair_words(name: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a name as exact keys, each with how it is read."""
    exact = read_key(name).split()
    yield from ((word, roman) for word in exact for roman in list_words(word))


def _are_two_words(one: str, other: str, said: str, other_said: str, tokens: NameTokens) -> bool:
    """Return whether two words are not one; `said` and `other_said` are how they are written, "" for a translation."""
    if min(len(one), len(other)) < _WORD or is_respelt(one, other, True):
        return False
    if _are_forms(one, other):
        return False
    languages, other_languages = map(tokens.find_languages, (said, other_said))
    # Words that are far apart may say the same: Apex, Summit.
    is_near = OSA.distance(one, other) <= _SLIPS
    are_of_one = is_near and not tokens.find_dictionaries(said).isdisjoint(tokens.find_dictionaries(other_said))
    if any(map(vocabulary("organisation").is_generic, (one, other))):
        return are_of_one and _mean_others(one, other)
    if tokens.relate([one], other) > 0:
        return False
    if are_of_one or (languages and other_languages):
        return True
    known = all(
        of or (len(word) >= _KNOWN and tokens.groups(word)) for word, of in ((one, languages), (other, other_languages))
    )
    return known and skeleton(sound_key(one)) != skeleton(sound_key(other))


def _mean_others(one: str, other: str) -> bool:
    """Return whether two words of one language, of which one is generic at least, do not say the same.

    Metals and medals are two words, metals and metall, or "and" and "und", are one; so are two generic ones that are
    more than a letter apart, for one may translate the other.
    """
    words = vocabulary("organisation")
    meaning, other_meaning = (words.rename([word]) for word in (one, other))
    if words.is_generic(one) and words.is_generic(other):
        return bool(meaning and other_meaning) and meaning != other_meaning and OSA.distance(one, other) == 1
    return meaning != other_meaning


def _are_forms(one: str, other: str) -> bool:
    """Return whether two words are forms of one, by the letters that they begin with."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = {one[same:], other[same:]}
    # What another word begins with is short for it.
    return rests <= _PLURAL or (same >= _FORM and ("" in rests or max(map(len, rests)) <= _ENDING))


def _tell_words_apart(query: Name, alias: Name, type: str, tokens: NameTokens) -> str | None:
    told = _tell_some_apart(
        query, alias, list_distinctive_words(query.roman, type), list_distinctive_words(alias.roman, type), tokens
    )
    if told is None:
        return None
    is_latin = scripts(query.written) == scripts(alias.written) == ("Latn",)  # then the words are as they are spelt
    one, other = (" ".join(name.whole) if is_latin else name.roman for name in (query, alias))
    spelt = _tell_some_apart(query, alias, list_distinctive_words(one, ""), list_distinctive_words(other, ""), tokens)
    return told if spelt else None


def _tell_some_apart(
    query: Name, alias: Name, one: Sequence[str], other: Sequence[str], tokens: NameTokens
) -> str | None:
    if not one or not other:
        return BARE if other else None
    parted = part_words(one, other)
    places = find_other_places(parted, one, other, tokens)
    if all(places):
        return PLACE
    parted = parted.forget(query.whole, alias.whole)
    if not body_words("beside").isdisjoint([*parted.query, *parted.alias]):
        return BESIDE
    is_same_script = scripts(query.text) == scripts(alias.text)
    is_part = bool(parted.query) != bool(parted.alias)
    ordinary = query.list_ordinary(tokens)
    if parted.both and not any(a not in ordinary and is_distinct(a, tokens) for a, _ in parted.both):
        left = [*parted.query, *parted.alias]
        if len(parted.query) == len(parted.alias) == 1 and any(is_distinct(word, tokens) for word in left):
            is_name = max(map(len, left)) >= _NAME and not any(map(list_numbers, left))
            return NAME if is_name and is_same_script and all(a == b for a, b in parted.both) else None
        return GENERIC if (is_part and not parted.is_long(tokens)) or alias.opens_alone(query) else None
    behind = [name[-1] for name, placed in ((one, places[0]), (other, places[1])) if placed]
    return PLACED if parted.both and is_part and not {*behind}.isdisjoint([*parted.query, *parted.alias]) else None
