"""What tells two people apart by two names alone, where no lexicon knows other names of either of them.

Likeness does not see that Jansen is not Hansen nor Wang Lihua Huang Lihua, and that who stands behind "bin" in one name
is the father of whom the other begins with him.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product, starmap

from rapidfuzz.distance import Indel

from normalize.form import Form, analyse
from normalize.lexicon.lineages import list_names
from normalize.match.alignment import AGREES, Word, align, join, liken
from normalize.match.chinese import have_other_pinyin, is_pinyin, read_wade_giles
from normalize.match.evidence import Laid
from normalize.match.family_names import split_chain
from normalize.match.initials import are_other_initials
from normalize.match.lettered import have_other_letters
from normalize.match.name_words import endings_for, words_for
from normalize.match.originals import tell_written_apart
from normalize.match.other_names import is_heard_same
from normalize.match.shortened import is_contraction
from normalize.match.syllables import have_other_syllables
from normalize.match.tokens import NameTokens
from normalize.sounds import is_respelt
from normalize.text import key

_SHORT = 3  # letters of a word that says something
_LATIN = "Latn"
_OWN_RULES = frozenset({"Hani", "Hang", "Arab"})  # scripts in which letters tell names apart, known or not
_JOINT = re.compile("[-'’ʻʼ`]")  # what stands within a given name of Wade and Giles, or marks a breath
_CUT = 4  # letters at most of a word that is cut short
_MOST = 32  # readings of one name in pinyin


def are_other_people(one: Form, other: Form, tokens: NameTokens) -> bool:
    """Return whether two names, both with readings, are those of two people, whichever is asked for.

    >>> from normalize.library import load_tokens
    >>> def ask(one, other):
    ...     return are_other_people(analyse(one), analyse(other), load_tokens())
    >>> ask("Emma Jensen", "Emma Hansen"), ask("Emma Jensen", "Emma Jenssen")
    (True, False)
    >>> ask("Nasser bin Ahmed Al-Kaabi", "Ahmed Al-Kaabi"), ask("Nasser bin Ahmed Al-Kaabi", "Nasser Al-Kaabi")
    (True, False)
    >>> ask("Chen Weidong", "Cheng Weidong"), ask("Chen Weidong", "Weidong Chen")
    (True, False)
    """
    if (
        tell_written_apart(one.text, [other.text], tokens) is not None
        or have_other_letters(one.text, other.text)
        or are_other_initials(one, other)
        or are_other_initials(other, one)
    ):
        return True
    if one.script == other.script == _LATIN and _have_other_syllables(one, other, tokens):
        return True
    laid = _lay(one.romans, other.romans)
    if _is_father(laid, tokens) or _is_father(_turn(laid), tokens):
        return True
    return one.script == other.script not in _OWN_RULES and _have_known_others(one, other, laid, tokens)


def list_pinyin(text: str) -> Iterator[str]:
    """Yield what a name in the romanisation of Wade and Giles, which a mark of it tells, is in pinyin.

    >>> "cai bingrong" in list_pinyin("Ts'ai Ping-jung"), list(list_pinyin("Peng Dehuai"))
    (True, [])
    """
    words = _JOINT.sub("", text).split() if text.isascii() and _JOINT.search(text) else []
    readings = [sorted(read_wade_giles(word.lower())) for word in words]
    if len(words) > 1 and all(readings):
        yield from (" ".join(chosen) for chosen in islice(product(*readings), _MOST))


def _lay(queries: Sequence[str], aliases: Sequence[str]) -> Laid:
    """Return the likest of some readings of two names laid side by side, by letters alone."""
    query, alias = max(product(queries, aliases), key=_liken_readings)
    left, right = ([Word(text, 1.0, None) for text in reading.split()] for reading in (query, alias))
    if len(left) != len(right):
        left, right = join(left, right), join(right, left)
    likeness = [[liken(a.text, b.text) for b in right] for a in left]
    pairs = align(left, right, likeness, likeness).pairs
    return Laid(query, alias, [(pair.query, pair.alias) for pair in pairs])


def _liken_readings(pair: tuple[str, str]) -> float:
    return Indel.normalized_similarity(*("".join(sorted(reading.split())) for reading in pair))


def _turn(laid: Laid) -> Laid:
    return Laid(laid.alias, laid.query, [(alias, query) for query, alias in laid.words])


def _have_other_syllables(one: Form, other: Form, tokens: NameTokens) -> bool:
    """Return whether two names of syllables, each a word or joined as in pinyin, have another one."""
    if have_other_syllables(one.romans[0], other.romans[0]):
        return True
    names = [_join_syllables(form) for form in (one, other)]
    if not any(all(map(is_pinyin, name.split())) for name in names):
        return False
    laid = _lay(*([name] for name in names))
    return any(have_other_pinyin(q.split(), a.split(), words, tokens) for q, a, words in (laid, _turn(laid)))


def _join_syllables(form: Form) -> str:
    """Return the first reading of a name, without what stands within a given name of Wade and Giles."""
    return analyse(_JOINT.sub("", form.text)).romans[0] if _JOINT.search(form.text) else form.romans[0]


def _is_father(laid: Laid, tokens: NameTokens) -> bool:
    """Return whether the second name begins with the father in the first one, and lacks who is the child there."""
    chain = split_chain(laid.query.split())
    own, names = list_names(laid.alias), list_names(laid.query)
    if chain is None or split_chain(laid.alias.split()) is not None or len(own) < 2:
        return False
    child, father = map(list_names, chain)
    if not (child and father) or any(_is_same(child[0], word, tokens) for word in own):
        return False
    return _is_same(father[0], own[0], tokens) and _is_same(names[-1], own[-1], tokens)


def _is_same(one: str, other: str, tokens: NameTokens) -> bool:
    return one == other or is_heard_same(one, other) or tokens.relate([one], other) > 0


def _have_known_others(one: Form, other: Form, laid: Laid, tokens: NameTokens) -> bool:
    """Return whether two names are one but for a word, and there are two known names, none written for the other.

    Where more words differ, another language wrote one of them, which may write that word too.
    """
    different = [pair for pair in laid.words if not is_respelt(*pair, True)]
    cut = {key(word) for form in (one, other) for word in form.text.split() if word.endswith(".")}
    if len(different) != 1 or not (cut | words_for("particle")).isdisjoint(different[0]):
        return False
    query, alias = different[0]
    if min(len(query), len(alias)) < _SHORT or liken(query, alias) < AGREES:
        return False
    asked, found = _reread(query, laid.query, one), _reread(alias, laid.alias, other)
    mine, theirs = (frozenset[int]().union(*map(tokens.groups, words)) for words in (asked, found))
    return bool(mine and theirs) and mine.isdisjoint(theirs) and not any(starmap(_may_be_one, product(asked, found)))


def _may_be_one(one: str, other: str) -> bool:
    """Return whether two words may be one in two languages: Markas, Mark; Bykau, Bykov; or one in Wade and Giles.

    A short word that begins and ends as the other is one cut short: Mohd.
    """
    if _is_cut(one, other) or _is_cut(other, one):
        return True
    if any(is_heard_same(*pair) for pair in product(_list_plain(one), _list_plain(other))):
        return True
    return other in read_wade_giles(one) or one in read_wade_giles(other)


def _is_cut(short: str, word: str) -> bool:
    return len(short) <= _CUT and len(short) + _SHORT <= len(word) and is_contraction(short, word)


def _list_plain(word: str) -> set[str]:
    """Return a word, and as it is without an ending that some language puts to any name or writes in its own way."""
    found = {word}
    for ending, others in endings_for("written"):
        if word.endswith(ending) and len(word) >= len(ending) + _SHORT:
            found.update(word.removesuffix(ending) + other for other in others or ("",))
    return found.union(
        form.replace(letters, other) for form in found for letters, others in endings_for("spelt") for other in others
    )


def _reread(word: str, reading: str, form: Form) -> set[str]:
    """Return all readings of a word of one reading of a name."""
    own = reading.split()
    several = [words for words in map(str.split, form.romans) if len(words) == len(own)]
    return {word, *(words[i] for words in several for i, text in enumerate(own) if text == word)}
