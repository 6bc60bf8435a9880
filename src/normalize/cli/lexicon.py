"""`normalize lexicon`: build, info, check."""

from __future__ import annotations

import click


@click.group("lexicon", short_help="Build, describe or check a lexicon.")
def command() -> None:
    """Build a lexicon from tables, look at one, or check one for damage."""


@command.command("build")
@click.argument("names", metavar="NAMES.CSV...|world|core", nargs=-1, required=True)
@click.option("-o", "--output", metavar="DIR", help="The folder to write; required but for world and core.")
def build(names: tuple[str, ...], output: str | None) -> None:
    """Compile names tables into one lexicon.

    A table is UTF-8 with a header, separated by commas, semicolons or tabs: id and name, one row a name, and
    optionally type, lang, kind, country, region, weight, lat, lon, from, to, same_as, source. The word "world" alone
    builds core and all places of GeoNames above 500 people where --lexicon world finds it, in some four minutes on two
    cores and 380 MB of disk; "core" builds the embedded lexicon anew.
    """
    from normalize.cli.building import build_lexicon
    from normalize.cli.progress import show_stages

    with show_stages() as progress:
        built = build_lexicon(names, output, progress, lambda told: click.echo(f"warning: {told}", err=True))
    click.echo(f"{built.path}: {len(built):,} entit{'y' if len(built) == 1 else 'ies'}", err=True)


@command.command("info")
@click.argument("folder", metavar="[DIR]", default="core")
def info(folder: str) -> None:
    """Say what a lexicon holds and what it was made of; core when none is given."""
    from normalize.cli.checkup import lexicon_facts
    from normalize.cli.screen import say_facts

    say_facts(lexicon_facts(folder))


@command.command("check")
@click.argument("folder", metavar="DIR")
@click.pass_context
def check(ctx: click.Context, folder: str) -> None:
    """Read every file of a lexicon and compare it with what the manifest recorded; exit status 1 for damage."""
    from normalize.cli.damage import find_damage
    from normalize.library import locate

    place = locate(folder)
    damage = find_damage(place)
    for problem in damage:
        click.echo(f"error: {problem}", err=True)
    if damage:
        ctx.exit(1)
    click.echo(f"{place}: all files are as they were written")
