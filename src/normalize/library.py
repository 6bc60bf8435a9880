"""Where lexicons live, and the lexicon as its users see it."""

from __future__ import annotations

import copyreg
import hashlib
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.batch import Near, list_all, resolve_many
from normalize.decisions import Decisions
from normalize.errors import InputError, LexiconError, check_characters, check_text, is_silent, read_lang, read_path
from normalize.index.candidates import read_type
from normalize.lexicon.damage import tells_damage
from normalize.lexicon.dates import Moment
from normalize.lexicon.store import Arrays, Entity, Name, Store, find_state
from normalize.lexicon.table import TYPES, read_rows, read_table
from normalize.match.decision import PRECISION
from normalize.match.tokens import NameTokens
from normalize.pairs import compare_pairs
from normalize.resolution import Resolution
from normalize.resolver import Resolver
from normalize.uncollected import uncollected

if TYPE_CHECKING:
    from normalize.annotate.full_names import Mention
    from normalize.annotate.mentions import Reader
    from normalize.index.names import Progress

_PACKAGE = Path(__file__).parent
CORE = _PACKAGE / "data" / "core"
TOKENS = _PACKAGE / "data" / "tokens"


class Lexicon:
    """A compiled lexicon, opened read-only: names to ids. Safe to share between threads; pickles as its path.

    >>> import normalize
    >>> lex = normalize.load()
    >>> lex.resolve("Глыбокае", country="BY").id
    'geonames:627908'
    """

    def __init__(
        self, path: str | os.PathLike[str], precision: float = PRECISION, decisions: Decisions | None = None
    ) -> None:
        self.path = Path(path).resolve()
        arrays = Arrays(self.path)
        self._store = Store(arrays)
        arrays.open_all()
        self._resolver = Resolver(self._store, load_tokens(), precision=precision, decisions=decisions)

    def __reduce__(self) -> tuple[Callable[[Path, float, Decisions], Lexicon], tuple[Path, float, Decisions]]:
        return _open, self._resolver.opened

    @property
    def resolver(self) -> Resolver:
        """The path that its answers take, for those who ask it for many at once."""
        return self._resolver

    def __len__(self) -> int:
        return len(self._store)

    def __repr__(self) -> str:
        return f"<Lexicon {self._store.manifest['name']!r}: {len(self)} entities>"

    @tells_damage
    def __getitem__(self, id: str) -> Entity:
        """Return the entity with this id, canonical or linked; raises `UnknownIdError` (a `KeyError`)."""
        return self._store.entity(self._find(id))

    def __contains__(self, id: object) -> bool:
        return self._store.holds(str(id))

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What is wrong with the decisions, a sentence each: rows that contradict each other or that never apply.

        These are rows whose id or type is not known, or whose id is of another type.
        """
        return self._resolver.list_conflicts()

    def __iter__(self) -> Iterator[str]:
        """Yield the canonical ids."""
        return (self._store.id(entity) for entity in range(len(self)))

    @tells_damage
    def names(self, id: str) -> list[Name]:
        """Return all names of the entity with this id, the label first; raises `UnknownIdError`."""
        return [self._store.name(n) for n in self._store.names(self._find(id))]

    def _find(self, id: str) -> int:
        check_text("the id", id)
        return self._store.find(id)

    @property
    def manifest(self) -> dict[str, object]:
        """What the lexicon was made of: format, counts, sources, versions."""
        return dict(self._store.manifest)

    @property
    def identity(self) -> str:
        """A hash of all that its answers depend on: what it was compiled from, precision, people's decisions."""
        _, precision, decisions = self._resolver.opened
        facts = json.dumps([self.manifest, precision, decisions.identity], sort_keys=True)
        return hashlib.sha256(facts.encode()).hexdigest()

    def resolve(
        self,
        name: str,
        *,
        type: str | None = None,
        country: str | Sequence[str] | None = None,
        lang: str | None = None,
        near: Sequence[float] | None = None,
        when: Moment | None = None,
        limit: int = 5,
    ) -> Resolution:
        """Return who or what `name` means, or say that it is open.

        `type` keeps entities of that type ("place" keeps countries too); `country` is one or several ISO 3166-1
        codes, and an entity known to be elsewhere is never the answer; it may be narrowed to a region of the country
        by an ISO 3166-2 code ("BY-VI"), which moves the probability between namesakes as `near` does, and adds
        nothing to it. `lang` (BCP 47) fixes how the name is read.
        `near` is where it is (latitude and longitude in degrees, WGS 84; good to a town is enough) and `when` at
        what time it was written (a year, an ISO 8601 date or a `datetime.date`; of a moment its day): both move the
        probability between namesakes, and away from what is far off or not yet there, and add nothing to it.
        `limit` is the most candidates returned: of nine Springfields five, and all with 100. Raises `InputError`
        for an argument that cannot be meant.

        >>> import normalize
        >>> normalize.load().resolve("Georgia").status
        'ambiguous'
        """
        return self._resolver.resolve(name, type=type, country=country, lang=lang, near=near, when=when, limit=limit)

    def resolve_many(
        self,
        names: Iterable[str],
        *,
        type: str | Sequence[str | None] | None = None,
        country: str | Sequence[str | Sequence[str] | None] | None = None,
        lang: str | Sequence[str | None] | None = None,
        near: Near | None = None,
        when: Moment | Sequence[Moment | None] | None = None,
        context: str | Sequence[str | None] | None = None,
        limit: int = 5,
        workers: int = 1,
    ) -> list[Resolution]:
        """Return the resolution of each name; each keyword is one value for all or one per name, None if not known.

        `near` is a point, (53.9, 27.57), or a list of one point for each name, and never a column of latitudes beside
        one of longitudes: `list(zip(latitudes, longitudes))` makes points of these. Of `country` a list is one for each
        name too, `["BY", None, "PL"]`; where a name may be in several countries its own is "BY,PL" or a tuple.

        `context` names the group that a name belongs to, such as its document: where the other names of the group
        are moves the probabilities between namesakes, whatever their order; a group is a set. Without it, and where
        it is None or blank, the answer for a name never depends on the others. More `workers` than one are processes
        of their own, each with this lexicon mapped: worth starting for names by the thousand, and the answers are the
        same. Raises `InputError` when lengths differ, and for a name that cannot be asked, with its number
        ("names[7]: …").

        >>> import normalize
        >>> [r.id for r in normalize.load().resolve_many(["Мінск", "Vilnius"], country=["BY", "LT"])]
        ['geonames:625144', 'geonames:593116']
        """
        return resolve_many(
            self._resolver,
            names,
            type=type,
            country=country,
            lang=lang,
            near=near,
            when=when,
            context=context,
            limit=limit,
            workers=workers,
        )

    def annotate(
        self, text: str, lang: str | None = None, spans: Sequence[tuple[int, int, str]] | None = None
    ) -> list[Mention]:
        """Return the names of a running text, in order and without overlap, each with its answer.

        `start` and `end` of a mention are characters of `text`. The whole text is the context of each of its names:
        where the others are, and who has been named in full before. A name that the text shows to be one and that
        the lexicon does not have comes out too, unresolved. `lang` (BCP 47) is the language of the text, found out
        when not given. Where something else has found the names, `spans` are their places, in order: start, end,
        and type or "". While a part of the text is read, the garbage collector of the process pauses. Raises
        `InputError` for what is no string or no language tag, and for spans without words or not within the text.

        >>> import normalize
        >>> [(m.text, m.id) for m in normalize.load().annotate("In Fribokai, Belarus, it rained.")]
        [('Fribokai', 'geonames:627908'), ('Belarus', 'iso3166-1:BY')]
        """
        check_characters("the text", text)
        if spans is not None:
            listed = list_all(spans, "spans", "a list of start, end and type each")
            return self._read_texts(lang).link(text, [self._read_span(text, *one) for one in enumerate(listed)])
        return [mention for _, mentions in self.annotate_parts([text], lang) for mention in mentions]

    def annotate_parts(self, blocks: Iterable[str], lang: str | None = None) -> Iterator[tuple[str, list[Mention]]]:
        """Yield a text that comes in blocks of any size, in parts of whole paragraphs, each with its mentions.

        A part has at most 400,000 characters; what was read of earlier parts is the context of later ones, so that
        a text of any length is read in bounded memory. Offsets are of the whole text.
        """
        from normalize.annotate.parts import cut_parts

        reader = self._read_texts(lang)
        offset = 0
        for part in cut_parts(blocks):
            check_characters("the text", part)
            with uncollected():
                mentions = reader.read(part, offset)
            yield part, mentions
            offset += len(part)

    def _read_texts(self, lang: str | None) -> Reader:
        from normalize.annotate.mentions import Reader  # only texts are worth what it needs

        return Reader(self._resolver, read_lang(lang))

    def _read_span(self, text: str, number: int, span: Sequence[Any]) -> tuple[int, int, str]:
        try:
            start, end, type = span
            start, end, fits = index(start), index(end), 0 <= start < end <= len(text)
        except (TypeError, ValueError):
            fits = False
        if not fits:
            raise InputError(
                f"spans[{number}] is {span!r}; expected start, end and type, of a text of {len(text)} characters"
            )
        return start, end, self._resolver.read_type(type)


