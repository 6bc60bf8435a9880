"""Every set that is measured, in the order of the report: which files it needs and how it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import absent
import hidden
import namesakes
import pairs
import slavicner
import tasks
from asking import Workshop, ask, tell
from demo_table import COLUMNS, judge_table
from judge import Answer, judge, judge_naming
from outcomes import NOT_INSTALLED, Outcome, describe_naming, describe_peer, describe_retrieval
from peers import PEERS
from scan import ask_peer
from targets import Target
from tasks import Query, Task

import normalize
import texts
from normalize.training.spellings import all_places

# How many mentions, pairs and invented people go with a query: 1,000 queries take in the whole of these sets.
_MENTIONS, _PAIRS, _ABSENT = 8, 8, 25
_STRANGE = 5  # names of absent places in each script for a query
_NAMES, _CONTEXT = 25, 20.0  # names of a group on average; points that context is to bring
_RIVALS = 500  # right answers whose rivals are looked for in a lexicon of the world


@dataclass(frozen=True, slots=True)
class Bench:
    """What a run was asked for."""

    data: Path | None
    queries: int
    hidden: int
    places: int | None
    seed: int
    peers: bool
    workshop: Workshop


@dataclass(frozen=True, slots=True)
class Set:
    """A set, its group in the report, its files in the data folder, and what measures it."""

    name: str
    group: str
    files: tuple[str, ...]
    run: Callable[[Bench], Iterator[Outcome]]

    def is_there(self, data: Path | None) -> bool:
        """Return whether all files are."""
        return not self.files or (data is not None and all((data / file).is_file() for file in self.files))


def run_tasks(group: str, read: Callable[[Path, int, int], Iterable[Task]]) -> Callable[[Bench], Iterator[Outcome]]:
    """Return what measures the tasks that a reader yields."""

    def run(bench: Bench) -> Iterator[Outcome]:
        for task in read(folder(bench), bench.queries, bench.seed):
            metrics, answers = measure(bench, task)
            yield Outcome(group, task.name, metrics, ask_peers(bench, task, (1, 10)))
            if task.has_namesakes:
                names = bench.workshop.compile(task.rows).names
                named = task.by_name()
                figures = describe_naming(named, *judge_naming(task.queries, answers, names), metrics["ms"])
                yield Outcome(group, named.name, figures, ask_peers(bench, named, (1, 10)))

    return run


def run_slavicner(bench: Bench) -> Iterator[Outcome]:
    """Measure each topic; what it is to reach lies half-way from the dictionary to the ceiling."""
    for topic in slavicner.topics(folder(bench), _MENTIONS * bench.queries, bench.seed):
        metrics, _ = measure(bench, topic.task)
        metrics |= {"dictionary": topic.baseline, "ceiling": topic.ceiling}
        seen = ask_peers(bench, topic.task, (1, 10))
        yield Outcome("slavicner", topic.task.name, metrics, seen, {"R@1": Target(">=", topic.reach)})


def run_hidden(bench: Bench) -> Iterator[Outcome]:
    """Measure hidden aliases among all places, without the country and with it."""
    world = tasks.draw(all_places(), bench.places, bench.seed) if bench.places else list(all_places())
    rows, queries = hidden.hide(world, bench.hidden, bench.seed)
    tell(f"  {len(world):,} places, {len(queries):,} hidden aliases")
    country = {place.id: place.country for place in world}
    unhinted = [Query(query.text, query.gold) for query in queries]
    for name, asked in (("hidden alias", unhinted), ("hidden alias, country known", queries)):
        task = Task(name, rows, asked)
        metrics, answers = measure(bench, task, _RIVALS)
        names = bench.workshop.compile(rows).names
        ceiling, shared = hidden.share_ties(names, asked, answers, country)
        metrics |= {"places": float(len(world)), "ceiling": ceiling, "R@1, ties shared": shared}
        seen = ask_peers(bench, task, (1, 10, 50)) if asked is unhinted else {}
        yield Outcome("hidden", name, metrics, seen)


def run_pairs(bench: Bench) -> Iterator[Outcome]:
    """Measure the threshold on `normalize.compare` and on the peers' scores."""
    found = pairs.measure_pairs(folder(bench), _PAIRS * bench.queries, bench.seed, bench.peers)
    metrics = {
        "pairs": float(found.pairs),
        "accuracy": found.accuracy,
        "accuracy at 0.5": found.at_half,
        "calibration": found.calibration,
    }
    seen = {name: NOT_INSTALLED if value is None else f"{value:.1f}" for name, value in found.peers.items()}
    yield Outcome("toponym_pairs", "toponym_pairs", metrics, seen)


