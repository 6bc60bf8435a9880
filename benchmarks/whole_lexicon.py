"""Every alias of a lexicon back through the resolver: does it reach its entity, or the namesakes that share it?

python benchmarks/whole_lexicon.py [core|world|DIR] [--every N]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator

import normalize
from normalize import Lexicon


def walk_aliases(lexicon: Lexicon, every: int) -> Iterator[tuple[str, str]]:
    """Yield id and name of every n-th alias."""
    number = 0
    for id in lexicon:
        for name in lexicon.names(id):
            if number % every == 0:
                yield id, name.name
            number += 1


def judge(lexicon: Lexicon, id: str, name: str) -> str:
    """Return "resolved", "ambiguous", "a namesake" (prominence decided for a sharer of the name), or what is wrong.

    "another word" is one that means the entity where its type is asked for.
    """
    r = lexicon.resolve(name, limit=1)
    if r.status == "unresolved":
        typed = lexicon.resolve(name, type=lexicon[id].type, limit=1)
        return "WRONG: unresolved" if typed.status == "unresolved" else "another word"
    if r.status == "ambiguous":
        return "ambiguous" if bears(lexicon, id, name) else "WRONG: ambiguous without it"
    if r.id == id:
        return "resolved"
    return "a namesake" if bears(lexicon, id, name) else "WRONG: another entity"


def bears(lexicon: Lexicon, id: str, name: str) -> bool:
    """Return whether an entity is among those that could be meant; asks for few first, since most names have few."""
    limit = 2
    while True:
        found = lexicon.resolve(name, limit=limit).candidates
        if any(candidate.id == id for candidate in found):
            return True
        if len(found) < limit or found[-1].probability == 0:
            return False
        limit *= 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lexicon", nargs="?", default="core")
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    lexicon = normalize.load(arguments.lexicon)
    started = time.perf_counter()
    tally: Counter[str] = Counter()
    for id, name in walk_aliases(lexicon, arguments.every):
        verdict = judge(lexicon, id, name)
        if verdict.startswith("WRONG") and tally[verdict] < 20:
            print(f"{verdict}: {name!r} of {id}")
        tally[verdict] += 1
    total, seconds = sum(tally.values()), time.perf_counter() - started
    for verdict, count in tally.most_common():
        print(f"{verdict:30} {count:9,}  {100 * count / total:6.2f} %")
    print(f"{total:,} aliases in {seconds:.0f} s: {1e6 * seconds / total:.0f} µs each")


if __name__ == "__main__":
    main()
