"""What only a terminal sees: colours and progress."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from support import COMMAND


def on_terminal(arguments: list[str], environment: dict[str, str], stream: str) -> tuple[str, str]:
    """Run the command with one stream on a terminal; return what the terminal showed and what the other stream got."""
    ours, theirs = pty.openpty()
    other = "stderr" if stream == "stdout" else "stdout"
    with subprocess.Popen(
        [*COMMAND, *arguments], env=environment, stdin=subprocess.DEVNULL, **{stream: theirs, other: subprocess.PIPE}
    ) as child:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # how Linux says that the other end was closed
                break
            if not part:
                break
            shown += part
        pipe = child.stdout or child.stderr
        assert pipe is not None
        piped = pipe.read()
        assert child.wait(60) == 0
    os.close(ours)
    return shown.decode(), piped.decode()


def test_colours_are_for_terminals(environment, lexicon: Path) -> None:
    arguments = ["name", "Minsk", "--lexicon", str(lexicon)]
    shown, told = on_terminal(arguments, environment | {"TERM": "xterm"}, "stdout")
    assert "\x1b[32m" in shown
    assert told == ""
    plain, _ = on_terminal(arguments, environment | {"TERM": "xterm", "NO_COLOR": "1"}, "stdout")
    assert "\x1b" not in plain
    assert "resolved" in plain


@pytest.mark.parametrize("rows", [3_000])
def test_progress_is_drawn_and_wiped_and_one_line_stays(environment, lexicon: Path, tmp_path: Path, rows: int) -> None:
    table = tmp_path / "people.csv"
    table.write_text("name\n" + "Minsk\n" * rows)
    arguments = ["csv", str(table), "--column", "name", "--lexicon", str(lexicon), "-o", str(tmp_path / "out.csv")]
    shown, told = on_terminal(arguments, environment | {"TERM": "xterm"}, "stderr")
    assert "3,000 rows" in shown and "\x1b[" in shown
    assert shown.splitlines()[-1].endswith('utf-8, delimiter ","')
    assert told == ""


def test_stages_of_a_build_are_drawn(environment, names_table: Path, tmp_path: Path) -> None:
    arguments = ["lexicon", "build", str(names_table), "-o", str(tmp_path / "few")]
    shown, _ = on_terminal(arguments, environment | {"TERM": "xterm"}, "stderr")
    assert "names" in shown and "100%" in shown
