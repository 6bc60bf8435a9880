"""Why a text gives no answer that names alone would: rules by the type of what is found, each asked by itself.

A rule says that something else is meant than the best candidate; where one holds, the order of the rules says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from normalize.annotate.case import Case, Refusal
from normalize.annotate.cues import is_toward
from normalize.annotate.declined import is_adjective
from normalize.annotate.deeds import has_age, is_bearer, is_other_america, names_club
from normalize.annotate.divisions import is_adjective_form
from normalize.annotate.doubts import OWNING, Doubts
from normalize.annotate.features import has_article, is_called_after, is_feature, is_one_of_many, is_river
from normalize.annotate.institutions import is_part, is_unsaid
from normalize.annotate.longer import is_channel
from normalize.annotate.measures import ALONE, PLACES, PROMINENT
from normalize.annotate.namesakes import has_initial
from normalize.annotate.page import is_acronym
from normalize.annotate.quotations import is_in_work, is_title
from normalize.annotate.relatives import is_relative
from normalize.annotate.scene import is_subdivision
from normalize.annotate.slips import is_slip
from normalize.annotate.small_words import AND, GENERATION, JUNIOR, VILLAGE, small_words
from normalize.annotate.titles import is_addressed
from normalize.annotate.within import is_compound, is_firm, is_hyphened, is_within
from normalize.annotate.words import BREAKS, CASED
from normalize.lexicon.inflection import is_case_form, list_nominatives
from normalize.lexicon.sexes import men
from normalize.text import clean, key, script

SPACELESS = ("Hani", "Kana")  # scripts whose names have few characters
LETTERS = 5  # of a misspelt name of one word: shorter ones are like too much
_EVERYWHERE = "en"  # the language whose acronyms all others use
_INITIALS = 2  # letters of an acronym that stands for too much
_LEAST_SHOUTED = 4  # letters of a name in capitals that opens a line
_AMERICA = "iso3166-1:US"
_CASELESS = ("de", "en")  # languages whose names have no cases but the genitive
_STEM = 3  # letters that a name and its cases have in common
_ADVERB = "ად"  # the ending of Georgian adverbs
_BORNE = (("organisation", "short"), ("country", "alias"))  # Wagner is a composer, Victoria a sponge


def is_refused(doubts: Doubts, case: Case) -> bool:
    """Return whether a rule says that the best candidate is not meant."""
    return any(refuses(doubts, case) for refuses in (*_ANY, *_OF_TYPE.get(case.best.type, ())))


# Of any type.


def _is_part_of_firm(doubts: Doubts, case: Case) -> bool:
    """Texas A&M, Bradford & Sons."""
    return is_firm(doubts.page, case.span, doubts.exact)


def _is_namesake_of(doubts: Doubts, case: Case) -> bool:
    """A canal or a strait that is called after what is found."""
    return is_called_after(doubts.page, case.span, not case.found.exact)


def _is_body_of_elsewhere(doubts: Doubts, case: Case) -> bool:
    """The place of a body is none in the name that it is like."""
    return case.span.closed and not case.found.exact and doubts.is_of_elsewhere(case.span, case.best)


def _is_anybody(doubts: Doubts, case: Case) -> bool:
    """People bear a short name of a body, or another one of a country, and nothing speaks of it."""
    page, span, best = doubts.page, case.span, case.best
    if not case.one or case.word.script not in CASED or is_acronym(case.word):
        return False
    if (best.type, best.kind) not in _BORNE or best.type in case.asked or is_toward(page, span):
        return False
    return doubts.bears(page.surface(span)) and not doubts.scene.speaks_of(case.question, best.country)


def _is_said_to_be_village(doubts: Doubts, case: Case) -> bool:
    """What stands before a name says that it is a village, and what is found is none."""
    words, at = doubts.page.words, case.span.first
    at -= at > 1 and words[at].joint == " " and words[at - 1].key in OWNING
    told = at > 0 and words[at].joint == " " and words[at - 1].key in small_words(VILLAGE)
    return told and doubts.is_no_village(case.span, case.best, case.question)


def _is_code(doubts: Doubts, case: Case) -> bool:
    """One word is but a code: a text writes names."""
    return case.one and case.best.kind == "code"


def _is_written_otherwise(doubts: Doubts, case: Case) -> bool:
    """Capitals throughout are another word: ROM is not Rome, nor OK the UK, nor C a province.

    A line may open with where it was written: ROME, Georgia.
    """
    word, best, exact = case.word, case.best, case.found.exact
    if not case.one:
        return False
    if exact and best.type in PLACES and best.name.isupper() and word.text[1:].islower() and best.name != word.text:
        return True  # SAD are the United States, Sad is an orchard; LA is a city, and La an article
    if word.script not in CASED or not word.text.isupper():
        return False
    if len(word.text) == 1:
        return True
    if not exact:
        likely = best.name.isupper() and case.found.probability >= ALONE
        return len(word.text) < LETTERS or not (likely or word.joint == "|")
    if best.name.isupper() or best.type == "organisation":
        if best.type == "country":  # OK is the United Kingdom in Inari Sami
            here = (None, "", _EVERYWHERE, doubts.page.language)
            return word.script == "Latn" and case.found.explain().alias_lang not in here
        own = doubts.entities.keys(best.id, word.script, doubts.page.language) if word.script != "Latn" else []
        initials = {"".join(part[0] for part in name.split()) for name in own}  # ЕС is Европейский союз too
        if word.key not in initials.union(own) and any(" " not in name for name in own):
            return True  # МАК is the Olympic committee in Belarusian alone
        supported = not best.country or doubts.scene.supports(case.question, best)
        return len(word.text) <= _INITIALS and not supported
    return word.joint != "|" or len(word.text) < _LEAST_SHOUTED


def _is_region_of_another(doubts: Doubts, case: Case) -> bool:
    """A region is called so in another language alone, and the text speaks of another country."""
    return doubts.is_of_another(case.question, case.found)


def _opens_sentence(doubts: Doubts, case: Case) -> bool:
    """An adjective that opens a sentence is a name in no language that writes it small."""
    page, best = doubts.page, case.best
    opens = best.kind == "demonym" and case.word.script in CASED and best.name.islower()
    return opens and not page.shows(case.span.first) and is_adjective_form(page, case.span.first)


def _begins_body(doubts: Doubts, case: Case) -> bool:
    """Deutsche Wetterdienst, Российский научный фонд."""
    return case.best.kind == "demonym" and doubts.begins_body(case.span, case.best)


def _is_adverb(doubts: Doubts, case: Case) -> bool:
    """ქართულად is in Georgian."""
    return case.best.kind == "demonym" and case.word.script == "Geor" and case.word.key.endswith(_ADVERB)


def _is_like_foreign_people(doubts: Doubts, case: Case) -> bool:
    """Polesie in a Polish text is like the English Poles alone, and Türk in an English one is nobody from Turkey."""
    page, best, script_ = doubts.page, case.best, case.word.script
    if best.kind != "demonym" or not page.language:
        return False
    if script_ != "Latn" and is_slip(page, case.span, best, doubts.entities):
        return False  # Румуниї is Румунії, though Serbian has Румуни; in Latin letters too many languages meet
    if case.found.exact or script(best.name[:1]) != script_:
        return doubts.is_borne(case.span, case.found)
    return (case.found.explain().alias_lang or "").partition("-")[0] != page.language


# Of places and countries.


def _is_foreign_case(doubts: Doubts, case: Case) -> bool:
    """Granaten: a case of Grana elsewhere, but German and English put nothing to a name than the s of a genitive."""
    if not (case.one and case.found.exact and doubts.page.language in _CASELESS):
        return False
    word, own = case.word.key, key(clean(case.best.name).text)
    if word == own or word.removesuffix("s") == own or script(own[:1]) != case.word.script:
        return False
    case_form = word.startswith(own[:_STEM]) and is_case_form(word, own)
    return case_form and not is_slip(doubts.page, case.span, case.best, doubts.entities)  # Warschauu


def _is_joined(doubts: Doubts, case: Case) -> bool:
    """A dot or a hyphen joins the name with that of something else, or of a small place far away."""
    return doubts.is_joined(case.span, case.found) or doubts.is_paired_afar(case.span, case.best)


def _has_initial(doubts: Doubts, case: Case) -> bool:
    """J. Ho."""
    return not (case.found.exact and not case.one) and has_initial(doubts.page, case.span)


def _is_within_name(doubts: Doubts, case: Case) -> bool:
    """The name is but a part of what stands around it: of a title, a compound, a person's name, another place."""
    families = frozenset() if case.place_asked else doubts.families
    return is_within(doubts.page, case.span, doubts.exact, doubts.bears, families)


