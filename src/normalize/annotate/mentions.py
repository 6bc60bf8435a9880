"""The names of a text and what they mean: two passes over its spans, the second in the light of the first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from normalize.annotate.beside import find_beside, find_listed, find_within, is_counted
from normalize.annotate.cues import is_located, is_region, is_seat, is_toward
from normalize.annotate.cuts import Cutter
from normalize.annotate.declined import list_unlike
from normalize.annotate.deeds import reports_match
from normalize.annotate.entities import Entities
from normalize.annotate.exact import INFLECTED, find_exact
from normalize.annotate.features import is_kind, is_thing
from normalize.annotate.full_names import FullNames, Mention
from normalize.annotate.inside import Inside, list_codes
from normalize.annotate.institutions import holds
from normalize.annotate.judge import Judge
from normalize.annotate.lineups import find_lineups
from normalize.annotate.measures import (
    ALONE,
    METROPOLIS,
    PLACES,
    PROMINENT,
    TOWN,
    Question,
    is_at_home,
    is_better_known,
    is_known_place,
    list_foreign,
    list_outshone,
)
from normalize.annotate.misspelt import least, mend
from normalize.annotate.namesakes import has_initial
from normalize.annotate.nominatives import has_endings, list_bases
from normalize.annotate.page import PREFIXED, Page, Span, find_nominatives
from normalize.annotate.people import find_people, find_short
from normalize.annotate.relatives import find_relatives
from normalize.annotate.scene import Beside, Scene, is_subdivision
from normalize.annotate.slips import is_slip, is_slipped_name, is_slipped_phrase, lengthen, opens_in_case
from normalize.annotate.small_words import BODY, FEATURE
from normalize.annotate.spans import find_spans
from normalize.annotate.speakers import find_speakers
from normalize.annotate.surroundings import Surroundings
from normalize.annotate.titles import is_of_town, is_of_town_at_home, stands_as_it_is
from normalize.annotate.within import find_families
from normalize.errors import InputError
from normalize.form import analyse
from normalize.lexicon.inflection import write_like
from normalize.resolution import Candidate, Resolution
from normalize.resolver import Asked, Resolver
from normalize.text import clean, key

_LOOKED_AT = 10  # candidates of a name that a text may choose from
_KNOWN = 10_000  # distinct questions whose answers are kept for the next part
_KEPT = 1 << 16  # words and entities of which something is remembered
_PREFECTURE = "県"  # Japanese
_LIKELY = 0.9
_UNSHOWN = 0.95  # probability from which a word that nothing shows to be a name is a slip of one
_HALF = 0.5  # probability from which a name has a type
_WHOSE = ("country", "organisation")


class Reader:
    """Reads a text part by part; what it has read of earlier parts is the context of later ones."""

    def __init__(self, resolver: Resolver, lang: str | None = None) -> None:
        self._resolver, self._lang = resolver, lang
        self._entities = Entities(resolver)
        self._weight = self._entities.weight
        self._bears = lru_cache(_KEPT)(resolver.knowledge.tokens.knows)
        self._scene = Scene(self._weight, self._entities.count_names, self._entities.regions)
        self._answers: dict[tuple[str, str], Resolution] = {}
        self._full = FullNames()

    def read(self, text: str, offset: int = 0) -> list[Mention]:
        """Return the mentions of a part of a text that begins at `offset`, in order and without overlap."""
        if len(self._answers) > _KNOWN:
            self._answers.clear()  # between two parts: what is asked of this one is asked together
        page = Page.of(text, self._lang)
        knowledge = self._resolver.knowledge
        exact = find_exact(page, knowledge, self._bears)
        found = list(find_spans(page, exact))
        self._resolve_all((form, span.type) for span in found for form in (page.surface(span), *page.list_sounds(span)))
        self._resolve_all(
            (write_like(span.known, page.surface(span)), span.type)
            for span in found
            if self._is_inflected(page, span, span.type)
        )
        self._resolve_all(
            (page.surface(span), type)
            for span in found
            if (span.type or span.hint) and not self._resolve(page.surface(span), span.type).exact
            for type in ("", span.hint)
        )
        found = [
            span
            for span in found
            if span.shown or self._resolve(page.surface(span), span.type).probability >= least(page)
        ]
        self._resolve_all(
            (stem, span.type)
            for span in found
            if not span.known and self._resolve(page.surface(span), span.type).status != "resolved"
            for stem in page.list_stems(span)
        )
        found = list(mend(page, found, lambda span: self._look_up(page, span, ""), self._entities, self._bears))
        found = [span for span in found if span.shown or self._may_be_slip(page, span)]
        found = list(lengthen(page, found, self._resolve_all, self._resolve))
        found = [self._tell_seat(page, span) for span in found]
        cutter = Cutter(page, exact, self._bears, self._weight, self._ask, self._look_up, self._resolve)
        spans = [self._tell_seat(page, part) for span in found for part in cutter.cut(span)]
        people = [span for span in spans if span.size > 1 and self._is_person(page, span)]
        full = {span: self._tell_name(page, span) for span in people}
        spans += find_short(page, spans, full)
        spans = list(self._add_people(page, spans))
        spans = list(find_speakers(page, spans, knowledge.families.find, lambda span: self._is_settled(page, span)))
        spans.sort(key=lambda span: span.first)
        beside = frozenset(find_beside(page, spans, lambda span: self._is_place(page, span)))
        listed = frozenset(find_listed(page, spans, lambda span: self._is_town(page, span)))
        within = find_within(page, spans, exact, lambda span: list_codes(self._ask(page, span)))
        families = find_families(page, exact, self._bears) | find_relatives(page, exact, self._bears)

        def ask(span: Span) -> Resolution:
            return self._look_up(page, span, span.type)

        families |= find_lineups(page, exact, self._bears, ask, self._weight)
        around = Surroundings.of(self._list_places(page, spans), self._entities.place)
        inside = Inside.of(page, spans, within, ask, lambda span, code: self._look_in(page, span, code), self._weight)
        sport = reports_match(page)
        judge = Judge(page, self._scene, self._entities, self._bears, ask, exact, sport, around, families)
        return list(self._decide(page, spans, beside, listed, inside, offset, judge))

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
        mentions = self._decide(page, spans, frozenset(), frozenset(), Inside({}, frozenset(), frozenset()), 0, None)
        return [
            replace(mention, start=start, end=end, text=text[start:end])
            for mention, (start, end, _) in zip(mentions, places, strict=True)
        ]

    # first pass ------------------------------------------------------------------------------------------------------

    def _add_people(self, page: Page, spans: Sequence[Span]) -> Iterator[Span]:
        """Yield the spans, and people in scripts without capitals that are like known ones in the place of a part."""
        people = [span for one in find_people(page, spans, self._bears) for span in (one, replace(one, type=""))]
        self._resolve_all((form, span.type) for span in people for form in (page.surface(span), *page.list_stems(span)))
        likely = {span: self._weigh_person(page, span) for span in people}
        covered: set[int] = set()
        for span in sorted((span for span in people if likely[span] >= _LIKELY), key=lambda span: -likely[span]):
            if covered.isdisjoint(range(span.first, span.last)):
                covered.update(range(span.first, span.last))
                yield span
        yield from (span for span in spans if covered.isdisjoint(range(span.first, span.last)))

    def _weigh_person(self, page: Page, span: Span) -> float:
        """Return how probable it is that some words are like the name of somebody in the lexicon."""
        found = self._look_up(page, span, span.type)
        return found.probability if found.likely and found.likely[0].type == "person" else 0.0

    def _tell_seat(self, page: Page, span: Span) -> Span:
        """Return a span behind a title; as a place's, where it is in the genitive of where that is: мэр Москвы."""
        loose = stands_as_it_is(page.language)
        if span.type != "person" or not (loose or is_of_town(page, span)):
            return span
        found = self._look_up(page, span, "")
        best = next(iter(found.likely), None)
        if best is None or best.type != "place" or not (found.exact or (span.size > 1 and found.id)):
            return span
        loose &= self._weight(best.id) >= METROPOLIS or not self._bears(page.surface(span))
        ours, own = is_at_home(page, best), key(clean(best.name).text) == page.phrase(span.first, span.last)
        if (own and not loose) or (not ours and is_of_town_at_home(page, span)):
            return span  # мэр Милан Новак
        known = is_known_place(best, self._weight) or is_subdivision(best.id)
        return replace(span, type="", hint="place") if known or (ours and self._weight(best.id) >= TOWN) else span

    def _is_settled(self, page: Page, span: Span) -> bool:
        """Return whether a word is short for a name before it, or to the letter that of somebody or something known."""
        found = self._look_up(page, span, "")
        if found.exact and (found.likely[0].type != "place" or self._weight(found.likely[0].id) >= PROMINENT):
            return True
        word = page.words[span.first]
        return self._full.find(word.key, word.text) is not None

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
        read = found.taken_for(analyse(page.surface(span))) if span.slipped else found
        self._scene.add((page.surface(span), span.type), read)
        certain = found.exact or (span.size > 1 and found.probability >= ALONE)
        if found.id and certain and span.sure and not self._scene.may_be_region(found):
            self._scene.name(found.id, span.size > 1, found.likely[0].name)
        return found

    def _look_up(self, page: Page, span: Span, type: str) -> Resolution:
        """Return the answer for a span as it stands in the text, or as the nominative that the lexicon has."""
        found = self._resolve(page.surface(span), type)
        if found.exact and not self._is_inflected(page, span, type):
            return self._prefer_known(page, span, type, found)
        if span.known:
            nominative = self._resolve(write_like(span.known, page.surface(span)), type)
            if nominative.exact and is_slipped_phrase(page, span):
                return nominative.taken_for(analyse(page.surface(span)))
            return self._prefer_known(page, span, type, nominative) if nominative.exact else found
        if found.status != "resolved":
            for form in page.list_sounds(span) or page.list_stems(span):
                nominative = self._resolve(form, type)
                found = nominative if nominative.probability > found.probability else found
        return found

    def _may_be_slip(self, page: Page, span: Span) -> bool:
        """Return whether a word that nothing shows to be a name means something by itself, or nearly, by a slip."""
        found = self._look_up(page, span, "")
        if span.known:
            return opens_in_case(span, found, self._bears)
        likely = found.probability >= _UNSHOWN and page.words[span.first].script not in PREFIXED
        enough = found.id is not None or likely
        return enough and not found.exact and is_slip(page, span, found.likely[0], self._entities)

    def _is_inflected(self, page: Page, span: Span, type: str) -> bool:
        """Return whether a span is taken for another string, and the lexicon has a nominative that it may be."""
        longer = span.size == 1 and " " in span.known and span.known != page.phrase(span.first, span.last)
        return bool(span.known) and (longer or self._resolve(page.surface(span), type).seen_as is not None)

    def _prefer_known(self, page: Page, span: Span, type: str, found: Resolution) -> Resolution:
        """Return the answer for what a village's name is a case form of, if that is known far better: z Tarnowa."""
        carries = has_endings(page.language)
        if span.size > 1 or not (carries or page.language in INFLECTED):
            return found
        best, word = found.likely[0], page.words[span.first]
        people = self._weight(best.id)
        if best.type != "place" or (people >= PROMINENT and is_at_home(page, best)):
            return found
        forms = list(list_bases(word, page.language)) if carries else find_nominatives(word.key)
        known = self._resolver.knowledge.are_known(forms)
        for form in (form for form, is_known in zip(forms, known, strict=True) if is_known):
            other = self._resolve(form, type)
            first = next(iter(other.likely), best)
            if other.exact and first.id != best.id and is_better_known(page, first, best, self._weight):
                return other
        return found

    def _is_place(self, page: Page, span: Span) -> bool:
        """Return whether a span is the name of a country or of a place of some size to the letter."""
        found = self._ask(page, span)
        return found.id is not None and found.exact and is_known_place(found.likely[0], self._weight)

    def _is_town(self, page: Page, span: Span) -> bool:
        """Return whether a span is the name of a town of some size, and of no country or region."""
        best = self._ask(page, span).likely[:1]
        return self._is_place(page, span) and best[0].type == "place" and not is_subdivision(best[0].id)

    def _look_in(self, page: Page, span: Span, code: str) -> Resolution:
        """Return what a name means in a region or a country."""
        type = "place" if span.type in PLACES else span.type
        return self._resolver.resolve_all([Asked(self._write(page, span), type or None, code)], _LOOKED_AT)[0]

    def _write(self, page: Page, span: Span) -> str:
        """Return a span as it stands in the text, or as the nominative that the lexicon has."""
        surface = page.surface(span)
        return write_like(span.known, surface) if self._is_inflected(page, span, span.type) else surface

    def _is_person(self, page: Page, span: Span) -> bool:
        found = self._ask(page, span)
        return self._type(page, span, found) == "person"

    def _tell_name(self, page: Page, span: Span) -> str:
        """Return the exact key of the name in the lexicon that a span is like: "Friedrich Mertz" is Friedrich Merz."""
        best = next(iter(self._ask(page, span).likely), None)
        return key(clean(best.name).text) if best is not None and best.probability > _LIKELY else ""

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
        beside: Set[Span],
        listed: Set[Span],
        inside: Inside,
        offset: int,
        judge: Judge | None,
    ) -> Iterator[Mention]:
        weighed: dict[tuple[Question, str, Beside], Resolution] = {}
        for span in spans:
            surface = page.surface(span)
            question = surface, span.type
            region = span in inside.regions or is_region(page, span)
            located, seat = region or span in beside or is_located(page, span), span in listed or is_seat(page, span)
            told = replace(span, hint="place") if region else span
            placed = located or span.hint == "place"
            whole = span.size > 1 or bool(span.type or span.hint)
            asked = question, span.hint, Beside(whole, seat, region, placed, placed or seat or is_toward(page, span))
            if asked not in weighed:
                alone = self._ask(page, span)
                unlike = list_unlike(page, span, alone.likely, self._entities.names) if alone.exact else frozenset()
                for list_others in (list_outshone, list_foreign) if alone.exact and not region else ():
                    unlike |= list_others(page, alone.likely, self._entities)
                if judge and alone.exact and not alone.id and all(self._weight(c.id) < TOWN for c in alone.likely):
                    unlike |= judge.around.list_far(alone.likely)
                slipped = alone.veto is not None and is_slipped_name(page, span, alone, self._bears)
                weighed[asked] = self._scene.weigh(question, alone, _LOOKED_AT, asked[-1], unlike, slipped)
            found = judge.settle(span, weighed[asked], located) if judge else weighed[asked]
            found, located = inside.answers.get(span, found), located or span in inside.answers
            if is_counted(page, span):
                prefecture = self._resolve(surface + _PREFECTURE, span.type)
                found, located = (prefecture, True) if prefecture.exact else (found, located)
            start, end = page.place(span)
            mention = Mention(offset + start, offset + end, surface, self._type(page, span, found), found)
            phrase = span.known or page.phrase(span.first, span.last)
            country = found.id and mention.type == "country" and not (judge and judge.is_borne(span, found))
            one = " " not in phrase and not country
            place = page.language if found.id and found.exact and mention.type == "place" else ""
            earlier = self._full.find(phrase, surface, place) if one else None
            if earlier is not None and not earlier.type and found.id and found.exact:
                earlier = None  # レアル・マドリード is nobody, but マドリード is a town
            if earlier is not None and judge and judge.is_another(span, found):
                earlier = None
            if earlier is not None and (earlier.id or not page.is_plain(span)):
                yield replace(
                    mention,
                    type=earlier.type,
                    resolution=earlier.resolution,
                    antecedent=(earlier.start, earlier.end),
                )
            elif span not in inside.strangers and (
                judge.accepts(told, found, question, located) if judge else found.id is not None
            ):
                yield self._note(page, span, mention)
            elif span.sure and not page.is_plain(span):
                somebody = span.size > 1 and has_initial(page, span)
                yield self._note(page, span, mention.leave_open("person" if somebody else mention.type))

    def _list_places(self, page: Page, spans: Iterable[Span]) -> Iterator[Candidate]:
        """Yield the places that some spans are to the letter, and nothing else."""
        for found in (self._ask(page, span) for span in spans):
            if found.id is not None and found.exact and found.likely[0].type == "place":
                yield found.likely[0]

    def _type(self, page: Page, span: Span, found: Resolution) -> str:
        best = found.likely[0] if found.likely else None
        likely = best is not None and best.probability > _HALF
        if best is not None and (found.id or (likely and found.exact)):
            return best.type
        words = page.words[span.first : span.last]
        thing = is_thing(page, span)
        person = len(words) > 1 and any(self._bears(word.text) for word in words) and not thing
        if best is not None and likely and not (person or thing):
            return best.type
        if holds(page, span, FEATURE) or is_kind(page, span):
            return "place"
        if span.type or holds(page, span, BODY):
            return span.type or "organisation"
        return "person" if person else ""

    def _note(self, page: Page, span: Span, mention: Mention) -> Mention:
        """Remember a name of several words: shorter ones that follow may be short for it."""
        if span.slipped:
            return replace(mention, resolution=mention.resolution.taken_for(analyse(mention.text)))
        if span.size > 1:
            phrase = page.phrase(span.first, span.last)
            for name in dict.fromkeys((phrase, span.known or phrase)):
                self._full.add(name.split(), mention)
        return mention
