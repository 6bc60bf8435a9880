"""Which namesakes of a word in some case its language does not decline so: Тамани is of Тамань, and of no Тамана."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from normalize.annotate.divisions import is_of_division
from normalize.annotate.institutions import holds
from normalize.annotate.measures import PLACES
from normalize.annotate.page import Page, Span
from normalize.annotate.small_words import BODY, VILLAGE, small_words
from normalize.lexicon.inflection import PREPOSITIONS, is_case_form
from normalize.resolution import Candidate
from normalize.text import clean, key

_WHOLE = frozenset({"be", "pl", "ru", "uk"})  # languages all of whose endings are known
# What stands before a place in the locative, and the endings that only adjectives have there.
_IN = PREPOSITIONS & {"у", "ў", "в", "во", "на"}
_OF_TOWNS = ("ск", "цк", "ськ", "цьк")  # what many towns end in, and all such adjectives have
_ADJECTIVE_THERE = re.compile(r"..+(?:[оеё]м|[оеё]й|ай|яй)")
# What an adjective made of a town's name has behind it, and what it has where a noun would have it elsewhere too.
_MADE_OF = re.compile(
    r"(?:[сц]ь?к)?(?:[иі]й|і|[оа]го|[оа]га|[оа]му|[иі]м|[иі]х|ими|імі|ая|ую|ое|ае|о[йюї]|а[йюе])|[сц]ь?ком"
)
_THERE = "ом"
# The same of a name that loses its own ending before it: Решетилівка, Решетилівська.
_MADE_OF_STEM = re.compile(
    r".{3,}(?:(?:[сцз]ьк|ск|цк)(?:[иі]й|і|ы|[оа]го|[оа]му|[иі]м|[иі]х|ими|імі|ая|а|ую|у|ое|ае|е|о[йюї]|а[йюе])"
    r"|(?:sk|ck)(?:i|iego|iemu|im|a|iej|ą|ie|ich|imi))"
)
_SK = re.compile(r"(?:[сцз]ьк|ск|цк|sk|ck)(?:[иі]й|і|ы|ая|а|ое|ае|е|i|a|ie)?\Z")
_CARELESS = "і"  # what a town's name may have by mistake
_ADJECTIVE = re.compile(r"..+(?:[оыиіі]й|ая|яя|[оеая]е|[ыі])")
_ARABIC, _DOUBLED = "Arab", "\u0651"
_VOWELS = re.compile("[\u064b-\u0650\u0652]")

ListNames = Callable[[str], Sequence[str]]


def is_adjective(page: Page, span: Span, name: str) -> bool:
    """Return whether a word is an adjective made of a town's name, an exact key: у Віцебскі суд, в Лабинском районе.

    >>> page = Page.of("Он живёт в Лабинском районе под Лабинском.", "ru")
    >>> [is_adjective(page, Span(at, at + 1, "", "", "", True), "лабинск") for at in (3, 6)]
    [True, False]
    """
    word, before = page.words[span.first].key, page.words[span.first - 1].key if span.first else ""
    if span.size == 1 and is_of_division(page, span.first):
        return True  # на Покровському напрямку
    if span.size > 1 or page.language not in _WHOLE or not name:
        return False
    if not word.startswith(name):
        return bool(_MADE_OF_STEM.fullmatch(word)) and not (_SK.search(name) or is_case_form(word, name))
    rest, behind = word[len(name) :], Span(span.last, min(span.last + 2, len(page.words)), "", "", "", False)
    if rest == _CARELESS and not (behind.size and holds(page, behind, BODY)):
        return False  # у Бабруйскі прызналі
    whole = name.endswith(_OF_TOWNS)
    there = before in _IN or before in small_words(VILLAGE)  # селе Покровском
    return (whole and rest == _THERE and there) or (
        bool(_MADE_OF.fullmatch(rest)) and (whole or rest.startswith(_OF_TOWNS))
    )


def list_unlike(page: Page, span: Span, likely: Sequence[Candidate], list_names: ListNames) -> Set[str]:
    """Return the ids of those candidates none of whose names the language of a page declines to what stands there.

    In Arabic, those none of whose names has the doubled letter that stands there: عمّان is Amman, and not Oman. None
    where that is so of all; `list_names` gives all names of an entity.

    >>> from normalize import load
    >>> lexicon = load()
    >>> page = Page.of("Он выехал из Тамани.", "ru")
    >>> likely = lexicon.resolve("Тамани").candidates
    >>> names = lambda id: [name.name for name in lexicon.names(id)]
    >>> "geonames:1850745" in list_unlike(page, Span(3, 4, "", "", "", True), likely, names)
    True
    """
    if len(likely) < 2:
        return frozenset()
    if page.words[span.first].script == _ARABIC:
        return _list_undoubled(page.surface(span), likely, list_names)
    if span.size > 1 or page.language not in _WHOLE:
        return frozenset()
    word, before = page.words[span.first], page.words[span.first - 1].key if span.first else ""
    there = before in _IN and bool(_ADJECTIVE_THERE.fullmatch(word.key))

    def is_like(name: str) -> bool:
        nominative = key(clean(name).text)
        if nominative == word.key:
            return True
        return is_case_form(word.key, nominative, page.language) and not (
            there and not _ADJECTIVE.fullmatch(nominative)
        )

    unlike = frozenset(one.id for one in likely if not any(map(is_like, [one.name, *list_names(one.id)])))
    return unlike if len(unlike) < len({one.id for one in likely}) else frozenset()


def _list_undoubled(surface: str, likely: Sequence[Candidate], list_names: ListNames) -> Set[str]:
    if _DOUBLED not in surface:
        return frozenset()
    doubled = _VOWELS.sub("", surface)
    alike = {one.id for one in likely if any(_VOWELS.sub("", name) == doubled for name in list_names(one.id))}
    return frozenset(one.id for one in likely if one.type in PLACES and one.id not in alike) if alike else frozenset()
