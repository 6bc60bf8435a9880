"""Names that are but a part of what stands around them: of a title, a compound, a person's name, another place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Set
from itertools import islice
from operator import attrgetter

from normalize.annotate.arabic_names import is_indefinite, is_nisba, names_person
from normalize.annotate.cues import is_cue, is_located, tell_after, tell_before
from normalize.annotate.exact import Exact, ends_at, tell_adjective, tell_short
from normalize.annotate.institutions import closes_name
from normalize.annotate.longer import goes_on, is_abbreviated
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import PREFIXED, Page, Span
from normalize.annotate.quotations import is_title
from normalize.annotate.small_words import FAMILY, QUALIFIER, SURNAME, SYLLABLE, WHERE, small_words
from normalize.annotate.words import CASED
from normalize.text import THE

_LONGEST = 10  # words of a name
_FIRST = 20  # places where some words are first written
_FATHER = frozenset({"أبو", "ابو", "أبي", "أم"})  # what an Arabic byname begins with
_BEFORE = frozenset({"新", "皇家"})  # New York is no York, and Real Madrid a club
_SUBJECT = re.compile(".*(?:[იაოუმ]|(?<!ზ)ე)")  # the endings of Georgian subjects, but not "on"
_WITH = "თან"  # Georgian: with, and at
_PARTICLES = frozenset("のはがをにでとへもや")
_MOST_BETWEEN = 2  # Chinese words between a town and the word for a body
_COUNTS = frozenset("一二两三四五六七八九十百千万几数多每各某这那该本下上")  # before what may be a measure word: 两张
_LEARNED = ("大学", "学院", "博物馆", "研究院", "研究所", "乐团")
_OF_THESE = "其中"
_BEHIND_CHINA = frozenset("区的和与及在方人籍队")  # single characters that China's name may stand before
_AROUND = frozenset("行旅间外内后前上下中一")  # 之 and these make no name
_LAW_FIRM = re.compile(
    "(?:(?![的家])[\u4e00-\u9fff]{2,6}(?:（[\u4e00-\u9fff]+）)?|）)(?:律师|律師|会计师|會計師)事[务務]所"
)
_NO_NAME = "的在了和与與是有家从從到将將被对對等"  # Chinese: what no name of a company has in it
_COMPANY = re.compile(
    f"(?:(?![{_NO_NAME}])[\u4e00-\u9fff]){{2,12}}?(?:有限(?:责任|責任)?公司|会社|會社)"
    f"|(?:(?![{_NO_NAME}一两兩几幾多各每某这這那座所读讀念上考进進过過去回到来來办辦建开開新])[\u4e00-\u9fff]){{2,8}}?"
    "(?:(?<![工建])[厂廠](?![商长長家区區房])|(?:大[学學]|[学學]院)(?![生城路]))"
)
_HIRAGANA = 3  # characters of a given name that no title follows
_GIVEN = 4  # words that a Japanese given name is cut into, and its title
_START = attrgetter("start")
_DOTS = frozenset("·・•")
_HYPHENS = frozenset("-‐‑")
# Scripts without capitals that leave spaces between given and family name.
_GIVEN_FIRST = frozenset({"Arab", "Hebr", "Geor"})


def find_families(page: Page, exact: Exact, bears: Callable[[str], bool]) -> Set[str]:
    """Return the names that are somebody's family name where they stand, in scripts that show it by no capital.

    What the page also says to be where something is, is none of them.
    """
    families, places = set(), set()
    for first, ends in exact.items():
        known, word = ends.get(first + 1, ""), page.words[first]
        if known and word.script in _GIVEN_FIRST:
            span = Span(first, first + 1, "", "", known, False)
            if _is_family(page, span, bears):
                if tell_adjective(word) != known:  # one Mr al-Masri makes nobody else's Egyptians his
                    families.add(known)
            elif is_located(page, span) and not word.key.endswith(_WITH):
                places.add(known)
    return families - places


def is_within(page: Page, span: Span, exact: Exact, bears: Callable[[str], bool], families: Set[str]) -> bool:
    """Return whether a place's name is but a part of what stands around it; `bears`: whether people bear a word.

    `families`: names that the page gives to people elsewhere.

    >>> page = Page.of("Die Fähre „Helsinki“ fuhr ab.")
    >>> is_within(page, Span(2, 3, "", "", "", True), {}, lambda word: False, frozenset())
    True
    """
    return (
        is_title(page, span)
        or is_hyphened(page, span, exact)
        or span.known in families
        or _is_family(page, span, bears)
        or is_abbreviated(page, span, exact)
        or goes_on(page, span, exact, bears)
    )


def is_dotted(page: Page, span: Span, is_known: Callable[[int, int], bool], exact: Exact) -> bool:
    """Return whether a dot joins a name with what is none by itself: 罗曼·里昂, ベルリン・フィル, not 東京・大阪.

    `is_known`: whether some words in katakana are a place that all know, as towns are called like given names too.

    >>> page = Page.of("レオ・サントスが得点した。", "ja")
    >>> is_dotted(page, Span(1, 2, "", "", "", True), lambda first, last: False, {0: {1: "レオ"}})
    True
    """
    text, (start, end), words = page.text, page.place(span), page.words
    after = text[end : end + 2]  # a Greek semicolon has a space behind it
    dots = start > 0 and text[start - 1] in _DOTS, after[:1] in _DOTS and bool(after[1:].strip())
    if page.language == "zh":
        return any(dots) or _spelt_from_dot(text, start)  # 马德里·洛佩斯
    before = (
        (at, span.first) for at in range(max(span.first - _LONGEST, 0), span.first) if span.first in exact.get(at, ())
    )
    behind = ((span.last, at) for at in exact.get(span.last, ()))
    beside = words[max(span.first - 1, 0) : span.first], words[span.last : span.last + 1]
    ends = words[span.first], words[span.last - 1]
    native = [
        page.language == "ja" and bool(side) and side[0].script == end.script == "Hani"
        for side, end in zip(beside, ends, strict=True)
    ]
    dots = dots[0] and not native[0], dots[1] and not native[1]  # 東京・銀座, 本社・浜松市
    for dot, names in zip(dots, (before, behind), strict=True):
        if dot and not any(words[first].script != "Kana" or is_known(first, last) for first, last in names):
            return True
    return False


def is_firm(page: Page, span: Span, exact: Exact) -> bool:
    """Return whether an ampersand joins a name with what is none to the letter: Bradford & Sons, Texas A&M.

    >>> page = Page.of("It was built by Bradford & Sons.")
    >>> is_firm(page, Span(4, 5, "", "", "", True), {4: {5: "bradford"}})
    True
    """
    words, first, last = page.words, span.first, span.last
    if page.text[page.place(span)[1] :][:1] == "&":
        return True
    if last < len(words) and words[last].joint == "&" and words[last].capital and last not in exact:
        return True
    return first > 0 and words[first].joint == "&" and words[first - 1].capital and not ends_at(exact, first)


def is_compound(page: Page, span: Span, country: bool) -> bool:
    """Return whether a town's name in Han characters is written as one word with more: katakana, "new", a company.

    Of a `country` it is one only in the name of what is learned, as any company of Germany's is a 德国汽车公司.

    >>> page = Page.of("昨日、東京クレヨンが店を開いた。", "ja")
    >>> [is_compound(page, Span(at, at + 1, "", "", "", True), False) for at in (1, 0)]
    [True, False]
    """
    words, first, last = page.words, span.first, span.last
    if words[first].script != "Hani":
        return False
    if first and not words[first].joint and words[first - 1].key in _BEFORE:
        return True
    if page.language == "zh" and (
        _is_epithet(page, last)
        or _is_of_these(page, span)
        or _is_law_firm(page, last)
        or (not country and _is_company(page, last))
        or _opens_body(page, last, country or is_located(page, span))
    ):
        return True
    if page.language == "zh" and not country and not is_located(page, span) and _is_cut(page, last):
        return True
    if page.language == "ja" and not country and first and not words[first].joint and words[first - 1].script == "Kana":
        return not page.is_ordinary(first - 1)  # ヴィッセル神戸
    goes_on = last < len(words) and not words[last].joint and words[last].script == "Kana"
    return goes_on and not tell_after(words, last)


def _is_law_firm(page: Page, last: int) -> bool:
    """Return whether the name of a Chinese law firm goes on behind a town: 北京大成律师事务所."""
    return bool(_LAW_FIRM.match(page.text, page.words[last - 1].end))


def _is_company(page: Page, last: int) -> bool:
    """Return whether the name of a Chinese company, works or university goes on behind a town."""
    return bool(_COMPANY.match(page.text, page.words[last - 1].end))


def _is_of_these(page: Page, span: Span) -> bool:
    """Return whether "among them" and a word that begins with 国 read as China: 其中国盾量子, but not 其中国业务."""
    words, first, last = page.words, span.first, span.last
    if not first or words[first].joint or last == len(words) or words[last].joint:
        return False
    among = words[first - 1].key + words[first].key[0] == _OF_THESE
    return among and len(words[last].key) == 1 and words[last].key not in _BEHIND_CHINA


def _is_epithet(page: Page, last: int) -> bool:
    """Return whether Chinese makes a name of a town's: 伦敦之星航运公司, but not 伦敦之行."""
    after = page.text[page.words[last - 1].end :][:2]
    return after[:1] == "之" and after[1:] not in _AROUND


