"""What is said of people and of clubs (`deeds.tsv`), so that a town of their name is not meant: Kirov was murdered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalize.annotate.cues import is_located, is_toward
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import Page, Span
from normalize.annotate.small_words import AND, small_words
from normalize.annotate.words import Word, write_phrase
from normalize.tsv import rows_of

_DEED, _SAID, _MET, _MATCH, _OPPONENT = "deed", "said", "met", "match", "opponent"
_PLAY, _RIVAL, _GAME, _WITH, _ENDING, _SPORT, _MEETING = "play", "rival", "game", "with", "ending", "sport", "meeting"
_SPEECH, _ANSWER, _WORK, _WHO, _OTHER = "speech", "answer", "work", "who", "other sport"
_RESULT, _VERSUS, _MADE, _QUOTED = "result", "versus", "made", "quoted"
_BATTLE, _NOBLE, _OWNED, _GIVEN, _AMERICA, _ANY = "battle", "noble", "owned", "given", "america", "mul"
_GENITIVES = ("'s", "’s")
_GOES_ON = "*"  # at the end of a word that has other endings
_TELLING = 2  # words of sport from which a page without a score is about it
_LONGEST = 3  # words of a phrase
_FAMILY = re.compile(r"..+(?:[оеё]в|[oe]v|енк[оа]|enko|швил[иі]|швілі|[sś]zwili|shvili)")  # family names
_TOWNS_IN_OV = frozenset({"cs", "sk"})  # whose towns are called Benešov, Krnov
_SCORE = re.compile(r"\d{1,2}:\d{1,2}")
_HAN_SCORE = re.compile("[一二三四五六七八九十零]比[一二三四五六七八九十零]")
_AGE = re.compile(r"\d\d?")
_SPACELESS = frozenset({"zh", "ja"})  # languages whose phrases are looked for in what several words are together
_REACH = 2  # words from a match to the second club
_LISTED = 20  # words of a list, to one side of a name, that are looked at


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of one role: those to the letter, and a pattern of those whose words have other endings, by size."""

    whole: Set[str]
    begun: Mapping[int, re.Pattern[str]]

    @staticmethod
    def of(phrases: Set[str]) -> _Phrases:
        begun: dict[int, list[str]] = {}
        for phrase in sorted(phrases):
            if _GOES_ON in phrase:
                written = re.escape(phrase).replace(re.escape(_GOES_ON), r"\S*")
                begun.setdefault(len(phrase.split()), []).append(written)
        return _Phrases(phrases, {size: re.compile("|".join(written)) for size, written in begun.items()})

    def hold(self, words: Sequence[Word]) -> bool:
        if not words:
            return False
        phrase = write_phrase(words)
        return phrase in self.whole or (len(words) in self.begun and bool(self.begun[len(words)].fullmatch(phrase)))


@cache
def _phrases(language: str, role: str) -> _Phrases:
    """Return the phrases of a role in a language, in all of them for ""."""
    rows = rows_of(Path(__file__).with_name("deeds.tsv"), role, column=1)
    return _Phrases.of({phrase for lang, phrase in rows if language in ("", lang)})


def list_phrases(language: str, role: str) -> Set[str]:
    """Return the phrases of a role in a language, as the table has them.

    >>> "击败" in list_phrases("zh", "versus")
    True
    """
    return _phrases(language, role).whole


def is_given_name(exact: str) -> bool:
    """Return whether an exact key is a given name that towns have too.

    >>> is_given_name("sydney"), is_given_name("minsk")
    (True, False)
    """
    return exact in list_phrases(_ANY, _GIVEN)


def ends_as_surname(exact: str) -> bool:
    """Return whether an exact key ends as family names alone do.

    >>> ends_as_surname("гнатенко"), ends_as_surname("харків")
    (True, False)
    """
    return bool(_FAMILY.fullmatch(exact))


def is_other_america(page: Page, span: Span) -> bool:
    """Return whether a word beside America says that it is not the United States.

    >>> page = Page.of("Латинская Америка", "ru")
    >>> is_other_america(page, Span(1, 2, "", "", "Америка", False))
    True
    """
    beside = (page.words[span.first - 1 : span.first], page.words[span.last : span.last + 1])
    return any(_phrases("", _AMERICA).hold(words) for words in beside)


