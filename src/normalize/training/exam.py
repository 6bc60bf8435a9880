"""Exams that the scorer is fitted to: a lexicon, and questions whose answers are known or known to be missing.

No question is made of what the encoder has learned (`held_out.is_for_scorer`), nor of what is measured; these names
stand in the lexicons only as what else there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rapidfuzz.distance import Indel
from rapidfuzz.process import extractOne

from normalize.encoder import is_foreign
from normalize.form import analyse_alias
from normalize.lexicon.table import NameRow
from normalize.training.held_out import held_out_pairs, is_for_scorer, name_pair_files, read_pairs
from normalize.training.spellings import Place

_GONE = 0.03  # of the questions for a name, how many ask for what is not in the lexicon
_LIKE = 0.35  # of the questions to a small lexicon, how many are for another place of a name like one in it
_LIKELY = 10_000  # names among which such a one is looked for
_ONE_SCRIPT = 0.25  # of the places of a lexicon, how many have names in Latin letters alone, or in others alone
# Of the questions for a place, how many ask for what is not there, by whether the alias is in Latin letters: there
# another place is often one letter away.
_PLACE_GONE = {True: 0.15, False: 0.03}


@dataclass(frozen=True, slots=True)
class Question:
    """A string to resolve and the ids it may mean; none when the entity is not in the lexicon."""

    name: str
    ids: frozenset[str]
    type: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Exam:
    """A lexicon and its questions; `weight` is what the exam counts beside the others when trees are fitted.

    `strangers` is what a question counts, beside the others of its exam, that asks for what is not in the lexicon:
    there are more of these in some exams, to learn from, than in life. What does not calibrate says how names are
    misspelt, but not how often: the decision point is not made for it.
    """

    title: str
    rows: Sequence[NameRow]
    questions: Sequence[Question]
    weight: float = 1.0
    calibrates: bool = True
    strangers: float = 1.0


def ask_tokens(data: Path, seed: int, lexicon: int, questions: int) -> Iterator[Exam]:
    """Yield an exam for each `*_train` file: single names in another script, among English ones."""
    held_out = held_out_pairs(data)
    for path in name_pair_files(data, "train"):
        chance = Random(f"{seed} {path.name}")
        english: dict[str, set[str]] = defaultdict(set)
        for name, native in read_pairs(path):
            if (name.casefold(), native.casefold()) not in held_out:
                english[native].add(name)
        asked = [native for native, names in sorted(english.items()) if all(map(is_for_scorer, names))]
        asked = chance.sample(asked, min(questions, len(asked)))
        gone = {name for native in asked if chance.random() < _GONE for name in english[native]}
        wanted = sorted({name for native in asked for name in english[native]} - gone)
        others = sorted(set().union(*english.values()) - gone - set(wanted))
        names = wanted + chance.sample(others, min(max(lexicon - len(wanted), 0), len(others)))
        yield Exam(
            path.name.removesuffix("_train.tsv.gz"),
            [NameRow(name, name) for name in names],
            [Question(native, frozenset(english[native] - gone)) for native in asked],
        )


def ask_places(
    places: Sequence[Place],
    seed: int,
    lexicon: int,
    questions: int,
    *,
    anew: float,
    like: bool = False,
    large: bool = False,
) -> Exam:
    """Return an exam of places, one alias hidden of each that is asked for; half the questions name the country.

    `anew` is the share of the questions whose alias reads like no other name of its place. With `like` some questions
    are for places that are not in the lexicon, but named nearly like one that is; with `large` the others in it are the
    largest, which have names in many scripts.
    """
    chance = Random(f"places {seed} {lexicon} {questions}")
    asked = [place for place in places if is_for_scorer(place.id) and len(place.names) > 2]
    asked = chance.sample(asked, min(questions, len(asked)))
    taken = {place.id for place in asked}
    others = [place for place in places if place.id not in taken]
    rows: list[NameRow] = []
    exam: list[Question] = []
    for place in asked:
        hidden = chance.choice(place.names[1:])
        if chance.random() < anew and not _is_new(hidden, place.names):
            continue
        gone = chance.random() < _PLACE_GONE[not is_foreign(hidden)]
        country = place.country if chance.random() < 0.5 else None
        type_ = "place" if chance.random() < 0.5 else None
        exam.append(Question(hidden, frozenset() if gone else frozenset([place.id]), type_, country))
        if not gone:
            rows += _list_rows(place, hidden, chance)
    drawn = draw_places(others, max(0, min(lexicon - len(asked), len(others))), chance, large)
    rows += [row for place in drawn for row in _list_rows(place, None, chance)]
    if like:
        exam += _ask_likes(rows, others, drawn, int(_LIKE * questions), chance)
    return Exam(f"places {lexicon}", rows, exam)


def draw_places(places: Sequence[Place], count: int, chance: Random, large: bool) -> list[Place]:
    """Return so many of some places by chance, or the largest."""
    return (
        sorted(places, key=lambda place: (-place.weight, place.id))[:count] if large else chance.sample(places, count)
    )


def _list_rows(place: Place, without: str | None, chance: Random) -> list[NameRow]:
    """Return the rows of a place but for one name: all of them, or those in Latin letters or in others alone.

    That a name in the script of the question is like it says less where others have no names in that script.
    """
    rows = list(place.rows(without))
    if chance.random() > _ONE_SCRIPT:
        return rows
    foreign = chance.random() < 0.5
    return [row for row in rows if is_foreign(row.name) == foreign] or rows


def _ask_likes(
    rows: Sequence[NameRow], others: Sequence[Place], drawn: Sequence[Place], count: int, chance: Random
) -> list[Question]:
    """Return questions for places that are in no row, each by a name that is much like one in the rows."""
    known, kept = {row.name for row in rows}, {place.id for place in drawn}
    strange = [place.names[0] for place in chance.sample(others, _LIKELY) if place.names and place.id not in kept]
    asked = []
    for row in chance.sample(rows, count):
        name = extractOne(row.name, strange, scorer=Indel.normalized_similarity)[0]
        asked += [] if name in known else [Question(name, frozenset())]
    return asked


def _is_new(alias: str, names: Sequence[str]) -> bool:
    """Return whether an alias reads like no other of some names."""
    mine = set(analyse_alias(alias, None, 3)[1])
    return bool(mine) and not any(mine & set(analyse_alias(name, None, 3)[1]) for name in names if name != alias)