def _is_cut(page: Page, last: int) -> bool:
    """Return whether the last character of a Chinese name and the one behind it are a word: 一张长沙发, not 南京人."""
    words = page.words
    if last == len(words) or words[last].joint or len(words[last].key) > 1:
        return False
    return words[last - 1].key[-1] + words[last].key in page.ordinary


def _opens_body(page: Page, last: int, learned: bool) -> bool:
    """Return whether Chinese words go on behind a town to the word for a body: 长沙路桥公司, not 长沙一家公司."""
    words = page.words
    for at in range(last, min(last + _MOST_BETWEEN + 1, len(words))):
        if words[at].joint or words[at].script != "Hani":
            return False
        if at > last and closes_name(words[at]):
            return not learned or words[at].key.endswith(_LEARNED)
        if page.is_ordinary(at) or words[at].key[0] in _COUNTS:
            return False
    return False


def _spelt_from_dot(text: str, start: int) -> bool:
    """Return whether characters that foreign names are spelt with stand between a dot and what begins at `start`."""
    at = start
    while at and text[at - 1] in small_words(SYLLABLE):
        at -= 1
    return 0 < at < start and text[at - 1] in _DOTS


def is_hyphened(page: Page, span: Span, exact: Exact) -> bool:
    """Return whether a hyphen makes a name a part of a longer one: Большая Речка-Сортировочная, Тегеран-43.

    >>> page = Page.of("Тарпеда-БелАЗ гуляў учора.", "be")
    >>> is_hyphened(page, Span(1, 2, "", "", "", True), {1: {2: "белаз"}})
    True
    """
    words, last = page.words, span.last
    if page.language == GERMAN or words[span.first].script not in CASED:
        return False
    if last < len(words) and words[last].joint == "-" and page.text[words[last].start - 1] in _HYPHENS:
        after = words[last]
        if after.text[0].isdigit() or (after.capital and (last not in exact or after.key in small_words(QUALIFIER))):
            return True
    word = words[span.first]
    if not span.first or word.joint != "-" or page.text[word.start - 1] not in _HYPHENS:
        return False
    return words[span.first - 1].capital and (word.key in small_words(QUALIFIER) or not ends_at(exact, span.first))


