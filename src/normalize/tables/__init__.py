"""Tables of names in and out: CSV around `batch`."""
