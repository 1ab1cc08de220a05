"""`rasid feed`: put articles from files on articles.raw, each delivery confirmed."""

from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from workers.commands.kafka_io import ConfirmedProducer, reach
from workers.commands.terminal import err, out
from workers.errors import RasidError
from workers.feeds.files import read_articles
from workers.settings import load_settings


def feed(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="JSON Lines (.jsonl), a JSON array (.json), .txt or .html, a folder, or a .zip."),
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Feed the shipped sample articles.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="Stop after this many; 0: all.")] = 0,
) -> None:
    """Put articles on articles.raw. Ends with status 1 if a single one was not confirmed."""
    if not paths and not sample:
        raise typer.BadParameter("give files or folders of articles, or --sample")
    settings = load_settings()
    messages: list[tuple[bytes | None, bytes | None]] = []
    if sample:
        from workers.samples import sample_messages

        messages = [(message.key, message.value) for message in sample_messages()]
    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeElapsedColumn(),
    )  # fmt: skip
    started = perf_counter()
    with reach(settings), Progress(*columns, console=err) as progress:
        bar = progress.add_task("articles", total=None, rate="")

        def confirmed(count: int) -> None:
            seconds = max(perf_counter() - started, 1e-9)
            done = producer.confirmed
            progress.update(bar, advance=count, rate=f"{done / seconds:,.0f}/s confirmed")

        producer = ConfirmedProducer(settings, settings.topic("articles.raw"), confirmed)
        sent = 0
        from_files = ((None, value) for path in paths or () for value in read_articles(path))
        try:
            for key, value in chain(messages, from_files):
                if limit and sent >= limit:
                    break
                producer.send(key, value)
                sent += 1
                progress.update(bar, total=sent)
        finally:
            producer.close()
    if producer.failures or producer.confirmed != sent:
        missing = sent - producer.confirmed
        why = producer.failures[0] if producer.failures else "no acknowledgement came within 60 s"
        raise RasidError(f"{missing} of {sent} articles were not confirmed by the broker: {why}")
    seconds = perf_counter() - started
    out.print(f"{sent} articles confirmed in {seconds:.1f} s ({sent / max(seconds, 1e-9):,.0f}/s)")
