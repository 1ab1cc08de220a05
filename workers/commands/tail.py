"""`rasid tail`: what stands on a topic, for people or (with --json) for machines."""

import sys
from typing import Annotated, Any

import msgspec
import typer
from rich.text import Text

from topics import Alert, CleanArticle, DeadLetter, Entity, Event
from topics.catalogue import CATALOGUE
from workers.commands.kafka_io import assign, consumer, reach
from workers.commands.terminal import (
    isolate,
    out,
    show_alert,
    show_article,
    show_dead_letter,
    show_entity,
    show_event,
)
from workers.errors import RasidError
from workers.settings import load_settings

SHOW: dict[str, tuple[type[Any], Any]] = {
    "articles.clean": (CleanArticle, show_article),
    "entities": (Entity, show_entity),
    "events": (Event, show_event),
    "alerts": (Alert, show_alert),
    "articles.dead": (DeadLetter, show_dead_letter),
}


def readable(topic: str, value: bytes | None) -> Text:
    """Return one message as a line for people; what cannot be read is shown as it is."""
    if value is None:
        return Text("(tombstone)", "dim")
    if topic in SHOW:
        kind, show = SHOW[topic]
        try:
            line: Text = show(msgspec.json.decode(value, type=kind))
            return line
        except msgspec.MsgspecError as error:
            return Text(
                f"(not a {kind.__name__}: {error}) {isolate(value.decode('utf-8', 'replace'), 200)}", "red"
            )
    return Text(isolate(value.decode("utf-8", "replace"), 300))


def tail(
    topic: Annotated[str, typer.Argument(help="A topic of the catalogue, e.g. alerts.")],
    from_beginning: Annotated[
        bool, typer.Option("--from-beginning", "-b", help="Read what stands there.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="End after this many; 0: never.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Write the messages as they are, one a line.")] = False,
    stop_at_end: Annotated[
        bool, typer.Option("--stop-at-end", help="End when no more messages stand there.")
    ] = False,
) -> None:
    """Follow a topic, as readable lines or as JSON."""
    names = [entry.name for entry in CATALOGUE]
    if topic not in names:
        raise RasidError(f"no topic {topic!r}: choose one of {', '.join(names)}")
    settings = load_settings()
    with reach(settings):
        reader = consumer(settings)
        try:
            assign(reader, [settings.topic(topic)], from_beginning)
            shown = 0
            idle = 0
            while True:
                batches = reader.poll(timeout_ms=500)
                idle = 0 if batches else idle + 1
                if stop_at_end and idle >= 4:
                    return
                for records in batches.values():
                    for record in records:
                        if json:
                            sys.stdout.buffer.write(
                                (record.value if record.value is not None else b"null") + b"\n"
                            )
                            sys.stdout.buffer.flush()
                        else:
                            out.print(readable(topic, record.value))
                        shown += 1
                        if limit and shown >= limit:
                            return
        finally:
            reader.close()
