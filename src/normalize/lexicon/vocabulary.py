"""Generic words in names: what kind of place, what an organisation does, what title a person bears, in many languages.

The tables (`generic_words.tsv`) give each word or phrase an English concept, or none where the word says nothing
about who is meant. A name with its generic words in English is another spelling of it: "Bezirk Alytus" and "Alytaus
apskritis" then differ in Alytus alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property

from normalize.lexicon.table import tables_folder
from normalize.text import script
from normalize.tsv import read_lines

_HEAD = 4  # letters by which patterns are looked up; an open word has as many
_LONGEST_ENDING = 6  # letters that may follow an open word ("завод*")
_FEWEST = 2  # generic words that make a name without any other: National Bank
_OF = "の"
_SEATED_WORDS = 2  # a seat, and what stands there
_FEWEST_ATTACHED = 2  # letters left when a word that is written attached ("州") is taken off
_MOST_HEADS = 1 << 16  # words, and beginnings of words, that are remembered
# concepts that English puts before the noun that other languages put them behind: Banque nationale, Cour suprême
_ADJECTIVES = frozenset(
    {"central", "constitutional", "democratic", "federal", "international", "liberal", "medical", "military",
     "national", "public", "royal", "social", "supreme"}
)  # fmt: skip
# Concepts of what a country or city has one of, whichever comes first: the Hungarian Embassy. A Bank of India is not
# an Indian Bank.
_SEATED = frozenset(
    {"academy", "army", "consulate", "court", "embassy", "government", "ministry", "parliament", "police", "senate",
     "university"}
)  # fmt: skip
_CASELESS = frozenset({"Hani", "Kana", "Hira", "Hang", "Thai", "Mymr", "Khmr", "Laoo"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words of a generic phrase, each with a mark that it may go on, and the words of its concept."""

    words: tuple[tuple[str, bool], ...]
    concept: tuple[str, ...]

    @classmethod
    def read(cls, form: str, concept: str) -> Pattern:
        """Return the pattern of a row of the table."""
        words = tuple((word.removesuffix("*"), word.endswith("*")) for word in form.split())
        return cls(words, tuple(concept.split()))

    def begins(self, word: str) -> bool:
        """Return whether a word may be the first one of the phrase."""
        return _stands(*self.words[0], word)

    def goes_on(self, words: Sequence[str], at: int) -> bool:
        """Return whether the phrase stands at a place in some words, of which it begins with the first."""
        size = len(self.words)
        if size == 1:
            return True
        if at + size > len(words):
            return False
        return all(_stands(*self.words[n], words[at + n]) for n in range(1, size))


def _stands(text: str, is_open: bool, word: str) -> bool:
    """Return whether a word is one of a phrase, or a form of one that is open."""
    return word == text or (is_open and word.startswith(text) and len(word) <= len(text) + _LONGEST_ENDING)


