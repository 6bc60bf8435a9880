"""Thin adapters of other people's tables; each asks through `normalize.tables.arrow`."""
