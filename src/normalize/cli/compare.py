"""`normalize compare`: whether two strings name the same thing."""

from __future__ import annotations

import click

from normalize.cli.options import lang_option, read_argument, read_known_type


@click.command("compare", short_help="Whether two strings name the same thing.")
@click.argument("left", metavar="A", callback=read_argument)
@click.argument("right", metavar="B", callback=read_argument)
@click.option(
    "--type", metavar="TYPE", callback=read_known_type, help="What both are: person, place, organisation or country."
)
@lang_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line.")
def command(left: str, right: str, type: str | None, lang: str | None, as_json: bool) -> None:
    """Print the probability that A and B name the same thing; no lexicon is asked."""
    import normalize
    from normalize.cli.screen import clip, print_json

    probability = normalize.compare(left, right, type=type, lang=lang)
    if as_json:
        print_json({"left": left, "right": right, "type": type, "probability": round(probability, 6)})
    else:
        click.echo(f"{probability:.4f}  {clip(left, 60)}  ~  {clip(right, 60)}")
