"""Nothing is lost: workers killed at random moments, on real Apache Kafka."""

import json
import random
import time
from collections import defaultdict
from datetime import UTC, datetime

import pytest

from tests.kafka.cluster import Cluster
from tests.kafka.newsroom import article, newsroom, until
from workers.pipeline import Pipeline
from workers.settings import Settings

ARTICLES = 20_000
MOMENTARY = ("received_at", "fired_at", "failed_at")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_twenty_thousand_articles_survive_five_kills(kafka: Cluster, prefix: str) -> None:
    chance = random.Random()
    with newsroom(kafka.bootstrap, prefix) as room:
        workers = [room.start_worker(), room.start_worker()]
        for worker in workers:
            room.wait_ready(worker)
        room.feed([(None, article(number, 2)) for number in range(ARTICLES)])
        # Each kill falls at a random moment of the work, however fast it goes: when a random part of
        # the articles is through, and a little later.
        for part in sorted(chance.uniform(0.03, 0.7) for _ in range(5)):
            until(
                lambda part=part: sum(room.committed().values()) >= part * ARTICLES,
                300,
                lambda: f"no progress: {room.committed()}",
            )
            time.sleep(chance.uniform(0.0, 0.7))
            assert room.lag() > 0, "all articles were through before the last kill: feed more of them"
            victim = chance.randrange(2)
            workers[victim].kill()
            workers[victim] = room.start_worker()
        room.wait_no_lag(400)

        counts: dict[str, int] = {}
        for topic in ("articles.clean", "entities", "events", "alerts"):
            copies: dict[str, list[str]] = defaultdict(list)
            for message in room.read_json(topic):
                for name in MOMENTARY:
                    message.pop(name, None)
                copies[message["id"]].append(json.dumps(message, sort_keys=True))
            counts[topic] = len(copies)
            if topic == "articles.clean":
                lost = {f"article-{number}" for number in range(ARTICLES)} - copies.keys()
                assert not lost, f"{len(lost)} articles lost, e.g. {sorted(lost)[:3]}"
            assert all(len(set(same)) == 1 for same in copies.values()), f"{topic}: one id, two contents"
            repeats = sum(len(same) - 1 for same in copies.values())
            print(f"{topic}: {len(copies)} ids, {repeats} repeats")
        assert room.read("articles.dead") == []

        # Not only the articles: every message that they should have caused is there.
        pipeline = Pipeline.from_settings(Settings())
        expected = dict.fromkeys(("entities", "events", "alerts"), 0)
        now = datetime.now(UTC)
        for number in range(ARTICLES):
            tagged = pipeline.process(article(number, 2), now).tagged
            assert tagged is not None
            expected["entities"] += len(tagged.entities)
            expected["events"] += len(tagged.events)
            expected["alerts"] += len(tagged.alerts)
        assert {topic: counts[topic] for topic in expected} == expected


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_five_clean_stops_lose_nothing_and_repeat_nothing(kafka: Cluster, prefix: str) -> None:
    with newsroom(kafka.bootstrap, prefix) as room:
        room.feed([(None, article(number, 2)) for number in range(6000)])
        for _ in range(5):
            worker = room.start_worker()
            room.wait_ready(worker)
            time.sleep(1.0)
            assert worker.stop() == 0, worker.words()[-1500:]
        room.start_worker()
        room.wait_no_lag(200)
        ids = [message["id"] for message in room.read_json("articles.clean")]
        assert sorted(ids) == sorted(f"article-{number}" for number in range(6000))
