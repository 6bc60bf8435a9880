"""Values that are made when they are first asked for: most answers of a large batch are never looked into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T", covariant=True)


class Later(Sequence[T], Generic[T]):
    """A tuple that is made on first use; pickled as that tuple.

    What it is made of is one tuple, which several such values may share: the fewer objects an answer holds, the less
    the garbage collector looks through.

    >>> made = Later(lambda first, last: tuple(range(first, last)), (1, 3))
    >>> len(made), made[0], made[:1]
    (2, 1, (1,))
    """

    __slots__ = ("_made", "_make", "_of")

    def __init__(self, make: Callable[..., tuple[T, ...]], of: tuple[object, ...]) -> None:
        self._make, self._of = make, of
        self._made: tuple[T, ...] | None = None

    def _get(self) -> tuple[T, ...]:
        if self._made is None:
            self._made = self._make(*self._of)  # two threads at once make it twice, and alike
        return self._made

    def __len__(self) -> int:
        return len(self._get())

    def __iter__(self) -> Iterator[T]:
        return iter(self._get())

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self._get()[at]

    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        return tuple, (self._get(),)
