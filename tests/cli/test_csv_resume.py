"""`normalize csv` killed for real and gone on with: no row lost, none doubled, nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

NAMES = ["Minsk", "Пінск", "Głębokie", "Nobody", '"Nasha\nNiva"', "Hlybokaj"]
ROWS = 12_000
# The command as it is, but that it leaves a mark after every batch rather than every second.
EAGER = "import normalize.tables.resumable as r; r._EVERY = 0; from normalize.cli import main; main()"


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    lines = [f"{n},{NAMES[n % len(NAMES)]},{n % 7}\n" + "\n" * (n % 100 == 0) for n in range(ROWS)]
    (tmp_path / "towns.csv").write_text("\ufeffid,name,group\n" + "".join(lines) + "x,too,many,cells\n", "utf-8")
    return tmp_path / "towns.csv"


def command(lexicon: Path, towns: Path, *more: str) -> list[str]:
    named = ["csv", str(towns), "--column", "name", "--lexicon", str(lexicon), "-o", str(towns.with_name("out.csv"))]
    return [sys.executable, "-c", EAGER, *named, *more]


def marked(towns: Path) -> int:
    try:
        return json.loads(towns.with_name(".out.csv.progress").read_text())["records"]
    except FileNotFoundError:
        return 0


def kill_after_a_mark(started: list[str], environment: dict[str, str], towns: Path) -> int:
    """Start a run, kill it once it has come further than the run before, and return how far it had come."""
    before = marked(towns)
    with subprocess.Popen(started, env=environment, stderr=subprocess.PIPE) as child:
        until = time.monotonic() + 60
        while marked(towns) <= before:
            assert child.poll() is None and time.monotonic() < until, "the run came no further"
            time.sleep(0.002)
        child.send_signal(signal.SIGKILL)
        assert child.wait(60) == -signal.SIGKILL
    return marked(towns)


@pytest.mark.parametrize(
    "more", [["--workers", "1"], ["--workers", "2"], ["--workers", "1", "--group-column", "group"]]
)
def test_killed_again_and_again_it_ends_as_if_never_killed(
    lexicon: Path, towns: Path, environment: dict[str, str], more: list[str]
) -> None:
    out = towns.with_name("out.csv")
    started = command(lexicon, towns, *more)
    subprocess.run(started, env=environment, check=True, capture_output=True)
    whole = out.read_bytes()
    out.write_text("older")
    come = [kill_after_a_mark([*started, "--resume"] if n else started, environment, towns) for n in range(3)]
    assert 0 < come[0] < come[1] < come[2] < ROWS
    assert out.read_text() == "older"
    # what stands behind the last mark was not yet told of, and is written anew
    with towns.with_name(".out.csv.partial").open("ab") as partial:
        partial.write(b"half a row, which nobody")
    ended = subprocess.run([*started, "--resume"], env=environment, check=True, capture_output=True)
    assert out.read_bytes() == whole
    assert ended.stderr.decode().startswith(f"{ROWS + 1:,} rows: ")
    assert "; resumed after " in ended.stderr.decode()
    assert sorted(os.listdir(towns.parent)) == ["out.csv", "towns.csv"]


def test_without_resume_it_starts_anew(lexicon: Path, towns: Path, environment: dict[str, str]) -> None:
    started = command(lexicon, towns)
    kill_after_a_mark(started, environment, towns)
    ended = subprocess.run(started, env=environment, check=True, capture_output=True)
    assert "resumed" not in ended.stderr.decode()
    assert len(towns.with_name("out.csv").read_text("utf-8-sig").split("\n0,Minsk,0,")) == 2
    assert sorted(os.listdir(towns.parent)) == ["out.csv", "towns.csv"]


def test_another_table_or_option_is_refused(lexicon: Path, towns: Path, environment: dict[str, str]) -> None:
    started = command(lexicon, towns)
    kill_after_a_mark(started, environment, towns)
    for more in (["--country", "BY"], ["--precision", "0.95"], ["--candidates", "2"]):
        ran = subprocess.run([*started, *more, "--resume"], env=environment, capture_output=True, text=True)
        assert ran.returncode == 1
        assert "was over another table, lexicon or options, or the table has changed since" in ran.stderr
    towns.write_text("id,name,group\n1,Minsk,0\n")
    ran = subprocess.run([*started, "--resume"], env=environment, capture_output=True, text=True)
    assert (ran.returncode, "run without --resume to start anew" in ran.stderr) == (1, True)


@pytest.mark.parametrize(
    "left", ["", "{", '{"run": "x"}', '{"run": "x", "records": 5, "size": 999999, "statuses": {}}']
)
def test_a_mark_that_nothing_bears_out_is_no_mark(
    lexicon: Path, towns: Path, environment: dict[str, str], left: str
) -> None:
    towns.with_name(".out.csv.progress").write_text(left)
    towns.with_name(".out.csv.partial").write_text("half a row")
    ran = subprocess.run([*command(lexicon, towns), "--resume"], env=environment, capture_output=True, text=True)
    assert (ran.returncode, "resumed" in ran.stderr) == (0, False)
    assert ran.stderr.startswith(f"{ROWS + 1:,} rows: ")


def test_an_interruption_keeps_what_is_done_when_asked_to(
    lexicon: Path, towns: Path, environment: dict[str, str]
) -> None:
    started = command(lexicon, towns, "--resume")
    with subprocess.Popen(
        started,
        env=environment,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as child:
        while not marked(towns):
            assert child.poll() is None
            time.sleep(0.002)
        child.send_signal(signal.SIGINT)
        assert child.wait(60) == 130
        assert child.stderr is not None
        assert child.stderr.read() == b"interrupted; run it again with --resume to go on\n"
    ended = subprocess.run(started, env=environment, check=True, capture_output=True)
    assert b"; resumed after " in ended.stderr


def test_two_runs_do_not_write_one_file(lexicon: Path, towns: Path, environment: dict[str, str]) -> None:
    started = command(lexicon, towns)
    with subprocess.Popen(started, env=environment, stderr=subprocess.PIPE) as child:
        while not marked(towns):
            assert child.poll() is None
            time.sleep(0.002)
        child.send_signal(signal.SIGSTOP)
        second = subprocess.run(started, env=environment, capture_output=True, text=True)
        child.send_signal(signal.SIGCONT)
        assert child.wait(60) == 0
    assert second.returncode == 1
    assert "out.csv is being written by another run; wait for it, or name another file with -o" in second.stderr
    assert sorted(os.listdir(towns.parent)) == ["out.csv", "towns.csv"]


def test_only_a_file_made_from_a_file_is_gone_on_with(resolve, towns: Path) -> None:
    for ran in (
        resolve("-", "-o", towns.with_name("out.csv"), "--resume", given="name\nMinsk\n"),
        resolve(towns, "--resume"),
    ):
        assert ran.status == 2
        assert "--resume goes on with a file made from a file" in ran.err
    ran = resolve(towns, "-o", towns.with_name("out.csv"), "--resume", "--review", towns.with_name("review.csv"))
    assert (ran.status, "--review and --resume exclude each other" in ran.err) == (2, True)
    assert os.listdir(towns.parent) == ["towns.csv"]
