"""Words → the spans of words that may be names, from what stands in the text alone and in the lexicon to the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.annotate.cues import (
    find_owner_of_kind,
    is_located,
    measure_title,
    pass_title,
    tell_after,
    tell_before,
)  # fmt: skip
from normalize.annotate.deeds import is_given_name
from normalize.annotate.exact import INFLECTED, Exact, is_particle
from normalize.annotate.families import ends_as_family
from normalize.annotate.institutions import (
    find_end,
    find_named,
    find_owner,
    find_seat,
    goes_on_in,
    is_headed,
    is_part,
    opens_name,
    skip_between,
)
from normalize.annotate.nominatives import has_endings
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import ATTACHED, PREFIXED, Page, Span
from normalize.annotate.pieces import closes_dateline, is_spelt, is_transcribing_character, stands_alone
from normalize.annotate.regnal import find_epithet
from normalize.annotate.slips import FEWEST, FEWEST_HAN
from normalize.annotate.small_words import (
    AND,
    BODY,
    FEATURE,
    HOMOGRAPH,
    REGION,
    THAT,
    TOWARD,
    small_words,
)  # fmt: skip
from normalize.annotate.words import BREAKS, CASED, Word
from normalize.lexicon.inflection import is_case_form
from normalize.text import THE, UNSPACED

_RUN = 7  # words of a name that is not known to the letter
_OF = "of"
_POLISH = "pl"
_BODY = "organisation"
_OWNING = {"bg": ("на",), GERMAN: ("der", "des")}  # what a language without cases has before whose a body is
_BALTIC = ("lt", "lv")  # where a genitive stands before what is somebody's: Lietuvos bankas
_FAMILY = (1, 2)  # characters of a family name before a given name
_TELLING = 4  # syllables of a foreign name that are no other words
_NO_END = "的说了在是和与"  # Chinese: what no name ends in
_BANKS = frozenset("和与及畔谷边岸沿")  # behind a river
_PARTS = 3  # words of a person's name in a script without capitals
_SHORTEST = 4  # characters in katakana of a misspelt town before the word for a body
_SUBJECT = 5  # letters of an Arabic subject that may be a misspelt name
_NO_INITIALS = frozenset("ქსწ")  # Georgian letters that a town, a village and a year are short for
_LEAST = 3  # letters of a word in a script without capitals that may be a name not known to the letter


def find_spans(page: Page, exact: Exact) -> Iterator[Span]:
    """Yield the spans that may be names, in order and without overlap; what becomes of them is for the lexicon to say.

    In scripts with capitals these are runs of capitalised words, cut at titles; elsewhere names to the letter, words
    of katakana, and words beside a cue.
    """
    at = 0
    while at < len(page.words):
        if page.words[at].script in CASED:
            last = _end_run(page, at, exact)
            yield from _cut_run(page, at, last, exact)
            at = max(last, pass_title(page.words, at) if last == at else last)
        else:
            span = _find_caseless(page, at, exact)
            if span is not None:
                yield span
            at = span.last if span is not None else at + 1


def _end_run(page: Page, first: int, exact: Exact) -> int:
    """Return where a run of capitalised words that begins at `first` ends: particles and exact names go with it."""
    words = page.words
    if not words[first].capital and first not in exact:
        return first
    last = next(iter(exact.get(first, ())), first + 1)
    while last < len(words) and words[last].joint not in ("/", *BREAKS) and words[last].script in CASED:
        if words[last].capital:
            last = next(iter(exact.get(last, ())), last + 1)
        elif (end := find_epithet(words, last)) > last or (end := pass_title(words, last - 1)) > last:
            last = end  # Friedrich der Große, Secretary of State
        elif is_particle(page, last) and not (words[last].key == _OF and _is_no_body(words[first:last])):
            last += 1
        elif _is_seated(page, first, last):
            last = next(iter(exact.get(last + 1, ())), last + 2)
        else:
            owner = _find_owner(page, first, last, exact)
            if owner == last:
                break
            return next(iter(exact.get(owner, ())), owner + 1)
    return last


def _is_no_body(words: Sequence[Word]) -> bool:
    """Return whether no word says that a name goes on behind "of": Pavel Latush of Riga, but the Bank of Minsk."""
    return (small_words(BODY) | small_words(FEATURE)).isdisjoint(word.key for word in words)


def _cut_run(page: Page, first: int, last: int, exact: Exact) -> Iterator[Span]:
    """Yield the spans of one run: what is between titles, without the ordinary words that only open a sentence."""
    at = begin = first
    while at < last:
        longer = [end for end in exact.get(at, ()) if at + 1 < end <= last]
        title = 0 if longer else measure_title(page.words, at, last)
        if title:
            yield from _trim(page, begin, at, exact)
            begin = at + title
        at = longer[0] if longer else at + max(title, 1)
    yield from _trim(page, begin, last, exact)


def _trim(page: Page, first: int, last: int, exact: Exact) -> Iterator[Span]:
    words = page.words
    while first < last and not any(first + 1 < end <= last for end in exact.get(first, ())):
        begins = first + 1 < last and _begins_body(page, first, exact)
        said = page.language == GERMAN and first + 1 < last
        if said and (words[first].key in small_words(TOWARD) or words[first].key in small_words(REGION)):
            first += 1  # in Richtung Minsk, im Bundesstaat Washington
            continue
        if words[first].capital and (begins or not _opens_only(page, first)):
            break
        first += 1
    ends = {end for at in range(first, last) for end in exact.get(at, ())}
    while first < last and not words[last - 1].capital and last not in ends:
        last -= 1
    whole = exact.get(first, {}).get(last, "")
    if first >= last or (last - first > _RUN and not whole):
        return  # a heading or a list is no name
    shown = [page.shows(at) for at in range(first, last)]
    opens = page.language in _BALTIC and is_case_form(words[first].key, whole, page.language)  # Rusijos dronai
    opens = opens or words[first].script in ATTACHED or page.is_genitive(first, whole)
    cased = whole != words[first].key and not (has_endings(page.language) or opens)
    unlike = not whole or (page.capitals_tell and cased)
    titled = first > 0 and words[first - 1].capital and tell_before(words, first) == "person"
    titled = titled and not page.is_ordinary(first)
    unshown = last - first == 1 and not shown[0] and unlike and not (titled or _may_be_town(page, first))
    if unshown and whole and page.language in INFLECTED and not _is_word(page, first, whole):
        yield Span(first, last, "", "", whole, False, shown=False)  # Францію представляв
        return
    if unshown and (whole or page.is_ordinary(first) or len(words[first].text) < FEWEST):
        return
    if last - first == 1 and not whole and page.is_ordinary(first):
        return
    several = not page.capitals_tell and last - first > 1  # even German has few nouns side by side
    sure = (any(shown) or several or titled) and not all(page.is_ordinary(at) for at in range(first, last))
    end = find_end(words, last) if (last - first == 1 or whole) and words[first].capital else last
    if end > last and not shown[0]:
        return  # Кировский обком, which opens a sentence
    inside = range(first + 1, last)
    goes_on = any(_is_seated(page, first, at) or _find_owner(page, first, at, exact, last) > at for at in inside)
    if end > last or (goes_on and not whole):
        yield Span(first, end, _BODY, "", "", True, closed=True)
    else:
        yield Span(first, last, tell_before(words, first), tell_after(words, last), whole, sure, shown=not unshown)


def _is_word(page: Page, at: int, name: str) -> bool:
    """Return whether a word, or the name that it is a case of, is an ordinary one too: Czadem, Панаму."""
    words = page.words[at].key, name
    return not (page.ordinary.isdisjoint(words) and small_words(HOMOGRAPH).isdisjoint(words))


def _may_be_town(page: Page, at: int) -> bool:
    """Return whether a German word that is none of the ordinary ones stands as towns do: nach Krakkau und Tbillisi."""
    word, before = page.words[at], page.words[at - 1] if at else None
    if page.language != GERMAN or before is None or word.plain or word.joint != " " or word.key in page.ordinary:
        return False
    return page.is_bare(at) or before.key in small_words(AND)


def _is_seated(page: Page, first: int, last: int) -> bool:
    """Return whether a Polish name of a body goes on behind `last` with where it is."""
    return page.language == _POLISH and goes_on_in(page.words, first, last)


def _find_owner(page: Page, first: int, last: int, exact: Exact, stop: int | None = None) -> int:
    """Return where the name of a body goes on behind `last` with whose it is: Верховный суд Литвы.

    `stop`: where its run ends, where that is known.
    """
    if page.language in _BALTIC or (page.language not in INFLECTED and page.language not in _OWNING):
        return last
    if page.language == GERMAN and not is_headed(page.words[last - 1]):
        return last
    owner = find_owner(page.words, first, last, _OWNING.get(page.language, ()))
    end, known = next(iter(exact.get(owner, {}).items()), (owner + 1, ""))
    followed = end < (stop or len(page.words)) and page.words[end].capital and page.words[end].joint == " "
    phrase = page.phrase(owner, end)
    owned = stop is None and page.language in INFLECTED and known not in ("", phrase) and not ends_as_family(phrase)
    return last if followed and not owned else owner  # a university's rector, but академии наук Украины Олег


def _begins_body(page: Page, first: int, exact: Exact) -> bool:
    """Return whether an ordinary word that opens a sentence is the first of a longer name."""
    seated = _is_seated(page, first, first + 1) or opens_name(page.words, first) or is_part(page.words, first)
    return seated or _find_owner(page, first, first + 1, exact) > first + 1


def _opens_only(page: Page, at: int) -> bool:
    """Return whether a capitalised word is an ordinary one, or one letter that is no initial, that opens a sentence."""
    word, after = page.words[at], page.words[at + 1 : at + 2]
    if page.capitals_tell and not word.plain:
        return False
    if is_given_name(word.key) and after and after[0].capital and after[0].joint == " ":
        return page.is_ordinary(at + 1)  # Rosa Luxemburg, but Rosa Blumen
    return page.is_ordinary(at) or (len(word.text) == 1 and not (after and after[0].joint == "."))


def _find_caseless(page: Page, at: int, exact: Exact) -> Span | None:
    words, word = page.words, page.words[at]
    named = _find_named(page, at, exact)
    if named > at:
        return Span(at, skip_between(words, next(iter(exact[named]))), _BODY, "", "", True, closed=True)
    if _opens_initialled(page, at):
        return Span(at, at + 2, "person", "", "", True)
    seat = find_seat(words, at) if word.script in PREFIXED else at
    if seat in exact and seat > at and seat not in exact.get(at, ()):
        return Span(at, next(iter(exact[seat])), _BODY, "", "", True, closed=True)
    for last, known in exact.get(at, {}).items():
        if stands_alone(page, at, last, exact) or (last == at + 1 and _is_joined(page, at, known, exact)):
            end = find_end(words, last)
            longer = any(end < other for other in exact.get(last, ()))  # 新华社 塔什干 is no tower
            if end > last and (not longer or (end < len(words) and words[end].key in _BANKS)):
                return Span(at, end, _BODY, "", "", True, closed=True)
            cues = tell_before(words, at), tell_after(words, last)
            return Span(at, last, *cues, known, any(cues) or last - at > 1 or closes_dateline(page, last))
    last = at + 1
    if word.script == "Kana":
        while last < len(words) and words[last].script == "Kana" and words[last].joint == " ":
            last += 1
        end = find_end(words, last)
        if end > last and len(word.text) >= _SHORTEST and not page.is_ordinary(at):
            return Span(at, end, _BODY, "", "", True, closed=True)  # チェルニヒウ工科大学
    elif word.script == "Hani" and page.language == "zh":
        return _find_spelt(page, at, exact)
    elif word.script in UNSPACED or not word.script:
        return None
    if sum(len(w.text) for w in words[at:last]) < _LEAST or any(map(page.is_ordinary, range(at, last))):
        return None
    if word.script in PREFIXED and word.key.removeprefix(THE) in page.ordinary:
        return None  # ink with an article is no misspelt town
    cues = tell_before(words, at), tell_after(words, last)
    stands = any(cues) or is_located(page, Span(at, last, "", "", "", False)) or _is_subject(page, at)
    if word.script != "Kana" and not stands and len(word.text) < FEWEST:
        return None  # any word is like some name
    if cues[0] == "person" and word.script != "Kana" and last < len(words) and words[last].joint == " ":
        last += not page.is_ordinary(last) and last not in exact
    kana = word.script == "Kana"
    return Span(at, last, *cues, "", kana and (any(cues) or last > at + 1), shown=kana or stands)


def _opens_initialled(page: Page, at: int) -> bool:
    """Return whether a Georgian word is an initial before a family name: ი. ალიევმა, but not ქ. ბათუმი."""
    word, after = page.words[at], page.words[at + 1] if at + 1 < len(page.words) else None
    if word.script != "Geor" or len(word.text) > 1 or word.text in _NO_INITIALS or word.joint == ".":
        return False
    named = after is not None and after.joint == "." and after.script == word.script and len(after.key) >= _SHORTEST
    return named and not page.is_ordinary(at + 1)


def _is_subject(page: Page, at: int) -> bool:
    """Return whether an Arabic word of some length stands behind "that", as subjects do: إن كازخستان."""
    word = page.words[at]
    if not at or word.joint != " " or word.script not in PREFIXED or len(word.key) < _SUBJECT:
        return False
    return page.words[at - 1].key in small_words(THAT)


def _is_joined(page: Page, at: int, known: str, exact: Exact) -> bool:
    """Return whether an Arabic "and" joins a word, though an ordinary one, with the name to the letter before it."""
    word = page.words[at]
    joined = word.script in PREFIXED and word.key.endswith(known) and word.key[: -len(known)] in ("و", "ו")
    return joined and any(at in exact.get(before, ()) for before in range(max(at - _PARTS, 0), at))


def _find_spelt(page: Page, at: int, exact: Exact) -> Span | None:
    """Return a name that Chinese spells by its syllables: 亨利·基辛杰, or characters of no word beside a cue."""
    words = page.words
    if any(find_owner_of_kind(words, behind) for behind in range(at + 1, min(at + _PARTS, len(words)))):
        return None  # the words for a town: 利沃夫州的小镇布罗迪
    last, parts = at, 1
    while last < len(words) and _goes_on(page, at, last) and not (last > at and _is_known(page, exact.get(last, {}))):
        parts += words[last].joint == " " and last > at
        last += 1
    size = sum(len(word.key) for word in words[at:last])
    if parts > 1 and size > _FAMILY[1]:
        return Span(at, last, "person", "", "", True, closed=True)
    loose = last < len(words) and len(words[last].key) == 1 and words[last].joint == ""
    if loose and words[last].key not in _NO_END and _ends(words, last + 1):
        last, size = last + 1, size + 1  # the last character of a name may be any
    cues = tell_before(words, at), tell_after(words, last)
    told = any(cues) or is_located(page, Span(at, last, "", "", "", False))
    alone = size >= _TELLING and all(is_spelt(word.key) for word in words[at:last])
    shown = (told and size > 1) or alone
    known = any(len(name) > 1 for begin in range(at, last) for name in exact.get(begin, {}).values())
    apart = size >= FEWEST_HAN and not known
    return Span(at, last, *cues, "", False, closed=True, shown=shown) if shown or apart else None


def _goes_on(page: Page, first: int, at: int) -> bool:
    """Return whether a word spells on what begins at `first`: syllables of foreign names, or a character of no word."""
    word = page.words[at]
    if word.script != "Hani" or (at > first and word.joint not in ("", " ")):
        return False
    return is_spelt(word.key) or (len(word.key) == 1 and not page.is_ordinary(at))


def _is_known(page: Page, ends: dict[int, str]) -> bool:
    """Return whether a name to the letter begins here that is too long to be a piece of another, and is none of one."""
    return any(len(name) > _FAMILY[1] and not is_transcribing_character(page, end) for end, name in ends.items())


def _ends(words: Sequence[Word], at: int) -> bool:
    return at >= len(words) or words[at].joint not in ("", " ")


def _find_named(page: Page, at: int, exact: Exact) -> int:
    """Return where the name to the letter begins that makes a longer one with the word at a place, or that place.

    بنك الكويت, محكمة جنايات طنطا, but not جامعة بالقاهرة.
    """
    words = page.words
    named = find_named(words, at) if words[at].script in PREFIXED else at
    longer = any(end > at + 1 for end in exact.get(at, ()))
    begins = (known.partition(" ")[0] for known in exact.get(named, {}).values())
    return named if not longer and words[named].key in begins else at
