"""Options that several commands share, and the lexicon that they open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

import click

from normalize.errors import InputError, NormalizeError, read_lang
from normalize.match.decision import PRECISION

if TYPE_CHECKING:
    from normalize.library import Lexicon
    from normalize.match.setting import Point

Command = TypeVar("Command", bound=Callable[..., object])


def read_argument(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return an argument; raises a usage error for bytes that are no text."""
    try:
        return value if value.isascii() else os.fsencode(value).decode("utf-8")
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise click.BadParameter(f"byte {byte:#04x} at offset {error.start} is no UTF-8") from error


@contextmanager
def _refusing() -> Iterator[None]:
    """Say of what cannot be meant which option it stands in."""
    try:
        yield
    except InputError as error:
        raise click.BadParameter(str(error)) from error


def _read_country(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from normalize.index.candidates import make_constraint

        with _refusing():
            make_constraint(None, value)
    return value


def read_tag(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a language tag; raises a usage error for what is shaped as none."""
    with _refusing():
        return read_lang(value)


def _read_near(ctx: click.Context, param: click.Parameter, value: str | None) -> Point | None:
    if value is None:
        return None
    from normalize.match.setting import read_point

    lat, _, lon = value.partition(",")
    if not (lat.strip() and lon.strip()):
        raise click.BadParameter(f'"{value}" is no point; expected LAT,LON such as 53.9,27.57')
    with _refusing():
        return read_point(lat.strip(), lon.strip())


def _read_date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from normalize.lexicon.dates import read_date

        with _refusing():
            read_date(value)
    return value


def _read_precision(ctx: click.Context, param: click.Parameter, value: float) -> float:
    from normalize.match.model import decision_point

    with _refusing():
        decision_point(value)
    return value


def _read_workers(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
    if value is not None:
        from normalize.batch import check_workers

        with _refusing():
            check_workers(value)
    return value


def _read_column(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str:
    if len(value) > 1:
        raise click.BadParameter(f"it is given {len(value)} times; names stand in one column")
    return value[0]


def read_known_type(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a type that is known without a lexicon; raises a usage error for any other."""
    if value is None:
        return None
    from normalize.index.candidates import read_type
    from normalize.lexicon.table import TYPES

    with _refusing():
        return read_type(value, TYPES)


type_option = click.option(
    "--type", metavar="TYPE", help="Only person, place, organisation, country, or another type of the lexicon."
)
country_option = click.option(
    "--country",
    metavar="BY",
    callback=_read_country,
    help="Where it is: ISO 3166-1 code, that of a region (ISO 3166-2: BY-VI), or several: BY,LT.",
)
lang_option = click.option(
    "--lang", metavar="be", callback=read_tag, help="The language that names are written in (BCP 47)."
)
near_option = click.option(
    "--near",
    metavar="LAT,LON",
    callback=_read_near,
    help="Where it is: degrees, good to a town; of namesakes the nearer is meant.",
)
when_option = click.option(
    "--when", metavar="DATE", callback=_read_date, help="When the name was written: a year, or an ISO 8601 date."
)
lexicon_option = click.option(
    "--lexicon", metavar="DIR", default="core", show_default=True, help='A folder, "core" or "world".'
)


precision_option = click.option(
    "--precision",
    type=float,
    callback=_read_precision,
    default=PRECISION,
    show_default=True,
    metavar="P",
    help="How many of the answers are to be right, 0.9 to 0.995: the higher, the more stays open.",
)
decisions_option = click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help='What people have decided: CSV with name and id ("none", "not ID"); also type, context, who, when, reason.',
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    callback=_read_workers,
    help="How many processes; when not given, one for each core where the table is large enough.",
)


class Told(TypedDict):
    """What `table_options` reads: the fields of `normalize.tables.columns.Columns`."""

    column: str
    type: str | None
    type_column: str | None
    country: str | None
    country_column: str | None
    lang: str | None
    lang_column: str | None
    near: Point | None
    lat_column: str | None
    lon_column: str | None
    when: str | None
    date_column: str | None
    group_column: str | None
    candidates: int | None
    prefix: str


def table_options(command: Command) -> Command:
    """Give a command the options that say what the columns of a table mean."""
    options = (
        click.option(
            "--column",
            required=True,
            multiple=True,
            metavar="NAME",
            callback=_read_column,
            help="The column that holds the names.",
        ),
        type_option,
        click.option("--type-column", metavar="NAME", help="A column that holds the type of each row."),
        country_option,
        click.option(
            "--country-column", metavar="NAME", help="A column that holds the country or region code of each row."
        ),
        lang_option,
        click.option("--lang-column", metavar="NAME", help="A column that holds the language of each row."),
        near_option,
        click.option("--lat-column", metavar="NAME", help="A column that holds the latitude of each row, in degrees."),
        click.option("--lon-column", metavar="NAME", help="A column that holds the longitude of each row."),
        when_option,
        click.option("--date-column", metavar="NAME", help="A column that holds the date of each row, or its year."),
        click.option("--group-column", metavar="NAME", help="A column that says which rows are each other's context."),
        click.option("--candidates", type=click.IntRange(1), metavar="K", help="Add the best K candidates as JSON."),
        click.option("--prefix", default="normalize_", show_default=True, help="How the new columns' names begin."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def keep_decisions(decisions: Path | None, *outputs: str | None) -> None:
    """Raise `WrongOptionError` when something would be written over the file of decisions."""
    from normalize.tables.output import refuse_same_file

    for output in outputs if decisions is not None else ():
        if output is not None:
            refuse_same_file(str(decisions), output)


@contextmanager
def open_lexicon(where: str, type: str | None, precision: float, decisions: Path | None) -> Iterator[Lexicon]:
    """Open a lexicon, by name or folder, in which entities of `type` can be found; say what decisions are not applied.

    A failure inside the block that comes from damaged files is raised as the `LexiconError` that it is; raises a
    usage error when no entity of the lexicon answers to the type.
    """
    from normalize.library import load, locate

    place = locate(where)
    try:
        lexicon = load(place, precision=precision, decisions=decisions)
        for conflict in lexicon.conflicts:
            click.echo(f"warning: {decisions} {conflict}", err=True)
        _check_type(lexicon, type)
        yield lexicon
    except (NormalizeError, click.ClickException, OSError):
        raise
    except Exception as error:  # arrays that were tampered with fail in any way at all
        from normalize.cli.damage import find_damage
        from normalize.lexicon.damage import describe_damage

        damage = find_damage(place)
        if damage:
            raise describe_damage(place, damage[0]) from error
        raise


def _check_type(lexicon: Lexicon, type: str | None) -> None:
    try:
        lexicon.resolver.read_type(type or "")
    except InputError as error:
        raise click.BadParameter(str(error), param_hint="'--type'") from error
