"""The catalogue is the contract's table of topics."""

import pytest

from topics import Alert, CleanArticle, DeadLetter, Entity, Event, RawArticle
from topics.catalogue import CATALOGUE, Topic, find


def test_it_holds_the_six_topics_of_the_contract_with_their_keys_and_values() -> None:
    assert {topic.name: (topic.key, topic.value) for topic in CATALOGUE} == {
        "articles.raw": ("article id, or null", RawArticle),
        "articles.clean": ("article id", CleanArticle),
        "entities": ("entity id", Entity),
        "events": ("article id", Event),
        "alerts": ("rule", Alert),
        "articles.dead": ("source topic:partition:offset", DeadLetter),
    }


@pytest.mark.parametrize("topic", CATALOGUE, ids=lambda topic: topic.name)
def test_every_topic_says_how_it_is_kept(topic: Topic) -> None:
    assert topic.partitions >= 1
    assert topic.replication == 3
    assert topic.retention_ms > 0
    assert topic.purpose.endswith(".")
    assert set(topic.configs(3)) == {
        "cleanup.policy",
        "compression.type",
        "max.message.bytes",
        "message.timestamp.type",
        "min.insync.replicas",
        "retention.ms",
    }


def test_the_dead_letter_of_the_largest_raw_article_fits_its_topic() -> None:
    raw, dead = find("articles.raw"), find("articles.dead")
    assert raw is not None
    assert dead is not None
    assert raw.max_message_bytes * 4 / 3 + 10_000 < dead.max_message_bytes


@pytest.mark.parametrize(("copies", "in_sync"), [(1, "1"), (2, "1"), (3, "2")])
def test_one_copy_fewer_than_kept_must_acknowledge(copies: int, in_sync: str) -> None:
    assert CATALOGUE[0].configs(copies)["min.insync.replicas"] == in_sync


def test_a_topic_is_found_with_and_without_the_prefix() -> None:
    assert find("staging.events", "staging.") is find("events")
    assert find("events", "staging.") is find("events")
    assert find("nothing") is None
