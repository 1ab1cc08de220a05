"""Create, check and describe the catalogue's topics on a broker. Nothing is ever deleted or altered.

Works against Apache Kafka and against tansu, which tells only the settings that were given when a
topic was created: what a broker does not tell is reported as such, never as drift.
"""

import logging
import re
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import KafkaError, for_code

from topics.catalogue import CATALOGUE, Topic

TOPIC_ALREADY_EXISTS = 36
CONNECT_SECONDS = 5.0
SETTLE_SECONDS = 20.0
BOOTSTRAP_MS = 6_000


class AdminError(Exception):
    """The broker refused, or could not be asked; the message is one line for a person."""


class BrokerUnreachable(AdminError):
    """No broker answers at the addresses given, or none lets us in."""


@dataclass(frozen=True, slots=True)
class Partition:
    """One partition as the broker tells it; brokers by their ids, -1 where there is no leader."""

    index: int
    leader: int
    replicas: tuple[int, ...]
    in_sync: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about a topic that is not as the catalogue has it."""

    setting: str
    """`partitions`, `replication`, `leader`, or the name of a topic setting such as `retention.ms`."""
    wanted: str
    found: str


@dataclass(frozen=True, slots=True)
class TopicReport:
    """What stands on the broker for one topic of the catalogue."""

    topic: Topic
    name: str
    """With the prefix."""
    exists: bool
    created: bool = False
    """True where this call created it."""
    partitions: tuple[Partition, ...] = ()
    configs: Mapping[str, str] | None = None
    """The settings that the catalogue names, as the broker tells them; None where it tells none."""
    differences: tuple[Difference, ...] = ()
    untold: tuple[str, ...] = ()
    """Settings that the catalogue names and this broker does not tell."""

    @property
    def replication(self) -> int:
        """Copies of the partition that has the fewest; 0 where the topic is missing."""
        return min((len(partition.replicas) for partition in self.partitions), default=0)

    @property
    def right(self) -> bool:
        """Whether the topic is there and nothing that the broker tells differs from the catalogue."""
        return self.exists and not self.differences


def create(
    client: Mapping[str, object], prefix: str = "", replication: int | None = None
) -> tuple[TopicReport, ...]:
    """Create the topics that are missing and report on all; those that exist are left as they are.

    `client` holds kafka-python's connection arguments (`bootstrap_servers`, security). `replication`
    replaces the catalogue's number of copies; without it a cluster of fewer brokers gets as many as
    it has. Raises `BrokerUnreachable` or `AdminError`.
    """
    with _connect(client) as admin:
        copies = _copies(admin, replication)
        before = _names(admin)
        missing = [topic for topic in CATALOGUE if prefix + topic.name not in before]
        created = _create(admin, missing, prefix, copies) if missing else set()
        deadline = time.monotonic() + SETTLE_SECONDS
        while True:
            reports = _reports(admin, prefix, copies, created)
            # A topic just created stands in the metadata before all its partitions have leaders.
            settling = any(report.created and not report.right for report in reports)
            if not settling or time.monotonic() > deadline:
                return reports
            time.sleep(0.2)


def check(
    client: Mapping[str, object], prefix: str = "", replication: int | None = None
) -> tuple[TopicReport, ...]:
    """Report on every topic of the catalogue, in its order. Changes nothing; raises as `create`."""
    with _connect(client) as admin:
        return _reports(admin, prefix, _copies(admin, replication), set())


describe = check
# One report for both: `rasid topics describe` prints all of it, `check` only what differs.


@contextmanager
def _connect(client: Mapping[str, object]) -> Iterator[KafkaAdminClient]:
    servers = client.get("bootstrap_servers", "localhost:9092")
    servers = servers.split(",") if isinstance(servers, str) else list(servers)  # type: ignore[call-overload]
    where = ", ".join(servers)
    knock(servers)
    arguments = {"bootstrap_timeout_ms": BOOTSTRAP_MS, "client_id": "rasid-topics", **client}
    with _reasons() as reasons:
        try:
            admin = KafkaAdminClient(**arguments)
        except (KafkaError, OSError, ValueError) as error:
            why = reasons.best or _one_line(error)
            hint = "" if "security_protocol" in client else "; does it want TLS or SASL?"
            raise BrokerUnreachable(f"the broker at {where} does not let us in: {why}{hint}") from None
    try:
        yield admin
    except KafkaError as error:
        raise AdminError(f"the broker at {where} refused: {_one_line(error)}") from None
    finally:
        admin.close()


class _Reasons(logging.Handler):
    """Keeps what kafka-python only logs: why a broker turned a connection away."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.best = ""

    def emit(self, record: logging.LogRecord) -> None:
        found = re.search(r"(?:Authentication|Handshake) failed.*", record.getMessage())
        if found and not self.best:
            self.best = re.sub(r" \((?:_ssl|backoff).*", "", found[0]).rstrip(")")


