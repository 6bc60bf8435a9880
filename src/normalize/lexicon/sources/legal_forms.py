"""Legal forms of organisations in many languages, from rigour: knowledge for matching, not entities.

Kept is what stands before or after the name of a company and says nothing else. What would take a part of the name
with it (schools, trade unions, banks, "cooperation") is in `data/not_legal_forms.tsv`, with a reason in each row; what
rigour does not have is in `data/more_legal_forms.tsv`.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from normalize.errors import InputError
from normalize.lexicon.sources.hand_made import read_hand_made
from normalize.lexicon.sources.pins import package_folder
from normalize.text import clean, key

HEADER = "form\tclass"


@dataclass(frozen=True, slots=True)
class OrganisationType:
    """One entry of rigour: the spellings of a legal form, and its class ("LLC"), empty where rigour has none."""

    spellings: tuple[str, ...]
    generic: str


def legal_form_lines() -> Iterator[str]:
    """Yield one line a form, sorted: the exact key of the form, a tab, its class."""
    outside = tuple(left_out())
    given = given_classes()
    chosen: dict[str, str] = {}
    for form, classes in _classes_by_form().items():
        name = min(classes, key=lambda c: (-classes[c], c)) if classes else given.get(form, "")
        if len(form) > 1 and name and not any(fnmatchcase(form, pattern) for pattern in outside):
            chosen[form] = name
    for row in read_hand_made("more_legal_forms.tsv"):
        chosen.setdefault(key(clean(row["form"]).text), row["class"])
    for form, name in sorted(chosen.items()):
        yield f"{form}\t{name}"


def organisation_types() -> Iterator[OrganisationType]:
    """Yield the entries of rigour's list, read as text: importing the module would import the whole package.

    Raises `InputError` when the file holds no such list.
    """
    path = package_folder("rigour") / "data/names/org_types.py"
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "ORG_TYPES":
            for entry in ast.literal_eval(node.value) if node.value else ():
                shown = (entry.get("display"), entry.get("compare"), *entry["aliases"])
                yield OrganisationType(tuple(filter(None, shown)), entry.get("generic") or "")
            return
    raise InputError(f"{path.name} has no list ORG_TYPES; install the pinned version of rigour")


def left_out() -> dict[str, str]:
    """Return the reason by pattern of forms that are no legal form or would gut a name; `*` is any text."""
    return {row["pattern"]: row["reason"] for row in read_hand_made("not_legal_forms.tsv")}


def given_classes() -> dict[str, str]:
    """Return the class by form where rigour has none and the words of the form say it: "aktiebolag" is a JSC."""
    return {row["form"]: row["class"] for row in read_hand_made("legal_form_classes.tsv")}


def _classes_by_form() -> Mapping[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind in organisation_types():
        for spelling in kind.spellings:
            classes = found[key(clean(spelling).text)]
            if kind.generic:
                classes[kind.generic] += 1
    return found
