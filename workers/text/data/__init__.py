"""The language data of cleaning: rules, word lists and tables, each with its source and licence."""

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDER = Path(__file__).parent


def load_yaml(name: str | Path) -> Any:
    """Read a YAML file of this folder, or any file by its full path."""
    return yaml.load((FOLDER / name).read_text("utf-8"), _LOADER)  # noqa: S506


def load_lines(name: str) -> list[str]:
    """Read the lines of a text file of this folder, its comments left out."""
    return [line for line in (FOLDER / name).read_text("utf-8").splitlines() if line and line[0] != "#"]
