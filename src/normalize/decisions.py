"""People's decisions on names, kept in a file and replayed on every run: this name is that entity, or it is not.

A table, as `normalize.lexicon.sheet` reads them, with the columns name and id, and optionally type, context (ISO 3166
codes of countries or regions), who, when and reason; other columns are not read. `id` is the entity meant, "none" for
nobody in the lexicon, or "not ID" for an entity that is not meant, both in capitals or not. A row without an id decides
nothing: a review that nobody has filled in yet.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalize.errors import InputError
from normalize.lexicon.regions import list_contexts, name_codes, read_codes
from normalize.lexicon.sheet import read_sheet
from normalize.text import clean, key

COLUMNS = ("name", "type", "context", "id", "who", "when", "reason")
NONE = "none"
_NOT = "not "
_SAYS_NOT = re.compile(r"(?i)not\s+")
Asked = tuple[str, str, tuple[str, ...]]  # what a ruling is for: the exact key of a name, a type, codes of a context


@dataclass(frozen=True, slots=True)
class Ruling:
    """One row of the file; `context` are codes of countries and regions, `line` is where it stands."""

    name: str
    type: str
    context: tuple[str, ...]
    id: str
    who: str
    when: str
    reason: str
    line: int

    @property
    def rejected(self) -> str:
        """The id that is not meant, or ""."""
        return self.id.removeprefix(_NOT) if self.id.startswith(_NOT) else ""

    def __str__(self) -> str:
        author = " ".join(part for part in (f"by {self.who}" if self.who else "", self.when) if part)
        said = f"decided {author}".strip() + (f": {self.reason}" if self.reason else "")
        return f"{said} (decision in line {self.line})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided for one question: the ruling that accepts an id or says "none", and ids that are not meant."""

    accepted: Ruling | None
    rejected: frozenset[str]


class Decisions:
    """All rulings of a file, by name, type and context; those that contradict each other are not applied.

    `conflicts` says which these are.
    """

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self._every = tuple(rulings)
        found: dict[Asked, list[Ruling]] = defaultdict(list)
        for ruling in self._every:
            found[key(clean(ruling.name).text), ruling.type.lower(), ruling.context].append(ruling)
        conflicts = {asked: list(_list_conflicts(group)) for asked, group in found.items()}
        self.conflicts = tuple(text for several in conflicts.values() for text in several)
        self._rulings = {asked: group for asked, group in found.items() if not conflicts[asked]}

    def __bool__(self) -> bool:
        """Whether any ruling is applied: false also where all contradict each other."""
        return bool(self._rulings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decisions) and self._every == other._every

    def __hash__(self) -> int:
        return hash(self._every)

    @property
    def identity(self) -> str:
        """A hash of all rulings."""
        return hashlib.sha256(repr(self._every).encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def read(cls, path: Path) -> Decisions:
        """Return the decisions of a file (UTF-8); raises `InputError` for one that cannot be read."""
        return cls(_read_rulings(path))

    def list_useless(self, explain: Callable[[Ruling], str]) -> tuple[str, ...]:
        """Return a sentence for each ruling that never applies; `explain` ends it with why, or is "" where it may."""
        every = (ruling for group in self._rulings.values() for ruling in group)
        return tuple(
            f'line {ruling.line}: "{ruling.name}" is decided for {ruling.rejected or ruling.id}, {why}; not applied'
            for ruling in every
            if (why := explain(ruling))
        )

    def find(self, exact: str, type: str, countries: Sequence[str], regions: Sequence[str]) -> Verdict | None:
        """Return what is decided for an exact key, or None: a ruling with this type and context before a wider one."""
        if not self._rulings:
            return None
        asked = dict.fromkeys((t, c) for t in (type.lower(), "") for c in list_contexts(countries, regions))
        groups = [self._rulings.get((exact, *one), []) for one in asked]
        if not any(groups):
            return None
        accepted = next((ruling for group in groups for ruling in group if not ruling.rejected), None)
        return Verdict(accepted, frozenset(r.rejected for group in groups for r in group if r.rejected))


def read_asked(name: str, type: str, context: str) -> Asked:
    """Return what the cells of a row ask for; raises `InputError` for a context that is none.

    >>> read_asked("МІНСК", "Place", "lt, by")
    ('мінск', 'place', ('BY', 'LT'))
    """
    return key(clean(name).text), type.lower(), name_codes(*read_codes(context.replace(",", " ").split()))


def _list_conflicts(group: Sequence[Ruling]) -> Iterator[str]:
    accepted = {ruling.id: ruling for ruling in group if not ruling.rejected}
    rejected = {ruling.rejected: ruling for ruling in group if ruling.rejected}
    lines = ", ".join(str(ruling.line) for ruling in group)
    if len(accepted) > 1:
        yield f'lines {lines}: "{group[0].name}" is decided for {" and for ".join(accepted)}; not applied'
    for id in (id for id in accepted if id in rejected):
        yield f'lines {lines}: "{group[0].name}" is decided for {id} and against it; not applied'


def _read_rulings(path: Path) -> Iterator[Ruling]:
    for line, row in read_sheet(path, "decisions", COLUMNS):
        cells = {column: row.get(column, "").strip() for column in COLUMNS}
        if cells["id"]:
            yield _read_ruling(cells, path, line)


def _read_ruling(cells: dict[str, str], path: Path, line: int) -> Ruling:
    try:
        exact, _, context = read_asked(cells["name"], cells["type"], cells["context"])
    except InputError as error:
        raise InputError(f"{path} line {line}: context: {error}") from error
    if not exact:
        raise InputError(f"{path} line {line}: name is empty; expected the name that was decided on")
    id = NONE if cells["id"].lower() == NONE else _SAYS_NOT.sub(_NOT, cells["id"], count=1)
    return Ruling(**{**cells, "id": id, "context": context}, line=line)  # type: ignore[arg-type]
