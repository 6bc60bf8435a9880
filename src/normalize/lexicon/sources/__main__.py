"""Make the tables of `lexicons/` from the pinned sources, or check that they are what would be made."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from normalize.errors import NormalizeError
from normalize.lexicon.sources.tables import TABLES, make_tables


def main(arguments: list[str] | None = None) -> int:
    """Write the tables into --out, or compare them with what stands there; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m normalize.lexicon.sources", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("lexicons"), help="folder of the tables (lexicons)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a table would differ")
    parser.add_argument("--downloads", type=Path, default=Path("build/sources"), help="folder for the npm archive")
    parser.add_argument("--only", choices=TABLES, action="append", help="make this table only; may be repeated")
    options = parser.parse_args(arguments)
    try:
        tables = make_tables(options.out, options.downloads, frozenset(options.only or TABLES), say=_say)
    except NormalizeError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    different = []
    for name, text in tables.items():
        path = options.out / name
        content = text.encode("utf-8")
        if options.check:
            if not path.is_file() or path.read_bytes() != content:
                different.append(name)
        else:
            path.write_bytes(content)
    if different:
        print(f"error: {', '.join(different)} in {options.out} differ from what the sources give", file=sys.stderr)
        return 1
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
