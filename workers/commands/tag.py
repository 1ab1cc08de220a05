"""`rasid tag`: the pipeline without Kafka. JSON Lines in, one result line per input line out."""

import os
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import tee
from typing import Annotated

import typer
from rich.text import Text

from topics.codec import encode
from workers.collection import keep_loaded
from workers.commands.terminal import err, isolate
from workers.pipeline import Explanation, Origin, Outcome, Pipeline, dead_letter
from workers.settings import load_settings


def tag(
    explain: Annotated[
        bool, typer.Option("--explain", help="Say on standard error why each decision was taken.")
    ] = False,
) -> None:
    """Read raw articles as JSON Lines on standard input; write one result line for each.

    A line that is no article gives a dead letter. From a file, some lines are read ahead, since
    articles cost less together; from a pipe or terminal each is answered before the next is read.
    """
    pipeline = Pipeline.from_settings(load_settings())
    keep_loaded()
    waiting, lines = tee(_lines())
    if stat.S_ISREG(os.fstat(sys.stdin.fileno()).st_mode):
        outcomes = pipeline.process_all(lines)
    else:
        outcomes = (pipeline.process(value, now) for value, now in lines)
    for number, (outcome, (value, now)) in enumerate(zip(outcomes, waiting, strict=True)):
        sys.stdout.buffer.write(result_line(outcome, Origin("stdin", 0, number, None, value), now))
        sys.stdout.buffer.flush()
        if explain:
            explain_outcome(number, outcome)


def _lines() -> Iterator[tuple[bytes, datetime]]:
    """Give each line of standard input, and when it was read."""
    for line in sys.stdin.buffer:
        yield line.rstrip(b"\r\n"), datetime.now(UTC)


def result_line(outcome: Outcome, origin: Origin, now: datetime) -> bytes:
    """Return the JSON line of the contract for one outcome."""
    if outcome.tagged is not None:
        return encode(outcome.tagged) + b"\n"
    assert outcome.rejection is not None
    return b'{"dead_letter":' + encode(dead_letter(origin, outcome.rejection, now)) + b"}\n"


def explain_outcome(number: int, outcome: Outcome) -> None:
    """Print, for people, what was removed, found, linked, coded and matched, each with its reason."""
    err.rule(f"line {number}")
    if outcome.rejection is not None:
        err.print(
            Text.assemble(
                ("dead letter ", "bold red"), f"{outcome.rejection.reason}: {outcome.rejection.detail}"
            )
        )
    explanation: Explanation = outcome.explanation
    if explanation.cleaned is not None:
        err.print(f"language {explanation.cleaned.language}")
        for rule, line in explanation.cleaned.trace:
            err.print(Text.assemble(("removed ", "red"), (f"{rule}: ", "bold"), isolate(line, 160)))
    for mention in explanation.mentions:
        clitics = "+".join(mention.clitics)
        err.print(
            Text.assemble(
                ("mention ", "green"),
                f"{mention.type} {mention.field}[{mention.start}:{mention.end}] {isolate(mention.surface)} → ",
                (mention.entity_id, "bold"),
                f" {mention.label_en or ''}  score {mention.score:.2f}",
                f"  clitics {isolate(clitics)}" if clitics else "",
                (f"  {isolate(mention.why, 300)}", "dim"),
            )
        )
    for coded in explanation.events:
        event = coded.event
        err.print(
            Text.assemble(
                ("event ", "cyan"),
                (f"{event.type} ", "bold"),
                f"{event.status} {event.field}[{event.start}:{event.end}] {isolate(event.trigger)}",
                f" date {event.date}" if event.date else "",
                (f"  {isolate(coded.why, 500)}", "dim"),
            )
        )
    if outcome.tagged is not None:
        from workers.watch.matcher import explain

        for subject in outcome.tagged.article.subjects:
            err.print(f"subject {subject.code} {isolate(subject.label)} {subject.score:.2f}")
        for alert in outcome.tagged.alerts:
            err.print(Text.assemble(("alert ", "bold yellow"), isolate(explain(alert), 500)))