def _is_family(page: Page, span: Span, bears: Callable[[str], bool]) -> bool:
    """Return whether a name of one word in a script without capitals is a person's: იან კრაკოვი, 熊本さとみさん."""
    words, word, first = page.words, page.words[span.first], span.first
    if word.script == "Hani" and page.language == "zh":
        return tell_before(words, first) == "person" or _is_given(page, span) or _is_told_elsewhere(page, span)
    if span.size > 1 or word.script in CASED:
        return False
    if word.script == "Hani":
        return page.language == "ja" and _precedes_given_name(page, span.last, bears)
    if word.script not in _GIVEN_FIRST or not first or word.joint != " ":
        return False
    before = words[first - 1]
    if word.script in PREFIXED and (before.key in _FATHER or span.type == "organisation"):
        return True  # شركة الأردن للتأمين
    if (
        is_indefinite(word)
        and page.place(span)[0] == word.start
        and not before.key.startswith(THE)
        and bears(before.text)
        and not page.is_ordinary(first - 1)
    ):
        return True  # حسن تونسي, but رجل تونسي
    if span.known and tell_adjective(word) == span.known:
        return names_person(page, first, bears)
    if is_cue(before.key) or page.is_ordinary(first - 1):
        return _is_titled_person(page, span)
    if is_located(page, span):  # ბოიკო ბორისოვთან
        return bears(before.text) if word.key.endswith(_WITH) else _is_titled_person(page, span)
    titled = tell_before(words, first - 1) == "person" or bool(word.script == "Geor" and _SUBJECT.fullmatch(word.key))
    titled = titled or (first > 1 and before.joint == " " and bool(tell_short(words, first - 2)))  # შვედ ერიკ ლუნდს
    if word.script in PREFIXED and first > 1 and before.joint == " " and not before.key.startswith(THE):
        titled = titled or is_nisba(words[first - 2])  # اللاعب البرازيلي ماركوس سانتوس
    return titled and bears(before.text)


