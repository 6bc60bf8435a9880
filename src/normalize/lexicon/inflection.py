"""The nominatives that a name in another case may have: "Тихановской" is of Тихановская, مينسك of بمينسك.

The endings (`endings.tsv`) say too much rather than too little: a nominative counts when the lexicon knows it. And the
nouns that the adjective in a place's name may be made of (`adjectives.tsv`): Луганская область is Luhansk Oblast.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from rapidfuzz.distance import OSA, LCSseq

from normalize.lexicon.table import tables_folder
from normalize.text import SHORT, key, plain, script
from normalize.tsv import read_cells

_STEM = 2  # letters that a word keeps without its ending
_NOUN = 3  # letters that an adjective keeps without its ending
_SHORT_STEM, _TELLING = 1, 3  # and without an ending of so many letters: Łodzi
_WORDS = 3  # a longer name is not inflected in all its words, or is not one name
_LONGEST = 8  # letters of an ending
_VOWELS = "aeiouyаеёиоуыэюяіїє"  # behind which a given name may have no cases
_FLEETING = frozenset(_VOWELS + "აეიოუ")  # what a case may leave out between two consonants
_ACRONYM = 4  # letters of a string in capitals that is read as it stands
_MOST = 200  # nominatives of one name
_PREPOSITION, _TOGETHER = 2, 5  # letters that a preposition says as much as, and that a second word in a case takes
_SLIPPED, _SLIPPED_HAN = 4, 3  # letters, and characters, of a word that may be a slip of another
_SYLLABLES = "Hang"
_KEPT = 1 << 14  # pairs of words that are remembered
# Languages that put endings to the last word of a name alone.
AGGLUTINATIVE = ("az", "et", "fi", "hu", "hy", "ka", "kk", "ko", "tr")
_NUMBER = re.compile(r"[ivx]+|\d+")  # behind the name of a king or a pope
PREPOSITIONS = frozenset(
    {"у", "ў", "в", "ва", "во", "на", "з", "са", "со", "с", "из", "ад", "от", "до", "к",
     "w", "we", "v", "ve", "na", "z", "ze", "do", "od", "k", "u", "iz"}
)  # fmt: skip
# What Greek has before a name in any case, in small letters.
_ARTICLES = frozenset({"ο", "η", "το", "οι", "τον", "την", "τη", "του", "της", "των", "τους"})
_BEFORE = PREPOSITIONS | _ARTICLES


def list_nominatives(text: str) -> Iterator[str]:
    """Yield the keys that a cleaned string may be a case form of, those that change least first.

    An acronym is none: МГУ is a university, not the town Мга.

    >>> "вільня" in list_nominatives("Вільні"), "глыбокае" in list_nominatives("у Глыбокім")
    (True, True)
    >>> next(list_nominatives("Recep Tayyip Erdoğan'ın")), next(list_nominatives("της Άνγκελα Μέρκελ"))
    ('recep tayyip erdoğan', 'άνγκελα μέρκελ')
    """
    if len(text) <= _ACRONYM and text.isupper():
        return
    if _divide(text):
        yield key(_divide(text))
    words = key(text).split()
    if len(words) > 1 and text.partition(" ")[0] in _BEFORE:
        words = words[1:]
        yield " ".join(words)
    several = [[word, *_list_words(word)] for word in words] if len(words) <= _WORDS else []
    if any(len(readings) > 1 for readings in several):
        found = {" ".join(chosen) for chosen in product(*several)}
        found.discard(" ".join(words))
        changed = sorted(found, key=lambda name: (sum(a != b for a, b in zip(name.split(), words, strict=True)), name))
        yield from changed[:_MOST]


@dataclass(frozen=True, slots=True)
class CaseForm:
    """The words of a name beside those of a nominative that it may be a form of, which has no preposition before it."""

    words: tuple[str, ...]
    nominative: tuple[str, ...]
    divided: bool = False  # an apostrophe stands before the ending, which only the last word has

    @classmethod
    def of(cls, text: str, nominative: str) -> CaseForm:
        """Return a cleaned string beside one of its nominatives."""
        return cls(tuple(key(text).split()), tuple(nominative.split()), key(_divide(text)) == nominative)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each word with its nominative."""
        return list(zip(self.words[-len(self.nominative) :], self.nominative, strict=True))

    @property
    def changed(self) -> list[str]:
        """The words that the nominative has otherwise.

        >>> CaseForm.of("Нового Орлеана", "новый орлеан").changed, CaseForm.of("в Риме", "рим").changed
        (['нового', 'орлеана'], ['риме'])
        """
        return [word for word, other in self.pairs if word != other]

    def is_declined_in(self, lang: str) -> bool:
        """Return whether all words are those of the nominative in some case of a language, or each of any for "".

        >>> [CaseForm.of("Polakiem", "polak").is_declined_in(lang) for lang in ("pl", "en")]
        [True, False]
        """
        return all(is_case_form(word, other, lang) for word, other in self.pairs)

    @property
    def kept(self) -> int:
        """How many letters are those of the nominative.

        A word of a name changes by itself less often than with the others, which counts less for each further word, but
        behind a preposition, which they follow together; it counts as two letters.

        >>> [CaseForm.of(*pair).kept for pair in (("Тихановской", "тихановская"), ("Santa Marina", "sant marin"))]
        [9, 4]
        >>> CaseForm.of("в Риме", "рим").kept, CaseForm.of("w Nowym Sączu", "nowy sącz").kept
        (5, 8)
        """
        prepositions = len(self.words) - len(self.nominative)
        kept = sum(LCSseq.similarity(*map(_strip_marks, pair)) for pair in self.pairs)
        together = _PREPOSITION if prepositions else _TOGETHER
        return _PREPOSITION * prepositions + kept - together * max(0, len(self.changed) - 1)

    def agrees(self, lang: str) -> bool:
        """Return whether all of several words are in some case of one language.

        >>> [CaseForm.of("Petra Fialy", "petr fiala").agrees(lang) for lang in ("cs", "ru")]
        [True, False]
        """
        pairs = self.pairs
        return 1 < len(pairs) == len(self.changed) and all(is_case_form(*pair, lang) for pair in pairs)

    @property
    def half_declined(self) -> bool:
        """Whether one of the first and the last word is in another case, but the other a nominative that would be too.

        A man's given name is declined with a family name that ends in a consonant, and in plain Latin letters with any;
        but where endings are put to the whole name the last word alone has them.

        >>> CaseForm.of("Павел Шеремета", "павел шеремет").half_declined
        True
        >>> CaseForm.of("Mao Zedonga", "mao zedong").half_declined
        False
        >>> CaseForm.of("Orbán Viktornak", "orbán viktor").half_declined
        False
        >>> CaseForm.of("Janem Pawłem II", "jan paweł ii").half_declined
        False
        >>> [CaseForm.of(f"Aleksandra {name}", f"aleksandr {name}").half_declined for name in ("lukašenko", "dumas")]
        [True, True]
        >>> CaseForm.of("Александра Лукашенко", "александр лукашенко").half_declined
        False
        """
        if self.divided:
            return False
        words = [word for word in self.words if word not in _BEFORE and not _NUMBER.fullmatch(word)]
        changed = self.changed
        if len(words) < 2 or (words[0] in changed) == (words[-1] in changed):
            return False
        if words[-1] in changed:
            ended = words[-1], self.nominative[-1]
            return words[0][-1] not in _VOWELS and not any(is_case_form(*ended, lang) for lang in AGGLUTINATIVE)
        return words[0].isascii() or (self.nominative[0][-1] not in _VOWELS and words[-1][-1] not in _VOWELS)


