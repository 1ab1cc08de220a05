"""`rasid settings`: every setting and metric, with defaults and meanings."""

from typing import Annotated

import typer

from workers.commands.terminal import out
from workers.metrics import metrics_table
from workers.settings import Settings, load_settings, settings_table


def reference() -> str:
    """Return the text of deploy/REFERENCE.md, which a test keeps equal to it."""
    return (
        "# Settings and metrics\n\n"
        "Made by `rasid settings --reference > deploy/REFERENCE.md`; do not edit by hand.\n\n"
        "## Settings\n\n"
        "From the environment, or from a file `rasid.env` of `NAME=value` lines in the working folder.\n\n"
        f"{settings_table()}\n"
        "## Metrics\n\n"
        "On `/metrics` of each worker, beside the usual `process_` and `python_` ones and those of Faust's own that tell "
        "the truth (`faust_messages_received_total`, `faust_assignments_completed_total`, "
        "`faust_assignments_failed_total`, `faust_commit_latency_seconds`). `/health` answers 200 while "
        "the worker makes progress, `/ready` while it takes part in its group's work.\n\n"
        f"{metrics_table()}"
    )


def settings(
    values: Annotated[
        bool, typer.Option("--values", help="Show the values in force; secrets are hidden.")
    ] = False,
    whole: Annotated[bool, typer.Option("--reference", help="Print deploy/REFERENCE.md.")] = False,
) -> None:
    """Print the table of all settings (Markdown), or the values in force."""
    if whole:
        print(reference(), end="")
    elif values:
        current = load_settings()
        for name in Settings.model_fields:
            out.print(f"RASID_{name.upper()}={getattr(current, name)}", markup=False)
    else:
        print(settings_table(), end="")
