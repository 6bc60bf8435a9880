"""A text as one self-contained HTML page: its names marked, and what each means on hover and by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from normalize.annotate.full_names import Mention
from normalize.texts.formats import Format, explain, pieces


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _open_page(title: str) -> str:
    legend = "".join(f'<span class="{status}">{status}</span>' for status in ("resolved", "ambiguous", "unresolved"))
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        f'<header><h1>{escape(title)}</h1><p class="legend">{legend}</p></header>\n<main dir="auto">'
    )


def _write_part(text: str, start: int, mentions: Sequence[Mention]) -> str:
    return "".join(
        escape(piece, quote=False) if mention is None else _mark(mention, piece)
        for piece, mention in pieces(text, start, mentions)
    )


def _mark(mention: Mention, shown: str) -> str:
    """Return a marked name and, inside it, the note that a pointer or the keyboard brings up."""
    found = mention.resolution
    note = f"note-{mention.start}"
    facts = [
        mention.id or "no id",
        *filter(None, (mention.type, mention.kind)),
        f"{found.status} {found.probability:.3f}",
    ]
    told = "".join(f"<i>{escape(fact)}</i>" for fact in facts)
    label = escape(found.label or shown)
    why = escape(explain(found))
    return (
        f'<mark class="{found.status}" tabindex="0" aria-describedby="{note}" data-id="{escape(mention.id or "")}">'
        f'{escape(shown, quote=False)}<span class="note" role="tooltip" id="{note}" dir="ltr">'
        f"<b>{label}</b>{told}<span>{why}</span></span></mark>"
    )


HTML = Format(".html", _open_page, _write_part, lambda: "</main>\n</body>\n</html>\n")
