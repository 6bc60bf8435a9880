"""Names in running text: the project's own texts with their gold, and SlavicNER mentions put into sentences."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from asking import Workshop
from slavicner import FILE, rows_of
from tasks import draw, read_tsv

import normalize

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases" / "texts"
# Sentences for a mention in the case that it stands in: they say nothing but that somebody or something was named.
_SENTENCES = {
    "bg": ("Вчера в съобщението се споменаваше „{}“ и още нещо.", "В текста се среща {} без повече подробности."),
    "cs": ("Včera se ve zprávě psalo „{}“ a nic dalšího.", "V textu se objevuje {} bez dalších podrobností."),
    "pl": ("Wczoraj w komunikacie pisano „{}” i nic więcej.", "W tekście pojawia się {} bez dalszych szczegółów."),
    "ru": ("Вчера в сообщении упоминалось «{}» и ничего больше.", "В тексте встречается {} без других подробностей."),
    "sl": ("Včeraj je v sporočilu pisalo „{}“ in nič drugega.", "V besedilu se pojavi {} brez drugih podrobnosti."),
    "uk": ("Учора в повідомленні згадувалося «{}» і нічого більше.", "У тексті трапляється {} без інших подробиць."),
}
_PER_TEXT = 12  # mentions of one topic in one language that make a text


@dataclass(frozen=True, slots=True)
class Gold:
    """A name in a text; `id` is "" for one that the lexicon does not have; an `optional` one may be linked or left."""

    start: int
    end: int
    id: str
    noise: bool
    optional: bool


@dataclass(slots=True)
class Tally:
    """Counts over some texts."""

    words: int = 0
    gold: int = 0
    found: int = 0
    hit: int = 0
    known: int = 0
    linked: int = 0
    noisy: int = 0
    noisy_linked: int = 0
    links: int = 0
    false: int = 0

    def figures(self) -> dict[str, float]:
        """Return what the counts come to, in per cent; false links for every 500 words."""
        precision, recall = _share(self.hit, self.found), _share(self.hit, self.gold)
        return {
            "words": float(self.words),
            "mentions": float(self.gold),
            "F1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
            "linking": _share(self.linked, self.known),
            "misspelt": _share(self.noisy_linked, self.noisy),
            "right links": _share(self.links - self.false, self.links),
            "false per 500 words": 500 * self.false / max(self.words, 1),
        }


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else float("nan")


def measure_own(lexicon: normalize.Lexicon) -> Iterator[tuple[str, Tally]]:
    """Yield the counts of the project's own texts by language and for all, each text read by itself."""
    gold = read_gold(CASES / "mentions.tsv")
    by_language: dict[str, Tally] = {}
    every = Tally()
    for path in sorted(CASES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        mentions = lexicon.annotate(text)
        for tally in (by_language.setdefault(path.stem.partition("_")[0], Tally()), every):
            judge_text(mentions, text, gold[path.stem], tally)
    yield from sorted(by_language.items())
    yield "all", every


def read_gold(path: Path) -> dict[str, list[Gold]]:
    """Return the gold of the project's texts by name of the text."""
    found: dict[str, list[Gold]] = {}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        row = dict(zip(header, line.split("\t"), strict=True))
        gold = Gold(int(row["start"]), int(row["end"]), row["id"], row["noise"] == "yes", row["kind"] == "optional")
        found.setdefault(row["text"], []).append(gold)
    return found


def judge_text(mentions: Sequence[normalize.Mention], text: str, gold: Sequence[Gold], tally: Tally) -> None:
    """Add one text to the counts: boundaries are to be right for a hit, an overlap is enough for a link."""
    asked = [g for g in gold if not g.optional]
    spans = {(g.start, g.end) for g in asked}
    aside = [g for g in gold if g.optional]
    counted = [m for m in mentions if not any(m.start < g.end and g.start < m.end for g in aside)]
    tally.words += len(text.split()) if " " in text.strip() else len(text) // 2
    tally.gold += len(asked)
    tally.found += len(counted)
    tally.hit += sum((m.start, m.end) in spans for m in counted)
    for g in asked:
        if g.id:
            right = any(m.start < g.end and g.start < m.end and m.id == g.id for m in mentions)
            tally.known += 1
            tally.linked += right
            tally.noisy += g.noise
            tally.noisy_linked += g.noise and right
    for m in mentions:
        if m.id:
            tally.links += 1
            tally.false += not any(m.start < g.end and g.start < m.end and m.id == g.id for g in gold)


def measure_slavicner(data: Path, count: int, seed: int, workshop: Workshop) -> Iterator[tuple[str, Tally]]:
    """Yield the counts of SlavicNER mentions in sentences of this project, each topic with the names of the others."""
    rows = list(read_tsv(data / FILE))
    for topic in sorted({row["topic"] for row in rows}):
        others = [row for row in rows if row["topic"] != topic]
        lexicon = workshop.compile(rows_of(others)).lexicon
        known = {row["gold_id"] for row in others}
        asked = sorted({(r["lang"], r["query"].strip(), r["gold_id"]) for r in rows if r["topic"] == topic})
        tally = Tally()
        for lang in sorted(_SENTENCES):
            chosen = draw([one for one in asked if one[0] == lang], count, seed)
            for start in range(0, len(chosen), _PER_TEXT):
                text, gold = _compose(lang, chosen[start : start + _PER_TEXT], known, seed)
                judge_text(lexicon.annotate(text), text, gold, tally)
        yield topic, tally


def _compose(lang: str, mentions: Sequence[tuple[str, str, str]], known: set[str], seed: int) -> tuple[str, list[Gold]]:
    chance = random.Random(seed)
    text, gold = "", []
    for _, mention, id in mentions:
        before, _, after = chance.choice(_SENTENCES[lang]).partition("{}")
        start = len(text) + len(before)
        gold.append(Gold(start, start + len(mention), id if id in known else "", False, False))
        text += f"{before}{mention}{after}\n"
    return text, gold
