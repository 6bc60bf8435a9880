"""Thin adapters to other tools over the one path; each needs an extra and says so when it is missing."""
