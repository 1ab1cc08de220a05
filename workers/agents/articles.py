"""The one agent of the main job: raw articles in; clean articles, entities, events, alerts out.

At least once, by the one pattern that held under kill -9 (see deploy/DELIVERY.md): take a batch
without acknowledging it, compute every output (bad input becomes a dead letter), deliver all of
them, see that the partitions are still ours, and only then acknowledge each event.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import perf_counter, time
from typing import Any

from topics import DeadLetter, Reason
from topics.codec import Rejection, encode
from workers.agents.breaker import DeadLetterBreaker
from workers.agents.delivery import PartitionsMoved, Send, deliver
from workers.agents.messages import Output, outputs_of
from workers.agents.progress import Progress
from workers.agents.tally import tally
from workers.errors import TooManyDeadLetters
from workers.metrics import Metrics
from workers.pipeline import Origin, Outcome, Pipeline, dead_letter

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What the agent needs to know of the settings."""

    topic: str
    """Full name of the topic of raw articles."""
    prefix: str
    batch_size: int
    batch_seconds: float
    delivery_timeout_seconds: float
    max_message_bytes: int
    dead_letter_window: int
    dead_letter_share: float


@dataclass(frozen=True, slots=True)
class Handled:
    """One event of a batch with its outcome and the outputs it caused."""

    event: Any
    outcome: Outcome
    origin: Origin
    received_at: datetime
    outputs: tuple[Output, ...]
    letter: DeadLetter | None = None


class ArticleAgent:
    """Handles batches of raw articles for one worker."""

    def __init__(
        self,
        pipeline: Pipeline,
        options: Options,
        metrics: Metrics,
        progress: Progress,
        send: Send,
        on_failure: Callable[[Exception], Awaitable[None]],
    ) -> None:
        self._pipeline = pipeline
        self._options = options
        self._metrics = metrics
        self._progress = progress
        self._send = send
        self._breaker = DeadLetterBreaker(options.dead_letter_window, options.dead_letter_share)
        self._busy = asyncio.Lock()
        self._draining = False
        self._on_failure = on_failure
        self._finishing: asyncio.Task[None] | None = None

    async def drain(self) -> None:
        """Finish the batches in hand and begin no other: a clean stop then repeats nothing."""
        self._draining = True
        self._progress.stopping = self._progress.stopping or "stopping"
        async with self._busy:
            await self.settle()

    async def settle(self) -> None:
        """Wait until the batch under way was delivered and acknowledged, or given up."""
        if self._finishing is not None:
            await self._finishing

    async def handle(self, events: list[Any], generation: Any) -> None:
        """Compute one batch, and leave it to be delivered and acknowledged while the next is computed.

        Batches are finished one after the other, each whole: every article delivered and acknowledged,
        or none of it ours. `generation` is called for the consumer group's current generation. Raises
        `TooManyDeadLetters` before anything of the batch is sent when their share is too high.
        """
        async with self._busy:
            if self._draining:
                return
            began = generation()
            # What was fetched before a rebalance is read again from the committed offset by whoever
            # holds the partition now: working on it would only make repeats.
            mine = [event for event in events if event.message.generation_id == began]
            if not mine:
                return
            handled = await self._compute_all(mine)
            await self.settle()
            self._finishing = asyncio.create_task(self._finish(mine, handled, began, generation))

    async def _compute_all(self, events: list[Any]) -> list[Handled]:
        handled: list[Handled] = []
        full = [event for event in events if event.message.value is not None]
        arrived = [_received(event.message) for event in full]
        values = ((event.message.value, when) for event, when in zip(full, arrived, strict=True))
        outcomes = self._pipeline.process_all(values)
        for event, when, outcome in zip(full, arrived, outcomes, strict=True):
            handled.append(self._handled(event, when, outcome))
            await asyncio.sleep(0)  # let the batch before be delivered meanwhile
        for one in handled:
            self._breaker.record(one.letter is not None)
        if self._breaker.tripped:
            raise TooManyDeadLetters(
                f"{self._breaker.explain()}: nothing of the last batch was sent or committed. Read their "
                "reasons on articles.dead, mend the cause, and start the worker again"
            )
        return handled

    async def _finish(self, mine: list[Any], handled: list[Handled], began: Any, generation: Any) -> None:
        """Deliver a batch, then acknowledge it if the partitions are still ours."""
        try:
            handled = await self._deliver(handled, lambda: generation() == began)
            if generation() != began:
                raise PartitionsMoved
        except PartitionsMoved:
            self._metrics.abandoned.inc()
            log.info("the partitions moved: %d articles are left to be read again", len(mine))
        except Exception as error:
            await self._on_failure(error)
        else:
            for event in mine:
                event.ack()
            self._progress.acknowledged()
            self._count(mine, handled)

    def _handled(self, event: Any, received: datetime, outcome: Outcome) -> Handled:
        """Return what an article's outcome puts on the topics."""
        message = event.message
        origin = Origin(message.topic, message.partition, message.offset, message.key, message.value)
        handled = Handled(event, outcome, origin, received, ())
        if outcome.tagged is None:
            assert outcome.rejection is not None
            return self._rejected(handled, outcome.rejection)
        outputs = outputs_of(outcome.tagged)
        largest = max(outputs, key=lambda output: len(output.value))
        if len(largest.value) > self._options.max_message_bytes:
            limit = self._options.max_message_bytes
            detail = f"{len(largest.value):,} bytes for {largest.topic}; the limit is {limit:,}"
            return self._rejected(handled, Rejection(Reason.OUTPUT_TOO_LARGE, detail))
        return replace(handled, outputs=outputs)

    def _rejected(self, handled: Handled, rejection: Rejection) -> Handled:
        origin = handled.origin
        letter = dead_letter(origin, rejection, datetime.now(UTC))
        key = f"{origin.topic}:{origin.partition}:{origin.offset}".encode()
        return replace(handled, outputs=(Output("articles.dead", key, encode(letter)),), letter=letter)

    async def _deliver(self, handled: list[Handled], still_ours: Any) -> list[Handled]:
        """Deliver all outputs; an article with a refused one becomes a dead letter, delivered too."""
        started = perf_counter()
        waiting = list(range(len(handled)))
        while waiting:
            flat = [(position, output) for position in waiting for output in handled[position].outputs]
            refused = await deliver(
                [replace(output, topic=self._options.prefix + output.topic) for _, output in flat],
                self._send,
                still_ours=still_ours,
                patience=self._options.delivery_timeout_seconds,
                on_retry=lambda topic: self._metrics.redeliveries.labels(topic).inc(),
                on_state=self._set_delivering,
            )
            waiting = []
            for index, why in refused.items():
                position = flat[index][0]
                one = handled[position]
                if one.letter is not None:
                    # The dead letter itself is too large for its topic. Losing it is no choice, so
                    # the batch stays unacknowledged and the way out is said.
                    log.error(
                        "articles.dead refuses the dead letter of %s (%s): raise max.message.bytes of that "
                        "topic; trying again",
                        one.outputs[0].key.decode(),
                        why,
                    )
                    self._set_delivering(False)
                    await asyncio.sleep(5)
                    if not still_ours():
                        raise PartitionsMoved
                else:
                    handled[position] = self._rejected(one, Rejection(Reason.OUTPUT_TOO_LARGE, why))
                if position not in waiting:
                    waiting.append(position)
        if handled:
            self._metrics.delivery_seconds.observe(perf_counter() - started)
        return handled

    def _set_delivering(self, delivering: bool) -> None:
        self._progress.delivering = delivering

    def _count(self, events: list[Any], handled: list[Handled]) -> None:
        now = time()
        self._metrics.last_progress.set(now)
        self._metrics.batch_articles.observe(len(events))
        self._metrics.tombstones.inc(len(events) - len(handled))
        for one in handled:
            tally(self._metrics, one.outcome, one.letter, now - one.received_at.timestamp())


