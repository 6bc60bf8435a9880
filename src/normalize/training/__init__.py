"""Fits the numbers that ship with the package; never imported at run time."""
