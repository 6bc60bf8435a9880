"""The misspelt names that started the project, resolved and drawn; then a table through the CSV command."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

import normalize

HERE = Path(__file__).parent
COLOURS = {"resolved": "green", "ambiguous": "yellow", "unresolved": "red"}


def read_mentions() -> list[dict[str, str]]:
    """Return the rows of mentions.tsv."""
    with (HERE / "mentions.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader((line for line in stream if not line.startswith("#")), delimiter="\t"))


def draw_mentions(console: Console, lexicon: normalize.Lexicon) -> bool:
    """Draw what becomes of each mention; return whether all came out as they must."""
    table = Table(title="As the article spells them", title_style="bold", pad_edge=False)
    for column in ("spelling", "hint", "first candidate", "id", "status", "p", ""):
        table.add_column(column, justify="right" if column == "p" else "left", overflow="fold")
    good = True
    for row in read_mentions():
        r = lexicon.resolve(row["mention"], type=row["type"] or None, country=row["country"] or None)
        first = r.candidates[0] if r.candidates else None
        right = first is not None and first.id == row["id"]
        if row["alone"] == "open":
            right = r.id in (None, row["id"])
        elif row["alone"] == "resolved":
            right = r.id == row["id"]
        good = good and right
        table.add_row(
            row["mention"],
            " ".join(v for v in (row["type"], row["country"]) if v),
            first.label if first else "–",
            first.id if first else "–",
            f"[{COLOURS[r.status]}]{r.status}[/]",
            f"{r.probability:.3f}",
            "✓" if right else "[bold red]✗[/]",
        )
    console.print(table)
    return good


def run_table(console: Console) -> bool:
    """Run the CSV command on spellings.csv and draw its tally and a few rows; return whether it ran."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "spellings.normalized.csv"
        command = ["csv", str(HERE / "spellings.csv"), "--column", "name", "--type-column", "type",
                   "--country-column", "country", "-o", str(out)]  # fmt: skip
        console.print(f"\n[bold]$ normalize {' '.join(['csv', 'seeds/spellings.csv', *command[2:-1]])} …[/]")
        if subprocess.run([sys.executable, "-m", "normalize.cli", *command], check=False).returncode != 0:
            return False
        with out.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
    table = Table(title=f"Every twentieth of {len(rows)} rows", title_style="bold", pad_edge=False)
    for column in ("name", "normalize_label", "normalize_id", "normalize_status", "normalize_probability"):
        table.add_column(column.removeprefix("normalize_"), overflow="fold")
    for row in rows[::20]:
        cells = [row[str(c.header) if c.header == "name" else f"normalize_{c.header}"] for c in table.columns]
        colour = COLOURS.get(row["normalize_status"], "red")
        table.add_row(*cells[:3], f"[{colour}]{cells[3]}[/]", cells[4])
    console.print(table)
    console.print(f"{len(rows)} rows in {time.perf_counter() - started:.1f} s, start included.")
    return True


if __name__ == "__main__":
    screen = Console()
    opened = normalize.load()
    came_home = draw_mentions(screen, opened)
    sys.exit(0 if run_table(screen) and came_home else 1)