def _received(message: Any) -> datetime:
    """Return when the broker took a message in."""
    return datetime.fromtimestamp(message.timestamp, UTC) if message.timestamp else datetime.now(UTC)


def register(
    app: Any, pipeline: Pipeline, options: Options, metrics: Metrics, progress: Progress, fail: Any
) -> None:
    """Attach the agent to `app`. `fail(error)` stops the worker with a non-zero exit status."""
    topic = app.topic(
        options.topic, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw"
    )

    async def send(topic: str, key: bytes, value: bytes) -> Any:
        return await app.producer.send(topic, key, value, None, None, None)

    agent = ArticleAgent(pipeline, options, metrics, progress, send, fail)

    async def articles(stream: Any) -> None:
        async for events in stream.noack_take(options.batch_size, within=options.batch_seconds):
            try:
                await agent.handle(events, lambda: app.consumer_generation_id)
            except Exception as error:
                # Faust would restart the agent and never read this batch again before the next
                # rebalance: stop instead, so that the next start reads it from the committed offset.
                await fail(error)
                await asyncio.Event().wait()

    async def drain(_app: Any, **_: Any) -> None:
        # The consumer is still there and commits what is acknowledged when it stops, after this.
        try:
            await asyncio.wait_for(agent.drain(), options.delivery_timeout_seconds)
        except TimeoutError:
            log.warning("the batch in hand could not be finished: its articles will be read again")

    app.agent(topic, name="rasid.articles")(articles)
    app.on_before_shutdown.connect(drain)
