"""Those of Faust's own sensors that tell the truth, as metrics.

Left out on purpose: the counts of active events never fall with `noack_take`, and the latencies of
rebalances and of HTTP are measured wrongly (Faust 0.15.3); lag it does not know at all (see `lag`).
"""

from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

COUNTERS = {
    "messages_received_total": ("faust_messages_received", "Messages that Faust's consumer handed on."),
    "assignments_completed": (
        "faust_assignments_completed",
        "Rounds of assigning partitions that ended well.",
    ),
    "assignments_failed": ("faust_assignments_failed", "Rounds of assigning partitions that failed."),
}


class FaustSensors(Collector):
    """Reads Faust's monitor whenever the metrics are scraped."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def describe(self) -> list[Metric]:
        """Name the metrics without reading the monitor, which exists only once the app runs."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield the counters, and how long the latest commit of offsets took."""
        monitor = self._app.monitor
        for attribute, (name, meaning) in COUNTERS.items():
            yield CounterMetricFamily(name, meaning, value=float(getattr(monitor, attribute)))
        if monitor.commit_latency:
            yield GaugeMetricFamily(
                "faust_commit_latency_seconds",
                "Time that the latest commit of offsets took.",
                value=float(monitor.commit_latency[-1]),
            )


def register(app: Any, registry: CollectorRegistry) -> None:
    """Add Faust's sensors to the worker's metrics."""
    registry.register(FaustSensors(app))
