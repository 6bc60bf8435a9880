"""What of ordinary prose only looks like a name of the lexicon, and what beside it is one: `tests/cases/prose.tsv`."""

from __future__ import annotations

from collections import Counter

import pytest

import normalize
from support import ROOT, read_cases

CASES = read_cases(ROOT / "tests" / "cases" / "prose.tsv")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']}-{case['name']}-{case['source']}")
def test_a_sentence_says_what_a_name_in_it_means(core: normalize.Lexicon, case: dict[str, str]) -> None:
    linked = {mention.text: mention.id for mention in core.annotate(case["text"], lang=case["lang"]) if mention.id}
    assert linked.get(case["name"], "") == case["id"]


def test_as_many_sentences_hold_a_name_as_hold_none() -> None:
    told = Counter((case["lang"], bool(case["id"])) for case in CASES)
    assert [lang for lang, _ in told if told[lang, True] < told[lang, False]] == []
