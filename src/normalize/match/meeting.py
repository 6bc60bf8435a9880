"""Two names beside each other, as the rules are asked of them (`vetoes.py`): one asked for, and one that it is near."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import Indel

from normalize.form import Form
from normalize.index.candidates import Hit
from normalize.match.called import Called
from normalize.match.evidence import Laid
from normalize.match.own_names import OwnNames
from normalize.match.tokens import NameTokens


class Written(NamedTuple):
    """A name as it is written, and its plain readings."""

    text: str
    romans: Sequence[str]


@dataclass(frozen=True)
class Meeting:
    """Two names, of which no more is known: `query` is what `asked` is taken for, the whole or a variant of it.

    `alias` is the name that this is near, of something of the `type`.
    """

    asked: Form
    query: Written
    alias: Written
    type: str
    tokens: NameTokens

    @classmethod
    def between(cls, one: Form, other: Form, type: str, tokens: NameTokens) -> Meeting:
        """Return one name beside another, of which the first is asked for."""
        return cls(one, Written(one.text, one.romans), Written(other.text, other.romans), type, tokens)

    @cached_property
    def readings(self) -> list[tuple[list[str], list[str]]]:
        """The words of each reading of the one beside those of each of the other."""
        return list(product(map(str.split, self.query.romans), map(str.split, self.alias.romans)))

    @cached_property
    def likest(self) -> list[tuple[list[str], list[str]]]:
        """Those of the readings that are most alike: what is told of others may be what no language reads there."""
        likeness = [Indel.normalized_similarity(*pair) for pair in product(self.query.romans, self.alias.romans)]
        most = max(likeness, default=0.0)
        return [pair for pair, like in zip(self.readings, likeness, strict=True) if like == most]

    @property
    def by_acronym(self) -> bool:
        """Whether the query was found by the first letters of the alias."""
        return False

    def list_names(self) -> list[str]:
        """Return all names of the bearer of the alias."""
        return [self.alias.text]


@dataclass(frozen=True)
class Known(Meeting):
    """A name beside one in a lexicon, which knows the other names of its bearer; `form` is that of the query.

    `lay` lays a form beside what was found near it.
    """

    form: Form
    hit: Hit
    own: OwnNames
    lay: Callable[[Form, Hit], Laid]

    @classmethod
    def of(
        cls, asked: Form, form: Form, hit: Hit, own: OwnNames, tokens: NameTokens, lay: Callable[[Form, Hit], Laid]
    ) -> Known:
        """Return a form of a name beside what was found near it."""
        alias = Written(own.store.name_text(hit.name), own.spellings.romans(hit.spelling))
        query = Written(form.text, form.romans)
        return cls(asked, query, alias, own.type(hit.entity), tokens, form, hit, own, lay)

    @property
    def whole(self) -> bool:
        """Whether the query is the name as it is written."""
        return self.form is self.asked

    @property
    def scripts(self) -> tuple[str, str]:
        """The scripts of the query and of the alias."""
        return self.form.script, self.own.store.script(self.hit.name)

    @property
    def several(self) -> bool:
        """Whether both names are of several words."""
        return " " in self.form.key and " " in self.alias.text

    @property
    def by_acronym(self) -> bool:
        """Whether the query was found by the first letters of the alias."""
        return self.own.spellings.is_acronym(self.hit.spelling, self.hit.name)

    @cached_property
    def laid(self) -> Laid:
        """The words of the query beside those of the alias."""
        return self.lay(self.form, self.hit)

    @property
    def called(self) -> Called:
        """What the person is called, in Latin letters and in the script of the query."""
        return self.own.called(self.hit.entity, self.form.script)

    def list_names(self) -> list[str]:
        """Return all names of the bearer of the alias."""
        return self.own.list_all(self.hit.entity)

    def list_alike(self) -> list[str]:
        """Return the names of the bearer that are read as the alias is."""
        store, alike = self.own.store, self.own.spellings.names(self.hit.spelling)
        return list(map(store.name_text, alike[store.name_entity[alike] == self.hit.entity].tolist()))

    def list_in(self, script: str) -> list[str]:
        """Return the names of the bearer in a script."""
        return self.own.list_in(self.hit.entity, script)

    def read_own(self) -> Iterator[str]:
        """Yield the first readings of the names of the bearer in the script of the query."""
        return self.read_in(self.form.script)

    def read_in(self, script: str) -> Iterator[str]:
        """Yield the first readings of the names of the bearer in a script."""
        spellings = self.own.spellings
        return (spellings.romans(spellings.of_name(name))[0] for name in self.own.find_in(self.hit.entity, script))