def is_bearer(page: Page, span: Span) -> bool:
    """Return whether a name is a given name first in the language of the text, and no town's where nothing says so.

    >>> page = Page.of("جاء سالم إلى القرية", "ar")
    >>> is_bearer(page, Span(1, 2, "", "", "سالم", False))
    True
    """
    if span.size > 1 or page.surface(span) not in list_phrases(page.language, _GIVEN):
        return False
    return not (is_located(page, span) or is_toward(page, span))


def names_doer(page: Page, span: Span, borne: bool, former: bool, small: bool) -> bool:
    """Return whether what stands beside a town's name says that somebody is meant.

    `borne`: people bear it; `former`: the town is called otherwise today; `small`: it is not known everywhere.

    >>> span = Span(0, 1, "", "", "", True)
    >>> names_doer(Page.of("Kirov was murdered in his office."), span, True, False, False)
    True
    >>> names_doer(Page.of("Kirov was built in a hurry."), span, True, False, False)
    False
    """
    words, called = page.words[span.first : span.last + 1], page.phrase(span.first, span.last)
    if span.size > 1 or is_located(page, span) or is_toward(page, span):
        return False
    family = page.language not in _TOWNS_IN_OV and bool(_FAMILY.fullmatch(called))
    if family and small:
        return True  # Суворов
    borne = borne or family
    dateline = words[0].joint == words[-1].joint == "|"
    if borne and ((former and not dateline) or _is_followed(page, span, _DEED)):
        return True  # Молотов
    if not is_given_name(called):
        return False
    return small or _is_followed(page, span, _SAID) or _is_preceded(page, span, _MET)


def speaks(page: Page, span: Span) -> bool:
    """Return whether what stands beside a name says that somebody speaks: заявил Песков, Песков, отвечая на вопрос.

    >>> speaks(Page.of("По словам Пескова, это не так.", "ru"), Span(2, 3, "", "", "", True))
    True
    """
    behind = page.words[span.last : span.last + 1]
    answers = bool(behind) and behind[0].joint == "," and _holds(page, _ANSWER, behind)
    return answers or _is_followed(page, span, _SPEECH) or introduces(page, span.first)


def is_author(page: Page, span: Span) -> bool:
    """Return whether what somebody wrote, painted or composed stands before a name: роман Толстого и Чехова.

    >>> is_author(Page.of("Он читал Толстого.", "ru"), Span(2, 3, "", "", "", True))
    True
    """
    words, first = page.words, span.first
    least = max(first - _LISTED, 0)
    while first > max(least, 1):
        if words[first].joint == "," and words[first - 1].capital:
            first -= 1  # Чюрлёниса, Чайковского
        elif first > _REACH and words[first - 1].key in small_words(AND) and words[first - _REACH].joint == ",":
            first -= _REACH
        else:
            break
    return _is_preceded(page, Span(first, first + 1, "", "", "", True), _WORK)


def list_owners(page: Page, span: Span) -> Sequence[Word]:
    """Return the names that a list joins with one, and itself, behind what somebody made or has: письма Чехова.

    >>> page = Page.of("Он издал письма Чехова и Франко вчера.", "ru")
    >>> [word.text for word in list_owners(page, Span(5, 6, "", "", "", True))]
    ['Чехова', 'Франко']
    """
    words, first, last = page.words, span.first, span.last
    while span.first - first < _LISTED and (step := _measure_joint(words[max(first - _REACH, 0) : first + 1][::-1])):
        first -= step
    while last - span.last < _LISTED and (step := _measure_joint(words[last - 1 : last + _REACH])):
        last += step
    made = _is_preceded(page, Span(first, first + 1, "", "", "", True), _MADE)
    return [word for word in words[first:last] if word.key not in small_words(AND)] if made else ()


def _measure_joint(words: Sequence[Word]) -> int:
    """Return how many words it is from the first of some to the name that a list joins it with, 0 for none."""
    for size in range(1, len(words)):
        between = [word.key for word in words[1:size]]
        joints = {max(words[at - 1 : at + 1], key=lambda word: word.start).joint for at in range(1, size + 1)}
        if words[size].capital and (between[0] in small_words(AND) if between else joints == {","}):
            return size if joints <= {" ", ","} else 0
    return 0


