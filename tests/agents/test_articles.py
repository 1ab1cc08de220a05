"""One batch: everything delivered, then acknowledged; or nothing acknowledged at all."""

import asyncio
import base64
from collections.abc import Awaitable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from aiokafka.errors import KafkaTimeoutError, MessageSizeTooLargeError

from topics import CleanArticle, DeadLetter, Reason
from topics.codec import Rejection
from workers.agents.articles import ArticleAgent, Options
from workers.agents.progress import Progress
from workers.errors import TooManyDeadLetters
from workers.metrics import Metrics
from workers.pipeline import Outcome, Tagged

GENERATION = 4


class PureDouble:
    """Stands for the pipeline: a value that starts with `bad` is rejected, any other is clean."""

    def process_all(self, values: Iterable[tuple[bytes, datetime]]) -> Iterator[Outcome]:
        return (self._process(value) for value, _ in values)

    def _process(self, value: bytes) -> Outcome:
        if value.startswith(b"bad"):
            return Outcome(None, Rejection(Reason.NOT_JSON, "no JSON"), "s")
        article = CleanArticle(
            id=value.decode(),
            source="s",
            title="t",
            text="x" * 10,
            language="ar",
            received_at="2026-01-01T00:00:00Z",
            pipeline="p",
        )
        return Outcome(Tagged(article), None, "s", 5.0)


@dataclass
class Event:
    value: bytes | None
    offset: int = 0
    generation: int = GENERATION
    acked: bool = False

    @property
    def message(self) -> Any:
        return SimpleNamespace(
            topic="articles.raw", partition=0, offset=self.offset, key=None, value=self.value,
            timestamp=1_700_000_000.0, generation_id=self.generation,
        )  # fmt: skip

    def ack(self) -> None:
        self.acked = True


@dataclass
class Broker:
    """Records what is sent; `answer(topic, value)` may give an exception to fail with."""

    answer: Any = None
    sent: list[tuple[str, bytes, bytes]] = field(default_factory=list)

    async def send(self, topic: str, key: bytes, value: bytes) -> Awaitable[Any]:
        self.sent.append((topic, key, value))
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        error = self.answer(topic, value) if self.answer else None
        if error is None:
            future.set_result("ok")
        else:
            future.set_exception(error)
        return future

    def on(self, topic: str) -> list[bytes]:
        return [value for name, _, value in self.sent if name == topic]


async def unforeseen(error: Exception) -> None:
    raise AssertionError(f"nobody foresaw {error!r}")


async def bring(subject: ArticleAgent, events: list[Any], generation: Any = lambda: GENERATION) -> None:
    """Hand the agent a batch and wait until it was finished."""
    await subject.handle(events, generation)
    await subject.settle()


def agent(broker: Broker, **changes: Any) -> ArticleAgent:
    options = {
        "topic": "articles.raw", "prefix": "", "batch_size": 10, "batch_seconds": 0.1, "delivery_timeout_seconds": 1.0,
        "max_message_bytes": 100_000, "dead_letter_window": 100, "dead_letter_share": 0.5,
    } | changes  # fmt: skip
    return ArticleAgent(
        PureDouble(),  # type: ignore[arg-type]
        Options(**options),
        Metrics("0", process=False),
        Progress(60),
        broker.send,
        unforeseen,
    )


def gated() -> tuple[ArticleAgent, asyncio.Event]:
    """Return an agent whose outputs are sent only once the gate is open."""
    gate = asyncio.Event()
    broker = Broker()
    subject = agent(broker)

    async def slow(topic: str, key: bytes, value: bytes) -> Awaitable[Any]:
        await gate.wait()
        return await broker.send(topic, key, value)

    subject._send = slow
    return subject, gate


