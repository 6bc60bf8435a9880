"""One entity while its names are being gathered from several sources, and the rows it ends as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from normalize.lexicon.sources.languages import language_rank
from normalize.lexicon.table import COLUMNS, NameRow

_KIND_ORDER = ("label", "short", "alias", "former", "demonym", "code")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of an entity in one language, as one source gives it."""

    name: str
    lang: str
    kind: str
    source: str


@dataclass(slots=True)
class Gathered:
    """An entity and its names: a name that several languages share keeps the first language by rank."""

    id: str
    type: str
    label: Spelling
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    weight: float | None = None
    lat: float | None = None
    lon: float | None = None
    start: str = ""
    end: str = ""
    same_as: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    spellings: dict[str, Spelling] = field(default_factory=dict)
    called: dict[str, set[str]] = field(default_factory=dict)  # all languages in which a spelling was found

    def add(self, name: str, lang: str, kind: str, source: str) -> bool:
        """Add a name unless it stands already under an earlier source; return whether it was new."""
        if not name or name == self.label.name:
            return False
        self.called.setdefault(name, set()).add(lang)
        old = self.spellings.get(name)
        if old is None:
            self.spellings[name] = Spelling(name, lang, kind, source)
            return True
        if old.source == source and old.kind == kind and self._rank(lang) < self._rank(old.lang):
            self.spellings[name] = Spelling(name, lang, kind, source)
        return False

    def set(self, name: str, lang: str, kind: str, source: str) -> None:
        """Add a name, or say anew what an earlier source said of it; the label stays what it is."""
        if name != self.label.name:
            self.called.setdefault(name, set()).add(lang)
            self.spellings[name] = Spelling(name, lang, kind, source)

    def _rank(self, lang: str) -> tuple[bool, bool, int, str]:
        return (lang != "en", lang.split("-")[0] not in self.languages, *language_rank(lang))

    def rows(self) -> Iterator[NameRow]:
        """Yield the label's row with the attributes, then the other names, in a fixed order."""
        label = self.label
        yield NameRow(
            self.id, label.name, self.type, label.lang, "label", self.country, self.region, self.weight, self.lat,
            self.lon, self.start, self.end, self.same_as, label.source,
        )  # fmt: skip
        for s in sorted(self.spellings.values(), key=lambda s: (_KIND_ORDER.index(s.kind), s.lang, s.name)):
            yield NameRow(self.id, s.name, lang=s.lang, kind=s.kind, source=s.source)


def format_row(row: NameRow) -> str:
    """Return a row as a line of a names table."""
    numbers = [_number(row.weight, 0), _number(row.lat, 5), _number(row.lon, 5)]
    cells = [
        row.id, row.name, row.type, row.lang, row.kind, " ".join(row.country), " ".join(row.region), *numbers,
        row.start, row.end, " ".join(row.same_as), row.source,
    ]  # fmt: skip
    return "\t".join(cells)


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


HEADER = "\t".join(COLUMNS)
