"""The errors that the library raises on purpose.

NormalizeError
├── InputError        a table, a column, an encoding or an argument that cannot be used
│   └── WrongOptionError  an option that cannot be meant or does not fit the table
├── LexiconError      a lexicon that is missing, damaged, foreign or of another format
│   └── UnknownIdError    an id that the lexicon does not hold
└── MissingExtraError an optional package that the called function needs
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from numbers import Integral
from pathlib import Path

_LANG = re.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_HALF = re.compile("[\ud800-\udfff]")


class NormalizeError(Exception):
    """Base of every error that the library raises on purpose; its text is written for people."""


class InputError(NormalizeError, ValueError):
    """Input that cannot be used as it is: says what was got, what was expected, what to do."""


class WrongOptionError(InputError):
    """An option that cannot be meant, or does not fit the table: wrong usage rather than bad data."""


class LexiconError(NormalizeError):
    """A lexicon that cannot be opened or built: missing, damaged, foreign, or of another format."""


class UnknownIdError(LexiconError, KeyError):
    """An id that the lexicon does not hold."""

    def __str__(self) -> str:  # KeyError would show the repr of the sentence
        return str(self.args[0])


class MissingExtraError(NormalizeError, ImportError):
    """An optional package is not installed; the text names the extra that brings it."""


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Let an import inside the block that fails be a `MissingExtraError`: `what` needs the extra `name`."""
    try:
        yield
    except ImportError as error:
        absent = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
        lacking = f"needs {absent}" if absent else f"cannot be used: {error}"
        raise MissingExtraError(f'{what} {lacking}; install it with "pip install normalize-names[{name}]"') from error


def name_kind(value: object) -> str:
    """Return what kind of value something is, as a sentence has it.

    >>> name_kind(5), name_kind("x"), name_kind(None)
    ('an int', 'a str', 'None')
    """
    kind = value.__class__.__name__
    return "None" if value is None else f"an {kind}" if kind[0].lower() in "aeio" else f"a {kind}"


def check_text(what: str, value: object, *, optional: bool = False) -> None:
    """Raise `InputError` for what is no string, nor None where it is optional.

    >>> check_text("lang", None, optional=True)
    """
    if not (isinstance(value, str) or (optional and value is None)):
        raise InputError(f"{what} is {name_kind(value)}; expected a string")


def read_path(what: str, value: object) -> Path:
    """Return a path; raises `InputError` for what is none.

    >>> read_path("the folder", "own").name
    'own'
    """
    if not isinstance(value, (str, os.PathLike)):
        raise InputError(f"{what} is {name_kind(value)}; expected a path")
    return Path(value)


def check_characters(what: str, value: object) -> None:
    """Raise `InputError` for what is no string of whole characters: bytes that could not be decoded leave halves.

    >>> check_characters("the name", "Мінск")
    """
    check_text(what, value)
    if isinstance(value, str) and not value.isascii() and (half := _HALF.search(value)):
        place = f"at character {half.start() + 1}"
        raise InputError(f"{what} holds half a character (a lone surrogate) {place}; it was decoded wrongly")


def is_silent(value: object) -> bool:
    """Return whether a value says nothing: None, blank text, or what is not even itself (NaN, NaT, the NA of pandas).

    >>> is_silent(" "), is_silent(float("nan")), is_silent(0)
    (True, True, False)
    """
    if value is None or isinstance(value, str):
        return not value or value.isspace()
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # whether NA is itself is NA, which is neither true nor false; an array is many
        return value.__class__.__name__ == "NAType"


def read_lang(lang: object) -> str | None:
    """Return a language tag, None for one that is not said; raises `InputError` for what is shaped as none.

    >>> read_lang("sr-Latn"), read_lang(" ")
    ('sr-Latn', None)
    """
    if is_silent(lang):
        return None
    check_lang(lang)
    assert isinstance(lang, str)
    return lang


def check_lang(lang: object) -> None:
    """Raise `InputError` for what is neither None nor shaped as a language tag of BCP 47.

    >>> check_lang("sr-Latn")
    """
    check_text("lang", lang, optional=True)
    if isinstance(lang, str) and not _LANG.fullmatch(lang):
        raise InputError(f'lang is "{lang}"; expected a language tag of BCP 47, such as be or sr-Latn')


def check_count(what: str, value: object) -> None:
    """Raise `InputError` for what is no whole number from 1.

    >>> check_count("workers", 2)
    """
    if not isinstance(value, (int, Integral)) or value < 1:
        raise InputError(f"{what} is {value!r}; expected a whole number from 1")


def suggest(word: str, known: Iterable[str]) -> str:
    """Return ``' Did you mean "x"?'`` for the known word nearest to `word`, or the one that it begins; or "".

    >>> suggest("nmae", ["id", "name"]), suggest("org", ["person", "organisation"])
    (' Did you mean "name"?', ' Did you mean "organisation"?')
    """
    words = list(known)
    begun = [own for own in words if word and own.startswith(word.lower())]
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6) or (begun if len(begun) == 1 else [])
    return f' Did you mean "{close[0]}"?' if close else ""


def tell_count(values: Sized, names: int) -> str:
    """Return how many values there are for so many names, as a message says it.

    >>> tell_count(["BY"], 2), tell_count([], 1)
    ('1 value for 2 names', '0 values for 1 name')
    """
    count = len(values)
    return f"{count} value{'s' * (count != 1)} for {names} name{'s' * (names != 1)}"