def write_like(nominative: str, text: str) -> str:
    """Return a nominative with a capital where the string has one: a short name is none without (Риме, Рим).

    Not of a string in plain Latin letters, which are the short words of many languages: Menu is no case of Men.
    """
    is_name = text.rpartition(" ")[2][:1].isupper() and not text.isascii()
    return nominative.capitalize() if len(nominative) <= SHORT and is_name else nominative


@lru_cache(_KEPT)
def is_case_form(word: str, nominative: str, lang: str = "") -> bool:
    """Return whether a word may be another one in some case of a language, or of any, or is that one.

    >>> is_case_form("организации", "организация"), is_case_form("организации", "организм")
    (True, False)
    >>> [is_case_form("тамани", "тамана", lang) for lang in ("uk", "ru")]
    [True, False]
    """
    return word == nominative or nominative in _list_words(word, lang)


def is_slip(word: str, nominative: str, lang: str = "") -> bool:
    """Return whether a word of some letters is a slip away from another one, in some case of a language, or of any.

    A slip is a letter missed, added, changed or swapped with the next (optimal string alignment, Damerau 1964); a
    Korean syllable has several letters.

    >>> is_slip("праволавной", "православная"), is_slip("роттредаме", "роттердам"), is_slip("франк", "фронт")
    (True, True, False)
    >>> is_slip("베이찡을", "베이징", "ko"), is_slip("베를린", "베이징", "ko")
    (True, False)
    """
    own = script(nominative[:1])
    if own == _SYLLABLES:
        forms = [unicodedata.normalize("NFD", form) for form in (word, *_list_words(word, lang))]
        nominative = unicodedata.normalize("NFD", nominative)
    else:
        forms = list(dict.fromkeys((word, *_list_words(word, lang))))
    if min(len(forms[0]), len(nominative)) < (_SLIPPED_HAN if own == "Hani" else _SLIPPED):
        return False
    return any(OSA.distance(form, nominative, score_cutoff=1) <= 1 for form in forms)


