"""The small sets of words that single rules ask for: data of `data/word_sets.yaml`, read once."""

from functools import cache

from workers.entities.yaml_files import read_yaml
from workers.text.fold import fold


@cache
def _all() -> dict[str, frozenset[str]]:
    listed: dict[str, list[str]] = read_yaml("word_sets.yaml")
    return {name: frozenset(fold(word) for word in words) for name, words in listed.items()}


def word_set(name: str) -> frozenset[str]:
    """Return the folded words of the set `name`; raises KeyError where there is none of this name."""
    return _all()[name]
