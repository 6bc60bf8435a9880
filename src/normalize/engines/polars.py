"""Polars: the namespace `normalize` on expressions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypedDict, Unpack

from normalize.errors import extra, suggest
from normalize.lexicon.dates import Moment
from normalize.library import Lexicon, open_once
from normalize.tables.answers import Answers, Style
from normalize.tables.arrow import answer_column, fields
from normalize.tables.columns import split_point

with extra("polars", "normalize.polars"):
    import polars as pl

_KINDS = {"string": pl.String, "double": pl.Float64}
_SHORT = Style(explained=False)


class Told(TypedDict, total=False):
    """What may be said of the names: a string for all rows or an expression for each; and the lexicon to look in."""

    type: str | pl.Expr | None
    country: str | pl.Expr | None
    lang: str | pl.Expr | None
    near: Sequence[float] | tuple[pl.Expr, pl.Expr] | None
    when: Moment | pl.Expr | None
    context: str | pl.Expr | None
    lexicon: Lexicon | str | os.PathLike[str]
    workers: int | None


@pl.api.register_expr_namespace("normalize")
class NormalizeExpression:
    """`pl.col("name").normalize`: what the names of a column mean; null where there is no name.

    Every method takes `type`, `country`, `lang`, `when` and `context` (each a string for all rows or an expression),
    `near` (latitude and longitude, as two numbers or two expressions), `lexicon`
    (one that is open, a folder, "core" or "world") and `workers`. The names of the whole column are asked at once,
    each distinct one once.

    >>> import normalize.polars, polars as pl
    >>> towns = pl.DataFrame({"town": ["Глыбокае", None, "Głębokie"], "country": ["BY", "BY", "PL"]})
    >>> towns.select(pl.col("town").normalize.id(type="place", country=pl.col("country")))["town"].to_list()
    ['geonames:627908', None, 'geonames:772165']
    """

    def __init__(self, names: pl.Expr) -> None:
        self._names = names

    def resolve(self, *, candidates: int | None = None, **told: Unpack[Told]) -> pl.Expr:
        """Return the answers as structs: id, label, status, probability, margin, why; candidates (JSON) if asked."""
        return self._ask(Style(candidates), None, told)

    def id(self, **told: Unpack[Told]) -> pl.Expr:
        """Return the ids, null unless resolved."""
        return self._ask(_SHORT, "id", told)

    def label(self, **told: Unpack[Told]) -> pl.Expr:
        """Return the labels, null unless resolved."""
        return self._ask(_SHORT, "label", told)

    def status(self, **told: Unpack[Told]) -> pl.Expr:
        """Return the statuses: resolved, ambiguous, unresolved, or error for a row that cannot be asked."""
        return self._ask(_SHORT, "status", told)

    def probability(self, **told: Unpack[Told]) -> pl.Expr:
        """Return the probability of the best candidate."""
        return self._ask(_SHORT, "probability", told)

    def _ask(self, style: Style, part: str | None, told: Told) -> pl.Expr:
        for keyword in told.keys() - Told.__annotations__.keys():
            hint = suggest(keyword, Told.__annotations__)
            raise TypeError(f"normalize got an unexpected keyword argument {keyword!r}.{hint}")
        lexicon, workers = told.pop("lexicon", "core"), told.pop("workers", 1)
        lat, lon = split_point(told.pop("near", None), pl.Expr)
        every = {**told, "lat": lat, "lon": lon}
        columns = {what: value for what, value in every.items() if isinstance(value, pl.Expr)}
        constants = {what: value for what, value in every.items() if what not in columns}

        def answer(series: Sequence[pl.Series]) -> pl.Series:
            rows = next((len(one) for one in series if len(one) != 1), 1)  # one value, a literal, is one for all
            every = (one.new_from_index(0, rows) if len(one) == 1 else one for one in series)
            names, *others = (one.to_arrow() for one in every)
            with Answers(open_once(lexicon), style, workers) as answers:
                found = answer_column(answers, names, **constants, **dict(zip(columns, others, strict=True)))
            return pl.Series(series[0].name, found if part is None else found.field(part))

        kinds = {field.name: _KINDS[str(field.type)] for field in fields(style.candidates)}
        exprs = [self._names, *columns.values()]
        return pl.map_batches(exprs, answer, return_dtype=pl.Struct(kinds) if part is None else kinds[part])
