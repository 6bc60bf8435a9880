"""The command `normalize`: the group, and what every command ends with."""

from __future__ import annotations

import errno
import importlib
import io
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import click

from normalize import __version__
from normalize.errors import NormalizeError, WrongOptionError, suggest
from normalize.uncollected import collect_seldom

# Command → module; a module is imported only when its command is asked for, so that `normalize name` starts fast.
_COMMANDS = {
    "name": "normalize.cli.name",
    "compare": "normalize.cli.compare",
    "csv": "normalize.cli.csv",
    "text": "normalize.cli.text",
    "parquet": "normalize.cli.parquet",
    "lexicon": "normalize.cli.lexicon",
    "doctor": "normalize.cli.doctor",
}
_CLOSED_PIPE = 128 + 13  # what a shell reports for SIGPIPE
_ENDED: dict[int, str] = {
    signal.SIGINT: "interrupted",
    signal.SIGTERM: "terminated",
}  # and SIGHUP, which not all systems have
_ended_by: list[int] = []  # the signals that ended this process, but for SIGINT


class Commands(click.Group):
    """The commands, imported lazily; every expected failure ends in one line on standard error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(_COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            ctx.fail(f'no such command "{args[0]}"; commands are: {", ".join(_COMMANDS)}.{suggest(args[0], _COMMANDS)}')
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal that cannot show a letter shows its code
                stream.reconfigure(errors="backslashreplace")
        try:
            result: object = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except KeyboardInterrupt as interrupt:
            number = next(iter(_ended_by), signal.SIGINT)
            _end(128 + number, "; ".join((_ENDED.get(number, "ended"), *map(str, interrupt.args))))
        except BrokenPipeError:  # whoever read has seen enough
            _end(_CLOSED_PIPE)
        except NormalizeError as error:
            _end(2 if isinstance(error, WrongOptionError) else 1, f"error: {error}")
        except OSError as error:
            _end(1, f"error: {_describe(error)}")
        return result


def _describe(error: Exception) -> str:
    """Return what went wrong, with the file where there is one."""
    if not isinstance(error, OSError):
        return str(error)
    full = error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO)
    where = error.filename or ("standard output" if full else "")
    return f"{where}{': ' if where else ''}{error.strerror or error}"


class _Closed(io.TextIOBase):
    """Standard output that is closed: whatever is written to it is told to be lost."""

    def write(self, text: str) -> int:
        raise NormalizeError("standard output is closed")


def _end(status: int, message: str = "") -> NoReturn:
    from normalize.tables.answers import readable

    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:  # a closed pipe or a full disk would fail once more at exit, with a traceback
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if message:
        with suppress(OSError):
            click.echo(readable(message), err=True)
    sys.exit(status)


def _terminate(signum: int, frame: FrameType | None) -> None:
    _ended_by.append(signum)
    raise KeyboardInterrupt  # unlike the default, this cleans up


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="normalize-names %(version)s")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Any spelling of a name, one canonical ID: or an honest answer that there is none.

    Exit status: 0 when the command ran, whether names were found or not; 1 for data that is refused or damaged;
    2 for wrong usage.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def main() -> None:
    """Run the command line."""
    collect_seldom()
    for name in ("SIGTERM", "SIGHUP"):
        with suppress(ValueError, AttributeError):
            number = getattr(signal, name)
            if signal.getsignal(number) == signal.SIG_DFL:  # under nohup it is ignored
                signal.signal(number, _terminate)
    if sys.stdout is None:
        sys.stdout = _Closed()
    try:
        commands(prog_name="normalize")
    except (NormalizeError, OSError) as error:  # of --help and --version, which are no commands
        _end(1, f"error: {_describe(error)}")
