"""Who bears a variant of a name to the letter, but is not meant by it: Idaho by Idaho City, Mr Trump by Mrs Trump."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cached_property, partial
from itertools import pairwise

from normalize.form import Form
from normalize.lexicon.lineages import list_nearest_fathers
from normalize.lexicon.offices import is_held_elsewhere
from normalize.lexicon.regions import is_area
from normalize.lexicon.sexes import men, women
from normalize.lexicon.variants import is_body
from normalize.match.brackets import tell_brackets_apart
from normalize.match.fathers import have_other_fathers
from normalize.match.name_words import words_for
from normalize.match.own_names import OwnNames
from normalize.match.places import SETTLEMENT
from normalize.match.tokens import NameTokens
from normalize.text import key

_VILLAGE, _HAMLET = frozenset({"township", "village", "hamlet"}), 50_000  # and the most people of what is called so
_LARGE_VILLAGES = frozenset({"US", "ZA"})  # countries where it may have more


class Barred:
    """The bearers of one store; read-only, safe to share between threads."""

    def __init__(self, own: OwnNames, tokens: NameTokens) -> None:
        self._own, self._store, self._tokens = own, own.store, tokens

    def find(self, form: Form, variant: Form, bearers: Iterable[int]) -> set[int]:
        """Return those of the bearers of a variant of a name who are not meant, and all whom its title is not of."""
        barred = {entity for entity in bearers if self._is_other(entity, form, variant)}
        if _drops_title(form, variant, words_for("her")):
            barred |= self._men
        # A woman's given name says more than the title: Mr Yulia Navalnaya.
        if " " not in variant.key and _drops_title(form, variant, words_for("his")):
            barred |= self._women
        return barred

    def find_told_apart(self, form: Form, variant: Form, bearers: Iterable[int]) -> set[int]:
        """Return those of whom brackets in a name say that a variant without, or of these, does not mean them."""
        return {entity for entity in bearers if "(" in form.text and self._is_told_apart(entity, form, variant)}

    @cached_property
    def _men(self) -> frozenset[int]:
        """The people who are known to be men: Mrs Trump is none of them."""
        return frozenset(map(self._store.find, filter(self._store.holds, men())))

    @cached_property
    def _women(self) -> frozenset[int]:
        """The people who are known to be women: Mr Merkel is none of them."""
        return frozenset(map(self._store.find, filter(self._store.holds, women())))

    def _is_other(self, entity: int, form: Form, variant: Form) -> bool:
        """Return whether a bearer of a variant is not meant: Idaho by Idaho City, Putin by the President of Poland."""
        if self._own.type(entity) == "person" and is_held_elsewhere(form.key, self._store.country(entity)):
            return True
        if self._has_other_fathers(entity, form, variant):
            return True
        if drops_settlement(form, variant) and is_area(self._store.id(entity)):
            return True
        if _drops(form, variant, _VILLAGE) and _LARGE_VILLAGES.isdisjoint(self._store.country(entity)):
            return self._own.weigh(entity) > _HAMLET
        return False

    def _has_other_fathers(self, entity: int, form: Form, variant: Form) -> bool:
        if self._own.type(entity) != "person" or not drops_fathers(form, variant):
            return False
        return have_other_fathers(form.key, map(key, self._own.list_in(entity, form.script)), self._tokens)

    def _is_told_apart(self, entity: int, form: Form, variant: Form) -> bool:
        names, type_ = partial(self._own.list_all, entity), self._own.type(entity)
        return is_body(type_) and tell_brackets_apart(form.text, variant.text, names, type_, self._tokens) is not None


def drops_settlement(form: Form, variant: Form) -> bool:
    """Return whether a variant of a name is the name without a word that says that it is a town.

    >>> from normalize.form import analyse
    >>> drops_settlement(analyse("Idaho City"), analyse("Idaho"))
    True
    """
    return variant is not form and _drops(form, variant, SETTLEMENT)


def drops_fathers(form: Form, variant: Form) -> bool:
    """Return whether a variant of a person's name is the name without the farthest of several fathers.

    >>> from normalize.form import analyse
    >>> names = [analyse(name) for name in ("salem bin ali bin omar harbi", "salem ali harbi", "salem ali omar harbi")]
    >>> [drops_fathers(names[0], variant) for variant in names[1:]]
    [True, False]
    """
    return variant is not form and variant.key in list_nearest_fathers(form.key)


def _drops(form: Form, variant: Form, words: Set[str]) -> bool:
    """Return whether a variant of a name is without one of some words that the name has."""
    return not words.isdisjoint(set(form.key.split()) - set(variant.key.split()))


def _drops_title(form: Form, variant: Form, titles: Set[str]) -> bool:
    """Return whether a variant of a name is the name without one of some titles."""
    left = set(variant.key.split())
    dropped = [word for word in form.key.split() if word not in left]
    attached = f"-{form.key.removeprefix(variant.key)}"
    return attached in titles or not titles.isdisjoint((*dropped, *map(" ".join, pairwise(dropped))))