def load(
    path: str | os.PathLike[str] = "core",
    *,
    precision: float = PRECISION,
    decisions: str | os.PathLike[str] | None = None,
) -> Lexicon:
    """Open a lexicon: "core" (embedded), "world" (built by `normalize lexicon build world`) or a folder.

    `precision` is how many of the answers are to be right, 0.9 to 0.995: the higher, the more stays open.
    `decisions` is a CSV file of what people have decided (columns name and id; id may be "none" or "not ID"; also
    type, context, who, when, reason); they come before all evidence: a row with a type before one with a context, a
    narrow context before a wide one; `Lexicon.conflicts` says what is wrong with them. Raises `LexiconError` when the
    lexicon is missing, damaged, or of another format, `InputError` for a precision out of range and a file of
    decisions that cannot be read.

    >>> import normalize
    >>> len(normalize.load()) > 50_000
    True
    """
    decided = None if decisions is None else Decisions.read(read_path("the file of decisions", decisions))
    return Lexicon(locate(path), precision, decided)


def open_once(lexicon: Lexicon | str | os.PathLike[str]) -> Lexicon:
    """Return an open lexicon as it is, and one given by name or path opened once until it is built anew."""
    return lexicon if isinstance(lexicon, Lexicon) else _open(locate(lexicon).resolve(), PRECISION, Decisions(()))


