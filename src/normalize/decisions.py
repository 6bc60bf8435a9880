"""People's decisions on names, kept in a file and replayed on every run: this name is that entity, or it is not.

A table, as `normalize.lexicon.sheet` reads them, with the columns name and id, and optionally type, context (ISO 3166
codes of countries or regions), who, when and reason; other columns are not read. `id` is the entity meant, "none" for
nobody in the lexicon, or "not ID" for an entity that is not meant, both in capitals or not. A row without an id decides
nothing: a review that nobody has filled in yet.

A row with a type holds for questions of that type, and one with a context where every country or region that is asked
for is in it: "BY,US" holds for BY, for BY-VI and for both together, and not where no country is asked for. Of several
that hold, one with a type comes before one with none, and of these the one with the narrower context: a region before
its country, few codes before many. One whose entity the question excludes is passed over for the next.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile
from pathlib import Path

from normalize.errors import InputError
from normalize.lexicon.regions import measure_context, name_codes, read_codes
from normalize.lexicon.sheet import read_sheet
from normalize.text import MAX_LENGTH, clean, key

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
    """What is decided for one question: rulings that accept an id or say "none", the first before all, and rejections.

    The rejections each say which id is not meant.
    """

    accepted: tuple[Ruling, ...]
    rejections: tuple[Ruling, ...]

    @property
    def rejected(self) -> frozenset[str]:
        """The ids that are not meant."""
        return frozenset(ruling.rejected for ruling in self.rejections)

    def choose(self, applies: Callable[[Ruling], bool]) -> tuple[Ruling | None, tuple[Ruling, ...]]:
        """Return the first ruling that applies, None where none does, and those before it that do not."""
        passed = tuple(takewhile(lambda ruling: not applies(ruling), self.accepted))
        return next(iter(self.accepted[len(passed) :]), None), passed


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
        for one, other in _pair_overlaps(asked for asked in found if not conflicts[asked]):
            told = list(_list_conflicts([*found[one], *found[other]]))
            conflicts[one] += told
            conflicts[other] += told
        self.conflicts = tuple(dict.fromkeys(text for several in conflicts.values() for text in several))
        self._rulings: dict[tuple[str, str], dict[tuple[str, ...], list[Ruling]]] = defaultdict(dict)
        for (exact, type, context), group in found.items():
            if not conflicts[exact, type, context]:
                self._rulings[exact, type][context] = group

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
        every = (ruling for own in self._rulings.values() for group in own.values() for ruling in group)
        return tuple(
            f'line {ruling.line}: "{ruling.name}" is decided for {ruling.rejected or ruling.id}, {why}; not applied'
            for ruling in every
            if (why := explain(ruling))
        )

    def find(self, exact: str, type: str, countries: Sequence[str], regions: Sequence[str]) -> Verdict | None:
        """Return what is decided for an exact key, or None: rulings with its type first, then by narrower contexts."""
        if not self._rulings:
            return None
        found: list[Ruling] = []
        for asked in dict.fromkeys((type.lower(), "")):
            own = self._rulings.get((exact, asked), {})
            width = {context: measure_context(context, countries, regions) for context in own}
            for context in sorted((c for c in own if width[c] is not None), key=lambda c: width[c] or ()):
                found += own[context]
        if not found:
            return None
        accepted = tuple(ruling for ruling in found if not ruling.rejected)
        return Verdict(accepted, tuple(ruling for ruling in found if ruling.rejected))


def tell_decided(
    verdict: Verdict, applies: Callable[[Ruling], bool], explain: Callable[[Ruling], str]
) -> tuple[str, ...]:
    """Return in words what a verdict holds beside the ruling that is obeyed: those passed over, and rejections.

    `explain` says why a ruling never applies, "" where it is the question that excludes it.
    """
    passed = (
        f"that it is {ruling.id}{f', {why},' if (why := explain(ruling)) else ''} was {ruling}, and is set aside"
        + ("" if why else ": the question excludes it")
        for ruling in verdict.choose(applies)[1]
    )
    against = (f"that it is not {ruling.rejected} was {ruling}" for ruling in verdict.rejections)
    return (*passed, *against)


def read_asked(name: str, type: str, context: str) -> Asked:
    """Return what the cells of a row ask for; raises `InputError` for a context that is none.

    >>> read_asked("МІНСК", "Place", "lt, by")
    ('мінск', 'place', ('BY', 'LT'))
    """
    return key(clean(name).text), type.lower(), name_codes(*read_codes(context.replace(",", " ").split()))


def _pair_overlaps(asked: Iterable[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """Yield contexts of one name and type, as narrow as each other, that hold for a question in common."""
    alike: dict[tuple[str, str, int], list[Asked]] = defaultdict(list)
    for one in asked:
        alike[one[0], one[1], len(one[2])].append(one)
    for several in alike.values():
        for one, other in combinations(several, 2):
            if not set(one[2]).isdisjoint(other[2]):
                yield one, other


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
    if not clean(cells["name"]).whole:
        raise InputError(f"{path} line {line}: name is longer than {MAX_LENGTH} characters; no name is")
    id = NONE if cells["id"].lower() == NONE else _SAYS_NOT.sub(_NOT, cells["id"], count=1)
    if id.lower() == _NOT + NONE:
        raise InputError(f'{path} line {line}: id is "{cells["id"]}"; expected an id, "none", or "not" and an id')
    return Ruling(**{**cells, "id": id, "context": context}, line=line)  # type: ignore[arg-type]
