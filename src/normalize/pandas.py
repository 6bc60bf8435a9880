"""pandas and other data frames: `normalize.pandas.resolve(frame, column="name")`; needs the extra `pandas`."""

from normalize.engines.pandas import resolve

__all__ = ["resolve"]
