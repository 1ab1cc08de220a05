"""Every Kafka topic of Rasid: what stands on it, under which key, and how the broker keeps it.

`rasid topics create | check | describe` (see `topics.admin`) and the AsyncAPI document (see
`topics.generate`) are made from this list. To add a topic: add its message type to `topics`, an entry
here, and run `python -m topics.generate`.
"""

from dataclasses import dataclass
from typing import Literal

import msgspec

from topics import Alert, CleanArticle, DeadLetter, Entity, Event, RawArticle

DAY_MS = 24 * 60 * 60 * 1000
MB = 1_000_000

Compression = Literal["producer", "none", "gzip", "snappy", "lz4", "zstd"]
CleanupPolicy = Literal["delete", "compact"]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic as Rasid wants it. `name` is without the prefix of the settings."""

    name: str
    key: str
    """What the message key is, in words; keys are UTF-8 text."""
    value: type[msgspec.Struct]
    purpose: str
    partitions: int = 6
    """As many workers as this can share the work. Kafka can add partitions later, never take any away."""
    replication: int = 3
    """Copies kept by different brokers; fewer where the cluster has fewer brokers."""
    retention_ms: int = 30 * DAY_MS
    cleanup_policy: CleanupPolicy = "delete"
    compression: Compression = "lz4"
    max_message_bytes: int = 16 * MB
    """Largest batch that the broker stores, after compression (`max.message.bytes`)."""
    timestamp: Literal["CreateTime", "LogAppendTime"] = "CreateTime"
    """Whose clock the messages' timestamps come from: the sender's or the broker's."""

    @property
    def value_name(self) -> str:
        """Name of the message type, and of its JSON Schema."""
        return self.value.__name__

    def configs(self, replication: int) -> dict[str, str]:
        """Return the broker's settings for the topic when it is kept in `replication` copies.

        Of three copies two must have a message before it counts as stored: one broker may fail, and
        nothing that was acknowledged is lost.
        """
        return {
            "cleanup.policy": self.cleanup_policy,
            "compression.type": self.compression,
            "max.message.bytes": str(self.max_message_bytes),
            "message.timestamp.type": self.timestamp,
            "min.insync.replicas": str(max(1, replication - 1)),
            "retention.ms": str(self.retention_ms),
        }


ARTICLES_RAW = Topic(
    name="articles.raw",
    key="article id, or null",
    value=RawArticle,
    purpose="Articles as scraped: what Rasid reads. Any producer may write here.",
    retention_ms=7 * DAY_MS,
    # A body of 5 MB and its envelope; its dead letter, a third larger in base64, then still fits below.
    max_message_bytes=10 * MB,
    # When the broker received an article is not for the scraper's clock to say.
    timestamp="LogAppendTime",
)
ARTICLES_CLEAN = Topic(
    name="articles.clean",
    key="article id",
    value=CleanArticle,
    purpose="Each article's own words, without markup and boilerplate.",
)
ENTITIES = Topic(
    name="entities",
    key="entity id",
    value=Entity,
    purpose="People, places and organisations: one message per entity per article, with every mention.",
)
EVENTS = Topic(
    name="events",
    key="article id",
    value=Event,
    purpose="Who did what to whom, where and when, in the PLOVER ontology.",
    retention_ms=90 * DAY_MS,
)
ALERTS = Topic(
    name="alerts",
    key="rule",
    value=Alert,
    purpose="A watch rule fired, with the evidence.",
    partitions=3,
    retention_ms=90 * DAY_MS,
)
ARTICLES_DEAD = Topic(
    name="articles.dead",
    key="source topic:partition:offset",
    value=DeadLetter,
    purpose="What could never be processed: the original bytes, and why.",
    partitions=3,
    retention_ms=90 * DAY_MS,
)

CATALOGUE: tuple[Topic, ...] = (ARTICLES_RAW, ARTICLES_CLEAN, ENTITIES, EVENTS, ALERTS, ARTICLES_DEAD)
"""All topics, in the order of the data's way."""


def find(name: str, prefix: str = "") -> Topic | None:
    """Return the topic called `name`, with or without `prefix`, or None where it is not ours."""
    bare = name.removeprefix(prefix)
    return next((topic for topic in CATALOGUE if topic.name == bare), None)
