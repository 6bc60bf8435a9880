"""Where and when a name was written moves its namesakes, and lifts none that its name does not speak for."""

from __future__ import annotations

import datetime
from pathlib import Path
from random import Random

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import normalize
import normalize.arrow
import normalize.pandas
import normalize.polars
from normalize import Lexicon, Resolution
from normalize.errors import InputError
from normalize.lexicon.dates import Moment, read_date, write_date
from normalize.match.setting import measure, read_point
from support import ROOT, Run, place_row, read_cases

CASES = read_cases(ROOT / "tests" / "cases" / "namesakes_near.tsv")
PLACES = {"north": (54.0, 20.0), "south": (50.0, 20.0), "east": (52.0, 27.0)}
NAMES = ("Nowa", "Stara", "Nowe", "Lipa", "Nova", "Qwertzuiop", "")
DATED: list[tuple[str, str, str, str, str]] = [
    ("volgograd", "Volgograd", "label", "1961-11-10", ""),
    ("volgograd", "Stalingrad", "former", "1925-04-10", "1961-11-10"),
    ("volgograd", "Tsaritsyn", "former", "1589", "1925-04-10"),
    ("varna", "Varna", "label", "1956-10-20", ""),
    ("varna", "Stalin", "former", "1949-12-20", "1956-10-20"),
    ("donetsk", "Donetsk", "label", "1961", ""),
    ("donetsk", "Stalin", "former", "1924", "1929"),
    ("vyatka", "Kirov", "label", "1934-12-05", ""),
    ("vyatka", "Vyatka", "former", "1780", "1934-12-05"),
    ("village", "Kirov", "label", "", ""),
    ("captain", "John Smith", "label", "1580", "1631"),
    ("leader", "John Smith", "label", "1938-09-13", "1994-05-12"),
    ("petersburg", "Saint Petersburg", "label", "1991-09-06", ""),
    ("petersburg", "Leningrad", "former", "1924", "1991-09-06"),
    ("petersburg", "Saint Petersburg", "former", "1703", "1914"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows: list[dict[str, object]] = [
        place_row(where, name, country, lat=lat, lon=lon)
        for where, (lat, lon) in PLACES.items()
        for country in ("BY" if where == "east" else "PL",)
        for name in ("Nowa", "Stara", "Lipa")
    ]
    rows += [{"id": "unplaced", "name": "Lipa", "type": "person", "kind": "label"}]
    rows += [{"id": "BY-Pinsk", "name": "Pinsk", "type": "place", "kind": "label", "country": "BY"}]
    return normalize.build(rows, tmp_path_factory.mktemp("near") / "lexicon").path


@pytest.fixture(scope="module")
def lex(folder: Path) -> Lexicon:
    return normalize.load(folder)


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    rows = [
        {"id": id, "name": name, "kind": kind, "from": start, "to": end, "type": "person" if "J" in name else "place"}
        for id, name, kind, start, end in DATED
    ]
    return normalize.build(rows, tmp_path_factory.mktemp("when") / "lexicon")


def summed(found: Resolution) -> float:
    return sum(candidate.probability for candidate in found.likely)


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['name']}-{row['lat']}-{row['expect']}")
def test_namesakes_are_told_apart_by_where_they_are(core: Lexicon, row: dict[str, str]) -> None:
    found = core.resolve(row["name"], near=(float(row["lat"]), float(row["lon"])))
    why = found.explain()
    assert why.replay() == pytest.approx(found.probability, abs=1e-12)
    assert "the point given" in str(why).lower()
    if row["expect"] == "never":
        assert found.id is None or (row["id"] and found.id != row["id"]), str(why)
    else:
        assert (found.id if row["expect"] == "resolved" else found.candidates[0].id) == row["id"], str(why)


def test_the_cases_are_of_many_scripts_and_as_many_are_open_without() -> None:
    assert len({ord(row["name"][0]) >> 7 for row in CASES}) >= 6
    assert sum(row["expect"] == "never" for row in CASES) >= 12


@pytest.mark.parametrize(("name", "near"), [("в Полоцк", (55.49, 28.77)), ("서울에서", (37.56, 126.98))])
def test_a_name_in_another_case_is_no_less_an_answer_where_it_is(
    core: Lexicon, name: str, near: tuple[float, float]
) -> None:
    assert core.resolve(name).id == core.resolve(name, near=near).id is not None


def test_the_reasons_say_how_far(core: Lexicon) -> None:
    assert "km from the point given." in str(core.resolve("Springfield", near=(39.8, -89.6)).explain())
    swapped = core.resolve("Minsk", near=(27.6, 53.9))
    assert "whose latitude and longitude seem to be swapped" in str(swapped.explain())
    for name, near, told in (
        ("Belarus", (53.9, 27.6), "The point given is in its country."),
        ("Belarus", (-10.0, -50.0), "The point given is not in its country."),
        ("Belarus", (-40.0, -100.0), "It has no coordinates to be held against the point given."),
        ("Mikalai Statkevich", (-10.0, -50.0), "It has no coordinates to be held against the point given."),
    ):
        found = core.resolve(name, near=near)
        assert found.label == name
        assert told in str(found.explain())
        if "is not" not in told:
            assert found.probability == pytest.approx(core.resolve(name).probability)


def test_the_nearer_a_namesake_the_likelier(lex: Lexicon) -> None:
    assert lex.resolve("Nowa").status == "ambiguous"
    shares = []
    for lat in (50.0, 51.0, 51.9, 52.1, 53.0, 54.0):
        found = lex.resolve("Nowa", near=(lat, 20.0))
        shares.append(next(c.probability for c in found.likely if c.id == "north-Nowa"))
    assert shares == sorted(shares)
    assert lex.resolve("Nowa", near=(54.0, 20.0)).id == "north-Nowa"
    assert lex.resolve("Nowa", near=(50.1, 20.2)).id == "south-Nowa"


def test_what_is_nowhere_stands_between_near_and_far(lex: Lexicon) -> None:
    for near, first in (((54.0, 20.0), "north-Lipa"), ((-30.0, 140.0), "unplaced")):
        assert lex.resolve("Lipa", near=near).candidates[0].id == first


def test_one_of_hundreds_is_found(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"{n}",
            "name": "Ivanovka",
            "type": "place",
            "kind": "label",
            "lat": 40,
            "lon": n - 150,
            "weight": n + 1,
        }
        for n in range(300)
    ]
    assert (
        normalize.build(rows, tmp_path / "lexicon").resolve("Ivanovka", near=(40.01, -150.01)).candidates[0].id == "0"
    )


