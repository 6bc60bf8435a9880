"""The forms in which the names of a text are written: nothing lost, nothing that breaks the form."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

import normalize
from normalize.texts.files import write_text
from normalize.texts.formats import FIELDS, JSONL, MARKDOWN, TSV
from normalize.texts.page import HTML

TEXT = 'A <b>road</b> & "bridge" from Minsk\tto Pinsk.\n\nIn Głębokie, Poland, nobody knew Mikola Stackevich.\n'


@pytest.fixture(scope="module")
def mentions(core: normalize.Lexicon) -> list[normalize.Mention]:
    return core.annotate(TEXT)


def test_json_lines_hold_every_field_and_the_candidates(mentions: list[normalize.Mention]) -> None:
    rows = [json.loads(line) for line in JSONL.part(TEXT, 0, mentions).splitlines()]
    assert [row["text"] for row in rows] == ["Minsk", "Pinsk", "Głębokie", "Poland", "Mikola Stackevich"]
    assert all(set(row) == {*FIELDS, "candidates"} for row in rows)
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert all(row["candidates"][0]["id"] == row["id"] for row in rows if row["id"])


def test_a_row_of_a_table_has_a_cell_for_each_field(mentions: list[normalize.Mention]) -> None:
    lines = (TSV.head("") + TSV.part(TEXT, 0, mentions)).splitlines()
    assert [len(line.split("\t")) for line in lines] == [len(FIELDS)] * (len(mentions) + 1)
    assert lines[0].split("\t") == list(FIELDS)


def test_the_page_holds_the_text_as_it_is(mentions: list[normalize.Mention]) -> None:
    page = HTML.head("a & b") + HTML.part(TEXT, 0, mentions) + HTML.foot()
    main = re.search(r"<main[^>]*>(.*)</main>", page, re.DOTALL)
    assert main is not None
    bare = re.sub(r'<span class="note".*?</span></span>', "", main[1])
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", bare)) == TEXT
    assert "<title>a &amp; b</title>" in page
    assert not re.search(r"https?:|<script|<link|src=", page)


def test_markdown_links_what_is_known(mentions: list[normalize.Mention]) -> None:
    assert '[Minsk](geonames:625144 "Minsk, ' in MARKDOWN.part(TEXT, 0, mentions)


def test_parts_begin_where_they_say(mentions: list[normalize.Mention]) -> None:
    later = [m for m in mentions if m.start >= 50]
    assert JSONL.part(TEXT[50:], 50, later).count("\n") == len(later)
    assert '">Głębokie<' in HTML.part(TEXT[50:], 50, later)


def test_offsets_are_those_of_a_file_with_two_marks_at_the_end_of_a_line(
    core: normalize.Lexicon, tmp_path: Path
) -> None:
    text = "A road from Minsk\r\nto Pinsk.\r\n\r\nIn Brest, Belarus, it rained.\r\n"
    source, target = tmp_path / "text.txt", tmp_path / "text.tsv"
    source.write_bytes(text.encode())
    write_text(core, str(source), str(target), TSV)
    rows = [line.split("\t") for line in target.read_text(encoding="utf-8").splitlines()[1:]]
    found = [(int(row[FIELDS.index("start")]), row[FIELDS.index("text")]) for row in rows]
    assert [name for _, name in found] == ["Minsk", "Pinsk", "Brest", "Belarus"]
    assert all(text[start : start + len(name)] == name for start, name in found)
