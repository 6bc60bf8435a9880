"""Names with what tells them apart from others behind them: a country or region, or the same name once more."""

from __future__ import annotations

import re

_PARTED = re.compile(r"\s*(?:[,;/]|\s[-–]\s)\s*")
_BRACKETS = re.compile(r"([^()\[\]]+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_MOST = 4  # parts of a name that are looked at


def split_qualifiers(text: str) -> tuple[str, ...]:
    """Return a name and what stands behind it, each by itself; nothing where nothing does.

    >>> split_qualifiers("Springfield, Illinois, USA"), split_qualifiers("Wrocław (Breslau)")
    (('Springfield', 'Illinois', 'USA'), ('Wrocław', 'Breslau'))
    >>> split_qualifiers("Danzig/Gdańsk"), split_qualifiers("Ihor (Igor) Plotnytskyy"), split_qualifiers("Minsk")
    (('Danzig', 'Gdańsk'), (), ())
    """
    bracketed = _BRACKETS.fullmatch(text)
    outside, inside = bracketed.groups() if bracketed else (text, "")
    if bracketed is None and _BRACKETS.search(text):
        return ()
    parts = [part for piece in (outside, inside) for part in _PARTED.split(piece) if part]
    return tuple(parts) if 1 < len(parts) <= _MOST else ()
