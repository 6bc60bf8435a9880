"""The names table: what is read, and what a bad row is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from normalize import InputError
from normalize.lexicon.table import NameRow, read_rows, read_table, read_tables


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def test_commas_and_tabs_give_the_same_rows(tmp_path: Path) -> None:
    commas = write(tmp_path / "a.csv", 'id,name,country,weight\n1,"Minsk, city",by,17\n\n')
    tabs = write(tmp_path / "a.tsv", "\ufeffid\tname\tcountry\tweight\r\n1\tMinsk, city\tby\t17\r\n")
    expected = [NameRow("1", "Minsk, city", country=("BY",), weight=17.0)]
    assert list(read_table(commas)) == list(read_table(tabs)) == expected


def test_what_a_spreadsheet_makes_of_it_gives_the_same_rows(tmp_path: Path) -> None:
    expected = [NameRow("1", "Minsk; city", country=("BY",), weight=17.0)]
    row = '1;"Minsk; city";BY;17;\n'
    for text in (f"ID;Name;Country;Weight;\n{row}", f"sep=;\nid;name;country;weight;\n{row}"):
        assert list(read_table(write(tmp_path / "t.csv", text))) == expected
    with pytest.raises(InputError, match="line 5: name is empty"):  # lines of the file, not rows
        list(read_table(write(tmp_path / "bad.csv", 'sep=,\nid,name\n1,"Min\nsk"\n2,\n')))


def test_what_is_quoted_between_tabs_is_read_as_the_spreadsheet_holds_it(tmp_path: Path) -> None:
    expected = [NameRow("1", 'The "Star", Minsk', country=("BY", "LT")), NameRow("2", "Star", country=("BY",))]
    rows = '1\t"The ""Star"", Minsk"\t"BY,LT"\n'
    whole = f'"id"\t"name"\t"country"\n{rows}"2"\t"Star"\t"BY"\n'  # every cell, as R writes them
    some = f"id\tname\tcountry\n{rows}2\tStar\tBY\n"
    assert list(read_table(write(tmp_path / "whole.tsv", whole))) == expected
    assert list(read_table(write(tmp_path / "some.tsv", some))) == expected
    letters = 'id\tname\n1\t"Topaz"\n2\t"Topaz" and "Star"\n3\t"Topaz, Minsk\n'
    found = [row.name for row in read_table(write(tmp_path / "letters.tsv", letters))]
    assert found == ['"Topaz"', '"Topaz" and "Star"', '"Topaz, Minsk']


def test_numbers_with_a_comma_and_years_with_a_fraction_are_read(tmp_path: Path) -> None:
    content = "id;name;weight;lat;lon;from;to\n1;Minsk;2,5;53,9;27,567;1067.0;1941-06-28\n"
    row = NameRow("1", "Minsk", weight=2.5, lat=53.9, lon=27.567, start="1067", end="1941-06-28")
    assert list(read_table(write(tmp_path / "t.csv", content))) == [row]


def test_several_tables_are_read_as_one(tmp_path: Path) -> None:
    places = write(tmp_path / "places.csv", "id,name,type\n1,Minsk,place\n")
    people = write(tmp_path / "people.csv", "id,name,type\n2,Anna,person\n1,Barys,person\n")
    with pytest.raises(InputError, match=r'people.csv line 3: 1 is of type "person", but of type "place" in .*places'):
        list(read_tables([places, people]))
    assert [row.id for row in read_tables([places, places])] == ["1", "1"]


def test_a_region_names_its_country_where_the_row_does_not() -> None:
    rows = [
        {"id": "1", "name": "a", "region": "by-vi, BY-MI"},
        {"id": "2", "name": "b", "region": "US-PR", "country": "PR"},
    ]
    assert list(read_rows(rows)) == [
        NameRow("1", "a", country=("BY",), region=("BY-VI", "BY-MI")),
        NameRow("2", "b", country=("PR",), region=("US-PR",)),
    ]


def test_a_minimal_table_has_id_and_name(tmp_path: Path) -> None:
    assert list(read_table(write(tmp_path / "a.csv", "id,name\nx,Minsk\n"))) == [NameRow("x", "Minsk")]


def test_dictionaries_may_hold_numbers_lists_and_nothing() -> None:
    rows = [{"id": 7, "name": "Minsk", "country": ["BY", "LT"], "weight": 2, "lat": None, "note": "ignored"}]
    assert list(read_rows(rows)) == [NameRow("7", "Minsk", country=("BY", "LT"), weight=2.0)]


def test_dictionaries_of_a_data_frame_are_rows() -> None:
    nothing = {"type": pd.NA, "lang": np.float32("nan"), "to": pd.NaT, "lon": float("nan")}
    several = {"country": np.array(["BY", "LT"]), "same_as": ["a", None]}
    found = list(read_rows([{"ID": 7, " Name": "Minsk", "From": 1950.0, **nothing, **several}]))
    assert found == [NameRow("7", "Minsk", country=("BY", "LT"), start="1950", same_as=("a",))]
    assert next(read_rows([{"id": "7", "name": "Minsk", "to": datetime(1991, 9, 19)}])).end.startswith("1991-09-19")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"name": pd.NA}, "row 1: name is empty"),
        ({"name": ["Minsk", "Мінск"]}, "row 1: name is a list; expected text"),
        ({"name": b"Minsk"}, "row 1: name is a bytes; expected text"),
        ({"country": {"BY"}}, "row 1: country is a set; expected text or a list"),
        ({"type": "pla\ud800ce"}, "row 1: type holds half a character"),
        ({"same_as": "\ud800"}, "row 1: same_as holds half a character"),
        ({"Name": "Мінск"}, "the first row has a column twice: name"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_refused(cells: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(read_rows([{"id": "1", "name": "Minsk", **cells}]))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,nmae\n1,Minsk\n", 'no column "name"; columns are: id, nmae. Did you mean "nmae"?'),
        ("name\nMinsk\n", 'no column "id"'),
        ("", 'no column "id"; columns are: none'),
        ("id,name,name\n1,a,b\n", "a column twice: name"),
        ("id,name\n1,\n", "line 2: name is empty"),
        ("id,name\n,Minsk\n", "line 2: id is empty"),
        ("id,name\n1,Mi\0nsk\n", "line 2: name holds a NUL byte"),
        ("id,name\n1,Minsk,BY\n", "line 2: 3 cells, the header has 2"),
        ("id,name,kind\n1,Minsk,labell\n", 'kind "labell" is none of label.*Did you mean "label"?'),
        ("id,name,weight\n1,Minsk,many\n", 'weight is "many"; expected a number'),
        ("id,name,weight\n1,Minsk,nan\n", 'weight is "nan"'),
        ("id,name,weight\n1,Minsk,0\n", 'weight is "0"; expected a number above 0 up to 1e30'),
        ("id,name,weight\n1,Minsk,inf\n", 'weight is "inf"; expected a number above 0 up to 1e30'),
        ("id,name,lang\n1,Minsk,english\n", 'line 2: lang is "english"; expected a language tag'),
        ("id,name,lat,lon\n1,Minsk,0,0.0\n", "line 2: lat and lon are both 0, as tables write for none"),
        ('id,name\n"1\t2",Minsk\n', "holds a line break or a tab"),
        ('id,name\n"1\n2",Minsk\n', "holds a line break or a tab"),
        ('id,name,weight\n1,Minsk,"1,000"\n', 'weight is "1,000"; expected a number'),
        ('id,name,weight\n1,Minsk,"1,234.5"\n', 'weight is "1,234.5"'),
        ("id,name,country\n1,Minsk,ZZ\n", "line 2: country 'ZZ' is no ISO 3166-1"),
        ("id,name,country\n1,London,UK\n", "did you mean GB?"),
        ("id,name,region\n1,Berlin,DE-ZZ\n", "line 2: region 'DE-ZZ' is no ISO 3166-2 code; expected one such as DE-"),
        ("id,name,country,region\n1,Berlin,FR,DE-BE\n", "line 2: region DE-BE is not in FR"),
        ("id,name,from,to\n1,Minsk,2020,1990\n", "line 2: from 2020 is later than to 1990"),
        ("id,name,lat\n1,Minsk,53.9\n", "line 2: lat and lon go together; give both or neither"),
        (
            "id,name,type\n1,Minsk,place\n\n1,Мінск,\n1,Mensk,town\n",
            'line 5: 1 is of type "town", but of type "place" in',
        ),
        ("id,name\nnone,Minsk\n", 'line 2: id "none" cannot be told from'),
        ("id,name\nNot\u00a07,Minsk\n", 'line 2: id "Not\u00a07" cannot be told from'),
        ("id,name,region\n1,Minsk,BY\n", "region 'BY' is no ISO 3166-2 code; expected one such as BY-VI"),
        ("id,name,lat\n1,Minsk,91\n", 'lat is "91"; expected a number from -90 to 90'),
        ('id,name\n1,Minsk\n2,"Brest\n3,Pinsk\n', "no readable CSV from line 3 on"),
        (b"id,name\n1,M\xefnsk\n", "not UTF-8 .byte 0xef"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(read_table(write(tmp_path / "bad.csv", content)))


def test_what_only_looks_wrong_is_read(tmp_path: Path) -> None:
    rows = ["nonesuch,7,place,RE,FR-974,1990,1990", "not7,明,,PR,US-PR,-0043,", "nonesuch,Ω,,,,,"]
    content = "\n".join(["id,name,type,country,region,from,to", *rows])
    assert [row.id for row in read_table(write(tmp_path / "t.csv", content))] == ["nonesuch", "not7", "nonesuch"]


def test_a_missing_table_and_a_row_that_is_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_table(tmp_path / "none.csv"))
    with pytest.raises(InputError, match="row 1 is a tuple"):
        list(read_rows([("1", "Minsk")]))  # type: ignore[list-item]
