"""Other strings that a string stands for: a name given twice in two scripts, and a company without its legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from normalize.lexicon.abbreviations import may_write_out, write_out
from normalize.lexicon.cardinals import has_number, write_figures
from normalize.lexicon.codes import may_be_acronym, spell_out
from normalize.lexicon.inflection import list_nouns
from normalize.lexicon.life_dates import drop_life_dates
from normalize.lexicon.misread import list_misread, may_be_misread
from normalize.lexicon.offices import find_office
from normalize.lexicon.patronymics import find_nominative
from normalize.lexicon.table import tables_folder
from normalize.lexicon.vocabulary import vocabulary
from normalize.text import key, scripts
from normalize.tsv import read_cells

PERSONAL = frozenset({"person", "place", "country"})  # what bears no legal form
_SHORTEST = 3  # letters that must be left of a name
_FEWEST = 2  # and of one in Han or Hangul
_SPACELESS = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]+")
_MOST_LETTERS = 8  # of an acronym
_FULL = 3  # words of a name with a patronymic
_ORDERED = 6  # words of a name that may stand in another order


def is_body(type: str) -> bool:
    """Return whether entities of a type are organisations, or whatever else bears names as these do.

    >>> is_body("organisation"), is_body("person"), is_body("")
    (True, False, False)
    """
    return bool(type) and type not in PERSONAL


def list_variants(text: str, type: str = "") -> tuple[str, ...]:
    """Return the other strings that a cleaned string stands for, as the name of an entity of a type.

    A person, a place and a country have no legal form.

    >>> list_variants("Sergei AKSENOV (Сергей АКСЁНОВ)"), list_variants("Minsk (Belarus)")
    (('Sergei AKSENOV', 'Сергей АКСЁНОВ'), ())
    >>> list_variants("Kamensky Zavod LLC", "organisation"), list_variants("Alytaus apskritis", "place")
    (('kamensky zavod', 'kamensky plant'), ('alytaus county', 'alytus county'))
    >>> list_variants("Russian President Vladimir Putin", "person")
    ('russian vladimir putin', 'vladimir putin')
    """
    return list_by_type(text, key(text), [type])[0]


def list_by_type(text: str, exact: str, types: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what `list_variants` does of a cleaned string with its exact key, for each of some types."""
    is_spelt = "(" in text or "." in text or _DIGIT.search(text) or ("-" in text and _HYPHENED.fullmatch(text))
    if is_spelt or may_be_misread(text):
        return [_list_spelt(text, exact, type_) for type_ in types]
    words = exact.split()
    if not _BORN.isdisjoint(words) or "domu" in words or any(may_write_out(words, type_) for type_ in types):
        return [_list_spelt(text, exact, type_) for type_ in types]
    plain = [_list_simplified([exact], type_) if _may_simplify(exact, words, type_) else () for type_ in types]
    nominative = find_nominative(exact) if len(words) == _FULL else ""
    return [(nominative,) if nominative and t == "person" else one for t, one in zip(types, plain, strict=True)]


def _list_spelt(text: str, exact: str, type: str) -> tuple[str, ...]:
    """Return the variants of a string that may give a name more than once, or an acronym with stops."""
    name = drop_life_dates(text) if type == "person" else text
    spellings = split_spellings(name, type) or drop_birth_name(name, type) or ((name,) if name != text else ())
    spellings = spellings or tuple(write_out(text, exact, type))
    if is_body(type) and not spellings:
        spellings = _spell_out(text)
    if type != "person" and _STOPPED.fullmatch(text):
        spellings = (*spellings, text.replace(".", "").replace(" ", ""))
    if is_body(type) and _HYPHENED.fullmatch(text) and text.isupper():
        spellings = (*spellings, text.replace("-", ""))
    if not spellings and may_be_misread(text):
        spellings = tuple(list_misread(text, at_end=type == "person"))
    return (*spellings, *_list_simplified([key(part) for part in spellings] or [exact], type))


def _list_simplified(exacts: Sequence[str], type: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for exact in exacts for name in simplify_name(exact, type)))


