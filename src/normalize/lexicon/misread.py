"""Letters that optical recognition took for others: a digit within a word, a small l among capitals, PauI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from pathlib import Path

from normalize.text import main_script
from normalize.tsv import rows_of

_LETTERS = 3  # that a word has beside what stands for letters, and for each that does
_MOST = 8  # readings of one string
_CONFUSED = "known"  # runs of letters that are misread only where that gives a known name
_AMONG = re.compile(r"[^\W\d_][\d|!]|[\d|!][^\W\d_]")
_SMALL_L = re.compile(r"\b(?=[A-Z]*l)[A-Zl]*[A-Z]{2}[A-Zl]*\b")  # in a word that is in capitals else
_CAPITAL_I = re.compile(r"(?<=[a-z])(?<!Mc)(?<!Mac)I(?=[a-z]|\b)")


def may_be_misread(text: str) -> bool:
    """Return whether `list_misread` may yield something: in most names there is nothing of the kind.

    >>> may_be_misread("VLADlMlR PUTlN"), may_be_misread("Vladimir Putin, 1952")
    (True, False)
    """
    return any(pattern.search(text) for pattern in (_AMONG, _SMALL_L, _CAPITAL_I))


def list_misread(text: str, *, at_end: bool) -> Iterator[str]:
    """Yield a cleaned string with letters for what was taken for digits or other letters in its words.

    A digit behind a word may be its number, unless `at_end` says that there are none such.

    >>> list(list_misread("EMMANUEL MACR0N", at_end=True)), list(list_misread("PauI Newman", at_end=True))
    (['EMMANUEL MACRON'], ['Paul Newman'])
    >>> list(list_misread("Zenit1", at_end=False)), list(list_misread("MH17", at_end=True))
    ([], [])
    """
    repaired = _CAPITAL_I.sub("l", _SMALL_L.sub(lambda word: word[0].replace("l", "I"), text))
    words = [_list_readings(word, at_end) for word in repaired.split(" ")] if _AMONG.search(text) else []
    several = (" ".join(chosen) for chosen in product(*words)) if words else iter([repaired])
    yield from (found for found in islice(several, _MOST) if found != text)


def list_confused(text: str) -> Iterator[str]:
    """Yield a cleaned string with another letter for what recognition takes for it in any word, one at a time.

    Most names have such letters, so that only what is known says that they were misread: rn is m, and m rn. A digit at
    the end of a word is a letter here.

    >>> list(list_confused("The New York Tirnes")), list(list_confused("Der Spiege1"))
    (['The New York Times'], ['Der Spiegel', 'Der Spiegei'])
    """
    pairs = _letters("Latn", _CONFUSED)
    found = {
        text[:at] + letter + text[at + len(written) :]
        for written, letters in pairs.items()
        for at in range(1, len(text))
        if text.startswith(written, at) and text[at - 1].isalpha()
        for letter in letters
    }
    yield from sorted(found)
    if _AMONG.search(text):
        yield from list_misread(text, at_end=True)


def _list_readings(word: str, at_end: bool) -> list[str]:
    """Return a word with letters for its digits, itself where it has none or they are its number."""
    letters = _letters(main_script(word))
    misread = [at for at, char in enumerate(word) if char in letters]
    plain = sum(char.isalpha() for char in word)
    if not misread or plain < _LETTERS * len(misread) or any(c.isdigit() and c not in letters for c in word):
        return [word]
    if word[-1] in letters and (not at_end or word[-2] in letters):
        return [word]
    found = []
    for chosen in islice(product(*(letters[word[at]] for at in misread)), _MOST):
        read = list(word)
        for at, letter in zip(misread, chosen, strict=True):
            read[at] = letter.upper() if word.upper() == word else letter
        if not word[0].isalpha() and word.upper() != word:
            read[0] = read[0].upper()
        found.append("".join(read))
    return found


@cache
def _letters(script: str, kind: str = "digit") -> dict[str, list[str]]:
    """Return what each character, or run of letters, may be in words of a script."""
    rows = rows_of(Path(__file__).with_name("misread.tsv"), script)
    return {written: letters.split() for written, letters, own in rows if own == kind}
