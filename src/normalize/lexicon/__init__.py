"""The names table that people write and the compiled lexicon that is mapped."""
