"""Names in a text that are given in full, for the shorter ones that follow: "Lukashenko", "the BAJ"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from normalize.annotate.small_words import PARTICLE, small_words
from normalize.lexicon.inflection import is_case_form
from normalize.resolution import Resolution

_SAME = 0.8  # likeness of two words from which one may be the other in another case or misspelt
_FEWEST, _HEAD = 3, 3  # letters of a word or an acronym that is tied to a name; letters that are to be the same
_MOST = 20_000  # words and initials that are remembered
_KEPT = 20  # of the names that begin alike, so many of the last ones are compared


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: `text` stands from `start` to `end` (characters of the text, the last one not included).

    `type` is person, place, organisation, country or "" where that is open. `antecedent` is where an earlier, fuller
    name of the same stands, for a name that is short for it.
    """

    start: int
    end: int
    text: str
    type: str
    resolution: Resolution
    antecedent: tuple[int, int] | None = None

    @property
    def id(self) -> str | None:
        """The canonical id, or None."""
        return self.resolution.id

    @property
    def kind(self) -> str:
        """What kind of name of its entity it is: label, alias, short, former, demonym or code; "" when unresolved."""
        return self.resolution.likely[0].kind if self.resolution.id else ""

    def leave_open(self, type: str) -> Mention:
        """Return a mention that a text does not bear out, of a type: what it could be stays to be seen."""
        found = self.resolution
        left = found if found.id is None else replace(found, status="ambiguous", id=None, label=None)
        return replace(self, type=type, resolution=left)


class FullNames:
    """The names of several words in a text so far, found by their words and by their initials."""

    def __init__(self) -> None:
        self._by_word: dict[str, Mention] = {}
        self._by_initials: dict[str, Mention] = {}
        self._last_words: dict[str, dict[str, Mention]] = {}

    def add(self, keys: Sequence[str], mention: Mention) -> None:
        """Take a name whose words have these exact keys; the latest of some that share a word is the one meant."""
        if len(self._by_word) + len(self._by_initials) >= _MOST:  # a very long text
            for found in (self._by_word, self._by_initials, self._last_words):
                found.clear()
        if mention.type in ("person", ""):
            self._by_word |= {
                key: mention
                for key in keys
                if (len(key) >= _FEWEST or not key.isascii()) and key not in small_words(PARTICLE)
            }
            near = self._last_words.setdefault(keys[-1][:_HEAD], {})
            near.pop(keys[-1], None)
            near[keys[-1]] = mention
            while len(near) > _KEPT:
                del near[next(iter(near))]
        if mention.type in ("organisation", ""):
            longer = [key for key in keys if len(key) > _FEWEST]
            self._by_initials |= {"".join(key[0] for key in some): mention for some in (keys, longer)}

    def find(self, key: str, text: str, place_in: str = "") -> Mention | None:
        """Return the fuller name that a word is short for: a part of a person's, in another case too, or an acronym.

        `place_in`: the language of the page where the word is a place's name to the letter, and none like a person's.

        >>> from normalize import load
        >>> names, found = FullNames(), load().resolve("Светлана Тихановская")
        >>> names.add(["светлана", "тихановская"], Mention(0, 20, "Светлана Тихановская", "person", found))
        >>> names.find("тихановской", "Тихановской") is names.find("светлана", "Светлана") is not None
        True
        """
        if text.isupper() and len(text) >= _FEWEST and key in self._by_initials:
            return self._by_initials[key]
        if key in self._by_word or len(key) <= _HEAD:
            return self._by_word.get(key)
        near = self._last_words.get(key[:_HEAD], {})
        alike = (
            own for own in reversed(near) if is_case_form(key, own, place_in) or (not place_in and _is_like(key, own))
        )
        return next((near[own] for own in alike), None)


def _is_like(one: str, other: str) -> bool:
    return Indel.normalized_similarity(one, other) >= _SAME
