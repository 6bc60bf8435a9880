"""Noise channels: how a name looks after it has been through another language, a scanner or a keyboard.

Each takes a name in Latin letters and a source of chance and returns a plausible misspelling in plain letters; what
it cannot change it returns plain. The sound changes are those that the writing systems force (kana has no l, Arabic
writes no short vowel); no channel was made from a name that is measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from normalize.text import plain

Channel = Callable[[str, Random], str]


def _table(rows: str) -> dict[str, tuple[str, ...]]:
    """Return what stands for what, from rows "old>new/new"."""
    return {old: tuple(new.split("/")) for old, new in (row.split(">") for row in rows.split())}


def _rules(rows: str) -> Channel:
    """Return a function that rewrites a word from left to right by the rows of a table, the longest old first."""
    table = _table(rows)
    pattern = re.compile("|".join(sorted(table, key=len, reverse=True)))
    return lambda word, chance: pattern.sub(lambda found: chance.choice(table[found.group()]), word)


def _pairs(rows: str) -> tuple[tuple[str, str], ...]:
    return tuple((old, new) for old, options in _table(rows).items() for new in options)


_DOUBLE = re.compile(r"([a-z])\1")
_SILENT_H = re.compile(r"(?<=[aeiou])h(?![aeiouy])")
_INNER_VOWEL = re.compile(r"(?<=\w)[aeiou](?=\w)")
_BETWEEN_CONSONANTS = re.compile(r"(?<=[b-df-hj-np-tv-z])(?=[b-df-gj-np-tv-z])")
_SPOKEN = _rules("tsch>ch tch>ch sch>sh ch>ch kh>h ph>f gh>g ck>k qu>ku ce>se ci>si cy>si c>k q>k x>kus th>s/s/t")
# What kana makes of a sound. Source: Cabinet notice on the writing of foreign words (Gairaigo no hyōki, 1991).
_KANA_LONG = re.compile(r"(?:(?<=[ao])|[eiu])r(?![aeiouyr])")  # an English r after a vowel
_KANA_HEARD = _rules("l>r v>b wa>wa w>u j>j/y ee>i oo>u ou>o mb>nb mp>np")
_KANA_BARE = re.compile(r"(?:sh|ch|ts|t(?!s)|s(?!h)|[bdfghjkmpryz])(?![aeiouy])")
_KANA_FILLED = {"t": "to", "d": "do", "ch": "chi", "j": "ji", "h": "fu", "y": "i"}
_KANA_SYLLABLES = _rules("shu>shu chu>chu tsi>tsi si>shi sy>sh ti>chi/ti ty>ch tu>tsu di>ji/di zi>ji hu>fu yi>i ye>ie")
_KANA_INSERTED = re.compile(r"(?<=[bdfghkmprstz])[uo](?![aeioun])|(?<=ch)i(?![aeioun])")
# What comes back: the reader of kana does not know which of two sounds was meant.
_KANA_BACK = _pairs("r>l b>v f>h fu>hu shi>si chi>ti tsu>tu ji>di j>zh sa>tha se>the k>c")
# Letters that the script has not, and what they are read as again.
_ARABIC = _rules(
    "sch>sh ch>sh/tsh/j sh>sh zh>j/zh kh>kh/h th>th/t ph>f gh>gh ck>k ts>ts/s p>b v>f/w/v g>gh/j/k/g q>k/q ce>si ci>si"
    " c>k/k/s x>ks e>i/a/e o>u/w/o w>w/u y>y/i"
)
_HEBREW = _rules(
    "sch>sh ch>ch/kh/tsh sh>sh/s zh>z/j kh>kh/ch/k th>t ph>f/p ck>k ts>ts/tz/z p>p/f f>f/p b>b/v v>v/b w>v/u s>s/s/sh"
    " k>k/k/ch q>k ce>se ci>si c>k/k/s x>ks h>h/h/ch j>j/y/g g>g/g/j o>o/u u>u/u/o/v y>y/i i>i/y"
)
# Letters that Cyrillic has not, and other standards, as BGN/PCGN writes the Cyrillic that stands for them.
_TO_CYRILLIC = _rules(
    "schtsch>shch szcz>shch chtch>shch shch>shch tsch>ch tch>ch sch>sh sz>sh cz>ch ch>ch sh>sh kh>kh zh>zh ph>f th>t"
    " ck>k qu>kv ce>tse ci>tsi c>k q>k x>ks w>v j>y ou>u g>g/g/g/g/h"
)
# One row a standard: ISO 9, German, Polish, French, that of passports (ICAO). On the left stands BGN/PCGN.
_STANDARDS = tuple(_rules(rules) for rules in (
    "shch>sc sh>s ch>c zh>z kh>h ts>c/ts ya>ja yu>ju ye>e yo>e iy>ij yy>yj y>y/j",
    "shch>schtsch sh>sch ch>tsch zh>sch kh>ch ts>z/ts ya>ja yu>ju ye>je yo>jo iy>ij yy>yj y>j/y v>w",
    "shch>szcz sh>sz ch>cz zh>z kh>ch ts>c/ts ya>ia/ja yu>iu/ju ye>ie/je yo>io/jo iy>i yy>y y>j/y v>w",
    "shch>chtch sh>ch ch>tch kh>kh zh>j ya>ia yu>iou ye>ie yo>io iy>i yy>y y>i u>ou v>v",
    "shch>shch sh>sh ch>ch kh>h zh>zh ya>ia yu>iu ye>e yo>io/e iy>y/i yy>y y>i/y v>v",
))  # fmt: skip
# Latin letters as Chinese syllables hear them: every consonant but n takes a vowel, and not every vowel.
# Source: Names of the World's Peoples (Xinhua, 1993), its tables for English and Russian.
_CHINESE_SYLLABLES = _rules(
    " ".join(f"{c}{v}>{c}{v.replace('y', 'i')}" for c in ("sh", "ch", "zh", "ts", *"bdfghjklmpstwz") for v in "aeiouy")
    + " b>bu p>pu f>fu m>mu/n d>de t>te k>ke g>ge s>si z>ci l>er w>u h>he j>ji sh>shi ch>qi zh>ri ts>ci ng>ng v>fu"
    " be>bei pe>pei fe>fei me>mei ne>nei le>lei we>wei ve>wei se>sai si>xi shi>xi chi>qi ki>ji gi>ji hi>xi fi>fei"
    " wi>wei vi>wei va>wa vo>wo vu>wu vy>wei to>tuo do>duo no>nuo lo>luo so>suo zo>zuo go>ge ko>ke ho>huo ja>jia"
)
# The last letters of a word, none for any others, and what other cases have. Source: Slavic and Baltic grammars.
_CASES = _table(
    "skaya>skoy/skuyu/skoi skiy>skogo/skomu/skim/skom sky>skogo/skoho/skomu/skym ski>skiego/skiemu/skim/skogo"
    " ska>skiej/skoi/sku/skoy aye>aha/amu/ym oye>ogo/omu/om oe>ogo/omu/om ya>yi/yu/yey/i ia>ii/iyu/iyey/iey"
    " as>o/ui/a/u/e/ai is>io/iui/i/iu/yje ys>io/iui/i/iu/yje us>aus/ui/u/umi/uje iai>iu/iams/ius/iuose"
    " a>y/i/u/e/oy/ou/os/as/oje/ai o>a/u/om/e e>es/ei/eje/a/u y>ov/iv/am/akh/ami i>iv/am/akh/ami u>u"
    " >a/u/om/em/e/ie/owi/ovi/y"
)
# A man's surname and a woman's, and back: Slavic, and Baltic with the endings of married and unmarried women.
_GENDERS = _table(
    "skiy>skaya sky>skaya/ska skyi>ska ski>ska skij>skaja cki>cka ov>ova ev>eva in>ina yn>yna oy>aya ny>na ek>kova"
    " ak>akova as>aite/iene is>yte/iene ys>yte/iene us>ute/iene ins>ina skaya>skiy/sky ska>ski/sky/skyi skaja>skij"
    " cka>cki ova>ov eva>ev ina>in/ins yna>yn aya>oy aite>as iene>as/is/us yte>is/ys ute>us"
)
_OCR = _pairs(
    "rn>m m>rn cl>d d>cl li>h h>b/li b>h/6 e>c c>e l>i/1 i>l 1>l vv>w w>vv o>0 0>o g>q q>g u>ii/n ii>u n>ri/u ri>n"
    " in>m f>t t>f a>o y>v v>y s>5 5>s 6>b"
)
# The keys around a key of an English keyboard.
_NEIGHBOURS = _table(
    "q>w/a w>q/e/a/s e>w/r/s/d r>e/t/d/f t>r/y/f/g y>t/u/g/h u>y/i/h/j i>u/o/j/k o>i/p/k/l p>o/l a>q/w/s/z"
    " s>w/e/a/d/z/x d>e/r/s/f/x/c f>r/t/d/g/c/v g>t/y/f/h/v/b h>y/u/g/j/b/n j>u/i/h/k/n/m k>i/o/j/l/m l>o/p/k"
    " z>a/s/x x>s/d/z/c c>d/f/x/v v>f/g/c/b b>g/h/v/n n>h/j/b/m m>j/k/n"
)


def through_katakana(name: str, chance: Random) -> str:
    """Return the name as it comes back from kana: l and r, b and v, h and f fall together, vowels come and go.

    >>> through_katakana("Brest", Random(0))
    'buresuto'
    """
    word = plain(name)
    if chance.random() < 0.5:
        word = _KANA_LONG.sub(lambda found: "" if found.group() == "r" else "a", word)
    word = _DOUBLE.sub(r"\1", _KANA_HEARD(_SPOKEN(_SILENT_H.sub("", word), chance), chance))
    word = _KANA_BARE.sub(lambda found: _KANA_FILLED.get(found.group()) or found.group() + "u", word)
    word = _KANA_SYLLABLES(word, chance)
    if chance.random() < 0.5:
        # A reader leaves out the vowels that he takes for put in, now and then one that was not.
        word = _KANA_INSERTED.sub(lambda found: _keep(found.group(), 0.4, chance), word)
    for heard, meant in _KANA_BACK:
        if heard in word and chance.random() < 0.2:
            word = _replace_one(word, heard, meant, chance)
    return word


def without_vowels(name: str, chance: Random) -> str:
    """Return the name as it comes back from Arabic or Hebrew: vowels gone or guessed anew, p as b, v as f, s as sh.

    >>> without_vowels("Petrov", Random(2))
    'btrw'
    """
    word = _INNER_VOWEL.sub(lambda found: _keep(found.group(), 0.35, chance), _DOUBLE.sub(r"\1", plain(name)))
    word = (_ARABIC if chance.random() < 0.6 else _HEBREW)(word, chance)
    if chance.random() < 0.6:
        # A reader puts in the vowels that he thinks were meant.
        word = _BETWEEN_CONSONANTS.sub(lambda _: _keep(chance.choice("aaei"), 0.4, chance), word)
    return word


def by_another_standard(name: str, chance: Random) -> str:
    """Return the name as it comes out of Cyrillic by a standard of romanisation drawn by chance.

    >>> by_another_standard("Shchuchyn", Random(3))
    'shchuchin'
    """
    word = _TO_CYRILLIC(plain(name), chance)
    if chance.random() < 0.2:
        # Russian has no h: it writes g or kh.
        word = re.sub(r"(?<![ckstz])h", chance.choice(("g", "kh")), word)
    return chance.choice(_STANDARDS)(word, chance)


def through_chinese(name: str, chance: Random) -> str:
    """Return the name as a row of Chinese syllables read aloud: every consonant takes a vowel, r is l.

    >>> through_chinese("Brest", Random(0))
    'buleisite'
    """
    word = _DOUBLE.sub(r"\1", _SPOKEN(_SILENT_H.sub("", plain(name)), chance).replace("r", "l"))
    word = re.sub("ei?er", "er", _CHINESE_SYLLABLES(word, chance))
    if "l" in word and chance.random() < 0.3:
        word = _replace_one(word, "l", "r", chance)
    return word.replace(" ", "") if chance.random() < 0.3 else word


def inflect(name: str, chance: Random) -> str:
    """Return the name with the endings of another case, as Slavic and Baltic texts have it.

    >>> inflect("Hrodna", Random(1)), inflect("Kaunas", Random(1))
    ('hrodni', 'kauno')
    """
    words = plain(name).split()
    start = 0 if chance.random() < 0.5 else -1  # of a foreign name only the last word is declined
    words[start:] = [_end_otherwise(word, _CASES, chance) for word in words[start:]]
    return " ".join(words)


def change_gender(name: str, chance: Random) -> str:
    """Return a name with its last word that has another form for the other gender in that form.

    >>> change_gender("Sakharov", Random(0)), change_gender("Dobrovolskis", Random(0))
    ('sakharova', 'dobrovolskiene')
    """
    words = plain(name).split()
    for i in reversed(range(len(words))):
        if (changed := _end_otherwise(words[i], _GENDERS, chance)) != words[i]:
            return " ".join([*words[:i], changed, *words[i + 1 :]])
    return " ".join(words)


def double_letters(name: str, chance: Random) -> str:
    """Return the name with its doubled letters made single, or one letter after the first doubled.

    >>> double_letters("Philippopolis", Random(0)), double_letters("Minsk", Random(0))
    ('philipopolis', 'minssk')
    """
    word = plain(name)
    single = _DOUBLE.sub(r"\1", word)
    places = [i for i in range(1, len(word)) if word[i] in "bcdefgklmnoprstz" and word[i - 1] != " "]
    if single != word or not places:
        return single
    at = chance.choice(places)
    return word[:at] + word[at] + word[at:]


def scan(name: str, chance: Random) -> str:
    """Return the name as a scanner misreads it: rn for m, cl for d, 0 for o.

    >>> scan("Smarhon", Random(1))
    'smarlion'
    """
    word = plain(name)
    possible = [pair for pair in _OCR if pair[0] in word]
    return _replace_one(word, *chance.choice(possible), chance) if possible else word


def mistype(name: str, chance: Random) -> str:
    """Return the name with one slip of the keyboard: a letter missed, swapped, or its neighbour hit as well or instead.

    >>> mistype("Vitebsk", Random(4))
    'vtebsk'
    """
    word = plain(name)
    if len(word) < 3:
        return word
    at = chance.randrange(len(word))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    hit = chance.choice(_NEIGHBOURS.get(letter, letter))
    slips = before + after, before + after[:1] + letter + after[1:], before + hit + word[at:], before + hit + after
    return " ".join(chance.choice(slips).split())


def swap_vowel(name: str, chance: Random) -> str:
    """Return the name with one vowel heard as another.

    >>> swap_vowel("Homyel", Random(0))
    'homyul'
    """
    word = plain(name)
    places = [i for i, letter in enumerate(word) if letter in "aeiou"]
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + chance.choice("aeiou".replace(word[at], "")) + word[at + 1 :]


def join_or_split(name: str, chance: Random) -> str:
    """Return the name with two words run together, its words turned round, or its one word cut in two.

    >>> join_or_split("New York", Random(0)), join_or_split("Babruysk", Random(0))
    ('newyork', 'babr uysk')
    """
    words = plain(name).split()
    if len(words) > 1:
        if chance.random() < 0.25:
            return " ".join(words[1:] + words[:1])
        at = chance.randrange(len(words) - 1)
        return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])
    word = "".join(words)
    if len(word) < 6:
        return word
    at = chance.randrange(3, len(word) - 2)
    return f"{word[:at]} {word[at:]}"


# How often each is drawn in training; what changes most is drawn most.
CHANNELS: tuple[tuple[Channel, int], ...] = (
    (through_katakana, 5), (without_vowels, 3), (by_another_standard, 3), (through_chinese, 2), (inflect, 3),
    (change_gender, 1), (double_letters, 2), (scan, 2), (mistype, 4), (swap_vowel, 3), (join_or_split, 2),
)  # fmt: skip


def disturb(name: str, chance: Random, channels: Sequence[tuple[Channel, int]] = CHANNELS) -> str:
    """Return the name after one channel drawn by its weight, and in one case of four after a second.

    >>> disturb("Hlybokaye", Random(1))
    'hlybokehe'
    """
    drawn, weights = zip(*channels, strict=True)
    for channel in chance.choices(drawn, weights, k=2 if chance.random() < 0.25 else 1):
        name = channel(name, chance)
    return name


def _replace_one(word: str, old: str, new: str, chance: Random) -> str:
    at = chance.choice([m.start() for m in re.finditer(old, word)])
    return word[:at] + new + word[at + len(old) :]


def _end_otherwise(word: str, endings: Mapping[str, Sequence[str]], chance: Random) -> str:
    """Return the word with an ending drawn from the row of the longest ending that it has; the stem has two letters."""
    for start in range(max(2, len(word) - 5), len(word) + 1):
        if word[start:] in endings and len(word) > 3 and word.isalpha():
            return word[:start] + chance.choice(endings[word[start:]])
    return word


def _keep(text: str, share: float, chance: Random) -> str:
    return text if chance.random() < share else ""
