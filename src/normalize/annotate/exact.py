"""The phrases of a page that are names of the lexicon to the letter, or may be one in another case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from normalize.annotate.divisions import tell_region, tell_small_region
from normalize.annotate.homophones import find_homophones
from normalize.annotate.languages import NO_PARTICLE, tell_of
from normalize.annotate.lookalikes import find_lookalikes
from normalize.annotate.nominatives import has_endings, list_bases
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import ATTACHED, GENITIVE_S, PREFIXED, Page, find_nominatives
from normalize.annotate.regnal import goes_on
from normalize.annotate.small_words import PARTICLE, small_words
from normalize.annotate.words import CASED, Word
from normalize.index.phrases import Phrases
from normalize.lexicon.inflection import PREPOSITIONS, is_case_form
from normalize.lexicon.table import list_names
from normalize.loose import loosen
from normalize.matcher import Matcher
from normalize.text import SHORT, THE, clean, key
from normalize.text import plain as strip_marks

_LONGEST = 10  # words of a name that is looked for
_LISTED = 4  # a name goes over a comma if it has more words than these
INFLECTED = frozenset({"be", "ru", "uk", "pl", "cs", "sk", "sr", "hr", "sl", "bg", "lt", "lv"})
_ARTICLES, _BEFORE_ARTICLE = ("das", "den", "der", "da", "zu"), ("van", "von", "auf", "an", "in")
_DATIVE = "den"  # before a German name in the plural that has an ending
_POLISH, _OF_PEOPLE = "pl", "ów"  # the ending of a genitive that elsewhere is a family name's
_BESIDE = (" ", '"')
_NOMINATIVE = "ი"  # the ending of Georgian adjectives, which one before a noun in the dative has not
_AGENT, _TWO = "მა", 2
_SHORTEST = 4  # letters that are left of a name without it
_WHOLE = 100  # words for the people of countries from which those of a language are known
_CAREFUL = {"ه": "ة", "ى": "ي"}  # Arabic letters at the end of a word, and what they are written for

_VOWEL = re.compile("[aeiouyаеёиоуыэюяіїє]")
_WITH_ARTICLE = re.compile(f"[وفبك]?{THE}(.+)")

# The names to the letter that begin at a word: where each ends and its exact key, the longest first.
Exact = dict[int, dict[int, str]]


def find_exact(page: Page, knowledge: Matcher, bears: Callable[[str], bool]) -> Exact:
    """Return the phrases of a page that are names to the letter, or in another case, by where they begin and end.

    `bears` says whether people bear a word.
    """
    phrases = knowledge.phrases
    asked: list[tuple[str, int, int]] = []
    words = page.words
    ends = has_endings(page.language)
    inflects = page.language in INFLECTED or page.language in GENITIVE_S or ends
    for first, word in enumerate(words):
        if not _may_begin(page, first):
            end_of_region, region = tell_small_region(page, first)
            asked += [(region, first, end_of_region)] if region else []
            continue
        if region := tell_region(page, first):
            asked.append((region, first, first + 1))
        ordinary = word.script in CASED and page.is_ordinary(first)
        carries = inflects or word.script not in CASED or word.script in ATTACHED
        phrase = ""
        for last in range(first + 1, min(first + _LONGEST, len(words)) + 1):
            end = words[last - 1]
            if phrase and end.joint == "|":
                break
            if phrase and page.language == GERMAN and not end.capital and end.key in page.ordinary:
                phrase += f" {end.key}"
                continue  # kommen aus China an
            phrase += f" {end.key}" if phrase and end.joint else end.key
            if last == first + 1 and (ordinary or len(word.key) < 2):
                continue
            asked.append((phrase, first, last))
            if end.script == "Arab" and " " in phrase and min(map(len, phrase.split())) >= SHORT:
                asked.append((loosen(phrase), first, last))
            if last == first + 1 and (adjective := tell_adjective(end) or tell_short(words, first)):
                asked.append((adjective, first, last))
            if phrase[-1:] in _CAREFUL:
                asked.append((phrase[:-1] + _CAREFUL[phrase[-1]], first, last))
            if carries and not (ordinary and (last == first + 1 or not ends)):  # El Cezire'nin
                asked += ((form, first, last) for form in _list_forms(page, phrase, first, last))
    distinct = list(dict.fromkeys(phrase for phrase, _, _ in asked))
    here = {phrase for phrase, is_known in zip(distinct, knowledge.are_known(distinct), strict=True) if is_known}
    found: Exact = {}
    if page.language in INFLECTED or not page.language:
        for first, last, phrase in _find_phrases(words, phrases):
            found.setdefault(first, {}).setdefault(last, phrase)
    for phrase, first, last in (one for one in asked if one[0] in here):
        listed = last - first <= _LISTED and any(w.joint == "," for w in words[first + 1 : last])
        if not (listed or _is_score(words, first, last) or goes_on(words, first, last, bears)):
            found.setdefault(first, {}).setdefault(last, phrase)
    for first, last, phrase in _find_slipped(page, phrases, bears):
        if last > max(found.get(first, ()), default=first):
            found.setdefault(first, {})[last] = phrase
    misspelt = find_homophones(page, found, knowledge.homophones)
    for first, last, name in (*misspelt, *find_lookalikes(page, found, knowledge.lookalikes, bears)):
        found.setdefault(first, {})[last] = name
    return {first: dict(sorted(ends.items(), reverse=True)) for first, ends in found.items()}


def tell_adjective(word: Word) -> str:
    """Return the exact key of an Arabic adjective of a country without the article that stands before it, or "".

    >>> from normalize.annotate.words import split_words
    >>> [tell_adjective(word) for word in split_words("السلطات الروسية")]
    ['', 'روسية']
    >>> tell_adjective(split_words("والأتراك")[0])
    'أتراك'
    """
    found = _WITH_ARTICLE.fullmatch(word.key) if word.script == "Arab" else None
    return found[1] if found and found[1] in _adjectives() else ""


def tell_short(words: Sequence[Word], at: int) -> str:
    """Return the nominative of a Georgian word for the people of a country that stands before a noun without its end.

    >>> from normalize.annotate.words import split_words
    >>> tell_short(split_words("დანიურ გემს"), 0)
    'დანიური'
    """
    if words[at].script != "Geor" or at + 1 == len(words) or words[at + 1].joint not in _BESIDE:
        return ""
    whole = words[at].key + _NOMINATIVE
    return whole if whole in _adjectives("ka") else ""


@cache
def _adjectives(lang: str = "ar") -> frozenset[str]:
    """Return the exact keys of the words of a language for the people of countries."""
    return frozenset(word for word, langs in _languages_of_people().items() if lang in langs)


@cache
def _languages_of_people() -> dict[str, set[str]]:
    """Return the languages of each word for the people of a country, by its exact key."""
    found: dict[str, set[str]] = {}
    for name, lang in list_names("demonyms.tsv"):
        found.setdefault(key(clean(name).text), set()).add(lang)
    return found


def ends_at(exact: Exact, at: int) -> bool:
    """Return whether a name to the letter ends before a word.

    >>> ends_at({1: {3: "new york"}}, 3), ends_at({1: {3: "new york"}}, 2)
    (True, False)
    """
    return any(at in exact.get(first, ()) for first in range(max(at - _LONGEST, 0), at))


def is_foreign_people(word: str, form: str) -> bool:
    """Return whether a word would be a case of one for the people of a country, in languages that have no such case.

    >>> [is_foreign_people(word, form) for word, form in (("polesie", "poles"), ("polakiem", "polak"))]
    [True, False]
    """
    langs = _languages_of_people().get(form, ())
    return bool(langs) and not any(is_case_form(word, form, lang) for lang in langs)


def names_people(word: str, lang: str) -> bool:
    """Return whether an exact key is a word of a language for the people of a country.

    >>> names_people("ქართველი", "ka"), names_people("თბილისი", "ka")
    (True, False)
    """
    return lang in _languages_of_people().get(word, ())


def is_people_elsewhere(word: str, lang: str) -> bool:
    """Return whether an exact key is a word for the people of a country in other languages than one.

    Nothing is said of a language few of whose words are known.

    >>> [is_people_elsewhere("türk", lang) for lang in ("en", "tr")]
    [True, False]
    """
    langs = _languages_of_people().get(word, ())
    return bool(langs) and lang not in langs and len(_adjectives(lang)) >= _WHOLE


def _is_score(words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether some words end in a number that another goes on with: Lyon 3-1."""
    return last - first > 1 and last < len(words) and words[last - 1].key.isdigit() and words[last].key.isdigit()


