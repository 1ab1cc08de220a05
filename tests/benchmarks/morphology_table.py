"""What camel-tools' morphology adds to the event triggers, beside the shipped generator of forms.

    python -m tests.benchmarks.morphology_table DB [--articles PATH] [--count 300] [--differ 40]

DB is a morphology database in the ALMOR format of camel-tools, with verbs: camel-tools' own `morphology.db`,
or one converted from other tables. Three ways to match triggers are scored on the annotated articles:
the generator alone (`morphology: none`), the analyser alone, and the generator with the analyser for the
words that it does not know (`morphology: camel-mle`). With PATH, anything that `rasid tag` reads, the
events of COUNT articles are compared too, and DIFFER of those that differ are printed, to be read.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.events_cost import values
from tests.benchmarks.read_events import named, told
from tests.gold.score import read, score
from topics.codec import encode
from workers.entities.camel_mle import CamelMorphology
from workers.entities.tagger import Tagger
from workers.events.coder import EventCoder
from workers.events.lexicon import load_lexicon
from workers.events.subjects import SubjectTagger
from workers.events.vocabulary import Vocabulary
from workers.events.words import Lemmatiser, Reading
from workers.pipeline import Outcome, Pipeline
from workers.text.clean import Cleaner
from workers.watch.rules import default_rules_path, load_rules

GOLD = ("dev", "blind", "second", "sentences", "second_sentences")
HERE = Path(__file__).resolve().parents[1] / "gold"


class AnalyserOnly(Vocabulary):
    """A vocabulary whose generator knows no word, so that every reading is the analyser's."""

    def _may_be_read(self, word: str, folded: str) -> bool:
        return False

    def _readings(self, word: str, folded: str) -> list[Reading]:
        return []


@dataclass(slots=True)
class Way:
    """One way to match triggers."""

    name: str
    pipeline: Pipeline
    morphology: CamelMorphology | None = None
    milliseconds: float = 0.0
    """Time of event coding per article, in a first pass: its words are new."""
    warm: float = 0.0
    """The same in a second pass over the same articles."""


def ways(database: Path) -> tuple[Way, Way, Way]:
    """Load the three; each analyser has a cache of its own."""
    tagger, lexicon = Tagger.load(), load_lexicon()

    def pipeline(kind: type[Vocabulary], lemmatiser: Lemmatiser | None) -> Pipeline:
        coder = EventCoder(kind(lexicon, lemmatiser))
        watchlist = load_rules(default_rules_path())
        return Pipeline(Cleaner(), tagger, coder, SubjectTagger.load(), watchlist)

    names = frozenset(Vocabulary(lexicon).names)
    alone, both = (CamelMorphology.from_database(database, lemmas=names) for _ in range(2))
    return (
        Way("generator", pipeline(Vocabulary, None)),
        Way("analyser alone", pipeline(AnalyserOnly, alone.analyses), alone),
        Way("both", pipeline(Vocabulary, both.analyses), both),
    )


def scores(way: Way, files: Iterable[str]) -> dict[str, Any]:
    """Score events and entities on the gold files, and on all of them together."""
    now = datetime.now(UTC)
    figures: dict[str, Any] = {}
    grade: Callable[..., Any] = score
    load: Callable[..., Any] = read
    gold: list[dict[str, object]] = []
    results: list[object] = []
    for name in files:
        records = load(HERE / f"{name}.jsonl")
        found = []
        for record in records:
            outcome = way.pipeline.process(json.dumps(record, ensure_ascii=False).encode(), now)
            found.append(json.loads(encode(outcome.tagged)) if outcome.tagged else {"dead_letter": {}})
        figures[name] = grade(records, found)
        gold += records
        results += found
    return figures | {"all": grade(gold, results)}


def rows(found: dict[str, Any], way: Way) -> Iterable[str]:
    """Yield the table's rows of one way."""
    for name, figures in found.items():
        events, made = figures["events"], figures["false_assertions"]
        yield (
            f"| {name} | {way.name} | {events['p']:.3f} | {events['r']:.3f} | {events['f1']:.3f} "
            f"| {figures['roles_accuracy'] or 0:.3f} | {made['made']} of {made['of']} "
            f"| {figures['entities']['f1']:.3f} |"
        )


def run(way: Way, articles: list[bytes]) -> list[Outcome]:
    """Process the articles twice; keep what the first pass cost and found, and what the second cost."""
    now = datetime.now(UTC)
    outcomes = [way.pipeline.process(value, now) for value in articles]
    way.milliseconds = sum(o.seconds.get("events", 0.0) for o in outcomes) / len(articles) * 1e3
    again = [way.pipeline.process(value, now) for value in articles]
    way.warm = sum(o.seconds.get("events", 0.0) for o in again) / len(articles) * 1e3
    return outcomes


def differences(one: list[Outcome], other: list[Outcome]) -> list[str]:
    """Say which events only one of both found: by place and type, not by roles."""
    lines = []
    for left, right in zip(one, other, strict=True):
        sides: list[dict[Any, Any]] = []
        for outcome in (left, right):
            coded = outcome.explanation.events if outcome.explanation else ()
            sides.append({(c.event.field, c.event.start, c.event.type, c.event.status): c for c in coded})
        for mark, mine, theirs, outcome in (
            ("-", sides[0], sides[1], left),
            ("+", sides[1], sides[0], right),
        ):
            for key in mine.keys() - theirs.keys():
                event = mine[key].event
                roles = f"{named(event.source)} -> {named(event.target)}"
                lines.append(f"{mark} {event.type} {event.status} | {roles} | {told(outcome, mine[key])}")
    return sorted(lines)


def main() -> None:
    """Print the table, and what differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--differ", type=int, default=40)
    parser.add_argument("--way", choices=("analyser alone", "both"), default="both")
    arguments = parser.parse_args()
    all_ways = ways(arguments.database)
    print("| gold | triggers by | P | R | F1 | roles | false assertions | entities F1 |")
    print("|---|---|---|---|---|---|---|---|")
    for way in all_ways:
        print("\n".join(rows(scores(way, GOLD), way)))
    if not arguments.articles:
        return
    articles = values(arguments.articles, arguments.count)
    generator, *others = all_ways
    baseline = run(generator, articles)
    compared = {way.name: differences(baseline, run(way, articles)) for way in others}
    print("\n| triggers by | events ms cold | events ms warm | only generator | only this |")
    print("|---|---|---|---|---|")
    for way in all_ways:
        marks = Counter(line[0] for line in compared.get(way.name, ()))
        times = f"{way.milliseconds:.2f} | {way.warm:.2f}"
        print(f"| {way.name} | {times} | {marks['-']} | {marks['+']} |")
    lines = compared[arguments.way]
    random.Random(1).shuffle(lines)
    print(f"\nGenerator (-) against {arguments.way} (+), {arguments.differ} of {len(lines)}:")
    print("\n".join(lines[: arguments.differ]))


if __name__ == "__main__":
    main()
