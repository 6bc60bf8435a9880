"""Many names through the one path, each distinct question once."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.errors import InputError
from normalize.resolver import Resolution, Resolver


def resolve_many(
    resolver: Resolver,
    names: Sequence[str],
    *,
    type: str | Sequence[str | None] | None = None,
    country: str | Sequence[str | None] | None = None,
    lang: str | Sequence[str | None] | None = None,
    limit: int = 5,
) -> list[Resolution]:
    """Return the resolution of each name; see `Lexicon.resolve_many`."""
    if isinstance(names, str):
        raise InputError("names is one string; expected a list of names (resolve takes a single one)")
    count = len(names)
    types, countries, langs = (_spread(v, count, k) for k, v in (("type", type), ("country", country), ("lang", lang)))
    answers: dict[tuple[str, str | None, str | None, str | None], Resolution] = {}
    found = []
    for question in zip(names, types, countries, langs, strict=True):
        if question not in answers:
            name, type_, country_, lang_ = question
            answers[question] = resolver.resolve(name, type=type_, country=country_, lang=lang_, limit=limit)
        found.append(answers[question])
    return found


def _spread(value: str | Sequence[str | None] | None, count: int, keyword: str) -> Sequence[str | None]:
    if value is None or isinstance(value, str):
        return [value] * count
    if len(value) != count:
        raise InputError(f"{keyword} has {len(value)} values for {count} names; expected one value or one per name")
    return value