def locate(path: str | os.PathLike[str]) -> Path:
    """Return the folder of a lexicon given by name or path; raises `LexiconError` when a named one is not built."""
    if path == "core":
        if not CORE.is_dir():
            raise LexiconError('the embedded lexicon is not compiled; in a clone of the project run "make setup"')
        return CORE
    if path == "world":
        folder = data_folder() / "world"
        if not folder.is_dir():
            raise LexiconError(f'the world lexicon is not at {folder}; build it with "normalize lexicon build world"')
        return folder
    return read_path("the lexicon", path)


def build(
    rows: Iterable[Mapping[str, object]] | str | os.PathLike[str],
    path: str | os.PathLike[str],
    *,
    progress: Progress | None = None,
) -> Lexicon:
    """Compile a names table into the folder `path` and open it.

    `rows` are dictionaries, or the path of a CSV or TSV file, with id and name and optionally type, lang, kind,
    country, region, weight, lat, lon, from, to, same_as, source; ids are kept as given. Of what several rows say of one
    id the greatest weight counts, the first point and type, and all countries and regions. A type is one whatever its
    case, written as it was first. Warns of columns that are not read and names that can never be found; raises
    `InputError` for a bad row (with its number), `LexiconError` when the folder cannot be written.

    >>> import normalize, tempfile
    >>> rows = [{"id": "7", "name": "Алесь Бяляцкі"}, {"id": "7", "name": "Ales Bialiatski"}]
    >>> normalize.build(rows, tempfile.mkdtemp()).resolve("Ales Bialiatski").id
    '7'
    """
    from normalize.compile import compile_lexicon  # whoever opens a lexicon does not need it

    out = read_path("the folder", path).resolve()
    warn = partial(warnings.warn, stacklevel=2)
    table = read_table(Path(rows), warn) if isinstance(rows, (str, os.PathLike)) else read_rows(rows, warn)
    return Lexicon(compile_lexicon(table, out, name=out.name, is_word=load_tokens().is_word, progress=progress))


