"""Many names through the one path, each distinct question once."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.context import LOOKED_AT, Groups
from normalize.errors import InputError
from normalize.resolver import Resolution, Resolver

Asked = tuple[str, str | None, str | None, str | None]


def resolve_many(
    resolver: Resolver,
    names: Sequence[str],
    *,
    type: str | Sequence[str | None] | None = None,
    country: str | Sequence[str | None] | None = None,
    lang: str | Sequence[str | None] | None = None,
    context: str | Sequence[str | None] | None = None,
    limit: int = 5,
) -> list[Resolution]:
    """Return the resolution of each name; see `Lexicon.resolve_many`."""
    if isinstance(names, str):
        raise InputError("names is one string; expected a list of names (resolve takes a single one)")
    count = len(names)
    told = (("type", type), ("country", country), ("lang", lang), ("context", context))
    types, countries, langs, groups = (_spread(value, count, keyword) for keyword, value in told)
    answers: dict[tuple[Asked, bool], Resolution] = {}
    questions: list[Asked] = list(zip(names, types, countries, langs, strict=True))
    for grouped, most in ((False, limit), (True, max(limit, LOOKED_AT))):
        asked = list(
            dict.fromkeys(q for q, group in zip(questions, groups, strict=True) if (group is not None) == grouped)
        )
        found = resolver.resolve_all(asked, most)
        answers |= {(question, grouped): answer for question, answer in zip(asked, found, strict=True)}
    if not any(group is not None for group in groups):
        return [answers[question, False] for question in questions]
    return _weigh_groups(questions, groups, answers, limit)


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
            together.add(group, question, answers[question, True])
    weighed: dict[tuple[Asked, str | None], Resolution] = {}
    for question, group in zip(questions, groups, strict=True):
        if (question, group) not in weighed:
            answer = answers[question, group is not None]
            weighed[question, group] = answer if group is None else together.weigh(group, question, answer, limit)
    return [weighed[asked] for asked in zip(questions, groups, strict=True)]


def _spread(value: str | Sequence[str | None] | None, count: int, keyword: str) -> Sequence[str | None]:
    if value is None or isinstance(value, str):
        return [value] * count
    if len(value) != count:
        raise InputError(f"{keyword} has {len(value)} values for {count} names; expected one value or one per name")
    return value
