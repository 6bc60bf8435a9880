"""Spark: `normalize.spark.resolve(frame, column="name")` on every executor; needs the extra `spark`."""

from normalize.engines.spark import Shipped, resolve, ship

__all__ = ["Shipped", "resolve", "ship"]
