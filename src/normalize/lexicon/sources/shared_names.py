"""The country names that two or more codes share within CLDR: these must stay ambiguous."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from normalize.lexicon.sources.cldr import territory_forms, territory_names
from normalize.lexicon.sources.iso_codes import read_countries
from normalize.text import clean, key


def shared_name_lines() -> Iterator[str]:
    """Yield a header, then a line for each exact key of several codes: name, codes, locales of each code."""
    present = {c.alpha2 for c in read_countries()} | {"XK"}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in (*territory_names(), *territory_forms()):
        if name.code in present:
            found[key(clean(name.name).text)][name.code].add(name.lang + (f"/{name.form}" if name.form else ""))
    yield "name\tcodes\tlocales"
    for text, codes in sorted(found.items()):
        if len(codes) > 1:
            locales = "; ".join(f"{code}: {' '.join(sorted(langs))}" for code, langs in sorted(codes.items()))
            yield f"{text}\t{' '.join(sorted(codes))}\t{locales}"
