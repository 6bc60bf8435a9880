"""How often the answer is right, beside the usual tools on the same questions; writes benchmarks/RESULTS.md.

    python benchmarks/accuracy.py [--queries N] [--seed N] [--write FILE]

Hidden aliases: one alias of a place is taken out of the lexicon of core places and asked for; only places that
nothing is fitted to (see `normalize.training.questions.is_measured`), only aliases whose reading no other name of
the place has. The other tools see the same names, romanised by ICU's Any-Latin.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import icu
import rapidfuzz
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

import normalize
from normalize.form import analyse_alias
from normalize.lexicon.table import NameRow, read_table
from normalize.library import tables_folder
from normalize.shipped import read_links
from normalize.text import key, plain
from normalize.training.questions import is_measured

HERE = Path(__file__).parent
RANKS = (1, 10, 50)
Row = tuple[str, list[float], float]


def hide_aliases(rows: list[NameRow], count: int, seed: int) -> tuple[list[NameRow], list[tuple[str, str]]]:
    """Return the rows without the hidden aliases, and the (alias, id) questions."""
    chance = random.Random(seed)
    places: dict[str, list[NameRow]] = defaultdict(list)
    for row in rows:
        places[row.id].append(row)
    asked = sorted(i for i, names in places.items() if len(names) > 1 and is_measured(i, names[0].country))
    chance.shuffle(asked)
    questions: dict[tuple[str, str], None] = {}
    for place in asked:
        row = chance.choice(places[place][1:])
        others = {r for n in places[place] if n is not row for r in analyse_alias(n.name, n.lang or None, 3)[1]}
        mine = analyse_alias(row.name, row.lang or None, 3)[1]
        if mine and not others.intersection(mine):
            questions[row.name, place] = None
        if len(questions) == count:
            break
    left = [r for r in rows if (r.name, r.id) not in questions]
    return left, list(questions)


def score(ranked: list[str], gold: str) -> list[bool]:
    """Return whether the gold id is among the first 1, 10, 50."""
    return [gold in ranked[:rank] for rank in RANKS]


def ask_us(rows: list[NameRow], questions: list[tuple[str, str]]) -> tuple[Row, list[normalize.Resolution]]:
    with tempfile.TemporaryDirectory() as folder:
        lexicon = normalize.build([vars_of(r) for r in rows], Path(folder) / "hidden")
        started = time.perf_counter()
        answers = [lexicon.resolve(name, type="place", limit=max(RANKS)) for name, _ in questions]
        seconds = time.perf_counter() - started
        totals = [0.0] * len(RANKS)
        for answer, (_, gold) in zip(answers, questions, strict=True):
            for at, value in enumerate(score([c.id for c in answer.candidates], gold)):
                totals[at] += value
    return ("normalize", [100 * t / len(questions) for t in totals], 1000 * seconds / len(questions)), answers


def vars_of(row: NameRow) -> dict[str, object]:
    return {"id": row.id, "name": row.name, "type": row.type, "lang": row.lang, "kind": row.kind,
            "country": row.country, "weight": row.weight}  # fmt: skip


def ask_peer(name: str, scorer: Callable[..., float], rows: list[NameRow], questions: list[tuple[str, str]]) -> Row:
    """Scan every name with a rapidfuzz scorer over ICU's romanisation; the best names' places, each once."""
    latin = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")
    names = [plain(r.name) if r.name.isascii() else plain(latin.transliterate(r.name)) for r in rows]
    totals, started = [0.0] * len(RANKS), time.perf_counter()
    for query, gold in questions:
        reading = plain(latin.transliterate(query))
        scores = cdist([reading], names, scorer=scorer)[0]
        best = (-scores).argpartition(400)[:400]
        ranked = list(dict.fromkeys(rows[i].id for i in sorted(best, key=lambda i: (-scores[i], i))))
        for at, value in enumerate(score(ranked, gold)):
            totals[at] += value
    seconds = time.perf_counter() - started
    return name, [100 * t / len(questions) for t in totals], 1000 * seconds / len(questions)


def judge_statuses(answers: list[normalize.Resolution], questions: list[tuple[str, str]]) -> list[str]:
    """Return lines on what was resolved, how often rightly, and how well the probabilities keep their word."""
    resolved = [(a, gold) for a, (_, gold) in zip(answers, questions, strict=True) if a.status == "resolved"]
    right = sum(a.id == gold for a, gold in resolved)
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for answer, (_, gold) in zip(answers, questions, strict=True):
        hit = bool(answer.candidates) and answer.candidates[0].id == gold
        bins[min(int(answer.probability * 15), 14)].append((answer.probability, hit))
    error = sum(abs(sum(p - h for p, h in b)) for b in bins.values()) / len(answers)
    taken = sum(a.id != gold and a.explain().exact for a, gold in resolved)
    told = f"- resolved: {len(resolved)} of {len(answers)}, {right} of them rightly; {taken} are to the letter an alias"
    lines = [f"{told} of another place, and the one that was asked for is hidden"]
    lines.append(f"- calibration error of the best candidate's probability (15 bins): {error:.3f}")
    return lines


def judge_table(lexicon: normalize.Lexicon) -> list[str]:
    """Return lines on the demo's table: what came out for spellings that have an id, and for those that have none."""
    import csv

    folder = HERE.parent / "seeds"
    with (folder / "spellings_expected.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    known = {key(str(n)) for row in rows if row["id"] for n in lexicon.names(row["id"])}
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        r = lexicon.resolve(row["name"], type=row["type"] or None, country=row["country"] or None)
        kind = "no id" if not row["id"] else "an alias" if key(row["name"]) in known else "no alias"
        counts = tally[kind]
        counts[0] += 1
        if row["id"]:
            gold = lexicon[row["id"]].id
            counts[1] += bool(r.candidates) and r.candidates[0].id == gold
            counts[2] += r.id == gold
            counts[3] += r.id not in (None, gold)
        else:
            counts[3] += r.id is not None
    lines = ["| spelling | rows | first | resolved rightly | resolved wrongly |", "|---|---:|---:|---:|---:|"]
    return [*lines, *(f"| {kind} | {' | '.join(map(str, c))} |" for kind, c in sorted(tally.items()))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, default=HERE / "RESULTS.md")
    arguments = parser.parse_args()
    tables = tables_folder()
    gone = set(read_links(tables / "links.tsv"))
    rows = [r for r in read_table(tables / "places.tsv") if r.id not in gone]
    left, questions = hide_aliases(rows, arguments.queries, arguments.seed)
    ours, answers = ask_us(left, questions)
    results = [ours]
    for name, scorer in (("ICU, rapidfuzz ratio", fuzz.ratio), ("ICU, rapidfuzz WRatio", fuzz.WRatio),
                         ("ICU, Jaro–Winkler", JaroWinkler.normalized_similarity)):  # fmt: skip
        results.append(ask_peer(name, scorer, left, questions))
        print(results[-1], file=sys.stderr)
    versions = f"Python {platform.python_version()}, ICU {icu.ICU_VERSION}, rapidfuzz {rapidfuzz.__version__}"
    lines = [
        "# Results",
        "",
        f"Written by `make accuracy` on {datetime.date.today()}: {versions}, seed {arguments.seed}.",
        "",
        f"## One hidden alias: {len({r.id for r in rows}):,} places, {len(left):,} names, {len(questions):,} queries",
        "",
        "No country is given; exact ties are not taken out, so the ceiling at rank 1 is below 100.",
        "",
        "| tool | R@1 | R@10 | R@50 | ms a query |",
        "|---|---:|---:|---:|---:|",
        *(f"| {n} | {r[0]:.1f} | {r[1]:.1f} | {r[2]:.1f} | {ms:.1f} |" for n, r, ms in results),
        "",
        *judge_statuses(answers, questions),
        "",
        "## The table of the demo (seeds/spellings.csv)",
        "",
        *judge_table(normalize.load()),
    ]
    text = "\n".join(lines) + "\n"
    arguments.write.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
