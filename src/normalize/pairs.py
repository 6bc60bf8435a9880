"""Two names beside each other: the model on a lexicon of one, for many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain, product

import numpy as np
from rapidfuzz.distance import Indel

from normalize.encoder import load_encoder
from normalize.form import Form, analyse
from normalize.index.spellings import words_of
from normalize.lexicon.numerals import write_numbers
from normalize.lexicon.variants import is_body, list_by_type
from normalize.loose import are_spaced_otherwise
from normalize.match.bodies import FORM, PLACE
from normalize.match.brackets import BRACKET
from normalize.match.declined import weigh_declined
from normalize.match.evidence import Side, relate, weigh
from normalize.match.forms import list_otherwise
from normalize.match.kinds import are_other_kinds
from normalize.match.meeting import Meeting
from normalize.match.model import CONTRADICTED, ECHO, EXACT, REORDERED, SHORTENED, contradicts, load_trees, probability
from normalize.match.name_words import NAME, is_elder, words_for, write_generation
from normalize.match.originals import ORIGINAL
from normalize.match.said_types import Said, tell_type
from normalize.match.shortened import shorten
from normalize.match.tokens import NameTokens, is_personal, tokens_for
from normalize.match.two_people import are_other_people, list_pinyin
from normalize.match.vetoes import OPPOSITE, find_veto
from normalize.native import load_kernels
from normalize.nearby import Pairs
from normalize.text import key

# Log-odds of two names of people or places that a rule tells apart. Of 99 such pairs of the lists of sanctions of the
# EU and OFAC and of `core`, aliases of one and near names of two in equal numbers, 23 were one after all, and of 161
# written by hand 4. Of bodies it was half of 177, for their aliases leave out what tells firms apart: a rule says no
# more there than the model itself does of a word that contradicts.
VETOED = -2.2
_OF_WHOLE = frozenset({FORM, BRACKET})  # what only a name with its legal form and brackets says
_OF_BOTH = frozenset({NAME, PLACE, ORIGINAL, OPPOSITE})  # what a word of each of two names says
_TOGETHER = 4096  # pairs that are weighed at once
_PARTLY = probability(SHORTENED)  # that two names are one of which only one has a patronymic


def compare_pairs(pairs: Sequence[tuple[str, str]], type: str, lang: str | None, tokens: NameTokens) -> list[float]:
    """Return for each pair of strings the probability that both name the same thing.

    Of the variants of both those that agree best are compared. What a string is read as is worked out once for all
    pairs that are weighed together, and no pair's answer depends on the others. Without a type two names are of the
    one that they say.
    """
    found: list[float] = []
    for start in range(0, len(pairs), _TOGETHER):
        part = pairs[start : start + _TOGETHER]
        types = [type] * len(part) if type else _tell_types(part)
        answers: dict[int, float] = {}
        for asked in dict.fromkeys(types):
            places = [i for i, own in enumerate(types) if own == asked]
            weighed = _weigh([part[i] for i in places], asked, asked == type, lang, tokens)
            answers.update(zip(places, weighed, strict=True))
        found += [answers[i] for i in range(len(part))]
    return found


def _weigh(
    pairs: Sequence[tuple[str, str]], type: str, said: bool, lang: str | None, tokens: NameTokens
) -> list[float]:
    """Return the probabilities of pairs of strings of a type, and whether that was `said` and not only taken."""
    shortened = [shorten(*map(write_generation, pair)) if is_personal(type) else (*pair, False) for pair in pairs]
    chosen = [(one, other) for one, other, _ in shortened]
    forms = {text: _list_forms(text, type, lang) for text in dict.fromkeys(chain.from_iterable(chosen))}
    weighed = _compare(chosen, forms, type, said, tokens)
    return [min(p, _PARTLY) if less else p for p, (*_, less) in zip(weighed, shortened, strict=True)]


def _tell_types(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return the type of each pair of strings as far as these say it, "" where they do not."""
    said = {text: Said.of(analyse(text)) for text in dict.fromkeys(chain.from_iterable(pairs))}
    return [tell_type(said[one], said[other]) for one, other in pairs]


