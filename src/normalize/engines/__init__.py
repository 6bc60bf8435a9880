"""Thin adapters to other people's tools; each needs an extra and says so when it is missing."""
