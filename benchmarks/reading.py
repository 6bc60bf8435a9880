"""Speed and memory of `annotate`: a text of a million characters on one core, and a long one through the command.

python benchmarks/reading.py [--long MB]

The text is made of the project's own texts, in turn, each followed by sentences with names that are drawn from the
lexicon that ships, every other one with a letter changed, so that about one name in three is seen for the first time.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import normalize

TEXTS = Path(__file__).resolve().parents[1] / "tests" / "cases" / "texts"
_SENTENCES = ("The road from {} to {} was closed on Monday.", "In {} nobody had heard of {} before the storm.")
_DRAWN = 12  # names in the sentences after each text


def write_text(lexicon: normalize.Lexicon, characters: int, seed: int) -> Iterator[str]:
    """Yield the parts of a text of so many characters."""
    chance = random.Random(seed)
    own = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))]
    labels = [entity.label for entity in (lexicon[id] for id in chance.sample(list(lexicon), 20_000))]
    written = 0
    while written < characters:
        names = [misspell(name, chance) if chance.random() < 0.5 else name for name in chance.sample(labels, _DRAWN)]
        pairs = zip(names[::2], names[1::2], strict=True)
        part = chance.choice(own) + " ".join(chance.choice(_SENTENCES).format(*pair) for pair in pairs) + "\n\n"
        written += len(part)
        yield part


def misspell(name: str, chance: random.Random) -> str:
    """Return a name with one of its letters, not the first, changed."""
    letters = list(name)
    if len(letters) > 1:
        letters[chance.randrange(1, len(letters))] = chance.choice("abdefghiklmnoprstuvz")
    return "".join(letters)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", type=int, default=0, metavar="MB", help="also a text of so many megabytes")
    long = parser.parse_args().long
    lexicon = normalize.load()
    lexicon.annotate("From Minsk to Vilnius with John Kohl.")
    text = "".join(write_text(lexicon, 1_000_000, 1))
    started, busy = time.perf_counter(), time.process_time()
    mentions = lexicon.annotate(text)
    spent = time.process_time() - busy
    distinct = len({mention.text for mention in mentions})
    print(f"1,000,000 characters ({len(text.encode()) / 1e6:.1f} MB): {time.perf_counter() - started:.1f} s, ", end="")
    print(f"{spent:.1f} s of one core; {len(mentions):,} names, {distinct:,} distinct")
    if long:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "long.txt"
            size = 0
            with path.open("w", encoding="utf-8") as stream:
                for part in write_text(lexicon, 10**12, 2):
                    size += stream.write(part) and len(part.encode())
                    if size >= long * 1_000_000:
                        break
            started = time.perf_counter()
            command = [sys.executable, "-m", "normalize.cli", "text", str(path), "-o", f"{path}.tsv"]
            subprocess.run(command, check=True)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{size / 1e6:.0f} MB through the command: {time.perf_counter() - started:.0f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
