"""A real Prometheus scrapes a real worker; what it answers equals what happened."""

from tests.kafka.cluster import Cluster
from tests.kafka.conftest import kafka, prefix
from tests.kafka.newsroom import article, newsroom
from tests.prometheus.conftest import StartPrometheus

__all__ = ["kafka", "prefix"]


def test_prometheus_tells_the_counts_the_lag_and_the_latency(
    kafka: Cluster, prefix: str, prometheus: StartPrometheus
) -> None:
    with newsroom(kafka.bootstrap, prefix, RASID_DEAD_LETTER_SHARE="1") as room:
        worker = room.start_worker()
        room.wait_ready(worker)
        server = prometheus([f"127.0.0.1:{worker.port}"])
        room.feed([(None, article(number)) for number in range(70)])
        room.feed([(None, b"not json"), (None, b"[]"), (b"k", None)])
        room.wait_no_lag(60)

        server.wait("sum(rasid_articles_received_total)", lambda value: value == 72)
        assert server.value('sum(rasid_articles_total{outcome="clean"})') == 70
        assert server.value('sum(rasid_articles_total{outcome="dead_letter"})') == 2
        assert server.value('rasid_dead_letters_total{reason="not_json"}') == 1
        assert server.value("rasid_tombstones_total") == 1
        assert server.value("sum(rasid_entities_total)") == len(room.read("entities"))
        assert server.value("sum(rasid_events_total)") == len(room.read("events"))
        assert server.value("sum(rasid_alerts_total)") == len(room.read("alerts"))
        server.wait("sum(rasid_consumer_lag_messages)", lambda value: value == 0)
        assert server.value("sum(rasid_consumer_committed_offset)") == sum(room.ends("articles.raw").values())
        for stage in ("clean", "entities", "events", "watch"):
            assert server.value(f'rasid_stage_duration_seconds_count{{stage="{stage}"}}') == 70
        assert server.value("rasid_article_age_received_seconds_count") == 72
        assert server.value("rasid_assigned_partitions") == len(room.ends("articles.raw"))
        assert server.value("up") == 1
        assert server.value("faust_messages_received_total") == 73
        assert server.value("faust_commit_latency_seconds") > 0
