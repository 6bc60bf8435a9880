"""Any spelling, one ID: names of people, places and organisations to canonical IDs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.errors import (
    InputError,
    LexiconError,
    MissingExtraError,
    NormalizeError,
    UnknownIdError,
    WrongOptionError,
)

if TYPE_CHECKING:
    from normalize.annotate.full_names import Mention
    from normalize.lexicon.store import Entity, Name
    from normalize.library import Lexicon, build, compare, compare_many, load
    from normalize.match.explanation import Explanation
    from normalize.resolution import Candidate, Resolution
    from normalize.romanise import Reading, readings

__version__ = "0.1.0"
__all__ = [
    "Candidate",
    "Entity",
    "Explanation",
    "InputError",
    "Lexicon",
    "LexiconError",
    "Mention",
    "MissingExtraError",
    "Name",
    "NormalizeError",
    "Reading",
    "Resolution",
    "UnknownIdError",
    "WrongOptionError",
    "__version__",
    "build",
    "compare",
    "compare_many",
    "load",
    "readings",
]

# Import time is a feature: what needs numpy or ICU is imported when it is first asked for.
_HOMES = {
    "Candidate": "normalize.resolution",
    "Entity": "normalize.lexicon.store",
    "Explanation": "normalize.match.explanation",
    "Lexicon": "normalize.library",
    "Mention": "normalize.annotate.full_names",
    "Name": "normalize.lexicon.store",
    "Reading": "normalize.romanise",
    "Resolution": "normalize.resolution",
    "build": "normalize.library",
    "compare": "normalize.library",
    "compare_many": "normalize.library",
    "load": "normalize.library",
    "readings": "normalize.romanise",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'normalize' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
