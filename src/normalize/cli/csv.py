"""`normalize csv`: a table of names, with the answers beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from normalize.cli.options import (
    Told,
    decisions_option,
    keep_decisions,
    lexicon_option,
    open_lexicon,
    precision_option,
    table_options,
    workers_option,
)


@click.command("csv", short_help="The names in a column of a table.")
@click.argument("file", metavar="FILE|-")
@table_options
@click.option("--encoding", metavar="E", help="The encoding of FILE; found out when not given.")
@click.option("--delimiter", metavar="D", help='What separates cells, or "tab"; found out when not given.')
@precision_option
@decisions_option
@click.option("--review", metavar="FILE", help="Write what is ambiguous there, to be filled in for --decisions.")
@click.option(
    "--review-from",
    metavar="P",
    type=click.FloatRange(0, 1),
    help="Write there too what is unresolved, but has a candidate of this probability or more.",
)
@lexicon_option
@workers_option
@click.option("--resume", is_flag=True, help="Go on where a run that was cut short ended; keep what this one does.")
@click.option(
    "-o", "--output", default="-", metavar="OUT.CSV|-", help="Where to write; standard output when not given."
)
def command(
    file: str,
    encoding: str | None,
    delimiter: str | None,
    precision: float,
    decisions: Path | None,
    review: str | None,
    review_from: float | None,
    lexicon: str,
    workers: int | None,
    resume: bool,
    output: str,
    **told: Unpack[Told],
) -> None:
    """Resolve the names in a column of a CSV table.

    Every row of FILE is written with its own cells untouched and six more: normalize_id, normalize_label,
    normalize_status, normalize_probability, normalize_margin, normalize_why (with --candidates K also
    normalize_candidates). Id and label are empty unless the status is resolved. The output is UTF-8, whatever FILE
    is in, and takes its name only when it is complete.

    With --group-column (a document, a batch, a family) the table is read twice, and where the other names of a group
    are, wherever its rows stand, moves the probabilities between namesakes. So do, in each row by itself, coordinates
    (--lat-column and --lon-column: of namesakes the nearer is meant) and a date (--date-column: of namesakes the one
    that bore the name then, where the lexicon says when that was).

    Rows of the --decisions file come before all evidence. --review FILE lists what is ambiguous, each distinct name
    once; with the id filled in (or "none", or "not ID") it is such a file of decisions. --review-from P adds what is
    unresolved with a first candidate of probability P or more: possible matches of a screening.

    A run that was killed goes on with --resume, which also keeps what is done when a run is interrupted otherwise. The
    table, the lexicon and the options have to be the same; no row is lost or doubled.

    A row that is damaged gets the status "error" and the reason, and is not resolved: too few cells (the missing ones
    are written empty), too many (the surplus stands in the reason), quotation marks that do not close (the row ends
    with its line), NUL bytes (kept), bytes that are not UTF-8 in a table that is (shown as U+FFFD), an unknown type, a
    country that is no code, coordinates or a date that there are not. Blank lines stay blank lines and are no rows.
    """
    from normalize.cli.progress import show_rows
    from normalize.tables.columns import Columns
    from normalize.tables.csv import CsvOptions, resolve_csv

    options = CsvOptions(
        columns=Columns(**told),
        encoding=encoding,
        delimiter=delimiter,
        review=review,
        review_from=review_from,
    )
    keep_decisions(decisions, output, review)
    try:
        with open_lexicon(lexicon, told["type"], precision, decisions) as opened, show_rows(output) as progress:
            summary = resolve_csv(opened, file, output, options, progress, workers, resume)
    except KeyboardInterrupt:
        kept = "run it again with --resume to go on" if resume else "nothing was written"
        left = "the output is incomplete" if output == "-" else kept
        raise KeyboardInterrupt(left) from None
    click.echo(str(summary), err=True)