@settings(deadline=None)
@given(
    name=st.sampled_from(NAMES),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    when=st.sampled_from([None, "1937", "-0043", "2020-02-29"]),
    country=st.sampled_from([None, "PL", "BY"]),
)
def test_a_setting_never_adds_to_the_sum(
    lex: Lexicon, dated: Lexicon, name: str, lat: float, lon: float, when: str | None, country: str | None
) -> None:
    near = None if lat == lon == 0 else (lat, lon)
    for lexicon, asked in ((lex, name), (dated, name or "Stalin")):
        before = lexicon.resolve(asked, country=country, limit=50)
        after = lexicon.resolve(asked, country=country, near=near, when=when, limit=50)
        assert summed(after) <= summed(before) + 1e-9
        assert all(0 <= c.probability <= 1 for c in after.likely)
        assert {c.id for c in after.likely} == {c.id for c in before.likely}
        assert after.explain().replay() == pytest.approx(after.probability, abs=1e-12)
        assert before.status != "unresolved" or after.status == "unresolved"
        if country and after.id:
            assert lexicon[after.id].country in ((), (country,))


def test_no_setting_is_as_without(lex: Lexicon) -> None:
    names = [*NAMES, "Lipa"]
    without = lex.resolve_many(names)
    for told in ({"near": None}, {"when": None}, {"near": [None] * len(names), "when": [None] * len(names)}):
        for one, other in zip(lex.resolve_many(names, **told), without, strict=True):
            assert (one.status, one.id, one.probability, str(one.explain())) == (
                other.status, other.id, other.probability, str(other.explain()),
            )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Paris", "Freiburg", "Georgia", "Washington", "Minsk", "Mikalai Stankevich", "Fribokai"]
)
def test_a_setting_that_says_nothing_decides_nothing(core: Lexicon, name: str) -> None:
    without, found = core.resolve(name), core.resolve(name, when="1950")
    assert (found.status, found.id) == (without.status, without.id)
    assert [c.probability for c in found.likely] == pytest.approx([c.probability for c in without.likely])


