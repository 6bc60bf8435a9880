"""Whether what a span would mean is said by the text: a word that nothing shows to be a name needs more."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.annotate.cues import is_cue
from normalize.annotate.doubts import Doubts
from normalize.annotate.exact import tell_adjective
from normalize.annotate.features import (
    has_article,
    is_relative_pronoun,
)
from normalize.annotate.institutions import holds, is_part_word
from normalize.annotate.measures import ALONE, OBSCURE, PLACES, PROMINENT, TOWN, Question, is_at_home
from normalize.annotate.namesakes import is_forename
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import PREFIXED, Span, find_nominatives
from normalize.annotate.pieces import is_municipality, is_prefecture
from normalize.annotate.refusals import LETTERS, SPACELESS, Case, is_refused, is_unsaid
from normalize.annotate.scene import is_subdivision
from normalize.annotate.slips import is_slip
from normalize.annotate.small_words import BODY, FEATURE, HOMOGRAPH, QUALIFIER, small_words
from normalize.annotate.words import CASED, Word
from normalize.lexicon.inflection import is_case_form
from normalize.resolution import Candidate, Resolution
from normalize.text import THE, clean, key, script

_RENOWNED = 1_000_000  # and where no capital could show it
_LARGE = 300_000  # the same of a longer word in Arabic or Hebrew
_LEAST = {"Kana": 4, "Hani": 2}  # letters of a misspelt name in katakana, and in Han characters
_LONG = 3  # characters that a word in Han characters or kana seldom has
# How probable a name of so many letters has to be at least, and by how much more than any other, that is like a large
# town's: nine of ten were right in the texts of this project.
_TOLD, _APART, _TOLD_LETTERS = 0.93, 0.85, 6
# The same where it is a slip away from a name of that town in some case, and from none of the next candidates, or these
# are far behind: 95 of a hundred were right in these texts with slips in them.
_SLIP, _UNSURE_SLIP, _SLIP_APART, _RIVALS = 0.5, 0.85, 0.75, 6
_ARTICLE = "the"


@dataclass(frozen=True, slots=True)
class Judge(Doubts):
    """Judges answers of one page, with what speaks against them."""

    def settle(self, span: Span, found: Resolution, located: bool) -> Resolution:
        """Return an answer, given too where a name is nearly that of a large town or of a body of several words."""
        if found.id is not None or found.exact or not found.likely or (span.shown and not (span.sure or located)):
            return found
        best, surface = found.likely[0], self.page.surface(span)
        least = _SLIP if span.sure else _UNSURE_SLIP
        if found.probability >= least and self._is_slip(span, best, located):
            apart = found.probability >= _UNSURE_SLIP and found.margin >= _SLIP_APART
            alone = apart or not any(self._is_slip(span, other, located) for other in found.likely[1:_RIVALS])
            return found.take(least) if alone else found
        if found.margin < _APART or not span.sure:
            return found
        if span.size > 1:
            return found.take(_TOLD) if best.type == "organisation" and not is_unsaid(self.page, span, best) else found
        large = best.type in PLACES and self._is_town_of(PROMINENT, best)
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
        return self._accepts_place(case) if case.best.type == "place" else self._accepts_known(case)

    def _is_slip(self, span: Span, best: Candidate, located: bool) -> bool:
        """Return whether a word is nearly a name of what is found, and people do not bear it where it is no place."""
        phrase = self.page.phrase(span.first, span.last)
        borne = any(map(self.bears, (self.page.surface(span), *find_nominatives(phrase))))
        if borne and not (located and best.type == "country"):
            return False  # Jerzego is no Jersey, but in Isreal is in Israel
        return is_slip(self.page, span, best, self.entities)

    def _is_backed(self, case: Case) -> bool:
        """Return whether the words around a name or the text say that something like what is found is meant."""
        return case.best.type in case.asked or self.scene.supports(case.question, case.best)

    def _is_spoken_of(self, case: Case) -> bool:
        """Return whether the text names what is found elsewhere, or speaks of its country."""
        return self.scene.names(case.best.id) or self.scene.speaks_of(case.question, case.best.country)

    def _accepts_known(self, case: Case) -> bool:
        """Return whether something that is no town bears a name to the letter."""
        page, span, word = self.page, case.span, case.word
        adjective = bool(span.known) and tell_adjective(word) == span.known
        adjective |= word.script == "Geor" and page.ordinary.isdisjoint((word.key, span.known))  # მალის, but მალე
        homograph = adjective and word.key in small_words(HOMOGRAPH)
        if homograph and not self.scene.speaks_of(case.question, case.best.country):
            return False  # وزراء المالية are no Malians
        told = span.sure or adjective or (case.located and word.script not in CASED)  # إلى مالي, but دعم مالي
        return told or not (case.one and page.is_plain(span))

    def _accepts_like(self, case: Case) -> bool:
        """Return whether what a name is only like is meant."""
        page, span, best, word, one = self.page, case.span, case.best, case.word, case.one
        surface, backed = page.surface(span), self._is_backed(case)
        least = _LEAST.get(word.script, LETTERS) - (word.script in CASED and best.type in case.asked)
        length = min((len(surface), *map(len, page.list_stems(span)))) if word.script == "Geor" else len(surface)
        if one and word.script in CASED and word.key in page.ordinary:
            return False  # Балтии is no slip of Бельцы
        if one and (length < least or (not span.sure and not case.located and self.bears(surface))):
            return False
        slipped = self._is_slip(span, best, case.located)
        if slipped and not span.sure and (case.located or not span.shown or self.look_up(span).id == best.id):
            return True
        if not span.sure:  # a word like another may be any word
            return self._is_told(span, best, backed, case.located)
        if one and word.script in CASED and script(best.name[-1:]) in SPACELESS and not self._is_spoken_of(case):
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
            known = one and not case.place_asked and self.bears(surface)
            # Мороз is a family, not a village that is called nearly so.
            return not known and (backed or self._is_town_of(PROMINENT if one else _LARGE, best))
        if backed or (one and not best.country) or self._is_leader(span, best):
            return True
        return not one and self.look_up(span).probability >= (_TOLD if best.type == "organisation" else ALONE)

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
            return best.type != "place" or self._is_town_of(PROMINENT, best)  # ビリニュス is foreign, and no other word
        same = alone.status != "unresolved" and alone.likely[0].id == best.id
        if same and word.script == "Kana" and len(word.text) > LETTERS and self._is_town_of(_RENOWNED, best):
            return True  # ストックホウルム
        told = (best.type == "person" and not one) or (backed and alone.status != "unresolved")
        if alone.likely[0].id == best.id and told:
            return True  # the name is enough by itself
        return place and (backed or self._is_town_of(_RENOWNED, best))

    def _is_leader(self, span: Span, best: Candidate) -> bool:
        """Return whether somebody is meant whom all write about, by a name that is enough by itself."""
        return self.weight(best.id) >= _RENOWNED and self.look_up(span).id == best.id

    def _is_town_of(self, people: int, best: Candidate) -> bool:
        """Return whether somebody or something is no region, and of so much weight: the people of a town."""
        return not is_subdivision(best.id) and self.weight(best.id) >= people

    def _accepts_place(self, case: Case) -> bool:
        """Return whether a place is meant that bears a name to the letter."""
        span, found, question, located, asked = case.span, case.found, case.question, case.located, case.place_asked
        backed, spoken = self._is_backed(case), self._is_spoken_of(case)
        page, word, best = self.page, self.page.words[span.first], found.likely[0]
        caseless, people = word.script not in CASED, self.weight(best.id)
        one, small = span.size == 1, best.kind != "label"
        if one and is_subdivision(best.id) and not backed and is_part_word(word.key):
            return False  # Central and Eastern Europe
        if word.key == _ARTICLE and {other.key for other in page.words[span.first + 1 : span.last]} <= small_words(
            FEATURE
        ):
            return False  # The River is a town's byname
        if one and ((small and people < PROMINENT) or is_subdivision(best.id)) and holds(page, span, BODY):
            return False  # Centre is a region too
        at_home = span.sure and not caseless and is_at_home(page, best)
        if small and people < OBSCURE and not at_home and not self.scene.speaks_of(question, best.country):
            return False
        noun = one and page.language == GERMAN and not (asked or located)
        if noun and not backed and (people < OBSCURE or (small and len(word.text) < LETTERS)):
            return False  # Hooks is a noun, and a town in Texas
        shown = not (small and word.plain) and word.key not in page.small
        lesser = people < PROMINENT or is_subdivision(best.id)
        if one and lesser and not (caseless or shown or backed):
            return False  # a menu is Maine in Latvian
        if word.script == "Hira" and people < PROMINENT and not asked:
            return False  # なります is a verb
        if word.script in PREFIXED and page.place(span)[0] > word.start and self.bears(word.text):
            return False  # لينا is a woman, and not to Jena
        located = caseless and located
        if one and caseless and not located and not asked and self._begins_person(span):
            return False  # رياض الصنهاجي
        if word.script in PREFIXED and one and small and people < PROMINENT and len(page.surface(span)) <= _LONG:
            return False  # بدور is by the role, and in Dour
        few = (
            one
            and not located
            and (people < (PROMINENT if caseless else TOWN) or (is_subdivision(best.id) and not spoken))
        )
        if one and people < _RENOWNED and not (caseless or spoken or asked) and self.is_foreign(found):
            return False  # Балкан is a region of Turkmenistan in Serbian
        if not is_subdivision(best.id) and self.is_called_after_another(best, question):
            return False  # Whitby in Ontario, in a text about England
        if people < TOWN and is_at_home(page, best) and self.around.is_far(best):
            return False  # w Kuźnicy, in a text about another part of the country
        given = few and self.bears(page.surface(span))
        if given and not asked and (small or self.is_foreign(found)):
            return False  # Марія is a village too, and Jonas is Yonne
        bare = page.is_bare(span.first) and not small and people >= TOWN
        if one and people < PROMINENT and not (asked or bare) and word.key in page.ordinary:
            return False  # Spring is a town too, but not Cork, and in Heide is in a town
        pronoun = people >= PROMINENT and is_relative_pronoun(page, span.first)
        if one and not is_subdivision(best.id) and has_article(page, span) and not pronoun:
            return False  # the Jordan
        if span.sure and (not caseless or span.type):
            return True
        # რიგის is of Riga, and of a row.
        form = word.script == "Geor" and span.known not in page.ordinary and self._is_town_of(PROMINENT, best)
        plain = one and page.is_plain(span) and not (form and spoken)
        if plain and not (located and self._outweighs(span, people, backed)):
            return False  # صور are pictures too
        if caseless and one and not asked and not located:
            if is_subdivision(best.id) and not backed and not is_prefecture(word.key):
                return False
            if word.script == "Hani" and people < PROMINENT and not is_municipality(page.surface(span)):
                return False  # 开通 is to open, and a town
        enough = PROMINENT if small else TOWN
        if caseless and not located:
            enough = _tell_enough(word, page.surface(span))
        return people >= enough or (backed and (located or not (caseless and (span.hint == "person" or given))))

    def _begins_person(self, span: Span) -> bool:
        """Return whether a word that people bear stands before one that may be a family name: رياض الصنهاجي."""
        words, last = self.page.words, span.last
        if last == len(words) or words[last].joint != " " or self.page.is_ordinary(last):
            return False  # no verb has an article
        if words[span.first].script == "Geor":
            return is_forename(self.page, span, self.exact, self.bears)
        family = words[span.first].script in PREFIXED and words[last].key.startswith(THE)
        return family and self.bears(self.page.surface(span))

    def _outweighs(self, span: Span, people: float, backed: bool) -> bool:
        """Return whether an ordinary word behind "in" is a town's name rather: რომში, في حمص, but not في المدينة."""
        word = self.page.words[span.first]
        if is_cue(word.key):
            return False
        if word.script == "Geor" and (not backed or span.known in self.page.ordinary):
            return people >= _RENOWNED  # ტურში is in Tours, and in a round
        return backed and people >= PROMINENT


def _tell_enough(word: Word, surface: str) -> int:
    """Return how many people live in a place that is meant where no capital could show it: few words are long."""
    if word.script == "Geor":
        return PROMINENT
    if word.script in PREFIXED and len(surface) > _LONG:
        return _LARGE
    if word.script not in SPACELESS or len(surface) < _LONG:
        return _RENOWNED
    return TOWN if len(surface) > _LONG or is_municipality(surface) else PROMINENT
