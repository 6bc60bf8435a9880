"""A name beside one that it may be a case form of, where no lexicon says which names there are: Josefa Dvořáčka."""

from __future__ import annotations

import math

from normalize.form import Form, analyse
from normalize.lexicon.inflection import AGGLUTINATIVE, PREPOSITIONS, CaseForm, declined_languages
from normalize.lexicon.variants import list_orders
from normalize.match.model import HERS, weigh_case_form
from normalize.match.sexes import is_of_other_sex, is_of_woman
from normalize.match.tokens import NameTokens, is_personal
from normalize.text import key

_LONGEST = 4  # words of a name in a case, with a preposition
_AGREED = 4  # letters that it says as much as, that several words agree in their case


def weigh_declined(asked: Form, nominative: Form, type: str, tokens: NameTokens) -> float:
    """Return the log-odds that the first of two names is the second in some case, minus infinity where it is not.

    All words of it are in the case of one language, but where endings are put to the last one alone: that is none if it
    is another known name, nor are the names of a woman and of a man. A person's words may stand in another order.

    >>> from normalize.library import load_tokens
    >>> names = ("Josefa Dvořáčka", "Josef Dvořáček"), ("Jana Nowak", "Jan Nowak"), ("Aydın Hasan'ın", "Hasan Aydın")
    >>> [weigh_declined(*map(analyse, pair), "person", load_tokens()) > 0 for pair in names]
    [True, False, True]
    """
    words = (asked.key or key(asked.text)).split()
    if asked.script != nominative.script or len(words) > _LONGEST:
        return -math.inf
    orders = list_orders(nominative.key) if is_personal(type) else []
    for name in (nominative.key, *orders):
        own = name.split()
        before = len(words) - len(own)
        if not own or before not in (0, 1) or not PREPOSITIONS.issuperset(words[:before]):
            continue
        if any(a[:1] != b[:1] for a, b in zip(words[before:], own, strict=True)):
            continue
        case = CaseForm.of(asked.text, name)
        if not case.divided and (not _is_declined(case) or _are_others(case, tokens)):
            continue
        odds = weigh_case_form(case.kept + _AGREED * (len(case.changed) > 1), asked.script, False, 0.0)
        return min(odds, HERS) if any(is_of_woman(*map(_read, pair)) for pair in case.pairs[:-1]) else odds
    return -math.inf


def _is_declined(case: CaseForm) -> bool:
    """Return whether all words are in the case of one language, or the last where it alone has the ending.

    One word is told by a preposition before it alone: endings of places make the names of others.
    """
    if len(case.nominative) == 1:
        return len(case.words) > 1 and any(map(case.is_declined_in, declined_languages()))
    if not case.is_declined_in(""):  # then no language has all of them
        return False
    if case.changed == [case.words[-1]]:
        return any(map(case.is_declined_in, AGGLUTINATIVE))
    return any(map(case.agrees, declined_languages()))


def _are_others(case: CaseForm, tokens: NameTokens) -> bool:
    """Return whether the one word that differs is another known name, or one behind the first a woman's."""
    changed = [pair for pair in case.pairs if pair[0] != pair[1]]
    if len(changed) == 1 and all(map(tokens.knows, changed[0])):
        return True
    return any(
        is_of_other_sex(*map(_read, pair)) for pair in changed if len(case.nominative) > 1 and pair != case.pairs[0]
    )


def _read(word: str) -> str:
    return next(iter(analyse(word).romans), "")