def _may_simplify(exact: str, words: Sequence[str], type: str) -> bool:
    """Return whether a legal form, a generic word or a number may be in an exact key: in most there is none."""
    if vocabulary(type).may_translate(exact, words):
        return True
    return type not in PERSONAL and (has_number(words) or bool(strip_legal_forms(exact)))


def simplify_name(exact: str, type: str) -> Iterator[str]:
    """Yield an exact key without its legal form or empty words, if it has some, and with generic words in English.

    Of a place also with a noun for the adjective beside such a word, of a body with its numbers in figures.

    >>> list(simplify_name("the republic of poland", "country"))
    ['republic of poland', 'republic poland']
    >>> list(simplify_name("ocean tankers xii inc", "organisation"))
    ['ocean tankers xii', 'ocean tankers 12']
    """
    if type not in PERSONAL and is_legal_form(exact):
        return
    words = vocabulary(type)
    stripped = exact if type in PERSONAL else strip_legal_forms(exact) or exact
    translated = words.translate(stripped)
    bare = words.drop(stripped) if translated else ""
    least = _FEWEST if type == "person" and _SPACELESS.fullmatch(translated) else _SHORTEST
    bare = bare if len(bare) >= least else stripped
    if bare != exact:
        yield bare
    office = find_office(exact) if type == "person" and bare != exact else None
    if office:
        yield words.drop(office.name) or office.name
    if len(translated) >= least and translated not in (exact, bare):
        yield translated
        if type == "place":
            yield from list_nouns(translated.split())
    if is_body(type) and has_number(bare.split()):
        yield write_figures(bare)
        if translated:
            yield write_figures(translated)


def list_orders(exact: str, fewest: int = 2) -> list[str]:
    """Return an exact key of `fewest` to six words with its last ones first: people and bodies are written so too.

    >>> list_orders("латушка павел"), list_orders("oil refinery mozyr", 3), list_orders("union state", 3)
    (['павел латушка'], ['refinery mozyr oil', 'mozyr oil refinery'], [])
    """
    words = exact.split()
    if not fewest <= len(words) <= _ORDERED:
        return []
    turned = (" ".join([*words[at:], *words[:at]]) for at in range(1, len(words)))
    return list(dict.fromkeys(order for order in turned if order != exact))


def split_spellings(text: str, type: str = "") -> tuple[str, ...]:
    """Return the spellings in a string that gives a name more than once: what is outside brackets and what is inside.

    Inside counts when it is in another script or is said to be another name ("a.k.a."); for a person also words of
    the name written otherwise, and for an organisation an acronym.

    >>> split_spellings("Igor STRELKOV (a.k.a. Igor GIRKIN)"), split_spellings("Ihor (Igor) Plotnytskyy", "person")
    (('Igor STRELKOV', 'Igor GIRKIN'), ('Ihor Plotnytskyy', 'Igor Plotnytskyy'))
    """
    if "(" not in text:
        return ()
    brackets = list(BRACKETS.finditer(text))
    outside = _tidy(BRACKETS.sub(" ", text))
    found: list[str] = []
    for bracket in brackets:
        inside = bracket[1].strip()
        written = scripts(outside), scripts(inside)
        introduced = _INTRODUCED.match(inside)
        if not all(written):
            continue
        if introduced:
            found += map(_tidy, _SEVERAL.split(inside[introduced.end() :])) if introduced[1] else []
            found.append(outside)
        elif set(written[0]).isdisjoint(written[1]):
            found.append(inside)
        elif type == "person":
            before, words = text[: bracket.start()].split(), inside.split()
            if len(words) < len(before) + bool(text[bracket.end() :].strip()) and words[0][:1].isupper():
                kept = " ".join([*before[: len(before) - len(words)], *words])
                found.append(_tidy(BRACKETS.sub(" ", f"{kept} {text[bracket.end() :]}")))
        elif is_body(type):
            found += _list_acronyms(inside, outside, type)
    return tuple(dict.fromkeys([outside, *filter(None, found)])) if found else ()


