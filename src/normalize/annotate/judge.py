"""Whether what a span would mean is said by the text: a word that nothing shows to be a name needs more."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.annotate.case import Case
from normalize.annotate.cues import find_owner_of_kind, is_toward
from normalize.annotate.doubts import Doubts
from normalize.annotate.exact import INFLECTED, tell_adjective
from normalize.annotate.exact_places import is_meant
from normalize.annotate.homes import Homes
from normalize.annotate.institutions import is_unsaid
from normalize.annotate.measures import (
    ALONE,
    LARGE,
    METROPOLIS,
    PLACES,
    PROMINENT,
    RENOWNED,
    TOWN,
    Question,
    is_at_home,
)
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import PREFIXED, Span, find_nominatives
from normalize.annotate.refusals import LETTERS, SPACELESS, is_refused
from normalize.annotate.scene import NAMED_IN_FULL
from normalize.annotate.slips import LONG, is_slip, is_slipped_name
from normalize.annotate.small_words import HOMOGRAPH, QUALIFIER, small_words
from normalize.annotate.words import CASED
from normalize.lexicon.inflection import is_case_form
from normalize.resolution import Candidate, Resolution
from normalize.text import clean, key, script

_LEAST = {"Kana": 4, "Hani": 2}  # letters of a misspelt name in katakana, and in Han characters
_SYLLABLES = "Hang"
# How probable a name of so many letters has to be at least, and by how much more than any other, that is like a large
# town's: nine of ten were right in the texts of this project.
_TOLD, _APART, _TOLD_LETTERS = 0.93, 0.85, 6
# The same where it is a slip away from a name of that town in some case, and from none of the next candidates, or these
# are far behind: 95 of a hundred were right in these texts with slips in them.
_SLIP, _UNSURE_SLIP, _SLIP_APART, _RIVALS = 0.5, 0.85, 0.75, 6


@dataclass(frozen=True, slots=True)
class Judge(Doubts):
    """Judges answers of one page, with what speaks against them."""

    def settle(self, span: Span, found: Resolution, located: bool) -> Resolution:
        """Return an answer, given too where a name is nearly one of what is known, or a form of one at home."""
        homes, question = Homes(self.page, self.scene, self.entities, self.around), (self.page.surface(span), span.type)
        if found.id is not None and found.exact:
            return homes.settle(span, question, found)
        settled = self._settle_like(span, found, located)
        if settled.id is None and not settled.exact and span.sure and (located or is_toward(self.page, span)):
            return homes.find_like(span, question, settled) or settled
        return settled

    def _settle_like(self, span: Span, found: Resolution, located: bool) -> Resolution:
        """Return an answer, given too where a name is nearly that of a large town or of a body of several words."""
        if found.id is not None or found.exact or not found.likely or (span.shown and not (span.sure or located)):
            return found
        best, surface = found.likely[0], self.page.surface(span)
        told = span.sure and self._is_likely(best, self.scene.supports((surface, span.type), best))
        least = _SLIP if told else _UNSURE_SLIP
        if found.probability >= least and self._is_slip(span, best, located):
            apart = found.probability >= _UNSURE_SLIP and found.margin >= _SLIP_APART
            alone = apart or not any(self._is_slip(span, other, located) for other in found.likely[1:_RIVALS])
            return found.take(least) if alone else found
        slipped = span.sure and span.size > 1 and is_slipped_name(self.page, span, found, self.bears)
        if slipped and best.type == "organisation" and found.veto is None and found.margin >= _SLIP:
            return found.take(_SLIP)  # the European Unoin
        if found.margin < _APART or not span.sure:
            return found
        if slipped:
            return found.take(_UNSURE_SLIP)
        if span.size > 1:
            if self._is_careless(span, found):
                return found.take(_UNSURE_SLIP)
            body = best.type == "organisation" and not is_unsaid(self.page, span, best.name)
            return found.take(_TOLD) if body else found
        large = best.type in PLACES and self.is_town_of(PROMINENT, best)
        return found.take(_TOLD) if large and len(surface) >= _TOLD_LETTERS and not self.bears(surface) else found

    def accepts(self, span: Span, found: Resolution, question: Question, located: bool) -> bool:
        """Return whether an answer in the light of the text is meant; `located`: the text says that it is a place."""
        if found.id is None or found.ruled:
            return found.ruled and found.id is not None
        case = Case.of(self.page, span, found, question, located)
        if is_refused(self, case):
            return False
        if not found.exact:
            return self._accepts_like(case)
        return is_meant(self, case) if case.best.type == "place" else self._accepts_known(case)

    def _is_slip(self, span: Span, best: Candidate, located: bool) -> bool:
        """Return whether a word is nearly a name of what is found, and people do not bear it where it is no place."""
        phrase = self.page.phrase(span.first, span.last)
        borne = any(map(self.bears, (self.page.surface(span), *find_nominatives(phrase))))
        if borne and not (located and best.type == "country"):
            return False  # Jerzego is no Jersey, but in Isreal is in Israel
        return is_slip(self.page, span, best, self.entities)

    def _is_careless(self, span: Span, found: Resolution) -> bool:
        """Return whether several words of a text with misspelt names are nearly the name of somebody or a body."""
        several = span.size > 1 and found.likely[0].type in NAMED_IN_FULL
        return several and found.veto is None and self.scene.is_careless()

    def _is_likely(self, best: Candidate, backed: bool) -> bool:
        """Return whether a slip is that of what is found, and no town that the lexicon has not: Resende, Sulingen."""
        return best.type != "place" or backed or self.weight(best.id) >= METROPOLIS or len(best.name) >= LONG

    def _is_enough(self, span: Span, best: Candidate) -> bool:
        """Return whether a word means something by itself, or nothing showed it to be a name before it was found so."""
        return not span.shown or self.look_up(span).id == best.id

    def _accepts_known(self, case: Case) -> bool:
        """Return whether something that is no town bears a name to the letter."""
        page, span, word = self.page, case.span, case.word
        adjective = bool(span.known) and tell_adjective(word) == span.known
        adjective |= word.script == "Geor" and page.ordinary.isdisjoint((word.key, span.known))  # მალის, but მალე
        homograph = adjective and word.key in small_words(HOMOGRAPH)
        if homograph and not self.scene.speaks_of(case.question, case.best.country):
            return False  # وزراء المالية are no Malians
        adjective |= not span.shown and case.best.type == "country"  # Францію представляв
        told = span.sure or adjective or (case.located and word.script not in CASED)  # إلى مالي, but دعم مالي
        return told or not (case.one and page.is_plain(span))

    def _accepts_like(self, case: Case) -> bool:
        """Return whether what a name is only like is meant."""
        page, span, best, word, one = self.page, case.span, case.best, case.word, case.one
        surface, backed = page.surface(span), case.is_backed(self.scene)
        least = _LEAST.get(word.script, LETTERS) - (word.script in CASED and best.type in case.asked)
        sure = backed and case.found.probability >= ALONE and len(surface) >= least - 1
        if one and sure and word.script in PREFIXED and case.place_asked and self.is_town_of(TOWN, best):
            return True  # من أهالي مليط
        length = min((len(surface), *map(len, page.list_stems(span)))) if word.script == "Geor" else len(surface)
        if one and word.script in CASED and word.key in page.ordinary:
            return False  # Балтии is no slip of Бельцы
        if case.located and backed and best.type == "place" and find_owner_of_kind(page.words, span.first):
            return True  # グロドノ州の町スモルゴニ
        slipped = self._is_slip(span, best, case.located)
        short = length < least and not (slipped and word.script == _SYLLABLES)
        if one and (short or (not span.sure and not case.located and self.bears(surface))):
            return False
        likely = slipped and self._is_likely(best, backed)
        if likely and not span.sure and (case.located or self._is_enough(span, best)):
            return True
        if span.known and not one:
            return True  # a name of several words but for a slip
        if not span.sure:  # a word like another may be any word
            return self._is_told(span, best, backed, case.located)
        if one and word.script in CASED and script(best.name[-1:]) in SPACELESS and not case.is_spoken_of(self.scene):
            return False  # у Давосі is no 达沃市
        if best.type in PLACES and self.is_listed(span, best):
            return False
        if slipped:
            return True
        if best.type == "place":
            if not one and self._is_declined(span, best):
                return backed or is_at_home(page, best) or self.weight(best.id) >= TOWN  # do Nowego Targu
            if not one and self.weight(best.id) < PROMINENT and self._is_qualified(span):
                return False  # Верхня Каланча is not Верин Каланча
            if not (one or case.located or case.place_asked) and self.is_unlike(span, case.question, best):
                return False
            inflected = page.language in INFLECTED  # where a case of a region's name is only like it
            if case.is_region and not (inflected or case.located or case.place_asked):
                return False  # Bramley is no slip of Bromley
            known = one and not case.place_asked and self.bears(surface)
            # Мороз is a family, not a village that is called nearly so.
            return not known and (backed or self.is_town_of(PROMINENT if one else LARGE, best))
        if backed or (one and not best.country) or self._is_leader(span, best):
            return True
        if one and best.type == "country" and case.found.probability >= ALONE and not self.bears(surface):
            return True  # uit Marroko
        body = best.type == "organisation"
        if (body and is_slipped_name(page, span, case.found, self.bears)) or self._is_careless(span, case.found):
            return True
        return not one and self.look_up(span).probability >= (_TOLD if body else ALONE)

    def _is_declined(self, span: Span, best: Candidate) -> bool:
        """Return whether each word of a span is a word of a name in some case."""
        words, own = [word.key for word in self.page.words[span.first : span.last]], key(clean(best.name).text).split()
        return len(own) == len(words) and all(map(is_case_form, words, own))

    def _is_qualified(self, span: Span) -> bool:
        """Return whether a word of a span stands in the names of very many villages: "New", "Верхняя"."""
        return not small_words(QUALIFIER).isdisjoint(word.key for word in self.page.words[span.first : span.last])

    def _is_told(self, span: Span, best: Candidate, backed: bool, located: bool) -> bool:
        """Return whether a name that is only like one is meant, though nothing shows that it is a name."""
        word, one = self.page.words[span.first], span.size == 1
        place = located and best.type in PLACES and word.key not in self.page.ordinary
        if one and word.script in CASED and not (place and not word.plain and self.page.language == GERMAN):
            return False  # a word that opens a sentence is like some name
        short = span.hint == "person" or len(self.page.surface(span)) <= _LEAST["Hani"]
        if word.script == "Hani" and best.type in PLACES and short and not (located or span.hint == "place"):
            return False  # 怀瑾 is somebody, and nearly Huai'an
        alone = self.look_up(span)
        if word.script == "Kana" and len(word.text) >= LETTERS and alone.id == best.id and not best.country[1:]:
            return best.type != "place" or self.is_town_of(PROMINENT, best)  # ビリニュス is foreign, and no other word
        same = alone.status != "unresolved" and alone.likely[0].id == best.id
        if same and word.script == "Kana" and len(word.text) > LETTERS and self.is_town_of(RENOWNED, best):
            return True  # ストックホウルム
        told = (best.type == "person" and not one) or (backed and alone.status != "unresolved")
        if alone.likely[0].id == best.id and told:
            return True  # the name is enough by itself
        return place and (backed or self.is_town_of(RENOWNED, best))

    def _is_leader(self, span: Span, best: Candidate) -> bool:
        """Return whether somebody is meant whom all write about, by a name that is enough by itself."""
        return self.weight(best.id) >= RENOWNED and self.look_up(span).id == best.id
