"""What names mean where what stands beside them says in which region or country they are: Athens, Georgia."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from normalize.annotate.beside import is_in, is_renamed
from normalize.annotate.cues import find_owner_of_kind
from normalize.annotate.measures import PLACES, PROMINENT
from normalize.annotate.page import Page, Span
from normalize.annotate.scene import is_subdivision
from normalize.annotate.words import CASED
from normalize.resolution import Resolution

_HALF = 0.5
_SURE = 0.9  # probability from which a name is a country's, wherever another of its name is
_MOST = 6  # candidates of a region's name that are looked at


@dataclass(frozen=True, slots=True)
class Inside:
    """The answers for names that are somewhere told, and what follows for others.

    `regions`: the names beside them that are a region's and not its town's or its namesake's. `strangers`: names that
    nothing bears where they are said to be, though something elsewhere does.
    """

    answers: Mapping[Span, Resolution]
    regions: Set[Span]
    strangers: Set[Span]

    @staticmethod
    def of(
        page: Page,
        spans: Sequence[Span],
        found: Mapping[Span, tuple[Span, Sequence[str]]],
        ask: Callable[[Span], Resolution],
        look_in: Callable[[Span, str], Resolution],
        weight: Callable[[str], float],
    ) -> Inside:
        """Return what names mean that stand beside others of `spans`; `found` has for each that one and its codes.

        `ask` says what a name means by itself, and `look_in` what it means in a region or a country.
        """
        answers: dict[Span, Resolution] = {}
        regions: set[Span] = set()
        strangers: set[Span] = set()
        for span, (beside, codes) in found.items():
            alone = ask(span)
            if find_owner_of_kind(page.words, span.first):  # ベラルーシの町スモルゴニ
                there = next((one for one in (look_in(span, code) for code in codes) if one.id is not None), alone)
                answers |= {span: there} if there is not alone and there.likely[0].type in PLACES else {}
                continue
            if not alone.exact or alone.likely[0].type not in PLACES:
                continue
            best, inner = alone.likely[0], is_in(page, span)
            cased = page.words[span.first].script in CASED  # 東京都港区 is in the town
            told = inner or _closes(page, beside, codes[0])
            country = best.type == "country" and alone.probability >= _SURE  # Granada is in Spain, and Grenada too
            for code in codes if told else ():
                if country and (inner or "-" not in code or code[:2] in best.country):
                    continue  # в Турции, Стамбуле: the town, not its province
                there = look_in(span, code)
                if there.exact and (there.id or (there.likely[0].id != best.id and there.probability > _HALF)):
                    answers[span] = there
                    regions |= {beside} if cased and "-" in code else set()
                    break
            else:
                abroad = all(code[:2] not in best.country for code in codes)
                if inner and best.type == "place" and abroad and weight(best.id) < PROMINENT:
                    strangers.add(span)
                    regions |= {beside} if "-" in codes[0] else set()
        for before, after in pairwise(spans):
            if is_renamed(page, before, after):  # 西贡（今胡志明市）
                then, now = ask(before), ask(after)
                places = all(one.exact and one.likely[0].type in PLACES for one in (then, now))
                answers |= {before: now} if now.id is not None and places else {}
        return Inside(answers, regions, strangers)


def list_codes(found: Resolution) -> list[str]:
    """Return the codes of the regions and countries that bear a name to the letter, the likeliest first."""
    likely = found.likely[:_MOST] if found.exact else ()
    areas = (c for c in likely if c.type == "country" or is_subdivision(c.id))
    return list(dict.fromkeys(c.id.partition(":")[2] for c in areas if ":" in c.id and c.kind != "demonym"))


def _closes(page: Page, span: Span, code: str) -> bool:
    """Return whether a region's name can say where what is before it is, or a country's too that closes its phrase.

    `code` is what the name means most: in Rome, Georgia lost, but he lives in Rome, Georgia.
    """
    return "-" in code or span.last == len(page.words) or page.words[span.last].joint != " "
