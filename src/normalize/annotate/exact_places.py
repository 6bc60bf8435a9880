"""Whether a place is meant whose name stands in a text to the letter: a word may be an ordinary one, or a person's."""

from __future__ import annotations

import re

from normalize.annotate.case import Case, Refusal
from normalize.annotate.cues import is_cue, is_inside, is_toward
from normalize.annotate.doubts import Doubts
from normalize.annotate.exact import INFLECTED, ends_at
from normalize.annotate.features import has_article, is_relative_pronoun
from normalize.annotate.institutions import holds, is_part_word
from normalize.annotate.measures import LARGE, METROPOLIS, OBSCURE, PROMINENT, RENOWNED, TOWN, is_at_home
from normalize.annotate.namesakes import is_forename
from normalize.annotate.openers import is_ordinary_opener
from normalize.annotate.ordinary import GERMAN
from normalize.annotate.page import PREFIXED
from normalize.annotate.pieces import is_municipality, is_prefecture
from normalize.annotate.refusals import LETTERS, SPACELESS
from normalize.annotate.small_words import BODY, CAPITALISED, FEATURE, small_words
from normalize.text import THE, clean, key

_LONG = 3  # characters that a word in Han characters or kana seldom has
_WRITTEN_OUT = {"Hang": 3, "Deva": 5, "Beng": 5}  # characters of a word that is hardly another one
_NAMED_ABROAD = 35  # names of a town that a Chinese text may mean by its name alone
_NAMED = 6  # names of a small town that is the only one of its name
_POLISH = "pl"
_ACCUSATIVE = ("у", "ю", "ę")
_BELIEVES = re.compile("в[еі]р[иыуюя]|wierz|wiar|believ|faith|trust")
_VILLAGE = 1_000  # people of a place that is meant where others near it are named
_ARTICLE = "the"
_AND = "و"
_DEFINITE = re.compile(f"[وفبك]?{THE}|و?لل")  # how an Arabic noun with an article begins


def is_meant(doubts: Doubts, case: Case) -> bool:
    """Return whether a place is meant that bears a name to the letter."""
    if any(refuses(doubts, case) for refuses in _ANY):
        return False
    if case.span.sure and (not case.caseless or case.span.type):
        return True
    return not any(refuses(doubts, case) for refuses in _UNSURE) and _is_large_enough(doubts, case)


def _is_part_word(doubts: Doubts, case: Case) -> bool:
    """Central and Eastern Europe."""
    return case.one and case.is_region and not case.is_backed(doubts.scene) and is_part_word(case.word.key)


def _is_feature_of_the(doubts: Doubts, case: Case) -> bool:
    """The River is a town's byname."""
    rest = doubts.page.words[case.span.first + 1 : case.span.last]
    return case.word.key == _ARTICLE and {word.key for word in rest} <= small_words(FEATURE)


def _names_body(doubts: Doubts, case: Case) -> bool:
    """Centre is a region too."""
    lesser = (_is_byname(doubts, case) and not _is_prominent(doubts, case)) or case.is_region
    return case.one and lesser and holds(doubts.page, case.span, BODY)


def _is_obscure(doubts: Doubts, case: Case) -> bool:
    """The byname of a small place that the text does not speak of."""
    if not _is_byname(doubts, case) or doubts.weight(case.best.id) >= OBSCURE or _is_own_name(doubts, case):
        return False
    at_home = case.span.sure and not case.caseless and is_at_home(doubts.page, case.best)
    return not at_home and not doubts.scene.speaks_of(case.question, case.best.country)


def _is_noun(doubts: Doubts, case: Case) -> bool:
    """Hooks is a noun in German, and a town in Texas."""
    if not case.one or doubts.page.language != GERMAN or case.place_asked or case.located:
        return False
    obscure = doubts.weight(case.best.id) < OBSCURE or (_is_byname(doubts, case) and len(case.word.text) < LETTERS)
    return obscure and not case.is_backed(doubts.scene)


