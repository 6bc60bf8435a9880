"""Wikidata ids of countries and territories from the borders file of country-coder."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path


def wikidata_ids(archive: Path) -> dict[str, str]:
    """Return the Wikidata id of each ISO 3166-1 alpha-2 code ("BY": "Q184") from the npm archive."""
    with tarfile.open(archive) as packed:
        member = packed.extractfile("package/src/data/borders.json")
        features = json.load(member)["features"] if member else []
    found = {}
    for feature in features:
        facts = feature["properties"]
        if "iso1A2" in facts and "wikidata" in facts:
            found[facts["iso1A2"]] = facts["wikidata"]
    return found
