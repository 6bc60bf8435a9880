"""How prominent a place has to be, and how probable an answer, to be meant; and where a language is at home."""

from __future__ import annotations

from collections.abc import Callable

from normalize.annotate.page import Page
from normalize.resolution import Candidate

METROPOLIS = 400_000  # people of a town whose name no text gives to somebody whom all know
PROMINENT = 100_000  # people of a place whose name is taken for it though nothing shows that it is a name
RENOWNED = 1_000_000  # and where no capital could show it
LARGE = 300_000  # the same of a longer word in Arabic or Hebrew
TOWN = 15_000  # people of a place that is named as its table of places does
OBSCURE = 25_000  # people of a place that another text than one about its country means by its label alone
ALONE = 0.985  # from here a whole name like somebody's is enough, though the text speaks of nothing that is theirs
PLACES = ("place", "country")

# Where a language is at home: its texts name small towns there without saying where they are.
_HOME = {"be": "BY", "uk": "UA", "pl": "PL", "lt": "LT", "lv": "LV", "cs": "CZ", "sk": "SK", "bg": "BG", "sl": "SI",
         "et": "EE", "fi": "FI", "hu": "HU", "tr": "TR"}  # fmt: skip

# Countries whose towns are called after one another's: Whitby is in Yorkshire and in Ontario.
_NAMESAKES = (
    frozenset({"GB", "IE", "US", "CA", "AU", "NZ", "ZA"}),
    frozenset({"ES", "MX", "AR", "CL", "CO", "PE", "VE", "CU", "EC", "BO", "UY", "PY"}),
    frozenset({"PT", "BR"}),
)

Question = tuple[str, str]  # what stands in the text, and the type that is asked for


def is_at_home(page: Page, best: Candidate) -> bool:
    """Return whether something is where the language of a page is at home."""
    return _HOME.get(page.language) in best.country


def list_namesakes(country: str) -> list[str]:
    """Return the other countries whose towns are called as those of one are.

    >>> list_namesakes("BR"), list_namesakes("PL")
    (['PT'], [])
    """
    return sorted(frozenset().union(*(some for some in _NAMESAKES if country in some)) - {country})


def is_known_place(best: Candidate, weight: Callable[[str], float]) -> bool:
    """Return whether something is a country or a place of some size; `weight` says how many people an entity has."""
    return best.type == "country" or (best.type == "place" and weight(best.id) >= PROMINENT)