def _is_small_word(doubts: Doubts, case: Case) -> bool:
    """A menu is Maine in Latvian."""
    lesser = case.is_region or not _is_prominent(doubts, case)
    shown = not (_is_byname(doubts, case) and case.word.plain) and case.word.key not in doubts.page.small
    return case.one and lesser and not (case.caseless or shown or case.is_backed(doubts.scene))


def _is_verb(doubts: Doubts, case: Case) -> bool:
    """なります."""
    return case.word.script == "Hira" and not _is_prominent(doubts, case) and not case.place_asked


def _is_prefixed(doubts: Doubts, case: Case) -> bool:
    """لينا is a woman, and not to Jena."""
    if not case.one or doubts.weight(case.best.id) >= LARGE:
        return False
    prefixed = case.word.script in PREFIXED and doubts.page.place(case.span)[0] > case.word.start
    listed = case.word.key.startswith(_AND) and ends_at(doubts.exact, case.span.first)  # عمان ومعان
    return prefixed and not listed and doubts.bears(case.word.text)


def _begins_person(doubts: Doubts, case: Case) -> bool:
    """رياض الصنهاجي: a word that people bear stands before one that may be a family name."""
    words, last = doubts.page.words, case.span.last
    if not (case.one and case.caseless) or case.located or case.place_asked:
        return False
    if last == len(words) or words[last].joint != " " or doubts.page.is_ordinary(last):
        return False  # no verb has an article
    if case.word.script == "Geor":
        return is_forename(doubts.page, case.span, doubts.exact, doubts.bears)
    family = case.word.script in PREFIXED and words[last].key.startswith(THE)
    return family and doubts.bears(doubts.page.surface(case.span))


def _is_described(doubts: Doubts, case: Case) -> bool:
    """الطريق القصير: an adjective with an article, behind a noun with one."""
    words, first = doubts.page.words, case.span.first
    bare = case.word.key.removeprefix(THE)
    if not case.one or case.place_asked or case.word.script not in PREFIXED or bare == case.word.key:
        return False
    noun = first > 0 and case.word.joint == " " and _DEFINITE.match(words[first - 1].key)
    return bool(noun) and bare in doubts.page.ordinary and doubts.weight(case.best.id) < PROMINENT


def _is_short_byname(doubts: Doubts, case: Case) -> bool:
    """بدور is by the role, and in Dour."""
    lesser = case.one and _is_byname(doubts, case) and not _is_prominent(doubts, case)
    return lesser and case.word.script in PREFIXED and len(doubts.page.surface(case.span)) <= _LONG


def _is_foreign(doubts: Doubts, case: Case) -> bool:
    """Балкан is a region of Turkmenistan in Serbian."""
    if not case.one or case.caseless or case.place_asked or doubts.weight(case.best.id) >= RENOWNED:
        return False
    return not case.is_spoken_of(doubts.scene) and doubts.is_foreign(case.found)


def _is_called_after_another(doubts: Doubts, case: Case) -> bool:
    """Whitby in Ontario, in a text about England."""
    return not case.is_region and doubts.is_called_after_another(case.best, case.question)


def _is_far(doubts: Doubts, case: Case) -> bool:
    """W Kuźnicy, in a text about another part of the country."""
    name = key(clean(case.best.name).text)
    alone = all(key(clean(other.name).text) != name for other in case.found.likely[1:])
    known = alone and doubts.entities.count_names(case.best.id) >= _NAMED  # Babimost is the only one
    lesser = not known and doubts.weight(case.best.id) < TOWN
    return lesser and is_at_home(doubts.page, case.best) and doubts.around.is_far(case.best)


def _is_person(doubts: Doubts, case: Case) -> bool:
    """Марія is a village too, and Jonas is Yonne."""
    if case.place_asked or not (_is_byname(doubts, case) or doubts.is_foreign(case.found)):
        return False
    return _may_be_person(doubts, case)