def _find_phrases(words: Sequence[Word], phrases: Phrases) -> Iterator[tuple[int, int, str]]:
    """Yield the phrases that stand among some words: from where to where, and the exact key."""
    for first, word in enumerate(words):
        if word.capital and word.script in CASED and phrases.may_begin([w.key for w in words[first : first + 2]]):
            last = first + 1
            while last < len(words) and last < first + _LONGEST and words[last].joint not in ("|", ","):
                last += 1
            for size, phrase in phrases.find([word.key for word in words[first:last]]):
                yield first, first + size, phrase


def _find_slipped(page: Page, phrases: Phrases, bears: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Yield the phrases that stand on a page but for a slip in one word, which is then no ordinary word and no name."""
    words = page.words
    for first, word in enumerate(words):
        if (word.capital or word.script not in CASED) and phrases.may_begin([w.key for w in words[first : first + 2]]):
            last = first + 1
            while last < len(words) and last < first + _LONGEST and words[last].joint == " ":
                last += 1
            for size, phrase, at in phrases.find_slipped([word.key for word in words[first:last]]):
                slipped = words[first + at]
                small = slipped.script in CASED and not slipped.capital and page.language not in INFLECTED
                forms = (slipped.key, slipped.key.removeprefix(THE), *find_nominatives(slipped.key))
                if not (small or bears(slipped.text)) and page.ordinary.isdisjoint(forms):
                    yield first, first + size, phrase  # Belarusian airliners are no airline


def _list_forms(page: Page, phrase: str, first: int, last: int) -> Iterator[str]:
    """Yield what the words of a phrase may be a case form of, where the lexicon would not see it by itself."""
    size, word, end = last - first, page.words[first], page.words[last - 1]
    language = page.language
    if word.script in PREFIXED and page.is_governed(first):
        return
    if word.script in ATTACHED:  # of several words the first ones stand in the case that the name has them in
        before = phrase.removesuffix(end.key)
        yield from (before + form for form in page.list_forms(end))
        if word.script == "Geor" and size == _TWO:  # წითელმა ჯვარმა, წითელ ჯვარს
            adjective = word.key.removesuffix(_AGENT).removesuffix(_NOMINATIVE) + _NOMINATIVE
            yield from (f"{adjective} {form}" for form in page.list_forms(end) if adjective != word.key)
        if word.script in PREFIXED and size > 1:
            yield from (form + phrase.removeprefix(word.key) for form in page.list_forms(word))
    elif word.capital and word.script in CASED:
        if size == 1 and language in INFLECTED:  # those that the language itself has first
            plain = phrase.replace("ґ", "г")
            forms = (form for form in find_nominatives(plain) if not is_foreign_people(plain, form))
            yield from sorted(
                forms,  # and those with a vowel: Brna is of Brno, and "brn" only Bern in Syriac
                key=lambda form: (not is_case_form(plain, form, language), not _VOWEL.search(strip_marks(form))),
            )
        elif 1 < size <= 3 and (
            language == GERMAN or (language in INFLECTED and (not end.capital or end.joint == "-"))
        ):
            yield from find_nominatives(phrase)
        if size == 1 and language == GERMAN and page.words[first - 1].key == _DATIVE and word.key.endswith("n"):
            yield phrase[:-1]  # aus den Niederlanden
        people = phrase.removesuffix(_OF_PEOPLE)
        if language == _POLISH and people != phrase and people in _adjectives(_POLISH):
            yield people  # Polaków: elsewhere a family name
        if has_endings(language):
            bases = (base for base in list_bases(end, language) if not page.ordinary >= {end.key, base})  # του Νότου
            yield from (phrase.removesuffix(end.key) + base for base in bases)
        if language in GENITIVE_S and end.capital and len(end.key) > _SHORTEST and phrase.endswith("s"):
            yield phrase[:-1]


def _may_begin(page: Page, at: int) -> bool:
    word = page.words[at]
    if word.script not in CASED:
        return word.text[0].isalpha()
    return word.capital or is_particle(page, at)


def is_particle(page: Page, at: int) -> bool:
    """Return whether a word is a small one before a capitalised one that it may belong to; "do" is none in Polish."""
    words, last = page.words, at
    if words[at].key in tell_of(NO_PARTICLE, page.language):
        return False  # Anglia la Berlin
    if page.language == GERMAN and words[at].key in _ARTICLES and (not at or words[at - 1].key not in _BEFORE_ARTICLE):
        return False  # "China den Ausschlag", but "van der Bellen"
    while last < len(words) and words[last].key in small_words(PARTICLE) and not words[last].capital:
        if page.language in INFLECTED and words[last].key in PREPOSITIONS:
            return False
        last += 1
        if not page.capitals_tell:
            break  # "von der" stands before any noun
    return at < last < len(words) and words[last].capital and words[last].joint in (" ", "-", "")
