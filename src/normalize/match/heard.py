"""What may be heard in a name of another script: Goran is no Zoran, nor Karami كريمي, whatever language wrote them.

Readings do not say it: each is what one standard writes, and languages write names as they hear them. So the letters of
a script stand in the table `heard.tsv`, each with all that languages write for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import Indel

from normalize.loose import loosen
from normalize.match.meeting import Known
from normalize.match.name_words import read_rule, words_for
from normalize.match.tokens import NameTokens
from normalize.text import key, scripts
from normalize.tsv import rows_of

_TABLE = Path(__file__).with_name("heard.tsv")
_THE = "ال"
_UNWRITTEN = "+"
_LONGEST = 2  # letters that are one sound
_REPEATS = re.compile(r"(.)\1+")
_LIKE = 0.7  # likeness from which a word may pass for a slip; what is less alike is no answer by the evidence
_FAMILY = 0.5  # likeness of readings from which two words may differ in an ending alone
_STEM = 3  # letters before that
_SHORT = 4  # letters of a word that says something
_KEPT = 1 << 14  # pairs of words that are remembered


@dataclass(frozen=True)
class Beside:
    """A word in Latin letters beside one in another script, by all readings of each.

    `words` and `written` are what each of them may be: itself, if it was asked for, or any word of the bearer's names.
    `last`: it ends one of the two names, as those of families mostly do.
    """

    latin: frozenset[str]
    other: frozenset[str]
    words: Collection[str]
    written: Collection[str]
    last: bool

    def is_heard(self) -> bool:
        """Return whether one may be heard in the other."""
        return any(may_be_heard(word, own) for word in self.words for own in self.written)

    def is_other_name(self, tokens: NameTokens) -> bool:
        """Return whether these are two known names that look alike, of which none may be heard in the other."""
        if max(Indel.normalized_similarity(one, two) for one in self.latin for two in self.other) < _LIKE:
            return False
        mine, theirs = (frozenset[int]().union(*map(tokens.groups, words)) for words in (self.latin, self.other))
        return bool(mine and theirs) and mine.isdisjoint(theirs) and not self.is_heard()

    def is_other_family(self, tokens: NameTokens) -> bool:
        """Return whether one is the other but for an ending, which makes it another family's, and is a known name."""
        if not self.last or any(tokens.relate(self.latin, word) >= 0 for word in self.other):
            return False
        if max(Indel.normalized_similarity(one, two) for one in self.latin for two in self.other) < _FAMILY:
            return False
        return not self.is_heard() and any(_have_other_ends(one, own) for one in self.words for own in self.written)


def list_beside(known: Known) -> Iterator[Beside]:
    """Yield the words in which a name differs from one in another script, where either is in Latin letters."""
    (one, other), laid = known.scripts, known.laid
    if one == other or "Latn" not in (one, other):
        return
    asked, found = _reread(laid.query, known.query.romans), _reread(laid.alias, known.alias.romans)
    written = dict(zip(laid.query.split(), key(known.query.text).split(), strict=False))
    names = known.read_in(other) if other == "Latn" else map(key, known.list_in(other))
    own = [word for name in names for word in _list_words(name)]
    for query, alias in laid.words:
        if (
            query == alias
            or min(len(query), len(alias)) < _SHORT
            or not words_for("particle").isdisjoint((query, alias))
        ):
            continue
        queries, aliases = asked.get(query, frozenset([query])), found.get(alias, frozenset([alias]))
        last = query in laid.query.split()[-1:] or alias in laid.alias.split()[-1:]
        if one == "Latn":
            yield Beside(queries, aliases, queries, own, last)
        elif len(written) == len(key(known.query.text).split()) and query in written:
            yield Beside(aliases, queries, own, [written[query]], last)


