"""`rasid models`: camel-tools' own models, which Rasid uses when they are installed."""

from typing import Annotated

import typer

from workers.commands.terminal import out
from workers.errors import RasidError
from workers.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True, help="camel-tools' models: what is installed, and how to install it.")


def model_lines(settings: Settings) -> list[tuple[bool, str]]:
    """Return (installed, line) for each backend that needs camel-tools' data or packages."""
    from workers.entities.camel_data import status

    return [(one.installed, one.line) for one in status(settings.camel_data)]


@app.command("status")
def status_command() -> None:
    """Say which of camel-tools' models are installed. Rasid's own need no installation."""
    for installed, line in model_lines(load_settings()):
        out.print(f"{'ok' if installed else '--'} {line}")


@app.command("install")
def install_command(
    packages: Annotated[
        list[str] | None, typer.Argument(help="camel_data packages; unset: those Rasid uses.")
    ] = None,
) -> None:
    """Download camel-tools' data by its own camel_data command."""
    from workers.entities.camel_data import install

    failed = 0
    for line in install(packages or None, load_settings().camel_data):
        out.print(line, markup=False)
        failed += ": failed" in line
    if failed:
        raise RasidError("not everything could be installed; Rasid's own recogniser works without")