def is_described(page: Page, span: Span) -> bool:
    """Return whether "who" and what only a person does stand behind a name: Ломоносова, который шёл с обозом.

    >>> is_described(Page.of("Он видел Чехова, который шёл домой.", "ru"), Span(2, 3, "", "", "", True))
    True
    """
    behind = page.words[span.last : span.last + _REACH]
    told = len(behind) == _REACH and behind[0].joint == "," and _holds(page, _WHO, behind[:1])
    return told and _is_followed(page, Span(span.first, span.last + 1, "", "", "", True), _DEED)


def owns(page: Page, span: Span, small: bool) -> bool:
    """Return whether a name stands in the genitive before what persons have: Lincoln's speech, Kennedys Besuch.

    `small`: the town of that name is not known everywhere, so that a genitive is enough.

    >>> span = Span(2, 3, "", "", "", True)
    >>> [owns(Page.of(text), span, False) for text in ("It was Lincoln's voice.", "It was Lincoln's port.")]
    [True, False]
    """
    word, end = page.words[span.last - 1], page.words[span.last - 1].end
    german = page.language == GERMAN and span.known == word.key[:-1]
    if not german and page.text[end : end + 2] not in _GENITIVES:
        return False
    return small or _holds(page, _OWNED, page.words[span.last : span.last + 1])


def plays_no_football(page: Page, span: Span) -> bool:
    """Return whether another sport stands before a club's name: Хакейны клуб «Шахцёр».

    >>> plays_no_football(Page.of("Хоккейный клуб «Шахтёр» победил.", "ru"), Span(2, 3, "", "", "", True))
    True
    """
    return any(_holds(page, _OTHER, [word]) for word in page.words[max(span.first - _REACH, 0) : span.first])


def introduces(page: Page, at: int) -> bool:
    """Return whether what tells that somebody speaks ends before a word."""
    return _is_preceded(page, Span(at, at + 1, "", "", "", True), _SPEECH)


def tells_speech(page: Page, at: int) -> bool:
    """Return whether a word tells that somebody speaks: said.

    >>> [tells_speech(Page.of("Вчера он сказал это.", "ru"), at) for at in (1, 2)]
    [False, True]
    """
    return any(_holds(page, role, page.words[at : at + 1]) for role in (_SPEECH, _SAID, _QUOTED))


def tells_work(page: Page, at: int) -> bool:
    """Return whether a word says what somebody wrote, painted or composed.

    >>> [tells_work(Page.of("Вчера он писал роман.", "ru"), at) for at in (1, 3)]
    [False, True]
    """
    return _holds(page, _WORK, page.words[at : at + 1])


def reports_match(page: Page) -> bool:
    """Return whether a page tells of a match, so that a town that plays is its club, by words of sport or a score.

    >>> reports_match(Page.of("Der Trainer lobte den Stürmer.", "de")), reports_match(Page.of("Es war 12:30.", "de"))
    (True, False)
    """
    told = {word.key for word in page.words if _holds(page, _SPORT, [word])}
    played = any(_holds(page, _RESULT, [word]) for word in page.words)
    if page.language in _SPACELESS:
        written = "".join(word.key for word in page.words)
        told |= {phrase for phrase in list_phrases(page.language, _SPORT) if phrase in written}
        played = any(phrase in written for role in (_VERSUS, _RESULT) for phrase in list_phrases(page.language, role))
    scored = bool(_SCORE.search(page.text))
    return (
        len(told) >= _TELLING or (bool(told) and (scored or played)) or (played and bool(_HAN_SCORE.search(page.text)))
    )


def names_club(page: Page, span: Span, sport: bool) -> bool:
    """Return whether what stands beside a town's name says that its club is meant; `sport`: the page tells of a match.

    >>> names_club(Page.of("Ajax lost to Twente."), Span(0, 1, "", "", "", True), True)
    True
    """
    if _is_preceded(page, span, _OPPONENT) or _is_matched(page, span, sport):
        return True
    if sport and (_is_preceded(page, span, _RIVAL) or _is_opposed(page, span)):
        return True
    told = _is_followed(page, span, _MATCH) or _has_score(page, span) or (sport and _is_followed(page, span, _PLAY))
    return told and not (is_located(page, span) or is_toward(page, span))


