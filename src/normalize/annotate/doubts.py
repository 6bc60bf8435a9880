"""What speaks against an answer in its text: somebody else of that name, or what no place does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace

from normalize.annotate.arabic_names import follows_stranger, is_compound_given_name, is_part_of_name
from normalize.annotate.clubs import names_club_of
from normalize.annotate.cues import is_inside, is_located, is_toward
from normalize.annotate.deeds import (
    ends_as_surname,
    is_battle,
    is_title_of,
    names_club,
    names_doer,
    owns,
    plays_no_football,
)
from normalize.annotate.divisions import is_adjective_form
from normalize.annotate.entities import Entities
from normalize.annotate.exact import INFLECTED, Exact, is_people_elsewhere
from normalize.annotate.families import follows_speech, is_family
from normalize.annotate.features import has_article
from normalize.annotate.institutions import is_of_any_state
from normalize.annotate.measures import (
    ALONE,
    METROPOLIS,
    PLACES,
    PROMINENT,
    TOWN,
    Question,
    is_at_home,
    is_known_place,
    list_namesakes,
)
from normalize.annotate.namesakes import is_namesake
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import Page, Span, is_acronym
from normalize.annotate.pieces import is_prefecture
from normalize.annotate.regnal import is_reign, rules_another
from normalize.annotate.relatives import is_child
from normalize.annotate.scene import Scene, is_subdivision
from normalize.annotate.small_words import GENERIC, WHERE, small_words
from normalize.annotate.surroundings import Surroundings
from normalize.annotate.titles import holds_office, is_stranger
from normalize.annotate.within import is_dotted
from normalize.annotate.words import CASED
from normalize.lexicon.inflection import is_case_form
from normalize.lexicon.sexes import men
from normalize.match.name_words import words_for
from normalize.resolution import Candidate, Resolution
from normalize.text import clean, key

_HAN = "Hani"
_LATIN, _POLISH = "Latn", "pl"
_BYNAME = 3  # words of a byname, of which one alone is none
_CITY = 150_000  # people of a town that all know, whatever the text is about
_AGENT = "მა"  # what Georgian adds to whoever does something
_GERMAN_ADJECTIVE = re.compile(".+sch(?:e[rnms]?)")
_OWNED_BEFORE = frozenset({"Hang", "Deva", "Beng"})  # scripts of languages that say before a body whose it is
_FOOTBALL = ("FC ", "FK ")  # what the label of a football club begins with
_OWNED = 4  # words of a body whose name goes on with a country's
OWNING = frozenset({"of", "der", "des", "von"})  # what stands between a body and whose it is


@dataclass(frozen=True, slots=True)
class Doubts:
    """Doubts answers of one page.

    `entities` are those of the lexicon, `bears` says whether people bear a word, `look_up` what a span means by itself;
    `exact` are the names to the letter. `sport`: the page tells of a match. `around`: the places that it names,
    `families`: its names that it gives to people.
    """

    page: Page
    scene: Scene
    entities: Entities
    bears: Callable[[str], bool]
    look_up: Callable[[Span], Resolution]
    exact: Exact
    sport: bool
    around: Surroundings
    families: Set[str]

    def weight(self, id: str) -> float:
        """Return how prominent an entity is: the people of a place."""
        return self.entities.weight(id)

    def is_doer(self, span: Span, best: Candidate, asked: bool) -> bool:
        """Return whether what stands beside a town's name says that somebody or a club is meant: Kirov was murdered."""
        small, ours = self.weight(best.id) < PROMINENT, best.kind == "label" or is_at_home(self.page, best)
        borne = self.bears(self.page.surface(span)) or self.bears(span.known)
        lesser = (
            (small or best.kind == "former")
            and not asked
            and not is_subdivision(best.id)
            and self.page.language in INFLECTED
        )
        if lesser and is_family(self.page, span, key(clean(best.name).text), self.bears):
            return True
        lesser = span.size == 1 and self.weight(best.id) < METROPOLIS and not is_subdivision(best.id)
        if lesser and (borne or self.bears(span.known)) and owns(self.page, span, False):
            return True  # Darwin's maps
        if is_child(self.page, span, self.bears):
            return True
        if not asked and not is_located(self.page, span):
            if is_part_of_name(self.page, span, self.bears):
                return True
            if follows_stranger(self.page, span, self.exact.keys()):
                return True
        own = self.page.words[span.last - 1]
        region = is_subdivision(best.id) and (own.script != _HAN or is_prefecture(own.key))  # 石川社長 is Mr Ishikawa
        if holds_office(self.page, span) and not region:
            return True
        if (
            names_club(self.page, span, self.sport)
            or names_club_of(self.page, span, self.exact, self.sport)
            or is_title_of(self.page, span)
            or is_reign(self.page.words[span.first : span.last], self.bears)
        ):
            return True
        if is_battle(self.page, span):
            return not ours
        words = self.page.words[span.first : span.last]
        whole = len(words) > 1 and words[0].script in CASED and all(self.bears(word.text) for word in words)
        if whole and small and not (ours or asked):
            return not (is_toward(self.page, span) or is_located(self.page, span))  # Karl Marx is a village's byname
        name = self.page.phrase(span.first, span.last)
        told = lesser and name == key(clean(best.name).text) and (borne or ends_as_surname(name))
        if told and follows_speech(self.page, span):
            return True  # «…», — отшутился Ковров
        if self.scene.has_names(best.id):
            return False
        return not asked and names_doer(self.page, span, borne, best.kind == "former", small)

    def is_unlike(self, span: Span, question: Question, best: Candidate) -> bool:
        """Return whether all words of a span are people's, or a place that nothing speaks of is called by one word."""
        words = self.page.words[span.first : span.last]
        if all(self.bears(word.text) for word in words):
            return True  # Ivan Franko
        return " " not in clean(best.name).text and not self.scene.supports(question, best)  # Babi Yar

    def is_uncertain(self, span: Span, found: Resolution, located: bool) -> bool:
        """Return whether a place that nothing speaks of is called otherwise, or somebody known is called so."""
        best = found.likely[0]
        called = key(clean(best.label).text).split()
        if found.exact and best.kind == "alias" and span.known not in called:
            others = [other for other in found.likely[1:] if other.kind == "label"]
            if found.probability < ALONE and others:
                return True  # Bethlehem is Belém
            towns = [one for one in others if one.type == "place" and self.is_town_of(TOWN, one)]
            if any(key(clean(one.name).text) == key(clean(best.name).text) for one in towns):
                return True  # Westport was the name of Kansas City
        if located:
            return False
        if is_subdivision(best.id):
            return has_article(self.page, span) and self.page.words[span.first].key.endswith("s")  # the Midlands
        name = span.known or self.page.words[span.first].key
        if span.size > 1 or not (self.bears(name) or self.bears(self.page.surface(span))) or is_toward(self.page, span):
            return False
        if owns(self.page, span, self.weight(best.id) < _CITY):
            return True  # Wellington's ships
        if self.page.words[span.first].script == "Geor" and self.page.words[span.first].key.endswith(_AGENT):
            return True  # მარსელმა დაწერა
        known = self.look_up(replace(span, type="person"))
        names = key(clean(known.likely[0].label).text).split() if known.probability >= ALONE else []
        return names[-1:] == [name] and known.likely[0].id in men()  # Kennedy

    def is_of_another(self, question: Question, found: Resolution) -> bool:
        """Return whether a region is called so in another language alone, and the text speaks of another country.

        Блек-Рівер is in Jamaica, and a byname of a district of Mauritius.
        """
        best = found.likely[0]
        if best.kind != "alias" or not is_subdivision(best.id) or found.explain().alias_lang == self.page.language:
            return False
        return self.scene.speaks_of_another(question, best.country)

    @staticmethod
    def is_byname(best: Candidate) -> bool:
        """Return whether a place is called by several words that say nothing of its name: Перлина Чорного моря."""
        called = key(clean(best.name).text).split()
        return best.kind == "alias" and len(called) >= _BYNAME

    def is_borne(self, span: Span, found: Resolution) -> bool:
        """Return whether a word that people bear is a country's people in another language alone: Volker Türk."""
        lang, word, best = self.page.language, self.page.words[span.first], found.likely[0]
        if not found.exact or span.size > 1 or best.kind != "demonym" or word.script not in CASED:
            return False
        if not (self.bears(word.text) and is_people_elsewhere(word.key, lang)):
            return False
        names = self.entities.keys(best.id, word.script, lang)
        return not any(word.key == name.partition(" ")[0] or is_case_form(word.key, name, lang) for name in names)

    def is_known(self, span: Span, found: Resolution, best: Candidate) -> bool:
        """Return whether nothing says that somebody else is meant than who bears a name: Charles III of Spain."""
        page = self.page
        if self.is_namesake(span) or rules_another(page.words, span.last, best.country, self._tell_country):
            return False
        called = key(clean(f"{best.label} {best.name}").text).split()
        own = found.exact or not span.type or page.phrase(span.first, span.last) in called
        own = own or not self.bears(page.surface(span))
        alone = (span.size == 1 or is_compound_given_name(page, span, self.bears)) and not self.scene.names(best.id)
        return not (alone and is_stranger(page, span, best.id, own))

    def is_listed(self, span: Span, best: Candidate) -> bool:
        """Return whether a comma joins what is like a small town with a country behind it: w Niemczach, Czechach."""
        words, last = self.page.words, span.last
        if (
            best.type == "country"
            or self.weight(best.id) >= PROMINENT
            or last == len(words)
            or words[last].joint != ","
        ):
            return False
        after = self.tell_best(last, next(iter(self.exact.get(last, ())), last))
        return after is not None and after.type == "country" and set(after.country).isdisjoint(best.country)

    def plays_otherwise(self, span: Span) -> bool:
        """Return whether another sport than football is that of a club whose name stands behind it."""
        return self.look_up(span).likely[0].label.startswith(_FOOTBALL) and plays_no_football(self.page, span)

    def is_ours(self, span: Span, found: Resolution, best: Candidate) -> bool:
        """Return whether a body's short name is that of no other country's too, or the text is about its own."""
        others = [one for one in self.look_up(span).likely if one.type == best.type and one.kind == best.kind]
        several = found.exact and any(set(one.country).isdisjoint(best.country) for one in others if best.country)
        return not several or self.scene.is_about(best.country)

    def is_another_states(self, span: Span, best: Candidate, question: Question) -> bool:
        """Return whether a court or a ministry that no country is said of is another's, about which the text is."""
        if not best.country or not is_of_any_state(self.page.words[span.first : span.last]):
            return False
        if span.first and self.page.words[span.first].joint == " ":
            beside = self.look_up(Span(span.first - 1, span.first, "country", "", "", True))
            if beside.id is not None:
                return set(beside.likely[0].country).isdisjoint(best.country)
        return self.scene.is_about_another(question, best.country)

    def is_any_region(self, span: Span, best: Candidate, question: Question) -> bool:
        """Return whether a region that only says where it lies or looks is another country's: المنطقة الشرقية."""
        words, last = self.page.words, span.last
        if span.size == 1 or not is_subdivision(best.id) or words[last - 1].key not in small_words(GENERIC):
            return False
        if last + 1 < len(words) and words[last].joint == words[last + 1].joint == " ":
            owner = self._tell_country(last + 1) if words[last].key in small_words(WHERE) else None
            if owner is not None and set(owner).isdisjoint(best.country):
                return True
        return not self.scene.speaks_of(question, best.country)

    def is_called_after_another(self, best: Candidate, question: Question) -> bool:
        """Return whether a town of which the text is silent has its name from a country that the text is about."""
        if len(best.country) != 1 or self.weight(best.id) >= _CITY or self.scene.speaks_of(question, best.country):
            return False
        return self.scene.speaks_of(question, list_namesakes(best.country[0]))

    def is_no_village(self, span: Span, best: Candidate, question: Question) -> bool:
        """Return whether something is a large town, one of some size that nothing speaks of, or no place at all."""
        if best.type != "place" or self.weight(best.id) >= PROMINENT:
            return True
        at_home = is_at_home(self.page, best) or self.scene.speaks_of(question, best.country)
        return self.weight(best.id) >= TOWN and not at_home

    def is_town_of(self, people: int, best: Candidate) -> bool:
        """Return whether somebody or something is no region, and of so much weight: the people of a town."""
        return not is_subdivision(best.id) and self.weight(best.id) >= people

    def is_foreign(self, found: Resolution) -> bool:
        """Return whether a region or a country is called otherwise in English and in the language of the text."""
        best = found.likely[0]
        name, country = key(clean(best.name).text), best.type == "country"
        if not (country or is_subdivision(best.id)) or name == key(clean(best.label).text):
            return False
        if country and not self.entities.label(best.id, self.page.language):
            return False  # of a name that two languages spell alike the lexicon says one: Італія
        return found.explain().alias_lang not in (None, "", self.page.language)

    def is_foreign_brand(self, span: Span) -> bool:
        """Return whether a name of one word is in Latin letters in a text of another script, as firms are, no towns."""
        one = span.size == 1 and self.page.words[span.first].script == _LATIN
        return one and self.page.script != _LATIN and not is_toward(self.page, span)

    def is_namesake(self, span: Span) -> bool:
        """Return whether what stands beside a name makes it a part of another person's."""
        return is_namesake(self.page, span, self.bears)

    def _tell_country(self, at: int) -> Sequence[str] | None:
        """Return where the place is that begins at a word, or None."""
        places = (self.tell_best(at, end) for end in self.exact.get(at, {}))
        return next((best.country for best in places if best is not None and best.type in PLACES), None)

    def is_another(self, span: Span, found: Resolution) -> bool:
        """Return whether a name is not the person's before it, but another's, or where something is: в Чехове."""
        if self.is_namesake(span):
            return True
        town = found.id is not None and found.exact and found.likely[0].type == "place"
        return town and self.page.language in INFLECTED and is_inside(self.page, span)

    def is_titled_hers(self, span: Span) -> bool:
        """Return whether a title of a woman stands before a name, or behind it as one word with it: Mrs Trump."""
        words, first, last = self.page.words, span.first, span.last
        before = words[first - 1] if first and words[first].joint in (" ", ".") else None
        behind = words[last] if last < len(words) and words[last].joint == "" else None
        titles = words_for("her")
        return (before is not None and before.key in titles) or (behind is not None and f"-{behind.key}" in titles)

    def is_joined(self, span: Span, found: Resolution) -> bool:
        """Return whether a dot joins a place's name with what is no place that all know, or is in its country."""
        own = found.likely[0].country

        def is_known(first: int, last: int) -> bool:
            best = self.tell_best(first, last)
            if best is None:
                return False
            return (found.exact and is_known_place(best, self.weight)) or not set(own).isdisjoint(best.country)

        return is_dotted(self.page, span, is_known, self.exact)

    def is_paired_afar(self, span: Span, best: Candidate) -> bool:
        """Return whether a hyphen joins a place's name with that of a small one far from it: გუდაური-კობის."""
        words, first, last = self.page.words, span.first, span.last
        others = [self.tell_best(first - 1, first)] if first and words[first].joint == "-" else []
        others += [self.tell_best(last, last + 1)] if last < len(words) and words[last].joint == "-" else []
        small = (one for one in others if one and one.type == "place" and self.weight(one.id) < PROMINENT)
        return any(not is_subdivision(one.id) and self.around.are_apart(best, one) for one in small)

    def follows_acronym(self, span: Span) -> bool:
        """Return whether an acronym that is but a code or a town otherwise begins a longer name: TU Berlin."""
        words, first = self.page.words, span.first
        if not first or words[first].joint != " " or not is_acronym(words[first - 1]) or words[first - 1].plain:
            return False
        best = self.tell_best(first - 1, first)
        return best is not None and (best.kind == "code" or best.type == "place") and not is_acronym(words[first])

    def tell_best(self, first: int, last: int) -> Candidate | None:
        """Return what some words mean by themselves that are a name to the letter."""
        known = self.exact.get(first, {}).get(last, "")
        return next(iter(self.look_up(Span(first, last, "", "", known, True)).likely), None) if known else None

    def goes_on_elsewhere(self, span: Span, best: Candidate) -> bool:
        """Return whether the name of a body goes on with another country than its own: Sąd Słowacji."""
        words, last = self.page.words, span.last
        last += last < len(words) and words[last].joint == " " and words[last].key in OWNING
        if not best.country or last == len(words) or words[last].joint != " " or words[last].script in _OWNED_BEFORE:
            return False
        owners = (self.tell_best(last, end) for end in self.exact.get(last, {}))
        return any(o.type == "country" and o.country and o.country[0] not in best.country for o in filter(None, owners))

    def is_of_elsewhere(self, span: Span, best: Candidate) -> bool:
        """Return whether the place of a body is none in the name that it is like: جامعة حلب, 西安电子科技大学."""
        known = self.exact.get(span.last - 1, {}).get(span.last, "")
        if self.page.words[span.first].script == "Hani" and span.type == "organisation":
            begun = self.exact.get(span.first, {}).items()
            known = next((name for end, name in begun if end < span.last), "")
        return bool(known) and known not in key(clean(best.name).text)

    def owns_another(self, span: Span, best: Candidate) -> bool:
        """Return whether a body of several words goes on with another country: Trybunał Konstytucyjny Słowacji."""
        words, at = self.page.words, span.first
        if words[at].joint != " " or words[at].script in _OWNED_BEFORE:
            return False
        bodies = (self.tell_best(first, at) for first in range(max(at - _OWNED, 0), at - 1))
        return any(
            o.type == "organisation" and o.country and best.country[0] not in o.country for o in filter(None, bodies)
        )

    def begins_body(self, span: Span, best: Candidate) -> bool:
        """Return whether an adjective of a country that has a capital in a sentence begins a name.

        Der Deutsche Wetterdienst, Российский научный фонд. Before somebody's name a German one is what they are: die
        Deutsche Anna Huber. "Schweizer" always has one.
        """
        words, last = self.page.words, span.last
        word, after = words[span.first], words[last] if last < len(words) else None
        if span.size > 1 or after is None or after.joint != " " or word.plain or not word.capital:
            return False
        if self.page.language == GERMAN:
            return bool(_GERMAN_ADJECTIVE.fullmatch(word.key)) and after.capital and not self.bears(after.text)
        if self.page.language == _POLISH and not after.capital:
            return False  # prezydent Polski przyjechał, but Polski Związek Łowiecki
        small = self.page.language in INFLECTED and self.page.capitals_tell and best.name.islower()
        return small and is_adjective_form(self.page, span.first)
