"""DuckDB: after `normalize.duckdb.register(connection)`, `SELECT normalize_id(name, 'place', 'BY')`; extra `duckdb`."""

from normalize.engines.duckdb import register

__all__ = ["register"]
