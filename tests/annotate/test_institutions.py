"""Names that a place or a country is but a part of."""

from __future__ import annotations

import pytest

import normalize
from normalize.annotate.institutions import (
    find_end,
    find_owner,
    find_seat,
    goes_on_in,
    is_part,
    list_longer,
    opens_name,
    skip_between,
)
from normalize.annotate.words import split_words


@pytest.mark.parametrize(
    ("text", "last", "end"),
    [
        ("大阪大学の研究班", 1, 2),
        ("印度国家银行赞助", 1, 3),
        ("თბილისის სახელმწიფო უნივერსიტეტთან", 1, 3),
        ("თბილისი უნივერსიტეტი", 1, 1),  # no genitive
        ("Віленскім універсітэце", 1, 2),
        ("Мінску універсітэт даў", 1, 1),  # no adjective
        ("Японского моря", 1, 2),
        ("Минска банк", 1, 1),
        ("東京で大学を", 1, 1),
        ("Minsk bank", 1, 1),
    ],
)
def test_the_longer_name_ends_behind_the_institution(text: str, last: int, end: int) -> None:
    assert find_end(split_words(text), last) == end


@pytest.mark.parametrize(
    ("text", "at", "opens"),
    [
        ("an der Universität Bremen", 2, True),
        ("die Universität Bremen", 0, False),
        ("وسترسل جامعة دمشق", 1, True),
        ("Minsk", 0, False),
    ],
)
def test_the_longer_name_begins_with_the_institution(text: str, at: int, opens: bool) -> None:
    assert opens_name(split_words(text), at) is opens


@pytest.mark.parametrize(
    ("text", "last", "goes_on"),
    [
        ("Sąd Okręgowy w Toruniu", 2, True),
        ("Muzeum w Toruniu", 1, True),
        ("most w Toruniu", 1, False),
        ("Sąd w poniedziałek", 1, False),
    ],
)
def test_a_polish_body_goes_on_with_its_seat(text: str, last: int, goes_on: bool) -> None:
    assert goes_on_in(split_words(text), 0, last) is goes_on


@pytest.mark.parametrize(
    ("text", "first", "last", "owner"),
    [
        ("решил Верховный суд Литвы", 1, 2, 3),
        ("в Министерстве культуры и информационной политики Украины", 1, 2, 6),
        ("Национальный банк в Польше", 0, 1, 1),
        ("Национальный банк и Литва", 0, 1, 1),
        ("Парламент Литвы", 0, 1, 1),  # any parliament may open a sentence
        ("Министерство обороны сообщило Украине", 0, 1, 1),
        ("Дональд Трамп суд Литвы", 0, 2, 2),
        ("Перамагла школа з Салігорска", 0, 1, 1),
    ],
)
def test_a_body_goes_on_with_whose_it_is(text: str, first: int, last: int, owner: int) -> None:
    assert find_owner(split_words(text), first, last) == owner


def test_without_cases_a_small_word_stands_before_whose_a_body_is() -> None:
    words = split_words("Die Nationalbank der Ukraine")
    assert (find_owner(words, 0, 2, ("der",)), find_owner(words, 0, 2, ("des",))) == (3, 2)


@pytest.mark.parametrize(
    ("text", "seat"),
    [("الجامعة الأميركية في بيروت", 3), ("الجامعة في بيروت", 0), ("جامعة الأميركية في بيروت", 0), ("الجامعة", 0)],
)
def test_an_arabic_body_ends_with_its_seat(text: str, seat: int) -> None:
    assert find_seat(split_words(text), 0) == seat


def test_a_part_of_a_place_is_another_place() -> None:
    texts = ("Північна Ірландія", "Северная погода", "Новый Орлеан", "Южная")
    assert [is_part(split_words(text), 0) for text in texts] == [True, False, False, False]


def test_an_adjective_may_begin_the_name_of_a_body() -> None:
    assert list_longer(split_words("Европейский бонк реконструкции и развития в отчёте"), 0) == [2, 3, 5]
    assert list_longer(split_words("Статкевич сказал это"), 0) == []


def test_adjectives_stand_behind_an_arabic_name() -> None:
    assert skip_between(split_words("بنك الكويت الوطني أنه"), 2) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Der Physiker lehrt seit gestern an der Universität Bremen und schweigt.",
        "وسترسل جامعة دمشق طلابها للتدريب في شهر آذار.",
        "展覧会の後、大阪大学の研究班が響きを測った。",
        "德里大学将派医生授课，明年再来。",
        "Сын вучыцца ў Віленскім універсітэце, дачка яшчэ дома.",
        "სესხს საქართველოს ბანკი გასცემს, თქვა მან გუშინ.",
        "Шторм задержал рыбаков Японского моря на два дня.",
        "The Strait of Malacca was closed for an hour on Friday.",
    ],
)
def test_what_an_institution_is_named_after_is_not_linked(core: normalize.Lexicon, text: str) -> None:
    assert [m.text for m in core.annotate(text) if m.id] == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Он возглавлял бюро Международной организации труда до июня.", "local:ilo"),
        ("Wniosek trafił wczoraj do Parlamentu Europejskiego i wrócił.", "local:european-parliament"),
        ("Кошти шукають у Світового банку вже третій рік.", "local:world-bank"),
        ("Даследчыца Еўрапейскага гуманітарнага ўніверсітэта выступіла ўчора.", "local:european-humanities-university"),
        ("Европейскому банку реконструкции и развития отказали дважды.", "local:ebrd"),
    ],
)
def test_long_names_are_found_in_any_case(core: normalize.Lexicon, text: str, id: str) -> None:
    assert id in [m.id for m in core.annotate(text)]
