"""Names that look alike and are two: rules by the type of the bearer, asked in order of what would be an answer.

Likeness alone does not see them: the same words in another order are a son and his father, one ending more is the
village beside the town, another tone is another Vietnamese name. The first rule that holds is the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from rapidfuzz.distance import Indel

from normalize.lexicon.body_names import is_body_name
from normalize.lexicon.lineages import list_nearest_fathers
from normalize.lexicon.vocabulary import vocabulary
from normalize.loose import loosen
from normalize.match.bodies import READ_ALIKE, tell_bodies_apart
from normalize.match.called import OTHER, contradict, has_name_of_another
from normalize.match.chinese import find_other_words, has_other_characters, is_none_of
from normalize.match.evidence import SYLLABIC
from normalize.match.family_names import is_other_family, is_turned
from normalize.match.fathers import FATHER, MONGOLIA, find_patronymic, have_other_fathers, is_of_another_father
from normalize.match.given_order import ALONE, ELDER, SYLLABLE, Borne, is_alone
from normalize.match.heard import list_beside
from normalize.match.initials import INITIAL, have_other_initials
from normalize.match.meeting import Known, Meeting
from normalize.match.name_words import NAME, is_elder
from normalize.match.originals import WRITTEN_SCRIPTS, tell_written_apart
from normalize.match.other_names import has_known_other
from normalize.match.places import (
    are_joined_opposites,
    are_opposite,
    find_old,
    is_derived,
    is_nearly_settlement,
    is_opposed,
    is_settlement,
    names_feature,
)
from normalize.match.sexes import have_other_sexes, is_borne_by_other_sex
from normalize.match.syllables import are_other_burmese, have_other_marks, have_other_tones
from normalize.sounds import is_respelt
from normalize.text import UNSPACED, key, plain, scripts

TURNED = "a father and a child have changed places"
DERIVED = "a place that is called after another one is not that place"
FEATURE = "what is called a gulf, a lake or a mountain is not the town"
FAMILY = "a family name of another ending is another"
SEX = "a woman is not the man of the same name"
TONES = "the tone marks are those of another name"
OPPOSITE = "north is not south, nor new old"
PART = "a part of it, or a new one, is not the thing itself"
ACRONYM = "other letters are another acronym"
ORDINARY = "it is an ordinary word"
TOWN = "the town is called so only with what says that it is one"
NAMED = "it is a personal name, and only nearly the name found"
PEOPLE = "the people of the country are called otherwise in this script"
BODY = "it is the name of a body, and only nearly the name found"
# What no text outweighs that speaks of the bearer: it is no slip.
FIRM = frozenset({TURNED, DERIVED, FEATURE, FAMILY, SEX, OPPOSITE, PART, TOWN, ORDINARY, ELDER})
_LARGE = 100_000  # people of a town that languages have names of their own for
_ACRONYM = 5  # letters of a string in capitals that is one
_CHINESE = frozenset({"CN", "HK", "MO", "TW"})  # countries whose firms have Chinese names
_VOWELLESS = ("Arab", "Hebr")  # scripts that leave vowels out, so that their names have many readings

Rule = Callable[[Meeting], str | None]
KnownRule = Callable[[Known], str | None]


def find_veto(meeting: Meeting) -> str | None:
    """Return why a name cannot be one that it looks like by the two alone, or None where it may be.

    >>> from normalize.form import analyse
    >>> from normalize.match.tokens import NO_TOKENS
    >>> def ask(one, other, type):
    ...     return find_veto(Meeting.between(analyse(one), analyse(other), type, NO_TOKENS))
    >>> ask("Салман бин Мухаммад", "Mohammed bin Salman", "person")
    'a father and a child have changed places'
    >>> ask("Białystoczek", "Białystok", "place") == DERIVED
    True
    >>> ask("Dmitry Medvedchuk", "Dmitry Medvedev", "person")
    'a family name of another ending is another'
    >>> ask("Phạm Văn Đổng", "Phạm Văn Đồng", "person")
    'the tone marks are those of another name'
    """
    rules = _OF_TWO.get(meeting.type, _OF_TWO_BODIES)
    return next(filter(None, (rule(meeting) for rule in rules)), None)


def find_known_veto(known: Known) -> str | None:
    """Return why a name cannot be one in a lexicon that it looks like, by all that is known of the bearer."""
    rules = _OF_KNOWN.get(known.type, _OF_KNOWN_BODIES)
    return next(filter(None, (rule(known) for rule in rules)), None)


def is_part(known: Known) -> bool:
    """Return whether all of several words stand in one name of the person found, which is not the nearest name."""
    words = {loosen(word) for word in known.form.key.split()}
    if len(words) < 2 or known.type != "person":
        return False
    return any(words.issubset(map(loosen, key(name).split())) for name in known.list_in(known.form.script))


# Of two names.


def _tell_acronyms(meeting: Meeting) -> str | None:
    """A few capitals that are read otherwise."""
    query, alias = meeting.query, meeting.alias
    if not all(text.isupper() and 1 < len(text) <= _ACRONYM for text in (query.text, alias.text)):
        return None
    return ACRONYM if set(query.romans).isdisjoint(alias.romans) else None


def _tell_opposites(meeting: Meeting) -> str | None:
    """East Timor and West Timor, Oberkirch and Unterkirch; New Minsk."""
    if any(are_opposite(*pair) or are_joined_opposites(*pair) for pair in meeting.likest):
        return OPPOSITE
    return PART if all(is_opposed(*pair) for pair in meeting.readings) else None


def _tell_places(meeting: Meeting) -> str | None:
    """Białystoczek; the Gulf of Finland."""
    for pair in meeting.likest:
        if is_derived(*pair):
            return DERIVED
        if names_feature(*pair):
            return FEATURE
    return None


def _tell_generations(meeting: Meeting) -> str | None:
    """Salman bin Mohammed."""
    return TURNED if any(is_turned(*pair) for pair in meeting.likest) else None


def _tell_people(meeting: Meeting) -> str | None:
    """Salman bin Mohammed; Medvedchuk for Medvedev; Nawrocka for Nawrocki; Hla Mya Thant for Hla Myo Thant."""
    written = (*scripts(meeting.query.text), *scripts(meeting.alias.text))
    for pair in meeting.likest:
        if is_turned(*pair):
            return TURNED
        if is_other_family(*pair):
            return FAMILY
        if have_other_sexes(*pair, written) or is_borne_by_other_sex(*pair):
            return SEX
        if are_other_burmese(*pair):
            return SYLLABLE
    return None


def _tell_tones(meeting: Meeting) -> str | None:
    """Phạm Văn Đổng for Phạm Văn Đồng."""
    return TONES if have_other_tones(meeting.query.text, meeting.alias.text) else None


def _tell_bodies(meeting: Meeting) -> str | None:
    """Leasing LLC for M Leasing LLC."""
    return None if meeting.by_acronym else tell_bodies_apart(meeting)


# Of a name in a lexicon.


def _tell_ordinary(known: Known) -> str | None:
    """An ordinary word that reads otherwise than the alias in the same script: Student."""
    one, other = known.scripts
    if not known.whole or one != other or not known.tokens.is_ordinary(known.form.key):
        return None
    if known.own.store.kind(known.hit.name) == "demonym" or known.by_acronym:
        return None
    return ORDINARY if set(known.form.romans).isdisjoint(known.alias.romans) else None


def _tell_town(known: Known) -> str | None:
    """Silver: all names of the entity that read so say that it is a town, and the one asked for does not."""
    if not is_settlement(key(known.alias.text)) or is_nearly_settlement(known.asked.key):
        return None
    return TOWN if all(is_settlement(key(name)) for name in known.list_alike()) else None


def _tell_new(known: Known) -> str | None:
    """New Rome for a town that is Nova Roma: whoever speaks of the new one of a well-known place puts its name so."""
    if set(known.scripts) != {"Latn"} or known.own.weigh(known.hit.entity) >= _LARGE:
        return None
    asked, alias = (plain(text).split() for text in (known.asked.key, key(known.alias.text)))
    old = find_old(asked, alias) if asked else ""
    return PART if old and known.tokens.find_places(old) else None


def _tell_named(known: Known) -> str | None:
    """One word that is a known personal name, and the alias is not that word respelt.

    Beside an alias in another script that is so in Cyrillic and Latin letters, where readings tell them apart.
    """
    form, written = known.form, set(known.scripts)
    if not known.whole or known.own.places_alone or " " in form.key:
        return None
    same = len(written) == 1
    if not (same or written == READ_ALIKE) or not known.tokens.groups(form.romans[0]):
        return None
    respelt = any(is_respelt(one, other, same) for one in form.romans for other in known.alias.romans)
    return None if respelt else NAMED


def _tell_pinyin(known: Known) -> str | None:
    """Dalian Yuanhong Shipping for Dalian Yuanhang Shipping, 大连远航."""
    if set(known.scripts) != {"Latn"}:
        return None
    pairs = list(find_other_words(known.laid.words))
    if not pairs:
        return None
    own = {word for name in known.read_own() for word in name.split()}
    original = " ".join(name.replace(" ", "") for name in known.read_in("Hani"))
    chinese = not _CHINESE.isdisjoint(known.own.store.country(known.hit.entity))
    is_generic = vocabulary(known.type).is_generic
    told = any(one not in own and not is_generic(other) and (chinese or other in original) for one, other in pairs)
    return SYLLABLE if told else None


def _tell_demonym(known: Known) -> str | None:
    """Кубанцы for Kubańczycy: Cubans are Кубинцы in Cyrillic; but Гермнии for Germanii is nearer to Германия."""
    store, (one, other) = known.own.store, known.scripts
    if store.kind(known.hit.name) != "demonym" or one == other:
        return None
    own = known.own.find_in(known.hit.entity, one)
    near = ((Indel.normalized_similarity(known.form.key, key(store.name_text(n))), store.kind(n)) for n in own)
    return PEOPLE if max(near, default=(0.0, ""))[1] == "demonym" else None


def _tell_body(known: Known) -> str | None:
    """Mossad for Messad."""
    if not known.whole or known.own.places_alone:
        return None
    return BODY if is_body_name(known.form.key, known.form.romans[:1]) else None


# Of people in a lexicon, by all their names.


def _tell_elder(known: Known) -> str | None:
    """Joe Biden Sr."""
    return ELDER if is_elder(known.form.key, key(known.alias.text)) else None


def _tell_fathers(known: Known) -> str | None:
    """Walid bin Hamza bin Khalid al-Dulaimi for Walid Hamza Saeed al-Dulaimi."""
    exact = known.asked.key
    if next(list_nearest_fathers(exact), None) is None:
        return None
    return FATHER if have_other_fathers(exact, map(key, known.list_in(known.asked.script)), known.tokens) else None


def _tell_patronymics(known: Known) -> str | None:
    """Rustam Anvarovich Yoʻldoshev for Rustam Karimovich Yoʻldoshev; Aibek Nurlanovna for Aibek Nurlanovich."""
    mongolian = MONGOLIA in known.own.store.country(known.hit.entity)
    find = partial(find_patronymic, mongolian=mongolian)
    asked = list(filter(None, map(find, known.form.romans)))
    if len(asked) < len(known.form.romans):
        return None
    named = {*known.read_own(), *known.read_in("Latn"), *known.alias.romans}
    own = list(filter(None, map(find, named)))
    if own and not {p.is_daughter for p in asked} & {p.is_daughter for p in own}:
        return SEX
    return FATHER if is_of_another_father(asked, own, known.tokens) else None


def _tell_initials(known: Known) -> str | None:
    """Пушкин А. С. for Алесь Николаевич Пушкин."""
    return INITIAL if have_other_initials(known.form, known.list_names()) else None


def _tell_originals(known: Known) -> str | None:
    """박지훈 for 백지훈, حسن for حسين."""
    text, script = known.form.text, known.form.script
    return tell_written_apart(text, known.list_in(script), known.tokens) if script in WRITTEN_SCRIPTS else None


def _tell_marks(known: Known) -> str | None:
    """Vũ Minh Tuân for Vũ Minh Tuấn."""
    text = known.form.text
    return TONES if not text.isascii() and have_other_marks(text, known.list_in("Latn")) else None


def _tell_called(known: Known) -> str | None:
    """Barbara Kohl for Helmut Kohl; Helmut; Cohl."""
    return known.called.tell_apart(known.form.romans, known.tokens)


def _tell_stranger(known: Known) -> str | None:
    """Boris Jansen for Boris Johnson."""
    one, other = known.scripts
    heard = known.laid.words if one != other else ()
    if other in SYLLABIC or other in UNSPACED:  # which spell by ear what they hear
        heard = [(word, own) for word, own in heard if own and known.tokens.relate([word], own) > 0]
    return NAME if has_name_of_another(known.form.romans[0], known.read_own(), known.tokens, heard) else None


def _tell_alone(known: Known) -> str | None:
    """Cameron for Lord Cameron, unless it is what the person is called by alone."""
    if not known.whole or " " in known.form.key or " " not in known.alias.text:
        return None
    if known.called.alone or any(script in UNSPACED for script in known.scripts):
        return None
    return ALONE if is_alone(known.form.romans[0], key(known.alias.text), known.tokens) else None


def _tell_heard(known: Known) -> str | None:
    """Sabah Nouri al-Jaafari for صباح نوري الجبوري."""
    one, other = known.scripts
    if not known.several or one != "Latn" or other not in _VOWELLESS:
        return None
    return NAME if contradict(known.form.romans[0], known.read_own(), dict(known.laid.words)) else None


def _tell_characters(known: Known) -> str | None:
    """Wang Jianyun for 王建军; Wang Ji for Wang Yi, whom Hungarian calls Vang Ji."""
    if not known.several or known.form.script != "Latn":
        return None
    query, tokens = known.form.romans[0], known.tokens
    if known.scripts[1] == "Hani" and has_other_characters(query, known.alias.romans, tokens):
        return SYLLABLE
    return SYLLABLE if is_none_of(query, known.read_own(), tokens) else None


def _tell_across(known: Known) -> str | None:
    """Zoran Stojković for Горан Стојковић, Moshe Abramov for משה אברמוביץ."""
    for beside in list_beside(known) if known.several else ():
        if beside.is_other_family(known.tokens):
            return FAMILY
        if beside.is_other_name(known.tokens):
            return NAME
    return None


def _tell_order(known: Known) -> str | None:
    """Hussein Serhan for Fadi Hussein Serhan."""
    if not known.several:
        return None
    laid, (one, other) = known.laid, known.scripts
    asked = Borne.of(known.form.text, laid.query)
    borne = Borne.of(known.alias.text, laid.alias, known.called.family)
    latin = one == other == "Latn"
    return borne.find_other(asked, laid.words, known.tokens, same_script=one == other, latin=latin)


def _tell_other(known: Known) -> str | None:
    """Nováček for Novák."""
    one, other = known.scripts
    if not known.several or one != other:
        return None
    return NAME if has_known_other(known.laid, known.form.romans, known.read_own(), known.tokens) else None


def _tell_families(known: Known) -> str | None:
    """Mark Ruto for Mark Rutte, where William Ruto is known: one family name beside the given name of another."""
    (one, other), laid = known.scripts, known.laid
    different = [pair for pair in laid.words if pair[0] != pair[1]]
    if one != other or len(different) != 1 or not all(different[0]):
        return None
    query, alias = different[0]
    if (query, alias) != (laid.query.split()[-1], laid.alias.split()[-1]):
        return None
    own = {word for name in known.read_own() for word in name.split()}
    if any(is_respelt(query, word, False) or known.tokens.relate([query], word) > 0 for word in own):
        return None
    return OTHER if known.own.is_family_of_another(query, known.hit.entity) else None


_OF_ANY: tuple[Rule, ...] = (_tell_acronyms, _tell_opposites, _tell_generations, _tell_tones)
_OF_PLACES: tuple[Rule, ...] = (_tell_acronyms, _tell_opposites, _tell_places, _tell_tones)
_OF_PEOPLE: tuple[Rule, ...] = (_tell_acronyms, _tell_people, _tell_tones)
_OF_TWO_BODIES: tuple[Rule, ...] = (*_OF_ANY, _tell_bodies)
_OF_TWO: Mapping[str, tuple[Rule, ...]] = {  # without a type they may be people's, or anything's
    "": (_tell_acronyms, _tell_opposites, _tell_people, _tell_tones),
    "person": _OF_PEOPLE, "place": _OF_PLACES, "country": _OF_PLACES,
}  # fmt: skip
_OF_KNOWN_BODIES: tuple[KnownRule, ...] = (
    _tell_ordinary, _tell_town, _tell_named, *_OF_TWO_BODIES, _tell_pinyin,
)  # fmt: skip
_OF_KNOWN: Mapping[str, tuple[KnownRule, ...]] = {
    "": (_tell_ordinary, _tell_town, *_OF_ANY),
    "person": (
        _tell_ordinary, _tell_town, *_OF_PEOPLE, _tell_elder, _tell_fathers, _tell_patronymics, _tell_initials,
        _tell_originals, _tell_marks, _tell_called, _tell_stranger, _tell_alone, _tell_heard, _tell_characters,
        _tell_across, _tell_order, _tell_other, _tell_families,
    ),
    "place": (_tell_ordinary, _tell_body, _tell_town, _tell_new, _tell_named, *_OF_PLACES),
    "country": (_tell_body, _tell_demonym, _tell_town, _tell_named, *_OF_PLACES),
}  # fmt: skip
