"""Workers: the same answers, their errors as one's own, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import normalize
from normalize.errors import InputError, LexiconError, NormalizeError
from normalize.tables.answers import Answers, Question
from normalize.workers import Workers

# What workers apply has to be importable there: plain functions of a module on their path.
FUNCTIONS = """
import os

from normalize.errors import InputError

def double(shared, part):
    print("what a worker prints is no answer")
    return [(shared, 2 * number) for number in part]

def fail(shared, part):
    raise InputError(f"{part[0]} is one too many")

def die(shared, part):
    os._exit(3)

def identify(shared, part):
    return [os.getpid()]
"""


@pytest.fixture
def functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    (tmp_path / "given_to_workers.py").write_text(FUNCTIONS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import given_to_workers  # type: ignore[import-not-found]

    yield given_to_workers
    del sys.modules["given_to_workers"]


@pytest.fixture
def workers(functions: object) -> Iterator[Workers[str]]:
    with Workers("shared", 2) as workers:
        yield workers


def test_answers_come_in_order_whatever_the_size(workers: Workers[str], functions) -> None:
    for size in (0, 1, 2, 9, 1_000):
        assert workers.map(functions.double, range(size)) == [("shared", 2 * number) for number in range(size)]


def test_an_error_of_a_worker_is_raised_here_and_the_worker_goes_on(workers: Workers[str], functions) -> None:
    with pytest.raises(InputError, match="7 is one too many"):
        workers.map(functions.fail, [7])
    assert workers.map(functions.double, [1]) == [("shared", 2)]


def test_a_worker_that_dies_is_told(workers: Workers[str], functions) -> None:
    with pytest.raises(NormalizeError, match="a worker process ended with status 3 before it had answered"):
        workers.map(functions.die, [1])


def test_workers_end_with_the_block(functions) -> None:
    with Workers("shared", 2) as workers:
        pids = set(workers.map(functions.identify, range(100)))
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_workers_end_when_their_parent_is_killed(functions) -> None:
    code = (
        f"import sys, time; sys.path[:] = {sys.path!r}; import given_to_workers as given\n"
        "from normalize.workers import Workers\n"
        "print(*set(Workers(0, 2).map(given.identify, range(100))), flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)
    assert pids
    until = time.monotonic() + 60
    while any(
        Path(f"/proc/{pid}/stat").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text() for pid in pids
    ):
        assert time.monotonic() < until, "workers outlived their parent by a minute"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_a_lexicon_that_a_worker_cannot_open_is_told(tmp_path: Path) -> None:
    lexicon = normalize.build([{"id": "1", "name": "Minsk"}], tmp_path / "lexicon")
    (tmp_path / "lexicon").rename(tmp_path / "gone")
    with pytest.raises(LexiconError, match="lexicon"):
        lexicon.resolve_many(["Minsk"], workers=2)


def test_a_script_needs_no_guard(small: normalize.Lexicon, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import normalize\nlexicon = normalize.load({str(small.path)!r})\n"
        "print([r.id for r in lexicon.resolve_many(['Minsk', 'Pinsk', 'Minsk'], workers=2)])\n"
    )
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert ran.stdout == "['4', '3', '4']\n"


NAMES = ["Minsk", "Głębokie", "Hlybokaj", "Mikola Stankevich", "Pinsk", "", "Głębokie"]


def test_resolutions_of_workers_are_as_if_made_here(small: normalize.Lexicon) -> None:
    groups, where = ["a", "a", "b", None, "a", None, None], ["BY", None, "BY", None, "BY", None, "PL"]
    alone = small.resolve_many(NAMES, country=where, context=groups)
    found = small.resolve_many(NAMES, country=where, context=groups, workers=2)
    for r, other in zip(alone, found, strict=True):
        assert (r.status, r.id, r.probability, r.margin) == (other.status, other.id, other.probability, other.margin)
        assert r.candidates == other.candidates
        assert str(r.explain()) == str(other.explain())
    assert {id(r._resolver) for r in found} == {id(small._resolver)}


def test_what_cannot_be_asked_is_told_as_by_one(small: normalize.Lexicon) -> None:
    for workers in (1, 2):
        with pytest.raises(InputError, match="country 'Belarus' is no ISO 3166-1"):
            small.resolve_many(NAMES, country="Belarus", workers=workers)
        with pytest.raises(InputError, match="workers is 0"):
            small.resolve_many(NAMES, workers=0)


@pytest.mark.parametrize("workers", [2, None])
def test_answers_of_tables_are_the_same(small: normalize.Lexicon, workers: int | None) -> None:
    questions = [Question(name, country=c, group=g) for name in NAMES for c in ("BY", "X") for g in ("a", None)]
    with Answers(small) as alone, Answers(small, workers=workers) as several:
        for answers in (alone, several):
            answers.note(questions)
        begun = [several.begin(part) for part in (questions[::2], questions[1:], questions)]
        assert [found() for found in begun] == [alone.ask(part) for part in (questions[::2], questions[1:], questions)]


def test_decisions_and_precision_reach_the_workers(small: normalize.Lexicon, tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text("name,id\nHlybokaj,4\n", encoding="utf-8")
    decided = normalize.load(small.path, precision=0.95, decisions=tmp_path / "decisions.csv")
    assert [r.id for r in decided.resolve_many(["Hlybokaj", "Pinsk"], workers=2)] == ["4", "3"]


def test_no_more_processes_are_started_than_there_are_parts_of_work(functions) -> None:
    with Workers("shared", 12) as workers:
        assert len(set(workers.map(functions.identify, range(20)))) <= 3
        assert len(workers._all) == 3
        workers.map(functions.identify, range(2_000))
        assert len(workers._all) == 12


def test_far_more_workers_than_cores_are_refused(core: normalize.Lexicon, run, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"workers is 100000; expected at most \d+ on the \d+ cores"):
        core.resolve_many(["Minsk"], workers=100_000)
    ran = run("csv", "-", "--column", "name", "--workers", "100000", given="name\nMinsk\n")
    assert (ran.status, "expected at most" in ran.err) == (2, True)
