"""How prominent a place has to be, and how probable an answer, to be meant; and where a language is at home."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from normalize.annotate.entities import Entities
from normalize.annotate.languages import HOME, NAMESAKES, SPOKEN, languages_of, tell_of
from normalize.annotate.page import Page
from normalize.annotate.scene import is_subdivision
from normalize.resolution import Candidate
from normalize.text import clean, key, script

METROPOLIS = 400_000  # people of a town whose name no text gives to somebody whom all know
PROMINENT = 100_000  # people of a place whose name is taken for it though nothing shows that it is a name
RENOWNED = 1_000_000  # and where no capital could show it
LARGE = 300_000  # the same of a longer word in Arabic or Hebrew
TOWN = 15_000  # people of a place that is named as its table of places does
OBSCURE = 25_000  # people of a place that another text than one about its country means by its label alone
ALONE = 0.985  # from here a whole name like somebody's is enough, though the text speaks of nothing that is theirs
NAMED_IN = 45  # names of a town that the languages of the world speak of
PLACES = ("place", "country")

_FAMOUS, _LITTLE = 150_000, 50_000  # people of a town that all know, and of one abroad of its name that few do
_FAR = 20  # times as many people live in a town whose name in another case is a village's too
_GREAT, _HAMLET = 1_000_000, 5_000  # the same of one that no hamlet is meant beside, wherever it is

Question = tuple[str, str]  # what stands in the text, and the type that is asked for


def is_at_home(page: Page, best: Candidate) -> bool:
    """Return whether something is where the language of a page is at home."""
    return not tell_of(HOME, page.language).isdisjoint(best.country)


def list_namesakes(country: str) -> list[str]:
    """Return the other countries whose towns are called as those of one are.

    >>> list_namesakes("BR"), list_namesakes("PL")
    (['PT'], [])
    """
    several = (some for some in languages_of(NAMESAKES).values() if country in some)
    return sorted(frozenset[str]().union(*several) - {country})


def list_outshone(page: Page, likely: Sequence[Candidate], entities: Entities) -> Set[str]:
    """Return the ids of those small towns of several of one name that nobody means by it alone: Geneva in Illinois."""
    towns = [(c, entities.weight(c.id)) for c in likely if c.type == "place"]
    most = max((people for c, people in towns if entities.count_names(c.id) >= NAMED_IN), default=0.0)
    spoken = tell_of(SPOKEN, page.language)
    return frozenset(
        c.id
        for c, people in towns
        if (most >= _GREAT and people < _HAMLET)
        or (most >= _FAMOUS and people < _LITTLE and spoken and spoken.isdisjoint(c.country))
    )


def list_foreign(page: Page, likely: Sequence[Candidate], entities: Entities) -> Set[str]:
    """Return the ids of those countries of several of one name that the page calls otherwise: Granada is in Spain.

    In Latin letters alone: a name that languages in others spell alike is filed under one of them.
    """
    if not any(c.type == "country" and script(c.name[0]) == "Latn" for c in likely):
        return frozenset()
    called = {c.id for c in likely if entities.is_called(c.id, key(clean(c.name).text), page.language)}
    towns = any(c.type == "place" and c.id in called for c in likely)
    return frozenset(c.id for c in likely if c.type == "country" and c.id not in called) if towns else frozenset()


def is_known_place(best: Candidate, weight: Callable[[str], float]) -> bool:
    """Return whether something is a country or a place of some size; `weight` says how many people an entity has."""
    return best.type == "country" or (best.type == "place" and weight(best.id) >= PROMINENT)


def is_better_known(page: Page, other: Candidate, place: Candidate, weight: Callable[[str], float]) -> bool:
    """Return whether somebody or something is known far better than a place, or is where the text is written.

    `weight` says how many people a place has.
    """
    people = weight(place.id)
    if place.kind == "alias" and people < OBSCURE and script(place.name[0]) == script(place.label[0]):
        return True  # do Nidy is to Nida, and to no Ruciane-Nida
    ours = other.type == "place" and is_at_home(page, other) and weight(other.id) >= TOWN
    if ours and not is_at_home(page, place):
        return True
    if is_subdivision(place.id) and other.type == "place" and not is_subdivision(other.id):
        return weight(other.id) >= max(people, PROMINENT)  # ў Лодзі is in Łódź, not in Lodi
    if people >= PROMINENT:
        return False
    if other.type == "country":
        return True
    if people >= OBSCURE:
        return False
    if other.type == "organisation" and is_at_home(page, place):
        return False  # у Рені is in Reni, and at no Renault's
    return other.type != "place" or weight(other.id) >= max(_FAR * people, TOWN)
