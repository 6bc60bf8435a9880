"""Processes that share the work on one lexicon: each opens it by its path, so that all map the same pages.

They are plain children that speak over pipes and not those of `multiprocessing`: a script needs no `__main__` guard,
no lock that another thread holds is inherited by a fork, and a child whose parent is gone ends by itself.
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import IO, Generic, TypeVar

from normalize.errors import NormalizeError
from normalize.uncollected import collect_seldom

Shared = TypeVar("Shared")
Asked = TypeVar("Asked")
Answered = TypeVar("Answered")

_PART = 1024  # pieces of work that travel together at most: what a worker does in a moment
_LEAST = 8  # and at least: fewer are not worth a process
_TURNS = 4  # parts for each worker at least, so that none idles long behind a slow one
# arguments after the code are this process's import paths, and where the package lies: a build imports it from a path
# that is gone again; a child may not find the package otherwise
_CHILD = "import sys; sys.path[:] = sys.argv[1:]; from normalize.workers import serve; serve()"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # the processes are the parallel part


class Workers(Generic[Shared]):
    """Processes that were given `shared`, such as a lexicon, once, and apply functions to it and to parts of work.

    `shared` crosses as what it pickles to, which for a lexicon is its path; where it stands in an answer, the
    caller's own is put in again. There are `count` processes at most, and never more than parts of work.
    """

    def __init__(self, shared: Shared, count: int) -> None:
        self._shared, self._count = shared, count
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._start = _frame(pickle.dumps(shared))
        self._all: list[_Worker] = []
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(count)

    def map(
        self, function: Callable[[Shared, Sequence[Asked]], Sequence[Answered]], work: Sequence[Asked]
    ) -> list[Answered]:
        """Return what `function` gives for `shared` and all pieces of `work`, in their order.

        What the function raises is raised here; `NormalizeError` when a process has died.
        """
        return [answer for part in self.begin(function, work) for answer in part()]

    def begin(
        self, function: Callable[[Shared, Sequence[Asked]], Sequence[Answered]], work: Sequence[Asked]
    ) -> list[Callable[[], Sequence[Answered]]]:
        """Begin what `map` does, and return what waits for each part of it."""
        size = max(_LEAST, min(_PART, -(-len(work) // (self._count * _TURNS))))
        starts = range(0, len(work), size)
        with self._lock:
            for _ in range(len(self._all), min(self._count, len(starts))):
                self._all.append(_Worker(self._start))
                self._idle.put(self._all[-1])
        requests = [_frame(pickle.dumps((function, work[start : start + size]))) for start in starts]
        return [self._threads.submit(self._ask, request).result for request in requests]

    def _ask(self, request: bytes) -> Sequence[Answered]:
        worker = self._idle.get()
        try:
            return worker.ask(request, self._shared)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End the processes."""
        for worker in self._all:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def __enter__(self) -> Workers[Shared]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Worker:
    """One child and the two pipes to it."""

    def __init__(self, shared: bytes) -> None:
        environment = dict.fromkeys(_THREADS, "1") | os.environ
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CHILD, *sys.path, str(Path(__file__).parents[1])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._requests, self._replies = self._process.stdin, self._process.stdout
        self._waiting = shared

    def ask(self, request: bytes, shared: object) -> Sequence[Answered]:
        try:
            _send(self._requests, self._waiting + request)
            self._waiting = b""
            framed = pickle.load(self._replies)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise NormalizeError(
                f"a worker process ended with status {self._process.wait()} before it had answered; "
                "if memory ran out, ask for fewer workers"
            ) from error
        answered, reply = _Unpickler(io.BytesIO(framed), shared).load()
        if not answered:
            raise reply
        return reply  # type: ignore[no-any-return]  # a pickle has no type

    def end(self) -> None:
        self._process.kill()  # it only reads: there is nothing that it could leave undone
        self._process.wait()
        for pipe in (self._requests, self._replies):
            with suppress(OSError):
                pipe.close()


class _Pickler(pickle.Pickler):
    def __init__(self, stream: io.BytesIO, shared: object) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    def persistent_id(self, obj: object) -> str | None:
        return "shared" if obj is self._shared else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, stream: IO[bytes], shared: object) -> None:
        super().__init__(stream)
        self._shared = shared

    def persistent_load(self, pid: object) -> object:
        return self._shared


def serve() -> None:
    """Answer requests from standard input until it ends: what a worker process does."""
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent is the one to act
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # whatever prints must not print between the replies
        start = pickle.load(requests)
        opened: list[object] = []
        with suppress(EOFError, BrokenPipeError):
            while True:
                request = pickle.load(requests)
                try:
                    opened = opened or [pickle.loads(start)]
                    function, part = pickle.loads(request)
                    reply = _dump((True, function(opened[0], part)), opened[0])
                except Exception as error:  # whatever it is, it is the parent's to raise
                    reply = _dump((False, error), None)
                _send(replies, _frame(reply))


def _frame(message: bytes) -> bytes:
    """Return a message such that it is read whole, though what is in it may fail to be unpickled."""
    return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)


def _dump(reply: object, shared: object) -> bytes:
    stream = io.BytesIO()
    _Pickler(stream, shared).dump(reply)
    return stream.getvalue()


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(message)
    pipe.flush()
