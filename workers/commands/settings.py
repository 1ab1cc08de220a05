"""`rasid settings`: every setting, its default and its meaning."""

from typing import Annotated

import typer

from workers.commands.terminal import out
from workers.settings import Settings, load_settings, settings_table


def settings(
    values: Annotated[
        bool, typer.Option("--values", help="Show the values in force; secrets are hidden.")
    ] = False,
) -> None:
    """Print the table of all settings (Markdown), or the values in force."""
    if not values:
        out.print(settings_table(), end="")
        return
    current = load_settings()
    for name in Settings.model_fields:
        out.print(f"RASID_{name.upper()}={getattr(current, name)}")
