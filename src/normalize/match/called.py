"""Whether a person is somebody else of the same family, or a first name alone, by all names that the bearer has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from normalize.match.tokens import NameTokens
from normalize.match.vetoes import particles
from normalize.sounds import is_respelt

STRANGER = "the given name is another"
OTHER = "the family name is another"
FAMILIAR = "a given name alone is many people's"
_STEM, _ENDING = 4, 3  # letters of a name in another case, and at most of the ending
_MANY = 8  # names that show what the family name is
_FAMILY = 0.8  # likeness from which a word is the family name
_GIVEN = 0.85  # and from which a word that is a known name is the given name all the same


@dataclass(frozen=True, slots=True)
class Called:
    """The words of a person's names, as they are read: of the family name, given names, and all first letters."""

    family: frozenset[str]
    given: frozenset[str]
    initials: frozenset[str]

    @classmethod
    def of(cls, full: Sequence[str], short: Sequence[str]) -> Called:
        """Return what the readings of full names, and of names that are short for them, say of a person.

        A short name is the family name; else the last word of the first full name is, where many end so. What stands
        before it in a full name begins with the given name; what stands behind it is given names, as in Hungarian.

        >>> Called.of(["joseph robinette biden", "biden joe"], ["biden"]).given == {"joseph", "joe"}
        True
        """
        family = frozenset(word for name in short or _find_family(full) for word in name.split())
        given: set[str] = set()
        initials: set[str] = set()
        for words in map(str.split, full):
            initials.update(word[0] for word in words)
            last, first = (_liken(word, family) >= _FAMILY for word in (words[-1], words[0]))
            if last != first:
                given.update(words[:1] if last else words[1:])
        return cls(family, frozenset(given - family), frozenset(initials))

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
            alone = max(_liken(word, self.given) for word in readings) >= _GIVEN
            return FAMILIAR if alone and max(_liken(word, self.family) for word in readings) < _FAMILY else None
        reasons = {self._tell(reading.split(), tokens) for reading in readings}
        return reasons.pop() if len(reasons) == 1 else None

    def _tell(self, words: Sequence[str], tokens: NameTokens) -> str | None:
        words = [word for word in words if word not in particles()]
        rest = [word for word in words if _liken(word, self.family) < _FAMILY]
        if len(rest) == len(words):
            return None
        if all(self._is_other_family(word, tokens) for word in words if word not in rest):
            return OTHER
        if any(self._is_given(word, tokens) for word in rest):
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
        if _liken(word, self.given) >= _GIVEN:
            return True
        return any(_is_case_of(word, given) or tokens.relate([word], given) > 0 for given in self.given)


def _is_case_of(word: str, given: str) -> bool:
    """Return whether a word is a given name with what may be the ending of a case: Vladimírovi."""
    return len(given) >= _STEM and word.startswith(given) and len(word) <= len(given) + _ENDING


def _find_family(full: Sequence[str]) -> list[str]:
    """Return the last word of the first of some names, if many end so."""
    last = full[0].split()[-1] if full else ""
    like = sum(_liken(name.split()[-1], [last]) >= _FAMILY for name in full)
    return [last] if like >= max(_MANY, len(full) / 4) else []


def _liken(word: str, others: Collection[str]) -> float:
    """Return how like a word is to the likest of some others."""
    return max(cdist([word], others, scorer=Indel.normalized_similarity)[0].tolist(), default=0.0)
