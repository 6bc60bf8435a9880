"""`normalize csv` when the disk is full, the reader has gone, or somebody presses Ctrl-C."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TABLE = "id,name\n" + "".join(f"{n},Minsk\n" for n in range(30_000))


@pytest.fixture
def command(lexicon: Path) -> list[str]:
    return [sys.executable, "-m", "normalize.cli", "csv", "--column", "name", "--lexicon", str(lexicon)]


def test_a_full_disk_leaves_nothing_under_the_final_name(command, environment, tmp_path: Path) -> None:
    def bound_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    target = tmp_path / "out.csv"
    ran = subprocess.run(
        [*command, "-", "-o", str(target)],
        input=TABLE.encode(),
        capture_output=True,
        env=environment,
        preexec_fn=bound_files,
    )
    assert ran.returncode == 1
    told = f"error: {target} could not be written: File too large; nothing was written under that name\n"
    assert ran.stderr.decode() == told
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("table", ["id,name\n1,Minsk\n", TABLE])
def test_a_full_device_as_standard_output_is_told(command, environment, table: str) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [*command, "-"], input=table.encode(), stdout=full, stderr=subprocess.PIPE, env=environment
        )
    assert ran.returncode == 1
    assert ran.stderr.decode() == (
        "error: standard output could not be written: No space left on device; the output is incomplete\n"
    )


def test_a_full_device_is_told_by_the_other_commands_too(environment, lexicon: Path) -> None:
    name = [sys.executable, "-m", "normalize.cli", "name", "Minsk", "--lexicon", str(lexicon)]
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(name, stdout=full, stderr=subprocess.PIPE, env=environment)
    assert (ran.returncode, ran.stderr) == (1, b"error: standard output: No space left on device\n")


def test_a_full_device_is_told_by_help_and_version_too(environment) -> None:
    for option in ("--help", "--version"):
        with open("/dev/full", "wb") as full:
            command = [sys.executable, "-m", "normalize.cli", option]
            ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment)
        assert (ran.returncode, ran.stderr) == (1, b"error: standard output: No space left on device\n"), option


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",), ("--version",), ("name", "--help"), ("name", "Minsk"), ("compare", "a", "b"), ("doctor",),
        ("text", "-"), ("lexicon", "info"),
    ],
)  # fmt: skip
def test_a_closed_standard_output_is_told_by_every_command(environment, arguments: tuple[str, ...]) -> None:
    shell = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "normalize.cli", *arguments]
    ran = subprocess.run(shell, input=b"Minsk.", stderr=subprocess.PIPE, env=environment)
    assert (ran.returncode, ran.stderr) == (1, b"error: standard output is closed\n")


@pytest.mark.parametrize("to", [(), ("-o", "/dev/stdout")])
def test_a_closed_pipe_ends_quietly(command, environment, tmp_path: Path, to: tuple[str, ...]) -> None:
    file = tmp_path / "people.csv"
    file.write_text(TABLE)
    with subprocess.Popen(
        [*command, str(file), *to], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        first = child.stdout.readline()
        child.stdout.close()
        told = child.stderr.read()
        status = child.wait(60)
    assert first.startswith(b"id,name,normalize_id")
    assert (status, told) == (141, b"")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_interruption_leaves_nothing(
    command, environment, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    arguments = [*command, "-", "-o", str(target)]
    with subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        # A run in the background inherits an ignored SIGINT, and one of nohup an ignored SIGHUP.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    ) as child:
        assert child.stdin is not None and child.stderr is not None
        child.stdin.write(TABLE.encode())
        child.stdin.flush()
        wait_for(lambda: len(os.listdir(tmp_path)) == 2)
        child.send_signal(number)
        assert child.wait(60) == status
        told = child.stderr.read().decode()
    how = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated", signal.SIGHUP: "ended"}
    assert told == f"{how[number]}; nothing was written\n"
    assert os.listdir(tmp_path) == ["out.csv"]
    assert target.read_text() == "old"


def wait_for(condition) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until, "the table was not begun within a minute"
        time.sleep(0.02)


def test_closed_standard_streams_are_told(command, environment) -> None:
    shell = ["sh", "-c", 'exec "$@" - >&-', "sh", *command]
    ran = subprocess.run(shell, input=TABLE.encode(), stderr=subprocess.PIPE, env=environment)
    assert (ran.returncode, ran.stderr) == (1, b"error: standard output is closed; name a file with -o\n")
    shell = ["sh", "-c", 'exec "$@" - <&-', "sh", *command]
    ran = subprocess.run(shell, stdin=subprocess.DEVNULL, capture_output=True, env=environment)
    assert (ran.returncode, ran.stderr) == (1, b"error: standard input is closed; name a file\n")


def test_memory_does_not_grow_with_the_table(environment, lexicon: Path, tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        file = tmp_path / f"{rows}.csv"
        file.write_text("id,name\n" + "".join(f"{n},Minsk\n" for n in range(rows)))
        script = (
            "import resource, sys\nfrom normalize.cli import main\n"
            "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        options = ["csv", str(file), "--column", "name", "--lexicon", str(lexicon), "-o", str(tmp_path / "out.csv")]
        ran = subprocess.run([sys.executable, "-c", script, *options], capture_output=True, env=environment, check=True)
        return int(ran.stdout)

    assert peak(200_000) - peak(2_000) < 12_000  # kilobytes