def _is_relative(doubts: Doubts, case: Case) -> bool:
    """Malta, siostra Kuby."""
    return is_relative(doubts.page, case.span, doubts.exact, doubts.bears, _is_small_place(doubts, case))


def _follows_acronym(doubts: Doubts, case: Case) -> bool:
    """TU Berlin."""
    return doubts.follows_acronym(case.span)


def _is_in_compound(doubts: Doubts, case: Case) -> bool:
    """A word that is written together with others, or with a hyphen."""
    return is_compound(doubts.page, case.span, case.best.type == "country")


def _is_elsewhere(doubts: Doubts, case: Case) -> bool:
    """A region of another country closes a phrase behind a place: Paris, Texas."""
    words, first, last = doubts.page.words, case.span.first, case.span.last
    if last == len(words) or words[last].joint != "," or words[first].joint == ",":
        return False
    end = next(iter(doubts.exact.get(last, ())), last)
    after = words[end] if end < len(words) else None
    listed = after is not None and after.joint == "," and (after.capital or after.key in small_words(AND))
    if listed or (after is not None and after.joint not in BREAKS):
        return False
    region = doubts.tell_best(last, end)
    return region is not None and is_subdivision(region.id) and set(region.country).isdisjoint(case.best.country)


def _is_person(doubts: Doubts, case: Case) -> bool:
    """سالم is a man, and a town in India."""
    return not case.place_asked and is_bearer(doubts.page, case.span)


