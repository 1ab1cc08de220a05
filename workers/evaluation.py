"""What `rasid evaluate` measures: the recogniser or the whole tagger on CoNLL, the pipeline on gold articles."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from topics import Field
from workers.entities.evaluate_gold import Found
from workers.entities.recogniser import Span
from workers.entities.tagger import Tagger
from workers.pipeline import Pipeline
from workers.text.document import Document

RAW_FIELDS = ("id", "source", "url", "title", "body", "published_at", "fetched_at", "language")


class TaggerSpans:
    """The whole tagger (gazetteer, patterns and recogniser) as a `Recogniser`, to be scored as one."""

    name = "rasid"

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def recognise(self, document: Document) -> tuple[Span, ...]:
        """Return the spans of all mentions."""
        return tuple(
            Span(mention.field, mention.first, mention.last, mention.type, mention.score)
            for mention in self._tagger.tag(document)
        )

    def recognise_all(self, documents: Sequence[Document]) -> list[tuple[Span, ...]]:
        """Return the same of each document."""
        return [self.recognise(document) for document in documents]


def found_by(pipeline: Pipeline) -> Callable[[Mapping[str, Any]], Found | None]:
    """Return a function that runs a gold record through the pipeline, as a raw article."""

    def run(record: Mapping[str, Any]) -> Found | None:
        raw = {name: record[name] for name in RAW_FIELDS if name in record}
        tagged = pipeline.process(msgspec.json.encode(raw), datetime.now(UTC)).tagged
        if tagged is None or tagged.article.language != "ar":
            return None
        mentions = tuple(
            (mention.start, mention.end, str(entity.type), entity.entity_id)
            for entity in tagged.entities
            for mention in entity.mentions
            if mention.field is Field.TEXT
        )
        return Found(tagged.article.text, mentions, frozenset(entity.entity_id for entity in tagged.entities))

    return run
