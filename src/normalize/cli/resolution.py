"""A resolution on the screen, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from normalize.cli.screen import COLOURS, align, clip, say_facts, say_paragraph
from normalize.tables.answers import describe_candidate, readable, tell_place

if TYPE_CHECKING:
    from normalize.library import Lexicon
    from normalize.resolution import Candidate, Resolution


def as_dict(name: str, resolution: Resolution) -> dict[str, object]:
    """Return a resolution under the keys of `normalize name --json`."""
    return {
        "name": name,
        "status": resolution.status,
        "id": resolution.id,
        "label": resolution.label,
        "probability": round(resolution.probability, 6),
        "margin": round(resolution.margin, 6),
        "veto": resolution.veto,
        "candidates": [describe_candidate(c) for c in resolution.candidates],
        "why": readable(str(resolution.explain())),
    }


def say_resolution(lexicon: Lexicon, name: str, resolution: Resolution) -> None:
    """Print the answer, the candidates, each with where it is, and the reason."""
    click.secho(clip(name, 80) or '""', bold=True)
    facts = [("status", click.style(resolution.status, fg=COLOURS[resolution.status], bold=True))]
    if resolution.id is not None:
        facts += [("id", clip(resolution.id, 80)), ("label", clip(resolution.label or "", 80))]
    facts.append(("probability", f"{resolution.probability:.4f}, margin {resolution.margin:.4f}"))
    say_facts(facts)
    if resolution.candidates:
        click.echo()
        for line in align([_describe(lexicon, n, c) for n, c in enumerate(resolution.candidates, 1)]):
            click.echo(f"  {line}")
    click.echo()
    say_paragraph(str(resolution.explain()))


def _describe(lexicon: Lexicon, number: int, candidate: Candidate) -> tuple[str, ...]:
    alias = "" if candidate.name == candidate.label else f"as {clip(candidate.name)}"
    return (
        f"{number}",
        f"{candidate.probability:.4f}",
        clip(candidate.label),
        candidate.type,
        " ".join(candidate.country[:4]) + (" …" if len(candidate.country) > 4 else ""),
        clip(tell_place(lexicon, candidate.id)),
        clip(candidate.id, 60),
        alias,
    )
