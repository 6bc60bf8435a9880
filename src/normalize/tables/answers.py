"""Questions of a table and what answers them, each distinct question asked once, by one process or several."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from normalize.batch import check_workers
from normalize.context import LOOKED_AT, Groups, Share, Votes, share_out, weigh
from normalize.cores import count_cores
from normalize.errors import InputError, check_count
from normalize.lexicon.regions import load_subdivisions
from normalize.match.setting import read_point

if TYPE_CHECKING:
    from normalize.library import Lexicon
    from normalize.resolution import Candidate, Resolution
    from normalize.workers import Workers

CHOICES = 5  # candidates of an ambiguous answer that are named for people
_LOOKED_AT = 3  # candidates of an answer that nobody wants to see
_REMEMBERED = 50_000  # answers, at a kilobyte or two each
_LONG = 1_000  # characters; longer names are no names, come once and are not remembered
_PATIENCE = 1.0  # seconds of work after which it pays to start other processes, where nobody said how many
_PART = 1024  # questions between two looks at the clock
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
_BIDI = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))

Work = TypeVar("Work")
Done = TypeVar("Done")


class Question(NamedTuple):  # a tuple is made and compared several times as fast, and there is one for every row
    """A name and what its row says of it; None where the row is silent. `group` is what it shares a context with."""

    name: str
    type: str | None = None
    country: str | None = None
    lang: str | None = None
    lat: str | None = None
    lon: str | None = None
    date: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands beside one question; None for what there is not.

    `candidates` is a JSON list, `choices` the best candidates of an ambiguous answer, where people choose.
    """

    status: str
    id: str | None = None
    label: str | None = None
    probability: float | None = None
    margin: float | None = None
    why: str | None = None
    candidates: str = "[]"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How much an answer tells: candidates listed, if any, whether it says why, and whether people choose from it.

    People choose from what is ambiguous, and from `review_from` on, a probability, also from what is unresolved.
    """

    candidates: int | None = None
    explained: bool = True
    reviewed: bool = False
    review_from: float | None = None

    def __post_init__(self) -> None:
        if self.candidates is not None:
            check_count("candidates", self.candidates)

    @property
    def limit(self) -> int:
        """How many candidates a question asks for."""
        return max(CHOICES if self.reviewed else _LOOKED_AT, self.candidates or 0)


PLAIN = Style()


class _Found:
    """The answers to some questions, in parts that may still be coming."""

    def __init__(self, questions: Sequence[Question], parts: Iterable[Callable[[], Sequence[Answer]]]) -> None:
        self.questions, self._parts = questions, parts

    @cached_property
    def answers(self) -> dict[Question, Answer]:
        """The answer to each question, once all are there."""
        return dict(zip(self.questions, _join(self._parts), strict=True))


class Answers:
    """The answers of one lexicon, the latest distinct ones remembered; names of a group in the light of its others.

    `workers` is how many processes find them: 1 is this one, None leaves it at this one until the work takes longer
    than starting one for each core. Safe to share between threads.
    """

    def __init__(self, lexicon: Lexicon, style: Style = PLAIN, workers: int | None = 1) -> None:
        self.lexicon, self.style = lexicon, style
        self._count = count_cores() if workers is None else check_workers(workers)
        self._patience = _PATIENCE if workers is None else 0.0
        self._known: OrderedDict[Question, Answer] = OrderedDict()
        self._begun: dict[Question, _Found] = {}  # what is being looked for
        self._lock = Lock()

    @cached_property
    def _groups(self) -> Groups:
        return Groups()

    @cached_property
    def _pool(self) -> Workers[Lexicon]:
        from normalize.workers import Workers  # as in batch: not for one alone

        return Workers(self.lexicon, self._count)

    def __enter__(self) -> Answers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_pool" in self.__dict__:
            self._pool.close()

    @property
    def workers(self) -> int:
        """How many processes may be at work; the more, the more questions should be asked at once."""
        return self._count

    def note(self, questions: Iterable[Question]) -> None:
        """Take names into their groups; all names of a group have to be noted before one of them is asked for."""
        fresh: dict[Question, list[str]] = {}
        for question in dict.fromkeys(questions):
            if question.group is not None:
                fresh.setdefault(question._replace(group=None), []).append(question.group)
        for question, shares in zip(fresh, _join(self._apply(_share_out, list(fresh))), strict=True):
            for group in fresh[question] if shares is not None else ():
                self._groups.add(group, question, shares or [])

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answer to each question; one that cannot be asked is answered with status "error"."""
        return self.begin(questions)()

    def begin(self, questions: Sequence[Question]) -> Callable[[], list[Answer]]:
        """Begin to look for what `ask` returns, and return what waits for it: other processes are at it meanwhile."""
        where: dict[Question, Answer | _Found] = {}
        fresh: list[Question] = []
        with self._lock:
            for question in dict.fromkeys(questions):
                known = self._known.get(question)
                if known is not None:
                    where[question] = known
                    self._known.move_to_end(question)
                elif question in self._begun:
                    where[question] = self._begun[question]
                else:
                    fresh.append(question)
        asked = [(question, self._votes(question)) for question in fresh]
        found = _Found(fresh, self._apply(partial(_answer, self.style), asked))
        where |= dict.fromkeys(fresh, found)
        with self._lock:
            self._begun |= dict.fromkeys(fresh, found)
        return partial(self._finish, questions, where, found)

    def _finish(
        self, questions: Sequence[Question], where: Mapping[Question, Answer | _Found], found: _Found
    ) -> list[Answer]:
        told = {q: one.answers[q] if isinstance(one, _Found) else one for q, one in where.items()}
        with self._lock:
            for question, answer in found.answers.items():
                self._begun.pop(question, None)
                if len(question.name) <= _LONG:
                    self._known[question] = answer
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return [told[question] for question in questions]

    def _votes(self, question: Question) -> Votes | None:
        if question.group is None:
            return None
        return self._groups.votes(question.group, question._replace(group=None))

    def _apply(
        self, function: Callable[[Lexicon, Sequence[Work]], Sequence[Done]], work: Sequence[Work]
    ) -> list[Callable[[], Sequence[Done]]]:
        """Return in parts what `function` gives for the pieces of `work`: from here, or from workers once it pays."""
        parts: list[Callable[[], Sequence[Done]]] = []
        start = 0
        while start < len(work) and (self._count == 1 or self._patience > 0):
            started = time.monotonic()
            done = function(self.lexicon, work[start : start + _PART])
            parts.append(lambda done=done: done)  # type: ignore[misc]  # its own, not that of the last turn
            start += _PART
            self._patience -= time.monotonic() - started
        return parts + self._pool.begin(function, work[start:]) if start < len(work) else parts


