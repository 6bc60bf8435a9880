"""Fit what ships with the package and write it: `make train DATA=folder`, where folder holds the public name pairs.

    python -m normalize.training DATA [--only encoder|scorer] [--steps N] [--threads N] [--workers N]

Writes weights/encoder.npy, weights/vocabulary.npy and weights/CARD.md, then match/trees.tsv and
match/calibration.tsv. Needs the `train` extra; about half an hour on two cores. The same data, versions and number
of threads give the same bytes.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from normalize.encoder import WEIGHTS, save_encoder
from normalize.errors import InputError, MissingExtraError
from normalize.library import TOKENS
from normalize.training.card import write_card
from normalize.training.exams import make_exams
from normalize.training.recall import measure
from normalize.training.spellings import read_groups


def main() -> None:
    """Fit the encoder, then the scorer on names that the encoder has not seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with netransliteration/*_train.tsv.gz and *_dev.tsv.gz")
    parser.add_argument("--only", choices=("encoder", "scorer"), help="fit this one alone")
    parser.add_argument("--steps", type=int, help="steps of the encoder's fit")
    parser.add_argument("--threads", type=int, default=1, help="of the encoder's fit; the shipped weights took one")
    parser.add_argument("--workers", type=int, default=2, help="processes that weigh the scorer's exams")
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent, help="folder of the encoder's weights")
    given = parser.parse_args()
    try:
        if given.only != "scorer":
            fit_encoder(given.data, given.out, given.steps, given.threads)
        if given.only != "encoder":
            fit_scorer(given.data, given.workers)
    except InputError as error:
        parser.error(str(error))
    except ImportError as error:
        raise MissingExtraError(f'training needs {error.name}; install "normalize-names[train]"') from error


def fit_encoder(data: Path, out: Path, steps: int | None, threads: int) -> None:
    """Fit the encoder and write its weights and its card."""
    import torch

    from normalize.training.encoder import Fit, Recipe, prepare

    torch.set_num_threads(threads)
    groups = read_groups(data)
    print(f"{len(groups.sizes):,} groups of {len(groups.names):,} names", flush=True)
    recipe = Recipe() if steps is None else replace(Recipe(), steps=steps)
    encoder = Fit(prepare(groups, recipe), recipe).run()
    save_encoder(encoder, out)
    scores = measure(encoder, data)
    write_card(out / "CARD.md", groups, recipe, scores)
    for name, shares in scores.items():
        print(name, *(f"{share:.1f}" for share in shares), sep="\t")


def fit_scorer(data: Path, workers: int) -> None:
    """Fit the trees and their calibration to exams, and write both."""
    from normalize.training.scorer import fit_and_write

    print(fit_and_write(make_exams(data), TOKENS, workers))


if __name__ == "__main__":
    main()
