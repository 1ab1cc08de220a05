"""What crosses sentences: one event once, titles and pronouns that point back, speakers."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.events.test_sentences import PUBLISHED, problems, read_markup
from topics import Field
from workers.entities.mentions import LinkedMention
from workers.events.coder import CodedEvent, EventCoder
from workers.text.document import Document
from workers.text.segment import segment

ARTICLES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "articles.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def coder() -> EventCoder:
    return EventCoder.load()


def read_article(article: dict[str, Any]) -> tuple[Document, list[LinkedMention]]:
    """Make the document of a marked article; the title's mentions are moved to the title."""
    body, mentions = read_markup(article["text"])
    head, of_title = read_markup(article["title"])
    title = segment(head.text.text, Field.TITLE)
    moved = [
        LinkedMention(
            m.surface,
            Field.TITLE,
            m.start,
            m.end,
            m.first,
            m.last,
            m.sentence,
            m.type,
            m.entity_id,
            m.label,
            None,
            1.0,
            "test",
            clitics=m.clitics,
            country=m.country,
        )
        for m in of_title
    ]
    return Document("article", title, body.text, PUBLISHED), moved + mentions


def code(coder: EventCoder, article: dict[str, Any]) -> tuple[CodedEvent, ...]:
    document, mentions = read_article(article)
    return coder.code(document, mentions)


@pytest.mark.parametrize("article", ARTICLES, ids=[a["title"] for a in ARTICLES])
def test_article_is_coded_as_a_reader_would(article: dict[str, Any], coder: EventCoder) -> None:
    coded = code(coder, article)
    assert problems(article, coded) == []
    for wanted in article["events"]:
        if "times" in wanted:
            event = next(c.event for c in coded if c.event.trigger == wanted["trigger"])
            assert 1 + len(event.mentions) >= wanted["times"]


def test_the_main_mention_stands_in_the_text_where_both_tell_it(coder: EventCoder) -> None:
    coded = code(coder, ARTICLES[0])
    assert all(c.event.field is Field.TEXT for c in coded)


def test_coding_twice_gives_equal_events(coder: EventCoder) -> None:
    assert code(coder, ARTICLES[0]) == code(coder, ARTICLES[0])


def test_every_event_says_why(coder: EventCoder) -> None:
    for article in ARTICLES:
        for c in code(coder, article):
            assert f"as {c.event.type.value}" in c.why
            assert f"status {c.event.status.value}" in c.why


def test_triggers_stand_where_the_offsets_say(coder: EventCoder) -> None:
    for article in ARTICLES:
        document, mentions = read_article(article)
        for c in coder.code(document, mentions):
            text = document.title.text if c.event.field is Field.TITLE else document.text.text
            assert text[c.event.start : c.event.end] == c.event.trigger
            for mention in c.event.mentions:
                text = document.title.text if mention.field is Field.TITLE else document.text.text
                assert text[mention.start : mention.end] == mention.trigger
