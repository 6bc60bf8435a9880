"""Exams of names known to the letter and written with slips of the hand, in whatever script."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from normalize.encoder import is_foreign
from normalize.text import scripts
from normalize.training.channels import double_letters, scan, swap_vowel
from normalize.training.exam import Exam, Question, draw_places
from normalize.training.held_out import Pair, is_for_scorer, without_held_out
from normalize.training.spellings import Place

_GONE = 0.1
_LATIN = 0.7  # of the questions, how many are for a name in Latin letters
_TWICE = 0.35  # of the names of seven letters and more, how many get a second slip
_LONG = 7


def slip(name: str, letters: Sequence[str], chance: Random) -> str:
    """Return a name with one slip: a letter missed, twice, changed for one of `letters`, or swapped with the next.

    >>> [slip("Hlybokaye", "xyz", Random(seed)) for seed in (1, 3, 5, 9)]
    ['Hlbokaye', 'Hlyobkaye', 'Hlybzkaye', 'Hlybokaze']
    """
    name = " ".join(name.split())
    at = chance.choice([i for i, letter in enumerate(name) if letter.isalpha()])
    before, letter, after = name[:at], name[at], name[at + 1 :]
    changed = chance.choice(letters)
    slips = (
        before + after,
        before + 2 * letter + after,
        before + changed + after,
        before + changed + after,
        before + after[:1] + letter + after[1:],
    )
    return " ".join(chance.choice(slips).split()) or name


def ask_slips(
    places: Sequence[Place], held_out: frozenset[Pair], seed: int, lexicon: int, questions: int, *, large: bool = False
) -> Exam:
    """Return an exam of places, each asked for by one of its names with one slip or two; half name the country.

    A slip that makes a pair of what is held out is not asked. With `large` the other places are the largest.
    """
    chance = Random(f"slips {seed} {lexicon} {questions}")
    asked = chance.sample([place for place in places if is_for_scorer(place.id)], questions)
    taken = {place.id for place in asked}
    others = draw_places([place for place in places if place.id not in taken], lexicon - questions, chance, large)
    exam: list[Question] = []
    rows = [row for place in others for row in place.rows()]
    for place in asked:
        gone = chance.random() < _GONE
        rows += () if gone else place.rows()
        is_latin = chance.random() < _LATIN
        names = [name for name in place.names if is_foreign(name) != is_latin and "Hani" not in scripts(name)]
        if not names:
            continue
        name = written = chance.choice(names)
        letters = [letter for other in names for letter in other if letter.isalpha()]
        for _ in range(2 if len(name) >= _LONG and chance.random() < _TWICE else 1):
            kind = chance.random()
            if is_latin and kind < 0.3:
                written = chance.choice((double_letters, scan, swap_vowel))(written, chance)
            else:
                written = slip(written, letters, chance)
        if any(len(without_held_out([other, written], held_out)) < 2 for other in place.names):
            continue
        country = place.country if chance.random() < 0.5 else None
        exam.append(Question(written, frozenset() if gone else frozenset([place.id]), None, country))
    return Exam(f"slips {lexicon}", rows, exam, weight=2.0, calibrates=False)
