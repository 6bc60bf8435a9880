"""Universities, banks, seas: names that a place or a country is but a part of (`institutions.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path

from normalize.annotate.page import PREFIXED, Page, Span
from normalize.annotate.small_words import AND, BODY, PART, STATE, small_words
from normalize.annotate.words import CASED, Word
from normalize.lexicon.inflection import PREPOSITIONS
from normalize.lexicon.vocabulary import vocabulary
from normalize.text import THE, clean, key
from normalize.tsv import open_words_of

_TABLE = Path(__file__).with_name("institutions.tsv")
_AFTER, _BEFORE, _BETWEEN, _SEATED, _HEADED, _OWNED = "after", "before", "between", "seated", "headed", "owned"
_CLOSING, _CALLED = "closing", "called"
_OFFICE, _MATTER = "office", "matter"
_IN = ("w", "we")  # what Polish names of bodies have before their seat
_AT = "في"
_PROCLITICS = "وفبل"  # Arabic: and, in, to
_MOST_BETWEEN = 2
_PIECES = 3  # words that one may be cut into where no space is between them
_MOST_OWNED = 6  # words written small between the name of a body and whose it is
_FEWEST_OWNED = 2  # words of one that opens a sentence
_WITHIN = (_AFTER, _BETWEEN, _HEADED, _OWNED)
_OTHER = "x"  # generic words say what a name is beside another word alone
_SPACELESS = frozenset({"Hani", "Kana", "Hira"})
_KEPT = 1 << 13  # words whose concepts are remembered
_HEAD = 3  # letters that an open word has at least
# Endings of adjectives that no noun in "-sk" has: Мінскага, Мінскім, but not Мінска, Мінску, Мінскам.
_ADJECTIVE = re.compile(
    r"(?:[сцзж]ьк|ск|цк|зк)(?:ий|ій|і|ы|ый|ого|ага|ому|аму|им|ім|ая|яя|ой|ай|ую|ое|ае)\Z"
    r"|(?:ов|ев|ин)а?\Z"  # Карлов университет
    r"|(?:sk|ck|dzk)(?:i|iego|iemu|im|iej|ą|ie)\Z"
)
# Endings of adjectives that agree.
_SAME_CASE = (
    ("ый", "ий", "ій", "ой"),
    ("ого", "его", "ага", "яга"),
    ("ому", "ему", "аму", "яму"),
    ("ом", "ем", "ым", "им", "ім"),
)
_OF_ADJECTIVE = re.compile(r"[оеа](?:го|му)\Z")  # Малого театра
# Endings of adjectives, in any case.
_AGREES = re.compile(
    r"..(?:[ыиі]й|[ое]й|[ая]я|[ое]е|[ыі]я|[ыи]е|[оеая]го|[оеа]му|[ыиі]м|[ыиі]х|[ую]ю|ої|на|ня|[ст]ка|не|[ст]ке|ні"
    r"|[yi]|[nkw]a|[nk]e|i?ego|i?emu|i?ej|[iy]m|[iy]ch|ą|ý|á|é|í|ého|ému|ou|ým|ých)\Z"
)
# Endings of what stands in the genitive behind the head of a name, and of no verb.
_OWNED_FORM = re.compile(
    r".{3,}(?:[оеаяь]го|[оеа][ййї]|ої|ьої|[ыіи]х|[еоіў]в|оў|(?<![лт])[ыиіїая]|i?ego|i?ej|[iy]ch|ów|(?<!ł)[yi]|(?<![łl])a)\Z"
)
_GENITIVE = ("ის", "ს")  # Georgian
_RELATIVE = ("ური", "ული", "ურ", "ულ")  # and its adjectives of countries
_GEORGIAN = "Geor"
_PLURAL = re.compile(".+ებ(?:ი|ს|ის|ით|მა|ად|ზე|ში|თან|იდან|ისთვის)?")  # of Georgian nouns


def _is(word: Word, side: str) -> bool:
    whole, begun = open_words_of(_TABLE, side)
    if word.key in whole or (len(word.key) >= _HEAD and word.key.startswith(begun)):
        return True
    return word.script in _SPACELESS and any(word.key[at:] in whole for at in range(1, len(word.key) - 1))


def find_end(words: Sequence[Word], last: int) -> int:
    """Return where the longer name ends that a name up to `last` begins, or `last` where there is none.

    >>> from normalize.annotate.words import split_words
    >>> find_end(split_words("Запорізькому національному університеті"), 1)
    3
    >>> [find_end(split_words(text), 1) for text in ("ლონდონის ბანკი", "ლონდონის ბანკი „თამარი“")]
    [2, 1]
    """
    script, name = words[last - 1].script, words[last - 1].key
    joint = "" if script in _SPACELESS else " "
    adjective = _ADJECTIVE.search(name) or _OF_ADJECTIVE.search(name)
    agrees = script in CASED and not adjective and _agree(words[last - 1 : last + 1])
    if (script in CASED and not (adjective or agrees)) or (
        script == _GEORGIAN and not name.endswith((*_GENITIVE, *_RELATIVE))
    ):
        return last
    for at in range(last, min(last + _MOST_BETWEEN + 1, len(words))):
        if words[at].joint != joint:
            return last
        if joint == "" and (size := _measure(words, at)) > 1:
            return at + size
        if _is(words[at], _AFTER) or (at > last and _is(words[at], _OFFICE)):
            if agrees and at == last:
                return last
            if at > last and joint == "" and _is_cut_off(words, at):
                return last  # 高山市の会社員
            if script == _GEORGIAN and _PLURAL.fullmatch(words[at].key):
                return last  # ქართული გაზეთები are many
            while at + 1 < len(words) and words[at + 1].joint == joint == "" and _is(words[at + 1], _AFTER):
                at += 1  # 交響 and 楽団
            called = script == _GEORGIAN and at + 1 < len(words) and words[at + 1].joint == '"'
            return last if called else at + 1  # a bank with a name of its own is only in London
        if not _is(words[at], _BETWEEN) and not _may_stand_between(words[at]):
            return last
    return last


def _agree(words: Sequence[Word]) -> bool:
    """Return whether a town's name is an adjective, as what is behind it is in the same case: Мирный городской суд."""
    return len(words) > 1 and any(all(word.key.endswith(case) for word in words) for case in _SAME_CASE)


