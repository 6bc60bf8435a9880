"""Output: whole under its final name, or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from normalize.errors import NormalizeError, WrongOptionError
from normalize.tables.output import open_output, refuse_same_file


def test_a_file_takes_its_name_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with open_output(str(target)) as output:
        output.write("Глыбокае\n")
        assert not target.exists()
    assert target.read_text(encoding="utf-8") == "Глыбокае\n"
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, SystemExit])
def test_after_an_error_all_is_as_before(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    with pytest.raises(error), open_output(str(target)) as output:
        output.write("new")
        raise error
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.csv"]


def test_links_are_followed_and_permissions_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    with open_output(str(link)) as output:
        output.write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_that_files_have(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    with open_output(str(tmp_path / "out.csv")) as output:
        output.write("x")
    assert (tmp_path / "out.csv").stat().st_mode == usual.stat().st_mode


def test_a_folder_is_refused(tmp_path: Path) -> None:
    for folder in (str(tmp_path), f"{tmp_path}/none/"):
        with pytest.raises(NormalizeError, match="is a folder; name a file"), open_output(folder):
            raise AssertionError("it was opened")
    assert os.listdir(tmp_path) == []


def test_a_pipe_by_its_descriptor_is_written_directly() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as read:
        with open_output(f"/dev/fd/{writing}") as output:
            output.write("Глыбокае\n")
        os.close(writing)
        assert read.read() == "Глыбокае\n".encode()


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(NormalizeError, match="could not be written: No such file or directory"),
        open_output(str(tmp_path / "none" / "out.csv")),
    ):
        raise AssertionError("it was opened")


def test_a_full_device_is_told() -> None:
    with (
        pytest.raises(NormalizeError, match="/dev/full could not be written: No space left on device"),
        open_output("/dev/full") as output,
    ):
        output.write("x")


def test_one_file_by_two_names_is_refused(tmp_path: Path) -> None:
    table, soft, hard = tmp_path / "t.csv", tmp_path / "soft.csv", tmp_path / "hard.csv"
    table.write_text("name\n")
    soft.symlink_to(table)
    os.link(table, hard)
    for other in (table, soft, hard, tmp_path / "." / "t.csv"):
        with pytest.raises(WrongOptionError, match="are the same file"):
            refuse_same_file(str(table), str(other))


def test_one_place_for_two_files_that_are_not_there_yet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    for other in (tmp_path / "out.csv", tmp_path / "link" / "out.csv"):
        with pytest.raises(WrongOptionError, match="are the same file"):
            refuse_same_file(str(tmp_path / "out.csv"), str(other))
    refuse_same_file(str(tmp_path / "out.csv"), str(tmp_path / "review.csv"))


def test_other_files_and_devices_are_not_the_same(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("name\n")
    refuse_same_file(str(table), str(tmp_path / "out.csv"))
    refuse_same_file("/dev/null", "/dev/null")
    assert table.read_text() == "name\n"
