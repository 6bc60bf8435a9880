"""Whether the files of a lexicon are as they were written."""

from __future__ import annotations

from pathlib import Path

from normalize.errors import NormalizeError
from normalize.lexicon.damage import verify_files
from normalize.library import TOKENS, Lexicon


def find_damage(folder: Path) -> list[str]:
    """Return what is wrong with a lexicon, or with the name words that stand beside core and serve every lexicon.

    Raises `LexiconError` when the folder is none of ours.
    """
    damage = [f"{place / problem}" for place in (folder, TOKENS) for problem in verify_files(place)]
    if not damage:
        try:
            Lexicon(folder)
        except NormalizeError as error:
            return [str(error)]
    return damage