def _is_cut_off(words: Sequence[Word], at: int) -> bool:
    """Return whether a single character is but the first of a word that ICU's dictionary cuts: 会 and 社員."""
    if len(words[at].key) > 1 or at + 1 == len(words) or words[at + 1].joint:
        return False
    return words[at + 1].script == "Hani" and not _is(words[at + 1], _AFTER)


def _may_stand_between(word: Word) -> bool:
    """Return whether a word may say more of what follows: an adjective, a Georgian genitive."""
    if word.script == _GEORGIAN:
        return word.key.endswith(_GENITIVE[0])
    return word.script in CASED and bool(_AGREES.search(word.key))


def _measure(words: Sequence[Word], at: int) -> int:
    """Return how many words from `at` on are together one of those behind a name: 歌剧 and 院."""
    letters, whole = "", open_words_of(_TABLE, _AFTER)[0]
    size = 0
    for last in range(at, min(at + _PIECES, len(words))):
        if last > at and words[last].joint:
            break
        letters += words[last].key
        size = last + 1 - at if letters in whole else size
    return size


def closes_name(word: Word) -> bool:
    """Return whether a Chinese word ends the name of a body that begins with a town: 公司, 殡仪馆."""
    return _is(word, _CLOSING)


def opens_name(words: Sequence[Word], at: int) -> bool:
    """Return whether a word opens a longer name that the name behind it ends.

    >>> from normalize.annotate.words import split_words
    >>> opens_name(split_words("an der Universität Bremen"), 2)
    True
    """
    if not 0 <= at < len(words) - 1 or words[at + 1].joint != " ":
        return False
    word = words[at]
    joined = (
        word.script in PREFIXED and word.key[0] in _PROCLITICS and word.key[1:] in open_words_of(_TABLE, _BEFORE)[0]
    )  # ومتحف
    return joined or _is(word, _BEFORE)


