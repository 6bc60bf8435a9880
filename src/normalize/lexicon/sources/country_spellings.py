"""The many spellings of country names that countrynames has collected from real forms and registers."""

from __future__ import annotations

import re
from functools import cache

from normalize.lexicon.sources.pins import package_folder
from normalize.lexicon.sources.tidy import tidy_name

_ENTRY = re.compile(r"(?P<code>[A-Z0-9-]+):\s*\Z|\s*-\s+(?P<name>.+?)\s*\Z")


@cache
def read_spellings() -> dict[str, tuple[str, ...]]:
    """Return the spellings by code: ISO 3166-1 alpha-2, the four letters of ISO 3166-3, and codes of its own."""
    found: dict[str, list[str]] = {}
    code = ""
    path = package_folder("countrynames") / "data.yaml"
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = None if line.lstrip().startswith("#") else _ENTRY.match(line)
        if entry is None:
            continue
        if entry["code"]:
            code = entry["code"]
            found.setdefault(code, [])
            continue
        name = tidy_name(_unquote(entry["name"]))
        # The list was split at hyphens once: "Wit  -Ruslân" was Wit-Ruslân.
        found[code].append(re.sub(r"\s+-\s*", "-", name))
    return {c: tuple(dict.fromkeys(names)) for c, names in found.items()}


def _unquote(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
        if "\\" in text:
            text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), text)
        return text.replace("''", "'")
    return text
