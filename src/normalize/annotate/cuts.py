"""What a run of words is cut into where the whole is no name that the lexicon has, and a part is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from normalize.annotate.cues import measure_title
from normalize.annotate.deeds import ends_as_surname
from normalize.annotate.exact import INFLECTED, Exact
from normalize.annotate.institutions import holds, is_part, opens_name
from normalize.annotate.measures import PROMINENT, TOWN, is_at_home, is_known_place
from normalize.annotate.nominatives import ends_name, has_endings
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import Page, Span, find_nominatives, is_acronym
from normalize.annotate.small_words import BODY, FEATURE
from normalize.lexicon.inflection import PREPOSITIONS, write_like
from normalize.resolution import Resolution

_LIKELY = 0.9
_BODY, _PERSON = "organisation", "person"
_WITH = frozenset({"z", "ze", "з", "са", "с", "со"})  # what mostly stands before a club in another case
_VON, _OWNED, _OF_NOUN = "von", 3, 2
_FIRST = 2  # candidates for an acronym, which may be a place's too: МИД, Meath
_PART = 4  # letters of each part of a compound
_CLUB, _TOWN_OF_ONE = 4, 2  # words of a club's name that ends with its town's; of one whose town has but one


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts the spans of one page; `exact` are its names to the letter.

    `bears` says whether people bear a word, `weight` how prominent an entity is, `ask` and `look_up` what a span means
    by itself, the first so that it says what the text is about, and `resolve` what a string does.
    """

    page: Page
    exact: Exact
    bears: Callable[[str], bool]
    weight: Callable[[str], float]
    ask: Callable[[Page, Span], Resolution]
    look_up: Callable[[Page, Span, str], Resolution]
    resolve: Callable[[str, str], Resolution]

    def cut(self, span: Span) -> Iterator[Span]:
        """Yield a span, or what it is cut into where the whole is no name that the lexicon has and a part is."""
        if span.size == 1 and not span.known:
            span = replace(span, known=self._tell(span.first, span.last))
        found = self.ask(self.page, span)
        settled = found.status == "resolved" and (found.exact or not self._opens(span)) and not self._has_letters(span)
        if span.size == 1 or span.known or span.closed or settled:
            yield span
            return
        if self._is_owned(span) or self._is_owners(span):
            yield replace(span, first=span.last - 1, type="", known=self._tell(span.last - 1, span.last))
            return
        ends = self._list_ends(span)
        if ends:
            before = replace(span, last=ends[0].first, hint="")
            yield from (self.cut(before) if before.size else ())
            yield from ends
            return
        if all(word.plain for word in self.page.words[span.first : span.last]):
            pieces = [one for one in _list_pieces(span, self.exact) if not self._ends_body(span, one)]
            yield from pieces or [span]
            return
        club = self._find_club_end(span) if not found.exact else span.first
        if club > span.first:
            yield replace(span, last=club, type=_BODY, closed=True)
            yield from (self.cut(replace(span, first=club, type="")) if club < span.last else ())
            return
        known = self._tell(span.first + 1, span.last)
        whole = next((end for end in self.exact.get(span.first, ()) if span.first + 1 < end < span.last), span.last)
        if self._is_of_family(span, whole, span.last):
            yield span
            return
        is_cut = whole < span.last and self.page.words[whole].capital  # but the Bank of England
        if is_cut and not self._is_body(replace(span, first=whole)):
            yield replace(span, last=whole, hint="", known=self.exact[span.first][whole])
            yield from self.cut(replace(span, first=whole, type=""))
            return
        opens = self.page.words[span.first].plain and not self.bears(self.page.words[span.first].text)
        opens = opens and not (is_part(self.page.words, span.first) or opens_name(self.page.words, span.first))
        opens = opens and not (has_endings(self.page.language) and self._tell(span.first, span.first + 1))
        if known and opens:  # a word that opens the sentence, before a name to the letter
            yield replace(span, first=span.first + 1, known=known)
            return
        apart = self._list_apart(span)
        at = self._find_owner(span)
        is_body = self._is_body(span) and not (at >= 0 and is_acronym(self.page.words[at]))
        if is_body and not (apart and self._find_type(span, apart[0], apart[-1]) == _BODY):
            yield span
            return
        if apart:
            starts = [span.first, *apart[:-1]]
            for first, last in zip(starts, apart, strict=True):
                type = span.type if first == span.first else ""
                yield Span(first, last, type, "", self._tell(first, last), span.sure)
            return
        if at >= 0:
            yield from (self.cut(replace(span, last=at, hint="")) if at > span.first else ())
            yield Span(at, at + 1, "", "", self._tell(at, at + 1), span.sure)
            yield from self.cut(replace(span, first=at + 1, type=""))
            return
        at = span.first
        while at < span.last:
            for last, known in self.exact.get(at, {}).items():
                if last <= span.last and (last > at + 1 or self._modifies(span, at, known)):
                    if self._is_of_family(span, at, last):
                        yield span
                        return
                    if at > span.first:  # президент Бразилии Луис Инасиу: no person bears the first name
                        person = span.type == _PERSON and last > at + 1
                        yield replace(span, last=at, type="" if person else span.type, hint="")
                    yield Span(at, last, span.type if at == span.first else "", "", known, span.sure)
                    if last < span.last:
                        sure = span.sure and not (self.page.language == GERMAN and self.page.is_bare(at))
                        yield from self.cut(replace(span, first=last, type="", sure=sure))
                    return
            at += 1
        rest = replace(span, first=span.first + 1, type="")
        if rest.size == 1:
            opens = opens and self._is_short(rest.first)  # Pochowano Mickiewicza
        else:
            opens = opens and self.look_up(self.page, rest, "").status == "resolved"
        yield rest if opens else span

    def _is_owned(self, span: Span) -> bool:
        """Return whether a German noun that nobody bears belongs to a place behind it: Staatsfonds von Norwegen."""
        words, at = self.page.words, span.last - 1
        if (
            self.page.language != GERMAN
            or span.size != _OWNED
            or words[at - 1].key != _VON
            or not self._tell(at, at + 1)
        ):
            return False
        if opens_name(words, span.first) or holds(self.page, replace(span, last=span.first + 1), BODY):
            return False  # Universität von Chicago
        best = self.ask(self.page, Span(at, at + 1, "", "", self._tell(at, at + 1), span.sure)).likely[:1]
        return bool(best) and is_known_place(best[0], self.weight) and not self.bears(words[span.first].text)

    def _is_owners(self, span: Span) -> bool:
        """Return whether a German noun stands before the genitive of a name: Hauptort Gagausiens."""
        words, at = self.page.words, span.last - 1
        if self.page.language != GERMAN or span.size != _OF_NOUN or words[at].joint != " ":
            return False
        known = self._tell(at, at + 1)
        return known + "s" == words[at].key and self._is_noun(span.first) and not opens_name(words, span.first)

    def _ends_body(self, span: Span, piece: Span) -> bool:
        """Return whether a word for a body whose name goes on stands before a piece of a span: Landgericht Görlitz."""
        return piece.first > span.first and opens_name(self.page.words, piece.first - 1)

    def _list_ends(self, span: Span) -> list[Span]:
        """Return the two places that a hyphen at the end of a span stands between: the train Warszawa-Berlin."""
        at = span.last - 1
        ends = [Span(first, first + 1, "", "", self._tell(first, first + 1), span.sure) for first in (at - 1, at)]
        if self.page.words[at].joint != "-" or not all(end.known for end in ends):
            return []
        best = [candidate for end in ends for candidate in self.ask(self.page, end).likely[:1]]
        return ends if len(best) == len(ends) and all(is_known_place(one, self.weight) for one in best) else []

    def _find_club_end(self, span: Span) -> int:
        """Return where the name of a club or a firm ends that begins a span, before somebody's if need be."""
        least = span.first + _TOWN_OF_ONE
        ends = [
            end for end in self.exact.get(span.first + 1, ()) if least < end < span.last and self._bears_in_case(end)
        ]
        return next((end for end in (span.last, *ends) if self._is_of_town(replace(span, last=end))), span.first)

    def _is_of_town(self, span: Span) -> bool:
        """Return whether a town's name in the nominative stands behind a club's or a firm's: z Koroną Kielce."""
        page, at, last = self.page, span.first, span.first + 1
        if not 1 < span.size <= _CLUB or page.language not in INFLECTED or page.words[last].joint != " ":
            return False
        if is_acronym(page.words[last]):
            return False  # Przewoźnik LOT is no club of the department in France
        if span.type and span.size == _TOWN_OF_ONE:
            return False
        called = page.phrase(last, span.last)
        if self._tell(last, span.last) != called or page.is_ordinary(at):
            return False
        if all(self.bears(page.words[one].text) for one in range(at, span.last)):
            return False  # Jan Kielce
        town = self.look_up(page, Span(last, span.last, "", "", called, span.sure), "")
        if not town.exact or town.likely[0].type != "place":
            return False
        if self.weight(town.likely[0].id) < (TOWN if is_at_home(page, town.likely[0]) else PROMINENT):
            return False
        first = Span(at, last, "", "", self._tell(at, last), span.sure)
        best = next(iter(self.look_up(page, first, "").likely), None) if first.known else None
        if best is None or best.type == "organisation" or span.size > _TOWN_OF_ONE:
            return True
        if best.type != "place":
            return False
        abroad = is_at_home(page, town.likely[0]) and not is_at_home(page, best)  # do Korony Kielce
        return abroad or page.words[at - 1 if at else last].key not in PREPOSITIONS - _WITH

    def _opens(self, span: Span) -> bool:
        """Return whether a span begins with a country's name or acronym before a person's: ЮАР Сирила Рамафосу."""
        first = span.first
        known = self._tell(first, first + 1)
        return span.type == _PERSON and bool(known) and self._modifies(span, first, known)

    def _has_letters(self, span: Span) -> bool:
        """Return whether an acronym stands before a name in a span: Очільник МЗС Андрій Сибіга, US President Trump."""
        first, last = span.first, span.last
        titled = self._tell(first + 1, last) and measure_title(self.page.words, first + 1, last)
        if titled and is_acronym(self.page.words[first]) and self._tell(first, first + 1):
            return True
        at = self._find_owner(span) if any(map(is_acronym, self.page.words[span.first : span.last])) else -1
        return at >= 0 and is_acronym(self.page.words[at])

    def _list_apart(self, span: Span) -> list[int]:
        """Return where the names end that stand side by side in a span, or nothing: Berliinistä Pariisiin."""
        page, inside = self.page, range(span.first, span.last)
        ends = [at + 1 for at in inside[:-1] if ends_name(page.words[at], page.language)]
        if ends:
            return [*ends, span.last]
        known = {at: self._tell(at, at + 1) for at in inside} if has_endings(page.language) else {}
        if known and all(known.values()) and any(known[at] != page.words[at].key for at in inside):
            return [at + 1 for at in inside]
        at = next((at for at in inside[1:] if self._tell(at, span.last)), span.last - 1)
        name = self._tell(at, span.last) if known else ""
        if name and name != page.phrase(at, span.last):
            best = self.ask(page, Span(at, span.last, "", "", name, span.sure)).likely[:1]
            if best and is_known_place(best[0], self.weight):
                return [at, span.last]  # Sanna Niinistö Kuopiosta, Hakan Fidan New York'ta
        for at in inside[1:] if page.language in INFLECTED or not page.language else ():
            parts = replace(span, last=at), replace(span, first=at, type="")
            if all(map(self._is_whole, parts)):
                return [at, span.last]
        return []

    def _is_whole(self, span: Span) -> bool:
        """Return whether some words by themselves are somebody's full name or a body's, or that of a town.

        A body's has to be to the letter (В Брюсселе Европейский парламент), and nobody may bear the town's.
        """
        best = self.look_up(self.page, span, "")
        if best.id is None:
            return False
        if span.size > 1:
            body = best.likely[0].type == _BODY and bool(self._tell(span.first, span.last))
            return body or best.likely[0].type == _PERSON
        return is_known_place(best.likely[0], self.weight) and not self.bears(self.page.words[span.first].text)

    def _find_owner(self, span: Span) -> int:
        """Return where a country, its people or a body stands before a given name, or -1: в Італії Ярослав Мельник."""
        words = self.page.words
        for at in range(span.first, span.last - 1) if self.page.language in INFLECTED else ():
            known = self._tell(at, at + 1)
            named = at > 0 and words[at - 1].capital and words[at - 1].key not in PREPOSITIONS
            named = named and not (measure_title(words, at - 1, at) or (at == span.first and words[at - 1].plain))
            behind = named and words[at].joint == " " and not is_acronym(words[at]) and self._bears_in_case(at - 1)
            if not known or behind or not (self._bears_in_case(at + 1) or self._is_person(replace(span, first=at + 1))):
                continue  # Jan Polak Nowak
            inflected = known != words[at].key
            found = self.resolve(write_like(known, words[at].text) if inflected else words[at].text, "")
            if not found.exact:
                continue
            best = found.likely[0]
            if is_acronym(words[at]) and any(one.type in ("country", _BODY) for one in found.likely[:_FIRST]):
                return at  # Прадстаўніца ААН Марта Лінд, whosever ministry МЗС is
            if found.probability < _LIKELY and not (inflected and best.type == "place"):
                continue
            if best.kind == "demonym":
                return at
            town = at == span.first and is_known_place(best, self.weight) and self.bears(words[at + 1].text)
            if (
                town
                and ends_as_surname(words[at + 1].key)
                and words[at - 1 if at else at].key not in PREPOSITIONS
                and self._bears_in_case(at)
            ):
                continue  # книга Лариси Гнатенко
            if inflected and (town or best.type in ("country", _BODY)) and not self.bears(words[at].text):
                return at  # жыхар Любліна Марэк
        return -1

    def _is_of_family(self, span: Span, at: int, last: int) -> bool:
        """Return whether given names stand before somebody's family name of several words: Jean-Marie Le Pen."""
        if not span.first < at < last == span.last:
            return False
        before = range(span.first, at)
        if not all(self.bears(self.page.words[one].text) for one in before):
            return False
        if self.page.words[at - 1].plain:
            return False  # one word that opens a sentence
        if any(self._find_type(span, one, one + 1) in ("country", _BODY) for one in before):
            return False  # Китая Ван И
        return self._find_type(span, at, last) == _PERSON

    def _is_short(self, at: int) -> bool:
        """Return whether a word that people bear is a part of a full name that stands on the page to the letter."""
        word = self.page.words[at]
        if not self.bears(word.text):
            return False
        full = (known for ends in self.exact.values() for known in ends.values() if " " in known)
        return any(word.key in known.split() for known in full)

    def _find_type(self, span: Span, first: int, last: int) -> str:
        """Return the type of what some words of a span are to the letter, "" where they are nothing."""
        known = self._tell(first, last)
        found = self.look_up(self.page, Span(first, last, "", "", known, span.sure), "") if known else None
        return found.likely[0].type if found and found.likely else ""

    def _is_person(self, span: Span) -> bool:
        found = self.look_up(self.page, span, _PERSON)
        return span.size > 1 and found.id is not None

    def _bears_in_case(self, at: int) -> bool:
        word = self.page.words[at]
        return any(map(self.bears, (word.text, *find_nominatives(word.key))))

    def _tell(self, first: int, last: int) -> str:
        return self.exact.get(first, {}).get(last, "")

    def _is_body(self, span: Span) -> bool:
        """Return whether a word says that the span is an organisation or a sea, and what is known in it but a part."""
        return holds(self.page, span, BODY) or holds(self.page, span, FEATURE)

    def _modifies(self, span: Span, at: int, known: str) -> bool:
        """Return whether the first word of a span is a name by itself: a country, an acronym, a genitive, a town.

        What it stands before is another name or none: ЮАР Сирила Рамафосу, Chagalls Geburtsstadt, у Римі Мелоні.
        """
        word = self.page.words[at]
        if at != span.first:
            return False
        german = self.page.language == GERMAN
        noun = german and self._is_noun(at + 1)  # Schweizer Kollege Reto, Schweizer Verbandschef Urs
        if german and known == word.key[:-1]:
            return True
        inflected = known != word.key
        found = self.resolve(write_like(known, word.text) if inflected else word.text, "")
        if found.exact and german and self.page.is_bare(at) and not self.bears(self.page.words[at + 1].text):
            return is_known_place(found.likely[0], self.weight)  # in Heidelberg Medizin
        if not found.exact or found.probability < _LIKELY:
            return False
        best = found.likely[0]
        if at and word.joint == " " and self.page.words[at - 1].key in PREPOSITIONS and inflected:
            beside = best.type == "country" and self._tell(at + 1, span.last) == self.page.words[at + 1].key
            return beside or (best.type == "place" and self.weight(best.id) >= PROMINENT)  # w Polsce Kraków
        called = (word.text, best.name) if best.type == "place" else (word.text,)  # Надією Гречко is no village
        if any(map(self.bears, called)) and not (is_acronym(word) or noun):
            return False
        return (
            best.type == "country"
            or is_acronym(word)
            or (noun and all(map(self.page.is_ordinary, range(at + 2, span.last))))  # Niedersachsens Wirtschaft
            or (span.type == _PERSON and inflected)
        )

    def _is_noun(self, at: int) -> bool:
        """Return whether a German word is an ordinary one, or a compound that ends in one and is nobody's name."""
        word, page = self.page.words[at], self.page
        ends = (word.key[i:] for i in range(_PART, len(word.key) - _PART + 1))
        return page.is_ordinary(at) or (not self.bears(word.text) and not page.ordinary.isdisjoint(ends))


def _list_pieces(span: Span, exact: Exact) -> Iterator[Span]:
    """Yield the names to the letter in a line all of whose words have capitals, the longest first from the left."""
    at = span.first
    while at < span.last:
        last, known = next(((last, known) for last, known in exact.get(at, {}).items() if last <= span.last), (at, ""))
        if known:
            yield Span(at, last, "", "", known, span.sure)
        at = max(last, at + 1)
