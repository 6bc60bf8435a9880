"""What stands behind a name and tells which of its bearers is meant: Moscow, Idaho; Brest (France); Danzig/Gdańsk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from normalize.form import Form, analyse
from normalize.index.candidates import CandidateIndex, Constraint, Hit
from normalize.lexicon.offices import find_seat_countries
from normalize.lexicon.regions import is_area, list_around
from normalize.lexicon.store import Store
from normalize.text import key

_SUBDIVISION = "iso3166-2:"  # what the ids of subdivisions begin with
_PARTED = re.compile(r"\s*(?:[,;/]|\s[-–]\s)\s*")
_BRACKETS = re.compile(r"([^()\[\]]+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_MOST = 4  # parts of a name that are looked at


class Qualifiers:
    """The parts of names over one store; read-only, safe to share between threads."""

    def __init__(self, store: Store, index: CandidateIndex) -> None:
        self._store, self._index = store, index

    def split(self, form: Form, constraint: Constraint) -> Iterator[tuple[Form, Sequence[Form]]]:
        """Yield the part of a form that names, and the others: it comes first, of a place also last: Россия, Москва."""
        parts = list(map(analyse, split_qualifiers(form.text)))
        for named, *others in [parts, parts[::-1]][: 1 + (constraint.type == "place")] if parts else ():
            yield named, others

    def choose(self, hits: Iterable[tuple[Form, Hit]], others: Sequence[Form]) -> list[tuple[Form, Hit]]:
        """Return the hits to the letter of a part of a name that its other parts are true of.

        Where some lie in what the other parts name, whoever bears these as names is not meant: Brasilia, Brazil.
        """
        exact = [(form, hit) for form, hit in hits if hit.exact]
        told = [(part, self._index.find_exact(part, Constraint())) for part in others] if exact else []
        for is_true in (self._lies_in, self._is_called, self._is_seated):
            found = []
            for form, hit in exact:
                true = [(is_true(hit, part, named), bool(named)) for part, named in told]
                # A part that nothing is called by says nothing.
                if any(one for one, _ in true) and all(one or not known for one, known in true):
                    found.append((form, hit))
            if found:
                return found
        return []

    def narrow_down(self, form: Form, constraint: Constraint) -> tuple[Form, tuple[str, ...]]:
        """Return the first part of a place's name, and the countries in which the others say that it is, if they do."""
        parts = split_qualifiers(form.text) if constraint.type == "place" and not constraint.countries else ()
        countries: list[str] = []
        for part in parts[1:]:
            hits = self._index.find_exact(analyse(part), Constraint())
            found = [code for hit in hits if self._is_area(hit) for code in self._store.country(hit.entity)]
            if not found:
                return form, ()
            countries += found
        return analyse(parts[0]) if parts else form, tuple(dict.fromkeys(countries))

    def _is_area(self, hit: Hit) -> bool:
        """Return whether a hit is the name of a country or of a subdivision of one."""
        return is_area(self._store.id(hit.entity)) and self._store.kind(hit.name) != "demonym"

    def _lies_in(self, hit: Hit, part: Form, named: Sequence[Hit]) -> bool:
        """Return whether a hit is in the country or region that a part of a name names or codes: Portland, OR."""
        store, own = self._store, self._store.region(hit.entity)
        if part.text.isupper() and any(code.partition("-")[2] == part.text for code in own):
            return True
        around = {other for code in own for other in list_around(code)}
        for other in named:
            if other.entity == hit.entity or store.kind(other.name) == "demonym":
                continue
            if store.types[store.entity_type[other.entity]] == "country":
                if not set(store.country(other.entity)).isdisjoint(store.country(hit.entity)):
                    return True
            elif store.id(other.entity).removeprefix(_SUBDIVISION) in around:
                return True
        return False

    def _is_called(self, hit: Hit, part: Form, named: Sequence[Hit]) -> bool:
        """Return whether a part of a name is another name of a hit, or says where it is."""
        return any(other.entity == hit.entity for other in named) or self._lies_in(hit, part, named)

    def _is_seated(self, hit: Hit, part: Form, named: Sequence[Hit]) -> bool:
        """Return whether a part of a name, which no name of the lexicon is, says where a hit is by its own row.

        That is a word of its other names, or in the country that its row has, if no other name says where it is.
        """
        if named:
            return False
        words = part.key.split()
        others = [key(self._store.name_text(name)).split() for name in self._store.names(hit.entity)]
        seats = {code for other in others for word in other for code in find_seat_countries(word)}
        if any(set(words).issubset(other) for other in others):
            return True
        return not seats and not find_seat_countries(part.key).isdisjoint(self._store.country(hit.entity))


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
