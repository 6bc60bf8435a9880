"""Two names beside each other: the model on a lexicon of one, for many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

import numpy as np

from normalize.encoder import load_encoder
from normalize.form import Form, analyse
from normalize.index.spellings import words_of
from normalize.initials import are_other_initials
from normalize.lexicon.numerals import write_numbers
from normalize.lexicon.variants import list_by_type
from normalize.loose import are_spaced_otherwise
from normalize.match.evidence import Side, relate, weigh
from normalize.match.forms import list_otherwise
from normalize.match.kinds import are_other_kinds
from normalize.match.meeting import Meeting
from normalize.match.model import CONTRADICTED, ECHO, EXACT, REORDERED, SHORTENED, contradicts, load_trees, probability
from normalize.match.name_words import is_elder, words_for
from normalize.match.originals import tell_written_apart
from normalize.match.shortened import shorten
from normalize.match.syllables import have_other_syllables
from normalize.match.tokens import NameTokens, is_personal, tokens_for
from normalize.match.vetoes import find_veto
from normalize.native import load_kernels
from normalize.nearby import Pairs
from normalize.text import key

_TOGETHER = 4096  # pairs that are weighed at once
_PARTLY = probability(SHORTENED)  # that two names are one of which only one has a patronymic


def compare_pairs(pairs: Sequence[tuple[str, str]], type: str, lang: str | None, tokens: NameTokens) -> list[float]:
    """Return for each pair of strings the probability that both name the same thing.

    Of the variants of both those that agree best are compared. What a string is read as is worked out once for all
    pairs that are weighed together, and no pair's answer depends on the others.
    """
    found: list[float] = []
    for start in range(0, len(pairs), _TOGETHER):
        told = pairs[start : start + _TOGETHER]
        shortened = [shorten(*pair) if is_personal(type) else (*pair, False) for pair in told]
        part = [(one, other) for one, other, _ in shortened]
        forms = {text: _list_forms(text, type, lang) for text in dict.fromkeys(chain.from_iterable(part))}
        weighed = _compare(part, forms, type, tokens)
        found += [min(p, _PARTLY) if less else p for p, (*_, less) in zip(weighed, shortened, strict=True)]
    return found


def _list_forms(text: str, type: str, lang: str | None) -> list[Form]:
    form = analyse(text, lang)
    forms = [form, *map(analyse, list_by_type(form.text, form.key or key(form.text), [type])[0])]
    if type == "person":
        return forms
    keys = [own.key for own in forms]
    return [*forms, *map(analyse, dict.fromkeys(name for name in map(write_numbers, keys) if name not in keys))]


def _compare(
    pairs: Sequence[tuple[str, str]], forms: dict[str, list[Form]], type: str, tokens: NameTokens
) -> list[float]:
    keys = {text: {form.key for form in own if form.key} for text, own in forms.items()}
    legible = {text: [form for form in own if form.romans] for text, own in forms.items()}
    odds = [
        CONTRADICTED
        if _are_titled_apart(forms[one][0], forms[other][0], type)
        else EXACT
        if one == other and one.strip()
        else _weigh_exact(keys[one], keys[other])
        for one, other in pairs
    ]
    asked = [i for i, (one, other) in enumerate(pairs) if odds[i] == -np.inf and legible[one] and legible[other]]
    compiled = _open_pairs(tokens)
    if compiled is not None:
        weighed = compiled.compare([pairs[i] for i in asked], legible, type)
    else:
        sides = {text: [_alone(form) for form in own] for text, own in legible.items()}
        words = tokens_for(type, tokens)
        weighed = [
            max(_relate_pair(one, other, words) for one in sides[pairs[i][0]] for other in sides[pairs[i][1]])
            for i in asked
        ]
    for i, value in zip(asked, weighed, strict=True):
        one, other = pairs[i]
        if value > CONTRADICTED and _find_veto(legible[one][0], legible[other][0], type, tokens):
            value = CONTRADICTED
        elif is_personal(type) and value < REORDERED:
            value = max(value, _weigh_otherwise(keys[one], keys[other]))
        odds[i] = value
    return [probability(value) for value in odds]


def _weigh_exact(keys: set[str], others: set[str]) -> float:
    """Return the log-odds of two strings that are one to the letter, but perhaps for spaces in kana, Han or Hangul."""
    if not keys.isdisjoint(others):
        return EXACT
    is_spaced = any(are_spaced_otherwise(one, other) for one in keys for other in others)
    return EXACT - ECHO if is_spaced else -np.inf


def _are_titled_apart(one: Form, other: Form, type: str) -> bool:
    """Return whether a title tells two people apart who have one name: a father and his son, a woman and a man."""
    if not is_personal(type):
        return False
    if is_elder(one.key, other.key) or is_elder(other.key, one.key):
        return True
    ours, others = (
        [not words_for(title).isdisjoint(name.key.split()) for title in ("her", "his")] for name in (one, other)
    )
    return any(hers and his and not her for (hers, _), (her, his) in ((ours, others), (others, ours)))


def _find_veto(one: Form, other: Form, type: str, tokens: NameTokens) -> bool:
    """Return whether a rule tells two names apart, whichever is asked for."""
    if type == "person" and _are_other_people(one, other, tokens):
        return True
    if type in ("", "place") and are_other_kinds(one.key, other.key):
        return True
    return any(find_veto(Meeting.between(*pair, type, tokens)) for pair in ((one, other), (other, one)))


def _are_other_people(one: Form, other: Form, tokens: NameTokens) -> bool:
    """Return whether the letters, the syllables or the initials of two people's names are others."""
    is_latin = one.script == other.script == "Latn"
    return (
        tell_written_apart(one.text, [other.text], tokens) is not None
        or (is_latin and have_other_syllables(one.romans[0], other.romans[0]))
        or are_other_initials(one, other)
        or are_other_initials(other, one)
    )


def _weigh_otherwise(keys: set[str], others: set[str]) -> float:
    """Return the log-odds of a person's name that is the other in another order or with another form of its words."""
    if not any(set(one.split()) & set(other.split()) for one in keys for other in others):
        return -np.inf
    found = [odds for one in keys for other, odds in list_otherwise(one) if other in others]
    found += [odds for other in others for one, odds in list_otherwise(other) if one in keys]
    return max(found, default=-np.inf)


@cache
def _open_pairs(tokens: NameTokens) -> Pairs | None:
    return Pairs(load_encoder(), tokens, load_trees()) if load_kernels() else None


def _relate_pair(left: Side, right: Side, words: NameTokens) -> float:
    found = [weigh(one, [other], [words])[0] for one, other in ((left, right), (right, left))]
    table = np.concatenate([relate([comparison.values], [0.0]) for comparison in found])
    odds = float(load_trees().log_odds(table).mean())
    return min(odds, CONTRADICTED) if contradicts(table).all() else odds


def _alone(form: Form) -> Side:
    """Return one side of a comparison without a lexicon, where no word is rarer than another."""
    whole = form.letters, form.romans
    words = words_of(whole)
    vectors = load_encoder().encode([whole, *words])
    return Side(form.romans, vectors[0], vectors[1:], [1.0] * len(words), form.text, form.script)
