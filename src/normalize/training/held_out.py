"""What is measured and therefore never trained on: the one place that says so, for training and benchmarks alike."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from normalize.errors import InputError

MEASURED_COUNTRIES = frozenset({"UA", "LT"})

Pair = tuple[str, str]


def is_held_out_place(geonames_id: str, country: Iterable[str]) -> bool:
    """Return whether a place is kept for measuring: Ukraine, Lithuania, and one GeoNames id in ten by its crc32.

    The id is empty for a place that has none.

    >>> is_held_out_place("627908", ["BY"]), is_held_out_place("702550", ["UA"])
    (False, True)
    """
    hashed = bool(geonames_id) and zlib.crc32(geonames_id.encode("ascii")) % 10 == 0
    return hashed or not MEASURED_COUNTRIES.isdisjoint(country)


def is_for_scorer(text: str) -> bool:
    """Return whether a GeoNames id or an English name is kept from the encoder, so that the scorer may be fitted to it.

    One in twenty by its crc32. A scorer fitted to names that the encoder has learned would trust it too far.

    >>> is_for_scorer("627908"), is_for_scorer("Anna")
    (False, False)
    """
    return zlib.crc32(text.casefold().encode("utf-8")) % 20 == 1


def held_out_pairs(data: Path) -> frozenset[Pair]:
    """Return the casefolded (English, native) pairs of every `*_dev` part of `data`/netransliteration."""
    return frozenset(
        (english.casefold(), native.casefold())
        for path in name_pair_files(data, "dev")
        for english, native in read_pairs(path)
    )


def without_held_out(names: Iterable[str], held_out: frozenset[Pair]) -> list[str]:
    """Return the names of one entity without those that make a held-out pair with another of them.

    >>> without_held_out(["Maria", "Мария", "マリア"], frozenset({("maria", "мария")}))
    ['Maria', 'マリア']
    """
    kept = list(names)
    folded = [name.casefold() for name in kept]
    return [name for name, native in zip(kept, folded, strict=True) if not any((f, native) in held_out for f in folded)]


def name_pair_files(data: Path, part: str) -> list[Path]:
    """Return the files of a part, "train" or "dev"; raises InputError if the folder does not hold them."""
    found = sorted(data.glob(f"netransliteration/*_{part}.tsv.gz"))
    if not found:
        raise InputError(f"no *_{part}.tsv.gz in {data / 'netransliteration'}: give the folder of the development data")
    return found


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the (English, native) pairs of one file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["en"], row["native"]