def test_what_people_decided_stays(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("name,id\nNowa,south-Nowa\n", encoding="utf-8")
    found = normalize.load(folder, decisions=path).resolve("Nowa", near=PLACES["north"])
    assert (found.id, found.probability) == ("south-Nowa", 1.0)


def test_a_country_is_not_gainsaid_by_a_point(lex: Lexicon) -> None:
    found = lex.resolve("Nowa", country="BY", near=PLACES["north"], limit=9)
    assert found.candidates[0].id == "east-Nowa"
    assert found.id in (None, "east-Nowa")


def test_points_and_groups_go_together_in_any_order(lex: Lexicon) -> None:
    names = ["Nowa", "Stara", "Lipa", "Pinsk", "Lipa"]
    points = [(52.0, 27.1), None, None, None, (54.0, 20.1)]
    found = lex.resolve_many(names, near=points, context="a", limit=2)
    assert found[0].id == "east-Nowa"
    assert found[1].candidates[0].id == "east-Stara"  # the others vote, one of them by its point
    assert found[4].candidates[0].id == "north-Lipa"
    told = str(found[0].explain())
    assert "other names of its group point to" in told
    assert "km from the point given" in told
    for one in found:
        assert one.explain().replay() == pytest.approx(one.probability, abs=1e-12)
    order = list(range(len(names)))
    Random(2).shuffle(order)
    mixed = lex.resolve_many([names[i] for i in order], near=[points[i] for i in order], context="a", limit=2)
    assert [r.probability for r in mixed] == [found[i].probability for i in order]


@pytest.mark.parametrize(
    ("name", "when", "first"),
    [
        ("Stalin", "1952", "varna"),
        ("Stalin", "1952-03-05", "varna"),
        ("Stalin", "1926-07", "donetsk"),
        ("John Smith", "1608", "captain"),
        ("John Smith", "1992", "leader"),
        ("Stalingrad", "1942-08-23", "volgograd"),
        ("Saint Petersburg", "1800", "petersburg"),
        ("Saint Petersburg", "2020", "petersburg"),
    ],
)
def test_a_date_tells_who_bore_a_name_then(dated: Lexicon, name: str, when: str, first: str) -> None:
    found = dated.resolve(name, when=when)
    assert found.candidates[0].id == first
    assert found.explain().replay() == pytest.approx(found.probability, abs=1e-12)


def test_a_date_counts_for_less_than_a_name(dated: Lexicon) -> None:
    alone = {name: dated.resolve(name).probability for name in ("Volgograd", "Stalingrad", "Leningrad")}
    for name, when in (("Volgograd", "1937"), ("Stalingrad", "2013"), ("Leningrad", "2013")):
        assert dated.resolve(name, when=when).probability == pytest.approx(alone[name])
    assert dated.resolve("John Smith", when="1500").status != "resolved"  # neither of them was born
    early, late = (dated.resolve("John Smith", type="person", when=when).likely for when in ("1608", "1992"))
    assert early[0].probability > late[0].probability > 0.5  # of the dead one speaks, of the unborn not


def test_what_is_not_dated_is_neutral(dated: Lexicon) -> None:
    shares = {
        when: {c.id: c.probability for c in dated.resolve("Kirov", when=when).likely} for when in (None, "1950", "1900")
    }
    assert shares["1950"] == pytest.approx(shares[None])
    assert shares["1900"]["vyatka"] < 0.5 * shares[None]["vyatka"]
    assert shares["1900"]["village"] > shares[None]["village"]


@pytest.mark.parametrize(
    ("name", "when", "told"),
    [
        ("Stalingrad", "1942", "The name was in use 1925–1961."),
        ("Stalingrad", "2013", "The name was in use 1925–1961, and not in 2013."),
        ("Volgograd", "2013", "The name was in use from 1961 on."),
        ("Saint Petersburg", "1950", "The name was in use from 1703 on."),
    ],
)
def test_the_reasons_say_when(dated: Lexicon, name: str, when: str, told: str) -> None:
    assert told in str(dated.resolve(name, when=when).explain())


def test_the_shipped_tables_date_states_that_are_no_more(core: Lexicon) -> None:
    found = core.resolve("Czechoslovakia", when="2010")
    assert found.id == "iso3166-3:CSHH"
    assert "The name was in use until 1993, and not in 2010." in str(found.explain())


@pytest.mark.parametrize(
    ("near", "told"),
    [
        ((153.9, 27.6), "latitude 153.9 and longitude 27.6 are no point; .* latitude comes first: are the two swapped"),
        ((5354, 2734), "are no point; expected decimal degrees"),
        ((float("nan"), 27.6), "are no point"),
        ((0, 0), "are both 0, as tables write for none; leave them out"),
        ((53.9,), "near is .*; expected latitude and longitude in degrees, such as"),
        (("53.9", "27.6"), "expected latitude and longitude in degrees"),
        ("53", "expected latitude and longitude in degrees"),
        (53.9, "expected latitude and longitude in degrees"),
        ({53.9, 27.6}, "expected latitude and longitude in degrees"),
        ({53.9: 1, 27.6: 2}, "expected latitude and longitude in degrees"),
    ],
)
def test_a_point_that_there_is_not_is_refused(lex: Lexicon, near: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        lex.resolve("Nowa", near=near)  # type: ignore[arg-type]


def test_a_point_may_be_the_row_of_a_data_frame(lex: Lexicon) -> None:
    row = pd.DataFrame({"lat": [53.9], "lon": [27.6]}).loc[0]
    assert lex.resolve("Nowa", near=row).probability == lex.resolve("Nowa", near=(53.9, 27.6)).probability


@pytest.mark.parametrize(
    "when", ["05/31/1937", "1937-13", "1937-02-29", "1937-2", "yesterday", "19371331", "193705", "1937-05-31T25:00"]
)
def test_a_date_that_there_is_not_is_refused(lex: Lexicon, when: str) -> None:
    with pytest.raises(InputError, match="cannot be read; expected a year, or an ISO 8601 date such as 1937-05"):
        lex.resolve("Nowa", when=when)


@pytest.mark.parametrize(
    "when",
    ["2020-05-01T10:00:00", "2020-05-01 10:00", "2020-05-01T10:00:00.5+02:00", "20200501T1000Z", "20200501", 20200501,
     datetime.date(2020, 5, 1), datetime.datetime(2020, 5, 1, 10, tzinfo=datetime.UTC)],
)  # fmt: skip
def test_a_moment_counts_as_its_day(lex: Lexicon, when: Moment) -> None:
    assert read_date(write_date(when)) == read_date("2020-05-01")
    day = lex.resolve("Nowa", when="2020-05-01").probability
    assert lex.resolve("Nowa", when=when).probability == day
    assert [r.probability for r in lex.resolve_many(["Nowa"] * 2, when=when)] == [day] * 2
    assert [r.probability for r in lex.resolve_many(["Nowa"] * 2, when=[when, "2020-05-01"])] == [day] * 2


def test_a_year_of_a_column_with_gaps_is_a_year(lex: Lexicon) -> None:
    assert read_date("1937.0") == read_date("1937")
    for when in ("1937.5", "1937-05.0", "1937.00"):
        with pytest.raises(InputError, match="cannot be read"):
            lex.resolve("Minsk", when=when)


def test_a_year_and_a_day_are_dates_at_every_door(core: Lexicon) -> None:
    frame = pd.DataFrame({"name": ["Leningrad"]})
    names = normalize.polars.NormalizeExpression(pl.col("name"))
    for when in (1952, datetime.date(1952, 3, 5)):
        probability = core.resolve("Leningrad", when=str(when)).probability
        assert core.resolve("Leningrad", when=when).probability == probability
        table = normalize.arrow.resolve(pa.table({"name": ["Leningrad"]}), column="name", when=when, lexicon=core)
        assert table["normalize_probability"].to_pylist() == [probability]
        found = normalize.pandas.resolve(frame, column="name", when=when, lexicon=core)
        assert found["normalize_probability"].tolist() == [probability]
        polars = pl.DataFrame(frame).select(names.probability(when=when, lexicon=core))
        assert polars["name"].to_list() == [probability]


@pytest.mark.parametrize("when", [1952.0, True, ["1952"]])
def test_a_date_is_a_year_a_date_or_a_string(lex: Lexicon, when: object) -> None:
    with pytest.raises(InputError, match=r"the date is a (float|bool|list); expected a year, a date, or a string"):
        lex.resolve("Nowa", when=when)  # type: ignore[arg-type]


def test_lengths_must_agree(lex: Lexicon) -> None:
    with pytest.raises(InputError, match="near has 1 value for 2 names; expected one point or one per name"):
        lex.resolve_many(["Nowa", "Stara"], near=[(53.9, 27.6)])
    assert lex.resolve_many(["Nowa", "Stara"], near=PLACES["north"])[1].id == "north-Stara"


def test_a_names_table_is_dated_in_iso(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r'row 1: from is no date: date "ca\. 1200" cannot be read'):
        normalize.build([{"id": "1", "name": "Minsk", "from": "ca. 1200"}], tmp_path / "lexicon")


def test_distances_are_those_of_a_sphere() -> None:
    assert measure((53.9, 27.5667), (54.6892, 25.2798)) == pytest.approx(172, abs=1)
    assert measure((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert measure((90, 0), (-90, 0)) == pytest.approx(20015, abs=1)
    assert read_point("53,9", "27.57") == (53.9, 27.57)


TABLE = (
    "name,lat,lon,date\n"
    "Nowa,54.0,20.0,\n"
    "Nowa,50.0,20.0,1937\n"
    "Nowa,,,\n"
    "Nowa,0,0,\n"
    "Nowa,154.0,20.0,\n"
    "Nowa,54°00′N,20.0,\n"
    "Nowa,54.0,,\n"
    "Nowa,54.0,20.0,1.5.1937\n"
)


def test_bad_cells_flag_their_row(run: Run, folder: Path, lex: Lexicon) -> None:
    columns = ["--lat-column", "lat", "--lon-column", "lon", "--date-column", "date"]
    ran = run("csv", "-", "--column", "name", "--lexicon", folder, *columns, given=TABLE)
    assert [row["normalize_status"] for row in ran.rows] == ["resolved"] * 2 + ["ambiguous"] + ["error"] * 5
    assert [row["normalize_id"] for row in ran.rows][:3] == ["north-Nowa", "south-Nowa", ""]
    assert ran.rows[0]["normalize_why"] == str(lex.resolve("Nowa", near=(54.0, 20.0)).explain())
    for row, told in zip(
        ran.rows[3:],
        (
            "latitude and longitude are both 0, as tables write for none",
            "latitude 154 and longitude 20 are no point",
            'latitude "54°00′N" is no number; expected decimal degrees such as 53.9',
            "the latitude is given and the longitude is not",
            'date "1.5.1937" cannot be read',
        ),
        strict=True,
    ):
        assert told in row["normalize_why"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--lat-column", "lat"], "--lat-column and --lon-column go together"),
        (
            ["--near", "54,20", "--lat-column", "lat", "--lon-column", "lon"],
            "--near and --lat-column exclude each other",
        ),
        (["--when", "1937", "--date-column", "date"], "--when and --date-column exclude each other"),
        (["--near", "54"], "expected LAT,LON such as 53.9,27.57"),
        (["--when", "May"], 'date "May" cannot be read'),
        (["--lat-column", "latt", "--lon-column", "lon"], 'column "latt" is not in standard input'),
    ],
)
def test_options_that_do_not_fit_are_wrong_usage(run: Run, folder: Path, options: list[str], told: str) -> None:
    ran = run("csv", "-", "--column", "name", "--lexicon", folder, *options, given=TABLE)
    assert ran.status == 2
    assert told in " ".join(ran.err.split())


def test_one_point_for_a_whole_table_and_for_one_name(run: Run, folder: Path) -> None:
    ran = run("csv", "-", "--column", "name", "--lexicon", folder, "--near", "54.0,20.0", given="name\nNowa\nStara\n")
    assert [row["normalize_id"] for row in ran.rows] == ["north-Nowa", "north-Stara"]
    ran = run("name", "Nowa", "--lexicon", folder, "--near", "54.0, 20.0", "--when", "1937", "--json")
    assert '"id": "north-Nowa"' in ran.out


def test_arrow_takes_numbers_text_and_dates(lex: Lexicon) -> None:
    names = pa.array(["Nowa", "Nowa", None, "Nowa"])
    lat, lon = [54.0, 50.0, 1.0, float("nan")], [20.0, 20.0, 1.0, float("nan")]
    days = pa.array([datetime.date(1937, 5, 1), None, None, None])
    expected = ["north-Nowa", "south-Nowa", None, None]
    for near in (
        (pa.array(lat), pa.array(lon)),
        (pa.array(lat, pa.float32()), pa.array(lon, pa.float32())),
        (pa.array(["54,0", "50.0", None, " "]), pa.array(["20", "20", None, ""])),
    ):
        for when in (None, "1937", days, days.cast(pa.timestamp("us")), pa.array([1937, 1938, None, None])):
            found = normalize.arrow.resolve(pa.table({"n": names}), column="n", lexicon=lex, near=near, when=when)
            assert found["normalize_id"].to_pylist() == expected
            assert found["normalize_status"].to_pylist() == ["resolved", "resolved", None, "ambiguous"]
    with pytest.raises(InputError, match="expected latitude and longitude in degrees"):
        normalize.arrow.resolve(pa.table({"n": names}), column="n", lexicon=lex, near=(pa.array(lat), 20.0))
    with pytest.raises(InputError, match="the column for lat holds bool"):
        near = (pa.array([True] * 4), pa.array([True] * 4))
        normalize.arrow.resolve(pa.table({"n": names}), column="n", lexicon=lex, near=near)
