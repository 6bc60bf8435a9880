"""Names that read as another entity's name is written in another script: Бужанка of one place, Buzhanka of another.

Whoever writes "Buzhanka" may mean either, unless the first place has names in Latin letters too, and this is none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SCRIPTS = 1 << 8  # more than there are numbers of scripts


def list_echoes(
    keys: NDArray[np.uint64], readings: NDArray[np.uint64], scripts: NDArray[np.uint8], entities: NDArray[np.uint32]
) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Return the hashes of exact keys and beside each a name of another entity that reads the same in another script.

    `keys`, `readings`, `scripts` and `entities` say of each name the hash of its exact key, the hash of its first
    reading (0 for none, and for one in no alphabet), the number of its script and its entity.

    >>> columns = np.array([7, 8]), np.array([5, 5]), np.array([0, 1]), np.array([3, 4])
    >>> [found.tolist() for found in list_echoes(*columns)]
    [[7, 8], [1, 0]]
    """
    order = np.argsort(readings, kind="stable")
    order = order[np.searchsorted(readings[order], 0, "right") :]
    starts = np.flatnonzero(np.diff(readings[order], prepend=0) != 0)
    mixed = np.ones(len(starts), dtype=bool)
    for column in (scripts, entities):
        ordered = column[order]
        if len(starts):
            mixed &= np.minimum.reduceat(ordered, starts) != np.maximum.reduceat(ordered, starts)
    ends = np.append(starts[1:], len(order))
    groups = [order[first:last] for first, last in zip(starts[mixed], ends[mixed], strict=True)]
    written = entities.astype(np.int64) * _SCRIPTS + scripts
    involved = np.zeros(int(entities.max(initial=0)) + 1, dtype=bool)
    for group in groups:
        involved[entities[group]] = True
    own = set(written[involved[entities]].tolist())
    found: dict[tuple[int, int], None] = {}
    for group in groups:
        columns = [column[group].tolist() for column in (keys, scripts, entities)]
        members = list(zip(*columns, group.tolist(), strict=True))
        for key, script in dict.fromkeys(member[:2] for member in members):
            for _, other_script, entity, name in members:
                if other_script != script and entity * _SCRIPTS + script not in own:
                    found[key, name] = None
    return (
        np.array([key for key, _ in found], dtype=np.uint64),
        np.array([name for _, name in found], dtype=np.uint32),
    )
