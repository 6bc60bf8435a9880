"""What is said of people and of clubs (`deeds.tsv`), so that a town of their name is not meant: Kirov was murdered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from normalize.annotate.cues import is_located, is_toward
from normalize.annotate.page import Page, Span
from normalize.annotate.words import Word, write_phrase
from normalize.tsv import read_cells

_DEED, _SAID, _MET, _MATCH, _OPPONENT = "deed", "said", "met", "match", "opponent"
_BATTLE, _NOBLE, _GIVEN, _ANY = "battle", "noble", "given", "mul"
_LONGEST = 3  # words of a phrase
_FAMILY = re.compile(r"..+(?:[оеё]в|[oe]v)")  # Russian family names
_TOWNS_IN_OV = frozenset({"cs", "sk"})  # whose towns are called Benešov, Krnov
_SCORE = re.compile(r"\d{1,2}:\d{1,2}")
_AGE = re.compile(r"\d\d?")


@cache
def _phrases() -> dict[tuple[str, str], frozenset[str]]:
    """Return the phrases of each role by language, and those of all languages under ""."""
    found: dict[tuple[str, str], set[str]] = {}
    for lang, role, phrase in read_cells(Path(__file__).with_name("deeds.tsv"))[1:]:
        for own in (lang, ""):
            found.setdefault((own, role), set()).add(phrase)
    return {own: frozenset(phrases) for own, phrases in found.items()}


def is_given_name(exact: str) -> bool:
    """Return whether an exact key is a given name that towns have too.

    >>> is_given_name("sydney"), is_given_name("minsk")
    (True, False)
    """
    return exact in _phrases()[_ANY, _GIVEN]


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


def names_club(page: Page, span: Span) -> bool:
    """Return whether what stands beside a town's name says that its club is meant.

    >>> names_club(Page.of("Ajax lost to Twente."), Span(0, 1, "", "", "", True))
    True
    """
    if _is_preceded(page, span, _OPPONENT):
        return True
    told = _is_followed(page, span, _MATCH) or _has_score(page, span)
    return told and not (is_located(page, span) or is_toward(page, span))


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
    """Return whether a phrase of a role stands before a name."""
    words, first = page.words, span.first
    return any(
        _holds(page, role, words[first - size : first])
        for size in range(1, min(_LONGEST, first) + 1)
        if all(word.joint == " " for word in words[first - size + 1 : first + 1])
    )


def _has_score(page: Page, span: Span) -> bool:
    """Return whether a score stands behind a name: beat Burnley 2-1, Динамо — Ростов 0:2."""
    behind = page.words[span.last : span.last + 2]
    if not behind or behind[0].joint != " ":
        return False
    dashed = len(behind) > 1 and behind[1].joint == "-" and all(_AGE.fullmatch(word.text) for word in behind)
    return dashed or bool(_SCORE.fullmatch(behind[0].text))


def _holds(page: Page, role: str, words: Sequence[Word]) -> bool:
    return write_phrase(words) in _phrases().get((page.language, role), frozenset())