def _is_given(page: Page, span: Span) -> bool:
    """Return whether a Chinese family name stands before a town's name: 陈上海, but not 两张上海车票."""
    words, first = page.words, span.first
    if not first or words[first].joint:
        return False
    if words[first - 1].key in small_words(SURNAME):
        return _is_titled(page, first - 1, span.last)  # 司机马兰州, but 骑马
    if words[first - 1].key not in small_words(FAMILY):
        return False
    before = words[first - 2].key[-1] if first > 1 and not words[first - 1].joint else ""
    goes_on = before in _COUNTS or (before in small_words(SYLLABLE) and words[first - 1].key in small_words(SYLLABLE))
    return not goes_on and tell_after(words, span.last) != "place"


def _is_told_elsewhere(page: Page, span: Span) -> bool:
    """Return whether a town's name and the character behind it stand behind a title elsewhere: 教练江西平."""
    words, last = page.words, span.last
    if last == len(words) or words[last].joint or len(words[last].key) > 1:
        return False
    return _is_titled(page, span.first, last + 1)


def _is_titled(page: Page, first: int, last: int) -> bool:
    """Return whether some Chinese words stand behind a title where they are first written."""
    words = page.words
    letters = re.escape(page.text[words[first].start : words[last - 1].end])
    starts = (found.start() for found in islice(re.finditer(letters, page.text), _FIRST))
    return any(tell_before(words, bisect_left(words, start, key=_START)) == "person" for start in starts)


def _is_titled_person(page: Page, span: Span) -> bool:
    """Return whether an Arabic word stands between a title with an article and a family name: المدرب عمان الحسيني."""
    words, last = page.words, span.last
    if words[span.first].script not in PREFIXED or last == len(words) or words[last].joint != " ":
        return False
    titled = words[span.first - 1].key.startswith(THE) and tell_before(words, span.first) == "person"
    return titled and words[last].key.startswith(THE) and not page.is_ordinary(last)


def _precedes_given_name(page: Page, last: int, bears: Callable[[str], bool]) -> bool:
    """Return whether a Japanese given name in hiragana, known or with a title, stands at `last`: なおみ, みどりさん."""
    words = page.words
    if last == len(words) or words[last].joint or words[last].script != "Hira" or words[last].key in small_words(WHERE):
        return False
    if words[last].key[0] in _PARTICLES:
        return False
    if len(words[last].key) >= _HIRAGANA and not page.is_ordinary(last) and bears(words[last].text):
        return True
    for end in range(last + 1, min(last + _GIVEN, len(words))):
        if tell_after(words, end) == "person":
            return True
        if words[end].script != "Hira" or words[end].joint:
            return False
    return False
