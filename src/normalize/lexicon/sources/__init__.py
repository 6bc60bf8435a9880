"""Readers of outside formats, and the command that makes the tables: `python -m normalize.lexicon.sources`."""
