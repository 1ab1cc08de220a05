"""Mentions are grouped into one message per entity."""

from datetime import UTC, datetime

from workers.entities.messages import entities_of
from workers.entities.tagger import Tagger
from workers.text.segment import make_document


def test_one_message_per_entity_with_all_its_mentions(tagger: Tagger) -> None:
    document = make_document(
        "a",
        "بوتين في بكين",
        "زار فلاديمير بوتين بكين. وقال بوتين ذلك.",
        datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    )
    messages = entities_of(document, tagger.tag(document))
    putin = next(message for message in messages if message.entity_id == "Q7747")
    assert putin.count == len(putin.mentions) == 3
    assert putin.label == "فلاديمير بوتين"
    assert putin.label_en == "Vladimir Putin"
    assert putin.published_at == "2026-03-02T09:30:00Z"


def test_the_same_article_twice_gives_the_same_ids(tagger: Tagger) -> None:
    document = make_document("a", "", "زار بوتين بكين.")
    first, second = (entities_of(document, tagger.tag(document)) for _ in range(2))
    assert first == second
    other = make_document("b", "", "زار بوتين بكين.")
    assert {m.id for m in first}.isdisjoint(m.id for m in entities_of(other, tagger.tag(other)))
