"""deploy/kafka brings up a Kafka that works, one broker or three, and survives the loss of one."""

import uuid

import pytest
from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from tests.kafka.cluster import Cluster, kafka_cluster

import kraft  # isort: skip  # a script of deploy/kafka, found by what cluster.py adds to the path


def make_topic(bootstrap: str, name: str, replicas: int = 1, **config: str) -> None:
    """Create a topic and wait for it."""
    topic = NewTopic(name, num_partitions=3, replication_factor=replicas, config=config)
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for future in admin.create_topics([topic]).values():
        future.result(30)


def send(settings: dict[str, str], topic: str, values: list[bytes]) -> list[str | None]:
    """Send `values` and return the broker's answer to each: None where it was stored."""
    producer = Producer(settings | {"acks": "all", "delivery.timeout.ms": 30_000, "message.max.bytes": 10**7})
    answers: list[str | None] = []
    for value in values:
        producer.produce(topic, value, on_delivery=lambda error, _: answers.append(error and error.name()))
    producer.flush(40)
    return answers


def receive(settings: dict[str, str], topic: str, count: int) -> list[bytes]:
    """Read `count` values of a topic from its beginning."""
    group = {"group.id": uuid.uuid4().hex, "auto.offset.reset": "earliest"}
    consumer = Consumer(settings | group)
    consumer.subscribe([topic])
    values: list[bytes] = []
    while len(values) < count:
        message = consumer.poll(30)
        assert message is not None, f"only {len(values)} of {count} messages came"
        values.append(message.value())
    consumer.close()
    return values


def test_what_is_sent_is_read_back(kafka: Cluster, prefix: str) -> None:
    settings = {"bootstrap.servers": kafka.bootstrap}
    make_topic(kafka.bootstrap, f"{prefix}letters")
    assert send(settings, f"{prefix}letters", [b"a", b"b", b"c"]) == [None] * 3
    assert sorted(receive(settings, f"{prefix}letters", 3)) == [b"a", b"b", b"c"]


def test_a_message_over_the_topics_limit_is_refused(kafka: Cluster, prefix: str) -> None:
    make_topic(kafka.bootstrap, f"{prefix}small", **{"max.message.bytes": "1000"})
    settings = {"bootstrap.servers": kafka.bootstrap}
    # Apart: sent at once they may share a batch, and the limit is the batch's.
    assert send(settings, f"{prefix}small", [b"x" * 5000]) == ["MSG_SIZE_TOO_LARGE"]
    assert send(settings, f"{prefix}small", [b"x"]) == [None]


@pytest.mark.slow
def test_three_brokers_lose_one_and_go_on_and_take_it_back() -> None:
    with kafka_cluster(brokers=3) as cluster:
        settings = {"bootstrap.servers": cluster.bootstrap}
        make_topic(cluster.bootstrap, "news", replicas=3)
        assert send(settings, "news", [b"before"] * 10) == [None] * 10
        cluster.kill(2)
        assert send(settings, "news", [b"during"] * 10) == [None] * 10
        cluster.restart(2)
        assert sorted(receive(settings, "news", 20)) == [b"before"] * 10 + [b"during"] * 10


def test_the_secure_listener_wants_tls_and_the_password() -> None:
    with kafka_cluster(secure=True) as cluster:
        assert cluster.security is not None
        settings = {
            "bootstrap.servers": cluster.secure_bootstrap,
            "security.protocol": "SASL_SSL",
            "sasl.mechanism": "PLAIN",
            "sasl.username": cluster.security.username,
            "sasl.password": cluster.security.password,
            "ssl.ca.location": cluster.security.ca_file,
        }
        make_topic(cluster.bootstrap, "secret")
        assert send(settings, "secret", [b"x"]) == [None]
        stranger = settings | {"sasl.password": "wrong", "message.timeout.ms": "2000"}
        with pytest.raises(Exception, match=r"(?i)auth|transport"):
            AdminClient(stranger).list_topics(timeout=3)


def test_a_cluster_id_is_no_option_of_the_storage_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter((uuid.UUID(int=0xF8 << 120), uuid.UUID(int=1)))
    monkeypatch.setattr(uuid, "uuid4", lambda: next(made))
    assert kraft.new_cluster_id() == "AAAAAAAAAAAAAAAAAAAAAQ"
