"""A mention of an entity inside the language core, before it is grouped into messages."""

import msgspec

from topics import EntityType, Field


class LinkedMention(msgspec.Struct, frozen=True, gc=False):
    """One mention with the entity it was linked to.

    `start:end` are code points of the field without the proclitics; `first:last` are the indexes of
    the tokens it covers (end exclusive), the first token including its proclitics.
    """

    surface: str
    field: Field
    start: int
    end: int
    first: int
    last: int
    sentence: int
    type: EntityType
    entity_id: str
    label: str
    label_en: str | None
    score: float
    tagger: str
    alias: str | None = None
    """The listed form that matched, where a gazetteer found it."""
    clitics: tuple[str, ...] = ()
    """Proclitics stripped before the span, in reading order."""
    why: str = ""
    """How it was found and linked, in words a person understands; for `--explain`."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of a place (or of an institution's country), where known."""
    latitude: float | None = None
    longitude: float | None = None
