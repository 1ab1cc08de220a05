"""The worker on real Apache Kafka: every article has one outcome, and the figures agree."""

import base64
import json
import re

import pytest

from tests.kafka.cluster import Cluster, kafka_cluster
from tests.kafka.newsroom import article, newsroom, until

MALFORMED = [
    b"not json",
    b"[1, 2]",
    b'{"title": "no body"}',
    b'{"body": 7}',
    b'{"body": "x", "published_at": "yesterday"}',
    b"\xff\xfe\x00",
    b'{"body": "   "}',
    b"{" + b'"a":{' * 200 + b"}" * 201,
    b'{"body": null}',
    b"",
]


def sample(page: str, name: str, **labels: str) -> float:
    """Sum the samples of a metric in an exposition page whose labels include `labels`."""
    total = 0.0
    for line in page.splitlines():
        found = re.match(rf"{name}(?:{{(.*)}})? (\S+)$", line)
        if found:
            have = dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', found[1] or ""))
            if all(have.get(key) == value for key, value in labels.items()):
                total += float(found[2])
    return total


def test_a_thousand_articles_ten_malformed(kafka: Cluster, prefix: str) -> None:
    with newsroom(kafka.bootstrap, prefix, RASID_DEAD_LETTER_SHARE="1") as room:
        values = [article(number) for number in range(990)]
        for index, bad in enumerate(MALFORMED):
            values.insert(index * 97, bad)
        messages: list[tuple[bytes | None, bytes | None]] = [(None, value) for value in values]
        room.feed([*messages, (b"gone", None)])
        worker = room.start_worker()
        room.wait_no_lag(120)

        clean = room.read_json("articles.clean")
        assert sorted(one["id"] for one in clean) == sorted(f"article-{number}" for number in range(990))
        letters = room.read_json("articles.dead")
        assert sorted(base64.b64decode(one["value"]) for one in letters) == sorted(MALFORMED)
        assert len({one["reason"] for one in letters}) >= 7
        assert all(one["detail"] for one in letters)
        assert room.committed() == {p: end for p, end in room.ends("articles.raw").items() if end}

        until(
            lambda: sample(worker.get("/metrics")[1], "rasid_articles_received_total") == 1000,
            20,
            lambda: "the counters did not reach 1,000",
        )
        page = worker.get("/metrics")[1]
        assert sample(page, "rasid_articles_total", outcome="clean") == 990
        assert sample(page, "rasid_articles_total", outcome="dead_letter") == 10
        assert sample(page, "rasid_dead_letters_total") == 10
        assert sample(page, "rasid_tombstones_total") == 1
        assert sample(page, "rasid_entities_total") == len(room.read("entities"))
        assert sample(page, "rasid_events_total") == len(room.read("events"))
        assert sample(page, "rasid_alerts_total") == len(room.read("alerts"))
        until(
            lambda: sample(worker.get("/metrics")[1], "rasid_consumer_lag_messages") == 0,
            20,
            lambda: "lag is not 0",
        )
        assert worker.get("/health")[0] == 200
        assert worker.stop() == 0


def test_the_same_article_sent_twice_yields_the_same_ids(kafka: Cluster, prefix: str) -> None:
    with newsroom(kafka.bootstrap, prefix) as room:
        room.feed([(None, article(3))])
        room.start_worker()
        room.wait_no_lag(60)
        first = {
            topic: {one["id"] for one in room.read_json(topic)} for topic in ("entities", "events", "alerts")
        }
        room.feed([(None, article(3))])
        room.wait_no_lag(60)
        again = {
            topic: {one["id"] for one in room.read_json(topic)} for topic in ("entities", "events", "alerts")
        }
        assert first["entities"]
        assert again == first