def find_named(words: Sequence[Word], at: int) -> int:
    """Return where the place stands that an Arabic word opens a longer name of, or `at` where it opens none.

    >>> from normalize.annotate.words import split_words
    >>> [find_named(split_words(text), 0) for text in ("بنك الكويت", "محكمة جنايات أسيوط", "محكمة أسيوط")]
    [1, 2, 0]
    """
    if opens_name(words, at):
        return at + 1
    if at + 2 >= len(words) or not words[at + 1].joint == words[at + 2].joint == " ":
        return at
    head, offices = words[at].key, open_words_of(_TABLE, _OFFICE)[0]
    office = head in offices or (head[0] in _PROCLITICS and head[1:] in offices)
    return at + 2 if office and _is(words[at + 1], _MATTER) else at


def goes_on_in(words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether the name of a body goes on behind `last` with where it is: Sąd Okręgowy w Toruniu.

    >>> from normalize.annotate.words import split_words
    >>> goes_on_in(split_words("Sąd Okręgowy w Toruniu"), 0, 2)
    True
    """
    return (
        last + 1 < len(words)
        and words[last].key in _IN
        and words[last].joint == words[last + 1].joint == " "
        and words[last + 1].capital
        and any(words[at].capital and (_is(words[at], _AFTER) or _is(words[at], _SEATED)) for at in range(first, last))
    )


def find_owner(words: Sequence[Word], first: int, last: int, of: Collection[str] = ()) -> int:
    """Return where the owner stands that the name of a body goes on to behind `last`, or `last` where there is none.

    `of`: what stands before the owner in a language without cases; only words that are bodies by themselves have it.

    >>> from normalize.annotate.words import split_words
    >>> find_owner(split_words("в Министерстве иностранных дел Польши"), 1, 2)
    4
    """
    while first < last and words[first].plain and not _opens(words[first]):
        first += 1
    at = last
    while at < len(words) and at - last <= _MOST_OWNED and words[at].joint == " " and not words[at].capital:
        at += 1
    if at == len(words) or words[at].joint != " " or not words[at].capital or words[first].script not in CASED:
        return last
    if not first < last or not _opens(words[first]) or (at - first < _FEWEST_OWNED and words[first].plain):
        return last  # a parliament that opens a sentence is any
    gap = words[last:at]
    if of:
        if not gap or gap[-1].key not in of:
            return last
        gap = gap[:-1]
    goes_on = all(_tells(word) or _OWNED_FORM.match(word.key) or word.key in small_words(AND) for word in gap)
    ends = not gap or small_words(AND).isdisjoint((gap[0].key, gap[-1].key))
    return at if goes_on and ends and any(map(_is_body, words[first:at])) else last


def _opens(word: Word) -> bool:
    return _tells(word) or bool(_ADJECTIVE.search(word.key))


def is_headed(word: Word) -> bool:
    """Return whether a word is a body that no text means in general: Nationalbank, but not Parlament."""
    return _is(word, _HEADED)


def is_owned_form(word: Word) -> bool:
    """Return whether a word has an ending of the genitive, and of no verb."""
    return bool(_OWNED_FORM.match(word.key))


def _is_body(word: Word) -> bool:
    return is_headed(word) or not small_words(BODY).isdisjoint(_tell_concepts(word.key))


def _tells(word: Word) -> bool:
    """Return whether a word written small goes on in the name of a body: "of foreign affairs"."""
    return bool(_tell_concepts(word.key) - {""}) or any(_is(word, side) for side in _WITHIN)


def is_of_any_state(words: Sequence[Word]) -> bool:
    """Return whether some words name what every country has one of, and say of no country.

    >>> from normalize.annotate.words import split_words
    >>> is_of_any_state(split_words("Trybunał Konstytucyjny")), is_of_any_state(split_words("Gazeta Wyborcza"))
    (True, False)
    """
    return len(words) > 1 and all(
        (_tell_concepts(word.key) - {""} or {word.key}) <= small_words(STATE) for word in words
    )


def is_part(words: Sequence[Word], at: int) -> bool:
    """Return whether a word makes what is behind it another place: Northern Ireland, Западная Украина.

    >>> from normalize.annotate.words import split_words
    >>> is_part(split_words("Западная Украина"), 0), is_part(split_words("Украина"), 0)
    (True, False)
    """
    if at + 1 >= len(words) or not (words[at].capital and words[at + 1].capital and words[at + 1].joint == " "):
        return False
    return is_part_word(words[at].key)


def is_part_word(exact: str) -> bool:
    """Return whether an exact key says which part of a place is meant.

    >>> is_part_word("northern"), is_part_word("ireland")
    (True, False)
    """
    return exact in small_words(PART) or not small_words(PART).isdisjoint(_tell_concepts(exact, "place"))


@lru_cache(_KEPT)
def _tell_concepts(exact: str, type: str = "organisation") -> frozenset[str]:
    """Return the English concepts of a word in the names of a type; {""} for one that says nothing: "of"."""
    found = vocabulary(type).translate(f"{exact} {_OTHER}").split()
    return frozenset(found[:-1] or [""] if found else ())


def list_longer(words: Sequence[Word], first: int) -> list[int]:
    """Return where the name of a body may end that an adjective begins and words written small go on.

    >>> from normalize.annotate.words import split_words
    >>> list_longer(split_words("как пишет Европейская комисия в отчёте"), 2)
    [4]
    """
    if not _AGREES.search(words[first].key):
        return []
    last = first + 1
    while last < min(len(words), first + _MOST_OWNED) and words[last].joint == " " and not words[last].capital:
        if words[last].key in PREPOSITIONS:
            break
        last += 1
    return [end for end in range(first + 2, last + 1) if len(words[end - 1].key) > _HEAD]


def find_seat(words: Sequence[Word], first: int) -> int:
    """Return where the place stands that an Arabic name of a body ends with, or `first` where there is none.

    >>> from normalize.annotate.words import split_words
    >>> find_seat(split_words("الجامعة الأميركية في بيروت"), 0)
    3
    """
    head = words[first].key.removeprefix(THE)
    if head == words[first].key or head not in open_words_of(_TABLE, _BEFORE)[0]:
        return first
    last = skip_between(words, first + 1)
    seated = first + 1 < last < len(words) - 1 and words[last].key == _AT and words[last + 1].joint == " "
    return last + 1 if seated else first


def calls_body(words: Sequence[Word], at: int) -> bool:
    """Return whether an Arabic adjective of a country belongs to the name of a body or a sea: المحيط الهندي.

    >>> from normalize.annotate.words import split_words
    >>> calls_body(split_words("المحيط الهندي"), 1), calls_body(split_words("الوزير الهندي"), 1)
    (True, False)
    """
    for before in range(at - 1, max(at - _MOST_BETWEEN, 0) - 1, -1):
        if words[before + 1].joint != " ":
            return False
        _, article, noun = words[before].key.rpartition(THE)
        if article and noun in open_words_of(_TABLE, _CALLED)[0]:
            return True
    return False


def skip_between(words: Sequence[Word], last: int) -> int:
    """Return where a name goes on to that adjectives stand behind: بنك الكويت الوطني."""
    while last < len(words) and words[last].joint == " " and _is(words[last], _BETWEEN):
        last += 1
    return last


def holds(page: Page, span: Span, role: str) -> bool:
    """Return whether a span has a word of `BODY` or `FEATURE`, in English or in the words for it of other languages."""
    return _holds(f"{page.phrase(span.first, span.last)} {span.known}", role)


def is_unsaid(page: Page, span: Span, name: str) -> bool:
    """Return whether a name says what body it is, and a span like it does not: Central Europe is no bank."""
    return names_body(name) and not holds(page, span, BODY)


def names_body(name: str) -> bool:
    """Return whether a word of a name says what body it is.

    >>> names_body("European Central Bank"), names_body("Central Europe")
    (True, False)
    """
    return _holds(key(clean(name).text), BODY)


@lru_cache(_KEPT)
def _holds(phrase: str, role: str) -> bool:
    type = "organisation" if role == BODY else "place"
    return not small_words(role).isdisjoint([*phrase.split(), *vocabulary(type).translate(phrase).split()])
