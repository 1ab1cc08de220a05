"""Entities: people, places and organisations named in an article."""

from enum import StrEnum

import msgspec


class EntityType(StrEnum):
    """The four types of ANERcorp and CoNLL 2003."""

    PER = "PER"
    LOC = "LOC"
    ORG = "ORG"
    MISC = "MISC"


class Field(StrEnum):
    """Which of the reader's two texts an offset counts in."""

    TITLE = "title"
    TEXT = "text"


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One place where an entity is named.

    `start` and `end` count code points of `CleanArticle.title` or `.text`, end exclusive, and leave
    out attached proclitics: in «ولبوتين» the span is «بوتين».
    """

    surface: str
    field: Field
    start: int
    end: int
    sentence: int
    """Index of the sentence in its field, from 0."""
    score: float


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """All mentions of one entity in one article: the value of `entities`, keyed by `entity_id`.

    `entity_id` is a Wikidata id (`Q7747`) when known, else an id of our own (`rasid:…`) that is the
    same for every spelling.
    """

    id: str
    article_id: str
    entity_id: str
    label: str
    label_en: str | None = None
    type: EntityType
    count: int
    mentions: tuple[Mention, ...]
    tagger: str
    """What found it, e.g. `gazetteer`, `rasid-crf`, `camel-bert`."""
    source: str | None = None
    published_at: str | None = None
