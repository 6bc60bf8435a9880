"""Names of places that are but a part of what stands around them."""

from __future__ import annotations

import pytest

import normalize


def _links(core: normalize.Lexicon, text: str) -> set[str]:
    return {mention.text for mention in core.annotate(text) if mention.id}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Вчера они обедали в кафе, потом в ресторане «Тбилиси», сказал он.", "Тбилиси"),
        ("Wczoraj czytali w szkole książkę „Lato w Rzymie” i byli zadowoleni.", "Rzymie"),
        ("彼は昨日、喫茶店「ロンドン」で友人と会ったという。", "ロンドン"),
        ("记者昨日报道，教练马克·里昂表示，今年的情况很好。", "里昂"),
        ("Поезд вчера стоял на станции Тверь-Грузовая почти час, сказал он.", "Тверь"),
        ("Powódź zalała wczoraj Stara Wieś Górna, jak podają strażacy.", "Stara Wieś"),
        ("Sie hat gestern an der ETH Basel studiert und dann dort gearbeitet.", "Basel"),
        ("قال المحامي فادي بيروت إن القضية مغلقة.", "بيروت"),
        ("وقال البائع أبو حلب إن السوق جيد هذا العام.", "حلب"),
        ("店員の奈良みどりさんは昨日、駅で友人を待っていた。", "奈良"),
        ("记者昨日报道，他毕业于北京体育大学，现在是教练。", "北京"),
        ("记者昨日报道，上海歌剧院今年演出很多。", "上海"),
        ("Die Feuerwehr rettete gestern eine Katze aus der Burg Hagen am Rand des Waldes.", "Hagen"),
    ],
)
def test_a_part_of_a_longer_name_is_no_place(core: normalize.Lexicon, text: str, name: str) -> None:
    assert name not in _links(core, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Вчера газета «Наша Нива» написала об этом из Вильнюса.", "Наша Нива"),
        ("Она сказала: «Минск», и все засмеялись, а потом ушли.", "Минск"),
        ("На камені напісана: «Менск, ліпень 1928», сказаў ён учора.", "Менск"),
        ("彼は昨日、東京・大阪で友人と会ったという。", "大阪"),
        ("Поезд Москва-Тверь вчера стоял почти час, сказал он.", "Тверь"),
        ("Wczoraj byli w mieście Toruń i w Łodzi, jak podają strażacy.", "Łodzi"),
    ],
)
def test_a_name_that_stands_for_itself_is_linked(core: normalize.Lexicon, text: str, name: str) -> None:
    assert name in _links(core, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The crew were taken off by the tug Hamilton, the captain said after they had landed.", "Hamilton"),
        ("Wczoraj zespół tańczył na placu Litewskim, jak podają strażacy.", "Litewskim"),
        ("وكان المتجر في شارع الجزائر مغلقا أمس، كما قال صاحبه.", "الجزائر"),
        ("记者昨日报道，老板胡安·洛佩斯表示，今年的情况很好。", "佩斯"),
    ],
)
def test_what_is_called_after_a_place_is_another(core: normalize.Lexicon, text: str, name: str) -> None:
    assert name not in _links(core, text)