def _has_age(doubts: Doubts, case: Case) -> bool:
    """Jordan, 23, scored."""
    return has_age(doubts.page, case.span)


def _is_one_of_many(doubts: Doubts, case: Case) -> bool:
    """Shorts and a Jersey."""
    return case.best.kind != "demonym" and is_one_of_many(doubts.page, case.span)


def _is_addressed(doubts: Doubts, case: Case) -> bool:
    """Miss Ireland."""
    return is_addressed(doubts.page, case.span)


# Of places.


def _is_feature(doubts: Doubts, case: Case) -> bool:
    """The river, the lake or the mountain of the name."""
    return is_feature(doubts.page, case.span, _is_small_place(doubts, case))


def _is_byname(doubts: Doubts, case: Case) -> bool:
    """One word is like a byname of several."""
    return case.one and not case.found.exact and doubts.is_byname(case.best)


def _is_foreign_brand(doubts: Doubts, case: Case) -> bool:
    """Казахстанская Kaspi."""
    return not (case.located or case.span.hint) and doubts.is_foreign_brand(case.span)


def _is_adjective(doubts: Doubts, case: Case) -> bool:
    """An adjective is no town."""
    return not case.is_region and is_adjective(doubts.page, case.span, key(clean(case.best.name).text))


def _is_doer(doubts: Doubts, case: Case) -> bool:
    """Kirov was murdered."""
    return doubts.is_doer(case.span, case.best, case.place_asked)


def _is_any_region(doubts: Doubts, case: Case) -> bool:
    """المنطقة الشرقية."""
    return doubts.is_any_region(case.span, case.best, case.question)


def _is_uncertain(doubts: Doubts, case: Case) -> bool:
    """Nothing speaks of a place that is called otherwise, or somebody known is called so: Kennedy."""
    spoken = case.is_spoken_of(doubts.scene)
    return not spoken and doubts.is_uncertain(case.span, case.found, case.located or bool(case.asked))


# Of countries.


def _is_other_america(doubts: Doubts, case: Case) -> bool:
    """Латинская Америка."""
    return case.best.id == _AMERICA and case.one and is_other_america(doubts.page, case.span)


def _is_river(doubts: Doubts, case: Case) -> bool:
    """In the Niger."""
    return is_river(doubts.page, case.span)


def _is_owner(doubts: Doubts, case: Case) -> bool:
    """Trybunał Konstytucyjny Słowacji."""
    return doubts.owns_another(case.span, case.best)


def _is_club(doubts: Doubts, case: Case) -> bool:
    """Polonia."""
    return names_club(doubts.page, case.span, doubts.sport) and doubts.is_foreign(case.found)


# Of organisations.


def _goes_on_elsewhere(doubts: Doubts, case: Case) -> bool:
    """Sąd Słowacji."""
    return doubts.goes_on_elsewhere(case.span, case.best)


