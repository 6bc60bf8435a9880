"""`normalize doctor`: whether the installation works, and what to do where it does not."""

from __future__ import annotations

import click


@click.command("doctor", short_help="Whether the installation works.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Look at the installation and say what to do about each problem; exit status 1 when there is one."""
    from normalize.cli.checkup import NOTE, PROBLEM, examine

    colours = {PROBLEM: "red", NOTE: "yellow"}
    problems = 0
    for finding in examine():
        problems += finding.standing == PROBLEM
        standing = click.style(f"{finding.standing:8}", fg=colours.get(finding.standing, "green"))
        click.echo(f"{standing} {finding.what:16} {finding.found}")
        if finding.advice:
            click.echo(f"{'':25} → {finding.advice}")
    if problems:
        ctx.exit(1)
