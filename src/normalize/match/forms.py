"""What a name may stand for: its variants by the type of what is named, its words in another order or another form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from normalize.form import Form, analyse
from normalize.lexicon.given_names import list_given_names
from normalize.lexicon.lineages import list_nearest_fathers
from normalize.lexicon.particles import list_particles
from normalize.lexicon.variants import list_by_type, list_orders
from normalize.match.model import REORDERED, SHORTENED
from normalize.match.other_names import keep_telling
from normalize.match.tokens import NameTokens
from normalize.text import key

_KIND_BEHIND = re.compile("[\u30a1-\u30fe]{2}[\u4e00-\u9fff]{1,3}$")  # katakana, and what it is in Han characters


def list_forms(form: Form, types: Sequence[str], tokens: NameTokens) -> Iterator[tuple[Form, list[bool]]]:
    """Yield a form and its variants, each with which of some types it is a name for.

    A person's are also without the farthest of several fathers.

    >>> from normalize.match.tokens import NO_TOKENS
    >>> [(one.text, suits) for one, suits in list_forms(analyse("city of Minsk"), ["place", "person"], NO_TOKENS)]
    [('city of Minsk', [True, True]), ('minsk', [True, False])]
    >>> names = list_forms(analyse("Salem bin Hamad bin Yousef al-Harbi"), ["person"], NO_TOKENS)
    >>> [one.text for one, _ in names][1:]
    ['salem hamad yousef al harbi', 'salem hamad al harbi']
    """
    yield form, [True] * len(types)
    listed = list_by_type(form.text, form.key or key(form.text), types)
    variants = keep_telling(form.text, types, listed, tokens)
    for text in dict.fromkeys(text for found in variants for text in found if text != form.text):
        capitals = text.upper()  # "JSC BAZ" is BAZ, not "baz", which may be a word
        yield analyse(capitals if capitals in form.text else text), [text in found for found in variants]
    if "person" in types:
        yield from ((analyse(name), [t == "person" for t in types]) for name in list_nearest_fathers(form.key))


def list_otherwise(exact: str) -> Iterator[tuple[str, float]]:
    """Yield the exact keys of a person's name in another order, with other particles or another form of a given name.

    Each with the log-odds that it is the same person's.

    >>> next(list_otherwise("tikhanovskaya svetlana"))
    ('svetlana tikhanovskaya', 5.5)
    """
    for turned in chain(list_orders(exact), list_particles(exact)):
        yield turned, REORDERED
    for called, same in list_given_names(exact):
        for written in (called, *list_orders(called)):
            yield written, REORDERED if same else SHORTENED


def narrow(asked: list[tuple[Form, list[bool]]]) -> list[tuple[Form, list[bool]]]:
    """Return the forms of a name without the first where it says the kind in another script than the name: オデッサ州.

    It is near the names of the city alone; of a type that has no variant of it, it stays.

    >>> narrow([(analyse("オデッサ州"), [True, True]), (analyse("オデッサ"), [True, False])])[0][1]
    [False, True]
    """
    (form, suits), *variants = asked
    if not _KIND_BEHIND.search(form.key):
        return asked
    return [(form, [a and not any(s[i] for _, s in variants) for i, a in enumerate(suits)]), *variants]