def _is_ordinary(doubts: Doubts, case: Case) -> bool:
    """Spring is a town too, and Νότος a region, but not Cork, and in Heide is in a town."""
    page, people = doubts.page, doubts.weight(case.best.id)
    bare = page.is_bare(case.span.first) and not _is_byname(doubts, case) and people >= TOWN
    lesser = people < PROMINENT or (case.is_region and _is_byname(doubts, case))
    if not (case.one and lesser) or case.place_asked or bare or case.word.key not in page.ordinary:
        return False
    return not _is_entered(doubts, case)


def _is_entered(doubts: Doubts, case: Case) -> bool:
    """In Deal, у Мір: "in" stands before a word with a capital, and the text speaks of where such a town is."""
    page, word = doubts.page, case.word
    shown = case.one and not case.caseless and word.capital and not word.plain and page.capitals_tell
    if not shown or word.key in small_words(CAPITALISED) or not is_inside(page, case.span):
        return False
    dated = word.key.endswith(_ACCUSATIVE) or word.key == key(clean(case.best.name).text)
    if page.language == _POLISH and dated:
        return False  # w Piątek, w Środę
    if word.key.endswith(_ACCUSATIVE) and (doubts.bears(case.span.known) or doubts.bears(word.text)):
        return False  # влюблён в Веру
    if case.span.first > 1 and _BELIEVES.match(page.words[case.span.first - 2].key):
        return False  # верыць у Мір
    least = _VILLAGE if page.language in INFLECTED else TOWN
    return doubts.weight(case.best.id) >= least and doubts.scene.speaks_of(case.question, case.best.country)


def _opens_sentence(doubts: Doubts, case: Case) -> bool:
    """Суми збитків are sums."""
    return doubts.weight(case.best.id) < METROPOLIS and is_ordinary_opener(doubts.page, case.span)


def _has_article(doubts: Doubts, case: Case) -> bool:
    """The Jordan."""
    page, span = doubts.page, case.span
    if not case.one or case.is_region or not has_article(page, span):
        return False
    return not (_is_prominent(doubts, case) and is_relative_pronoun(page, span.first))


# Where neither a capital nor a type that is said shows a name.


def _is_plain(doubts: Doubts, case: Case) -> bool:
    """صور are pictures too; რიგის is of Riga, and of a row."""
    if not case.one or not doubts.page.is_plain(case.span):
        return False
    form = case.word.script == "Geor" and case.span.known not in doubts.page.ordinary
    if form and doubts.is_town_of(PROMINENT, case.best) and case.is_spoken_of(doubts.scene):
        return False
    return not (_is_said_located(case) and _outweighs(doubts, case))


def _is_no_prefecture(doubts: Doubts, case: Case) -> bool:
    """A region that nothing speaks of, where no capital could show its name."""
    nothing = case.one and case.caseless and not (case.place_asked or case.located)
    return nothing and case.is_region and not case.is_backed(doubts.scene) and not is_prefecture(case.word.key)


def _is_word_in_han(doubts: Doubts, case: Case) -> bool:
    """开通 is to open, and a town."""
    nothing = case.one and case.word.script == "Hani" and not (case.place_asked or case.located)
    return nothing and not _is_prominent(doubts, case) and not is_municipality(doubts.page.surface(case.span))


def _is_large_enough(doubts: Doubts, case: Case) -> bool:
    """Return whether so many people live in a place, or the text says so much of it, that its name means it."""
    enough = PROMINENT if _is_byname(doubts, case) and not _is_own_name(doubts, case) else TOWN
    if case.caseless and not case.located:
        known_here = case.word.script == "Hang" and is_at_home(doubts.page, case.best)
        enough = METROPOLIS if known_here else _tell_enough(case.word.script, doubts.page.surface(case.span))
        enough = min(enough, METROPOLIS) if _is_known_abroad(doubts, case) else enough
    if doubts.weight(case.best.id) >= enough:
        return True
    if not case.is_backed(doubts.scene):
        return False
    return not case.caseless or case.located or not (case.span.hint == "person" or _may_be_person(doubts, case))


