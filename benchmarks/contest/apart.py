"""Work in a process of its own: what it returns, its processor time, the most memory it held, or why it was stopped.

The time is also that of processes which the work started, the memory is its own.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

Facts = Mapping[str, float]
_LOOK = 0.5  # s between two looks at a process
_LEAST_FREE = 2_000  # MB that are left to the rest of the machine


@dataclass(frozen=True, slots=True)
class Outcome:
    """What work gave, or None and why it was stopped; processor time in s, the most memory in MB."""

    facts: Facts | None
    seconds: float
    peak: float
    stopped: str = ""


def run_apart(work: Callable[..., Facts], *given: object, most_memory: float, most_seconds: float) -> Outcome:
    """Run some work in a new process; it is stopped at so much memory (MB) or processor time (s)."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sending, work, given))
    process.start()
    sending.close()
    seconds = peak = 0.0
    while not receiving.poll(_LOOK):
        if process.is_alive() and process.pid is not None:
            seconds, held, peak = *_look_at(process.pid), max(peak, _read_status(process.pid, "VmHWM"))
            why = f"at {held:,.0f} MB of memory" if held > most_memory else ""
            why = why or (f"at {held:,.0f} MB, as the machine had no more" if left_free() < _LEAST_FREE else "")
            why = why or (f"after {seconds:,.0f} s" if seconds > most_seconds else "")
            if why:
                process.kill()
                process.join()
                return Outcome(None, seconds, peak, f"stopped {why}")
        elif not receiving.poll(0):
            return Outcome(None, seconds, peak, f"ended with status {process.exitcode}")
    try:
        facts, seconds, peak = receiving.recv()
    except EOFError:
        process.join()
        return Outcome(None, seconds, peak, f"ended with status {process.exitcode}")
    process.join()
    return Outcome(facts, seconds, peak)


def memory_of(process: int | str = "self") -> float:
    """Return the memory in MB that a process holds now; 0 where the platform does not say."""
    return _read_status(process, "VmRSS")


def left_free() -> float:
    """Return the memory in MB that the machine could still give; without end where the platform does not say."""
    return _read_field(Path("/proc/meminfo"), "MemAvailable") or float("inf")


def _work(sending: Connection, work: Callable[..., Facts], given: tuple[object, ...]) -> None:
    facts = work(*given)
    sending.send((facts, sum(os.times()[:4]), _read_status("self", "VmHWM")))  # with the processes that it started


def _look_at(process: int) -> tuple[float, float]:
    """Return the processor time (s) of a process, to 10 ms, and the memory (MB) that it holds."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0, 0.0
    return (int(fields[11]) + int(fields[12])) / 100, memory_of(process)


def _read_status(process: int | str, field: str) -> float:
    return _read_field(Path(f"/proc/{process}/status"), field)


def _read_field(file: Path, field: str) -> float:
    """Return a field in MB of a file that has a line for each, in kB; 0 where there is none."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(field + ":")), 0.0)