def run_absent(bench: Bench) -> Iterator[Outcome]:
    """Measure how many invented people are taken for somebody on a list."""
    for found in absent.measure_absent(folder(bench), _ABSENT * bench.queries, bench.seed, bench.workshop):
        metrics = {
            "names": float(found.names),
            "queries": float(found.asked),
            "resolved": found.share,
            "wrong": float(found.resolved),
            "by letter": float(found.by_letter),
        }
        yield Outcome("absent_people", f"absent_people {found.name}", metrics)


def run_absent_places(bench: Bench) -> Iterator[Outcome]:
    """Measure how many places are taken for others, where the lexicon that ships has them not."""
    for found in absent.measure_places(normalize.load(), _STRANGE * bench.queries, bench.seed):
        metrics = {
            "queries": float(found.asked),
            "by letter": float(found.by_letter),
            "otherwise": float(found.otherwise),
            "near": float(found.near),
        }
        yield Outcome("absent_places", f"absent places, {found.script}", metrics)


def run_namesakes(bench: Bench) -> Iterator[Outcome]:
    """Measure namesakes with the lexicon that ships; the context of a group is to bring twenty points."""
    metrics = namesakes.measure_groups(normalize.load(), max(1, bench.queries // _NAMES), bench.seed)
    target = Target(">=", metrics["R@1 alone"] + _CONTEXT)
    yield Outcome("namesakes", "namesakes", metrics, own_targets={"R@1 in context": target})
    yield Outcome(
        "namesakes", "namesakes inside a country", namesakes.measure_inside(normalize.load(), bench.queries, bench.seed)
    )


def run_texts(bench: Bench) -> Iterator[Outcome]:
    """Measure the project's own texts, each by itself, with the lexicon that ships."""
    for name, tally in texts.measure_own(normalize.load()):
        yield Outcome("texts", f"text {name}", tally.figures())


def run_sentences(bench: Bench) -> Iterator[Outcome]:
    """Measure SlavicNER mentions in sentences, each topic with the names of the others."""
    for topic, tally in texts.measure_slavicner(folder(bench), bench.queries // 5, bench.seed, bench.workshop):
        yield Outcome("texts", f"text slavicner {topic}", tally.figures())


def run_demo(bench: Bench) -> Iterator[Outcome]:
    """Measure the spellings of the demo with the lexicon that ships."""
    for kind, counts in judge_table(normalize.load()).items():
        yield Outcome("demo", f"demo {kind}", dict(zip(COLUMNS, map(float, counts), strict=True)))


def measure(bench: Bench, task: Task, rivals: int | None = None) -> tuple[dict[str, float], list[Answer]]:
    """Return the figures of a task and its answers; without `rivals` the rivals of all right answers count."""
    tell(task.name)
    made = bench.workshop.compile(task.rows)
    answers, milliseconds = ask(made.lexicon, task.queries)
    figures = judge(task.queries, answers, made.names, rivals or len(answers), bench.seed)
    return describe_retrieval(task, made, figures, milliseconds), answers


def ask_peers(bench: Bench, task: Task, ranks: tuple[int, ...]) -> dict[str, str]:
    """Return what each peer came to on the queries of a task."""
    if not bench.peers:
        return {}
    chosen = [peer for peer in PEERS if task.is_list or not peer.lists_only]
    found = [ask_peer(peer, task.rows, task.queries, bench.seed) for peer in chosen]
    return {figures.name: describe_peer(figures, ranks, len(task.queries)) for figures in found}


def folder(bench: Bench) -> Path:
    """Return the data folder of a run whose set needs one."""
    if bench.data is None:
        raise ValueError("no data folder was given; expected one for a set that has files")
    return bench.data


SETS = (
    *(
        Set(
            f"netransliteration {language}",
            "netransliteration",
            (tasks.pairs_file(language),),
            run_tasks("netransliteration", tasks.name_pairs(language)),
        )
        for language in tasks.LANGUAGES
    ),
    *(
        Set(
            f"wof_places {country}",
            "wof_places",
            tasks.place_files(country),
            run_tasks("wof_places", tasks.wof_places(country)),
        )
        for country in tasks.NATIVE
    ),
    Set("eu_sanctions", "lists", (tasks.EU,), run_tasks("lists", tasks.eu_sanctions)),
    Set("ofac_sdn", "lists", tasks.OFAC, run_tasks("lists", tasks.ofac_sdn)),
    Set("slavicner", "slavicner", (slavicner.FILE,), run_slavicner),
    Set("toponym_pairs", "toponym_pairs", pairs.FILES, run_pairs),
    Set("hidden", "hidden", (), run_hidden),
    Set("absent_people", "absent_people", (absent.FILE, tasks.EU, *tasks.OFAC), run_absent),
    Set("absent_places", "absent_places", (), run_absent_places),
    Set("namesakes", "namesakes", (), run_namesakes),
    Set("texts", "texts", (), run_texts),
    Set("sentences", "texts", (slavicner.FILE,), run_sentences),
    Set("demo", "demo", (), run_demo),
)
