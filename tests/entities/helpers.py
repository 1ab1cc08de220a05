"""Tiny factories for the tests of the tagger."""

from topics import Field
from workers.entities.mentions import LinkedMention
from workers.entities.tagger import Tagger
from workers.text.segment import make_document


def mentions(tagger: Tagger, text: str, title: str = "") -> list[LinkedMention]:
    """Tag `text` and return the mentions of the text field."""
    found = tagger.tag(make_document("a", title, text))
    return [mention for mention in found if mention.field is Field.TEXT]


def surfaces(tagger: Tagger, text: str, title: str = "") -> list[tuple[str, str]]:
    """Return (surface, type) of the mentions of `text`."""
    return [(mention.surface, mention.type.value) for mention in mentions(tagger, text, title)]


def ids(tagger: Tagger, text: str, title: str = "") -> dict[str, str]:
    """Return surface -> entity id of the last mention of each surface in `text`."""
    return {mention.surface: mention.entity_id for mention in mentions(tagger, text, title)}
