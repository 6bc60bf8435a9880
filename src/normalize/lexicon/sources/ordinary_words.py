"""Ordinary words of many languages, which a text may write with a capital without their being names.

Function words are those of stopwords-iso, nouns and verbs those of the keywords that CLDR gives to emoji, months and
days those of CLDR's calendars, parts of the world those of the UN's standard M49 with CLDR's names, for the lexicon has
nothing larger than a country. What none of them has is in the hand-made `data/ordinary_words.tsv`.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterable, Iterator, Set
from functools import cache
from pathlib import Path

from normalize.lexicon.sources.hand_made import read_hand_made
from normalize.lexicon.sources.pins import ANNOTATIONS, STOPWORDS, npm_archive
from normalize.lexicon.table import read_table, tables_folder
from normalize.text import THE, clean, key

HEADER = "lang\tword"
LANGUAGES = (
    "ar", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu",
    "hy", "id", "it", "ja", "ka", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th",
    "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
# Words of the lists that are names: what emoji of flags, towers and statues bear, what news in Russian often have.
_NAMES = frozenset(
    {"london", "лондон", "لندن", "tokyo", "tokio", "токіа", "токио", "токіо", "طوكيو", "ტოკიო", "ტოკიოს", "იაპონიის",
     "東京", "ニューヨーク", "نيويورك", "فلوريدا", "техас", "texas", "москва", "россия", "англия", "японии", "японіі",
     "японії", "لليابان", "وأستراليا", "евросоюз", "kanagawa", "rabat", "microsoft", "phoenix", "colorado",
     "伦敦", "倫敦", "纽约", "紐約", "londonas", "londona", "ņujorka", "توکیو", "نیویورک", "آمریکا", "کابل",
     "לונדון", "טוקיו", "אנגליה", "ואוסטרליה", "ביפן", "חרטום", "लंदन", "टोक्यो", "뉴욕", "도쿄", "런던", "켄터키",
     "프랑크푸르트", "미국이", "터키", "ลอนดอน", "โตเกียว", "อังกฤษ", "ٹوکیو", "نیویارک", "লন্ডন", "টোকিও", "ঢাকা"}
)  # fmt: skip
# Languages that no capital tells a name in: what is written by hand there is a word though it is a country too (مالي).
_CASELESS = frozenset({"ar", "bn", "fa", "he", "hi", "ja", "ka", "ko", "th", "ur", "zh"})
# Languages whose words for the people of countries are no other words.
_PEOPLES = frozenset({"bn", "fa", "he", "hi", "ka", "ko", "ur"})
_NOUNS_CAPITAL = frozenset({"de"})  # elsewhere a keyword with a capital is a name
_LEAST = 3  # letters of a noun in Arabic without the article


def ordinary_word_lines(downloads: Path, names: Set[str], peoples: Set[tuple[str, str]]) -> Iterator[str]:
    """Yield one line a word, sorted: language and exact key.

    `names` are keys that are names before all, `peoples` those of the people of countries in a language, which in other
    ones are words where a hand has said so.
    """
    by_hand = [(row["lang"], row["word"]) for row in read_hand_made("ordinary_words.tsv")]
    others = (*_read_keywords(downloads), *_read_calendars(), *_read_parts_of_world())
    everywhere = {exact for _, exact in peoples}
    famous = {key(name) for name in _NAMES}
    words = ((lang, key(clean(word).text)) for lang, word in others)
    made = {(lang, exact) for lang, exact in words if exact not in names and exact not in everywhere}
    chosen = ((lang, key(clean(word).text)) for lang, word in by_hand)
    made |= {(lang, exact) for lang, exact in chosen if exact not in names and (lang, exact) not in peoples}
    kept = (row for row in by_hand if row[0] in _CASELESS)
    made |= {(lang, key(clean(word).text)) for lang, word in (*kept, *_read_stopwords(downloads))}
    made |= {(lang, exact.removeprefix(THE)) for lang, exact in made if _is_definite(lang, exact)}  # الحصار, حصار
    made = {(lang, exact) for lang, exact in made if exact not in famous and (lang, exact) not in _list_demonyms()}
    for lang, exact in sorted(made):
        if " " not in exact and any(letter.isalpha() for letter in exact):
            yield f"{lang}\t{exact}"


@cache
def _list_demonyms() -> Set[tuple[str, str]]:
    """Return the words for the people of countries that are no other words: ქართული, भारतीय."""
    rows = read_table(tables_folder() / "demonyms.tsv")
    return {(row.lang, key(clean(row.name).text)) for row in rows if row.lang in _PEOPLES}


def _is_definite(lang: str, exact: str) -> bool:
    """Return whether a word is an Arabic noun with its article."""
    return lang == "ar" and exact.startswith(THE) and len(exact) >= len(THE) + _LEAST


def _read_stopwords(downloads: Path) -> Iterator[tuple[str, str]]:
    words = _read_json(npm_archive(STOPWORDS, downloads), "package/stopwords-iso.json")
    for lang in LANGUAGES:
        for word in words.get(lang, ()):
            yield lang, word


def _read_keywords(downloads: Path) -> Iterator[tuple[str, str]]:
    archive = npm_archive(ANNOTATIONS, downloads)
    for lang in LANGUAGES:
        found = _read_json(archive, f"package/annotations/{lang}/annotations.json")
        keywords = found["annotations"]["annotations"] if found else {}
        for entry in keywords.values():
            for phrase in (*entry.get("default", ()), *entry.get("tts", ())):
                for word in phrase.replace(":", " ").split():
                    if lang in _NOUNS_CAPITAL or not word[:1].isupper():
                        yield lang, word


def _read_calendars() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for lang in LANGUAGES:
        locale = Locale.parse(lang)
        forms: Iterable[str] = (
            name
            for names in (locale.months, locale.days)
            for use in ("format", "stand-alone")
            for name in names.get(use, {}).get("wide", {}).values()
        )
        for name in forms:
            yield lang, name


def _read_parts_of_world() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for lang in LANGUAGES:
        for code, name in Locale.parse(lang).territories.items():
            if code.isdigit():
                yield lang, name


def _read_json(archive: Path, member: str) -> dict:  # type: ignore[type-arg]  # JSON
    with tarfile.open(archive) as packed:
        try:
            stream = packed.extractfile(member)
        except KeyError:
            return {}
        found: dict = json.load(stream) if stream else {}  # type: ignore[type-arg]  # JSON
        return found
