"""The compiled kernels, where they were built and are wanted; without them the Python beside them answers the same.

The environment variable NORMALIZE_NATIVE=0 leaves them out.
"""

from __future__ import annotations

import os
from types import ModuleType


def is_wanted() -> bool:
    """Return whether the environment lets compiled kernels be used."""
    return os.environ.get("NORMALIZE_NATIVE") != "0"


def load_kernels() -> ModuleType | None:
    """Return the module of compiled kernels, or None where it was not built or is not wanted."""
    if not is_wanted():
        return None
    try:
        from normalize.native import kernels
    except ImportError:
        return None
    return kernels
