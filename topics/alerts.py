"""Alerts: a watch-listed leader or subject was named, with the reason."""

from enum import StrEnum

import msgspec

from topics.entities import Field


class AlertKind(StrEnum):
    """Whether the alert opens a story, adds to it, or ends it."""

    NEW = "new"
    UPDATE = "update"
    RESOLVED = "resolved"


class Severity(StrEnum):
    """How loudly a rule asks to be heard."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class MatchKind(StrEnum):
    """Which kind of condition of a watch rule was met."""

    ENTITY = "entity"
    WORD = "word"
    EVENT = "event"
    SUBJECT = "subject"


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence: why a rule fired, and where the reader can see it.

    Offsets count code points of `field`, end exclusive, without the stripped `clitics`.
    """

    kind: MatchKind
    id: str
    """Entity id, watched word, event type or subject code, as the rule names it."""
    label: str
    alias: str | None = None
    """The listed form that was recognised, e.g. `بوتين`."""
    clitics: tuple[str, ...] = ()
    """Proclitics stripped before it, in reading order, e.g. `و`, `ل`."""
    surface: str
    field: Field
    start: int
    end: int
    sentence: str
    """The sentence's text, for the reader."""


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A watch rule fired: the value of `alerts`, keyed by rule.

    `id` is stable per rule and story, so that a repeated delivery is recognisable.
    """

    id: str
    kind: AlertKind
    rule: str
    severity: Severity
    story_id: str
    article_id: str
    matched: tuple[Match, ...]
    title: str
    excerpt: str
    url: str | None = None
    fired_at: str
    count: int = 1
