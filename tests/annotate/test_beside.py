"""Names in a list with a place, or behind the region that they are in."""

from __future__ import annotations

import pytest

from normalize.annotate.beside import find_beside
from normalize.annotate.page import Page, Span


@pytest.mark.parametrize(
    ("text", "known", "name", "beside"),
    [
        ("Sie fuhr nach Minsk und Tbillisi zurück.", "Minsk", "Tbillisi", True),
        ("Sie fuhr nach Minsk, wo Tbillisi liegt.", "Minsk", "Tbillisi", False),
        ("Он едет в Таллин, Праггу.", "Таллин", "Праггу", True),
        ("北海道の伊達で", "北海道", "伊達", True),
        ("ジョージアの港町バトゥーミで", "ジョージア", "港町", False),
    ],
)
def test_a_list_and_a_region_say_that_a_name_is_a_place(text: str, known: str, name: str, beside: bool) -> None:
    page = Page.of(text)
    spans = [_find(page, wanted) for wanted in (known, name)]
    assert (spans[1] in set(find_beside(page, spans, lambda span: span == spans[0]))) is beside


def _find(page: Page, name: str) -> Span:
    start = page.text.index(name)
    first = next(i for i, word in enumerate(page.words) if word.start == start)
    last = next(i for i, word in enumerate(page.words) if word.end == start + len(name)) + 1
    return Span(first, last, "", "", "", True)