def sample(metrics: Metrics, name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(name, labels) or 0.0


async def test_every_article_is_delivered_before_any_event_is_acknowledged() -> None:
    events = [Event(b"a", 0), Event(b"b", 1)]

    def answer(topic: str, value: bytes) -> None:
        assert not any(event.acked for event in events)

    broker = Broker(answer)
    await bring(agent(broker), events)
    assert len(broker.on("articles.clean")) == 2
    assert all(event.acked for event in events)


async def test_a_malformed_value_becomes_a_dead_letter_with_its_bytes() -> None:
    broker = Broker()
    event = Event(b"bad \xff", 7)
    await bring(agent(broker), [event])
    letter = msgspec.json.decode(broker.on("articles.dead")[0], type=DeadLetter)
    assert base64.b64decode(letter.value) == b"bad \xff"
    assert (letter.reason, letter.offset) == (Reason.NOT_JSON, 7)
    assert broker.sent[0][1] == b"articles.raw:0:7"
    assert event.acked


async def test_a_tombstone_is_passed_over_and_acknowledged() -> None:
    broker = Broker()
    event = Event(None)
    subject = agent(broker)
    await bring(subject, [event])
    assert broker.sent == []
    assert event.acked
    assert sample(subject._metrics, "rasid_tombstones_total") == 1


async def test_a_batch_whose_partitions_moved_is_not_acknowledged() -> None:
    generations = iter([GENERATION, GENERATION + 1])
    event = Event(b"a")
    subject = agent(Broker())
    await bring(subject, [event], lambda: next(generations, GENERATION + 1))
    assert not event.acked
    assert sample(subject._metrics, "rasid_batches_abandoned_total") == 1
    assert sample(subject._metrics, "rasid_articles_total", source="s", outcome="clean") == 0


async def test_events_fetched_before_a_rebalance_are_left_alone() -> None:
    stale, fresh = Event(b"old", generation=GENERATION - 1), Event(b"new")
    broker = Broker()
    await bring(agent(broker), [stale, fresh])
    assert not stale.acked
    assert fresh.acked
    assert len(broker.sent) == 1


async def test_an_output_refused_as_too_large_dead_letters_its_article_alone() -> None:
    def answer(topic: str, value: bytes) -> Exception | None:
        return MessageSizeTooLargeError() if topic == "articles.clean" and b'"big"' in value else None

    broker = Broker(answer)
    events = [Event(b"big", 0), Event(b"small", 1)]
    await bring(agent(broker), events)
    letters = [msgspec.json.decode(value, type=DeadLetter) for value in broker.on("articles.dead")]
    assert [(letter.reason, letter.offset) for letter in letters] == [(Reason.OUTPUT_TOO_LARGE, 0)]
    assert all(event.acked for event in events)


async def test_an_output_over_the_clients_limit_is_dead_lettered_before_anything_is_sent() -> None:
    broker = Broker()
    await bring(agent(broker, max_message_bytes=20), [Event(b"a")])
    assert [topic for topic, _, _ in broker.sent] == ["articles.dead"]


async def test_a_broker_that_is_away_for_a_moment_loses_nothing() -> None:
    tries = iter([KafkaTimeoutError(), None])
    broker = Broker(lambda topic, value: next(tries, None))
    event = Event(b"a")
    subject = agent(broker)
    await bring(subject, [event])
    assert len(broker.on("articles.clean")) == 2
    assert event.acked
    assert sample(subject._metrics, "rasid_delivery_retries_total", topic="articles.clean") == 1


async def test_too_many_dead_letters_stop_the_worker_before_they_are_sent() -> None:
    broker = Broker()
    events = [Event(b"bad", index) for index in range(10)]
    with pytest.raises(TooManyDeadLetters, match="10 of the latest 10"):
        await bring(agent(broker, dead_letter_window=10), events)
    assert broker.sent == []
    assert not any(event.acked for event in events)


async def test_topics_carry_the_prefix() -> None:
    broker = Broker()
    await bring(agent(broker, prefix="staging."), [Event(b"a"), Event(b"bad", 1)])
    assert {topic for topic, _, _ in broker.sent} == {"staging.articles.clean", "staging.articles.dead"}


async def test_each_article_is_counted_once_with_one_outcome() -> None:
    subject = agent(Broker())
    await bring(subject, [Event(b"a"), Event(b"bad", 1), Event(b"c", 2)])
    metrics = subject._metrics
    assert sample(metrics, "rasid_articles_received_total", source="s") == 3
    assert sample(metrics, "rasid_articles_total", source="s", outcome="clean") == 2
    assert sample(metrics, "rasid_articles_total", source="s", outcome="dead_letter") == 1
    assert sample(metrics, "rasid_dead_letters_total", reason="not_json") == 1


async def test_a_stopping_worker_finishes_its_batch_and_begins_no_other() -> None:
    subject, gate = gated()
    first, second = Event(b"a"), Event(b"b", 1)
    running = asyncio.create_task(subject.handle([first], lambda: GENERATION))
    await asyncio.sleep(0)
    draining = asyncio.create_task(subject.drain())
    await asyncio.sleep(0.01)
    assert not draining.done()
    gate.set()
    await draining
    await running
    assert first.acked
    await bring(subject, [second])
    assert not second.acked


async def test_the_next_batch_is_computed_while_one_is_delivered_and_finished_after_it() -> None:
    subject, gate = gated()
    first, second = Event(b"a"), Event(b"b", 1)
    await subject.handle([first], lambda: GENERATION)
    handing_over = asyncio.create_task(subject.handle([second], lambda: GENERATION))
    await asyncio.sleep(0.01)
    assert not first.acked
    assert not second.acked
    gate.set()
    await handing_over
    assert first.acked
    assert not second.acked
    await subject.settle()
    assert second.acked


async def test_an_unforeseen_failure_of_delivery_reaches_who_stops_the_worker() -> None:
    failures: list[Exception] = []

    async def note(error: Exception) -> None:
        failures.append(error)

    subject = agent(Broker())
    subject._on_failure = note
    event = Event(b"a")
    await bring(subject, [event], iter([GENERATION]).__next__)
    assert len(failures) == 1
    assert not event.acked
