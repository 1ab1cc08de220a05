"""The `rasid` command: lists the commands and turns errors into one line."""

import os
import sys
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from workers import __version__
from workers.commands.terminal import one_line_errors

# One process uses one core; more are used by more workers. Numpy's small products only lose by threads,
# and it reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Typer carries click inside and names only some of its errors; this is the base of all wrong usage.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="rasid",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="**Rasid** (راصد) reads Arabic news on Kafka and turns it into entities, events and alerts.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rasid {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Rasid (راصد) reads Arabic news on Kafka and turns it into entities, events and alerts."""


COMMANDS = {
    "dev": "dev:dev",
    "worker": "worker:worker",
    "topics": "topics:app",
    "feed": "feed:feed",
    "tail": "tail:tail",
    "tag": "tag:tag",
    "models": "models:app",
    "doctor": "doctor:doctor",
    "evaluate": "evaluate:app",
    "rules": "rules:app",
    "settings": "settings:settings",
}
"""Every command by name: its module in `workers.commands`, and the function or group in it."""


def _register(named: str | None) -> None:
    """Add the command that is named, or all where none is: what is not used is not imported."""
    for name in [named] if named in COMMANDS else COMMANDS:
        module, attribute = COMMANDS[name].split(":")
        command = getattr(import_module(f"workers.commands.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    if named in COMMANDS:
        # Typer takes a lone command for the whole program; a second, unseen one keeps its name needed.
        app.command("-", hidden=True)(lambda: None)


def main() -> None:
    """Run the command line. Exit status: 0 well, 1 an error said in one line, 2 wrong usage."""
    _register(sys.argv[1] if len(sys.argv) > 1 else None)
    with one_line_errors():
        try:
            status = app(prog_name="rasid", standalone_mode=False)
        except UsageError as error:
            usage(error)
        except typer.Abort:
            sys.exit(130)
        sys.exit(status if isinstance(status, int) else 0)


def usage(error: Exception) -> NoReturn:
    """Say in one line what is wrong with the command's words; where there are none, show its help."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "rasid"
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    if not message and context:
        context.get_help()  # prints itself
    else:
        print(f"{where}: {message.rstrip('.')} (see `{where} --help`)", file=sys.stderr)
    sys.exit(2)
