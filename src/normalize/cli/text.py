"""`normalize text`: the names of running texts, and what they mean."""

from __future__ import annotations

from pathlib import Path

import click

from normalize.cli.options import (
    decisions_option,
    keep_decisions,
    lexicon_option,
    open_lexicon,
    precision_option,
    read_tag,
)


@click.command("text", short_help="The names of a running text.")
@click.argument("files", metavar="FILE...|-", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(("tsv", "jsonl", "html", "markdown")),
    help="How names are written; a table to look at, or tsv with -o, when not given.",
)
@click.option(
    "--lang", metavar="be", callback=read_tag, help="The language of the texts (BCP 47); found out when not given."
)
@click.option("--encoding", metavar="E", help="The encoding of the texts; found out when not given.")
@precision_option
@decisions_option
@lexicon_option
@click.option("-o", "--output", default="-", metavar="FILE|DIR|-", help="Where to write; a folder for several texts.")
def command(
    files: tuple[str, ...],
    form: str | None,
    lang: str | None,
    encoding: str | None,
    precision: float,
    decisions: Path | None,
    lexicon: str,
    output: str,
) -> None:
    """Find the names in running texts and who or what they mean.

    The whole text is the context of each name. Each name comes with where it stands (characters from the start of
    the text), its type, status, id, label, probability and the reason; one that the lexicon does not have comes out
    unresolved. How many there are, and in which encoding the texts were read, is told on standard error. "html" is
    one page with the names marked; "markdown" is the text with the names as links.

    Several FILEs go into the folder -o DIR, one file each, and so does one where DIR is a folder or ends in a slash.
    """
    from normalize.cli.progress import show_rows
    from normalize.cli.screen import say_mentions
    from normalize.tables.output import STANDARD, is_folder
    from normalize.texts.files import FORMATS, Summary, place_outputs, read_mentions, write_text

    folder = Path(output) if output != STANDARD and (len(files) > 1 or is_folder(output)) else None
    if len(files) > 1 and folder is None:
        raise click.UsageError("several texts need a folder to go to; name one with -o")
    summary = Summary()
    with open_lexicon(lexicon, None, precision, decisions) as opened, show_rows(output, "names") as progress:
        if form is None and output == STANDARD:
            for _, _, mentions in read_mentions(opened, files[0], lang, encoding, progress, summary):
                say_mentions(mentions)
        else:
            chosen = FORMATS[form or "tsv"]
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
            targets = [output] if folder is None else place_outputs(files, folder, chosen)
            keep_decisions(decisions, *targets)
            for file, target in zip(files, targets, strict=True):
                write_text(opened, file, target, chosen, lang, encoding, progress, summary)
    click.echo(str(summary), err=True)
