"""The forms in which the names of a text are written: a table, JSON lines, or the text itself with its names marked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalize.annotate.full_names import Mention
from normalize.resolution import Resolution

FIELDS = (
    "start", "end", "text", "type", "status", "id", "label", "kind", "probability", "margin", "antecedent", "why",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """How names are written: what stands before all, what a part of the text and its mentions become, and the end.

    `suffix` is how the name of a file in this form ends. Offsets of mentions are of the whole text; `part` is given
    where its part begins.
    """

    suffix: str
    head: Callable[[str], str]
    part: Callable[[str, int, Sequence[Mention]], str]
    foot: Callable[[], str]


def as_fields(mention: Mention) -> dict[str, object]:
    """Return a mention as plain values, by `FIELDS`."""
    found = mention.resolution
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "status": found.status,
        "id": found.id,
        "label": found.label,
        "kind": mention.kind,
        "probability": round(found.probability, 4),
        "margin": round(found.margin, 4),
        "antecedent": list(mention.antecedent) if mention.antecedent else None,
        "why": explain(found),
    }


@lru_cache(maxsize=4096)
def explain(found: Resolution) -> str:
    """Return the reasons of an answer in words; the names of a text share theirs."""
    return found.tell()


def _write_jsonl(text: str, start: int, mentions: Sequence[Mention]) -> str:
    lines = []
    for mention in mentions:
        found = mention.resolution.candidates
        candidates = [{"id": c.id, "label": c.label, "probability": round(c.probability, 4)} for c in found[:5]]
        lines.append(json.dumps({**as_fields(mention), "candidates": candidates}, ensure_ascii=False) + "\n")
    return "".join(lines)


def _write_tsv(text: str, start: int, mentions: Sequence[Mention]) -> str:
    return "".join("\t".join(map(_cell, as_fields(mention).values())) + "\n" for mention in mentions)


def _cell(value: object) -> str:
    """Return a value on one line without a tab; nothing for None.

    >>> _cell("a\\tb\\nc"), _cell(None), _cell([1, 9])
    ('a b c', '', '1-9')
    """
    if isinstance(value, list):
        return "-".join(map(str, value))
    return "" if value is None else " ".join(str(value).split())


def _write_markdown(text: str, start: int, mentions: Sequence[Mention]) -> str:
    return "".join(
        piece if mention is None else _link(mention, piece) for piece, mention in pieces(text, start, mentions)
    )


def _link(mention: Mention, shown: str) -> str:
    """Return a name as a link to its id, or in italics where it is open."""
    name = shown.replace("[", "\\[").replace("]", "\\]").replace("\n", " ")
    if mention.id is None:
        return f"*{name}*"
    label = str(mention.resolution.label).replace('"', "'")
    return f'[{name}]({mention.id.replace(" ", "%20")} "{label}, {mention.resolution.probability:.3f}")'


def pieces(text: str, start: int, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention | None]]:
    """Yield a part of a text in pieces, each with the mention that it is or None."""
    at = 0
    for mention in mentions:
        first, last = mention.start - start, mention.end - start
        yield text[at:first], None
        yield text[first:last], mention
        at = last
    yield text[at:], None


def _nothing() -> str:
    return ""


JSONL = Format(".jsonl", lambda title: "", _write_jsonl, _nothing)
TSV = Format(".tsv", lambda title: "\t".join(FIELDS) + "\n", _write_tsv, _nothing)
MARKDOWN = Format(".md", lambda title: "", _write_markdown, _nothing)