def _list_acronyms(inside: str, outside: str, type: str) -> list[str]:
    """Return the other name in capitals that stands in brackets beside an organisation's; no place, nor a kind.

    Where all is in capitals it is a word with a legal form, or a short one: an acronym.
    """
    words = [word for word in key(inside).split() if not is_legal_form(word)]
    generic = vocabulary(type).is_generic if len(words) > 1 else vocabulary(type).concepts.__contains__
    if not inside.isupper() or all(map(generic, words)) or not may_be_acronym(inside, _list_own(outside)):
        return []
    is_told = not outside.isupper() or len(words) < len(key(inside).split())
    return [inside] if is_told or (len(words) == 1 and len(words[0]) <= _MOST_LETTERS) else []


def _list_own(name: str) -> list[str]:
    """Return the words of a name, as exact keys, without its legal forms."""
    return (strip_legal_forms(key(name)) or key(name)).split()


def _spell_out(text: str) -> tuple[str, ...]:
    """Return a name with the code of a country in brackets and an N for number in full: Sunrise (HK), Завод N5."""
    full = BRACKETS.sub(lambda bracket: f"({spell_out(bracket[1].strip()) or bracket[1]})", text)
    full = _NUMBERED.sub("No ", full)
    return (full,) if full != text else ()


def find_brackets(text: str) -> tuple[str, ...]:
    """Return what stands in brackets in a name and is part of it: no other spelling or script, and no legal form.

    >>> find_brackets("Breco (South Africa) Ltd"), find_brackets("Mayak (Маяк)"), find_brackets("Kadvi (PJSC)")
    (('South Africa',), (), ())
    """
    if "(" not in text:
        return ()
    outside = BRACKETS.sub(" ", text)
    found = (bracket[1].strip() for bracket in BRACKETS.finditer(text))
    return tuple(
        inside
        for inside in found
        if not set(scripts(inside)).isdisjoint(scripts(outside))
        and not _INTRODUCED.match(inside)
        and not is_legal_form(key(inside))
    )


def drop_birth_name(text: str, type: str) -> tuple[str, ...]:
    """Return the name in a string that also gives the name that a person was born with; nothing where it does not.

    >>> drop_birth_name("Marie Curie, née Skłodowska", "person"), drop_birth_name("Max Born", "person")
    (('Marie Curie',), ())
    """
    name = _tidy(_BIRTH_NAME.sub("", text)) if type == "person" else text
    return (name,) if " " in name and name != text else ()


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;-")


_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"(?<!\w)N ?(?=\d)")  # before a number
_STOPPED = re.compile(r"(?:[^\W\d_]\. ?){2,}[^\W\d_]\.?")  # an acronym with stops: О.О.Н.
_HYPHENED = re.compile(r"[^\W\d_]{2,5}-[^\W\d_]{2,5}")  # and one with a hyphen, where all is in capitals: PFLP-GC
# before the name that a person was born with, in European languages and Hebrew; Polish writes "z domu"
_BORN = frozenset(
    {"born", "née", "nee", "né", "geb", "geboren", "geborene", "geborener", "rozená", "rozený", "född", "født", "szül",
     "született", "nata", "nato", "nascida", "nascido", "nacida", "nacido", "născută", "dzimusi", "gimusi", "rođena",
     "рођена", "родена", "народжена", "народжаная", "урожд", "урожденная", "урождённая", "урожденный", "урождённый",
     "рожд", "γεννηθείσα", "נולדה"}
)  # fmt: skip
# The same cut short, which has a stop: dev and sz are words of names too.
_BORN_SHORT = ("roz", "roj", "rođ", "рођ", "род", "sünd", "dzim", "merg", "o.s", "дев", "дів", "дзяв", "sz", "ur")
_BEFORE_BIRTH = rf"(?:(?:{'|'.join(sorted(_BORN))}|z domu)[.:]*|(?:{'|'.join(map(re.escape, _BORN_SHORT))})\.) +"
BRACKETS = re.compile(r"\(([^()]*)\)")  # and what stands in them
# What tells that another name follows: words before other names, and words before one that is no name by itself.
_INTRODUCED = re.compile(
    r"(?:(also known as|formerly known as|formerly|alias|a\.?k\.?a\b|f\.?k\.?a\b|n\.?k\.?a\b|dit|также известн\w+ как)"
    rf"[.:]* +|{_BEFORE_BIRTH})",
    re.IGNORECASE,
)
_BIRTH_NAME = re.compile(rf",? {_BEFORE_BIRTH}\S.*")  # in small letters: Max Born is a name
_SEVERAL = re.compile(r"[,;]| or | and ")