def _list_forms(text: str, type: str, lang: str | None) -> list[Form]:
    form = analyse(text, lang)
    forms = [form, *map(analyse, list_by_type(form.text, form.key or key(form.text), [type])[0])]
    if type == "person":
        return forms
    keys = [own.key for own in forms]
    return [*forms, *map(analyse, dict.fromkeys(name for name in map(write_numbers, keys) if name not in keys))]


def _compare(
    pairs: Sequence[tuple[str, str]], forms: dict[str, list[Form]], type: str, said: bool, tokens: NameTokens
) -> list[float]:
    """Return the probabilities of pairs of strings, given by their forms too."""
    keys = {text: {form.key for form in own if form.key} for text, own in forms.items()}
    legible = {text: [form for form in own if form.romans] for text, own in forms.items()}
    if is_personal(type):
        legible = {text: [*own, *map(analyse, list_pinyin(text))] if own else own for text, own in legible.items()}
    odds = [
        VETOED
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
        odds[i] = _judge(value, legible[one], legible[other], type, said, tokens)
    return [probability(value) for value in odds]


def _judge(
    value: float, ones: Sequence[Form], others: Sequence[Form], type: str, said: bool, tokens: NameTokens
) -> float:
    """Return the log-odds of two names, given by their forms, of which the model gave a value."""
    one, other = ones[0], others[0]
    turned = () if is_body(type) else ((one, other), (other, one))
    declined = max((weigh_declined(*pair, type, tokens) for pair in turned), default=-np.inf)
    if declined > 0:
        return declined
    otherwise = -np.inf
    if is_personal(type) and value < REORDERED:
        otherwise = _weigh_otherwise({form.key for form in ones}, {form.key for form in others})
    if value <= CONTRADICTED < otherwise:
        return otherwise
    told = _told(type)
    if value > told and _find_veto(ones, others, type, said, tokens):
        return told
    return max(value, otherwise)


def _told(type: str) -> float:
    """Return the log-odds of two names of a type that a rule tells apart."""
    return CONTRADICTED if is_body(type) else VETOED


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


def _find_veto(ones: Sequence[Form], others: Sequence[Form], type: str, said: bool, tokens: NameTokens) -> bool:
    """Return whether a rule tells two names apart, whichever is asked for; without a type, those of people.

    Of bodies that holds for the forms that are likest too: a legal form in full is no word that the other lacks. Where
    it was not `said` that they are, what one of them leaves out tells nothing.
    """
    if type in ("", "place") and are_other_kinds(ones[0].key, others[0].key):
        return True
    if is_personal(type):
        one, other = max(product(*map(_list_in_pinyin, (ones[0], others[0]))), key=_liken)
        return are_other_people(one, other, tokens) or _find_rule(one, other, type, tokens) is not None
    told = _find_rule(ones[0], others[0], type, tokens)
    if told is None or not is_body(type) or told in _OF_WHOLE:
        return told is not None and (said or told not in _OF_WHOLE)
    if not said and told not in _OF_BOTH:
        return False
    one, other = max(product(ones, others), key=_liken)
    return (one is ones[0] and other is others[0]) or _find_rule(one, other, type, tokens) is not None


def _list_in_pinyin(form: Form) -> list[Form]:
    return [form, *map(analyse, list_pinyin(form.text))]


def _find_rule(one: Form, other: Form, type: str, tokens: NameTokens) -> str | None:
    told = (find_veto(Meeting.between(*pair, type, tokens)) for pair in ((one, other), (other, one)))
    return next(filter(None, told), None)


def _liken(forms: tuple[Form, ...]) -> float:
    return max(Indel.normalized_similarity(*pair) for pair in product(*(form.romans for form in forms)))


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
