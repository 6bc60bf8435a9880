"""Questions of a table and the cells that answer them, each distinct question asked once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from normalize.context import LOOKED_AT, Groups
from normalize.errors import InputError

if TYPE_CHECKING:
    from normalize.library import Lexicon
    from normalize.resolver import Candidate, Resolution

CHOICES = 3  # candidates of an ambiguous answer that are named for people
_REMEMBERED = 20_000  # answers, at a kilobyte or two each
_LONG = 1_000  # characters; longer names are no names, come once and are not remembered
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
_BIDI = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, slots=True)
class Question:
    """A name and what its row says of it; None where the row is silent. `group` is what it shares a context with."""

    name: str
    type: str | None = None
    country: str | None = None
    lang: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The cells that answer one question; `candidates` is a JSON list, `choices` the best candidates for people."""

    status: str
    id: str = ""
    label: str = ""
    probability: str = ""
    margin: str = ""
    why: str = ""
    candidates: str = "[]"
    choices: tuple[str, ...] = ()


class Answers:
    """The answers of one lexicon, the latest distinct ones remembered; names of a group in the light of its others."""

    def __init__(self, lexicon: Lexicon, candidates: int | None) -> None:
        self._lexicon, self._candidates = lexicon, candidates
        self._known: OrderedDict[Question, Answer] = OrderedDict()

    @cached_property
    def _groups(self) -> Groups:
        return Groups()

    def note(self, questions: Iterable[Question]) -> None:
        """Take names into their groups; all names of a group have to be noted before one of them is asked for."""
        fresh: dict[Question, list[str]] = {}
        for question in dict.fromkeys(questions):
            if question.group is not None:
                fresh.setdefault(replace(question, group=None), []).append(question.group)
        for question, resolution in zip(fresh, self._find(list(fresh), LOOKED_AT), strict=True):
            if not isinstance(resolution, InputError):
                for group in fresh[question]:
                    self._groups.add(group, question, resolution)

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answer to each question; one that cannot be asked is answered with status "error"."""
        wanted = dict.fromkeys(questions)
        found = {q: self._known[q] for q in wanted if q in self._known}
        fresh = [q for q in wanted if q not in found]
        found.update(zip(fresh, self._resolve(fresh), strict=True))
        for question, answer in found.items():
            if len(question.name) <= _LONG:
                self._known[question] = answer
                self._known.move_to_end(question)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return [found[q] for q in questions]

    def _resolve(self, questions: Sequence[Question]) -> list[Answer]:
        shown = max(CHOICES, self._candidates or 0)
        grouped = any(question.group is not None for question in questions)
        found = self._find(questions, max(shown, LOOKED_AT) if grouped else shown)
        return [self._answer(question, answer, shown) for question, answer in zip(questions, found, strict=True)]

    def _answer(self, question: Question, found: Resolution | InputError, shown: int) -> Answer:
        if isinstance(found, InputError):
            return Answer("error", why=readable(str(found)))
        if question.group is None:
            return self._write(found)
        return self._write(self._groups.weigh(question.group, replace(question, group=None), found, shown))

    def _find(self, questions: Sequence[Question], limit: int) -> list[Resolution | InputError]:
        """Return the resolution of each question, or why it cannot be asked."""
        try:
            return list(self._resolve_many(questions, limit))
        except InputError as error:
            if len(questions) == 1:
                return [error]
            half = len(questions) // 2
            return [*self._find(questions[:half], limit), *self._find(questions[half:], limit)]

    def _resolve_many(self, questions: Sequence[Question], limit: int) -> list[Resolution]:
        return self._lexicon.resolve_many(
            [q.name for q in questions],
            type=[q.type for q in questions],
            country=[q.country for q in questions],
            lang=[q.lang for q in questions],
            limit=limit,
        )

    def _write(self, r: Resolution) -> Answer:
        return Answer(
            status=r.status,
            id=r.id or "",
            label=r.label or "",
            probability=f"{r.probability:.4f}",
            margin=f"{r.margin:.4f}",
            why=readable(str(r.explain())),
            candidates=self._list(r) if self._candidates else "[]",
            choices=_list_choices(r) if r.status == "ambiguous" else (),
        )

    def _list(self, r: Resolution) -> str:
        import json

        return json.dumps([describe_candidate(c) for c in r.candidates[: self._candidates]], ensure_ascii=False)


def _list_choices(r: Resolution) -> tuple[str, ...]:
    return tuple(readable(f"{c.id} = {c.label} ({c.probability:.3f})") for c in r.candidates[:CHOICES])


def describe_candidate(candidate: Candidate) -> dict[str, object]:
    """Return a candidate under the keys that JSON output has everywhere."""
    return {
        "id": candidate.id,
        "label": candidate.label,
        "probability": round(candidate.probability, 6),
        "name": candidate.name,
        "type": candidate.type,
        "country": list(candidate.country),
    }


def readable(text: str) -> str:
    """Return `text` on one line, without what steers a terminal or turns the direction of writing.

    >>> readable("\\u202eMinsk\\n")
    'Minsk'
    """
    return " ".join(text.translate(_CONTROLS).translate(_BIDI).split()) if not text.isprintable() else text
