"""What a rule may name: entities by their names, the modes of event types, subjects.

Read from the data of the stages that find them, when a rule first asks.
"""

from functools import cache

from topics import EventType
from workers.entities.gazetteer import COMPILED, Mode, read_compiled
from workers.events import lexicon, subjects
from workers.text.fold import fold


def ids_of(label: str) -> frozenset[str]:
    """Return the ids of the listed entities called `label`, in Arabic or English; several if it is ambiguous.

    The chief label decides before other names do; short names that need a context never do.
    """
    labels, aliases = _names()
    key = _key(label)
    return labels.get(key) or aliases.get(key) or frozenset()


def modes_of(type: EventType) -> tuple[str, ...]:
    """Return the PLOVER modes of an event type."""
    return lexicon.load_lexicon().ontology[type].modes


@cache
def narrower_subjects() -> dict[str, frozenset[str]]:
    """Return code → codes of the topics below it, of all subjects that articles are given; digits only."""
    below: dict[str, set[str]] = {}
    for topic in subjects.load_lexicon().topics:
        code = topic.code.removeprefix("medtop:")
        below.setdefault(code, set())
        if topic.parent:
            below.setdefault(topic.parent.removeprefix("medtop:"), set()).add(code)
    return _frozen(below)


def _key(label: str) -> str:
    return " ".join(fold(word).casefold() for word in label.split())


@cache
def _names() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return label → ids and other name → ids of the compiled gazetteer."""
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
