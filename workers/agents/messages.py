"""What one raw value becomes on the topics: its outputs, encoded, with their keys."""

from dataclasses import dataclass

from topics.codec import encode
from workers.pipeline import Tagged


@dataclass(frozen=True, slots=True)
class Output:
    """One message to send: the catalogue's topic name (without prefix), key and value."""

    topic: str
    key: bytes
    value: bytes


def outputs_of(tagged: Tagged) -> tuple[Output, ...]:
    """Encode every message that a clean (or foreign-language) article caused."""
    article_key = tagged.article.id.encode("utf-8", "replace")
    return (
        Output("articles.clean", article_key, encode(tagged.article)),
        *(Output("entities", entity.entity_id.encode(), encode(entity)) for entity in tagged.entities),
        *(Output("events", article_key, encode(event)) for event in tagged.events),
        *(Output("alerts", alert.rule.encode(), encode(alert)) for alert in tagged.alerts),
    )