@contextmanager
def _reasons() -> Iterator[_Reasons]:
    """Listen to kafka-python's log, and keep its many lines from the screen meanwhile."""
    logger, handler = logging.getLogger("kafka"), _Reasons()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def knock(servers: Sequence[str]) -> None:
    """See at once whether anything listens: kafka-python would try again for half a minute."""
    failures = []
    for server in servers:
        host, _, port = server.strip().rpartition(":")
        if not host or not port.isdecimal():
            raise BrokerUnreachable(f"{server.strip()!r} is no broker address: give host:port")
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_SECONDS).close()
        except (OSError, OverflowError) as error:
            failures.append(f"{server.strip()} ({_one_line(error)})")
        else:
            return
    raise BrokerUnreachable(f"no Kafka broker answers at {', '.join(failures)}")


def _one_line(error: Exception) -> str:
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(told.split()) or type(error).__name__


def _copies(admin: KafkaAdminClient, replication: int | None) -> dict[Topic, int]:
    brokers = max(1, len(admin.describe_cluster()["brokers"]))
    return {topic: replication or min(topic.replication, brokers) for topic in CATALOGUE}


def _names(admin: KafkaAdminClient) -> set[str]:
    return set(admin.list_topics())


def _create(
    admin: KafkaAdminClient, missing: Sequence[Topic], prefix: str, copies: Mapping[Topic, int]
) -> set[str]:
    wanted = {
        prefix + topic.name: {
            "num_partitions": topic.partitions,
            "replication_factor": copies[topic],
            "configs": topic.configs(copies[topic]),
        }
        for topic in missing
    }
    created = set()
    for answer in admin.create_topics(wanted, raise_errors=False)["topics"]:
        code, name = answer["error_code"], answer["name"]
        if code == 0:
            created.add(name)
        elif code != TOPIC_ALREADY_EXISTS:  # another process was faster: as good
            told = answer.get("error_message") or for_code(code).__name__
            raise AdminError(f"topic {name} could not be created: {told}")
    admin.wait_for_topics(list(wanted))
    return created


def _reports(
    admin: KafkaAdminClient, prefix: str, copies: Mapping[Topic, int], created: set[str]
) -> tuple[TopicReport, ...]:
    there = _names(admin)
    names = {topic: prefix + topic.name for topic in CATALOGUE}
    present = [name for name in names.values() if name in there]
    described = {found["name"]: found for found in (admin.describe_topics(present) if present else [])}
    configs = _configs(admin, present)
    reports = []
    for topic, name in names.items():
        if name not in described:
            reports.append(TopicReport(topic, name, exists=False))
            continue
        partitions = tuple(
            Partition(
                index=one["partition_index"],
                leader=one["leader_id"],
                replicas=tuple(one["replica_nodes"]),
                in_sync=tuple(one["isr_nodes"]),
            )
            for one in sorted(described[name]["partitions"], key=lambda one: one["partition_index"])
        )
        wanted = topic.configs(copies[topic])
        told = {key: value for key, value in configs.get(name, {}).items() if key in wanted}
        reports.append(
            TopicReport(
                topic=topic,
                name=name,
                exists=True,
                created=name in created,
                partitions=partitions,
                configs=told or None,
                differences=_differences(topic, copies[topic], partitions, told),
                untold=tuple(key for key in wanted if key not in told),
            )
        )
    return tuple(reports)


def _configs(admin: KafkaAdminClient, names: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the topics' settings, as far as the broker tells them."""
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    try:
        answer = admin.describe_configs(resources, config_filter="all") if resources else {}
    except KafkaError:
        return {}  # not offered by this broker, or not allowed to this user
    return {
        name: {key: str(config["value"]) for key, config in settings.items() if config["value"] is not None}
        for name, settings in answer.get("topic", {}).items()
    }


def _differences(
    topic: Topic, copies: int, partitions: Sequence[Partition], told: Mapping[str, str]
) -> tuple[Difference, ...]:
    found = []
    if len(partitions) != topic.partitions:
        found.append(Difference("partitions", str(topic.partitions), str(len(partitions))))
    fewest = min((len(partition.replicas) for partition in partitions), default=0)
    if fewest != copies:
        found.append(Difference("replication", str(copies), str(fewest)))
    headless = [str(partition.index) for partition in partitions if partition.leader < 0]
    if headless:
        found.append(Difference("leader", "one for each partition", f"none for {', '.join(headless)}"))
    for key, wanted in topic.configs(copies).items():
        if key in told and told[key] != wanted:
            found.append(Difference(key, wanted, told[key]))
    return tuple(found)
