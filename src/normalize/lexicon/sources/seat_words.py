"""Words for countries and large cities in the names of bodies, from the tables of both: knowledge, not entities.

"Banque nationale de Géorgie" and "Georgian National Bank" differ in a country's name and adjective, "Université de
Varsovie" and "University of Warsaw" in a city's. A form is the name of one country, or of one city and no country; in
languages that decline names it also stands in the cases that `endings.tsv` gives. Adjectives that `demonyms.tsv` has
not, which are no names of a country by themselves (orosz is a family name), are in `data/seat_adjectives.tsv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path

from normalize.lexicon.sources.generic_words import TYPES, read_words, write_form
from normalize.lexicon.sources.hand_made import read_hand_made
from normalize.lexicon.table import NameRow, read_table
from normalize.text import THE, key, main_script
from normalize.tsv import read_cells

TABLE, HEADER = "seat_words.tsv", "form\tconcept\tcountry\ttype"
_KINDS = frozenset({"label", "alias", "short", "former"})
_SCRIPTS = frozenset({"", "Hans", "Hant", "Latn", "Cyrl"})  # that a language is written in at home
_DECLINED = frozenset({"Latn", "Cyrl", "Armn", "Geor", "Grek"})  # scripts of languages that put endings to names
_AGGLUTINATED = frozenset({"Armn", "Geor"})  # and to these what other languages have prepositions for
_HARMONIC = frozenset({"az", "fi", "hu", "kk", "tr"})  # whose endings follow the vowels of a name, as no table says
_SHORTEST = 2  # letters of a name
_LARGE, _GREAT = 250_000, 1_000_000  # people of a city, and of one whose cases are known
_SHARING = ("lt", "lv", "pl", "cs", "sk", "hr")  # languages in Latin letters whose names of countries others have too
_STEM = 3  # letters that a name keeps without its ending
_OPEN = 4  # letters of an open form
_VOWELS = "aeiouyáéíóúýůěаеёиоуыэюяіїє"
# What adjectives made with -sk- end in.
_ADJECTIVE = ("ий", "ый", "ой", "ая", "ое", "ие", "і", "ы", "ая", "и", "а", "е", "i", "a", "e", "y", "ý", "á", "é", "í")
# Its people and adjectives are those of its parts too, but for these: the Welsh league is none of Britain's.
_OF_PARTS, _WHOLE = "iso3166-1:GB", ("brit", "brét", "bryt", "брит", "брыт", "بريط", "البريط")
_MADE_WITH = {"ru": "ск", "be": "ск", "bg": "ск", "uk": "ськ", "pl": "sk"}  # adjectives of towns
_ARTICLES = {"el": ("τησ", "του", "των")}  # that stand before the cases of names
_ELIDED = {"en": ("d", "l"), "fr": ("d", "l"), "it": ("d", "l", "dell", "all")}  # articles that are one word with it
_ELIDED_ANYWHERE = ("d",)
_CITY = {"ko": ("특별시", "광역시")}  # what is written behind the name of a city, and left out in the names of bodies


def seat_word_lines(lexicons: Path, countries: Iterable[NameRow], places: Iterable[NameRow]) -> Iterator[str]:
    """Yield one line a form, sorted: an exact key, open where it ends in "*", the English name, codes, and the type.

    The codes are those of the country, for a former state those of what became of it.

    `lexicons` is where the tables lie that are kept by hand.
    """
    generic = {write_form(r["form"]): r["concept"] for type in TYPES if type != "country" for r in read_words(type)}
    endings = {**_read_endings(lexicons / "endings.tsv"), "en": [("", "s")]}  # Ukraine's, as an exact key
    shared = {key(row.name) for row in read_table(lexicons / "regions.tsv")}  # by several countries: Congo, Korea
    named = _list_forms(countries, endings, _DECLINED)
    for row in filter(_is_spoken, read_table(lexicons / "demonyms.tsv")):
        if row.id != _OF_PARTS or key(row.name).startswith(_WHOLE):
            for form in _list_adjectives(key(row.name), row.lang):
                named[form].add(row.id)
    for word in read_hand_made("seat_adjectives.tsv"):
        for form in word["forms"].split():
            named[write_form(form)].add(f"iso3166-1:{word['country']}")
    great = _list_large(places, _GREAT)
    in_cities = {
        **_list_forms(great, endings, _DECLINED - _AGGLUTINATED),
        **_list_forms(_list_large(places, _LARGE), endings, frozenset()),
    }
    for row in great:
        for form in _derive(key(row.name), row.lang):
            in_cities.setdefault(form, set()).add(row.id)
    labels = [row for row in (*countries, *places) if row.kind == "label" and row.lang == "en"]
    concepts = {row.id: key(row.name) for row in labels}
    told = {row.id: f"{' '.join(row.country)}\t{row.type}" for row in labels}
    for form, ids in sorted({**in_cities, **named}.items()):
        id = min(ids)
        concept = concepts.get(id, "")
        is_other = form in generic and generic[form] != generic.get(concept, concept)
        if len(ids) == 1 and concept and len(form) >= _SHORTEST and not is_other and form not in shared:
            yield f"{form}\t{concept}\t{told[id]}"


def _list_large(places: Iterable[NameRow], least: int) -> list[NameRow]:
    """Return the rows of cities of so many people at least."""
    large = {row.id for row in places if (row.weight or 0) >= least}
    return [row for row in places if row.id in large]


def _is_spoken(row: NameRow) -> bool:
    """Return whether a name is in a language, and written as at home, that bodies have generic words in."""
    lang, _, script = row.lang.partition("-")
    return lang in _spoken() and script in _SCRIPTS


def _list_forms(
    rows: Iterable[NameRow], endings: Mapping[str, Sequence[tuple[str, str]]], declined: Set[str]
) -> dict[str, set[str]]:
    """Return the names of some rows as exact keys, each with its ids.

    And their cases that are no other's name, where they are in one of the scripts that are `declined`.
    """
    names: dict[str, set[str]] = defaultdict(set)
    cases: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind in _KINDS and _is_spoken(row):
            exact, lang = key(row.name), row.lang.partition("-")[0]
            # A name that several languages share has the row of one: Irak is French too.
            articles = _ELIDED.get(lang, _ELIDED_ANYWHERE) if main_script(exact) == "Latn" else ()
            elided = [begin + exact for begin in articles if exact[0] in _VOWELS]
            bare = [exact.removesuffix(city) for city in _CITY.get(lang, ()) if exact.endswith(city)]
            for form in (exact, *elided, *bare):
                names[form].add(row.id)
            if main_script(exact) in declined:
                for own in dict.fromkeys((lang, *_list_shared(row))):
                    for form in _list_cases(exact, endings.get(own, ())):
                        for written in (form, *(f"{article} {form}" for article in _ARTICLES.get(own, ()))):
                            cases[written].add(row.id)
    return defaultdict(set, {**cases, **names})


def _list_shared(row: NameRow) -> Iterator[str]:
    """Yield the languages that decline names in which a country is called so too: Rusija is Serbian and Lithuanian."""
    scheme, _, code = row.id.partition(":")
    if scheme == "iso3166-1":
        yield from (lang for lang, named in _read_named().items() if named.get(code) == key(row.name))


@cache
def _read_named() -> Mapping[str, Mapping[str, str]]:
    """Return what CLDR calls the countries in languages that decline names, by language and code, as exact keys."""
    from babel import Locale

    return {lang: {code: key(name) for code, name in Locale.parse(lang).territories.items()} for lang in _SHARING}


@cache
def _spoken() -> frozenset[str]:
    return frozenset(row["lang"].partition("-")[0] for row in read_words("organisation"))


def _list_cases(exact: str, endings: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a name of one word in its cases: of what it ends in, and behind it where it ends in no vowel."""
    found = {nominative for nominative, _ in endings if nominative and exact.endswith(nominative)}
    bare = exact[-1:] not in _VOWELS or ("", "s") in endings
    for ended in (*sorted(found, key=len, reverse=True), *[""] * bare):
        stem = exact.removesuffix(ended)
        if " " not in exact and len(stem) >= _STEM and (ended or bare):
            yield from (stem + ending for nominative, ending in endings if nominative == ended)