class Vocabulary:
    """The generic words of one type of entity: the lines of the table, sorted, looked up as words are met.

    The table is never taken apart as a whole: one name would wait for that longer than for its answer.
    """

    def __init__(self, lines: Sequence[str], type: str = "") -> None:
        self._lines, self._type, self._prefix = lines, type, f"{type}\t" if type else ""
        self._patterns: dict[str, tuple[Pattern, ...]] = {}
        self._begun: dict[str, tuple[Pattern, ...]] = {}

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The words of all concepts."""
        return frozenset(word for line in self._lines for word in line.rpartition("\t")[2].split())

    def list_rows(self) -> list[list[str]]:
        """Return the cells of all lines, without the type: form, concept, and what else the table says."""
        return [line[len(self._prefix) :].split("\t") for line in self._lines]

    def list_concepts(self) -> set[str]:
        """Return the concepts of all lines, each once: a quarter of the time that all cells take."""
        return {line[len(self._prefix) :].split("\t", 2)[1] for line in self._lines}

    @cached_property
    def _nouns(self) -> frozenset[str]:
        """The words of concepts that are no adjectives and no countries."""
        named = seats().list_concepts()
        found = (self._find(country.split(), 0) for country in named)
        return self.concepts - named - {" ".join(pattern.concept) for pattern in found if pattern} - _ADJECTIVES

    def is_generic(self, word: str) -> bool:
        """Return whether a word is a generic one, in any language or as the table has it in English."""
        return word in self.concepts or self._find([word], 0) is not None

    def translate(self, exact: str) -> str:
        """Return an exact key with its generic words in English, or "" where it has none or nothing would be left.

        >>> vocabulary("place").translate("одесская область"), vocabulary("place").translate("オデッサ州")
        ('одесская province', 'オデッサ province')
        >>> vocabulary("place").translate("minsk")
        ''
        >>> vocabulary("organisation").translate("cour suprême dautriche")
        'supreme court austria'
        >>> [vocabulary("organisation").translate(name) for name in ("hungarian embassy", "indian bank")]
        ['embassy hungary', 'india bank']
        """
        words = exact.split()
        if not self.may_translate(exact, words):
            return ""
        scanned = list(self.scan(words))
        if self._is_of_bodies and any(pattern and pattern.concept for pattern, _ in scanned):
            scanned = list(self.scan(self._name_seats(words)))
        if len(scanned) == 1 and scanned[0][0] and len(scanned[0][0].concept) < _FEWEST:
            return ""  # it is a name all the same, and in another language another: Warta, Guard
        found = [w for pattern, phrase in scanned for w in (phrase if pattern is None else pattern.concept)]
        if all(pattern for pattern, _ in scanned) and len(found) < _FEWEST:
            # One of the generic words is the name, so those that say nothing stay: Нижнее Селище, Stari Grad.
            found = [w for pattern, phrase in scanned for w in ((pattern and pattern.concept) or phrase)]
        if self._is_of_bodies:
            found = found if _ADJECTIVES.isdisjoint(found) else _turn(found, self._nouns)
            if len(found) == _SEATED_WORDS and found[1] in _SEATED and _is_seat(found[0]):
                found.reverse()
        if found and script(found[-1][-1]) in _CASELESS:
            found = self._detach(found)
        return " ".join(found) if found != words else ""

    def rename(self, words: Sequence[str]) -> list[str]:
        """Return words with those that are in the table as it has them in English.

        >>> seats().rename(["banque", "géorgie"]), seats().rename(["украинская", "баня"])
        (['banque', 'georgia'], ['ukraine', 'баня'])
        """
        return [word for pattern, phrase in self.scan(words) for word in (pattern.concept if pattern else phrase)]

    def _name_seats(self, words: Sequence[str]) -> list[str]:
        """Return words with the countries and cities in English where no longer generic phrase begins."""
        found: list[str] = []
        at = 0
        while at < len(words):
            pattern, seat = self._find(words, at), seats()._find(words, at)
            size = len(pattern.words) if pattern else 0
            if seat and len(seat.words) > size:
                found += seat.concept
                at += len(seat.words)
            else:
                found += words[at : at + max(size, 1)]
                at += max(size, 1)
        return found

    def drop(self, exact: str) -> str:
        """Return an exact key without the words that say nothing, or "" where there are none or nothing is left.

        >>> vocabulary("country").drop("the republic of poland")
        'republic of poland'
        """
        words = exact.split()
        if not self._may_hold(words):
            return ""
        kept = [w for pattern, phrase in self.scan(words) if pattern is None or pattern.concept for w in phrase]
        return " ".join(kept) if kept != words else ""

    def may_translate(self, exact: str, words: Sequence[str]) -> bool:
        """Return whether `translate` may find something in an exact key with these words."""
        return bool(self._lines) and (not exact.isascii() or self._may_hold(words))

    def _may_hold(self, words: Sequence[str]) -> bool:
        """Return whether some word begins like a generic one: most names have none."""
        for word in words:
            begun = self._patterns.get(word[:_HEAD])
            if begun or (begun is None and self._like(word[:_HEAD])):
                return True
        return False

    def scan(self, words: Sequence[str]) -> Iterator[tuple[Pattern | None, Sequence[str]]]:
        """Yield the words in order: a generic phrase with its pattern, any other word by itself."""
        at = 0
        while at < len(words):
            pattern = self._find(words, at)
            size = len(pattern.words) if pattern else 1
            yield pattern, words[at : at + size]
            at += size

    def _find(self, words: Sequence[str], at: int) -> Pattern | None:
        for pattern in self._begin(words[at]):
            if pattern.goes_on(words, at):
                return pattern
        return None

    def _begin(self, word: str) -> tuple[Pattern, ...]:
        """Return the patterns that a word may be the first one of, in the order of `_like`."""
        found = self._begun.get(word)
        if found is None:
            if len(self._begun) >= _MOST_HEADS:
                self._begun.clear()
            like = self._like(word[:_HEAD])
            found = self._begun[word] = tuple(pattern for pattern in like if pattern.begins(word)) if like else like
        return found

    def _like(self, head: str) -> tuple[Pattern, ...]:
        """Return the patterns that begin like a word, those of most words first, closed ones before open ones."""
        found = self._patterns.get(head)
        if found is None:
            begun = [Pattern.read(form, concept) for form, concept in self._list_begun(head)]
            begun.sort(key=lambda p: (-len(p.words), [(is_open, -len(text), text) for text, is_open in p.words]))
            if len(self._patterns) >= _MOST_HEADS:
                self._patterns.clear()
            found = self._patterns[head] = tuple(begun)
        return found

    def _list_begun(self, head: str) -> Iterator[tuple[str, str]]:
        """Yield the forms that are looked up by a head, and their concepts."""
        begin = self._prefix + head
        at = bisect_left(self._lines, begin)
        while at < len(self._lines) and self._lines[at].startswith(begin):
            form, concept, *_ = self._lines[at][len(self._prefix) :].split("\t")
            if form[:_HEAD].partition(" ")[0] == head and form[0] != "-" != form[-1]:
                yield form, concept
            at += 1

    def _detach(self, words: list[str]) -> list[str]:
        """Return words without what is written attached to the last one or the first, as words of their own."""
        last, ends = self._take_ends(words[-1])
        if ends:
            behind = [word for end in ends for word in self._after[end].split()]
            seat = seats().rename([last]) if self._is_of_bodies else [last]
            return [*words[:-1], *behind, *seat] if seat != [last] else [*words[:-1], last, *behind]
        first = words[0]
        name = self._take_office(first)
        if name:
            return [name, *words[1:]]
        for size in range(len(first) - _FEWEST_ATTACHED, 0, -1):
            if first[:size] in self._before:
                return [first[size:], *words[1:], *self._before[first[:size]].split()]
        return words

    def _take_ends(self, word: str) -> tuple[str, list[str]]:
        """Return a word without what is written attached behind it, and that: of a person also without a country."""
        ends: list[str] = []
        while self._is_of_bodies or not ends:
            end = next((word[-n:] for n in range(len(word) - _FEWEST_ATTACHED, 0, -1) if word[-n:] in self._after), "")
            if not end:
                break
            ends, word = [end, *ends], word.removesuffix(end)
        country, _, name = word.partition(_OF)
        is_office = bool(ends) and self._type == "person" and _is_seat(country)
        return (name if name and is_office else word), ends  # ロシアのプーチン大統領

    def _take_office(self, word: str) -> str:
        """Return the name behind a country and a title that are one word with it, or "": 美国总统拜登."""
        for title in (*self._before, *self._after) if self._type == "person" else ():
            country, _, name = word.partition(title)
            if len(country) >= _FEWEST_ATTACHED and len(name) >= _FEWEST_ATTACHED and _is_seat(country):
                return name
        return ""

    @property
    def _is_of_bodies(self) -> bool:
        """Whether the words are those of bodies, which are called after countries and cities."""
        return self._type == "organisation"

    @cached_property
    def _after(self) -> dict[str, str]:
        """What is written attached behind a name, each with its concept."""
        return {form[1:]: concept for form, concept in self._attached if form[0] == "-"}

    @cached_property
    def _before(self) -> dict[str, str]:
        """What is written attached before a name."""
        return {form[:-1]: concept for form, concept in self._attached if form[-1] == "-"}

    @cached_property
    def _attached(self) -> list[list[str]]:
        lines = (line for line in self._lines if f"{self._prefix}-" in line or "-\t" in line)
        return [line[len(self._prefix) :].split("\t") for line in lines]


def _is_seat(word: str) -> bool:
    """Return whether a word is that for a country or a large city."""
    return bool(word) and seats()._find([word], 0) is not None


def _turn(words: Sequence[str], nouns: Set[str]) -> list[str]:
    """Return words with an adjective before the noun that it stands behind, where no other one follows."""
    found: list[str] = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        behind = bool(found) and word in _ADJECTIVES and found[-1] in nouns and following not in nouns
        at = len(found) - behind
        found.insert(at, word)
    return found


@cache
def vocabulary(type: str) -> Vocabulary:
    """Return the generic words of a type of entity; a type that the table does not have is an organisation.

    An entity without a type has none: what is generic in the name of one kind is a name of its own in another.
    """
    lines = _read()
    own = lines[bisect_left(lines, f"{type}\t") : bisect_left(lines, f"{type}\n")] if type else []
    if not own and type:
        return vocabulary("organisation")
    return Vocabulary(own, type)


@cache
def seats() -> Vocabulary:
    """Return the words for countries in the names of bodies; a bank of one without them is no other spelling."""
    return Vocabulary(sorted(read_lines(tables_folder() / "seat_words.tsv")[1:]))


@cache
def _read() -> list[str]:
    return sorted(read_lines(tables_folder() / "generic_words.tsv")[1:])
