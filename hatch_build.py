"""The build hook: builds the kernels, and for a wheel compiles the embedded lexicon from lexicons/ into it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Kernels(BuildHookInterface[Any]):
    """Adds the native kernels, and to a wheel what `python -m normalize.shipped` compiles.

    Without a compiler the package is pure Python and does the same, slower.
    """

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build beside the sources for an editable install, else in a temporary folder whose parts are named."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from normalize.native.build import HERE, build
            from normalize.shipped import build_all
        finally:
            sys.path.pop(0)
        self._folder = tempfile.TemporaryDirectory(prefix="normalize-")
        try:
            kernels: Path | None = build(HERE if version == "editable" else Path(self._folder.name) / "native")
        except (OSError, subprocess.CalledProcessError) as error:
            self.app.display_warning(f"no native kernels, the package will be slower: {error}")
            kernels = None
        if version == "editable":
            return
        if kernels is not None:
            build_data.update(pure_python=False, infer_tag=True)
            build_data["force_include"][str(kernels)] = f"normalize/native/{kernels.name}"
        data = Path(self._folder.name) / "data"
        self.app.display_info("compiling the embedded lexicon")
        build_all(root / "lexicons", data)
        build_data["force_include"][str(data)] = "normalize/data"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder."""
        if self._folder is not None:
            self._folder.cleanup()
