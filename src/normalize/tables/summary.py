"""What became of a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Summary:
    """What became of a table; `str()` of it is the line that a command ends with.

    `read` says how it was read, `before` how many rows an earlier run had done.
    """

    read: str
    before: int = 0
    seconds: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        """The number of rows, a header and blank lines not counted."""
        return self.statuses.total()

    def __str__(self) -> str:
        count = self.statuses
        rate = (self.rows - self.before) / max(self.seconds, 0.001)
        resumed = f"; resumed after {self.before:,} rows" if self.before else ""
        nameless = f", {count['']:,} without a name" if count[""] else ""
        return (
            f"{self.rows:,} row{'s' * (self.rows != 1)}: {count['resolved']:,} resolved, "
            f"{count['ambiguous']:,} ambiguous, {count['unresolved']:,} unresolved, {count['error']:,} flagged"
            f"{nameless}; {rate:,.0f} rows/s; {self.read}{resumed}"
        )
