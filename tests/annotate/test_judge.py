"""What is said by a text, and what only looks like a name of the lexicon."""

from __future__ import annotations

import pytest

import normalize
from normalize.annotate.page import Page, Span
from normalize.annotate.people import find_short


def _links(core: normalize.Lexicon, text: str) -> dict[str, str]:
    return {mention.text: mention.id for mention in core.annotate(text) if mention.id}


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("В Риме открылась выставка, а в Осло её закрыли, рассказал куратор.", "Риме", "geonames:3169070"),
        ("Nasz pociąg stanął wczoraj w Ełku, bo zabrakło prądu na całej linii.", "Ełku", "geonames:772621"),
        ("Der Zug fährt heute von Dresden nach Kopenhaggen und Malmö weiter.", "Kopenhaggen", "geonames:2618425"),
        ("وفي صفاقس أعلنت شركة محلية أن العمل توقف.", "صفاقس", "geonames:2467454"),
        ("سافر الوزير إلى دمشق وحمص ثم عاد مساء إلى حلب.", "حمص", "geonames:169577"),
        ("რომში გუშინ გამოფენა გაიხსნა, ათენში კი დაიხურა.", "რომში", "geonames:3169070"),
        ("资金的一部分由丰田承担，其余由政府支付。", "丰田", "local:toyota"),
        ("У Римі Мелоні вчора прийняла гостей, які приїхали з Осло.", "Мелоні", "local:giorgia-meloni"),
    ],
)
def test_names_are_linked_where_the_text_says_what_they_are(
    core: normalize.Lexicon, text: str, name: str, id: str
) -> None:
    assert _links(core, text).get(name) == id


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Пожар начался вчера на улице Ленина, когда все спали.", "Ленина"),
        ("Теплоход «Михаил Лермонтов» вчера не вышел в море из-за шторма.", "Михаил Лермонтов"),
        ("Яна вучылася ва ўніверсітэце імя Янкі Купалы, а потым з'ехала.", "Янкі Купалы"),
        ("Wczoraj siedzieli w barze nad Bystrzycą i patrzyli na wodę.", "Bystrzycą"),
        ("They walked for days along the Jordan, and then slept at the Svislach.", "Svislach"),
        ("درس الوزير في المدينة نفسها ثم عاد إلى الرياض.", "المدينة"),
    ],
)
def test_streets_ships_and_rivers_are_nobody_and_no_town(core: normalize.Lexicon, text: str, name: str) -> None:
    assert name not in _links(core, text)


def test_another_known_name_is_a_slip_only_where_the_text_speaks_of_its_country(core: normalize.Lexicon) -> None:
    told = "Prezydent Czech przyjął gości z Brna i Ostrawy. Na zdjęciu uśmiecha się Vaclaw Hawel."
    assert _links(core, told).get("Vaclaw Hawel") == "local:vaclav-havel"
    other = "Палітвязень Мікалай Станкевіч выйшаў у Мінску, піша Наша Ніва."
    assert "local:mikalai-statkevich" not in _links(core, other).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Rechner liest die CD-ROM nicht, sagte er gestern, auch den Rest nicht.", "ROM"),
        ("Press OK, he said, and then wait until the machine has written it down.", "OK"),
        ("The river rose overnight. The River Orne burst its banks, they said.", "The River"),
        ("Вчера они жили в деревне Казань, где нет ни школы, ни магазина.", "Казань"),
        ("Wczoraj Trybunał Konstytucyjny Słowacji umorzył skargę, jak podają media.", "Trybunał Konstytucyjny"),
        ("一人の場合も同じになります。彼はそう話した。", "なります"),
        ("Die Kinder haben gestern an der Havel gespielt, sagte die Lehrerin.", "Havel"),
    ],
)
def test_what_only_looks_like_a_name_is_not_linked(core: normalize.Lexicon, text: str, name: str) -> None:
    assert name not in _links(core, text)


def test_a_list_of_towns_means_the_capital(core: normalize.Lexicon) -> None:
    mentions = core.annotate("سافرت الكاتبة إلى عمان ودمشق، ثم عادت.")
    assert [mention.id for mention in mentions if mention.text == "عمان"] == ["geonames:250441"]


def test_a_family_name_of_several_people_is_nobodys() -> None:
    page = Page.of("李强会见了李在明。李表示，会谈很好。")
    people = [Span(first, last, "person", "", known, True) for first, last, known in _people(page)]
    assert not [span for span in find_short(page, people, dict.fromkeys(people, "")) if page.surface(span) == "李"]


def _people(page: Page) -> list[tuple[int, int, str]]:
    found = []
    for name in ("李强", "李在明"):
        start = page.text.index(name)
        first = next(i for i, word in enumerate(page.words) if word.start == start)
        last = next(i for i, word in enumerate(page.words) if word.end == start + len(name)) + 1
        found.append((first, last, name))
    return found
