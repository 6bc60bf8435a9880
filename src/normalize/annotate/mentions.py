"""The names of a text and what they mean: two passes over its spans, the second in the light of the first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from normalize.annotate.cues import is_located, is_seat
from normalize.annotate.exact import INFLECTED, Exact, find_exact
from normalize.annotate.features import is_feature
from normalize.annotate.full_names import FullNames, Mention
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import Page, Span, find_nominatives, is_acronym
from normalize.annotate.scene import Scene, is_subdivision
from normalize.annotate.small_words import BODY, FEATURE, small_words
from normalize.annotate.spans import find_people, find_short, find_spans
from normalize.annotate.words import CASED, Word
from normalize.errors import InputError
from normalize.lexicon.vocabulary import vocabulary
from normalize.resolution import Candidate, Resolution
from normalize.resolver import Asked, Resolver

_LOOKED_AT = 10  # candidates of a name that a text may choose from
_KNOWN = 10_000  # distinct questions whose answers are kept for the next part
_PROMINENT = 100_000  # people of a place whose name is taken for it though nothing shows that it is a name
_TOWN = 15_000  # and of one that is named as its table of places does
_OBSCURE = 25_000  # people of a place that another text than one about its country means by its label alone
_FAR = 20  # times as many people live in a town whose name in another case is a village's too
_RENOWNED = 1_000_000  # and where no capital could show it
_LIKELY = 0.9
_WHOSE = ("country", "organisation")
_LETTERS = 5  # of a misspelt name of one word: shorter ones are like too much
_LEAST = {"Kana": 4, "Hani": 2}  # the same of one in katakana, and in Han characters
_SPACELESS, _LONG = ("Hani", "Kana"), 3  # scripts whose names have few characters; how many a word seldom has

Question = tuple[str, str]  # what stands in the text, and the type that is asked for


class Reader:
    """Reads a text part by part; what it has read of earlier parts is the context of later ones."""

    def __init__(self, resolver: Resolver, lang: str | None = None) -> None:
        self._resolver, self._lang = resolver, lang
        self._scene = Scene(resolver.weight)
        self._answers: dict[tuple[str, str], Resolution] = {}
        self._full = FullNames()

    def read(self, text: str, offset: int = 0) -> list[Mention]:
        """Return the mentions of a part of a text that begins at `offset`, in order and without overlap."""
        if len(self._answers) > _KNOWN:
            self._answers.clear()  # between two parts: what is asked of this one is asked together
        page = Page.of(text, self._lang)
        exact = find_exact(page, self._resolver.knowledge.are_known, self._resolver.knowledge.phrases)
        found = list(find_spans(page, exact))
        self._resolve_all((form, span.type) for span in found for form in (page.surface(span), *page.list_sounds(span)))
        self._resolve_all(
            (page.surface(span), type)
            for span in found
            if (span.type or span.hint) and not self._resolve(page.surface(span), span.type).exact
            for type in ("", span.hint)
        )
        spans = [part for span in found for part in self._settle(page, span, exact)]
        full = [span for span in spans if span.size > 1 and self._is_person(page, span)]
        spans += find_short(page, spans, full)
        spans = list(self._add_people(page, spans))
        return list(self._decide(page, sorted(spans, key=lambda span: span.first), offset, self._accepts))

    def link(self, text: str, places: Sequence[tuple[int, int, str]]) -> list[Mention]:
        """Return the names of a text that stand at given places (start, end, type or ""), one mention for each.

        Raises `InputError` for places that hold no word, overlap or are out of order.
        """
        page = Page.of(text, self._lang)
        starts, ends = [word.start for word in page.words], [word.end for word in page.words]
        spans: list[Span] = []
        for start, end, type in places:
            first, last = bisect_right(ends, start), bisect_left(starts, end)
            if first >= last or (spans and first < spans[-1].last):
                raise InputError(f"nothing can be linked from {start} to {end}; expected words of the text, in order")
            spans.append(Span(first, last, type, "", "", True))
        for span in spans:
            self._ask(page, span)
        mentions = self._decide(page, spans, 0, lambda page, span, found, question: found.id is not None)
        return [
            replace(mention, start=start, end=end, text=text[start:end])
            for mention, (start, end, _) in zip(mentions, places, strict=True)
        ]

    # first pass ------------------------------------------------------------------------------------------------------

    def _settle(self, page: Page, span: Span, exact: Exact) -> Iterator[Span]:
        """Yield a span, or what it is cut into where the whole is no name that the lexicon has and a part is."""
        found = self._ask(page, span)
        settled = found.status == "resolved" and (found.exact or not self._opens(page, span, exact))
        if span.size == 1 or span.known or span.closed or settled:
            yield span
            return
        if all(word.plain for word in page.words[span.first : span.last]):
            pieces = list(_list_pieces(span, exact))
            yield from pieces or [span]
            return
        known = exact.get(span.first + 1, {}).get(span.last, "")
        whole = next((end for end in exact.get(span.first, ()) if span.first + 1 < end < span.last), span.last)
        if whole < span.last and not self._is_body(page, replace(span, first=whole)):
            yield replace(span, last=whole, hint="", known=exact[span.first][whole])
            yield from self._settle(page, replace(span, first=whole, type=""), exact)
            return
        if known and page.words[span.first].plain:  # a word that opens the sentence, before a name to the letter
            yield replace(span, first=span.first + 1, known=known)
            return
        if self._is_body(page, span):
            yield span
            return
        at = span.first
        while at < span.last:
            for last, known in exact.get(at, {}).items():
                if last <= span.last and (last > at + 1 or self._modifies(page, span, at, known)):
                    if at > span.first:
                        yield replace(span, last=at, hint="")
                    yield Span(at, last, span.type if at == span.first else "", "", known, span.sure)
                    if last < span.last:
                        yield from self._settle(page, replace(span, first=last, type=""), exact)
                    return
            at += 1
        rest = replace(span, first=span.first + 1, type="")
        opener = page.words[span.first].plain and not self._resolver.knowledge.bears(page.words[span.first].text)
        yield rest if opener and rest.size > 1 and self._look_up(page, rest, "").status == "resolved" else span

    def _opens(self, page: Page, span: Span, exact: Exact) -> bool:
        """Return whether a span begins with a country's name or acronym before a person's: ЮАР Сирила Рамафосу."""
        first = span.first
        known = exact.get(first, {}).get(first + 1, "")
        return span.type == "person" and bool(known) and self._modifies(page, span, first, known)

    def _add_people(self, page: Page, spans: Sequence[Span]) -> Iterator[Span]:
        """Yield the spans, and people in scripts without capitals that are like known ones in the place of a part."""
        people = list(find_people(page, spans, self._resolver.knowledge.bears))
        self._resolve_all((page.surface(span), span.type) for span in people)
        likely = {span: self._look_up(page, span, span.type).probability for span in people}
        covered: set[int] = set()
        for span in sorted((span for span in people if likely[span] >= _LIKELY), key=lambda span: -likely[span]):
            if covered.isdisjoint(range(span.first, span.last)):
                covered.update(range(span.first, span.last))
                yield span
        yield from (span for span in spans if covered.isdisjoint(range(span.first, span.last)))

    def _is_body(self, page: Page, span: Span) -> bool:
        """Return whether a word says that the span is an organisation or a sea, and what is known in it but a part."""
        return self._holds(page, span, "organisation", BODY) or self._holds(page, span, "place", FEATURE)

    def _holds(self, page: Page, span: Span, type: str, role: str) -> bool:
        """Return whether a span has a small word of some role, in English or in the words for it of other languages."""
        phrase = f"{page.phrase(span.first, span.last)} {span.known}"
        return not small_words(role).isdisjoint([*phrase.split(), *vocabulary(type).translate(phrase).split()])

    def _modifies(self, page: Page, span: Span, at: int, known: str) -> bool:
        """Return whether the first word of a span is a country, a genitive or an acronym before what it belongs to."""
        word = page.words[at]
        if at != span.first or (self._resolver.knowledge.bears(word.text) and not is_acronym(word)):
            return False
        if page.language == GERMAN and known == word.key[:-1]:
            return True  # Chagalls Geburtsstadt
        found = self._resolve(word.text, "")
        if not found.exact or found.probability < _LIKELY:
            return False
        return (
            found.likely[0].type == "country"
            or is_acronym(word)
            or (
                page.language == GERMAN and all(map(page.is_ordinary, range(at + 1, span.last)))
            )  # Niedersachsens Wirtschaft
            or (span.type == "person" and found.seen_as is not None)
        )

    def _ask(self, page: Page, span: Span) -> Resolution:
        """Return what a span means by itself, and let it say what the text is about."""
        found = self._look_up(page, span, span.type)
        if span.type and not (found.id and found.exact):
            anything = self._look_up(page, span, "")
            whose = anything.exact and anything.likely[0].type in _WHOSE and anything.probability >= _LIKELY
            if whose or (anything.id and anything.exact and (anything.seen_as or span.size > 1)):
                found = anything  # "the ambassador of Poland": what stands behind a title is not always who bears it
        if span.hint and found.status != "resolved":
            hinted = self._look_up(page, span, span.hint)
            found = hinted if hinted.status == "resolved" else found
        self._scene.add((page.surface(span), span.type), found)
        if found.id and (found.exact or span.size > 1) and span.sure:
            self._scene.name(found.id)
        return found

    def _look_up(self, page: Page, span: Span, type: str) -> Resolution:
        """Return the answer for a span as it stands in the text, or as the nominative that the lexicon has."""
        found = self._resolve(page.surface(span), type)
        if found.exact:
            return self._prefer_known(page, span, type, found)
        if span.known:
            nominative = self._resolve(span.known, type)
            return nominative if nominative.exact else found
        if found.status != "resolved":
            for form in page.list_sounds(span) or (page.list_stems(span.first) if span.size == 1 else ()):
                nominative = self._resolve(form, type)
                found = nominative if nominative.probability > found.probability else found
        return found

    def _prefer_known(self, page: Page, span: Span, type: str, found: Resolution) -> Resolution:
        """Return the answer for what a village's name is a case form of, if that is known far better: z Tarnowa."""
        best = found.likely[0]
        people = self._resolver.weight(best.id)
        if span.size > 1 or best.type != "place" or people >= _OBSCURE or page.language not in INFLECTED:
            return found
        forms = find_nominatives(page.words[span.first].key)
        known = self._resolver.knowledge.are_known(forms)
        for form in (form for form, is_known in zip(forms, known, strict=True) if is_known):
            other = self._resolve(form, type)
            if other.exact and other.likely[0].id != best.id:
                least = _FAR * max(people, 1.0) if other.likely[0].type == "place" else 0.0
                if self._resolver.weight(other.likely[0].id) >= max(least, _TOWN if least else 0.0):
                    return other
        return found

    def _is_person(self, page: Page, span: Span) -> bool:
        found = self._ask(page, span)
        return self._type(page, span, found) == "person"

    def _resolve(self, surface: str, type: str) -> Resolution:
        self._resolve_all([(surface, type)])
        return self._answers[surface, type]

    def _resolve_all(self, questions: Iterable[Question]) -> None:
        """Answer questions that have not been asked yet, together: alone each takes twice as long."""
        fresh = [question for question in dict.fromkeys(questions) if question not in self._answers]
        if fresh:
            asked = [Asked(surface, type or None) for surface, type in fresh]
            self._answers |= zip(fresh, self._resolver.resolve_all(asked, _LOOKED_AT), strict=True)

    # second pass -----------------------------------------------------------------------------------------------------

    def _decide(
        self,
        page: Page,
        spans: Iterable[Span],
        offset: int,
        accepts: Callable[[Page, Span, Resolution, Question], bool],
    ) -> Iterator[Mention]:
        weighed: dict[tuple[str, str, str, bool], Resolution] = {}
        for span in spans:
            surface = page.surface(span)
            question = surface, span.type
            asked = *question, span.hint, is_seat(page, span)
            if asked not in weighed:
                whole = span.size > 1 or bool(span.type or span.hint)
                weighed[asked] = self._scene.weigh(question, self._ask(page, span), _LOOKED_AT, whole, asked[-1])
            found = weighed[asked]
            start, end = page.place(span)
            mention = Mention(offset + start, offset + end, surface, self._type(page, span, found), found)
            phrase = span.known or page.phrase(span.first, span.last)
            one = " " not in phrase and not (found.id and mention.type == "country")
            earlier = self._full.find(phrase, surface) if one else None
            if earlier is not None and (earlier.id or not self._is_plain(page, span)):
                yield replace(
                    mention,
                    type=earlier.type,
                    resolution=earlier.resolution,
                    antecedent=(earlier.start, earlier.end),
                )
            elif accepts(page, span, found, question):
                yield self._note(page, span, mention)
            elif span.sure and not self._is_plain(page, span):
                yield self._note(page, span, replace(mention, resolution=_left_open(found)))

    def _is_plain(self, page: Page, span: Span) -> bool:
        return all(page.is_ordinary(at) for at in range(span.first, span.last))

    def _accepts(self, page: Page, span: Span, found: Resolution, question: Question) -> bool:
        """Return whether what a span would mean is said: a word that nothing shows to be a name needs more."""
        if found.id is None:
            return False
        best, word, surface = found.likely[0], page.words[span.first], page.surface(span)
        one = span.size == 1
        if best.type == "place" and is_feature(page, span):
            return False
        if best.kind == "code" and one and not (span.sure and len(word.text) > 2):
            return False
        if best.kind == "demonym" and best.name.islower() and not page.shows(span.first):
            return False  # an adjective that opens a sentence
        asked = {span.type, span.hint} - {""}
        backed = best.type in asked or self._scene.supports(question, best)
        if found.exact:
            if best.type == "place":
                return self._accepts_place(page, span, best, question, backed, "place" in asked)
            return span.sure or not (one and self._is_plain(page, span))
        least = _LEAST.get(word.script, _LETTERS)
        if one and (len(surface) < least or (not span.sure and self._resolver.knowledge.bears(surface))):
            return False
        if one and not span.sure and word.script in CASED:
            return False  # a word that opens a sentence is like some name
        if not span.sure:  # a word like another may be any word: the name has to be enough by itself
            alone = self._look_up(page, span, span.type)
            told = (best.type == "person" and not one) or (backed and alone.status != "unresolved")
            return told and alone.likely[0].id == best.id
        if best.type == "place":
            known = one and "place" not in asked and self._resolver.knowledge.bears(surface)
            # Мороз is a family, not a village that is called nearly so.
            return not known and (backed or self._is_renowned(best))
        return backed or not one or not best.country

    def _is_renowned(self, best: Candidate) -> bool:
        return not is_subdivision(best.id) and self._resolver.weight(best.id) >= _PROMINENT

    def _accepts_place(
        self, page: Page, span: Span, best: Candidate, question: Question, backed: bool, asked: bool
    ) -> bool:
        """Return whether a place is meant that bears a name to the letter; `asked`: a place is what is spoken of."""
        word = page.words[span.first]
        caseless, people = word.script not in CASED, self._resolver.weight(best.id)
        one, small = span.size == 1, best.kind != "label"
        if (
            one
            and ((small and people < _PROMINENT) or is_subdivision(best.id))
            and self._holds(page, span, "organisation", BODY)
        ):
            return False  # Centre is a region too
        if small and people < _OBSCURE and not self._scene.speaks_of(question, best.country):
            return False
        located = caseless and is_located(page, span)
        few = one and not located and people < (_PROMINENT if caseless else _TOWN)
        given = few and self._resolver.knowledge.bears(page.surface(span))
        if given and small and not asked:
            return False  # Марія is a village too
        if one and people < _PROMINENT and not asked and word.key in page.ordinary:
            return False  # Spring is a town too, but not Cork
        if span.sure and (not caseless or span.type):
            return True
        if one and self._is_plain(page, span):
            return False
        if caseless and one and not asked and not located:
            if is_subdivision(best.id) and not backed:
                return False
            if word.script == "Hani" and people < _PROMINENT:
                return False  # 开通 is to open, and a town
        enough = _PROMINENT if small else _TOWN
        if caseless and not located:
            enough = _tell_enough(word, page.surface(span))
        return people >= enough or (backed and not (caseless and (span.hint == "person" or given)))

    def _type(self, page: Page, span: Span, found: Resolution) -> str:
        best = found.likely[0] if found.likely else None
        likely = best is not None and best.probability > 0.5
        if best is not None and (found.id or (likely and found.exact)):
            return best.type
        words = page.words[span.first : span.last]
        person = len(words) > 1 and any(self._resolver.knowledge.bears(word.text) for word in words)
        if best is not None and likely and not person:
            return best.type
        if self._holds(page, span, "place", FEATURE):
            return "place"
        if span.type or self._holds(page, span, "organisation", BODY):
            return span.type or "organisation"
        return "person" if person else ""

    def _note(self, page: Page, span: Span, mention: Mention) -> Mention:
        """Remember a name of several words: shorter ones that follow may be short for it."""
        if span.size > 1:
            phrase = page.phrase(span.first, span.last)
            for name in dict.fromkeys((phrase, span.known or phrase)):
                self._full.add(name.split(), mention)
        return mention


def _tell_enough(word: Word, surface: str) -> int:
    """Return how many people live in a place that is meant where no capital could show it: few words are long."""
    if word.script == "Geor":
        return _PROMINENT
    if word.script not in _SPACELESS or len(surface) < _LONG:
        return _RENOWNED
    return _TOWN if len(surface) > _LONG else _PROMINENT


def _list_pieces(span: Span, exact: Exact) -> Iterator[Span]:
    """Yield the names to the letter in a line all of whose words have capitals, the longest first from the left."""
    at = span.first
    while at < span.last:
        last, known = next(((last, known) for last, known in exact.get(at, {}).items() if last <= span.last), (at, ""))
        if known:
            yield Span(at, last, "", "", known, span.sure)
        at = max(last, at + 1)


def _left_open(found: Resolution) -> Resolution:
    """Return an answer that a text does not bear out: what it could be stays to be seen."""
    return found if found.id is None else replace(found, status="ambiguous", id=None, label=None)
