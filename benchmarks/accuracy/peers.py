"""The usual tools that answer the same questions: how each reads a string and scores one against another.

Packages that the project itself does not need are optional; requirements.txt beside this folder names their versions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

import icu
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist, cpdist

from normalize.text import plain

Scores = NDArray[np.float32]
Scan = Callable[[Sequence[str]], Scores]


class Scorer(Protocol):
    """A similarity of strings, the higher the nearer."""

    def over(self, names: Sequence[str]) -> Scan:
        """Return the function that scores queries (rows) against all names (columns)."""

    def pair(self, left: Sequence[str], right: Sequence[str]) -> Scores:
        """Return the score of each pair."""


@dataclass(frozen=True, slots=True)
class Rapidfuzz:
    """One of rapidfuzz's scorers."""

    scorer: Callable[..., float]

    def over(self, names: Sequence[str]) -> Scan:
        return lambda queries: cdist(queries, names, scorer=self.scorer, dtype=np.float32)

    def pair(self, left: Sequence[str], right: Sequence[str]) -> Scores:
        return cpdist(left, right, scorer=self.scorer, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Tfidf:
    """The cosine of TF-IDF vectors over character n-grams of 2 to 4 within words, by scikit-learn."""

    def over(self, names: Sequence[str]) -> Scan:
        vectoriser = _vectoriser()()
        known = vectoriser.fit_transform(names).T.tocsr()

        def scan(queries: Sequence[str]) -> Scores:
            scores: Scores = (vectoriser.transform(queries) @ known).toarray()
            return scores

        return scan

    def pair(self, left: Sequence[str], right: Sequence[str]) -> Scores:
        vectoriser = _vectoriser()().fit([*left, *right])
        products = vectoriser.transform(left).multiply(vectoriser.transform(right))
        return np.asarray(products.sum(axis=1), dtype=np.float32).ravel()


@dataclass(frozen=True, slots=True)
class Logic:
    """nomenklatura's logic-v2 in its default configuration; every name is a legal entity of its own."""

    def over(self, names: Sequence[str]) -> Scan:
        known = self._entities(names)

        def scan(queries: Sequence[str]) -> Scores:
            return np.array([[self._score(a, k) for k in known] for a in self._entities(queries)], dtype=np.float32)

        return scan

    def pair(self, left: Sequence[str], right: Sequence[str]) -> Scores:
        pairs = zip(self._entities(left), self._entities(right), strict=True)
        return np.array([self._score(*pair) for pair in pairs], dtype=np.float32)

    def _entities(self, names: Sequence[str]) -> list[object]:
        made = import_module("followthemoney").EntityProxy.from_dict
        return [made({"id": name, "schema": "LegalEntity", "properties": {"name": [name]}}) for name in names]

    def _score(self, left: object, right: object) -> float:
        algorithm = import_module("nomenklatura.matching.logic_v2.model").LogicV2
        return float(algorithm.compare(left, right, algorithm.default_config()).score)


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: its package (None: one that the project needs itself), how it reads a string, and its scorer.

    `budget` is the most comparisons that it may take for one set; `lists_only` keeps it to lists of people and
    organisations, which it is made for.
    """

    name: str
    package: str | None
    read: Callable[[str], str]
    scorer: Scorer
    budget: float
    lists_only: bool = False

    @property
    def version(self) -> str | None:
        """The version of the package, None where it is not installed, "" where there is none."""
        try:
            return "" if self.package is None else version(self.package)
        except PackageNotFoundError:
            return None


_latin = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")


def read_icu(name: str) -> str:
    """Return ICU's romanisation in small letters and figures."""
    return plain(name if name.isascii() else str(_latin.transliterate(name)))


def read_unidecode(name: str) -> str:
    """Return Unidecode's romanisation in small letters and figures."""
    return plain(import_module("unidecode").unidecode(name))


def _vectoriser() -> partial[Any]:  # scikit-learn is optional and publishes no types
    text = import_module("sklearn.feature_extraction.text")
    return partial(text.TfidfVectorizer, analyzer="char_wb", ngram_range=(2, 4), dtype=np.float32)


PEERS = (
    Peer("ICU + rapidfuzz ratio", None, read_icu, Rapidfuzz(fuzz.ratio), 8e8),
    Peer("Unidecode + WRatio", "Unidecode", read_unidecode, Rapidfuzz(fuzz.WRatio), 1e8),
    Peer("ICU + Jaro–Winkler", None, read_icu, Rapidfuzz(JaroWinkler.normalized_similarity), 4e8),
    Peer("ICU + TF-IDF 2–4", "scikit-learn", read_icu, Tfidf(), 4e8),
    Peer("logic-v2", "nomenklatura", str.strip, Logic(), 3e5, lists_only=True),
)
