"""What is asked of every tool alike: one lexicon of places, three sets of names, and which answers are right.

Only held-out places are asked for, which nothing of normalize was trained on. Every answer is a row of groups: the
entities that share a name take one place together, so that nobody loses places to namesakes.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import hidden
from peers import read_icu
from tasks import Row

from normalize.text import main_script
from normalize.training.held_out import is_held_out_place
from normalize.training.spellings import Place, all_places

LETTERS = "abcdefghijklmnoprstuvwyz"
SHORT = 7  # letters from which a name may have two slips
HIDDEN = 12  # places that lose an alias, for each question of a set: few aliases are in another script
_FEWEST_LETTERS = 4
Groups = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A string, what it reads as (ICU's romanisation, plain), and the ids of which any is right."""

    text: str
    reading: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """The names of the lexicon: its rows, what each name reads as, each reading once, and the ids that have it."""

    rows: Sequence[Row]
    read: Mapping[str, str]
    readings: Sequence[str]
    owners: Sequence[frozenset[str]]

    def groups(self, numbers: Iterable[int]) -> Groups:
        """Return the groups of entities that readings lead to, best first; who has been named takes no more places."""
        seen: set[str] = set()
        found = []
        for number in numbers:
            if not self.owners[number] <= seen:
                found.append(self.owners[number])
                seen |= self.owners[number]
        return found


def make_questions(count: int, seed: int, most_places: int | None) -> tuple[Known, dict[str, list[Question]]]:
    """Return the lexicon without the hidden aliases, and `count` questions of each set, drawn with the seed."""
    world = list(all_places())
    if most_places:
        world = random.Random(seed).sample(world, most_places)
    rows, asked = hidden.hide(world, HIDDEN * count, seed)
    owners: dict[str, set[str]] = {}
    read = {name: read_icu(name) for name in dict.fromkeys(str(row["name"]) for row in rows)}
    for row in rows:
        owners.setdefault(read[str(row["name"])], set()).add(str(row["id"]))
    owners.pop("", None)
    readings = lay_out(owners)
    known = Known(rows, read, readings, [frozenset(owners[reading]) for reading in readings])
    labels = {place.id: read_icu(place.names[0]) for place in world}
    main = {place.names[0] for place in world}
    of_alias = [
        Question(query.text, reading, frozenset().union(*(owners.get(labels[id], {id}) for id in query.gold)))
        for query in asked
        if (reading := read_icu(query.text)) not in owners and query.text not in main
    ]
    latin, foreign = ([q for q in of_alias if (main_script(q.text) == "Latn") is own] for own in (True, False))
    slips = misspell_labels(world, owners, count, seed)
    return known, {"slips": slips, "latin": latin[:count], "foreign": foreign[:count]}


def lay_out(readings: Iterable[str]) -> list[str]:
    """Return strings in order, written anew so that they lie so in memory too: a scan goes through all of them."""
    return [reading.encode().decode() for reading in sorted(readings)]


def misspell_labels(world: Sequence[Place], owners: dict[str, set[str]], count: int, seed: int) -> list[Question]:
    """Return questions for the Latin labels of held-out places, each misspelt so that it is no known name."""
    chance = random.Random(seed)
    asked: dict[str, Question] = {}
    for place in chance.sample(world, len(world)):
        label = place.names[0]
        letters = sum(letter.isalpha() for letter in label)
        if (
            letters < _FEWEST_LETTERS
            or main_script(label) != "Latn"
            or not is_held_out_place(place.id, [place.country])
        ):
            continue
        text = misspell(label, chance)
        reading = read_icu(text)
        if reading not in owners and reading not in asked and read_icu(label) in owners:
            asked[reading] = Question(text, reading, frozenset(owners[read_icu(label)]))
        if len(asked) == count:
            break
    return list(asked.values())


def misspell(name: str, chance: random.Random) -> str:
    """Return a name with one slip, a longer one with one or two: a letter missed, swapped, doubled or changed.

    >>> misspell("Hlybokaye", random.Random(2))
    'Hllybokaye'
    """
    slips = 1 if sum(letter.isalpha() for letter in name) < SHORT else chance.choice((1, 2))
    for _ in range(slips):
        places = [at for at, letter in enumerate(name) if letter.isalpha()]
        at = chance.choice(places)
        before, letter, after = name[:at], name[at], name[at + 1 :]
        other = chance.choice(LETTERS.replace(letter.lower(), ""))
        swapped = _like(after[:1], letter) + _like(letter, after[:1]) + after[1:] if after else letter
        name = before + chance.choice((after, swapped, letter + letter.lower() + after, other + after))
    return name


def rank_right(question: Question, groups: Groups) -> int | None:
    """Return the place, from 0, of the first group with a right entity."""
    return next((at for at, group in enumerate(groups) if group & question.right), None)


def recall(questions: Sequence[Question], answers: Sequence[Groups], first: int) -> float:
    """Return how often, per cent, a right entity is among the first groups."""
    ranks = [rank_right(question, groups) for question, groups in zip(questions, answers, strict=True)]
    return 100 * sum(rank is not None and rank < first for rank in ranks) / max(1, len(ranks))


def _like(letter: str, model: str) -> str:
    """Return a letter, large where the one is that stood in its place."""
    return letter.upper() if model.isupper() else letter.lower()
