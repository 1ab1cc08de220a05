"""What a watch rule may ask of an article: a tree of conditions, as frozen values.

Leaves (`EntityNamed`, `WordUsed`, `EventTold`, `SubjectIs`) are met by something that can be shown to
the reader; `AllOf`, `AnyOf` and `Not` combine them. Equal leaves of different rules are equal values,
so that the matcher looks each of them up once; they are msgspec structs, whose hashes cost a tenth of a dataclass's.
"""

from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from topics import EventStatus, EventType, Severity


class EntityNamed(msgspec.Struct, frozen=True):
    """The entity is named: a mention is linked to `id` (a Wikidata id, or an id of ours)."""

    id: str


class WordUsed(msgspec.Struct, frozen=True):
    """The word or phrase is used, over spelling variants, clitics and light inflection.

    `exact` leaves inflection out; spelling variants and clitics still count. See `words.py` for the
    notation (`*`, `…`, a leading ال).
    """

    phrase: str
    exact: bool = False


class EventTold(msgspec.Struct, frozen=True):
    """An event of this type is told, with one of `statuses`; empty sets ask nothing.

    `countries` are ISO 3166-1 alpha-2 codes of where it happened: the event's place, or its target
    where no place is stated and the target is one.
    """

    type: EventType
    mode: str | None = None
    statuses: frozenset[EventStatus] = frozenset({EventStatus.ASSERTED})
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


class SubjectIs(msgspec.Struct, frozen=True):
    """The article is about the IPTC Media Topic `code` or a narrower one, with at least `min_score`."""

    code: str
    """Eight digits. Media Topics are numbered without regard to their level, so that no prefix tells it."""
    min_score: float = 0.0
    narrower: frozenset[str] = frozenset()
    """Codes of the topics below it."""

    def covers(self, code: str) -> bool:
        """Tell whether `code` (with or without `medtop:`) is this topic or lies below it."""
        digits = code.removeprefix("medtop:")
        return digits == self.code or digits in self.narrower


Leaf: TypeAlias = EntityNamed | WordUsed | EventTold | SubjectIs


class AllOf(msgspec.Struct, frozen=True):
    """Every condition is met."""

    conditions: "tuple[Condition, ...]"


class AnyOf(msgspec.Struct, frozen=True):
    """At least one condition is met; the evidence of all that are is shown."""

    conditions: "tuple[Condition, ...]"


class Not(msgspec.Struct, frozen=True):
    """The condition is not met. It yields no evidence."""

    condition: "Condition"


Condition: TypeAlias = AllOf | AnyOf | Not | Leaf


class Rule(msgspec.Struct, frozen=True):
    """One watch rule: what to look for, and how loudly to say it."""

    name: str
    """Key of its alerts on Kafka and label of its metrics: lower-case letters, digits and hyphens."""
    title: str
    severity: Severity
    when: Condition
    description: str = ""
    sources: frozenset[str] = frozenset()
    """Only articles of these sources (folded case); empty: of all."""
    except_sources: frozenset[str] = frozenset()

    def reads(self, source: str | None) -> bool:
        """Tell whether the rule watches articles of `source`."""
        name = (source or "").casefold()
        return (not self.sources or name in self.sources) and name not in self.except_sources


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield every leaf of the tree, those under `Not` too, in reading order."""
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            for child in conditions:
                yield from leaves(child)
        case Not(child):
            yield from leaves(child)
        case leaf:
            yield leaf


def has_evidence(condition: Condition) -> bool:
    """Tell whether the condition can be met only by something that can be shown.

    False for `Not`, and for an `AnyOf` with such a branch: that rule would fire on nearly everything
    without a reason to give.
    """
    match condition:
        case AllOf(conditions):
            return any(map(has_evidence, conditions))
        case AnyOf(conditions):
            return all(map(has_evidence, conditions))
        case Not():
            return False
        case _:
            return True
