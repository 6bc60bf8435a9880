"""The candidates near a name by the compiled kernels: what `matcher` does step by step, for many names at once.

The kernels do what `matcher` and the rooms below it do in Python, in the same order of every sum, so that answers are
the same with and without them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from normalize.index.candidates import Mask, Query
from normalize.lexicon.store import Store
from normalize.match.model import NUMBER, Trees, prior_factor
from normalize.match.tokens import NameTokens, is_personal
from normalize.native import load_kernels
from normalize.sounds import sound_classes


class Near(NamedTuple):
    """One candidate as the kernels return it; `form` is the number of the form that it is near to."""

    name: int
    entity: int
    spelling: int
    elsewhere: bool
    form: int
    log_odds: float
    contradicted: bool


class Question(NamedTuple):
    """The forms of one name, each with the types that it is a name for, and what may be the answer.

    `anywhere` is the mask of the type alone, where a country was asked for.
    """

    forms: Sequence[tuple[Query, Sequence[bool]]]
    here: Mask
    anywhere: Mask | None
    known: Collection[int]


class Nearby:
    """The kernels over one store; read-only, safe to share between threads."""

    def __init__(self, store: Store, tokens: NameTokens, trees: Trees) -> None:
        kernels = load_kernels()
        assert kernels is not None
        self._scripts = {script: number for number, script in enumerate(store.scripts)}
        self.kernel = kernels.Kernel(
            _Parts(store),
            tokens.arrays,
            (trees.feature, trees.threshold, trees.low, trees.high, trees.value, trees.depth, trees.scale, trees.shift,
             NUMBER),
            [prior_factor(kind, type_) for kind in store.kinds for type_ in store.types],
            [is_personal(type_) for type_ in store.types],
            sound_classes(),
            code=store.kinds.index("code"),
            han=self._scripts.get("Hani", len(store.scripts)),
        )  # fmt: skip

    def find(self, questions: Sequence[Question]) -> list[tuple[list[Near], NDArray[np.float64]]]:
        """Return the candidates of each question, and a table of their evidence, a row for each."""
        asked = [
            ([self._pack(query, suits) for query, suits in q.forms if query.form.romans], q.here, q.anywhere, q.known)
            for q in questions
        ]
        return [([Near(*row) for row in found], rows) for found, rows in self.kernel.answer(asked)]

    def _pack(self, query: Query, suits: Sequence[bool]) -> tuple[object, ...]:
        form = query.form
        script = self._scripts.get(form.scripts[0] if form.scripts else "", -1)
        return form.romans, form.text, script, query.vectors, query.rarity, suits


class _Parts:
    """The arrays of a store by name, as the kernels ask for them."""

    def __init__(self, store: Store) -> None:
        self._arrays = store.arrays

    def __getitem__(self, name: str) -> NDArray[np.generic]:
        return self._arrays[name]
