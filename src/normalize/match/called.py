"""Whether a person is somebody else of the same family, or a first name alone, by all names that the bearer has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from normalize.lexicon.vocabulary import vocabulary
from normalize.match.evidence import list_numbers
from normalize.match.family_names import is_other_ending
from normalize.match.name_words import lacks_prefix, words_for
from normalize.match.other_names import is_heard_same, list_bones
from normalize.match.sexes import is_of_other_sex, is_of_woman
from normalize.match.tokens import NameTokens
from normalize.sounds import is_respelt, skeleton, sound_key

STRANGER = "the given name is another"
OTHER = "the family name is another"
FAMILIAR = "a given name alone is many people's"
_STEM, _ENDING = 4, 3  # letters of a name in another case, and at most of the ending
_MANY = 6  # names that show what the family name is
_FAMILY = 0.8  # likeness from which a word is the family name
_SPELT = 0.75  # and from which it is another spelling of it, where a name begins or ends so
ARTICLES = frozenset({"al", "el", "ul"})
# The same before the letters that they become.
_ASSIMILATED = frozenset({"as", "ash", "an", "at", "ad", "ar", "az", "es", "en", "ed", "ez", "er", "et", "asz", "esz"})
_ENDS = tuple("aeo")
_LIKE = 0.5  # and from which a word that is no known name is a slip for another one
_GIVEN = 0.85  # and from which a word that is a known name is the given name all the same


@dataclass(frozen=True, slots=True)
class Called:
    """The words of a person's names, as they are read.

    `family`: of the family name; `given`: what stands before it, or behind it where it comes first; `others`: further
    family names, which say nothing; `initials`: the first letters of all words; `alone`: what the person is called by
    alone in the script that is asked in.
    """

    family: frozenset[str]
    given: frozenset[str]
    others: frozenset[str]
    initials: frozenset[str]
    alone: frozenset[str]

    @classmethod
    def of(cls, full: Sequence[str], short: Sequence[str], alone: Iterable[str] = ()) -> Called:
        """Return what the readings of full names, and of names that are short for them, say of a person.

        A short name is the family name. A king or a pope has a number instead.

        >>> biden = Called.of(["joseph robinette biden", "biden joe"], ["biden"])
        >>> biden.given == {"joseph", "robinette", "joe"}
        True
        >>> Called.of(["nicolas maduro moros"], ["maduro"]).others == {"moros"}
        True
        """
        if any(list_numbers(name.split()[-1]) for name in full[:1]):
            return cls(frozenset(), frozenset(), frozenset(), frozenset(), frozenset())
        names = [words for words in (_list_words(name) for name in full) if words]
        known = {word for name in short for word in _list_words(name)}
        ends = {word for words in names for word in (words[0], words[-1])}
        family = known | {word for word in ends if _liken(word, known) >= _SPELT}
        given: set[str] = set()
        others: set[str] = set()
        for words in names:
            at = next((i for i, word in enumerate(words) if word in family or _liken(word, family) >= _FAMILY), None)
            if at == 0:
                given.update(words[1:])
            elif at is not None:
                chain = words[at - 1] in ARTICLES  # before it a father's name: Bashar Hafez al-Assad
                given.update(words[:1] if chain else words[:at])
                others.update(words[at + 1 :])
        initials = frozenset(word[0] for words in names for word in words)
        given, others = given - family, others - family
        return cls(frozenset(family), frozenset(given), frozenset(others), initials, frozenset(alone))

    def tell_apart(self, readings: Sequence[str], tokens: NameTokens) -> str | None:
        """Return why a name that is read so is not this person's, None where it may be.

        >>> from normalize.library import load_tokens
        >>> kohl = Called.of(["helmut kohl"], ["kohl"])
        >>> [kohl.tell_apart([name], load_tokens()) for name in ("barbara kohl", "h kohl", "helmuth cohl")]
        ['the given name is another', None, None]
        """
        if not (self.family and self.given and readings):
            return None
        if not any(" " in reading for reading in readings):
            return self._tell_alone(readings, tokens)
        reasons = {self._tell(_list_words(reading), tokens) for reading in readings}
        return reasons.pop() if len(reasons) == 1 else None

    def _tell_alone(self, readings: Sequence[str], tokens: NameTokens) -> str | None:
        """Return why one word is not this person: a known name, or that of a man for a woman, is its own."""
        if any(is_respelt(readings[0], own, True) for own in self.alone):
            return None
        if max(_liken(word, self.family) for word in readings) < _FAMILY and self._is_given(readings[0], tokens):
            return FAMILIAR
        if any(is_of_other_sex(readings[0], own) for own in self.family):
            return OTHER
        if any(_have_other_ends(readings[0], own) and tokens.relate(readings[:1], own) > 0 for own in self.family):
            return None
        if not self.alone and any(
            tokens.relate([word], own) > 0 or is_respelt(word, own, False) for word in readings for own in self.family
        ):
            return None
        return OTHER if tokens.groups(readings[0]) else None

    def _tell(self, words: Sequence[str], tokens: NameTokens) -> str | None:
        words = [word for word in words if word not in words_for("particle")]
        families = [word for word in words if word in self.others or _liken(word, self.family) >= _FAMILY]
        if not families:
            return None
        if all(self._is_other_family(word, tokens) for word in families):
            return OTHER
        rest = [word for word in words if word not in families]
        # Other scripts part a given name, or their romanisation does: Jawahar Lal, Dona ld.
        if any(self._is_given(word, tokens) for word in (*rest, "".join(rest))):
            return None
        return STRANGER if any(len(word) == 1 or tokens.groups(word) for word in rest) else None

    def _is_other_family(self, word: str, tokens: NameTokens) -> bool:
        """Return whether a word like the family name, if not nearly the same, is a known name and no spelling of it."""
        if not tokens.groups(word) or _liken(word, self.family) >= _GIVEN:
            return False
        return not any(tokens.relate([word], own) > 0 or is_respelt(word, own, False) for own in self.family)

    def _is_given(self, word: str, tokens: NameTokens) -> bool:
        if len(word) == 1:
            return word in self.initials
        if word not in self.given and tokens.groups(word) and any(is_of_woman(word, given) for given in self.given):
            return False
        if _liken(word, self.given) >= _GIVEN:
            return True
        declined = not tokens.groups(word) and any(_is_case_of(word, given) for given in self.given)
        return declined or any(tokens.relate([word], given) > 0 for given in self.given)


def contradict(query: str, own: Iterable[str], heard: Mapping[str, str]) -> bool:
    """Return whether one word of a reading is another in some of a person's names of as many words, and fits in none.

    `heard` are the words of the name in other letters, without vowels, that the query was found by, each under the
    query's word beside it: there it may be that word, if it has its consonants.

    >>> names = ["sabah nouri al jubouri", "sabah nuri"]
    >>> [contradict(f"sabah nuri al {name}", names, {name: "jaburi"}) for name in ("jaafari", "jabouri", "javeri")]
    [True, False, False]
    """
    words = [word for word in query.split() if word not in words_for("particle")]
    others: set[str] = set()
    for name in own if all(len(word) > 1 for word in words) else ():
        left = [word for word in name.split() if word not in words_for("particle")]
        if len(left) != len(words):
            continue
        alone = []
        for word in words:
            best = max(left, key=lambda other: Indel.normalized_similarity(word, other))
            if is_respelt(word, best, False) or Indel.normalized_similarity(word, best) >= _SPELT:
                left.remove(best)
            else:
                alone.append(word)
        if not alone:
            return False
        others.update(alone if len(alone) == 1 else ())
    return any(skeleton(sound_key(word)) != skeleton(sound_key(heard.get(word, ""))) for word in others)


def has_name_of_another(
    query: str, own: Iterable[str], tokens: NameTokens, heard: Iterable[tuple[str, str]] = ()
) -> bool:
    """Return whether one word of a reading is a known name that fits in none of a person's names in its script.

    All other words are to be those of a name that has one more, which is no spelling of that word. `heard` are words
    beside those of a name in another script; what agrees in sound there, and is one more than the others have, is that
    name's.

    >>> from normalize.library import load_tokens
    >>> own = ["alexander boris johnson", "boris johnson"]
    >>> names = ("boris jansen", "boris jonson", "boris jonsn", "boris alexander jansen", "boris")
    >>> [has_name_of_another(name, own, load_tokens()) for name in names]
    [True, False, False, True, False]
    >>> heard = ("boris", "boris"), ("jansen", "yansen"), ("johnson", "")
    >>> [has_name_of_another("boris jansen johnson", own, load_tokens(), pairs) for pairs in ((), heard)]
    [True, False]
    """
    same = {word for word, other in heard if other and (is_heard_same(word, other) or tokens.relate([word], other) > 0)}
    bare = (vocabulary("person").drop(query) or query).split()  # of titles, as the names are read
    words = [word for word in bare if word not in words_for("particle")]
    told = False
    for name in own if len(words) > 1 and all(len(word) > 1 for word in words) else ():
        alone, left = _leave(words, [word for word in name.split() if word not in words_for("particle")], tokens)
        heard_too = not left and same.issuperset(alone)  # what stands for another word is none beside it
        if (not alone or heard_too) and not lacks_prefix(set(words), name.split()):
            return False
        if alone and _is_joined(alone, left, tokens):
            return False
        others = _ASSIMILATED.isdisjoint(left[:1]) or len(left) > 1
        told = told or not alone or (len(alone) == 1 and bool(left) and others and len(alone[0]) >= _STEM)
    return told


def _leave(words: Sequence[str], own: Sequence[str], tokens: NameTokens) -> tuple[list[str], list[str]]:
    """Return those of some words that no other one fits, and those that are left of the others."""
    alone, left = [], list(own)
    for word in words:
        best = max(left, key=lambda other: Indel.normalized_similarity(word, other), default="")
        if best and _fits(word, best, tokens):
            left.remove(best)
        else:
            alone.append(word)
    return alone, left


def _is_joined(alone: Sequence[str], left: Sequence[str], tokens: NameTokens) -> bool:
    """Return whether a word is some that are left, written as one, or one of them without an article: Hamidreza."""
    word = alone[0]
    if any(Indel.normalized_similarity(word, "".join(pair)) >= _GIVEN for pair in pairwise(left)):
        return True
    if any(word.endswith(other) for other in left if len(other) >= _STEM):
        return True
    return any(other[:2] in ARTICLES and _fits(word, other[2:], tokens) for other in left)


def _fits(word: str, own: str, tokens: NameTokens) -> bool:
    """Return whether a word may be another one: a spelling or a case of it, or like it and not known."""
    if tokens.relate([word], own) > 0 or list_bones(word) == list_bones(own):
        return True
    if word.startswith(own) and word.removeprefix(own) in words_for("case"):
        return True
    known = tokens.groups(word) or is_other_ending(word, own)
    return not known and Indel.normalized_similarity(word, own) >= _LIKE


def _have_other_ends(one: str, other: str) -> bool:
    """Return whether two words differ in the vowel behind, which languages write in their own ways: Lukashenka."""
    return one[:-1] == other[:-1] and one[-1:] in _ENDS and other[-1:] in _ENDS


def _is_case_of(word: str, given: str) -> bool:
    """Return whether a word is a given name with what may be the ending of a case: Vladimírovi."""
    return len(given) >= _STEM and word.startswith(given) and len(word) <= len(given) + _ENDING


def _list_words(name: str) -> list[str]:
    """Return the words of a reading without a number behind it: Elizabeth II."""
    words = name.split()
    return words[:-1] if len(words) > 1 and list_numbers(words[-1]) else words


def find_family(full: Sequence[str]) -> list[str]:
    """Return the last word that most of some full names end in, or in one like it, if they are many.

    >>> find_family(["tony blair", "sir tony blair", "anthony blair", "toni bler", "tonijs blers"] * 2)
    ['blair']
    """
    last = [_list_words(name)[-1] for name in full]
    counts = (cdist(last, last, scorer=Indel.normalized_similarity) >= _FAMILY).sum(axis=1).tolist() if last else []
    most = max(counts, default=0)
    return [last[counts.index(most)]] if most >= max(_MANY, len(last) / 4) else []


def _liken(word: str, others: Collection[str]) -> float:
    """Return how like a word is to the likest of some others."""
    return max(cdist([word], others, scorer=Indel.normalized_similarity)[0].tolist(), default=0.0)
