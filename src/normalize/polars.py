"""Polars: importing this gives expressions a namespace, `pl.col("name").normalize`; needs the extra `polars`."""

from normalize.engines.polars import NormalizeExpression

__all__ = ["NormalizeExpression"]
