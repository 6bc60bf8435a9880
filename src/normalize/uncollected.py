"""Less work for the garbage collector, where many objects are made that live on and none of which is a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking again and again through what has just been made.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_seldom() -> None:
    """Let Python look for cycles less often, in a process of our own: names make very much, and none of these.

    It takes a sixth of a large table's time as it is.
    """
    gc.set_threshold(50_000, 20, 100)