def compare(left: str, right: str, *, type: str | None = None, lang: str | None = None) -> float:
    """Return the probability (0 to 1) that two strings name the same thing, without a lexicon.

    With `type` "person" or None, what is known of personal names counts: two different known names are no slip of
    the pen, two spellings of one name are hardly a difference, and the words may stand in another order. The other
    types, "place", "organisation" and "country", leave that knowledge out; there are no more without a lexicon.
    With None the names themselves say what they are of, as far as they do: a legal form or two words for a kind of
    body (Bank, Ministry) an organisation, two words for a kind of place (Lake, District) a place, and a title or "née"
    a person. Where they do not, no legal form is left out and no generic word translated.

    What is one string names one thing, even without letters, unless it is blank. Two names that a rule tells apart, as
    north and south or a father and his son, have at most 0.1, for one such pair in ten is one after all; of bodies, and
    where the model alone sees a word that contradicts, that is 0.27. `lang` (BCP 47) says how both are read.

    >>> import normalize
    >>> normalize.compare("Viktor Lukashenko", "Alexander Lukashenko", type="person") < 0.2
    True
    """
    return compare_many([(left, right)], type=type, lang=lang)[0]


def compare_many(pairs: Iterable[Iterable[str]], *, type: str | None = None, lang: str | None = None) -> list[float]:
    """Return for each pair of strings what `compare` does; together they take little more than half the time.

    What a string is read as is worked out once for all pairs near each other that hold it. Raises `InputError` for
    what is no pair of strings, for a set, which has no order, and for a type that is none of the four.

    >>> import normalize
    >>> [p > 0.9 for p in normalize.compare_many([("Hlybokaye", "Глыбокае"), ("Hlybokaye", "Minsk")])]
    [True, False]
    """
    check_text("type", type, optional=True)
    if isinstance(pairs, (set, frozenset)):
        raise InputError("pairs is a set, which has no order; expected a list of pairs of strings")
    asked = [_read_pair(given) for given in list_all(pairs, "pairs", "pairs of strings")]
    asked_type = "" if is_silent(type) else read_type(type or "", TYPES)
    return compare_pairs(asked, asked_type, read_lang(lang), load_tokens())


def _read_pair(given: object) -> tuple[str, str]:
    parts = tuple(given) if isinstance(given, Iterable) and not isinstance(given, (str, set, frozenset)) else ()
    if [isinstance(part, str) for part in parts] != [True, True]:
        raise InputError(f"a pair is {given!r}; expected two strings")
    for part in parts:
        check_characters("a string of a pair", part)
    return parts[0], parts[1]


def _open(folder: Path, precision: float, decisions: Decisions) -> Lexicon:
    return _open_as_built(folder, precision, decisions, find_state(folder))


@lru_cache(maxsize=16)
def _open_as_built(folder: Path, precision: float, decisions: Decisions, state: tuple[int, int] | None) -> Lexicon:
    return Lexicon(folder, precision, decisions)


def _resolver_of(folder: Path, precision: float, decisions: Decisions, built: str) -> Resolver:
    opened = _open(folder, precision, decisions)
    if opened._store.built != built:
        raise LexiconError(f"lexicon {folder} was built anew since it was opened; open it again, and ask anew")
    return opened._resolver


# A lexicon, and the resolver that a resolution keeps to explain itself, are never sent to another process: there they
# are opened by their path, once. A resolution counts on the numbers that its entities have.
copyreg.pickle(Resolver, lambda resolver: (_resolver_of, (*resolver.opened, resolver.store.built)))


@cache
def load_tokens() -> NameTokens:
    """Return the words that are known personal names, as compiled beside the core lexicon."""
    if not TOKENS.is_dir():
        raise LexiconError('the name words are not compiled; in a clone of the project run "make setup"')
    return NameTokens.load(TOKENS)


def data_folder() -> Path:
    """Return the user's data folder: $NORMALIZE_DATA, or the place that the platform keeps such data in."""
    given = os.environ.get("NORMALIZE_DATA")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "normalize-names"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "normalize-names"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "normalize-names"