def _is_in_work(doubts: Doubts, case: Case) -> bool:
    """《北约之后》, BBC Radio 4."""
    return is_in_work(doubts.page, case.span) or is_channel(doubts.page, case.span)


def _is_part_of_world(doubts: Doubts, case: Case) -> bool:
    """Central Europe is no bank."""
    like = not (case.one or case.found.exact)
    return like and is_part(doubts.page.words, case.span.first) and is_unsaid(doubts.page, case.span, case.best.name)


def _is_like_han(doubts: Doubts, case: Case) -> bool:
    """The Cabinet of Ministers is no 联合过渡内阁."""
    like = not (case.one or case.found.exact)
    return like and case.word.script in CASED and script(case.best.name[-1:]) in SPACELESS


def _is_other_club(doubts: Doubts, case: Case) -> bool:
    """One word that a hyphen joins with others, or the club of another sport."""
    return case.one and (is_hyphened(doubts.page, case.span, doubts.exact) or doubts.plays_otherwise(case.span))


def _is_anothers(doubts: Doubts, case: Case) -> bool:
    """A short name that bodies of several countries have."""
    return case.best.kind == "short" and not doubts.is_ours(case.span, case.found, case.best)


def _is_another_states(doubts: Doubts, case: Case) -> bool:
    """A court that no country is said of, in a text about another country than its own."""
    return doubts.is_another_states(case.span, case.best, case.question)


# Of people.


def _is_hers(doubts: Doubts, case: Case) -> bool:
    """Mrs Trump."""
    return case.best.id in men() and doubts.is_titled_hers(case.span)


def _is_somebody_else(doubts: Doubts, case: Case) -> bool:
    """Charles III of Spain."""
    return not doubts.is_known(case.span, case.found, case.best)


def _is_another_generation(doubts: Doubts, case: Case) -> bool:
    """Donald Trump Jr., Трампа-младшего; but not: Joe Biden, senior officials said."""
    words, last = doubts.page.words, case.span.last
    if last == len(words) or words[last].joint not in (" ", ",", "-"):
        return False
    ends = last + 1 == len(words) or words[last + 1].joint != " "
    if words[last].joint == "-" or (words[last].joint == " " and ends):
        told = {words[last].key, *list_nominatives(words[last].text)} & (small_words(GENERATION) | small_words(JUNIOR))
    else:
        told = {words[last].key} & small_words(JUNIOR)
    return bool(told) and doubts.look_up(replace(case.span, last=last + 1, known="")).id != case.best.id


def _is_title(doubts: Doubts, case: Case) -> bool:
    """»Kennedys Koch«."""
    return case.one and is_title(doubts.page, case.span)


def _is_river_of_name(doubts: Doubts, case: Case) -> bool:
    """An der Havel."""
    return case.one and has_article(doubts.page, case.span) and is_feature(doubts.page, case.span)


def _is_small_place(doubts: Doubts, case: Case) -> bool:
    return case.best.type == "place" and doubts.weight(case.best.id) < PROMINENT


_ANY: tuple[Refusal, ...] = (
    _is_part_of_firm, _is_namesake_of, _is_body_of_elsewhere, _is_anybody, _is_said_to_be_village, _is_code,
    _is_written_otherwise, _is_region_of_another, _opens_sentence, _begins_body, _is_adverb,
    _is_like_foreign_people,
)  # fmt: skip
_OF_PLACES: tuple[Refusal, ...] = (
    _is_joined, _has_initial, _is_within_name, _is_relative, _follows_acronym, _is_in_compound, _is_elsewhere,
    _is_person, _has_age, _is_one_of_many, _is_addressed,
)  # fmt: skip
_OF_TYPE: Mapping[str, tuple[Refusal, ...]] = {
    "place": (
        _is_feature, _is_foreign_case, *_OF_PLACES, _is_byname, _is_foreign_brand, _is_adjective, _is_doer,
        _is_any_region, _is_uncertain,
    ),
    "country": (_is_river, *_OF_PLACES, _is_owner, _is_club, _is_other_america),
    "organisation": (
        _goes_on_elsewhere, _is_in_work, _is_part_of_world, _is_like_han, _is_other_club, _is_anothers,
        _is_another_states,
    ),
    "person": (_is_hers, _is_somebody_else, _is_another_generation, _is_title, _is_river_of_name),
}  # fmt: skip
