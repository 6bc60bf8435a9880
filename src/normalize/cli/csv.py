"""`normalize csv`: a table of names, with the answers beside them."""

from __future__ import annotations

from pathlib import Path

import click

from normalize.cli.options import (
    country_option,
    decisions_option,
    lang_option,
    lexicon_option,
    open_lexicon,
    precision_option,
    type_option,
)


@click.command("csv", short_help="The names in a column of a table.")
@click.argument("file", metavar="FILE|-")
@click.option("--column", required=True, metavar="NAME", help="The column that holds the names.")
@type_option
@click.option("--type-column", metavar="NAME", help="A column that holds the type of each row.")
@country_option
@click.option("--country-column", metavar="NAME", help="A column that holds the country code of each row.")
@lang_option
@click.option("--lang-column", metavar="NAME", help="A column that holds the language of each row.")
@click.option("--group-column", metavar="NAME", help="A column that says which rows are each other's context.")
@click.option("--candidates", type=click.IntRange(1), metavar="K", help="Add the best K candidates as a JSON list.")
@click.option("--encoding", metavar="E", help="The encoding of FILE; found out when not given.")
@click.option("--delimiter", metavar="D", help='What separates cells, or "tab"; found out when not given.')
@click.option("--prefix", default="normalize_", show_default=True, help="How the names of the new columns begin.")
@precision_option
@decisions_option
@click.option("--review", metavar="FILE", help="Write what is ambiguous there, to be filled in for --decisions.")
@lexicon_option
@click.option(
    "-o", "--output", default="-", metavar="OUT.CSV|-", help="Where to write; standard output when not given."
)
def command(
    file: str,
    column: str,
    type: str | None,
    type_column: str | None,
    country: str | None,
    country_column: str | None,
    lang: str | None,
    lang_column: str | None,
    group_column: str | None,
    candidates: int | None,
    encoding: str | None,
    delimiter: str | None,
    prefix: str,
    precision: float,
    decisions: Path | None,
    review: str | None,
    lexicon: str,
    output: str,
) -> None:
    """Resolve the names in a column of a CSV table.

    Every row of FILE is written with its own cells untouched and six more: normalize_id, normalize_label,
    normalize_status, normalize_probability, normalize_margin, normalize_why (with --candidates K also
    normalize_candidates). Id and label are empty unless the status is resolved. The output is UTF-8, whatever FILE
    is in, and takes its name only when it is complete.

    With --group-column (a document, a batch, a family) the table is read twice, and where the other names of a group
    are, wherever its rows stand, moves the probabilities between namesakes.

    Rows of the --decisions file come before all evidence. --review FILE lists what is ambiguous, each distinct name
    once; with the id filled in (or "none", or "not ID") it is such a file of decisions.

    A row that is damaged gets the status "error" and the reason, and is not resolved: too few cells (the missing
    ones are written empty), too many (the surplus stands in the reason), quotation marks that do not close (the row
    ends with its line), NUL bytes (kept), a country that is no code. Blank lines stay blank lines and are no rows.
    """
    from normalize.cli.progress import show_rows
    from normalize.tables.csv import CsvOptions, resolve_csv

    options = CsvOptions(
        column,
        type,
        type_column,
        country,
        country_column,
        lang,
        lang_column,
        group_column,
        candidates,
        encoding,
        delimiter,
        prefix,
        review,
        () if decisions is None else (str(decisions),),
    )
    try:
        with open_lexicon(lexicon, type, precision, decisions) as opened, show_rows(output) as progress:
            summary = resolve_csv(opened, file, output, options, progress)
    except KeyboardInterrupt:
        left = "the output is incomplete" if output == "-" else "nothing was written"
        raise KeyboardInterrupt(left) from None
    click.echo(str(summary), err=True)
