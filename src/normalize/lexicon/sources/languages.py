"""Language tags: from the locale names of the sources to BCP 47, and which language a shared name is filed under."""

from __future__ import annotations

# A name that is spelt alike in several languages gets one tag: English, then a language of the place's own
# country, then this order (languages by the size of their catalogues in CLDR and GeoNames), then the alphabet.
_ORDER = (
    "en", "ru", "de", "fr", "es", "pt", "it", "pl", "uk", "be", "nl", "sv", "tr", "ar", "fa", "zh", "ja", "ko", "he",
    "el", "cs", "hu", "ro", "bg", "sr", "hr", "sk", "sl", "lt", "lv", "et", "fi", "da", "nb", "no", "kk", "ka", "hy",
    "az", "vi", "th", "id", "hi", "bn",
)  # fmt: skip
_RANK = {lang: number for number, lang in enumerate(_ORDER)}


def language_tag(locale: str) -> str:
    """Return the BCP 47 tag of a locale name.

    >>> language_tag("sr_Latn"), language_tag("zh_Hant_HK")
    ('sr-Latn', 'zh-Hant-HK')
    """
    return locale.replace("_", "-")


def is_widespread(lang: str) -> bool:
    """Return whether a tag is of one of the languages that the fixed order names."""
    return lang.split("-")[0] in _RANK


def language_rank(lang: str) -> tuple[int, str]:
    """Return the place of a language in the fixed order; tags with fewer parts first."""
    return (_RANK.get(lang.split("-")[0], len(_RANK)) * 10 + lang.count("-"), lang)