def _is_known_abroad(doubts: Doubts, case: Case) -> bool:
    """Return whether a town that many languages name is far from where Chinese characters are read: 里加, 海牙."""
    abroad = case.word.script == "Hani" and not is_at_home(doubts.page, case.best)
    return abroad and doubts.entities.count_names(case.best.id) >= _NAMED_ABROAD


def _tell_enough(script: str, surface: str) -> int:
    """Return how many people live in a place that is meant where no capital could show it: few words are long."""
    if script == "Geor":
        return PROMINENT
    if script in PREFIXED and len(surface) > _LONG:
        return LARGE
    if script in _WRITTEN_OUT:
        return PROMINENT if len(surface) >= _WRITTEN_OUT[script] else RENOWNED
    if script not in SPACELESS or len(surface) < _LONG:
        return RENOWNED
    return TOWN if len(surface) > _LONG or is_municipality(surface) else PROMINENT


def _outweighs(doubts: Doubts, case: Case) -> bool:
    """Return whether an ordinary word behind "in" is a town's name rather: რომში, في حمص, but not في المدينة."""
    if is_cue(case.word.key):
        return False
    backed, people = case.is_backed(doubts.scene), doubts.weight(case.best.id)
    if case.word.script in ("Geor", "Hang") and (not backed or case.span.known in doubts.page.ordinary):
        return people >= RENOWNED  # ტურში is in Tours, and in a round
    return backed and people >= PROMINENT


def _may_be_person(doubts: Doubts, case: Case) -> bool:
    """Return whether people bear the name of a place that few people live in, or that the text does not speak of."""
    if not case.one or _is_said_located(case):
        return False
    to_place = not case.caseless and (case.located or is_toward(doubts.page, case.span))
    if to_place and doubts.weight(case.best.id) >= _VILLAGE and doubts.around.is_near(case.best):
        return False  # до Косова, beside Снятин and Вижниця
    if _is_entered(doubts, case):
        return False
    few = doubts.weight(case.best.id) < (PROMINENT if case.caseless else TOWN)
    few = few or (case.is_region and not case.is_spoken_of(doubts.scene))
    return few and doubts.bears(doubts.page.surface(case.span))


def _is_said_located(case: Case) -> bool:
    """Return whether the words around a name say that it is a place, in a script where no capital says it is a name."""
    return case.caseless and case.located


def _is_byname(doubts: Doubts, case: Case) -> bool:
    """Return whether a place is called otherwise first; its label is in Latin letters, in which it is not called."""
    at_home = case.caseless and is_at_home(doubts.page, case.best)
    return case.best.kind != "label" and not at_home


def _is_own_name(doubts: Doubts, case: Case) -> bool:
    """Return whether a town is called so in the language of the page, and the words around say that it is a place.

    Aus Klattau is from Klatovy.
    """
    placed = not case.caseless and (case.located or is_toward(doubts.page, case.span))
    return placed and doubts.weight(case.best.id) >= TOWN and case.found.explain().alias_lang == doubts.page.language


def _is_prominent(doubts: Doubts, case: Case) -> bool:
    return doubts.weight(case.best.id) >= PROMINENT


_ANY: tuple[Refusal, ...] = (
    _is_part_word, _is_feature_of_the, _names_body, _is_obscure, _is_noun, _is_small_word, _is_verb, _is_prefixed,
    _begins_person, _is_described, _is_short_byname, _is_foreign, _is_called_after_another, _is_far, _is_person,
    _is_ordinary, _opens_sentence, _has_article,
)  # fmt: skip
_UNSURE: tuple[Refusal, ...] = (_is_plain, _is_no_prefecture, _is_word_in_han)
