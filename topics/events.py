"""Events: who did what to whom, where and when, in the PLOVER ontology (version 0.8)."""

from enum import StrEnum

import msgspec

from topics.entities import Field


class EventType(StrEnum):
    """The 16 event types of PLOVER 0.8."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventStatus(StrEnum):
    """PLOVER's auxiliary marks; `asserted` is the absence of any."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"
    HISTORICAL = "historical"


class Granularity(StrEnum):
    """How much of `Event.date` the text gives."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A source, target, speaker or place of an event.

    `entity_id` is that of the linked entity; None for an actor named only by role («متظاهرون»).
    """

    surface: str
    entity_id: str | None = None
    label: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2, where known."""
    latitude: float | None = None
    longitude: float | None = None


class EventMention(msgspec.Struct, frozen=True, kw_only=True):
    """One more place where the text tells the same event; offsets as in `Mention`."""

    trigger: str
    field: Field
    start: int
    end: int
    sentence: int


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One coded fact: the value of `events`, keyed by article id.

    `start` and `end` are those of the trigger, in code points of `field`, end exclusive. `date` is
    ISO 8601 cut to `date_granularity`: `2026-02-25`, `2026-02` or `2026`.
    """

    id: str
    article_id: str
    type: EventType
    mode: str | None = None
    trigger: str
    field: Field
    start: int
    end: int
    status: EventStatus
    reported_by: Actor | None = None
    source: Actor | None = None
    target: Actor | None = None
    place: Actor | None = None
    date: str | None = None
    date_granularity: Granularity | None = None
    sentence: int
    mentions: tuple[EventMention, ...] = ()
    published_at: str | None = None
