"""Other ways to write the particles in a person's name: bin and ibn, Abd al-Karim and Abdulkarim (`particles.tsv`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, product

from normalize.lexicon.table import tables_folder
from normalize.tsv import read_cells

_MOST = 100  # ways to write one name
_NEXT = 3  # letters that a name has at least behind a particle that is written as one word with it
_WORDS = 2  # of a particle


def list_particles(exact: str) -> Iterator[str]:
    """Yield the exact key of a person's name with its particles written in other ways.

    >>> "abd al karim qasim" in list_particles("abdulkarim qasim")
    True
    >>> list(list_particles("ludwig v beethoven"))
    ['ludwig von beethoven', 'ludwig van beethoven']
    """
    words = exact.split()
    first, begun = _firsts()
    if first.isdisjoint(words) and not any(word.startswith(begun) for word in words):
        return
    parts = _split(words)
    written = ("".join(chosen).strip() for chosen in islice(product(*parts), _MOST))
    yield from (name for name in written if name != exact)


def _split(words: Sequence[str]) -> list[Sequence[str]]:
    """Return the words of a name with the space behind each, and of each particle in them the ways to write it."""
    particles, joined = _read()
    found: list[Sequence[str]] = []
    at = 0
    while at < len(words):
        for size in range(min(_WORDS, len(words) - at - 1), 0, -1):
            particle = " ".join(words[at : at + size])
            if particle in particles:
                # Al at the head of a name may be Albert, and is not left out.
                found.append([way for way in particles[particle] if way or at])
                at += size
                break
        else:
            word = words[at]
            size = next((len(p) for p in joined if word.startswith(p) and len(word) >= len(p) + _NEXT), 0)
            if size:
                found.append(particles[word[:size]])
            found.append((f"{word[size:]} ",))
            at += 1
    return found


@cache
def _firsts() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the first words of particles, and what a word with one before it begins with."""
    particles, joined = _read()
    return frozenset(particle.split()[0] for particle in particles), tuple(joined)


@cache
def _read() -> tuple[Mapping[str, Sequence[str]], Sequence[str]]:
    """Return the ways to write each particle, with the space behind it or none, and those that may have none."""
    ways: dict[str, dict[str, None]] = {}
    joined: list[str] = []
    for _, cell in read_cells(tables_folder() / "particles.tsv")[1:]:
        forms = cell.split(",")
        written = [f"{form.strip('+')} " if form != "-" else "" for form in forms]
        written += [form.strip("+") for form in forms if form.endswith("+")]
        joined += [form.strip("+") for form in forms if form.endswith("+") and " " not in form]
        for form in forms:
            if form != "-":
                ways.setdefault(form.strip("+"), {}).update(dict.fromkeys(written))
    return {form: tuple(found) for form, found in ways.items()}, tuple(joined)
