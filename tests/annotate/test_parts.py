"""Long texts in parts: nothing is lost, and the cuts are where the text says, not where a block ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from normalize.annotate.parts import cut_parts

BLOCKS = st.lists(st.text(alphabet="ab .\n", max_size=40), max_size=12)


@given(BLOCKS, st.integers(2, 30))
def test_parts_are_the_text_and_none_is_too_long(blocks: list[str], most: int) -> None:
    parts = list(cut_parts(blocks, most))
    assert "".join(parts) == "".join(blocks)
    assert all(0 < len(part) <= most for part in parts)


@given(BLOCKS, st.integers(2, 30))
def test_parts_do_not_depend_on_the_blocks(blocks: list[str], most: int) -> None:
    assert list(cut_parts(blocks, most)) == list(cut_parts(["".join(blocks)], most))
