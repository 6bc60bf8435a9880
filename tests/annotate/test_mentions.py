"""Names in running text: the text that ships, laws that hold for any text, and what is no name."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import normalize
from support import ROOT, read_cases

CASES = ROOT / "tests" / "cases"
ARTICLE = (CASES / "texts" / "article.txt").read_text(encoding="utf-8")
GOLD = [row for row in read_cases(CASES / "texts" / "mentions.tsv") if row["text"] == "article"]
SEEDS = read_cases(ROOT / "seeds" / "mentions.tsv")
GIVEN = ROOT.parent / "shared" / "seed" / "article.txt"


def test_every_misspelt_name_of_the_article_is_linked_and_nothing_else(core: normalize.Lexicon) -> None:
    expected = {(int(row["start"]), int(row["end"])): row["id"] for row in GOLD}
    assert {(m.start, m.end): m.id for m in core.annotate(ARTICLE) if m.id} == expected


def test_demonyms_are_their_countries_with_their_kind(core: normalize.Lexicon) -> None:
    demonyms = {row["surface"] for row in GOLD if row["kind"] == "demonym"}
    assert {m.text for m in core.annotate(ARTICLE) if m.kind == "demonym"} == demonyms


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Mrs Trump met voters in Minsk.", ["geonames:625144"]),
        ("Frau Scholz sprach am Montag in Berlin.", ["geonames:2950159"]),
        ("习近平夫人访问北京。", ["geonames:1816670"]),
        ("Mr Biden met voters in Minsk.", ["local:joe-biden", "geonames:625144"]),
        ("Frau Merkel sprach in Berlin.", ["local:angela-merkel", "geonames:2950159"]),
        ("He flew from Berlin & Minsk to Vilnius.", ["geonames:2950159", "geonames:625144", "geonames:593116"]),
    ],
)
def test_titles_and_signs_say_who_is_meant(core: normalize.Lexicon, text: str, linked: list[str]) -> None:
    assert [m.id for m in core.annotate(text) if m.id] == linked


def test_short_names_are_tied_to_the_full_ones_before_them(core: normalize.Lexicon) -> None:
    mentions = {m.start: m for m in core.annotate(ARTICLE)}
    tied = {m.text: mentions[m.antecedent[0]].text for m in mentions.values() if m.antecedent}
    assert tied == {
        "Stackevich": "Mikola Stackevich",
        "Tskanuskaya": "Sviatrana Tskanuskaya",
        "Trump": "Donald Trump",
        "Kohl": "John Kohl",
        "Lukashenko": "Alexander Lukashenko",
    }


@pytest.mark.skipif(not GIVEN.is_file(), reason="the article that started the project is not there")
def test_the_article_that_started_the_project(core: normalize.Lexicon) -> None:
    reached = {row["mention"]: row["id"] for row in SEEDS if row["article"] == "resolved"}
    found = core.annotate(GIVEN.read_text(encoding="utf-8"))
    linked = {m.text: m.id for m in found if m.id}
    assert {name: id for name, id in linked.items() if name in reached} == {
        n: i for n, i in reached.items() if n in linked
    }
    assert set(reached) - set(linked) <= {"Viasna", "Radio Free Europe/Radio Liberty"} - set(linked)
    others = {name: id for name, id in linked.items() if name not in reached and name != "Washington"}
    assert others == {
        "Belarusian": "iso3166-1:BY",
        "Russian": "iso3166-1:RU",
        "EU delegation in Minsk": "local:eu-delegation-belarus",
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("Minsk Уа.\n,卢カ가მا")), max_size=120
    )
)
def test_mentions_of_any_text_stand_where_they_say(small: normalize.Lexicon, text: str) -> None:
    mentions = small.annotate(text)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "Last week it rained. Nothing happened on Monday or in September.",
        "The opposition said that it had won. President and prime minister were silent.",
        "Опозиция промолчала. Мира хотят все, и лета тоже.",
        "Die Regierung hat gestern das Gesetz im Parlament beraten.",
        "1 2 3 4 5 6 7 8",
        "\u202e\u200b\x00",
    ],
)
def test_texts_without_names_have_none(core: normalize.Lexicon, text: str) -> None:
    assert [m.text for m in core.annotate(text) if m.id] == []


def test_namesakes_are_told_apart_by_what_the_text_is_about(core: normalize.Lexicon) -> None:
    here = "A bridge in Belarus: the road from Minsk to Pinsk and Kobryn now goes through Brest."
    there = "A bridge in France: the road from Paris to Rennes and Quimper now goes through Brest."
    assert [m.id for m in core.annotate(here) if m.text == "Brest"] == ["geonames:629634"]
    assert [m.id for m in core.annotate(there) if m.text == "Brest"] == ["geonames:3030300"]


def test_a_region_of_a_town_s_name_is_meant_where_it_is_no_seat(core: normalize.Lexicon) -> None:
    text = "They flew from Seattle to Portland, and drove on through Oregon."
    assert [m.id for m in core.annotate(text) if m.text == "Oregon"] == ["iso3166-2:US-OR"]
    text = "Вони летіли зі Стамбула до Анкари, а потім до Анталії."
    assert [m.id for m in core.annotate(text) if m.text == "Анталії"] == ["geonames:323777"]


def test_a_stranger_stays_one_for_the_whole_text(core: normalize.Lexicon) -> None:
    text = "The baker Pavel Latush has closed his shop in Riga. Latush is ill, says his wife."
    assert [m.id for m in core.annotate(text) if "Latush" in m.text] == [None, None]


def test_offsets_count_characters_beyond_the_basic_plane(core: normalize.Lexicon) -> None:
    text = "𝔸𝔸𝔸 in Minsk and 🙂 in Vilnius"
    assert [text[m.start : m.end] for m in core.annotate(text) if m.id] == ["Minsk", "Vilnius"]


def test_a_text_that_is_none_is_refused(core: normalize.Lexicon) -> None:
    with pytest.raises(normalize.InputError, match="expected a string"):
        core.annotate(b"Minsk")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "span", [(-1, 3, "place"), (3, 8), (3, 80, "place"), (8, 3, "place"), (3.0, 8, "place"), 5, (None, 8, "")]
)
def test_places_that_are_none_are_refused(small: normalize.Lexicon, span: object) -> None:
    with pytest.raises(normalize.InputError, match=r"spans\[1\] is .*; expected start, end and type, of a text of 18"):
        small.annotate("In Minsk or Pinsk.", spans=[(3, 8, "place"), span])  # type: ignore[list-item]
    found = small.annotate("In Minsk or Pinsk.", spans=iter([(3, 8, "Place"), (12, 17, "")]))  # type: ignore[arg-type]
    assert [m.id for m in found] == ["4", "3"]


def test_parts_of_a_long_text_have_offsets_of_the_whole(small: normalize.Lexicon, tmp_path: Path) -> None:
    text = "We came to Pinsk and went on. " * 20_000
    found = [m for _, mentions in small.annotate_parts([text]) for m in mentions]
    assert len(found) == 20_000
    assert all(text[m.start : m.end] == "Pinsk" == m.text for m in found)
    with pytest.raises(normalize.InputError, match="a block of the text is a bytes; expected a string"):
        list(small.annotate_parts([b"Pinsk"]))  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("She was born in Cork and lives in Ireland.", {"Cork": "geonames:2965140"}),
        ("A cork fell. Nothing else happened in the house.", {}),
        ("Газета «Медуза» написала об этом вчера.", {"Медуза": "local:meduza"}),
        ("Лечу из Копенгагена, сказал он вчера.", {"Копенгагена": "geonames:2618425"}),
        ("Samolot z Kopenhagi do Krakowa musiał wczoraj zawrócić.", {"Krakowa": "geonames:3094802"}),
        ("高市早苗首相と会談した。高市首相は提案した。", {"高市": "local:sanae-takaichi"}),
        ("他批评了弗里德里希·默次的讲话。", {"弗里德里希·默次": "local:friedrich-merz"}),
        ("他对比尔·史密森的讲话表示不满。", {}),
        ("რუმინეთში მხარს კლაუს იოხანისი უჭერდა გუშინ.", {"კლაუს იოხანისი": "local:klaus-iohannis"}),
        ("Урсулай фон дэр Ляен учора былі незадаволеныя.", {"Урсулай фон дэр Ляен": "local:ursula-von-der-leyen"}),
        ("Podróżni wracali z Krakowa liniami airBaltic w piątek.", {"airBaltic": "local:airbaltic"}),
        ("Die Schau im Museum war in Essen zu sehen, sagte er.", {"Essen": "geonames:2928810"}),
        ("Das Essen war gut, und das Gesetz trat in Kraft.", {}),
        ("Er verneinte, dass China den Ausschlag gegeben habe.", {"China": "iso3166-1:CN"}),
        ("Gestern stand er in Chagalls Geburtsstadt vor dem Haus.", {"Chagalls": "local:marc-chagall"}),
        ("会议结束后，有人改飞新德里。", {"新德里": "geonames:1261481"}),
        ("他走到河边的村子，给朋友写信。", {}),
        ("新加坡国立大学的专家认为，判决公平。", {}),
        ("男子バレーボールの日本代表は八日に試合をした。", {"日本": "iso3166-1:JP"}),
        ("وصل الوفد إلى العاصمة تونس اليوم.", {"تونس": "geonames:2464470"}),
        ("سافر الوفد إلى تونس العاصمة اليوم.", {"تونس": "geonames:2464470"}),
        ("وصل الوفد إلى تونس اليوم.", {"تونس": "iso3166-1:TN"}),
        ("عمان (رويترز) - قال وزير الصحة أمس.", {"عمان": "geonames:250441"}),
        ("У столиці Віталій Кличко просив не святкувати.", {"Віталій Кличко": "local:vitali-klitschko"}),
        ("Певица жила тогда в Тибилиси, сказал он вчера.", {"Тибилиси": "geonames:611717"}),
        ("Счёт 3:2. Вирішальний гол забив воротар учора.", {}),
        ("Скаргу відхилив учора Верховний суд Литви, пише газета.", {}),
        ("Gestern prägte die Nationalbank der Ukraine.", {"Nationalbank der Ukraine": "local:national-bank-ukraine"}),
        ("درست الطبيبة في الجامعة الأميركية في بيروت ثم عملت.", {}),
        ("Кредит учора видав Світовий бонк, пише газета.", {"Світовий бонк": "local:world-bank"}),
        (
            "Компания поставляла станки в Тегиран и Пхеньян.",
            {"Тегиран": "geonames:112931", "Пхеньян": "geonames:1871859"},
        ),
        ("Москва молчит. Ничего не сказали и вчера.", {"Москва": "geonames:524901"}),
        ("来自孟卖的公司负责建房，第一批已经完成。", {"孟卖": "geonames:1275339"}),
        ("白俄罗斯总统卢卡申克前往。", {"白俄罗斯": "iso3166-1:BY"}),
        ("წერილი გუშინ კაია კალლასიმა გამოაქვეყნა.", {"კაია კალლასიმა": "local:kaja-kallas"}),
        ("A slow boat and a Menu. The menu is long.", {}),
    ],
)
def test_a_capital_and_its_place_tell_names_from_words(
    core: normalize.Lexicon, text: str, linked: dict[str, str]
) -> None:
    found = {m.text: m.id for m in core.annotate(text) if m.id}
    assert linked.items() <= found.items()
    assert bool(found) == bool(linked)


def test_an_ordinary_word_opens_a_sentence_though_a_town_of_the_text_is_called_so(core: normalize.Lexicon) -> None:
    text = "The town of Nice in France waits. Nice weather helped all of them."
    assert [m.start for m in core.annotate(text) if m.text == "Nice" and m.id] == [text.index("Nice")]
    text = "Donald Tusk came. Tusk left again after an hour."
    assert [m.text for m in core.annotate(text) if m.id] == ["Donald Tusk", "Tusk"]


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("Rafael Grossy was warned. Grossi left at once.", "Grossi", "local:rafael-grossi"),
        ("Он видел вчера Николая Статкевича. Статкевич не спал.", "Статкевич", "local:mikalai-statkevich"),
        ("In Berlin und in Bonn dankte er Friedrich Mertz. Merz versprach Hilfe.", "Merz", "local:friedrich-merz"),
    ],
)
def test_a_short_name_is_spelt_otherwise_than_the_full_one(
    core: normalize.Lexicon, text: str, name: str, id: str
) -> None:
    assert {m.text: m.id for m in core.annotate(text)}.get(name) == id


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("They met near Victoria Station.", "Victoria Station", ""),
        ("He watched the Chicago Bulls.", "Chicago Bulls", ""),
        ("Nobody had expected Hurricane Katrina.", "Hurricane Katrina", ""),
        ("We climbed Mount Kazbek on foot.", "Mount Kazbek", "place"),
        ("They met the teacher Victoria Wright.", "Victoria Wright", "person"),
    ],
)
def test_a_longer_name_that_says_what_it_names_is_nobody(
    core: normalize.Lexicon, text: str, name: str, type: str
) -> None:
    assert {mention.text: mention.type for mention in core.annotate(text, lang="en")}[name] == type


def test_titled_names_are_mentions_though_most_words_have_capitals(core: normalize.Lexicon) -> None:
    text = (
        "Present: Cllr Wells, Mrs Kennedy, Dr Khan, Mr Moses, Fr Martin. Apologies: Mr Bath. Chair: Cllr Walker. "
        "Action: Mr London, Mrs Deal. Works: Warsaw Street, Derby Road."
    )
    people = {mention.text for mention in core.annotate(text, lang="en") if mention.type == "person"}
    assert {"Kennedy", "Khan", "Moses", "Martin", "London"} <= people


@pytest.mark.parametrize("lang", ["english", "zzzzzz", "e", "en us"])
def test_what_is_no_language_tag_is_an_input_error(core: normalize.Lexicon, lang: str) -> None:
    with pytest.raises(normalize.InputError, match="expected a language tag"):
        core.annotate("In Minsk it rained.", lang=lang)


@pytest.mark.parametrize("lang", [None, "en", "EN", "en_GB", "en-Latn-GB"])
def test_language_tags_are_read_in_any_case(core: normalize.Lexicon, lang: str | None) -> None:
    assert [mention.id for mention in core.annotate("In Minsk it rained.", lang=lang)] == ["geonames:625144"]
