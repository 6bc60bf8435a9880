"""The wheel's build hook: compiles the embedded lexicon from lexicons/ and puts it into the wheel."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class EmbeddedLexicon(BuildHookInterface[Any]):
    """Adds what `python -m normalize.shipped` compiles; an editable install has it from the Makefile."""

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a temporary folder and name its parts in `build_data`."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from normalize.shipped import build_core, build_words
        finally:
            sys.path.pop(0)
        self._folder = tempfile.TemporaryDirectory(prefix="normalize-")
        data = Path(self._folder.name)
        self.app.display_info("compiling the embedded lexicon")
        build_core(root / "lexicons", data / "core")
        build_words(root / "lexicons", data / "tokens")
        build_data["force_include"][str(data)] = "normalize/data"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder."""
        if self._folder is not None:
            self._folder.cleanup()
