"""Small towns of the country that a text is written in or speaks of, beside what is far abroad: у Кутах is in Kuty."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from normalize.annotate.cues import is_located, is_toward
from normalize.annotate.entities import Entities
from normalize.annotate.exact import INFLECTED
from normalize.annotate.languages import HOME, tell_of
from normalize.annotate.measures import METROPOLIS, NAMED_IN, OBSCURE, PLACES, PROMINENT, TOWN, Question, is_at_home
from normalize.annotate.page import Page, Span, find_nominatives, list_plurals
from normalize.annotate.scene import Scene, is_subdivision
from normalize.annotate.small_words import AND, small_words
from normalize.annotate.surroundings import Surroundings
from normalize.lexicon.inflection import is_case_form
from normalize.resolution import Candidate, Resolution
from normalize.text import clean, key

_SMALL = 1_000  # people of a town at least that is meant by such a form
_FAR_MORE = 5  # times as many people as in any other one of that form, where none is near what the text names
_KNOWN = 8  # names of a town that is meant rather than a country
_CHOICE, _FORMS = 2, 6  # candidates of a form, and its nominatives, that are looked at
_LIKELY, _UNSURE = 0.97, 0.5  # how probable a nominative has to be, and a candidate elsewhere that is none
_MISSPELT = 5_000  # people of a town whose name may be misspelt
_ASKED = frozenset({"", "place"})
_DEMONYM = "demonym"
# Countries whose names are those of towns elsewhere in some cases, with those that a text about them speaks of.
_BESIDE: Mapping[str, tuple[str, ...]] = {"XK": ("XK", "RS", "AL", "ME", "MK")}


@dataclass(frozen=True, slots=True)
class Homes:
    """Finds the small towns of one page."""

    page: Page
    scene: Scene
    entities: Entities
    around: Surroundings

    def settle(self, span: Span, question: Question, found: Resolution) -> Resolution:
        """Return an answer as what the form of a name is at home, if it is that of something of which a text is silent.

        Nothing is meant where it may be either: up to Косова a text has to speak of Kosovo, or of what is near Kosiv.
        """
        if not self._is_doubtful(span, question, found):
            return found
        best, towns = found.likely[0], self._list_towns(span, question, found)
        near = [town for town in towns if self.around.is_near(town.likely[0])]
        if len({town.id for town in near}) == 1:
            return near[0]
        if best.type == "country":
            return replace(found, status="ambiguous", id=None, label=None) if towns and self._is_toward(span) else found
        spoken = [town for town in towns if self.scene.speaks_of(question, town.likely[0].country)]
        own = [town for town in towns if is_at_home(self.page, town.likely[0])]
        return self._choose(span, best, spoken) or self._choose(span, best, own) or found

    def _is_toward(self, span: Span) -> bool:
        """Return whether what stands before a name, or a list with it, says that it is where something is or goes."""
        words, first = self.page.words, span.first
        if first > 1 and words[first].joint == " " and words[first - 1].key in small_words(AND):
            span = Span(first - 2, first - 1, "", "", "", True)  # до Коломиї і Косова
        return is_toward(self.page, span) or is_located(self.page, span)

    def _choose(self, span: Span, best: Candidate, towns: Sequence[Resolution]) -> Resolution | None:
        """Return the town that is far larger than any other one, and large enough to be meant rather than another."""
        weight = self.entities.weight
        ranked = sorted({town.id or "": town for town in towns}.values(), key=lambda town: -weight(town.id or ""))
        people = [*(weight(town.id or "") for town in ranked), 0.0, 0.0]
        least = _SMALL
        if self._is_renowned(best):
            least = OBSCURE
        elif self.page.words[span.first].key == key(clean(best.name).text):
            least = TOWN  # a name to the letter that another language has: Сум
        return ranked[0] if people[0] >= max(least, _FAR_MORE * people[1]) else None

    def find_like(self, span: Span, question: Question, found: Resolution) -> Resolution | None:
        """Return the place at home, or where the text is about, of whose name a word is a form but for its spelling.

        The lexicon may have it in other letters alone: під Дорогуськом is near Dorohusk.
        """
        word, lang = self.page.words[span.first].key, self.page.language
        if lang not in INFLECTED or span.size > 1 or not {span.type, span.hint} <= _ASKED:
            return None
        likely = [one for one in found.likely[:_CHOICE] if one.type == "place" and len(one.country) == 1]
        ours = [one for one in likely if is_at_home(self.page, one) or self.scene.speaks_of(question, one.country)]
        if not ours or (ours[0] is not found.likely[0] and found.probability >= _UNSURE):
            return None  # Брюссєлі is Brussels rather than any town of where the text is about
        forms = [form for form in find_nominatives(word) if is_case_form(word, form, lang)][:_FORMS]
        names, codes = [form.capitalize() for form in forms], dict.fromkeys(one.country[0] for one in ours)
        told = [there for there in self.entities.look_in(names, codes) if there.id in {one.id for one in ours}]
        best = max(told, key=lambda there: there.probability, default=None)
        if best is None or best.probability < _LIKELY:
            return None
        anywhere = max(self.entities.look_in(names, [""]), key=lambda there: there.probability)
        return best if anywhere.likely[0].id == best.id and self._is_spelt_so(span, best.id or "", forms) else None

    def _is_spelt_so(self, span: Span, id: str, forms: Sequence[str]) -> bool:
        """Return whether a place is a town, or has no name in the letters of a page but one that holds such a form."""
        names = self.entities.keys(id, self.page.words[span.first].script, self.page.language)
        written = {word for name in names for word in name.split()}
        return not names or not written.isdisjoint(forms) or self.entities.weight(id) >= _MISSPELT

    def _is_doubtful(self, span: Span, question: Question, found: Resolution) -> bool:
        """Return whether a form of one word is that of something abroad, of which the text says nothing else."""
        page, lang = self.page, self.page.language
        if (
            lang not in INFLECTED
            or span.size > 1
            or not {span.type, span.hint} <= {"", "place"}
            or not (found.id and found.exact)
        ):
            return False
        best, word = found.likely[0], page.words[span.first]
        if best.type not in PLACES or best.kind == _DEMONYM or is_at_home(page, best):
            return False
        if best.type == "place" and not is_subdivision(best.id) and self.entities.weight(best.id) >= METROPOLIS:
            return False
        beside = _BESIDE.get(best.country[0] if best.country else "", ())
        if best.type == "country" and not beside:
            return False
        if best.type == "country" and self._names(best, word.key):
            return False
        called = word.key == key(clean(best.name).text) and found.explain().alias_lang in (None, "", lang)
        if called and self._is_renowned(best):
            return False
        return not self._is_spoken_of(question, best, beside)

    def _is_spoken_of(self, question: Question, best: Candidate, beside: tuple[str, ...]) -> bool:
        """Return whether other names than forms of that of what is found speak of where it is."""

        def tells(other: Hashable, meant: Candidate) -> bool:
            if other == question or meant.id != best.id or meant.kind == _DEMONYM:
                return other != question
            return isinstance(other, tuple) and self._names(best, key(clean(str(other[0])).text))

        return self.scene.names(best.id) or self.scene.is_told(best.id, beside or best.country, tells)

    def _names(self, best: Candidate, exact: str) -> bool:
        """Return whether an exact key is a name in the language of the page, or in any where none is known."""
        label = self.entities.label(best.id, self.page.language) or best.name
        return exact == key(clean(label).text) or self.entities.is_called(best.id, exact, self.page.language)

    def _is_renowned(self, best: Candidate) -> bool:
        """Return whether something is known in very many languages, or a town of many people."""
        people = 0.0 if is_subdivision(best.id) else self.entities.weight(best.id)
        return people >= PROMINENT or self.entities.count_names(best.id) >= NAMED_IN

    def _list_towns(self, span: Span, question: Question, found: Resolution) -> list[Resolution]:
        """Return the towns at home, or where the text is about, whose names are declined to what stands there."""
        word, lang, best = self.page.words[span.first].key, self.page.language, found.likely[0]
        least = _KNOWN if best.type == "country" else 1
        own = sorted(tell_of(HOME, lang))
        codes = [*own, *(code for code in self.scene.list_countries(question) if code not in own)]
        cases = (form for form in find_nominatives(word) if is_case_form(word, form, lang))
        forms = self.entities.keep_known([word, *cases, *list_plurals(word)])  # Сум is of Суми
        return [
            there
            for there in self._look(forms, codes)
            if there.id != best.id and self.entities.count_names(there.id or "") >= least
        ]

    def _look(self, forms: Sequence[str], codes: list[str]) -> Iterator[Resolution]:
        asked = [(form, code) for code in codes for form in forms]
        found = self.entities.look_in([form.capitalize() for form in forms], codes)
        for (form, code), there in zip(asked, found, strict=True):
            if there.id is None or not there.exact:
                continue
            town = there.likely[0]
            small = is_subdivision(town.id) or self.entities.weight(town.id) < _SMALL
            if town.type == "place" and code in town.country and key(clean(town.name).text) == form and not small:
                yield there
