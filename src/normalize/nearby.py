"""The candidates near a name by the compiled kernels: what `matcher` does step by step, for many names at once.

The kernels do what `matcher` and the rooms below it do in Python, in the same order of every sum, so that answers are
the same with and without them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from normalize.cores import count_threads
from normalize.encoder import Encoder
from normalize.form import Form
from normalize.index.candidates import Hit, Mask, may_be_word
from normalize.lexicon.store import Store
from normalize.match.evidence import SYLLABIC, Laid
from normalize.match.model import ECHO, EXACT, NUMBER, Trees, prior_factor
from normalize.match.tokens import NameTokens, is_personal
from normalize.native import load_kernels
from normalize.sounds import sound_classes
from normalize.text import ALPHABETS, UNSPACED, clean, key, list_letters

if TYPE_CHECKING:
    from normalize.native import kernels


class Question(NamedTuple):
    """The forms of one name, each with the types that it is a name for, and what may be the answer.

    `anywhere` is the mask of the type alone, where a country was asked for; `known` are entities that are not looked
    for, `exact` bearers of the name to the letter that stand beside what is near: name, entity, whether it is
    elsewhere, log-odds and log prior of each.
    """

    forms: Sequence[tuple[Form, Sequence[bool]]]
    here: Mask
    anywhere: Mask | None
    known: Collection[int]
    exact: Sequence[tuple[int, int, bool, float, float]] = ()


class Nearby:
    """The kernels over one store; read-only, safe to share between threads."""

    def __init__(self, store: Store, encoder: Encoder, tokens: NameTokens, trees: Trees) -> None:
        scripts = dict.fromkeys((*store.scripts, *SYLLABIC, *UNSPACED))
        self._scripts = {script: number for number, script in enumerate(scripts)}
        self.kernel = _make(encoder, tokens, trees, self._scripts.__getitem__)
        self.kernel.open(
            _Parts(store),
            [prior_factor(kind, type_) for kind in store.kinds for type_ in store.types],
            [is_personal(type_) for type_ in store.types],
            [script in ALPHABETS for script in self._scripts],
            code=store.kinds.index("code"),
        )

    def find(self, questions: Sequence[Question], points: tuple[float, float], shown: int) -> list[kernels.Found]:
        """Return the candidates of each question, decided on as if none else were there.

        `points` are the probabilities from which an answer is given: at all, and where namesakes share it. The first
        `shown` candidates keep their evidence.
        """
        asked = [
            ([(*self._pack(form), suits) for form, suits in q.forms], q.here, q.anywhere, q.known, q.exact)
            for q in questions
        ]
        return self.kernel.answer(asked, *points, shown, count_threads())

    def find_bearers(self, forms: Sequence[Form]) -> list[int]:
        """Return the entity of each form that alone bears it to the letter, or -1 where more has to be asked."""
        return self.kernel.find_bearers([(form.text, form.key) for form in forms])

    def decide_exact(
        self, text: NDArray[np.uint8], ends: NDArray[np.int64], points: tuple[float, float]
    ) -> NDArray[np.void]:
        """Return for strings of a flat array who is meant by a name to the letter; see `Resolver.decide_exact`."""
        return self.kernel.decide_exact(text, ends, list_letters(), EXACT, EXACT - ECHO, *points, count_threads())

    def decide_cleaned(self, names: Sequence[str], points: tuple[float, float]) -> NDArray[np.void]:
        """Return the same for strings of any letters."""
        cleaned = [clean(name) for name in names]
        texts = ["" if c.repairs or may_be_word(c.text) else c.text for c in cleaned]
        forms = [(name, text, key(text)) for name, text in zip(names, texts, strict=True)]
        return self.kernel.decide_keyed(forms, list_letters(), EXACT, EXACT - ECHO, *points)

    def lay(self, form: Form, hit: Hit) -> Laid:
        """Return a form that has readings laid beside what was found near it."""
        return Laid(*self.kernel.lay(self._pack(form), hit.spelling, hit.name))

    def _pack(self, form: Form) -> tuple[object, ...]:
        return form.romans, form.text, form.letters, self._scripts.get(form.script, -1)


class _Parts:
    """The arrays of a store by name, as the kernels ask for them."""

    def __init__(self, store: Store) -> None:
        self._arrays, self._weights = store.arrays, store.weights

    def __getitem__(self, name: str) -> NDArray[np.generic]:
        return self._weights if name == "entity.weight" else self._arrays[name]


class Pairs:
    """The kernels without a lexicon: two names beside each other."""

    def __init__(self, encoder: Encoder, tokens: NameTokens, trees: Trees) -> None:
        self._kernel = _make(encoder, tokens, trees, _number)

    def compare(self, pairs: Sequence[tuple[str, str]], forms: Mapping[str, Sequence[Form]], type: str) -> list[float]:
        """Return for each pair of strings the log-odds of those of their forms that agree best; all have readings."""
        places = {text: place for place, text in enumerate(forms)}
        packed = [
            [(form.romans, form.text, form.letters, _number(form.script)) for form in own] for own in forms.values()
        ]
        asked = [(places[one], places[other]) for one, other in pairs]
        return self._kernel.compare(packed, asked, is_personal(type), count_threads())


def _number(script: str) -> int:
    return int.from_bytes(script.encode(), "big")


def _load() -> ModuleType:
    compiled = load_kernels()
    assert compiled is not None
    return compiled


def _make(encoder: Encoder, tokens: NameTokens, trees: Trees, number: Callable[[str], int]) -> kernels.Kernel:
    han, hangul = map(number, SYLLABIC)
    parts = trees.feature, trees.threshold, trees.low, trees.high, trees.value, trees.scale, trees.shift
    made: kernels.Kernel = _load().Kernel(
        (encoder.vocabulary, encoder.rows),
        tokens.arrays,
        (*parts, NUMBER),
        sound_classes(),
        han=han,
        hangul=hangul,
        unspaced=list(map(number, UNSPACED)),
    )
    return made
