"""`normalize name`: who or what one name means."""

from __future__ import annotations

from pathlib import Path

import click

from normalize.cli.options import (
    country_option,
    decisions_option,
    lang_option,
    lexicon_option,
    near_option,
    open_lexicon,
    precision_option,
    read_argument,
    type_option,
    when_option,
)


@click.command("name", short_help="Who or what a name means.")
@click.argument("name", callback=read_argument)
@type_option
@country_option
@lang_option
@near_option
@when_option
@precision_option
@decisions_option
@lexicon_option
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="The most candidates shown.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line.")
def command(
    name: str,
    type: str | None,
    country: str | None,
    lang: str | None,
    near: tuple[float, float] | None,
    when: str | None,
    precision: float,
    decisions: Path | None,
    lexicon: str,
    limit: int,
    as_json: bool,
) -> None:
    """Find who or what NAME means, in any spelling or script."""
    from normalize.cli.resolution import as_dict, say_resolution

    with open_lexicon(lexicon, type, precision, decisions) as opened:
        resolution = opened.resolve(name, type=type, country=country, lang=lang, near=near, when=when, limit=limit)
        if as_json:
            from normalize.cli.screen import print_json

            print_json(as_dict(name, resolution))
        else:
            say_resolution(opened, name, resolution)
