"""The contracts of Rasid: what stands on each Kafka topic.

This package imports msgspec and kafka-python only, and nothing of ``workers``: a consumer in
another project can depend on it alone.
"""

from topics.alerts import Alert, AlertKind, Match, MatchKind, Severity
from topics.articles import CleanArticle, RawArticle, Removal, Subject
from topics.dead_letters import DeadLetter, Reason
from topics.entities import Entity, EntityType, Field, Mention
from topics.events import Actor, Event, EventMention, EventStatus, EventType, Granularity

__all__ = [
    "Actor",
    "Alert",
    "AlertKind",
    "CleanArticle",
    "DeadLetter",
    "Entity",
    "EntityType",
    "Event",
    "EventMention",
    "EventStatus",
    "EventType",
    "Field",
    "Granularity",
    "Match",
    "MatchKind",
    "Mention",
    "RawArticle",
    "Reason",
    "Removal",
    "Severity",
    "Subject",
]
