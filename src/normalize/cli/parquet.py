"""`normalize parquet`: a Parquet file of names, with the answers beside them."""

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


@click.command("parquet", short_help="The names in a column of a Parquet file.")
@click.argument("file", metavar="FILE")
@table_options
@precision_option
@decisions_option
@lexicon_option
@workers_option
@click.option("-o", "--output", required=True, metavar="OUT.PARQUET|-", help="Where to write.")
def command(
    file: str,
    precision: float,
    decisions: Path | None,
    lexicon: str,
    workers: int | None,
    output: str,
    **told: Unpack[Told],
) -> None:
    """Resolve the names in a column of a Parquet file.

    Every row of FILE is written with its own columns untouched and those of "normalize csv" behind them; probability
    and margin are numbers, and all are null where the name is. The output takes its name only when it is complete.
    A row that cannot be asked, such as one with a country that is no code, gets the status "error" and the reason.

    With --group-column (a document, a batch, a family) the file is read twice. Needs the extra "arrow".
    """
    from normalize.cli.progress import show_rows
    from normalize.tables.columns import Columns
    from normalize.tables.parquet import resolve_parquet

    columns = Columns(**told)
    keep_decisions(decisions, output)
    try:
        with open_lexicon(lexicon, told["type"], precision, decisions) as opened, show_rows(output) as progress:
            summary = resolve_parquet(opened, file, output, columns, progress, workers)
    except KeyboardInterrupt:
        left = "the output is incomplete" if output == "-" else "nothing was written"
        raise KeyboardInterrupt(left) from None
    click.echo(str(summary), err=True)
