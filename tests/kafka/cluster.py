"""Real Apache Kafka clusters for tests; the starting is done by deploy/kafka, as users do it."""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.services import missing

DEPLOY = Path(__file__).resolve().parents[2] / "deploy" / "kafka"
sys.path.append(str(DEPLOY))  # scripts, not a package: they run before any environment exists

from artifacts import VERSION as KAFKA_VERSION  # noqa: E402
from artifacts import KafkaError, Security, cache_folder, find_runtime  # noqa: E402
from kraft import Cluster, free_ports, wait_for  # noqa: E402

__all__ = [
    "KAFKA_VERSION",
    "Cluster",
    "KafkaError",
    "Security",
    "cache_folder",
    "free_ports",
    "kafka_cluster",
    "wait_for",
]


@contextmanager
def kafka_cluster(
    brokers: int = 1, *, settings: Mapping[str, str] | None = None, secure: bool = False, heap_mb: int = 384
) -> Iterator[Cluster]:
    """Run a cluster of the test's own in a folder of its own; skip where Kafka cannot be had.

    `kill(node)` and `restart(node)` of the cluster play failures; `settings` go into every
    server.properties (`{"message.max.bytes": "100000"}`); with `secure` there are also
    `secure_bootstrap` and `security` (TLS and SASL/PLAIN).
    """
    try:
        find_runtime()
    except KafkaError as error:
        missing(f"Apache Kafka: {error}")
    with tempfile.TemporaryDirectory(prefix="rasid-kafka-", ignore_cleanup_errors=True) as folder:
        cluster = Cluster(Path(folder), brokers=brokers, settings=settings, secure=secure, heap_mb=heap_mb)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()
