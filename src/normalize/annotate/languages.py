"""What texts in a language are like (`languages.tsv`): where it is at home, which others spell names as it does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from normalize.tsv import rows_of

HOME, SPOKEN, NAMESAKES, NEAR = "home", "spoken", "namesakes", "near"
NO_PARTICLE, APART, UNDECLINED = "no particle", "apart", "undeclined"


@cache
def languages_of(rule: str) -> Mapping[str, frozenset[str]]:
    """Return the languages of one rule, each with what it says of them.

    >>> languages_of(HOME)["pl"], "hi" in languages_of(UNDECLINED)
    (frozenset({'PL'}), True)
    """
    rows = rows_of(Path(__file__).with_name("languages.tsv"), rule)
    return {lang: frozenset(told.split()) for lang, told in rows}


def tell_of(rule: str, language: str) -> frozenset[str]:
    """Return what a rule says of a language, nothing of one that it does not know.

    >>> sorted(tell_of(NEAR, "be")), tell_of(NEAR, "ja")
    (['ru', 'uk'], frozenset())
    """
    return languages_of(rule).get(language, frozenset())
