"""Whether a chain of fathers is another person's: Walid bin Hamza bin Khalid, Walid Hamza Saeed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from normalize.form import analyse
from normalize.lexicon.lineages import list_names
from normalize.match.other_names import is_heard_same
from normalize.match.tokens import NameTokens

FATHER = "a father is another"


def have_other_fathers(exact: str, names: Iterable[str], tokens: NameTokens) -> bool:
    """Return whether the likest of a person's names go on with another father than an exact key does.

    All are exact keys, in one script; the last word is the family's.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> names = ["walid hamza saeed al dulaimi"], ["walid hamza khaled al dulaimi"], ["walid hamza al dulaimi"]
    >>> [have_other_fathers("walid bin hamza bin khalid al dulaimi", own, NO_TOKENS) for own in names]
    [True, False, False]
    """
    words = list_names(exact)[:-1]
    agreeing: dict[int, list[list[str]]] = {}
    for own in (list_names(name)[:-1] for name in names):
        pairs = zip(words, own, strict=False)
        agreeing.setdefault(sum(1 for _ in takewhile(lambda pair: _is_same(*pair, tokens), pairs)), []).append(own)
    most = max(agreeing, default=0)
    return 0 < most < len(words) and any(len(own) > most for own in agreeing[most])


def _is_same(word: str, own: str, tokens: NameTokens) -> bool:
    if word == own:
        return True
    one, other = (next(iter(analyse(name).romans), "") for name in (word, own))
    return is_heard_same(one, other) or tokens.relate([one], other) > 0
