"""Group mentions into the `Entity` messages of the contract: one per entity and article."""

from collections.abc import Iterable
from functools import lru_cache

from topics import Entity, Mention
from topics.ids import content_id
from workers.entities.mentions import LinkedMention
from workers.text.document import Document


@lru_cache(maxsize=4096)
def _rounded(score: float) -> float:
    return round(score, 4)  # most scores are of a few rules: remembering them costs a fifth


def entities_of(
    document: Document, mentions: Iterable[LinkedMention], published: str | None = None
) -> tuple[Entity, ...]:
    """Return one message per entity, in the order in which the article names them.

    `published` is written into them where it is another time than the document's. Ids are hashes of
    article and entity, so that the same article sent twice yields the same ids.
    """
    if published is None and document.published_at is not None:
        published = document.published_at.isoformat().replace("+00:00", "Z")
    grouped: dict[str, list[LinkedMention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.entity_id, []).append(mention)
    return tuple([_entity(document, entity_id, group, published) for entity_id, group in grouped.items()])


def _entity(document: Document, entity_id: str, group: list[LinkedMention], published: str | None) -> Entity:
    best = group[0]
    taggers = best.tagger
    if len(group) > 1:
        best = max(group, key=lambda mention: (mention.score, mention.end - mention.start))
        taggers = "+".join(sorted({mention.tagger for mention in group}))
    return Entity(
        id=content_id("entity", document.id, entity_id),
        article_id=document.id,
        entity_id=entity_id,
        label=best.label,
        label_en=best.label_en,
        type=best.type,
        count=len(group),
        mentions=tuple(
            [
                Mention(
                    surface=mention.surface,
                    field=mention.field,
                    start=mention.start,
                    end=mention.end,
                    sentence=mention.sentence,
                    score=_rounded(mention.score),
                )
                for mention in group
            ]
        ),
        tagger=taggers,
        source=document.source,
        published_at=published,
    )
