"""Which language an alternate name of a place is in, from Debian's GeoNames catalogues."""

from __future__ import annotations

import gettext
from collections import defaultdict
from pathlib import Path

from normalize.lexicon.sources.languages import language_tag
from normalize.lexicon.sources.tidy import tidy_name


def read_tags(wanted: frozenset[str], folder: Path = Path("/usr/share/locale")) -> dict[str, dict[str, list[str]]]:
    """Return for each place id in `wanted` its names with the languages that use each."""
    tags: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(folder.glob("*/LC_MESSAGES/geonames.mo")):
        lang = language_tag(path.parts[-3])
        with path.open("rb") as stream:
            # The catalogue's own table is the only way to list its ids; gettext offers no public one.
            catalogue: dict[str, str] = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
        for geonames, name in catalogue.items():
            if geonames in wanted:
                tags[geonames][tidy_name(name)].append(lang)
    return tags
