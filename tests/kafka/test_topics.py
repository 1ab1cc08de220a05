"""`topics.admin` creates, checks and describes the catalogue on a real Kafka, and deletes nothing."""

import pytest
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

from tests.kafka.cluster import Cluster, free_ports, kafka_cluster
from topics.admin import BrokerUnreachable, Difference, check, create
from topics.catalogue import CATALOGUE


def client_of(kafka: Cluster) -> dict[str, object]:
    """kafka-python's connection arguments."""
    return {"bootstrap_servers": kafka.bootstrap.split(",")}


def test_everything_missing_is_created_as_the_catalogue_says(kafka: Cluster, prefix: str) -> None:
    reports = create(client_of(kafka), prefix)
    assert [report.name for report in reports] == [prefix + topic.name for topic in CATALOGUE]
    assert all(report.created and report.right and not report.untold for report in reports)
    assert [len(report.partitions) for report in reports] == [topic.partitions for topic in CATALOGUE]
    # One broker: one copy instead of three.
    assert {report.replication for report in reports} == {1}
    assert reports[0].configs == CATALOGUE[0].configs(1)


def test_checking_creates_nothing(kafka: Cluster, prefix: str) -> None:
    for _ in range(2):
        reports = check(client_of(kafka), prefix)
        assert not any(report.exists or report.right or report.created for report in reports)


def test_creating_twice_changes_nothing(kafka: Cluster, prefix: str) -> None:
    create(client_of(kafka), prefix)
    reports = create(client_of(kafka), prefix)
    assert not any(report.created for report in reports)
    assert all(report.right for report in reports)


def test_what_differs_is_shown_and_left_alone(kafka: Cluster, prefix: str) -> None:
    admin = KafkaAdminClient(**client_of(kafka))
    admin.create_topics(
        {
            f"{prefix}events": {
                "num_partitions": 2,
                "replication_factor": 1,
                "configs": {"retention.ms": "1000", "cleanup.policy": "compact"},
            }
        }
    )
    for act in (create, check):
        by_name = {report.topic.name: report for report in act(client_of(kafka), prefix)}
        events = by_name.pop("events")
        assert not events.right
        assert not events.created
        assert set(events.differences) >= {
            Difference("partitions", "6", "2"),
            Difference("retention.ms", "7776000000", "1000"),
            Difference("cleanup.policy", "delete", "compact"),
            Difference("compression.type", "lz4", "producer"),
        }
        assert all(report.right for report in by_name.values())
    resource = ConfigResource(ConfigResourceType.TOPIC, f"{prefix}events")
    kept = admin.describe_configs([resource])["topic"][f"{prefix}events"]
    assert kept["retention.ms"]["value"] == "1000"
    admin.close()


def test_more_copies_than_brokers_is_said_in_one_line(kafka: Cluster, prefix: str) -> None:
    with pytest.raises(Exception, match=r"could not be created: .*replication factor") as refused:
        create(client_of(kafka), prefix, replication=3)
    assert "\n" not in str(refused.value)


def test_no_broker_is_said_at_once_and_in_one_line() -> None:
    port = free_ports(1)[0]
    with pytest.raises(
        BrokerUnreachable, match=rf"no Kafka broker answers at 127\.0\.0\.1:{port} \(Connection"
    ):
        check({"bootstrap_servers": [f"127.0.0.1:{port}"]})


@pytest.mark.parametrize("server", ["localhost", "localhost:", "localhost:nine"])
def test_an_address_without_a_port_is_no_address(server: str) -> None:
    with pytest.raises(BrokerUnreachable, match=r"is no broker address: give host:port"):
        check({"bootstrap_servers": [server]})


def test_security_settings_reach_the_client_and_a_refusal_says_why() -> None:
    with kafka_cluster(secure=True) as cluster:
        assert cluster.security is not None
        right = {
            "bootstrap_servers": [cluster.secure_bootstrap],
            "security_protocol": "SASL_SSL",
            "sasl_mechanism": "PLAIN",
            "sasl_plain_username": cluster.security.username,
            "sasl_plain_password": cluster.security.password,
            "ssl_cafile": cluster.security.ca_file,
        }
        assert all(report.created for report in create(right))
        refused(right | {"sasl_plain_password": "wrong"}, "Invalid username or password")
        refused(
            {key: value for key, value in right.items() if key != "ssl_cafile"}, "certificate verify failed"
        )
        refused({"bootstrap_servers": [cluster.secure_bootstrap]}, "does it want TLS or SASL")


def refused(client: dict[str, object], words: str) -> None:
    """Check that the broker's refusal is told in `words`; a busy machine needs longer to hear it."""
    told = ""
    for milliseconds in (5_000, 15_000, 45_000):
        with pytest.raises(BrokerUnreachable) as caught:
            check(client | {"bootstrap_timeout_ms": milliseconds})
        told = str(caught.value)
        if words in told:
            return
    pytest.fail(f"{words!r} was not told, but: {told}")


@pytest.mark.slow
def test_three_brokers_keep_three_copies() -> None:
    with kafka_cluster(brokers=3) as cluster:
        reports = create(client_of(cluster))
        assert [report.replication for report in reports] == [3] * len(reports)
        assert [report.differences for report in reports] == [()] * len(reports)
        assert reports[0].configs == CATALOGUE[0].configs(3)
