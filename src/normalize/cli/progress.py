"""Progress on a terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def show_rows(target: str, what: str = "rows") -> Iterator[Callable[[int, int, int | None], None] | None]:
    """Yield what draws rows, or `what` is counted, and bytes done and in all; None where nobody would see it."""
    if not _seen() or (target == "-" and sys.stdout is not None and sys.stdout.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    started = time.monotonic()
    rate = TextColumn(f"{{task.fields[rows]:,}} {what}, {{task.fields[rate]:,.0f}} {what}/s")
    columns = (BarColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rows=0, rate=0.0)
        before: int | None = None  # what an earlier run had done

        def draw(rows: int, done: int, total: int | None) -> None:
            nonlocal before
            before = rows if before is None else before
            rate = (rows - before) / max(time.monotonic() - started, 0.001)
            bar.update(task, completed=done, total=total, rows=rows, rate=rate)

        yield draw


@contextmanager
def show_stages() -> Iterator[Callable[[str, int, int], None] | None]:
    """Yield what draws stages, each with what is done and the total, or None where nobody would see it."""
    if not _seen():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def draw(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield draw


def _seen() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
