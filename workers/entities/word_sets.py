"""The small sets of words that single rules ask for: data of `data/word_sets.yaml`, read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workers.text.fold import fold

DATA = Path(__file__).parent / "data" / "word_sets.yaml"


@cache
def _all() -> dict[str, frozenset[str]]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    listed: dict[str, list[str]] = yaml.load(DATA.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (a safe loader)
    return {name: frozenset(fold(word) for word in words) for name, words in listed.items()}


def word_set(name: str) -> frozenset[str]:
    """Return the folded words of the set `name`; raises KeyError where there is none of this name."""
    return _all()[name]
