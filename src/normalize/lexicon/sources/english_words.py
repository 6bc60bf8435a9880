"""Words of the English dictionary, from Debian's wordlist of SCOWL: two of them in names of firms are no slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.lexicon.sources.pins import ENGLISH

TABLE, HEADER = "english_words.tsv", "word"
# Borrowed words that the list has in two spellings, as names have them too: the rarer ones.
_VARIANTS = frozenset(
    {"jehad", "jehads", "moslem", "moslems", "sheik", "sheiks", "czar", "czars", "amir", "amirs", "hadj"}
)
_WORD = re.compile(r"[a-z]{4,}")  # a capital is that of a name, and what is shorter as often an acronym


def english_word_lines() -> Iterator[str]:
    """Yield one word a line, sorted: those of at least four small letters."""
    yield from sorted(
        {word for word in ENGLISH.read_text(encoding="utf-8").split() if _WORD.fullmatch(word)} - _VARIANTS
    )
