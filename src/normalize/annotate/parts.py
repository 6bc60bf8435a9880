"""A long text in parts to be read in turn: cut where paragraphs end, at the same places however it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalize.errors import check_text

PART = 400_000  # characters


def cut_parts(blocks: Iterable[str], most: int = PART) -> Iterator[str]:
    """Yield the text that some blocks make up in parts of at most `most` characters, none of them empty.

    A part ends with a blank line in its second half, or else with a line, or else between two words.

    >>> list(cut_parts(["one two ", "three four"], 9))
    ['one two ', 'three ', 'four']
    """
    rest = ""
    for block in blocks:
        check_text("a block of the text", block)
        rest += block
        while len(rest) > most:
            end = _end_part(rest, most)
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def _end_part(text: str, most: int) -> int:
    for mark in ("\n\n", "\n", ". ", " "):
        found = text.rfind(mark, most // 2, most)
        if found >= 0:
            return found + len(mark)
    return most
