"""`prometheus(targets)` starts a real Prometheus that scrapes them, and stops it after the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.prometheus.server import Prometheus, running

StartPrometheus = Callable[..., Prometheus]


@pytest.fixture
def prometheus() -> Iterator[StartPrometheus]:
    """Start servers: `prometheus(["127.0.0.1:9108"], rules=path)`; `.query`, `.value`, `.wait`."""
    with ExitStack() as stack:

        def start(targets: list[str], *, rules: Path | None = None) -> Prometheus:
            return stack.enter_context(running(targets, rules=rules))

        yield start


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder `prometheus`."""
    for item in items:
        if "tests/prometheus/" in str(item.path):
            item.add_marker(pytest.mark.prometheus)
