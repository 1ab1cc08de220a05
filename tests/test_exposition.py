"""/metrics, /health and /ready answer from a thread of their own."""

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from workers.agents.progress import Progress
from workers.errors import BadSettings
from workers.exposition import Exposition
from workers.logs import JsonFormatter
from workers.metrics import Metrics


@pytest.fixture
def served() -> Iterator[tuple[int, Progress, Metrics]]:
    metrics, progress = Metrics("9", process=False), Progress(60)
    exposition = Exposition(metrics.registry, progress.health, progress.ready, "127.0.0.1", 0)
    exposition.start()
    yield exposition.port, progress, metrics
    exposition.stop()


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_metrics_are_exposed(served: tuple[int, Progress, Metrics]) -> None:
    port, _, metrics = served
    metrics.dead_letters.labels("not_json").inc(3)
    status, page = get(port, "/metrics")
    assert status == 200
    assert 'rasid_dead_letters_total{reason="not_json"} 3.0' in page
    assert 'rasid_build_info{version="9"} 1.0' in page


def test_ready_turns_with_the_worker(served: tuple[int, Progress, Metrics]) -> None:
    port, progress, _ = served
    assert get(port, "/ready")[0] == 503
    progress.assigned = True
    assert get(port, "/ready")[0] == 200
    progress.stopping = "stopping"
    status, page = get(port, "/ready")
    assert status == 503
    assert json.loads(page) == {"status": "failing", "detail": "stopping"}


def test_an_unknown_page_says_which_there_are(served: tuple[int, Progress, Metrics]) -> None:
    assert get(served[0], "/nothing")[0] == 404


def test_a_port_in_use_is_one_line_that_says_what_to_do(served: tuple[int, Progress, Metrics]) -> None:
    with pytest.raises(BadSettings, match="RASID_METRICS_PORT"):
        Exposition(served[2].registry, lambda: (True, ""), lambda: (True, ""), "127.0.0.1", served[0])


def test_sources_past_the_limit_are_counted_as_other() -> None:
    metrics = Metrics("0", max_sources=2, process=False)
    assert [metrics.source(name) for name in ("a", "b", "c", "a", None)] == [
        "a",
        "b",
        "other",
        "a",
        "unknown",
    ]


def test_a_json_log_line_is_one_object() -> None:
    record = logging.LogRecord("rasid", logging.WARNING, __file__, 1, "%s لبوتين", ("قال",), None)
    entry = json.loads(JsonFormatter().format(record))
    assert entry["message"] == "قال لبوتين"
    assert entry["level"] == "WARNING"
    assert entry["time"].endswith("+00:00")
