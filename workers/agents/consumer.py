"""Faust's consumer, made to seek every partition it is given, also one that nobody committed yet.

When a rebalance begins, what the fetch under way brings is thrown away, and Faust seeks back to the
committed offsets to read it again. aiokafka's `seek_to_committed` leaves a partition where it is when
its committed offset is missing or 0. What was thrown away is then never read: the lag stands still, or
the next article's commit jumps over it. That is how the first rebalance of a new group loses articles.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import faust
from faust.transport.drivers.aiokafka import Consumer
from faust.types import TP

log = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds between two tries to seek."""


class SeekingConsumer(Consumer):
    """A consumer whose partitions all stand at the first message that is not committed."""

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Seek to the committed offsets, and to the start where there is none; return the committed.

        Tried again until the broker answers: with a failed seek Faust would go on behind the messages
        it threw away. Raises what the last try raised when the group's generation changed meanwhile
        (the new assignment seeks for itself) or the consumer stops.
        """
        generation = self.app.consumer_generation_id
        while True:
            try:
                committed = await super().seek_to_committed()
                fresh = [partition for partition, offset in committed.items() if not offset]
                if fresh:
                    await self.seek_wait(await self.earliest_offsets(*fresh))
                return committed
            except Exception as error:
                if self.should_stop or self.app.consumer_generation_id != generation:
                    raise
                log.warning("seeking to the committed offsets failed (%r); trying again", error)
                await asyncio.sleep(PAUSE)


class App(faust.App):
    """A Faust app that reads with a `SeekingConsumer`."""

    def _new_transport(self) -> Any:
        transport: Any = super()._new_transport()
        transport.Consumer = SeekingConsumer
        return transport
