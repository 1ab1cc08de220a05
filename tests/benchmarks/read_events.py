"""A random sample of coded events with their sentences, to be read by a person.

    python -m tests.benchmarks.read_events [PATH] [--articles 300] [--events 200] [--status asserted] [--why]

PATH is anything `rasid tag` reads; without it, the sample feed. Events are drawn over all articles, and
printed by type, so that precision can be counted for each.
"""

import argparse
import random
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.events_cost import values
from topics import Actor, Field
from workers.events.coder import CodedEvent
from workers.pipeline import Outcome, Pipeline
from workers.samples.feed import sample_messages
from workers.settings import Settings


def named(actor: Actor | None) -> str:
    """Show an actor with its id."""
    return "-" if actor is None else f"{actor.surface} [{actor.entity_id or '?'}]"


def told(outcome: Outcome, coded: CodedEvent) -> str:
    """Return the event's sentence with the trigger in braces."""
    assert outcome.tagged is not None
    event, article = coded.event, outcome.tagged.article
    text = article.title if event.field is Field.TITLE else article.text
    first = max(text.rfind(". ", 0, event.start), text.rfind("\n", 0, event.start)) + 1
    ends = [place for mark in (". ", "\n") if (place := text.find(mark, event.end)) >= 0]
    last = min(ends, default=len(text))
    marked = f"{text[first : event.start]}{{{event.trigger}}}{text[event.end : last]}"
    return " ".join(marked.split())


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--status", default="asserted")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--why", action="store_true", help="print the explanation too")
    arguments = parser.parse_args()
    count = arguments.articles if arguments.path else len(sample_messages())
    pipeline = Pipeline.from_settings(Settings())
    now = datetime.now(UTC)
    found = [
        (outcome, coded)
        for outcome in (pipeline.process(value, now) for value in values(arguments.path, count))
        for coded in outcome.explanation.events
        if coded.event.status == arguments.status
    ]
    random.Random(arguments.seed).shuffle(found)
    for outcome, coded in sorted(found[: arguments.events], key=lambda pair: pair[1].event.type):
        event = coded.event
        print(f"{event.type.value} {event.trigger}: {named(event.source)} -> {named(event.target)}", end="")
        print(f" @ {named(event.place)} on {event.date or '-'}")
        print(f"    {told(outcome, coded)}")
        if arguments.why:
            print(f"    {coded.why}")


if __name__ == "__main__":
    main()