def _reread(reading: str, readings: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return all readings of each word of one of some readings, as far as these have as many words."""
    own = reading.split()
    several = [words for words in map(str.split, readings) if len(words) == len(own)]
    return {word: frozenset([word, *(words[i] for words in several)]) for i, word in enumerate(own)}


def _list_words(exact: str) -> list[str]:
    """Return the words of a name, each two neighbours as one (عبد الله), and what stands behind an Arabic article."""
    words = exact.split()
    return [*words, *map("".join, pairwise(words)), *(word[len(_THE) :] for word in words if word.startswith(_THE))]


@lru_cache(_KEPT)
def may_be_heard(latin: str, written: str) -> bool:
    """Return whether a plain word may be what a language writes for a word of another script.

    Nothing is known of the letters of some scripts, as of Han.

    >>> [may_be_heard(name, "Горан") for name in ("goran", "horan", "zoran")]
    [True, True, False]
    >>> [may_be_heard(name, "کریمی") for name in ("karimi", "kerimy", "karami")]
    [True, True, False]
    """
    ends = _hear(latin, written)
    plain = _REPEATS.sub(r"\1", latin)
    return not ends or any(end == len(plain) or plain[end:] in _list_behind() for end in ends[-1])


def _hear(latin: str, written: str) -> list[set[int]]:
    """Return after how many letters of a plain word, each once, each letter of another one may end; [] if not known."""
    letters = _list_letters(written)
    spellings, _ = _read_script(next(iter(scripts(letters)), ""))
    if not spellings or any(letter not in spellings for letter in letters):
        return []
    plain = _REPEATS.sub(r"\1", latin)
    ends: list[set[int]] = [{0, int(plain.startswith("h"))}, *(set[int]() for _ in letters)]
    for i in range(len(letters)):
        for size in range(1, min(_LONGEST, len(letters) - i) + 1):
            heard = spellings.get(letters[i : i + size], ())
            ends[i + size].update(end + len(s) for end in ends[i] for s in heard if plain.startswith(s, end))
    return ends


def _list_letters(written: str) -> str:
    """Return the letters of a word as the table has them: each once, where its script writes all vowels."""
    letters = loosen(key(written)).replace(" ", "")
    _, has_vowels = _read_script(next(iter(scripts(letters)), ""))
    return _REPEATS.sub(r"\1", letters) if has_vowels else letters


def _have_other_ends(latin: str, written: str) -> bool:
    """Return whether two words are one but for what stands behind it, endings of family names of other kinds.

    >>> [_have_other_ends(name, "אברמוביץ") for name in ("abramov", "abramson", "avraham")]
    [True, True, False]
    >>> _have_other_ends("vissarion", "Виссарионов")
    True
    """
    plain, ends = _REPEATS.sub(r"\1", latin), _hear(latin, written)
    letters = _list_letters(written)
    for i, reached in enumerate(ends) if len(ends) == len(letters) + 1 else ():
        for end in reached:
            if end < _STEM or (end < len(plain) and plain[end:] not in _kinds()):
                continue
            one, other = _kinds().get(plain[end:], frozenset()), _list_kinds(letters[i:])
            if (one or other) and one.isdisjoint(other) and bool(other) == (i < len(letters)):
                return True
    return False


@lru_cache(_KEPT)
def _list_kinds(tail: str) -> frozenset[str]:
    """Return the kinds of the endings of family names that what stands behind a word may be; none if it is silent."""
    if not tail or may_be_heard("", tail):
        return frozenset()
    return frozenset[str]().union(*(kinds for ending, kinds in _kinds().items() if may_be_heard(ending, tail)))


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    """Return the endings of family names that also the names of men have, each letter once, with their kinds."""
    found: dict[str, frozenset[str]] = {}
    for ending, kind in read_rule("family"):
        if kind == "-" or not ending.endswith(("a", "e")):
            short = _REPEATS.sub(r"\1", ending)
            found[short] = found.get(short, frozenset()) | {ending if kind == "-" else kind}
    return found


@cache
def _list_behind() -> frozenset[str]:
    """Return what languages put behind a word: a silent e, a Lithuanian nominative, the Czech ending of a woman."""
    return frozenset(rows_of(_TABLE, "Latn")[0][1].split())


@cache
def _read_script(script: str) -> tuple[Mapping[str, frozenset[str]], bool]:
    """Return what letters of a script are in Latin letters, and whether it writes all vowels.

    If not, one may stand behind each letter.
    """
    found = {
        letter: {_REPEATS.sub(r"\1", spelling.strip("-")) for spelling in spellings.split()}
        for letter, spellings in rows_of(_TABLE, script)
    }
    behind = found.pop(_UNWRITTEN, set())
    spelt = {letter: frozenset(s + v for s in all_ for v in ("", *behind)) for letter, all_ in found.items()}
    return spelt, not behind
