"""Sources: a pipe is read once, a file twice, and both give the same text."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from normalize.errors import InputError
from normalize.tables.encoding import Encoding
from normalize.tables.source import open_source

BELARUSIAN = "id,name\n" + "".join(f"{n},Глыбокае\n" for n in range(30_000))


def through_a_pipe(data: bytes, path: Path) -> str:
    os.mkfifo(path)

    def feed() -> None:
        with path.open("wb") as end:
            end.write(data)

    feeder = threading.Thread(target=feed)
    feeder.start()
    try:
        with open_source(str(path), None) as source:
            assert source.size is None
            return source.text.read()
    finally:
        feeder.join()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_pipe_gives_what_a_file_gives(tmp_path: Path, codec: str) -> None:
    data = BELARUSIAN.encode(codec)
    (tmp_path / "file.csv").write_bytes(data)
    with open_source(str(tmp_path / "file.csv"), None) as source:
        assert source.size == len(data)
        assert source.text.read() == BELARUSIAN
        assert source.position() == len(data)
    assert through_a_pipe(data, tmp_path / "pipe") == BELARUSIAN


def test_a_file_is_looked_at_to_its_end(tmp_path: Path) -> None:
    data = b"id,name\n" + b"1,Minsk\n" * 200_000 + BELARUSIAN.encode("cp1251")
    (tmp_path / "late.csv").write_bytes(data)
    with open_source(str(tmp_path / "late.csv"), None) as source:
        assert source.encoding == Encoding("cp1251", guessed=True)


def test_a_given_encoding_is_not_checked_beforehand(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("name\nМінск\n".encode("cp1251"))
    with open_source(str(tmp_path / "t.csv"), "utf-8") as source:
        assert source.encoding == Encoding("utf-8")
        assert "\udced" in source.text.read()


@pytest.mark.parametrize(
    ("name", "told"), [("none.csv", "No such file"), (".", "Is a directory"), ("a\0b", "null byte")]
)
def test_what_cannot_be_opened_is_told(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(InputError, match=f"cannot be read: .*{told}"), open_source(f"{tmp_path}/{name}", None):
        raise AssertionError("it was opened")
