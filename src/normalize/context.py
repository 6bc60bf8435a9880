"""Context: what the names of one group say about where each other's namesakes are.

A group is a set of questions, each counted once however often and in whatever order it comes. Every name gives its
countries a vote, shared among its candidates by their probabilities; each name is then weighed by the votes of the
others, and once more by the votes that come of that. Context moves probabilities between the candidates of a name and
never adds to their sum; it takes from it where the group is in a country in which there is a place of the name that the
lexicon lacks.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from normalize.lexicon.namesakes import list_namesakes
from normalize.lexicon.regions import is_area
from normalize.match.decision import Weighing
from normalize.resolution import Resolution
from normalize.text import key

_TOLD = 2  # countries that the reasons name
LOOKED_AT = 50  # candidates of a name that vote and are weighed
_ROUNDS = 2
# How much more a namesake is worth for each vote that its country has, beside one vote of doubt for every country:
# chosen on groups of namesakes of one country, such that great cities elsewhere stay what they are.
_POWER, _DOUBT = 3, 1.0

Share = tuple[float, Sequence[str]]  # probability and countries of one candidate


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of the other names of a group, or of a text, by country (ISO 3166-1), and how many names these are."""

    countries: Mapping[str, float]
    names: int
    of: str = "group"

    def weigh(self, countries: Sequence[str]) -> float:
        """Return what the votes make the odds of a candidate in these countries worth: more where the others are too.

        One that is nowhere is worth what a single vote is.
        """
        return float((self.most(countries, 1.0) + _DOUBT) ** _POWER)

    def most(self, countries: Sequence[str], nowhere: float = 0.0) -> float:
        """Return the votes of the one of some countries that has most of them; `nowhere` where there is none."""
        if len(countries) == 1:  # nearly always
            return self.countries.get(countries[0], 0.0)
        return max((self.countries.get(country, 0.0) for country in countries), default=nowhere)

    def __str__(self) -> str:
        named = sorted((-share, country) for country, share in self.countries.items() if share >= 0.05)
        told = ", ".join(f"{country} {-share:.1f}" for share, country in named[:_TOLD])
        return f"{self.names} other name{'s' * (self.names != 1)} of its {self.of} point to {told or 'no country'}"


class Groups:
    """The names of all groups; kept in a temporary database, which goes to disk when it grows."""

    def __init__(self) -> None:
        import sqlite3  # 9 ms that only groups are worth

        self._data = sqlite3.connect("", isolation_level=None)
        for table in (
            "name (side TEXT, question BLOB, shares TEXT, PRIMARY KEY (side, question))",
            "vote (side TEXT, country TEXT, question BLOB, share REAL, PRIMARY KEY (side, country, question))",
            "settled (side TEXT PRIMARY KEY, names INTEGER)",
        ):
            self._data.execute(f"CREATE TABLE {table} WITHOUT ROWID")
        self._data.execute("BEGIN")

    def add(self, group: str, question: Hashable, shares: Sequence[Share]) -> None:
        """Take a name into a group; a question that is there already is not counted again."""
        row = (group, _digest(question), json.dumps(shares))
        self._data.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", row)

    def votes(self, group: str, question: Hashable) -> Votes:
        """Return what the other names of a group say of a name; all names have to be in it by then."""
        known = self._data.execute("SELECT names FROM settled WHERE side = ?", (group,)).fetchone()
        names = known[0] if known else self._settle(group)
        asked = _digest(question)
        rows = self._data.execute(
            "SELECT country, TOTAL(share), TOTAL(CASE question WHEN ? THEN share END) FROM vote WHERE side = ? "
            "GROUP BY country",
            (asked, group),
        )
        left = {country: total - own for country, total, own in rows}
        return Votes({country: share for country, share in left.items() if share > 1e-9}, names - 1)

    def _settle(self, group: str) -> int:
        """Count the votes of a group, and return how many names it has."""
        rows = self._data.execute("SELECT question, shares FROM name WHERE side = ?", (group,)).fetchall()
        names: dict[bytes, list[Share]] = {question: json.loads(shares) for question, shares in rows}
        votes = {question: cast_votes(shares) for question, shares in names.items()}
        for _ in range(_ROUNDS - 1):
            total: Counter[str] = Counter()
            for own in votes.values():
                total.update(own)
            votes = {question: cast_votes(_weigh(shares, total, votes[question])) for question, shares in names.items()}
        self._data.executemany(
            "INSERT INTO vote VALUES (?, ?, ?, ?)",
            [(group, country, question, share) for question, own in votes.items() for country, share in own.items()],
        )
        self._data.execute("INSERT INTO settled VALUES (?, ?)", (group, len(names)))
        return len(names)


def share_out(resolution: Resolution) -> list[Share]:
    """Return what an answer brings to its group: the probability and countries of its candidates."""
    return [(c.probability, c.country) for c in resolution.likely[:LOOKED_AT] if c.probability > 0]


def list_lacking(resolution: Resolution) -> list[Share]:
    """Return the places that the lexicon lacks of a name that is a town's to the letter, as if they were candidates."""
    first = next(iter(resolution.likely), None)
    if first is None or first.type != "place" or not resolution.exact or is_area(first.id):
        return []
    people = max(resolution._resolver.weight(first.id), 1.0)
    known = {country for candidate in resolution.likely for country in candidate.country}
    namesakes = list_namesakes(key(resolution.seen_as or resolution._form.text))
    return [(first.probability * n.people / people, (n.country,)) for n in namesakes if n.country not in known]


def weigh(resolution: Resolution, votes: Votes, limit: int) -> Resolution:
    """Return an answer in the light of the other names of its group."""
    weights = tuple(votes.weigh(candidate.country) for candidate in resolution.likely)
    most = max((votes.most(candidate.country) for candidate in resolution.likely), default=0.0)
    lacking = [(share, own) for share, own in list_lacking(resolution) if votes.most(own) > most]
    kept = sum(candidate.probability for candidate in resolution.likely)
    if not lacking or not 0 < kept < 1:
        return resolution.weigh(Weighing(weights, None), limit, context=str(votes))
    # "None of these" keeps its share, and takes what the places that are lacking would have.
    weighed = sum(c.probability * weight for c, weight in zip(resolution.likely, weights, strict=True))
    none = weighed / kept + sum(share * votes.weigh(own) for share, own in lacking) / (1 - kept)
    where = ", ".join(country for _, (country,) in lacking)
    told = f"{votes}, and places of its name in {where} are not in the lexicon"
    return resolution.weigh(Weighing(weights, none), limit, context=told)


def cast_votes(shares: Sequence[Share]) -> Counter[str]:
    """Return what candidates give their countries: their probabilities, shared among several."""
    votes: Counter[str] = Counter()
    for probability, countries in shares:
        for country in countries:
            votes[country] += probability / len(countries)  # type: ignore[assignment]
    return votes


def _weigh(shares: Sequence[Share], total: Mapping[str, float], own: Mapping[str, float]) -> list[Share]:
    votes = Votes({country: share - own.get(country, 0.0) for country, share in total.items()}, 0)
    weighed = [probability * votes.weigh(countries) for probability, countries in shares]
    scale = sum(probability for probability, _ in shares) / sum(weighed) if weighed else 0.0
    return [(value * scale, countries) for value, (_, countries) in zip(weighed, shares, strict=True)]


def _digest(question: Hashable) -> bytes:
    return hashlib.blake2b(repr(question).encode("utf-8", "surrogatepass"), digest_size=16).digest()