def list_others(words: Sequence[str], nominatives: Sequence[str]) -> list[int]:
    """Return the places of those words that are in no case the word of a name in the same place.

    >>> list_others("международной арганизации труда".split(), "международная организация труда".split())
    [1]
    """
    pairs = enumerate(zip(words, nominatives, strict=False))
    return [at for at, (word, nominative) in pairs if not is_case_form(word, nominative)]


def list_nouns(words: Sequence[str]) -> Iterator[str]:
    """Yield the words of a place's name with every adjective replaced by a noun that it may be made of.

    >>> list(list_nouns(["луганская", "province"])), list(list_nouns(["gomel", "province"]))
    (['луган province', 'луганск province', 'луганс province'], [])
    """
    found = [_find_nouns(word) for word in words]
    for choice in range(max(map(len, found), default=0)):
        chosen = [
            nouns[min(choice, len(nouns) - 1)] if nouns else word for word, nouns in zip(words, found, strict=True)
        ]
        yield " ".join(chosen)


def _strip_marks(word: str) -> str:
    """Return a word in Latin letters without marks, which cases change (Łódź, Łodzi), and any other one as it is."""
    return plain(word) if script(word[:1]) == "Latn" else word


def _divide(text: str) -> str:
    """Return what stands before an apostrophe and the ending of a case, "" where there is none: Erdoğan'ın."""
    name, mark, ending = text.rpartition("'")
    return name if mark and mark + key(ending) in _endings()[0] else ""


def _find_nouns(word: str) -> tuple[str, ...]:
    adjectives = _read("adjectives.tsv")
    for size in range(min(_LONGEST, len(word) - _NOUN), 0, -1):
        if word[-size:] in adjectives:
            return tuple(word[:-size] + ending for ending in adjectives[word[-size:]])
    return ()


def _list_words(word: str, lang: str = "") -> Iterator[str]:
    endings, beginnings = _endings(lang)
    for size in range(min(_LONGEST, len(word) - _SHORT_STEM), 0, -1):
        if size < _TELLING and len(word) - size < _STEM:
            continue
        for nominative in endings.get(word[-size:], ()):
            fleeting = nominative[:1] in _FLEETING and not _is_vowel(word[-size])
            if not (fleeting and _is_vowel(word[-size - 1])):
                yield word[:-size] + nominative  # ყვარლის is of ყვარელი, but ვერის of no ვეარი
        for nominative in beginnings.get(word[:size], ()):
            yield nominative + word[size:]


@cache
def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0] in _FLEETING


@cache
def declined_languages() -> frozenset[str]:
    """Return the languages whose endings are known.

    >>> "uk" in declined_languages(), "naq" in declined_languages()
    (True, False)
    """
    return frozenset(lang.partition("-")[0] for lang, _, _ in read_cells(tables_folder() / "endings.tsv")[1:])


@cache
def _endings(lang: str = "") -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return what stands for each ending, and for each beginning: what is written with the name that follows."""
    every = _read("endings.tsv", lang)
    return (
        {part: found for part, found in every.items() if not part.endswith("-")},
        {part.removesuffix("-"): found for part, found in every.items() if part.endswith("-")},
    )


@cache
def _read(table: str, lang: str = "") -> dict[str, tuple[str, ...]]:
    """Return what may stand for each part of a word in a table of parts by language, in one of them or in any."""
    found: dict[str, dict[str, None]] = {}
    for own, part, others in read_cells(tables_folder() / table)[1:]:
        if lang in ("", own):
            found.setdefault(part, {}).update(dict.fromkeys(other.strip("-") for other in others.split(" ")))
    return {part: tuple(others) for part, others in found.items()}
