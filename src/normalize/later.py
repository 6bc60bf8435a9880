"""Values that are made when they are first asked for: most answers of a large batch are never looked into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T", covariant=True)


class Made(Sequence[T], Generic[T]):
    """What stands for a tuple: it equals that tuple, and is pickled as it."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, (Made, tuple)) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        return tuple, (tuple(self),)


class Later(Made[T]):
    """A tuple that is made on first use.

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


class Each(Made[T]):
    """A tuple whose items are made when they are first asked for, each by itself.

    >>> made = Each(lambda first, at: first + at, (1,), 3)
    >>> len(made), made[0], made[1:], next(iter(made))
    (3, 1, (2, 3), 1)
    """

    __slots__ = ("_count", "_made", "_make", "_of")

    def __init__(self, make: Callable[..., T], of: tuple[object, ...], count: int) -> None:
        self._make, self._of, self._count = make, of, count
        self._made: dict[int, T] | None = None

    def _get(self, at: int) -> T:
        if self._made is None:
            self._made = {}
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = self._make(*self._of, at)
        return found

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        return map(self._get, range(self._count))

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        places = range(self._count)[at]
        return self._get(places) if isinstance(places, int) else tuple(map(self._get, places))