def test_two_workers_share_the_partitions_and_one_takes_over(kafka: Cluster, prefix: str) -> None:
    with newsroom(kafka.bootstrap, prefix) as room:
        one, two = room.start_worker(), room.start_worker()
        room.wait_ready(one)
        room.wait_ready(two)

        def shares() -> list[float]:
            return [sample(worker.get("/metrics")[1], "rasid_assigned_partitions") for worker in (one, two)]

        until(
            lambda: sum(shares()) == len(room.ends("articles.raw")) and min(shares()) >= 1,
            60,
            lambda: str(shares()),
        )
        room.feed([(None, article(number)) for number in range(200)])
        room.wait_no_lag(60)
        assert one.stop() == 0
        room.feed([(None, article(number)) for number in range(200, 400)])
        room.wait_no_lag(90)
        until(
            lambda: (
                sample(two.get("/metrics")[1], "rasid_assigned_partitions") == len(room.ends("articles.raw"))
            ),
            30,
            lambda: "the second worker did not take over",
        )
        ids = [message["id"] for message in room.read_json("articles.clean")]
        assert sorted(ids) == sorted(f"article-{number}" for number in range(400))


def test_an_output_that_the_broker_refuses_dead_letters_its_article(kafka: Cluster, prefix: str) -> None:
    from confluent_kafka.admin import (
        AdminClient,
        AlterConfigOpType,
        ConfigEntry,
        ConfigResource,
        ResourceType,
    )

    with newsroom(kafka.bootstrap, prefix) as room:
        entry = ConfigEntry("max.message.bytes", "3000", incremental_operation=AlterConfigOpType.SET)
        plain = ConfigEntry("compression.type", "uncompressed", incremental_operation=AlterConfigOpType.SET)
        resource = ConfigResource(
            ResourceType.TOPIC, f"{prefix}articles.clean", incremental_configs=[entry, plain]
        )
        admin = AdminClient({"bootstrap.servers": kafka.bootstrap})
        for future in admin.incremental_alter_configs([resource]).values():
            future.result(20)
        big = article(5, paragraphs=60)
        room.feed([(None, article(1, paragraphs=1)), (None, big), (None, article(2, paragraphs=1))])
        room.start_worker()
        room.wait_no_lag(60)
        letters = room.read_json("articles.dead")
        assert [(one["reason"], base64.b64decode(one["value"])) for one in letters] == [
            ("output_too_large", big)
        ]
        assert sorted(one["id"] for one in room.read_json("articles.clean")) == ["article-1", "article-2"]


def test_too_many_dead_letters_stop_the_worker_with_a_clear_message(kafka: Cluster, prefix: str) -> None:
    with newsroom(kafka.bootstrap, prefix, RASID_DEAD_LETTER_WINDOW="50") as room:
        room.feed([(None, b"broken %d" % number) for number in range(200)])
        worker = room.start_worker()
        assert worker.process.wait(60) == 1
        assert "were dead letters" in worker.words()
        assert "Traceback" not in worker.words()
        assert room.lag() >= 50


@pytest.mark.slow
def test_tls_and_sasl_reach_every_client() -> None:
    with kafka_cluster(secure=True) as cluster:
        security = cluster.security
        assert security is not None
        with newsroom(cluster.bootstrap, "secure.") as room:
            room.settings.update(
                {
                    "RASID_BOOTSTRAP_SERVERS": cluster.secure_bootstrap,
                    "RASID_SECURITY_PROTOCOL": "SASL_SSL",
                    "RASID_SASL_USERNAME": security.username,
                    "RASID_SASL_PASSWORD": security.password,
                    "RASID_SSL_CAFILE": security.ca_file,
                }
            )
            import os
            import subprocess
            import sys

            def rasid(*arguments: str) -> "subprocess.CompletedProcess[str]":
                return subprocess.run(
                    [sys.executable, "-m", "workers", *arguments],
                    env=os.environ | room.environment(), capture_output=True, text=True, timeout=90, check=False,
                )  # fmt: skip

            assert rasid("topics", "check").returncode == 0
            fed = rasid("feed", "--sample")
            assert fed.returncode == 0, fed.stderr
            worker = room.start_worker(RASID_DEAD_LETTER_SHARE="1")
            room.wait_no_lag(60)
            tailed = rasid("tail", "articles.clean", "--from-beginning", "--stop-at-end", "--json")
            assert tailed.returncode == 0, tailed.stderr
            assert len(tailed.stdout.splitlines()) == len(room.read("articles.clean")) > 0
            assert json.loads(tailed.stdout.splitlines()[0])["text"]
            for words in (worker.words(), fed.stderr, tailed.stderr):
                assert security.password not in words
