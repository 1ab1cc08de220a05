"""`rasid worker`: one worker process."""

from pathlib import Path
from typing import Annotated

import typer

from workers.commands.kafka_io import reach
from workers.settings import load_settings


def worker(
    settings_file: Annotated[
        Path | None,
        typer.Option("--settings", help="Settings file; unset: rasid.env in this folder, if any."),
    ] = None,
    metrics_port: Annotated[int | None, typer.Option(help="Port of /metrics, /health and /ready.")] = None,
) -> None:
    """Run one worker: raw articles in; clean articles, entities, events and alerts out.

    Start as many as there are partitions, on as many machines as you like: Kafka shares the
    partitions among them. SIGTERM or Ctrl-C ends it cleanly.
    """
    from workers.app import run_worker

    overrides = {} if metrics_port is None else {"metrics_port": metrics_port}
    settings = load_settings(settings_file, **overrides)
    with reach(settings):
        pass  # Faust would try for ever in silence; who starts workers restarts them
    raise typer.Exit(run_worker(settings))
