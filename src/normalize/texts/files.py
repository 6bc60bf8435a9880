"""Texts in files through the one path: read in parts, annotated, written in one of the forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.annotate.full_names import Mention
from normalize.errors import InputError, WrongOptionError
from normalize.tables.encoding import find_bad_byte
from normalize.tables.output import STANDARD, open_output, refuse_same_file
from normalize.tables.source import Progress, Source, open_source
from normalize.texts.formats import JSONL, MARKDOWN, TSV, Format
from normalize.texts.page import HTML

if TYPE_CHECKING:
    from normalize.library import Lexicon

FORMATS = {"tsv": TSV, "jsonl": JSONL, "html": HTML, "markdown": MARKDOWN}
_BLOCK = 1 << 18  # characters


@dataclass(slots=True)
class Summary:
    """How many names were found, by status, in how many texts, and the encodings that these were read in."""

    texts: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    encodings: dict[str, None] = field(default_factory=dict)

    def __str__(self) -> str:
        counts = ", ".join(f"{self.statuses[s]:,} {s}" for s in ("resolved", "ambiguous", "unresolved"))
        names = self.statuses.total()
        found = f"{names:,} name{'s' * (names != 1)} in {self.texts:,} text{'s' * (self.texts != 1)}: {counts}"
        return f"{found}; {', '.join(self.encodings)}"


def read_mentions(
    lexicon: Lexicon, path: str, lang: str | None, encoding: str | None, progress: Progress | None, summary: Summary
) -> Iterator[tuple[str, int, list[Mention]]]:
    """Yield a file or standard input ("-") in parts, each with where it begins and its mentions.

    `summary` takes in what was found and how it was read; `progress` is given mentions found, bytes done and bytes
    in all. Raises `InputError` for what is no text.
    """
    start = count = 0
    with open_source(path, encoding) as source:
        summary.texts += 1
        summary.encodings[str(source.encoding)] = None
        for part, mentions in lexicon.annotate_parts(_read(source), lang):
            yield part, start, mentions
            start += len(part)
            count += len(mentions)
            summary.statuses.update(mention.resolution.status for mention in mentions)
            if progress is not None:
                progress(count, source.position(), source.size)


def _read(source: Source) -> Iterator[str]:
    """Yield a text in blocks; raises `InputError` with the line of a byte that is not of its encoding."""
    line = 1
    while block := _read_block(source):
        bad = find_bad_byte(block)
        if bad is not None:
            line += block.count("\n", 0, bad[0])
            raise InputError(
                f"line {line} of {source.name} is not {source.encoding.codec}: byte {bad[1]}; {source.encoding.advice}"
            )
        line += block.count("\n")
        yield block


def _read_block(source: Source) -> str:
    try:
        return source.text.read(_BLOCK)
    except UnicodeError as error:
        raise InputError(f"{source.name} cannot be read: {error}; {source.encoding.advice}") from error
    except OSError as error:
        raise InputError(f"{source.name} could not be read to its end: {error}") from error


def write_text(
    lexicon: Lexicon,
    path: str,
    target: str,
    format: Format,
    lang: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
    summary: Summary | None = None,
) -> None:
    """Annotate one text and write it to a file or standard output ("-"), whole or not at all."""
    refuse_same_file(path, target)
    parts = read_mentions(lexicon, path, lang, encoding, progress, summary or Summary())
    with open_output(target) as output:
        output.write(format.head("standard input" if path == STANDARD else Path(path).name))
        for part, start, mentions in parts:
            output.write(format.part(part, start, mentions))
        output.write(format.foot())


def place_outputs(paths: Sequence[str], folder: Path, format: Format) -> list[str]:
    """Return where each text goes in a folder; raises `WrongOptionError` where two would go to one file."""
    targets = [str(folder / (("standard-input" if p == STANDARD else Path(p).stem) + format.suffix)) for p in paths]
    twice = next((target for target, count in Counter(targets).items() if count > 1), None)
    if twice is not None:
        raise WrongOptionError(f"two of the texts would be written to {twice}; give them other names")
    return targets
