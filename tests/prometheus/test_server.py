"""The Prometheus of the tests scrapes and answers: what other tests of this folder rely on."""

import math
from collections.abc import Iterator

import pytest
from prometheus_client import CollectorRegistry, Counter, start_http_server

from tests.kafka.cluster import free_ports
from tests.prometheus.conftest import StartPrometheus


@pytest.fixture
def counter() -> Iterator[tuple[Counter, str]]:
    """A counter, and the address where it is exposed."""
    registry = CollectorRegistry()
    port = free_ports(1)[0]
    server, thread = start_http_server(port, "127.0.0.1", registry)
    yield Counter("letters_total", "Letters.", ["kind"], registry=registry), f"127.0.0.1:{port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_counted_is_scraped_and_queried_back(
    prometheus: StartPrometheus, counter: tuple[Counter, str]
) -> None:
    letters, address = counter
    letters.labels("love").inc(3)
    letters.labels("dead").inc(4)
    server = prometheus([address])
    assert server.wait("sum(letters_total)", lambda value: value > 0) == 7
    assert {one.labels["kind"]: one.value for one in server.query("letters_total")} == {"love": 3, "dead": 4}
    assert server.targets() == {address: "up"}


def test_nothing_scraped_is_no_number_and_a_wrong_query_says_why(prometheus: StartPrometheus) -> None:
    server = prometheus([])
    assert math.isnan(server.value("letters_total"))
    with pytest.raises(AssertionError, match="parse error"):
        server.query("sum(")