def _join(parts: Iterable[Callable[[], Sequence[Done]]]) -> list[Done]:
    return [one for part in parts for one in part()]


def _share_out(lexicon: Lexicon, questions: Sequence[Question]) -> list[list[Share] | None]:
    found = _find(lexicon, questions, LOOKED_AT)
    return [None if isinstance(one, InputError) else share_out(one) for one in found]


def _answer(style: Style, lexicon: Lexicon, asked: Sequence[tuple[Question, Votes | None]]) -> list[Answer]:
    grouped = any(votes is not None for _, votes in asked)
    found = _find(lexicon, [question for question, _ in asked], max(style.limit, LOOKED_AT) if grouped else style.limit)
    answers = []
    for resolution, (_, votes) in zip(found, asked, strict=True):
        if isinstance(resolution, InputError):
            answers.append(Answer("error", why=readable(str(resolution))))
        else:
            weighed = resolution if votes is None else weigh(resolution, votes, style.limit)
            answers.append(_write(lexicon, weighed, style))
    return answers


def _find(lexicon: Lexicon, questions: Sequence[Question], limit: int) -> list[Resolution | InputError]:
    """Return the resolution of each question, or why it cannot be asked."""
    try:
        return list(
            lexicon.resolve_many(
                [q.name for q in questions],
                type=[q.type for q in questions],
                country=[q.country for q in questions],
                lang=[q.lang for q in questions],
                near=[read_point(q.lat, q.lon) for q in questions],
                when=[q.date for q in questions],
                limit=limit,
            )
        )
    except InputError as error:
        if len(questions) == 1:
            return [error]
        half = len(questions) // 2
        return [*_find(lexicon, questions[:half], limit), *_find(lexicon, questions[half:], limit)]


def _write(lexicon: Lexicon, r: Resolution, style: Style) -> Answer:
    return Answer(
        status=r.status,
        id=r.id,
        label=r.label,
        probability=r.probability,
        margin=r.margin,
        why=readable(r.tell()) if style.explained else None,
        candidates=_list(r, style.candidates) if style.candidates else "[]",
        choices=_list_choices(lexicon, r) if style.reviewed and _is_open(r, style.review_from) else (),
    )


def _is_open(r: Resolution, least: float | None) -> bool:
    """Return whether people are to decide: among several candidates, or on a first one of this probability or more."""
    if r.status == "unresolved" and least is not None:
        return bool(r.candidates) and r.candidates[0].probability >= least
    return r.status == "ambiguous"


def _list(r: Resolution, most: int) -> str:
    import json

    return json.dumps([describe_candidate(c) for c in r.candidates[:most]], ensure_ascii=False)


def _list_choices(lexicon: Lexicon, r: Resolution) -> tuple[str, ...]:
    told = ((c, tell_place(lexicon, c.id)) for c in r.candidates[:CHOICES])
    return tuple(
        readable(f"{c.id} = {c.label} ({c.probability:.3f})" + (f", {where}" if where else "")) for c, where in told
    )


def tell_place(lexicon: Lexicon, id: str) -> str:
    """Return by which region and point people tell an entity from its namesakes, as far as the lexicon knows them.

    >>> import normalize
    >>> tell_place(normalize.load(), "geonames:4250542")
    'Illinois, 39.80 -89.64'
    """
    entity = lexicon[id]
    known = load_subdivisions() if entity.region else {}
    regions = [known[code].name for code in entity.region if code in known and not id.endswith(f":{code}")]
    point = [f"{entity.lat:.2f} {entity.lon:.2f}"] if entity.lat is not None else []
    return ", ".join((*regions, *point))


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


def said(cell: str | None) -> str | None:
    """Return what a cell says of its row, None where it is silent.

    >>> said(" BY "), said("  "), said(None)
    ('BY', None, None)
    """
    return (cell.strip() or None) if cell else None


def readable(text: str) -> str:
    """Return `text` on one line, without what steers a terminal or turns the direction of writing.

    >>> readable("\\u202eMinsk\\n")
    'Minsk'
    """
    return " ".join(text.translate(_CONTROLS).translate(_BIDI).split()) if not text.isprintable() else text