def _is_matched(page: Page, span: Span, sport: bool) -> bool:
    """Return whether a name is one of two that a match is between: mecz Dortmundu z Bayernem."""
    words, first, last = page.words, span.first, span.last
    follows = first > 0 and _hang(words[first : first + 1]) and _is_game(page, first - 1, sport)
    if follows and last + 1 < len(words) and _hang(words[last : last + 2]) and words[last + 1].capital:
        return _holds(page, _WITH, words[last : last + 1])
    if first <= _REACH or not _hang(words[first - _REACH : first + 1]) or not words[first - _REACH].capital:
        return False
    return _holds(page, _WITH, words[first - 1 : first]) and _is_game(page, first - _REACH - 1, sport)


def _is_game(page: Page, at: int, sport: bool) -> bool:
    word = page.words[at : at + 1]
    return _holds(page, _GAME, word) or (sport and _holds(page, _MEETING, word))


def _is_opposed(page: Page, span: Span) -> bool:
    """Return whether "with" or "against" stands before a name, in the case that it has there: z Sevillą."""
    words, first = page.words, span.first
    if not first or words[first].joint != " " or not _holds(page, _WITH, words[first - 1 : first]):
        return False
    endings = list_phrases(page.language, _ENDING)
    return not endings or words[first].key.endswith(tuple(endings))


def is_battle(page: Page, span: Span) -> bool:
    """Return whether a name is that of a battle: the Battle of Borodino, bitwa pod Grunwaldem.

    >>> is_battle(Page.of("The Battle of Borodino was fought in 1812."), Span(3, 4, "", "", "", True))
    True
    """
    words, first = page.words, span.first
    told = first > 1 and words[first].joint == words[first - 1].joint == " "
    return told and _holds(page, _BATTLE, words[first - 2 : first - 1])


def is_title_of(page: Page, span: Span) -> bool:
    """Return whether a name is that of a title of nobility or of a bishop: the Duke of Kent.

    >>> is_title_of(Page.of("The Duke of Kent opened it."), Span(3, 4, "", "", "", True))
    True
    """
    return _is_preceded(page, span, _NOBLE)


def has_age(page: Page, span: Span) -> bool:
    """Return whether an age between commas stands behind a name: Jordan, 23, scored twice.

    >>> has_age(Page.of("Jordan, 23, scored twice."), Span(0, 1, "", "", "", True))
    True
    """
    behind = page.words[span.last : span.last + 2]
    return [word.joint for word in behind] == [",", ","] and bool(_AGE.fullmatch(behind[0].text))


def _is_followed(page: Page, span: Span, role: str) -> bool:
    """Return whether a phrase of a role stands behind a name."""
    words, last = page.words, span.last
    return any(
        _holds(page, role, words[last : last + size])
        for size in range(1, min(_LONGEST, len(words) - last) + 1)
        if all(word.joint in (" ", "-", "") for word in words[last : last + size])
    )


def _is_preceded(page: Page, span: Span, role: str) -> bool:
    """Return whether a phrase of a role stands before a name, or before another that it is joined with."""
    words, first = page.words, span.first
    if first > 1 and _hang(words[first - 1 : first + 1]) and words[first - 1].key in small_words(AND):
        first -= _REACH if words[first - _REACH].capital else 0
    return any(
        _holds(page, role, words[first - size : first])
        for size in range(1, min(_LONGEST, first) + 1)
        if all(word.joint in (" ", "-") for word in words[first - size + 1 : first]) and _hang(words[first : first + 1])
    )


def _has_score(page: Page, span: Span) -> bool:
    """Return whether a score stands behind a name: beat Burnley 2-1, Динамо — Ростов 0:2."""
    behind = page.words[span.last : span.last + 2]
    if not behind or behind[0].joint != " ":
        return False
    dashed = len(behind) > 1 and behind[1].joint == "-" and all(_AGE.fullmatch(word.text) for word in behind)
    return dashed or bool(_SCORE.fullmatch(behind[0].text))


def _hang(words: Sequence[Word]) -> bool:
    """Return whether a space alone stands before each of some words."""
    return all(word.joint == " " for word in words)


def _holds(page: Page, role: str, words: Sequence[Word]) -> bool:
    return _phrases(page.language, role).hold(words)