def strip_legal_forms(exact: str) -> str:
    """Return an exact key without the legal forms at its ends, or "" where there are none or little would be left.

    >>> strip_legal_forms("gamma werke gmbh"), strip_legal_forms("株式会社东京电力")
    ('gamma werke', '东京电力')
    """
    words = exact.split()
    detached = _detach_legal_form(words) if _SPACELESS.search(exact) else ""
    if detached:
        return detached
    found, left = _take_legal_forms(words)
    if not found or is_legal_form(" ".join(left)) or sum(map(len, left)) < _SHORTEST:
        return ""
    return " ".join(left)


def find_legal_forms(exact: str) -> dict[str, str]:
    """Return the legal forms at the ends of an exact key, each with its class.

    >>> find_legal_forms("ooo gamma werke gmbh")
    {'ooo': 'LLC', 'gmbh': 'LLC'}
    """
    found, _ = _take_legal_forms(exact.split())
    return {form: _classes()[tuple(form.split())] for form in found}


def _take_legal_forms(words: Sequence[str]) -> tuple[list[str], Sequence[str]]:
    """Return the legal forms at the ends of a name, and the words that are left, one at least."""
    forms, ends, longest = _legal_forms()
    found: list[str] = []
    taken = len(words) > 1 and not ends.isdisjoint((words[0], words[-1]))
    while taken:
        taken = False
        for size in range(min(longest, len(words) - 1), 0, -1):
            for form, left in ((words[:size], words[size:]), (words[-size:], words[:-size])):
                if not taken and tuple(form) in forms:
                    found, words, taken = [*found, " ".join(form)], left, True
            if taken:
                break
    return found, words


def strip_syllabic(exact: str) -> str:
    """Return an exact key in Han or Hangul without its legal forms, "" where it has none or is in another script.

    >>> strip_syllabic("株式会社东芝"), strip_syllabic("gamma werke gmbh")
    ('东芝', '')
    """
    return strip_legal_forms(exact) if _SPACELESS.search(exact) else ""


def is_legal_form(exact: str) -> bool:
    """Return whether an exact key is a legal form.

    >>> is_legal_form("joint stock company"), is_legal_form("gamma")
    (True, False)
    """
    return tuple(exact.split()) in _legal_forms()[0]


def _detach_legal_form(words: Sequence[str]) -> str:
    """Return a name without a legal form in Han or Hangul that is one word with its first or last one, or ""."""
    forms = _legal_forms()[0]
    if (words[0],) in forms or (words[-1],) in forms:
        return ""
    for form in _attached_forms():
        least = len(form) + _FEWEST
        if words[-1].endswith(form) and len(words[-1]) >= least:
            return " ".join([*words[:-1], words[-1].removesuffix(form)])
        if words[0].startswith(form) and len(words[0]) >= least:
            return " ".join([words[0].removeprefix(form), *words[1:]])
    return ""


@cache
def _attached_forms() -> tuple[str, ...]:
    """Return the legal forms that are written as one word with a name, the longest first."""
    found = (" ".join(form) for form in _legal_forms()[0] if _SPACELESS.fullmatch("".join(form)))
    return tuple(sorted((form for form in found if len(form) > 1), key=lambda form: (-len(form), form)))


@cache
def _legal_forms() -> tuple[frozenset[tuple[str, ...]], frozenset[str], int]:
    """Return the legal forms, the words that they begin or end with, and how many words the longest has."""
    forms = frozenset(_classes())
    return forms, frozenset(word for form in forms for word in (form[0], form[-1])), max(map(len, forms))


@cache
def _classes() -> dict[tuple[str, ...], str]:
    """Return the class of each legal form, by its words."""
    return {tuple(form.split()): kind for form, kind in read_cells(tables_folder() / "legal_forms.tsv")[1:]}
