"""The exams that the scorer is fitted to: one list, so that what is fitted can be read in one place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from normalize.training.companies import ask_companies
from normalize.training.eastern import ask_easterners
from normalize.training.exam import Exam, ask_places, ask_tokens
from normalize.training.held_out import held_out_pairs, without_held_out
from normalize.training.inflected import ask_inflected
from normalize.training.invented import ask_people, read_tokens
from normalize.training.slipped import ask_slips
from normalize.training.spellings import places

_SEED = 1


def make_exams(data: Path) -> list[Exam]:
    """Return all exams; `data` is the folder of the public name pairs."""
    held_out = held_out_pairs(data)
    everywhere = [replace(place, names=tuple(without_held_out(place.names, held_out))) for place in places()]
    tokens = read_tokens(data)
    return [
        *ask_tokens(data, _SEED, lexicon=12_000, questions=1200),
        *(ask_places(everywhere, seed, lexicon=250, questions=80, anew=0.0, like=True) for seed in range(8)),
        ask_places(everywhere, _SEED, lexicon=3000, questions=1500, anew=0.5),
        ask_places(everywhere, _SEED, lexicon=25_000, questions=2500, anew=0.5, large=True),
        ask_places(everywhere, _SEED, lexicon=100_000, questions=2500, anew=0.7),
        ask_people(tokens, _SEED, 3000, style="plain"),
        ask_people(tokens, _SEED, 3000, style="FAMILY, Given"),
        ask_people(tokens, _SEED, 800, style="plain"),
        *(ask_people(tokens, seed, 250, style="plain", few=True) for seed in range(8)),
        ask_easterners(_SEED, 2000),
        *(ask_easterners(seed, 250) for seed in range(6)),
        ask_companies(tokens, _SEED, 2500),
        ask_inflected(_SEED, 1500),
        ask_slips(everywhere, held_out, _SEED, lexicon=25_000, questions=2500, large=True),
        ask_slips(everywhere, held_out, _SEED, lexicon=100_000, questions=2500),
    ]
