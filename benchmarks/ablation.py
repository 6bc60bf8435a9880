"""What each part of the encoder and of the scorer's evidence is worth; writes benchmarks/ABLATION.md.

    python benchmarks/ablation.py DATA [--steps 1000] [--only encoder|scorer]

Needs the `train` extra. The encoder is fitted anew with one thing changed, for fewer steps than the shipped one;
recall is that of the vectors alone on the development parts in the folder DATA, and of names after a channel of
noise among 20,000 places. The scorer is fitted anew without some of its evidence, on the same exams.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np

from normalize.encoder import READINGS, Encoder
from normalize.form import analyse_alias
from normalize.library import TOKENS
from normalize.match.evidence import FEATURES, RELATIVE
from normalize.training import channels
from normalize.training.encoder import Fit, Recipe, prepare
from normalize.training.exams import make_exams
from normalize.training.held_out import is_for_scorer
from normalize.training.recall import measure
from normalize.training.scorer import deal_out, find_first, find_loss, fit, share_out, weigh_exams
from normalize.training.spellings import places, read_groups

OUT = Path(__file__).with_name("ABLATION.md")
VARIANTS: dict[str, dict[str, object]] = {
    "as shipped, but for the steps": {},
    "no hard negatives": {"hard": 0.0},
    "temperature 0.05": {"temperature": 0.05},
    "64 numbers": {"dimension": 64},
    "half the vocabulary": {"rows": 1 << 16},
    "no n-grams dropped": {"dropped": 0.0},
    "no noise channels": {"noisy": 0.0},
    "katakana channel held out": {"without": "through_katakana"},
}
EVIDENCE: dict[str, tuple[str, ...]] = {
    "all evidence": (),
    "without vectors": ("cosine", "word_cosine", "worst_cosine", "ahead_cosine"),
    "without string distance": (
        "letters",
        "bones",
        "start",
        "ahead",
        "reads_same",
        "first_reads_same",
        "slips",
        "ahead_slips",
    ),
    "without slips": ("slips", "ahead_slips"),
    "without the number of candidates": ("candidates",),
    "without words": ("agreement", "worst", "word_cosine", "worst_cosine", "missing", "extra", "clash"),
    "without known names": ("contradictions", "kinships"),
    "without rivals": tuple(RELATIVE),
}


def recall_through(encoder: Encoder, channel: channels.Channel, names: Sequence[str]) -> float:
    """Return the percentage of 500 names whose own vector is nearest after a channel of noise."""
    known = encoder.encode([analyse_alias(name, None, READINGS) for name in names]).astype(np.float32)
    chance = Random(1)
    asked = chance.sample(range(len(names)), 500)
    noisy = [channel(names[i], chance) for i in asked]
    vectors = encoder.encode([(text, (text,)) for text in noisy]).astype(np.float32)
    nearest = (vectors @ known.T).argmax(axis=1)
    return 100 * float(
        np.mean([names[n].casefold() == names[i].casefold() for n, i in zip(nearest, asked, strict=True)])
    )


def ablate_encoder(data: Path, steps: int) -> list[str]:
    """Return the table of the encoder's variants."""
    groups = read_groups(data)
    names = sorted({place.names[0] for place in places() if is_for_scorer(place.id) and place.names[0].isascii()})
    names = Random(1).sample(names, min(20_000, len(names)))
    lines = [
        f"| encoder, {steps:,} steps | mean R@1 | mean R@10 | through katakana | through Chinese | mistyped |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    shared = prepare(groups, Recipe())
    for name, change in VARIANTS.items():
        recipe = replace(Recipe(), steps=steps, **change)  # type: ignore[arg-type]
        encoder = Fit(prepare(groups, recipe) if recipe.without else shared, recipe).run()
        scores = list(measure(encoder, data).values())
        seen = [
            recall_through(encoder, channel, names)
            for channel in (channels.through_katakana, channels.through_chinese, channels.mistype)
        ]
        figures = [*np.mean(scores, axis=0).tolist(), *seen]
        lines.append(f"| {name} | {' | '.join(f'{figure:.1f}' for figure in figures)} |")
        print(lines[-1], flush=True)
    return lines


def ablate_scorer(data: Path) -> list[str]:
    """Return the table of the scorer's evidence, measured on the third of the questions that is not fitted to."""
    lists = weigh_exams(make_exams(data), TOKENS, 1)
    apart = deal_out(lists) == 0
    rest, held = lists.pick(~apart), lists.pick(apart)
    lines = ["| scorer | right first | log loss |", "|---|---:|---:|"]
    for name, gone in EVIDENCE.items():
        kept = np.array([feature not in gone for feature in FEATURES])
        booster = fit(replace(rest, table=rest.table * kept))
        share = share_out(np.asarray(booster.predict(held.table * kept, raw_score=True)), held.owner)
        first = find_first(share, held)
        first = first[~held.single[first]]
        findable = (np.bincount(held.owner, held.meant) > 0)[held.owner[first]]
        loss = float(find_loss(share, held).mean())
        lines.append(f"| {name} | {100 * held.meant[first][findable].mean():.1f} | {loss:.4f} |")
        print(lines[-1], flush=True)
    return lines


def main() -> None:
    """Run both, or the one asked for, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--only", choices=("encoder", "scorer"))
    given = parser.parse_args()
    text = ["# Ablation", "", f"Written by `benchmarks/ablation.py` on {datetime.date.today()}.", ""]
    if given.only != "encoder":
        text += [*ablate_scorer(given.data), ""]
    if given.only != "scorer":
        text += [*ablate_encoder(given.data, given.steps), ""]
    OUT.write_text("\n".join(text), encoding="utf-8")


if __name__ == "__main__":
    main()