def _list_adjectives(exact: str, lang: str) -> Iterator[str]:
    """Yield an adjective, open where it is made with -sk- or is declined otherwise.

    >>> list(_list_adjectives("белорусский", "ru")), list(_list_adjectives("britisch", "de"))
    (['белорусск*'], ['britisch*'])
    """
    stem = next((exact.removesuffix(e) for e in _ADJECTIVE if exact.endswith(e)), exact)
    if len(stem) > _OPEN and stem[-1] in "кk":
        yield stem + "*"
    elif len(exact) >= _OPEN and lang == "de" and exact.endswith("isch"):
        yield exact + "*"
    elif lang == "ar":
        bare = exact.removeprefix(THE)
        yield from (bare, bare + "ة", THE + bare, THE + bare + "ة")
    else:
        yield exact


def _derive(exact: str, lang: str) -> Iterator[str]:
    """Yield the open forms of the adjectives made with -sk- of a city's name, in languages that have them.

    >>> [*_derive("варшава", "ru"), *_derive("минск", "ru"), *_derive("одесса", "ru"), *_derive("kraków", "pl")]
    ['варшавск*', 'минск*', 'одесск*', 'krakówsk*', 'krakowsk*']
    """
    made = _MADE_WITH.get(lang)
    stem = exact.rstrip("аеиіоуыэюяьйaeiouy")
    if made and " " not in exact and len(stem) >= _OPEN:
        stem = stem.replace("в", "ў") if lang == "be" and stem.endswith("в") else stem
        ended = stem.endswith((made, made[:1] * 2))
        found = [stem + (made[1:] if stem.endswith(made[:1] * 2) else "" if ended else made)]
        found += [found[0].replace("ów", "ow")] if "ów" in stem else []
        yield from (form + "*" for form in found)


def _read_endings(path: Path) -> Mapping[str, list[tuple[str, str]]]:
    """Return the endings of each language: what a nominative ends in, and another case of it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for lang, ending, nominatives in read_cells(path)[1:]:
        if ending.isalpha() and lang not in _HARMONIC:
            found[lang] += [(n.replace("-", ""), ending.replace("-", "")) for n in nominatives.split()]
    return found
