"""Fit the pair model and write its weights: `make fit DATA=folder`, where folder holds the public name pairs.

python -m normalize.training DATA [--places N] [--people N]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from normalize.lexicon.table import read_table
from normalize.library import load_tokens, tables_folder
from normalize.match import model
from normalize.match.evidence import FEATURES
from normalize.shipped import read_links
from normalize.training.questions import ask_people, ask_places
from normalize.training.scorer import fit, weigh_questions

_PLACES, _PEOPLE = 1, 2  # seeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with netransliteration/*_train.tsv.gz")
    parser.add_argument("--places", type=int, default=3000)
    parser.add_argument("--people", type=int, default=6000)
    arguments = parser.parse_args()
    if not list(arguments.data.glob("netransliteration/*_train.tsv.gz")):
        parser.error(f"{arguments.data} holds no netransliteration/*_train.tsv.gz; the people are made from these")
    tables, tokens = tables_folder(), load_tokens()
    linked = set(read_links(tables / "links.tsv"))
    places = ask_places([r for r in read_table(tables / "places.tsv") if r.id not in linked], arguments.places, _PLACES)
    people = ask_people(arguments.data, arguments.people, _PEOPLE)
    weighed = [weigh_questions(*asked, tokens) for asked in (places, people)]
    weighed[1] = (*weighed[1][:2], weighed[1][2] + len(places[1]), weighed[1][3])
    intercept, weights = fit(*(np.concatenate(parts) for parts in zip(*weighed, strict=True)))
    path = Path(model.__file__).with_name("model.tsv")
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = [("intercept", intercept), *zip(FEATURES, weights.tolist(), strict=True)]
    path.write_text("\n".join([*head, "name\tweight", *(f"{n}\t{w:.3f}" for n, w in rows)]) + "\n", encoding="utf-8")
    print(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
