"""Whether what a span would mean is said by the text: a word that nothing shows to be a name needs more."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from normalize.annotate.cues import is_cue, is_toward
from normalize.annotate.declined import is_adjective
from normalize.annotate.deeds import has_age, is_bearer, names_club
from normalize.annotate.divisions import is_adjective_form
from normalize.annotate.doubts import OWNING, Doubts
from normalize.annotate.exact import tell_adjective
from normalize.annotate.features import (
    has_article,
    is_called_after,
    is_feature,
    is_one_of_many,
    is_relative_pronoun,
    is_river,
)
from normalize.annotate.institutions import holds, is_body, is_part, is_part_word
from normalize.annotate.measures import ALONE, OBSCURE, PLACES, PROMINENT, TOWN, Question, is_at_home
from normalize.annotate.namesakes import has_initial, is_forename
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import PREFIXED, Span, is_acronym
from normalize.annotate.pieces import is_municipality, is_prefecture
from normalize.annotate.quotations import is_in_work, is_title
from normalize.annotate.relatives import is_relative
from normalize.annotate.scene import is_subdivision
from normalize.annotate.small_words import AND, BODY, FEATURE, HOMOGRAPH, QUALIFIER, VILLAGE, small_words
from normalize.annotate.titles import is_addressed
from normalize.annotate.within import is_compound, is_firm, is_hyphened, is_within
from normalize.annotate.words import BREAKS, CASED, THE, Word
from normalize.lexicon.inflection import is_case_form
from normalize.lexicon.sexes import men
from normalize.resolution import Candidate, Resolution
from normalize.text import clean, key, script

_RENOWNED = 1_000_000  # and where no capital could show it
_LARGE = 300_000  # the same of a longer word in Arabic or Hebrew
_LETTERS = 5  # of a misspelt name of one word: shorter ones are like too much
_LEAST = {"Kana": 4, "Hani": 2}  # the same of one in katakana, and in Han characters
_EVERYWHERE = "en"  # the language whose acronyms all others use
_INITIALS = 2  # letters of an acronym that stands for too much
_LEAST_SHOUTED = 4  # letters of a name in capitals that opens a line
_SPACELESS, _LONG = ("Hani", "Kana"), 3  # scripts whose names have few characters; how many a word seldom has
# How probable a name of so many letters has to be at least, and by how much more than any other, that is like a large
# town's: nine of ten were right in the texts of this project.
_TOLD, _APART, _TOLD_LETTERS = 0.93, 0.85, 6
_ARTICLE = "the"
_ADVERB = "ად"  # the ending of Georgian adverbs
_BORNE = (("organisation", "short"), ("country", "alias"))  # Wagner is a composer, Victoria a sponge


@dataclass(frozen=True, slots=True)
class Judge(Doubts):
    """Judges answers of one page, with what speaks against them; `families` are its names that it gives to people."""

    families: Set[str]

    def settle(self, span: Span, found: Resolution) -> Resolution:
        """Return an answer, given too where a name is nearly that of a large town or of a body of several words."""
        if found.id is not None or found.exact or found.margin < _APART or not span.sure:
            return found
        best, surface = found.likely[0], self.page.surface(span)
        if span.size > 1:
            return found.take(_TOLD) if best.type == "organisation" and not self._is_unsaid(span, best) else found
        large = best.type in PLACES and self._is_town_of(PROMINENT, best)
        return found.take(_TOLD) if large and len(surface) >= _TOLD_LETTERS and not self.bears(surface) else found

    def accepts(self, span: Span, found: Resolution, question: Question, located: bool) -> bool:
        """Return whether an answer in the light of the text is meant; `located`: the text says that it is a place."""
        if found.id is None or found.ruled:
            return found.ruled and found.id is not None
        page, best, word, surface = self.page, found.likely[0], self.page.words[span.first], self.page.surface(span)
        one = span.size == 1
        small = best.type == "place" and self.weight(best.id) < PROMINENT
        if page.text[page.place(span)[1] :][:1] == "&" or is_firm(page, span, self.exact):
            return False  # Texas A&M, Bradford & Sons
        if best.type == "country" and is_river(page, span):
            return False  # in the Niger
        if (best.type == "place" and is_feature(page, span, small)) or is_called_after(page, span, not found.exact):
            return False
        families = frozenset() if "place" in (span.type, span.hint) else self.families
        if best.type in PLACES and (self.is_joined(span, found) or self.is_paired_afar(span, best)):
            return False
        if best.type in PLACES and not (found.exact and span.size > 1) and has_initial(page, span):
            return False  # J. Ho
        if best.type in PLACES and is_within(page, span, self.exact, self.bears, families):
            return False
        if best.type in PLACES and is_relative(page, span, self.exact, self.bears, small):
            return False
        if best.type in PLACES and self.follows_acronym(span):
            return False
        if best.type in PLACES and is_compound(page, span, best.type == "country"):
            return False
        if best.type == "organisation" and (self.goes_on_elsewhere(span, best) or is_in_work(page, span)):
            return False
        if span.closed and not found.exact and self.is_of_elsewhere(span, best):
            return False
        if (best.type == "country" and self.owns_another(span, best)) or self._is_elsewhere(span, best):
            return False
        if one and word.script in CASED and not is_acronym(word) and self._is_anybody(span, found, question):
            return False
        if one and best.type == "place" and not found.exact and self.is_byname(best):
            return False
        town = best.type == "place" and not is_subdivision(best.id)
        if best.type == "place" and not (located or span.hint) and self.is_foreign_brand(span):
            return False  # казахстанская Kaspi
        if town and is_adjective(page, span, key(clean(best.name).text)):
            return False
        like_body = best.type == "organisation" and not (one or found.exact)
        if like_body and is_part(page.words, span.first) and self._is_unsaid(span, best):
            return False
        if like_body and word.script in CASED and script(best.name[-1:]) in _SPACELESS:
            return False  # the Cabinet of Ministers is no 联合过渡内阁
        if best.type == "organisation" and one and (is_hyphened(page, span, self.exact) or self.plays_otherwise(span)):
            return False
        if best.type == "organisation" and best.kind == "short" and not self.is_ours(span, found, best):
            return False
        if best.type == "organisation" and self.is_another_states(span, best, question):
            return False
        if self._is_village(span) and self.is_no_village(span, best, question):
            return False
        if best.type == "person" and best.id in men() and self.is_titled_hers(span):
            return False
        asked = {span.type, span.hint} - {""}
        backed = best.type in asked or self.scene.supports(question, best)
        spoken = self.scene.names(best.id) or self.scene.speaks_of(question, best.country)
        if best.type == "place" and self.is_doer(span, best, "place" in asked):
            return False
        if best.type == "country" and names_club(page, span, self.sport) and self.is_foreign(found):
            return False  # Polonia
        if best.type in PLACES and "place" not in asked and is_bearer(page, span):
            return False  # سالم is a man, and a town in India
        if best.type == "place" and self.is_any_region(span, best, question):
            return False  # المنطقة الشرقية
        if best.type in PLACES and has_age(page, span):
            return False  # Jordan, 23, scored
        if best.type in PLACES and best.kind != "demonym" and is_one_of_many(page, span):
            return False  # shorts and a Jersey
        if best.type in PLACES and is_addressed(page, span):
            return False  # Miss Ireland
        if best.type == "person" and not self.is_known(span, found, best):
            return False
        if best.type == "person" and one and is_title(page, span):
            return False  # »Kennedys Koch«
        if best.type == "person" and one and has_article(page, span) and is_feature(page, span):
            return False  # an der Havel
        if one and (best.kind == "code" or not self._is_written_so(span, found, question)):
            return False
        if self.is_of_another(question, found):
            return False
        if best.type == "place" and not spoken and self.is_uncertain(span, found, located or bool(asked)):
            return False
        opens = best.kind == "demonym" and word.script in CASED and best.name.islower() and not page.shows(span.first)
        if opens and is_adjective_form(page, span.first):
            return False  # an adjective that opens a sentence
        if best.kind == "demonym" and self.begins_body(span, best):
            return False
        if best.kind == "demonym" and word.script == "Geor" and word.key.endswith(_ADVERB):
            return False  # ქართულად is in Georgian
        if found.exact:
            if best.type == "place":
                return self._accepts_place(span, found, question, backed, located, "place" in asked)
            adjective = bool(span.known) and tell_adjective(word) == span.known
            adjective |= word.script == "Geor" and page.ordinary.isdisjoint((word.key, span.known))  # მალის, but მალე
            if adjective and word.key in small_words(HOMOGRAPH) and not self.scene.speaks_of(question, best.country):
                return False  # وزراء المالية are no Malians
            told = span.sure or adjective or (located and word.script not in CASED)  # إلى مالي, but دعم مالي
            return told or not (one and page.is_plain(span))
        least = _LEAST.get(word.script, _LETTERS) - (word.script in CASED and best.type in asked)
        length = min((len(surface), *map(len, page.list_stems(span)))) if word.script == "Geor" else len(surface)
        if one and (length < least or (not span.sure and not located and self.bears(surface))):
            return False
        if not span.sure:  # a word like another may be any word
            return self._is_told(span, best, backed, located)
        if one and word.script in CASED and script(best.name[-1:]) in _SPACELESS and not spoken:
            return False  # у Давосі is no 达沃市
        if best.type in PLACES and self.is_listed(span, best):
            return False
        if best.type == "place":
            if not one and self._is_declined(span, best):
                return backed or is_at_home(page, best) or self.weight(best.id) >= TOWN  # do Nowego Targu
            if not one and self.weight(best.id) < PROMINENT and self._is_qualified(span):
                return False  # Верхня Каланча is not Верин Каланча
            if not (one or located or "place" in asked) and self.is_unlike(span, question, best):
                return False
            known = one and "place" not in asked and self.bears(surface)
            # Мороз is a family, not a village that is called nearly so.
            return not known and (backed or self._is_town_of(PROMINENT if one else _LARGE, best))
        if backed or (one and not best.country) or self._is_leader(span, best):
            return True
        return not one and self.look_up(span).probability >= (_TOLD if best.type == "organisation" else ALONE)

    def _is_unsaid(self, span: Span, best: Candidate) -> bool:
        """Return whether a name says what body it is, and what is like it does not: Central Europe is no bank."""
        return is_body(best.name) and not holds(self.page, span, BODY)

    def _is_written_so(self, span: Span, found: Resolution, question: Question) -> bool:
        """Return whether capitals throughout are no other word: ROM is not Rome, nor OK the UK, nor C a province.

        A line may open with where it was written: ROME, Georgia.
        """
        word, best = self.page.words[span.first], found.likely[0]
        if (
            found.exact
            and best.type == "country"
            and best.name.isupper()
            and word.text.istitle()
            and best.name != word.text
        ):
            return False  # SAD are the United States, Sad is an orchard
        if word.script not in CASED or not word.text.isupper():
            return True
        if len(word.text) == 1:
            return False
        if not found.exact:
            likely = best.name.isupper() and found.probability >= ALONE
            return len(word.text) >= _LETTERS and (likely or word.joint == "|")
        if best.name.isupper() or best.type == "organisation":
            if best.type == "country":  # OK is the United Kingdom in Inari Sami
                return word.script != "Latn" or found.explain().alias_lang in (
                    None,
                    "",
                    _EVERYWHERE,
                    self.page.language,
                )
            return len(word.text) > _INITIALS or not best.country or self.scene.supports(question, best)
        return word.joint == "|" and len(word.text) >= _LEAST_SHOUTED

    def _is_elsewhere(self, span: Span, best: Candidate) -> bool:
        """Return whether a region of another country closes a phrase behind a place: Paris, Texas."""
        words, last = self.page.words, span.last
        if best.type not in PLACES or last == len(words) or words[last].joint != "," or words[span.first].joint == ",":
            return False
        end = next(iter(self.exact.get(last, ())), last)
        after = words[end] if end < len(words) else None
        listed = after is not None and after.joint == "," and (after.capital or after.key in small_words(AND))
        if listed or (after is not None and after.joint not in BREAKS):
            return False
        region = self.tell_best(last, end)
        return region is not None and is_subdivision(region.id) and set(region.country).isdisjoint(best.country)

    def _is_anybody(self, span: Span, found: Resolution, question: Question) -> bool:
        """Return whether people bear a short name of a body, or another one of a country, and nothing speaks of it."""
        best = found.likely[0]
        if (best.type, best.kind) not in _BORNE or best.type in (span.type, span.hint) or is_toward(self.page, span):
            return False
        return self.bears(self.page.surface(span)) and not self.scene.speaks_of(question, best.country)

    def _is_village(self, span: Span) -> bool:
        """Return whether what stands before a name says that it is a village."""
        words, at = self.page.words, span.first
        at -= at > 1 and words[at].joint == " " and words[at - 1].key in OWNING
        return at > 0 and words[at].joint == " " and words[at - 1].key in small_words(VILLAGE)

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
        if word.script == "Kana" and len(word.text) >= _LETTERS and alone.id == best.id and not best.country[1:]:
            return best.type != "place" or self._is_town_of(PROMINENT, best)  # ビリニュス is foreign, and no other word
        same = alone.status != "unresolved" and alone.likely[0].id == best.id
        if same and word.script == "Kana" and len(word.text) > _LETTERS and self._is_town_of(_RENOWNED, best):
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

    def _accepts_place(
        self, span: Span, found: Resolution, question: Question, backed: bool, located: bool, asked: bool
    ) -> bool:
        """Return whether a place is meant that bears a name to the letter; `asked`: a place is what is spoken of."""
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
        if noun and not backed and (people < OBSCURE or (small and len(word.text) < _LETTERS)):
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
        spoken = self.scene.names(best.id) or self.scene.speaks_of(question, best.country)
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
    if word.script not in _SPACELESS or len(surface) < _LONG:
        return _RENOWNED
    return TOWN if len(surface) > _LONG or is_municipality(surface) else PROMINENT
