"""Many names through the one path, each distinct question once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Real
from types import NoneType
from typing import TypeVar

from normalize.context import LOOKED_AT, Groups, share_out, weigh
from normalize.cores import count_cores
from normalize.errors import (
    InputError,
    check_characters,
    check_count,
    check_text,
    is_silent,
    name_kind,
    read_lang,
    tell_count,
)
from normalize.index.candidates import make_constraint
from normalize.lexicon.dates import MOMENTS, Moment, write_date
from normalize.match.setting import make_setting
from normalize.resolution import Resolution
from normalize.resolver import Asked, Resolver

_EACH, _FEW = 4, 16  # workers for each core that may be asked for, and how many may be on any machine
_TEXT = frozenset((str, NoneType))
Value = TypeVar("Value")
Row = tuple[str, str | None, str | Sequence[str] | None, str | None, Sequence[float] | None, Moment | None]
Near = Sequence[float] | Sequence[Sequence[float] | None]  # one point, or one for each name


def resolve_many(
    resolver: Resolver,
    names: Iterable[str],
    *,
    type: str | Sequence[str | None] | None = None,
    country: str | Sequence[str | Sequence[str] | None] | None = None,
    lang: str | Sequence[str | None] | None = None,
    near: Near | None = None,
    when: Moment | Sequence[Moment | None] | None = None,
    context: str | Sequence[str | None] | None = None,
    limit: int = 5,
    workers: int = 1,
) -> list[Resolution]:
    """Return the resolution of each name; see `Lexicon.resolve_many`."""
    if isinstance(names, str):
        raise InputError("names is one string; expected a list of names (resolve takes a single one)")
    names = list_all(names, "names", "a list of names")
    count = len(names)
    types, langs = (_spread(value, count, keyword) for keyword, value in (("type", type), ("lang", lang)))
    countries = _spread(country, count, "country")
    dates = _spread(write_date(when) if isinstance(when, MOMENTS) else when, count, "when")
    groups = [
        None if group is None else _read_group(i, group) for i, group in enumerate(_spread(context, count, "context"))
    ]
    points = _spread_points(near, count)
    check_workers(workers)
    try:
        questions = list(map(Asked, names, types, countries, langs, map(make_setting, points, dates)))
        return _answer(resolver, questions, groups, limit, workers)
    except (InputError, TypeError) as error:  # what is no text may not be hashable either
        if count > 1 or isinstance(error, TypeError):
            _refuse_row(resolver, zip(names, types, countries, langs, points, dates, strict=True))
        raise


def _refuse_row(resolver: Resolver, rows: Iterable[Row]) -> None:
    """Raise what is wrong with the first name that cannot be asked as it is told, and say which it is."""
    for number, (name, type, country, lang, near, when) in enumerate(rows):
        try:
            check_characters("the name", name)
            read_lang(lang)
            resolver.read_type(make_constraint(type, country).type)
            make_setting(near, when)
        except InputError as error:
            raise InputError(f"names[{number}]: {error}") from error


def _answer(
    resolver: Resolver, questions: Sequence[Asked], groups: Sequence[str | None], limit: int, workers: int
) -> list[Resolution]:
    """Return the resolution of each question, in the light of its group where it has one."""
    distinct = dict.fromkeys((asked, group is not None) for asked, group in zip(questions, groups, strict=True))
    work = [(asked, max(limit, LOOKED_AT) if grouped else limit) for asked, grouped in distinct]
    if workers == 1:
        found = _resolve(resolver, work)
    else:
        from normalize.workers import Workers  # 15 ms that one alone is not worth

        with Workers(resolver, workers) as several:
            found = several.map(_resolve, work)
    answers = dict(zip(distinct, found, strict=True))
    if not any(group is not None for group in groups):
        return [answers[question, False] for question in questions]
    return _weigh_groups(questions, groups, answers, limit)


def _resolve(resolver: Resolver, work: Sequence[tuple[Asked, int]]) -> list[Resolution]:
    limits = dict.fromkeys(limit for _, limit in work)
    if len(limits) == 1:
        return resolver.resolve_all([asked for asked, _ in work], *limits)
    found: dict[tuple[Asked, int], Resolution] = {}
    for most in limits:
        part = [asked for asked, limit in work if limit == most]
        found |= {(asked, most): answer for asked, answer in zip(part, resolver.resolve_all(part, most), strict=True)}
    return [found[one] for one in work]


def _weigh_groups(
    questions: Sequence[Asked],
    groups: Sequence[str | None],
    answers: dict[tuple[Asked, bool], Resolution],
    limit: int,
) -> list[Resolution]:
    """Return the answers, those of names in a group in the light of the group's other names."""
    together = Groups()
    for question, group in zip(questions, groups, strict=True):
        if group is not None:
            together.add(group, question, share_out(answers[question, True]))
    weighed: dict[tuple[Asked, str | None], Resolution] = {}
    for question, group in zip(questions, groups, strict=True):
        if (question, group) not in weighed:
            answer = answers[question, group is not None]
            votes = None if group is None else together.votes(group, question)
            weighed[question, group] = answer if votes is None else weigh(answer, votes, limit)
    return [weighed[asked] for asked in zip(questions, groups, strict=True)]


def _spread(value: str | Iterable[Value] | None, count: int, keyword: str) -> Sequence[str | Value | None]:
    if value is None or isinstance(value, str):
        return [value] * count
    values = list_all(value, keyword, "one value or one per name")
    if len(values) != count:
        raise InputError(f"{keyword} has {tell_count(values, count)}; expected one value or one per name")
    # Where not all are text, lists of codes may be among them.
    return values if _TEXT.issuperset(map(type, values)) else list(map(_freeze, values))  # type: ignore[arg-type]


def _freeze(value: object) -> object:
    """Return a value such that it can be told apart from others: what is no text is a tuple where it holds several."""
    return tuple(map(_freeze, value)) if isinstance(value, Iterable) and not isinstance(value, str) else value


def _read_group(number: int, group: str) -> str | None:
    """Return the group of a name without spaces around it, None for one that is blank."""
    if is_silent(group):
        return None
    check_text(f"context[{number}]", group)
    return group.strip()


def _spread_points(near: Near | None, count: int) -> Sequence[Sequence[float] | None]:
    """Return the point of each name: a list of two numbers might be one, or half of two columns, for two names."""
    if near is None:
        return [near] * count
    points = list_all(near, "near", "one point or one per name")
    if points and all(isinstance(part, Real) for part in points):
        return [points] * count  # type: ignore[list-item]  # one point
    pairs = "of two columns make points: list(zip(latitudes, longitudes))"
    if len(points) != count:
        raise InputError(f"near has {tell_count(points, count)}; expected one point or one per name; {pairs}")
    if count == len(points) == 2 and not any(point is None or isinstance(point, tuple) for point in points):
        raise InputError(f"near is two lists for two names, points or columns; write points as tuples; {pairs}")
    return points  # type: ignore[return-value]


def list_all(values: Iterable[Value], what: str, expected: str) -> list[Value]:
    """Return all values of an iterable of any kind; raises `InputError` for what is none."""
    if not isinstance(values, Iterable):
        raise InputError(f"{what} is {name_kind(values)}; expected {expected}")
    return list(values)


def check_workers(workers: int) -> int:
    """Return a number of workers; raises `InputError` for one that cannot be meant: far more than there are cores."""
    check_count("workers", workers)
    most = max(_FEW, _EACH * count_cores())
    if workers > most:
        raise InputError(
            f"workers is {workers}; expected at most {most} on the {count_cores()} cores that there are here"
        )
    return workers
