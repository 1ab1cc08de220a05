"""Load watch rules and compile them into a watchlist."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from topics import EventType
from workers.watch.conditions import (
    EntityNamed,
    EventTold,
    Leaf,
    Rule,
    SubjectIs,
    WordUsed,
    leaves,
)
from workers.watch.names import ids_of
from workers.watch.parse import Resolve, parse_rules
from workers.watch.words import WordIndex

_DATA: Final = Path(__file__).parent / "data"


class RulesError(ValueError):
    """A rules file that cannot be used. `mistakes` holds one line for each thing to mend."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Watchlist:
    """Rules in the order of their file, with what an article is looked up in.

    Build it with `compile_rules` or `load_rules`.
    """

    rules: tuple[Rule, ...]
    words: WordIndex
    entities: Mapping[str, EntityNamed]
    """Entity id → the condition that watches it."""
    events: Mapping[EventType, tuple[EventTold, ...]]
    subjects: tuple[SubjectIs, ...]
    rules_of: Mapping[Leaf, tuple[int, ...]]
    """Condition → numbers of the rules that name it: only those can fire when it is met."""


def default_rules_path() -> Path:
    """Return the path of the rules that ship with Rasid."""
    return _DATA / "rules.yaml"


def load_rules(path: Path, resolve: Resolve | None = ids_of) -> Watchlist:
    """Read the rules file at `path`; raise `RulesError` that names every mistake in it.

    `resolve` looks up entities that the file names by label instead of by id: in the gazetteer,
    unless told otherwise; with None only ids are accepted.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RulesError((f"{path}:1: the file is not UTF-8 ({error.reason}): save it as UTF-8",)) from None
    except OSError as error:
        raise RulesError((f"{path}: {error.strerror}: give the path of a rules file",)) from None
    rules, mistakes = parse_rules(text, str(path), resolve)
    if mistakes:
        raise RulesError(mistakes)
    return compile_rules(rules)


def compile_rules(rules: tuple[Rule, ...]) -> Watchlist:
    """Compile rules so that an article is read once, however many there are."""
    rules_of: dict[Leaf, list[int]] = {}
    for number, rule in enumerate(rules):
        for leaf in dict.fromkeys(leaves(rule.when)):
            rules_of.setdefault(leaf, []).append(number)
    events: dict[EventType, list[EventTold]] = {}
    for leaf in rules_of:
        if isinstance(leaf, EventTold):
            events.setdefault(leaf.type, []).append(leaf)
    return Watchlist(
        rules=rules,
        words=WordIndex(leaf for leaf in rules_of if isinstance(leaf, WordUsed)),
        entities=MappingProxyType({leaf.id: leaf for leaf in rules_of if isinstance(leaf, EntityNamed)}),
        events=MappingProxyType({type: tuple(told) for type, told in events.items()}),
        subjects=tuple(leaf for leaf in rules_of if isinstance(leaf, SubjectIs)),
        rules_of=MappingProxyType({leaf: tuple(numbers) for leaf, numbers in rules_of.items()}),
    )
