"""Find the id of an entity that a rule names by its label instead."""

from functools import cache

from workers.entities.gazetteer import COMPILED, Mode, read_compiled
from workers.text.fold import fold


def ids_of(label: str) -> frozenset[str]:
    """Return the ids of the listed entities called `label`, in Arabic or English; several if it is ambiguous.

    The chief label decides before other names do; short names that need a context never do.
    """
    labels, aliases = _names()
    key = _key(label)
    return labels.get(key) or aliases.get(key) or frozenset()


def _key(label: str) -> str:
    return " ".join(fold(word).casefold() for word in label.split())


@cache
def _names() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return label → ids and other name → ids of the compiled gazetteer; read once, when first asked."""
    labels: dict[str, set[str]] = {}
    aliases: dict[str, set[str]] = {}
    with COMPILED.open(encoding="utf-8") as lines:
        for alias in read_compiled(lines):
            for label in (alias.entry.label, alias.entry.label_en):
                labels.setdefault(_key(label), set()).add(alias.entry.id)
            if alias.mode in (Mode.FULL, Mode.LONE):
                aliases.setdefault(_key(alias.text), set()).add(alias.entry.id)
    return _frozen(labels), _frozen(aliases)


def _frozen(found: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(ids) for name, ids in found.items()}
