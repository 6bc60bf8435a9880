"""Arrow tables and record batches: `normalize.arrow.resolve(table, column="name")`; needs the extra `arrow`."""

from normalize.tables.arrow import resolve

__all__ = ["resolve"]
