"""Consumer lag and signs of life, measured by the worker itself.

Faust's own Prometheus sensor knows no lag. Lag is the fetch's high watermark minus the committed
offset, for the partitions held; the series of revoked partitions are dropped, so that two workers
never tell of the same partition.
"""

import asyncio
from typing import Any

from workers.agents.progress import Progress
from workers.metrics import Metrics


def offsets(app: Any, topic: str) -> dict[int, tuple[int, int | None]]:
    """Return {partition: (high watermark, committed offset or None)} for the partitions held.

    A partition whose high watermark no fetch has told yet is left out.
    """
    consumer = app.consumer
    held: dict[int, tuple[int, int | None]] = {}
    for partition in consumer.assignment():
        if partition.topic != topic:
            continue
        high = consumer.highwater(partition)
        if high is not None:
            # Faust keeps the committed offset to itself; asking the broker for it every second
            # would cost a request per worker. One place reads it: here.
            held[partition.partition] = (high, consumer._committed_offset.get(partition))
    return held


class LagGauge:
    """Keeps the lag series of the partitions held, and drops those of the others."""

    def __init__(self, metrics: Metrics, topic: str) -> None:
        self._metrics = metrics
        self._topic = topic
        self._shown: set[int] = set()

    def show(self, held: dict[int, tuple[int, int | None]], first: dict[int, int]) -> int:
        """Set the gauges and return the lag in all. `first` has the offset to count from where nothing
        was committed yet."""
        total = 0
        for gone in self._shown - held.keys():
            self._metrics.lag.remove(self._topic, str(gone))
            self._metrics.committed.remove(self._topic, str(gone))
        for partition, (high, committed) in held.items():
            start = committed if committed is not None else first.get(partition, 0)
            lag = max(high - start, 0)
            self._metrics.lag.labels(self._topic, str(partition)).set(lag)
            self._metrics.committed.labels(self._topic, str(partition)).set(start)
            total += lag
        self._shown = set(held)
        return total


def register(app: Any, topic: str, metrics: Metrics, progress: Progress, seconds: float = 1.0) -> None:
    """Measure lag and beat the health clock every `seconds` for as long as `app` runs."""
    gauge = LagGauge(metrics, topic)
    first: dict[int, int] = {}

    async def assigned(_app: Any, assigned: Any, **_: Any) -> None:
        metrics.rebalances.inc()
        metrics.partitions.set(sum(partition.topic == topic for partition in assigned))
        progress.assigned = True

    async def revoked(_app: Any, revoked: Any, **_: Any) -> None:
        gauge.show({}, {})

    async def measure() -> None:
        while not app.should_stop:
            try:
                held = offsets(app, topic)
                unknown = [part for part, (_, done) in held.items() if done is None and part not in first]
                if unknown:
                    partitions = [p for p in app.consumer.assignment() if p.topic == topic]
                    earliest = await app.consumer.earliest_offsets(*partitions)
                    first.update({p.partition: offset for p, offset in earliest.items()})
                progress.beat(gauge.show(held, first))
            except Exception:
                # Between two assignments the consumer knows nothing; the next round will.
                progress.beat(progress.lag)
            await asyncio.sleep(seconds)

    app.on_partitions_assigned.connect(assigned)
    app.on_partitions_revoked.connect(revoked)
    app.task(measure)
