"""Text tables that ship with the package: one reader for all of them."""

from __future__ import annotations

from pathlib import Path


def read_lines(path: Path) -> list[str]:
    """Return the lines of a text table that ships, the header first; those that begin with # are comments."""
    lines = path.read_bytes().decode("utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


def read_cells(path: Path) -> list[list[str]]:
    """Return the cells of a text table that ships, the header first."""
    return [line.split("\t") for line in read_lines(path)]
