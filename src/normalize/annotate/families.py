"""Family names that small towns have too, in Slavic languages, told by their endings and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Callable

from normalize.annotate.deeds import is_author, is_described, list_owners
from normalize.annotate.page import Page, Span
from normalize.annotate.titles import is_she

_RUSSIAN = re.compile(r"..+(?:[аоеё]в|[еиыі]н)")  # names that decline otherwise as a town's: с Пушкиным, под Пушкином
_HIS = re.compile(r"..+(?:[аоеёі]в|[еиыі]н)[ыи]м")
_GENITIVE = re.compile(r"..+(?:[аоеёі]ва|[еиыі]на|[оеыиаяі]го|iego|[sc]k[ai]|ego)")
# The same and the dative of those who own or have made something: письмо Чехова, фильм по Пушкину.
_OWNER = re.compile(r"..+(?:[аоеё]ў?ва|[еиыі]на|[ое]го|ага|[ое]му|аму|[аоеё]ву|[еиыі]ну|[sc]kiego|[сц]ь?кого)")
_HERS = re.compile(r"..+(?:[сц]кая|[сц]ька|[sc]ka)")
_FAMILIES = re.compile(r"..+(?:ów|ich|ych|[оеё]в|[ыи]х)")  # of whom one is a guest
_WITH_FAMILY = {"pl": "u", "ru": "у"}
_SPEECH = re.compile(r'[»“”"],?\s*[–—-]\s+((?:[^\W\d_]+ ){1,2})\Z')
_LONGEST = 60  # characters of it
_QUOTED = ("» ", "” ", '" ')  # before whose the work is that ends so


def is_family(page: Page, span: Span, name: str, given: Callable[[str], bool]) -> bool:
    """Return whether a small town's name is a family's where it stands; `name` is the town's own as an exact key.

    `given` says whether people bear a word.

    >>> page = Page.of("Он дружил с Пушкиным.", "ru")
    >>> is_family(page, Span(3, 4, "", "", "", True), "пушкин", lambda word: True)
    True
    >>> page = Page.of("Он жил под Пушкином.", "ru")
    >>> is_family(page, Span(3, 4, "", "", "", True), "пушкин", lambda word: True)
    False
    """
    words, first = page.words, span.first
    word = words[span.last - 1].key
    if _HERS.fullmatch(word) and (is_she(page, span.last) or (span.size > 1 and given(words[first].text))):
        return True  # Вяземская пела, Анна Вяземская
    if span.size > 1:
        return False
    if _RUSSIAN.fullmatch(name) and _HIS.fullmatch(word):
        return True
    before = words[first - 1].key if first and words[first].joint == " " else ""
    if before == _WITH_FAMILY.get(page.language) and _FAMILIES.fullmatch(word):
        return True  # u Radziwiłłów
    if is_author(page, span) or any(_OWNER.fullmatch(one.key) for one in list_owners(page, span)):
        return True
    start = words[first].start
    quoted = page.text[max(start - 2, 0) : start] in _QUOTED
    return bool(_GENITIVE.fullmatch(word)) and (quoted or is_described(page, span))


def follows_speech(page: Page, span: Span) -> bool:
    """Return whether what is quoted and a word or two written small stand before a name: «Рано», — отшутился Ковров.

    >>> page = Page.of("«Рано», — отшутился Ковров. Он из города Коврова.", "ru")
    >>> [follows_speech(page, Span(at, at + 1, "", "", "", True)) for at in (2, 6)]
    [True, False]
    """
    start = page.words[span.first].start
    told = _SPEECH.search(page.text, max(start - _LONGEST, 0), start)
    return told is not None and told[1].islower()


def ends_as_family(exact: str) -> bool:
    """Return whether an exact key ends as family names do in the genitive or as a woman's.

    >>> ends_as_family("иванова"), ends_as_family("украины")
    (True, False)
    """
    return bool(_GENITIVE.fullmatch(exact))
