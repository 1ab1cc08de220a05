"""One real Apache Kafka for the whole run; every test takes topics of its own by a prefix."""

import itertools
import os
from collections.abc import Iterator

import pytest

from tests.kafka.cluster import Cluster, kafka_cluster

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def kafka() -> Iterator[Cluster]:
    """A cluster of one broker, `kafka.bootstrap`; do not kill this one: see `kafka_cluster`."""
    with kafka_cluster() as cluster:
        yield cluster


@pytest.fixture
def prefix() -> str:
    """A topic prefix, and group id, that no other test has."""
    return f"t{os.getpid()}-{next(_numbers)}."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder `kafka`."""
    for item in items:
        if "tests/kafka/" in str(item.path):
            item.add_marker(pytest.mark.kafka)
