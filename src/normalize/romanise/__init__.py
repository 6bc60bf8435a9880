"""From any script to Latin letters: our own rule tables first, ICU for the rest, Unidecode last."""

from normalize.romanise.languages import RULES
from normalize.romanise.reading import MOST, Reading, primary, readings

__all__ = ["MOST", "RULES", "Reading", "primary", "readings"]
